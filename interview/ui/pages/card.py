"""The viewer's own card after submitting: to read, to amend with a reason, and the report to fetch."""

import streamlit as st

from interview.i18n import LANGUAGES, formats
from interview.model.rating import Outcome
from interview.ui.context import Context
from interview.ui.reports import fetch_report
from interview.ui.widgets import card_text, frame
from interview.ui.widgets.html import Html, div, literal, show
from interview.workflow import own_card, rate
from interview.workflow.live import LiveQuestion
from interview.workflow.own_card import OwnCard

KEY = "card"
CHOICES = (5, 4, 3, 2, 1, Outcome.NO_EVIDENCE, Outcome.NOT_ASKED)


def render(context: Context) -> None:
    """Read, show; each button acts by itself."""
    with context.reading() as work:
        view = own_card.sealed_card(work, context.viewer, context.asked("card"))
    say = context.say
    frame.title(say("card.title", name=view.live.candidate.name), below=_sealed_since(context, view))
    context.problem_place = st.container(key="problem")
    left, right = frame.sides(752, 304)
    with left:
        for question in view.questions:
            _question(context, view, question)
    with right:
        _report(context, view)


def _sealed_since(context: Context, view: OwnCard) -> str:
    if view.submitted_at is None:
        return context.say("card.released")
    at = context.local(view.submitted_at)
    day, time = formats.long_date(at.date(), context.language), formats.time(at, context.language)
    return context.say("card.sealed", day=day, time=time, fingerprint=view.content_hash[:12])


def _question(context: Context, view: OwnCard, question: LiveQuestion) -> None:
    say = context.say
    frame.section(f"{question.number}. {question.competency}", beside=_judged(question, context))
    show(card_text.question(question, view.live.interview_language, say))
    for made in view.amended(question.id):
        show(card_text.amendment(made, context.language, context.zone, say))
    if view.submitted_at is not None:
        with st.popover(say("card.amend"), type="tertiary"):
            _amend(context, view, question)


def _judged(question: LiveQuestion, context: Context) -> Html:
    if question.rating is None:
        return div("dv-quiet", context.say("review.no_level"))
    rating = question.rating
    return card_text.judgement(rating.outcome, rating.level, rating.reason, context.say)


def _amend(context: Context, view: OwnCard, question: LiveQuestion) -> None:
    say = context.say
    with st.form(f"amend-{question.id}-{len(view.amendments)}", border=False, enter_to_submit=False):
        frame.quiet(say("card.amend.text"))
        chosen = st.selectbox(
            say("card.amend.level"),
            CHOICES,
            index=None,
            format_func=lambda choice: _choice(choice, question, context),
            placeholder=say("card.amend.choose"),
            key=f"level-{question.id}-{len(view.amendments)}",
        )
        reason = st.text_area(say("card.amend.reason"), key=f"reason-{question.id}-{len(view.amendments)}")
        save = st.form_submit_button(say("card.amend.save"), type="primary")
    if save:
        level = chosen if isinstance(chosen, int) else None
        outcome = chosen if isinstance(chosen, Outcome) else Outcome.LEVEL
        with context.open_work() as work:
            rate.amend(work, context.viewer, view.live.card, question.id, outcome=outcome, level=level, reason=reason)
        context.again("card.amend.saved")


def _choice(choice: int | Outcome, question: LiveQuestion, context: Context) -> str:
    if isinstance(choice, Outcome):
        return context.say(f"review.{choice.value}")
    return f"{choice}  {question.anchors[choice - 1]}"


def _report(context: Context, view: OwnCard) -> None:
    say = context.say
    frame.section(say("card.report"))
    if not view.report_open:
        frame.quiet(say("card.report.sealed"))
        return
    frame.quiet(say("card.report.text", name=view.live.candidate.first_name))
    asked = [code for code in LANGUAGES if st.button(literal(say(f"card.report.{code}")), key=f"report-{code}")]
    for language in asked:
        fetch_report(context, view.interview_id, language)
