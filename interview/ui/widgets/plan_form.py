"""When a talk is, and who rates it."""

from datetime import datetime, tzinfo

import streamlit as st

from interview.i18n import Words
from interview.model.panel import Person
from interview.ui.widgets.set_up_rows import in_zone
from interview.workflow.home import Talk


def plan_form(
    talk: Talk, raters: dict[str, Person], say: Words, zone: tzinfo | None
) -> tuple[datetime | None, tuple[str, ...]] | None:
    """The moment, on the clock of `zone`, and the ids of those who rate; None until it is saved.

    Who rates already can be chosen too, without a seat as interviewer: a card that was started stays.
    """
    names = {mark.person_id: mark.name for mark in talk.raters} | {id: person.name for id, person in raters.items()}
    planned = talk.planned_at.astimezone(zone).replace(tzinfo=None) if talk.planned_at else None
    with st.form(f"plan-{talk.interview_id}", border=False, enter_to_submit=False):
        when = st.datetime_input(say("setup.planned"), planned, format="DD-MM-YYYY", key=f"at-{talk.interview_id}")
        chosen = st.multiselect(
            say("vacancy.raters"),
            list(names),
            [mark.person_id for mark in talk.raters],
            format_func=lambda id: names[id],
            key=f"raters-{talk.interview_id}",
        )
        saved = st.form_submit_button(say("vacancy.plan.save"), type="primary")
    return (in_zone(when, zone), tuple(chosen)) if saved else None
