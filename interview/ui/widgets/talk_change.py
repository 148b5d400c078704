"""Put a candidate and their talk right, or take a candidate out who was added by mistake."""

from collections.abc import Iterable
from typing import NoReturn

import streamlit as st

from interview.ui.context import Context
from interview.ui.widgets import frame
from interview.ui.widgets.plan_form import Plan, plan_form
from interview.ui.widgets.saved import Act, saved, saves
from interview.workflow import correct, prepare
from interview.workflow.home import Talk
from interview.workflow.overview import Overview


def talk_change(context: Context, view: Overview, talk: Talk) -> Iterable[Act]:
    """The menu of one talk; gives what was asked for."""
    say = context.say
    with st.popover(say("vacancy.change"), type="tertiary", key=f"change-{talk.interview_id}-{saves()}"):
        plan = plan_form(talk, view.candidates[talk.candidate_id], view.raters, say, context.zone)
        if plan:
            yield lambda: _change(context, talk, plan)
        if st.button(say("vacancy.candidate.remove"), type="tertiary", key=f"remove-{talk.candidate_id}"):
            yield lambda: _remove(context, talk)
        frame.quiet(say("vacancy.candidate.remove.text"))


def _change(context: Context, talk: Talk, plan: Plan) -> NoReturn:
    wanted = plan.candidate.wanted(context.zone)
    with context.open_work() as work:
        correct.change_candidate(
            work,
            context.viewer,
            talk.candidate_id,
            name=wanted.name,
            email=wanted.email,
            little_experience=wanted.little_experience,
        )
        prepare.replan(work, context.viewer, talk.interview_id, wanted.planned_at, plan.rater_ids)
    saved(context, "vacancy.changed")


def _remove(context: Context, talk: Talk) -> NoReturn:
    with context.open_work() as work:
        correct.remove_candidate(work, context.viewer, talk.candidate_id)
    saved(context, "vacancy.candidate.removed", talk.candidate)
