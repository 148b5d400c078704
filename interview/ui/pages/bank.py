"""The question bank: its questions by competency, its guides, and what is wrong in own files."""

import streamlit as st

from interview.ui.context import Context
from interview.ui.widgets import bank_rows, bank_text, frame
from interview.ui.widgets.html import literal, show
from question_bank import Guide, Question, find_questions

KEY = "bank"
VIEWS = ("questions", "guides")


def render(context: Context) -> None:
    """Read, show."""
    say, bank = context.say, context.doors.bank
    bank_text.dress()
    frame.title(say("shell.bank"), beside=say("bank.count", n=len(bank.questions), competencies=len(bank.competencies)))
    _findings(context)
    left, right = st.columns([1, 1], vertical_alignment="center")
    view = left.segmented_control(
        say("bank.view"),
        VIEWS,
        default=VIEWS[0],
        required=True,
        format_func=lambda view: say(f"bank.view.{view}"),
        key="bank-view",
        label_visibility="collapsed",
        persist_state="session",
    )
    with right.container(horizontal=True, horizontal_alignment="right"):
        st.page_link(context.pages["write_question"], label=say("bank.new_question"))
        st.page_link(context.pages["assemble"], label=say("bank.new_guide"))
        st.page_link(context.pages["exchange"], label=say("shell.exchange"))
    if view == "guides":
        _guides(context)
    else:
        _questions(context)


def _findings(context: Context) -> None:
    """What is wrong in the bank; the rest of it works all the same."""
    found = context.doors.shelf.findings
    if found:
        with st.expander(context.say("bank.findings", n=len(found)), key="bank-findings"):
            frame.quiet(context.say("bank.findings.below"))
            show(bank_rows.findings(found, context.language))


def _questions(context: Context) -> None:
    say, bank = context.say, context.doors.bank
    found = _filtered(context)
    if not found:
        frame.quiet(say("bank.nothing_found"))
    for competency in bank.competencies.values():
        about = [question for question in found if question.competency == competency.id]
        if about:
            with frame.rows(f"bank-{competency.id}"):
                show(bank_rows.competency_head(competency, len(about), context.language, say))
                for question in about:
                    _question(context, question)


def _filtered(context: Context) -> list[Question]:
    say, bank = context.say, context.doors.bank
    search, about, within = st.columns([2, 2, 2], vertical_alignment="bottom")
    words = search.text_input(
        say("bank.search"),
        type="search",
        live="400ms",
        placeholder=say("bank.search.example"),
        key="bank-search",
        persist_state="session",
    )
    competency = about.selectbox(
        say("bank.competency"),
        ["", *bank.competencies],
        format_func=lambda id: bank.competencies[id].name.get(context.language) if id else say("bank.all"),
        key="bank-competency",
        persist_state="session",
    )
    guide = within.selectbox(
        say("bank.guide"),
        ["", *bank.guides],
        format_func=lambda id: bank.guides[id].name.get(context.language) if id else say("bank.all"),
        key="bank-guide",
        persist_state="session",
    )
    asked = bank.guides[guide].question_ids if guide in bank.guides else tuple(bank.questions)
    found = [question for question in find_questions(bank, words or "") if question.id in asked]
    return [question for question in found if not competency or question.competency == competency]


def _question(context: Context, question: Question) -> None:
    with frame.linked_row(f"bank-{question.id}", end=220) as row:
        label = literal(question.text.get(context.language))
        row.link.page_link(context.pages["question"], label=label, query_params={"question": question.id})
        row.end.html(bank_rows.beside_question(question, context.doors.bank, context.say))


def _guides(context: Context) -> None:
    say, bank = context.say, context.doors.bank
    kept, gone = ([one for one in bank.guides.values() if (one.id in bank.withdrawn) is out] for out in (False, True))
    sections = {"drafts": list(bank.drafts.values()), "guides": kept, "withdrawn": gone}
    for section, guides in sections.items():
        if guides:
            frame.section(say(f"bank.section.{section}"), beside=say(f"bank.section.{section}.beside"))
        for guide in guides:
            _guide(context, guide, draft=section == "drafts")


def _guide(context: Context, guide: Guide, *, draft: bool) -> None:
    say, bank, offered = context.say, context.doors.bank, guide.id in context.doors.shelf.offered
    page, ids = ("assemble", {"draft": guide.id}) if draft else ("guide", {"guide": guide.id})
    with st.container(key=f"row-bank-{page}-{guide.id}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(context.pages[page], label=literal(guide.name.get(context.language)), query_params=ids)
            show(bank_rows.standing(guide, bank, say, offered=offered, draft=draft))
        show(bank_rows.beside_guide(guide, bank, context.language, say))
