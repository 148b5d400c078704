"""One question of the bank: as the interviewer and the printed guide have it, in both languages, and its results."""

import streamlit as st

from interview.errors import NotFound
from interview.i18n import LANGUAGES, Language
from interview.ui.context import Context
from interview.ui.widgets import bank_paper, bank_rows, bank_text, frame
from interview.ui.widgets.html import literal, show
from interview.workflow import own_bank
from interview.workflow.bank import QuestionResult, question_result
from question_bank import Question

KEY = "question"
VIEWS = ("interview", "paper", "beside")


def render(context: Context) -> None:
    """Read, show; an own question that nothing asks can be thrown away."""
    question = context.doors.bank.questions.get(context.asked("question"))
    if question is None:
        raise NotFound("question_gone")
    with context.reading() as work:
        result = question_result(work, context.viewer, question)
        may_drop = own_bank.may_drop(work, context.doors.shelf, question.id)
    bank_text.dress()
    st.page_link(context.pages["bank"], label=context.say("bank.back"))
    own = context.doors.bank.is_own("questions", question.id)
    standing = context.say("bank.question.own" if own else "bank.question.built_in", version=question.version)
    frame.title(_title(question, context.language), beside=standing)
    left, right = st.columns([784, 272], gap="large")
    with left:
        _question(context, question)
    with right:
        _about(context, question, result, own)
        if may_drop:
            _drop(context, question.id)


def _title(question: Question, language: Language) -> str:
    """What the question is about, in a few words: the piece of work it stands for."""
    return question.task.get(language).rstrip(".")


def _question(context: Context, question: Question) -> None:
    say, bank = context.say, context.doors.bank
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = _choice(context, "view", VIEWS)
        language: Language = _choice(context, "language", LANGUAGES) if view != "beside" else "nl"  # type: ignore[assignment]
        outside = view == "interview" and st.checkbox(say("bank.ask_outside_work"), key="question-outside")
    competency = bank.competencies.get(question.competency)
    if view == "paper":
        show(bank_paper.page(1, question, competency, language, context.say))
    elif view == "beside":
        show(bank_text.beside(question, say))
    else:
        show(bank_text.live(question, competency, language, outside, say))


def _choice(context: Context, name: str, options: tuple[str, ...]) -> str:
    say = context.say
    words = "setup.language" if name == "language" else f"bank.{name}"
    chosen = st.segmented_control(
        say(f"bank.{name}"),
        options,
        default=context.language if name == "language" else options[0],
        required=True,
        format_func=lambda option: say(f"{words}.{option}"),
        key=f"question-{name}",
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen or options[0]


def _about(context: Context, question: Question, result: QuestionResult, own: bool) -> None:
    say, bank = context.say, context.doors.bank
    change = ("bank.change", {"question": question.id}) if own else ("bank.adapt", {"start": question.id})
    st.page_link(context.pages["write_question"], label=say(change[0]), query_params=change[1])
    frame.quiet(say("bank.change.below" if own else "bank.adapt.below"))
    guides = bank.guides_asking(question.id)
    frame.section(say("bank.used_in"))
    for guide in guides:
        label = literal(guide.name.get(context.language))
        st.page_link(context.pages["guide"], label=label, query_params={"guide": guide.id})
    if not guides:
        frame.quiet(say("bank.used_nowhere"))
    frame.section(say("bank.result"))
    show(bank_rows.result(result, say))
    frame.section(say("bank.about"))
    show(bank_rows.about(question, bank, context.language, say))


def _drop(context: Context, question_id: str) -> None:
    say = context.say
    with st.popover(say("bank.drop"), type="tertiary", key="drop-question"):
        frame.quiet(say("bank.drop.below"))
        context.problem_place = st.container(key="problem")
        if st.button(say("bank.drop.do"), type="primary", key="drop"):
            with context.open_work() as work:
                own_bank.drop_question(work, context.doors.shelf, question_id)
            context.go("bank", notice="bank.drop.done")
