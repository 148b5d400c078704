"""Beheer / Office: who works with Doorvraag here, and how it is kept."""

import streamlit as st

from interview.ui.context import Context
from interview.ui.pages import start
from interview.ui.widgets import frame
from interview.ui.widgets.html import div, show, span
from interview.ui.widgets.shapes import HALF, state

KEY = "office"


def render(context: Context) -> None:
    """Read, show, act."""
    say = context.say
    with context.reading() as work:
        vacancies = work.vacancies.all()
    frame.title(say("shell.office"))
    left, right = st.columns([560, 496], gap="large")
    with left:
        frame.section(say("office.people"), beside=say("office.count", n=len(context.people)))
        for person in sorted(context.people, key=lambda person: person.name.casefold()):
            invented = say("office.invented") if person.is_example else ""
            below = " · ".join(part for part in (person.email, invented) if part)
            show(
                div(
                    "dv-member",
                    span("dv-initials", person.initials),
                    div("dv-line", div("dv-strong", person.name), div("dv-quiet", below)),
                )
            )
    with right:
        frame.section(say("office.example"))
        if any(vacancy.is_example for vacancy in vacancies):
            show(frame.paragraph(say("home.example.banner")))
            start.remove_example_button(context, "remove-example-office")
        else:
            show(frame.paragraph(say("home.example.text")))
            start.open_example_button(context)
        frame.section(say("office.kept"))
        for seen in context.doors.storage.notices:
            show(state(HALF, say(f"notices.{seen.key}", **dict(seen.params))))
        show(frame.paragraph(say("home.promise")), frame.paragraph(say("office.theme")))
