"""How groups fared at each stage: counts from a voluntary record, for HR alone."""

import streamlit as st

from interview.ui.context import Context
from interview.ui.widgets import fairness_form, fairness_lines, frame, insight_dress, panel_dress, vacancy_head
from interview.ui.widgets.html import show
from interview.workflow import fairness, panel

KEY = "fairness"


def render(context: Context) -> None:
    """Read, show, keep. Whoever may not see the record gets one sentence, whether there is a record or not."""
    say, vacancy_id = context.say, context.asked("vacancy")
    with context.reading() as work:
        counts, stages = fairness.fairness(work, context.viewer, vacancy_id)
        head = panel.vacancy_head(work, context.viewer, vacancy_id)
    vacancy_head.show_head(context, head, KEY)
    panel_dress.dress()
    insight_dress.dress()
    left, right = st.columns([784, 368], gap="large")
    with left:
        frame.section(say("fairness.counts"), beside=say("fairness.only_hr"))
        show(frame.paragraph(say("fairness.counts.text")))
        context.problem_place = st.container(key="problem")
        typed = fairness_form.counts_form(counts, say)
        if stages:
            frame.section(say("fairness.said"))
            show(*(fairness_lines.stage(lines, say, context.language) for lines in stages))
    with right:
        frame.section(say("fairness.about"))
        show(fairness_lines.explained(say))
        st.page_link(context.pages["raters"], label=say("fairness.back"), query_params={"vacancy": vacancy_id})
    if typed is not None:
        kept = fairness_form.read(typed)
        with context.open_work() as work:
            fairness.put_counts(work, context.viewer, vacancy_id, kept)
        context.again("fairness.saved")
