"""What the panel decides, with reasons; the tool never chooses."""

import streamlit as st

from interview.errors import InputError, NotAllowed
from interview.ui.components.comparison import rows as draw_rows
from interview.ui.context import Context
from interview.ui.disclose import disclose
from interview.ui.widgets import (
    compare_dress,
    compare_table,
    compare_tools,
    decision_list,
    decision_read,
    frame,
    vacancy_head,
)
from interview.ui.widgets.compare_rows import MANY
from interview.ui.widgets.compare_text import Figures, Names, names_of
from interview.ui.widgets.decision_form import DecisionForm, Wanted
from interview.ui.widgets.html import show
from interview.workflow import decide, panel
from interview.workflow.decide import DecisionLine, Decisions

KEY = "decision"


def render(context: Context) -> None:
    """Read, show, act."""
    vacancy_id = context.asked("vacancy")
    disclose(context, vacancy_id)
    with context.reading() as work:
        head = panel.vacancy_head(work, context.viewer, vacancy_id)
        try:
            view: Decisions | None = decide.decisions(work, context.viewer, vacancy_id, context.asked("candidate"))
        except NotAllowed as shut:
            if shut.key != "totals_shut":
                raise
            view = None
    vacancy_head.show_head(context, head, KEY)
    compare_dress.dress()
    if view is None:
        decision_read.shut(context, vacancy_id)
    elif not view.lines:
        compare_table.nobody(context, view.comparison)
    else:
        _decide(context, view)


def _decide(context: Context, view: Decisions) -> None:
    figures = Figures(context.say, context.language)
    names = names_of(view.comparison, context.viewer, context.say, hidden=compare_tools.hidden())
    line = view.line(context.asked("candidate")) or view.lines[0]
    id = line.row.candidate_id
    left, right = st.columns([466, 734], gap="medium")
    with left:
        data = decision_list.drawn(view, names, figures, id)
        asked = draw_rows(f"decision-{view.comparison.vacancy_id}", data)
        if view.comparison.brackets and len(view.lines) < MANY:
            frame.quiet(context.say("decision.brackets"))
        show(decision_list.todo(view, names, figures))
        compare_table.sealed(view.comparison, context.say)
        show(decision_list.kept_with_it(view, figures))
    with right, st.container(key="decision-right"):
        _about(context, view, line, names, figures)
    if asked.opened:
        context.go("evidence", vacancy=view.comparison.vacancy_id, candidate=asked.opened)
    if asked.chosen and asked.chosen != id and view.line(asked.chosen):
        _turn_to(asked.chosen)


def _about(context: Context, view: Decisions, line: DecisionLine, names: Names, figures: Figures) -> None:
    vacancy_id, id = view.comparison.vacancy_id, line.row.candidate_id
    with st.container(horizontal=True, vertical_alignment="center"):
        compare_dress.heading(names[id])
        link = {"vacancy": vacancy_id, "candidate": id}
        st.page_link(context.pages["evidence"], label=context.say("decision.evidence"), query_params=link)
    if line.decided:
        frame.quiet(decision_read.since(context, view, line.decided))
    context.problem_place = st.container(key="problem")
    if view.may_decide:
        wanted = DecisionForm(view, line, names, figures).draw()
        _act(context, view, line, names[id], wanted)
    else:
        decision_read.newest(context, view, line.decided, figures)
    if line.decided:
        decision_read.history(context, view, id, figures)


def _act(context: Context, view: Decisions, line: DecisionLine, name: str, wanted: Wanted) -> None:
    vacancy_id, id = view.comparison.vacancy_id, line.row.candidate_id
    ids = [other.row.candidate_id for other in view.lines]
    if wanted.onward:
        _turn_to(ids[(ids.index(id) + 1) % len(ids)])
    if not wanted.record:
        return
    if wanted.verdict is None:
        raise InputError("choose_verdict", field="verdict")
    with context.open_work() as work:
        decide.decide(
            work,
            context.viewer,
            vacancy_id,
            id,
            verdict=wanted.verdict,
            reasons=wanted.reasons,
            departure_reason=wanted.departure_reason,
            revision=line.decided.revision if line.decided else 0,
        )
    context.again("decision.recorded", name=name)


def _turn_to(candidate_id: str) -> None:
    st.query_params["candidate"] = candidate_id
    st.rerun()
