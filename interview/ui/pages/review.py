"""Look the card over: what is missing, words to look at, and handing it in."""

import streamlit as st

from interview.i18n import formats
from interview.model.scorecard import CardState
from interview.ui.context import Context
from interview.ui.widgets import frame, review_rows, shapes
from interview.ui.widgets.html import show, span
from interview.workflow import conduct, rate
from interview.workflow.rate import BLOCKING, Review, ReviewWord

KEY = "review"


def render(context: Context) -> None:
    """Read, show, act."""
    card_id = context.asked("card")
    with context.reading() as work:
        view = rate.review(work, context.viewer, card_id)
    if view.card.state is CardState.SUBMITTED:
        context.go("card", card=card_id)
    frame.title(context.say("review.title", name=view.candidate), beside=_when(context, view))
    _lines(context, view)
    left, right = frame.sides(704, 352)
    with left:
        kept = _words(context, view)
    with right:
        submitted = _submit(context, view)
    if kept:
        _keep(context, card_id, *kept)
    if submitted:
        _hand_in(context, view)


def _when(context: Context, view: Review) -> str:
    asked = context.say("review.asked", n=view.asked, of=len(view.lines))
    if view.card.started_at is None:
        return asked
    started = context.local(view.card.started_at)
    day, time = formats.long_date(started.date(), context.language), formats.time(started, context.language)
    return context.say("review.when", day=day, time=time, asked=asked)


def _lines(context: Context, view: Review) -> None:
    with frame.rows("review"):
        with frame.row("review-head", review_rows.head(context.say), end=72):
            show(span("dv-unseen", context.say("review.open")))
        for line in view.lines:
            with frame.row(f"review-{line.number}", review_rows.line(line, context.say, context.language), end=72):
                _open(context, view, line.section, context.say("review.open"))


def _open(context: Context, view: Review, section: int, label: str) -> None:
    ids = {"card": view.card.id, "at": str(section)}
    st.page_link(context.pages["conduct"], label=label, query_params=ids)


def _words(context: Context, view: Review) -> tuple[ReviewWord, str] | None:
    """Every word once; gives the word that is kept and why."""
    frame.section(context.say("review.words"))
    if not view.words:
        frame.quiet(context.say("review.words.none"))
    kept = None
    for place, word in enumerate(view.words):
        with st.container(key=f"row-word-{place}", gap="small"):
            show(review_rows.word(word, context.say))
            if not word.kept_because:
                kept = _choice(context, view, place, word) or kept
    return kept


def _choice(context: Context, view: Review, place: int, word: ReviewWord) -> tuple[ReviewWord, str] | None:
    name = f"{place}-{word.question_id}-{word.found.word}"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        _open(context, view, word.section, context.say("review.word.change"))
        frame.quiet(context.say("review.word.or"), inline=True)
        with (
            st.form(f"keep-{name}", border=False),
            st.container(horizontal=True, wrap=False, vertical_alignment="center"),
        ):
            pressed = st.form_submit_button(context.say("review.word.keep"))
            typed = st.text_input(
                context.say("review.word.reason"),
                placeholder=context.say("review.word.reason.example"),
                label_visibility="collapsed",
                key=f"reason-{name}",
            )
    return (word, typed) if pressed else None


def _submit(context: Context, view: Review) -> bool:
    frame.section(context.say("review.submit.title"))
    show(frame.paragraph(context.say("review.submit.text")))
    context.problem_place = st.container(key="problem")
    pressed = st.button(context.say("review.submit"), type="primary", key="submit-card")
    if view.open_questions:
        show(shapes.state(shapes.HALF, context.say("review.submit.open", n=view.open_questions)))
    if view.open_words:
        show(shapes.state(shapes.HALF, context.say("review.submit.words", n=view.open_words)))
    return pressed


def _keep(context: Context, card_id: str, word: ReviewWord, reason: str) -> None:
    with context.open_work() as work:
        rate.keep_word(work, context.viewer, card_id, word.question_id, word.found.word, reason)
    context.again()


def _hand_in(context: Context, view: Review) -> None:
    missing = next((line for line in view.lines if BLOCKING & set(line.gaps)), None)
    if missing:
        context.go("conduct", card=view.card.id, at=str(missing.section))
    with context.open_work() as work:
        conduct.end(work, context.viewer, view.card.id)
        rate.submit(work, context.viewer, view.card.id)
    context.go("card", notice="review.submitted", card=view.card.id)
