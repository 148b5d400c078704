"""One vacancy: its talks, who rates them and when, its panel, who comes next, and its end."""

from collections.abc import Iterable
from typing import NoReturn

import streamlit as st

from interview.errors import InputError
from interview.i18n import LANGUAGES, formats
from interview.ui.context import Context
from interview.ui.reports import fetch_filled_guide, fetch_report
from interview.ui.widgets import frame, set_up_rows, talks, vacancy_head
from interview.ui.widgets.candidate_import import candidate_import
from interview.ui.widgets.closing import closing
from interview.ui.widgets.panel_change import panel_change
from interview.ui.widgets.saved import Act, saved, saves
from interview.ui.widgets.talk_change import talk_change
from interview.workflow import conduct, panel, prepare
from interview.workflow import overview as vacancy_view
from interview.workflow.home import Step, Talk
from interview.workflow.overview import Overview

KEY = "vacancy"


def render(context: Context) -> None:
    """Read, show, act: only when everything is drawn, so that a refusal takes nothing off the page."""
    with context.reading() as work:
        view = vacancy_view.overview(work, context.viewer, context.asked("vacancy"))
        head = panel.vacancy_head(work, context.viewer, context.asked("vacancy"))
    vacancy_head.show_head(context, head, KEY)
    context.problem_place = st.container(key="problem")
    left, right = frame.sides(784, 272)
    with left:
        acts = [*_talks(context, view), *_new_candidate(context, view), *candidate_import(context, view)]
    with right:
        acts += [*panel_change(context, view), *closing(context, view)]
    for act in acts:
        act()


def _talks(context: Context, view: Overview) -> list[Act]:
    with frame.rows("talks"):
        frame.section(context.say("vacancy.talks"), beside=context.say("home.candidates", n=len(view.talks)))
        acts = [act for talk in view.talks for act in _talk(context, view, talk)]
    if not view.talks:
        frame.quiet(context.say("vacancy.no_candidates"))
    return acts


def _talk(context: Context, view: Overview, talk: Talk) -> Iterable[Act]:
    say = context.say
    at = context.local(talk.planned_at) if talk.planned_at else None
    day = formats.date(at.date(), context.language) if at else ""
    with frame.row(f"talk-{talk.interview_id}", talks.talk_short(talk, context.language, say, at, day), end=300):
        to_hold = talk.step is not Step.SEALED and talk.interview_id not in view.reports
        if to_hold and st.button(say("vacancy.guide"), key=f"guide-{talk.interview_id}", type="tertiary"):
            yield lambda: fetch_filled_guide(context, talk.interview_id, view.vacancy.interview_language)
        if talk.step in (Step.START, Step.CONTINUE):
            if st.button(say(f"home.{talk.step.value}"), key=f"begin-{talk.card_id}"):
                yield lambda: _begin(context, talk)
        elif talk.card_id and talk.step is Step.SEALED:
            st.page_link(context.pages["card"], label=say("home.sealed_mine"), query_params={"card": talk.card_id})
        if talk.interview_id in view.reports:
            asked = st.menu_button(
                say("card.report"),
                LANGUAGES,
                format_func=lambda code: say(f"card.report.{code}"),
                key=f"report-{talk.interview_id}",
                type="tertiary",
            )
            if asked:
                yield lambda: fetch_report(context, talk.interview_id, asked)
        yield from talk_change(context, view, talk)


def _begin(context: Context, talk: Talk) -> NoReturn:
    with context.open_work() as work:
        conduct.start(work, context.viewer, talk.card_id or "")
    context.go("conduct", card=talk.card_id or "")


def _new_candidate(context: Context, view: Overview) -> Iterable[Act]:
    frame.section(context.say("vacancy.add_candidate"))
    # A fresh number empties the row once the candidate is in; after an error it stays as typed.
    fresh = f"vacancy-{view.vacancy.id}-{saves()}"
    with st.form("add-candidate", border=False, enter_to_submit=False):
        row = set_up_rows.candidate(0, context.say, fresh)
        add = st.form_submit_button(context.say("vacancy.add"))

    def act() -> None:
        if row is None:
            raise InputError("empty", field="candidate_name")
        with context.open_work() as work:
            prepare.add_candidate(work, work.vacancies.get(view.vacancy.id), row.wanted(context.zone))
        saved(context, "vacancy.candidate_added", row.name)

    return [act] if add else []
