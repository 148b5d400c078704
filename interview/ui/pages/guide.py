"""One guide: what is said and asked in order, minutes and weights; on paper, as a file, as the start of another."""

import streamlit as st

from interview.errors import NotFound
from interview.i18n import LANGUAGES
from interview.ui.bank_files import FORMATS, fetch_bank, fetch_guide
from interview.ui.context import Context
from interview.ui.widgets import bank_rows, bank_text, frame, guide_text
from interview.ui.widgets.html import literal, show
from interview.workflow import own_bank
from question_bank import FrozenGuide, freeze

KEY = "guide"


def render(context: Context) -> None:
    """Read, show; for a guide of your own also: whether it is offered."""
    bank, say = context.doors.bank, context.say
    guide = bank.guides.get(context.asked("guide"))
    if guide is None:
        raise NotFound("guide_gone")
    try:
        frozen = freeze(guide, bank)
    except KeyError as error:
        raise NotFound("guide_incomplete", id=str(error.args[0])) from error
    bank_text.dress()
    st.page_link(context.pages["bank"], label=say("bank.back"))
    frame.title(guide.name.get(context.language), beside=say("bank.minutes", n=guide.planned_minutes))
    frame.quiet(guide.purpose.get(context.language))
    left, right = st.columns([784, 272], gap="large")
    with left:
        _talk(context, frozen)
    with right:
        _about(context, frozen)


def _talk(context: Context, frozen: FrozenGuide) -> None:
    guide, say, language = frozen.guide, context.say, context.language
    show(guide_text.block(say("guide.opening"), guide.opening, language, say, guide.notes_and_privacy))
    if guide.obstacles:
        show(guide_text.block(say("guide.obstacles"), guide.obstacles, language, say))
    frame.section(say("bank.view.questions"), beside=say("bank.questions", n=len(guide.questions)))
    with frame.rows("guide-questions"):
        for number, entry in enumerate(guide.questions, start=1):
            question = frozen.question(entry.question)
            with frame.linked_row(f"bank-guide-{number}", end=240) as row:
                label = f"{number}\\. {literal(question.text.get(language))}"
                row.link.page_link(context.pages["question"], label=label, query_params={"question": question.id})
                row.end.html(guide_text.facts(question, frozen, entry.minutes, language, say))
    show(guide_text.block(say(f"guide.{guide.their_turn}"), guide.candidate_questions, language, say))
    show(guide_text.block(say("guide.closing"), guide.closing, language, say))


def _about(context: Context, frozen: FrozenGuide) -> None:
    guide, say, bank = frozen.guide, context.say, context.doors.bank
    show(bank_rows.standing(guide, bank, say, offered=guide.id in context.doors.shelf.offered))
    frame.quiet(say("bank.fingerprint", start=frozen.fingerprint[:12]))
    change = "bank.next_version" if guide.id in bank.published else "bank.own_guide"
    st.page_link(context.pages["assemble"], label=say(change), query_params={"start": guide.id})
    language = st.menu_button(
        say("bank.print"), LANGUAGES, format_func=lambda code: say(f"setup.language.{code}"), key="guide-print"
    )
    if language:
        fetch_guide(context, frozen, language)
    form = st.menu_button(say("bank.export"), FORMATS, format_func=str.upper, key="guide-export")
    if form:
        fetch_bank(context, guide.id, form)
    frame.section(say("bank.weights"))
    show(guide_text.weights(frozen, context.language))
    if guide.id in bank.published:
        _offer(context, guide.id)


def _offer(context: Context, guide_id: str) -> None:
    """Whether a guide of your own is offered at set-up: out of the list, or back in it."""
    say, out = context.say, guide_id in context.doors.bank.withdrawn
    frame.section(say("bank.offer"))
    frame.quiet(say("bank.offer.again.below" if out else "bank.offer.stop.below"))
    context.problem_place = st.container(key="problem")
    if st.button(say("bank.offer.again" if out else "bank.offer.stop"), type="tertiary", key="offer"):
        with context.open_work() as work:
            (own_bank.offer_guide if out else own_bank.withdraw_guide)(work, context.doors.shelf, guide_id)
        context.again("bank.offer.again.done" if out else "bank.offer.stop.done")
