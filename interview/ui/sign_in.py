"""Who is at the keyboard. Without sign-in this is a name tag: anybody here may pick any name of the panel."""

import streamlit as st

from interview.model.panel import Person
from interview.ui import state
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
        if context.person:
            others = [person for person in context.people if person.id != context.person.id]
            with st.popover(literal(context.person.name), type="tertiary", key="person"):
                frame.quiet(say("shell.switch_person"))
                with st.container(key="people", gap=None, width=280):
                    for person in others:
                        _choice(person)
                if not others:
                    frame.quiet(say("shell.nobody_else"))


def who_are_you(context: Context) -> None:
    """The page that asks it, with a button for every name of the panel."""
    say = context.say
    with st.container(key="who", width=640):
        frame.title(say("shell.who.title"), below=say("shell.who.below"))
        for person in sorted(context.people, key=lambda person: person.name.casefold()):
            _choice(person, wide=True)


def _choice(person: Person, *, wide: bool = False) -> None:
    st.button(
        literal(person.name),
        key=f"person-{person.id}-{wide}",
        width=320 if wide else "stretch",
        type="secondary" if wide else "tertiary",
        on_click=state.set_person,
        args=(person.id,),
    )
