"""The question bank: every guide with its questions, probes and anchors, to read."""

import streamlit as st

from interview.ui.context import Context
from interview.ui.widgets import bank_text, frame
from interview.ui.widgets.html import show

KEY = "bank"


def render(context: Context) -> None:
    """Read, show."""
    say, bank = context.say, context.doors.bank
    guides = sorted(bank.guides.values(), key=lambda guide: (guide.order, guide.id))
    frame.title(say("shell.bank"), beside=say("bank.count", n=len(bank.questions), competencies=len(bank.competencies)))
    language = st.segmented_control(
        say("setup.interview_language"),
        ("nl", "en"),
        default=context.language,
        required=True,
        format_func=lambda code: say(f"setup.language.{code}"),
        key="bank-language",
    )
    for guide in guides:
        frame.section(guide.name.get(context.language), beside=say("bank.minutes", n=guide.minutes))
        frame.quiet(guide.purpose.get(context.language))
        for entry in guide.questions:
            question = bank.questions[entry.question]
            competency = bank.competencies[question.competency].name.get(context.language)
            with st.expander(say("bank.question", competency=competency, n=entry.minutes)):
                show(*bank_text.question(question, language or context.language, say))
