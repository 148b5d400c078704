"""The first page of an empty installation: try the example, or set up a vacancy."""

import streamlit as st

from interview.i18n import Words
from interview.model.panel import Role
from interview.ui import state
from interview.ui.context import Context
from interview.ui.widgets import frame
from interview.ui.widgets.html import Html, div, show, span, tag
from interview.ui.widgets.shapes import RING, dot
from interview.workflow import example, prepare
from interview.workflow.prepare import NewMember

KEY = "start"


def render(context: Context) -> None:
    """Show, act."""
    say = context.say
    with st.container(key="start", width=880):
        name = context.person.name.split()[0] if context.person else ""
        greeting = say("home.welcome_name", name=name) if name else say("home.welcome")
        show(div("dv-welcome", tag("h1", greeting), tag("p", say("home.empty"))))
        left, right = st.columns(2, gap="xlarge")
        with left:
            show(_offer("example", say))
            open_example_button(context)
            frame.quiet(say("home.example.time"))
        with right:
            show(_offer("own", say))
            if st.button(say("home.own.open"), key="open-set-up"):
                context.go("set_up")
            frame.quiet(say("home.own.time"))
        show(tag("p", say("home.promise"), class_="dv-promise dv-quiet"))


def _offer(which: str, say: Words) -> Html:
    return div(f"dv-offer dv-{which}", tag("h2", say(f"home.{which}.title")), tag("p", say(f"home.{which}.text")))


def open_example_button(context: Context) -> None:
    """Puts the invented vacancy in, and lets the viewer look around in it as its chair."""
    if not st.button(context.say("home.example.open"), type="primary", key="open-example"):
        return
    with context.open_work() as work:
        vacancy = example.make_example(work, context.language, context.doors.bank)
        if context.doors.entrance:
            # Whoever signed in is nobody else, so they get a chair of their own.
            seat = NewMember(person_id=context.viewer, roles=frozenset({Role.CHAIR}))
            prepare.add_member(work, vacancy, seat)
        seats = work.seats.of_vacancy(vacancy.id)
    # The chair has the most to see.
    state.set_person(next(seat.person_id for seat in seats if seat.role is Role.CHAIR))
    context.go("home")


def example_banner(context: Context, shown: bool) -> None:
    """The line that says that everything is invented, with the one click that removes it."""
    if not shown:
        return
    with frame.row("example", div("dv-banner", dot(RING), span("", context.say("home.example.banner")))):
        remove_example_button(context, "remove-example")


def remove_example_button(context: Context, key: str) -> None:
    """Takes everything invented out again, with one click."""
    if st.button(context.say("home.example.remove"), type="tertiary", key=key):
        with context.open_work() as work:
            example.remove_example(work)
        context.go("home", notice="home.example.removed")
