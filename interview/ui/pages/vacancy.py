"""One vacancy: its talks, who rates them and when, its panel, and who comes next."""

import streamlit as st

from interview.i18n import LANGUAGES, formats
from interview.ui.context import Context
from interview.ui.reports import fetch_report
from interview.ui.widgets import frame, panel_rows, set_up_rows, talks, vacancy_head
from interview.ui.widgets.plan_form import plan_form
from interview.workflow import conduct, panel, prepare
from interview.workflow import overview as vacancy_view
from interview.workflow.home import Step, Talk
from interview.workflow.overview import Overview

KEY = "vacancy"


def render(context: Context) -> None:
    """Read, show; each button acts by itself."""
    with context.reading() as work:
        view = vacancy_view.overview(work, context.viewer, context.asked("vacancy"))
        head = panel.vacancy_head(work, context.viewer, context.asked("vacancy"))
    vacancy_head.show_head(context, head, KEY)
    context.problem_place = st.container(key="problem")
    left, right = st.columns([800, 256], gap="large")
    with left:
        _talks(context, view)
        _new_candidate(context, view)
    with right:
        _panel(context, view)


def _talks(context: Context, view: Overview) -> None:
    with frame.rows("talks"):
        frame.section(context.say("vacancy.talks"), beside=context.say("home.candidates", n=len(view.talks)))
        for talk in view.talks:
            _talk(context, view, talk)
    if not view.talks:
        frame.quiet(context.say("vacancy.no_candidates"))


def _talk(context: Context, view: Overview, talk: Talk) -> None:
    say = context.say
    at = context.local(talk.planned_at) if talk.planned_at else None
    day = formats.date(at.date(), context.language) if at else ""
    with frame.row(f"talk-{talk.interview_id}", talks.talk_short(talk, context.language, say, at, day), end=300):
        if talk.step in (Step.START, Step.CONTINUE):
            if st.button(say(f"home.{talk.step.value}"), key=f"begin-{talk.card_id}"):
                _begin(context, talk)
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
                fetch_report(context, talk.interview_id, asked)
        with st.popover(say("vacancy.plan"), type="tertiary"):
            _plan(context, view, talk)


def _plan(context: Context, view: Overview, talk: Talk) -> None:
    planned = plan_form(talk, view.raters, context.say, context.zone)
    if planned:
        with context.open_work() as work:
            prepare.replan(work, context.viewer, talk.interview_id, *planned)
        context.again("vacancy.planned")


def _begin(context: Context, talk: Talk) -> None:
    with context.open_work() as work:
        conduct.start(work, context.viewer, talk.card_id or "")
    context.go("conduct", card=talk.card_id or "")


def _new_candidate(context: Context, view: Overview) -> None:
    frame.section(context.say("vacancy.add_candidate"))
    # A fresh number empties the row once the candidate is in; after an error it stays as typed.
    fresh = f"vacancy-{view.vacancy.id}-{len(view.talks)}"
    with st.form("add-candidate", border=False, enter_to_submit=False):
        wanted = set_up_rows.candidate(0, context.say, context.zone, fresh)
        add = st.form_submit_button(context.say("vacancy.add"))
    if add and wanted:
        with context.open_work() as work:
            prepare.add_candidate(work, work.vacancies.get(view.vacancy.id), wanted)
        context.again("vacancy.candidate_added", name=wanted.name)


def _panel(context: Context, view: Overview) -> None:
    frame.section(context.say("setup.panel"))
    panel_rows.show_members(view.members, context.say)
    with st.popover(context.say("vacancy.add_member"), type="tertiary"):
        fresh = f"vacancy-{view.vacancy.id}-{len(view.members)}"
        with st.form("add-member", border=False, enter_to_submit=False):
            wanted = set_up_rows.new_member(fresh, context.say)
            add = st.form_submit_button(context.say("vacancy.add"), type="primary")
    if add and wanted:
        with context.open_work() as work:
            prepare.add_member(work, work.vacancies.get(view.vacancy.id), wanted)
        context.again("vacancy.member_added", name=wanted.name)
