"""Write an own question, or adapt one: checked while one types, kept as one file in the own bank folder."""

import streamlit as st

from interview.errors import NotFound
from interview.ui.components.typing import answer_while_typing
from interview.ui.context import Context
from interview.ui.widgets import bank_text, frame
from interview.ui.widgets.html import Html, show
from interview.ui.widgets.naming import free_id
from interview.ui.widgets.question_form import Form
from interview.ui.widgets.shapes import FULL, HALF, RING, state
from interview.workflow import own_bank
from question_bank import Question, half_written

KEY = "write_question"
WITHIN = "write-question"


def render(context: Context) -> None:
    """Read what was typed, check it, show; keeping it is the one act."""
    say, bank = context.say, context.doors.bank
    own, start = _start(context)
    form = Form(f"write-{start.id if start else 'new'}{'' if own else '-copy'}", start, bank, context.language, say)
    form.begin(say("bank.sources.own", year=context.now.year))
    typed = form.typed("text", "en") or form.typed("text", "nl")
    id = own.id if own else free_id(typed, bank.questions)
    data = form.data(id, own.version + 1 if own else 1)
    question, findings, empty = half_written(data, bank)
    bank_text.dress()
    answer_while_typing(WITHIN)
    named = say("bank.form.id", id=id) if typed else ""
    frame.title(say(_title(own, start)), beside=named, below=say("bank.form.below"))
    with st.container(key=WITHIN, gap="small"):
        form.draw(findings)
    context.problem_place = st.container(key="problem")
    if question is not None:
        with st.expander(say("bank.form.preview")):
            competency = bank.competencies.get(question.competency)
            show(bank_text.live(question, competency, context.language, False, say))
    with st.container(horizontal=True, vertical_alignment="center", key="keep-question"):
        pressed = st.button(say("bank.form.keep"), type="primary", disabled=question is None, key="keep")
        show(_stand(context, len(empty), len(findings)))
    if pressed and question is not None:
        _keep(context, form, question)


def _start(context: Context) -> tuple[Question | None, Question | None]:
    """The own question that is changed, if any, and the question the form begins with, if any."""
    bank = context.doors.bank
    changed, source = context.asked("question"), context.asked("start")
    if (changed or source) not in ("", *bank.questions) or (changed and not bank.is_own("questions", changed)):
        raise NotFound("question_gone")
    own = bank.questions.get(changed)
    return own, own or bank.questions.get(source)


def _title(own: Question | None, start: Question | None) -> str:
    if own:
        return "bank.form.change"
    return "bank.form.adapt" if start else "bank.form.new"


def _stand(context: Context, empty: int, findings: int) -> Html:
    if empty:
        return state(RING, context.say("bank.form.empty", n=empty))
    if findings:
        return state(HALF, context.say("bank.form.findings", n=findings))
    return state(FULL, context.say("bank.form.fine"))


def _keep(context: Context, form: Form, question: Question) -> None:
    with context.open_work() as work:
        own_bank.keep_question(work, context.doors.shelf, question)
    form.forget()
    context.go("question", notice="bank.form.kept", question=question.id)
