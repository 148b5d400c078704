"""What the score of one candidate rests on: competencies on the left, answers with every rater's lines on the right."""

import streamlit as st

from interview.ui.components.comparison import rows as draw_rows
from interview.ui.context import Context
from interview.ui.disclose import disclose
from interview.ui.widgets import (
    compare_dress,
    compare_evidence,
    compare_rows,
    compare_table,
    compare_tools,
    frame,
    vacancy_head,
)
from interview.ui.widgets.compare_text import Figures, Names, names_of
from interview.ui.widgets.html import literal, show
from interview.workflow import evidence, panel
from interview.workflow.evidence import Evidence

KEY = "evidence"


def render(context: Context) -> None:
    """Read, show."""
    vacancy_id, candidate_id = context.asked("vacancy"), context.asked("candidate")
    disclose(context, vacancy_id)
    with context.reading() as work:
        head = panel.vacancy_head(work, context.viewer, vacancy_id)
        seen = evidence.evidence(work, context.viewer, vacancy_id, candidate_id)
    vacancy_head.show_head(context, head, "comparison")
    compare_dress.dress()
    figures = Figures(context.say, context.language)
    names = names_of(seen.comparison, context.viewer, context.say, hidden=compare_tools.hidden())
    _top(context, seen, names)
    show(compare_evidence.figures_line(seen, figures))
    left, right = st.columns([480, 720], gap="large")
    with left:
        chosen = _competencies(context, seen, figures)
        _beside(context, seen, names)
    with right:
        _answers(context, seen, chosen, figures)


def _top(context: Context, seen: Evidence, names: Names) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        link = {"vacancy": seen.comparison.vacancy_id, "candidate": seen.row.candidate_id}
        back = f"‹ {context.say('compare.evidence.back')}"
        st.page_link(context.pages["comparison"], label=back, query_params=link)
        compare_dress.heading(names[seen.row.candidate_id])
        frame.quiet(context.say("compare.evidence.meta", n=seen.minutes), inline=True)


def _competencies(context: Context, seen: Evidence, figures: Figures) -> str:
    """Gives the id of the competency that is looked at."""
    ids = [cell.competency_id for cell in seen.row.cells]
    wanted = context.asked("competency")
    here = wanted if wanted in ids else ids[0]
    data = compare_rows.competencies(seen, figures, here)
    asked = draw_rows(f"evidence-{seen.row.candidate_id}", data)
    if asked.left:
        context.go("comparison", vacancy=seen.comparison.vacancy_id, candidate=seen.row.candidate_id)
    compare_table.legend_of_competencies(context.say)
    if asked.chosen and asked.chosen != here and asked.chosen in ids:
        st.query_params["competency"] = asked.chosen
        st.rerun()
    return here


def _beside(context: Context, seen: Evidence, names: Names) -> None:
    """The neighbours in score order."""
    ids = [row.candidate_id for row in seen.comparison.rows]
    place = ids.index(seen.row.candidate_id)
    with st.container(horizontal=True):
        for at, sign in ((place - 1, "‹ {}"), (place + 1, "{} ›")):
            if 0 <= at < len(ids) and st.button(literal(sign.format(names[ids[at]])), key=f"to-{ids[at]}"):
                context.go(KEY, vacancy=seen.comparison.vacancy_id, candidate=ids[at])


def _answers(context: Context, seen: Evidence, competency_id: str, figures: Figures) -> None:
    answers = seen.of(competency_id)
    head = next(head for head in seen.comparison.competencies if head.id == competency_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        compare_dress.heading(head.name.get(context.language))
        chosen = answers[0].question_id
        if len(answers) > 1:
            numbers = {answer.question_id: answer.number for answer in answers}
            chosen = st.segmented_control(
                head.name.get(context.language),
                list(numbers),
                default=chosen,
                format_func=lambda id: context.say("compare.evidence.question", n=numbers[id]),
                key=f"question-{seen.row.candidate_id}-{competency_id}",
                label_visibility="collapsed",
                required=True,
            )
        else:
            frame.quiet(context.say("compare.evidence.question", n=answers[0].number), inline=True)
    show(compare_evidence.answer(next(a for a in answers if a.question_id == chosen), figures))
