"""How you rate, how the questions do, and what more raters or questions would buy."""

import streamlit as st

from interview.ui.context import Context
from interview.ui.disclose import disclose
from interview.ui.widgets import (
    frame,
    insight_dress,
    insight_own,
    insight_plan,
    insight_questions,
    panel_dress,
    vacancy_head,
)
from interview.ui.widgets.html import show
from interview.workflow import fairness, panel
from interview.workflow.insight import Insight, insight

KEY = "raters"


def render(context: Context) -> None:
    """Leave the trace, read, show."""
    vacancy_id = context.asked("vacancy")
    disclose(context, vacancy_id)
    with context.reading() as work:
        head = panel.vacancy_head(work, context.viewer, vacancy_id)
        view = insight(work, context.viewer, vacancy_id)
    vacancy_head.show_head(context, head, KEY)
    panel_dress.dress()
    insight_dress.dress()
    left, right = st.columns([784, 368], gap="large")
    with left:
        _own(context, view)
        if view.wide:
            _questions(context, view)
            _reliability(context, view)
    with right:
        if view.wide:
            _plan(context, view)
        _who_sees_what(context, view)


def _own(context: Context, view: Insight) -> None:
    if view.own:
        frame.section(context.say("insight.own"), beside=context.say("insight.own.only_you"))
        show(insight_own.own(view.own, context.say, context.language))


def _questions(context: Context, view: Insight) -> None:
    frame.section(context.say("insight.questions"), beside=context.say("home.candidates", n=view.candidates))
    show(frame.paragraph(insight_questions.finding(view, context.say)))
    if view.questions:
        show(insight_questions.questions(view, context.say, context.language))
        spread = any(line.spread is not None for line in view.questions)
        read = ["insight.questions.read", "insight.spread.read"] if spread else ["insight.questions.read"]
        frame.quiet(" ".join(map(context.say, read)))


def _plan(context: Context, view: Insight) -> None:
    say = context.say
    frame.section(say("insight.plan"))
    show(
        frame.paragraph(insight_plan.plan_sentence(view, say, context.language)),
        insight_plan.plan_table(view, say, context.language),
    )
    frame.quiet(say("insight.plan.read") + " " + say(f"insight.plan.{'estimated' if view.estimated else 'standard'}"))


def _reliability(context: Context, view: Insight) -> None:
    frame.section(context.say("insight.reliability"))
    if view.reliability:
        show(insight_plan.reliability(view.reliability, context.say, context.language))
    else:
        frame.quiet(context.say("insight.reliability.no_levels" if view.candidates else "insight.reliability.none"))


def _who_sees_what(context: Context, view: Insight) -> None:
    frame.section(context.say("insight.who"))
    frame.quiet(context.say("insight.who.text"))
    if fairness.keeps_record(view.roles):
        st.page_link(
            context.pages["fairness"],
            label=context.say("insight.to_fairness"),
            query_params={"vacancy": view.vacancy_id},
        )
