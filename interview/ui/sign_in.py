"""Who is at the keyboard. Without sign-in this is a name tag: anybody here may pick any name of the panel.

With sign-in it is whoever logged in: see `interview.ui.login`.
"""

import streamlit as st

from interview.model.panel import Person
from interview.ui import login, state
from interview.ui.context import Context
from interview.ui.widgets import frame
from interview.ui.widgets.html import literal


def top_right(context: Context) -> None:
    """The other language, and who is looking: each changed with one click."""
    say = context.say
    with st.container(key="top", horizontal=True, vertical_alignment="center", gap="small"):
        other = "en" if context.language == "nl" else "nl"
        st.button(
            say(f"shell.language.{other}"), type="tertiary", key="language", on_click=state.set_language, args=(other,)
        )
        if context.person and context.doors.entrance:
            login.menu(context, context.person)
        elif context.person:
            _switch(context, context.person)


def _switch(context: Context, person: Person) -> None:
    """Everybody else, one click away. The page at hand may not be theirs, so it goes on at the first page."""
    # Its name in the key: the menu of the next person starts closed.
    with st.popover(literal(person.name), type="tertiary", key=f"person-{person.id}"):
        others = [other for other in context.people if other.id != person.id]
        frame.quiet(context.say("shell.switch_person" if others else "shell.nobody_else"))
        with st.container(key="people", gap=None, width=280):
            for other in others:
                if st.button(literal(other.name), key=f"switch-{other.id}", type="tertiary", width="stretch"):
                    state.set_person(other.id)
                    context.go("home")


def who_are_you(context: Context) -> None:
    """The page that asks it, with a button for every name of the panel."""
    say = context.say
    with st.container(key="who", width=640):
        frame.title(say("shell.who.title"), below=say("shell.who.below"))
        for person in sorted(context.people, key=lambda person: person.name.casefold()):
            st.button(
                literal(person.name),
                key=f"person-{person.id}",
                width=320,
                on_click=state.set_person,
                args=(person.id,),
            )
        frame.quiet(say("shell.who.absent"))
