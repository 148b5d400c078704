"""A candidate's name, address and experience, when the talk is, and who rates it."""

from datetime import tzinfo
from typing import NamedTuple

import streamlit as st

from interview.i18n import Words
from interview.model.candidate import Candidate
from interview.model.panel import Person
from interview.ui.widgets.set_up_rows import CandidateRow, When, when
from interview.workflow.home import Talk


class Plan(NamedTuple):
    """What the form was saved with."""

    candidate: CandidateRow
    rater_ids: tuple[str, ...]


def plan_form(
    talk: Talk, candidate: Candidate, raters: dict[str, Person], say: Words, zone: tzinfo | None
) -> Plan | None:
    """The form, with times on the clock of `zone`; None until it is saved.

    Who rates already can be chosen too, without a seat as interviewer: a card that was started stays.
    """
    id = talk.interview_id
    names = {mark.person_id: mark.name for mark in talk.raters} | {id: person.name for id, person in raters.items()}
    planned = talk.planned_at.astimezone(zone) if talk.planned_at else None
    with st.form(f"plan-{id}", border=False, enter_to_submit=False):
        left, right = st.columns(2)
        name = left.text_input(say("setup.candidate.name"), candidate.name, key=f"name-{id}", autocomplete="off")
        email = right.text_input(say("setup.email"), candidate.email, key=f"email-{id}", autocomplete="off")
        little = st.checkbox(say("setup.little_experience"), candidate.little_experience, key=f"little-{id}")
        left, right = st.columns(2)
        # The moment in the key: what somebody else planned meanwhile stands in fresh boxes.
        moment = when((left, right), planned, "", f"at-{id}-{planned.timestamp() if planned else 0:.0f}", say)
        # Boxes that began with a day and a time can't be emptied.
        if planned and st.checkbox(say("vacancy.without_time"), key=f"without-time-{id}-{planned.timestamp():.0f}"):
            moment = When(None, None)
        chosen = st.multiselect(
            say("vacancy.raters"),
            list(names),
            [mark.person_id for mark in talk.raters],
            format_func=lambda person_id: names[person_id],
            key=f"raters-{id}",
        )
        saved = st.form_submit_button(say("vacancy.change.save"), type="primary", key=f"save-{id}")
    return Plan(CandidateRow(name, email, little, moment), tuple(chosen)) if saved else None
