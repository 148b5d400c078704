"""Assemble a guide: pick and order questions, weights and minutes; keep it as a draft, or publish it."""

import streamlit as st

from interview.errors import NotFound
from interview.i18n import LANGUAGES
from interview.ui.components.typing import answer_while_typing
from interview.ui.context import Context
from interview.ui.widgets import bank_rows, bank_text, frame
from interview.ui.widgets.guide_form import Form
from interview.ui.widgets.html import show
from interview.ui.widgets.naming import free_id
from interview.ui.widgets.shapes import FULL, HALF, state
from interview.workflow import own_bank
from question_bank import Finding, Guide, draft_guide, next_guide_version

KEY = "assemble"
WITHIN = "assemble-guide"
PLACES = frozenset(
    {"name", "purpose", "questions", "weights", "opening", "candidate_questions", "closing", "notes_and_privacy"}
)


def render(context: Context) -> None:
    """Read what was chosen, check it, show, act."""
    say, bank = context.say, context.doors.bank
    bank_text.dress()
    start = _start(context)
    if start is None:
        _begin(context)
        return
    own = start.id in bank.drafts or start.id in bank.published
    form = Form(f"assemble-{start.id}-{start.version}-{int(own)}", start, bank, context.language, say)
    form.begin(named=own)
    id = start.id if own else free_id(form.typed("name-en") or form.typed("name-nl"), {*bank.guides, *bank.drafts})
    data = form.data(id, start.version)
    guide, findings = draft_guide(data, bank)
    answer_while_typing(WITHIN)
    frame.title(say("bank.guide.form"), beside=say("bank.guide.id", id=id, version=start.version) if guide else "")
    left, right = st.columns([784, 272], gap="large")
    with left, st.container(key=WITHIN, gap="small"):
        form.draw_names()
        form.draw_questions()
        form.draw_weights()
        form.draw_scripts()
    with right:
        frame.section(say("bank.minutes", n=data["minutes"]))
        _stand(context, findings)
        _act(context, form, guide, findings)


def _start(context: Context) -> Guide | None:
    """The draft to go on with, a published guide one version on, or a copy of another; None when nothing is named."""
    bank = context.doors.bank
    draft, source = context.asked("draft"), context.asked("start")
    if not draft and not source:
        return None
    found = bank.drafts.get(draft or source) or bank.guides.get(source)
    if found is None:
        raise NotFound("guide_gone")
    if found.id in bank.drafts:
        return found
    return next_guide_version(found, bank) if found.id in bank.published else found.model_copy(update={"version": 1})


def _begin(context: Context) -> None:
    """A guide begins as a copy of another one, so that nobody starts from an empty page."""
    say, guides = context.say, context.doors.bank.guides
    frame.title(say("bank.guide.form"), below=say("bank.guide.begin"))
    chosen = st.selectbox(
        say("bank.guide.begin_with"),
        list(guides),
        format_func=lambda id: guides[id].name.get(context.language),
        key="assemble-from",
    )
    if st.button(say("bank.guide.begin.do"), type="primary") and chosen:
        context.go(KEY, start=chosen)


def _stand(context: Context, findings: list[Finding]) -> None:
    if findings:
        show(state(HALF, context.say("bank.guide.findings", n=len(findings))))
        bank, language, say = context.doors.bank, context.language, context.say
        show(*(bank_rows.finding(_where(context, one), bank_rows.told(one, bank, language, say)) for one in findings))
    else:
        show(state(FULL, context.say("bank.guide.fine")))


def _where(context: Context, finding: Finding) -> str:
    """The place of a finding on this page, or the question it is about."""
    name, last = finding.key.split(".")[0], finding.key.split(".")[-1]
    if not finding.file.startswith("guides/") or name not in PLACES:
        return finding.place
    place = context.say(f"bank.place.{name}")
    return f"{place} ({context.say(f'setup.language.{last}')})" if last in LANGUAGES else place


def _act(context: Context, form: Form, guide: Guide | None, findings: list[Finding]) -> None:
    say, shelf = context.say, context.doors.shelf
    context.problem_place = st.container(key="problem")
    publish = st.button(say("bank.guide.publish"), type="primary", disabled=bool(findings), key="publish")
    keep = st.button(say("bank.guide.keep"), disabled=guide is None, key="keep-draft")
    drop = form.start.id in context.doors.bank.drafts and st.button(say("bank.guide.drop"), type="tertiary", key="drop")
    frame.quiet(say("bank.guide.publish.below"))
    if drop:
        with context.open_work() as work:
            own_bank.drop_draft(work, shelf, form.start.id)
        form.forget()
        context.go("bank", notice="bank.guide.dropped")
    if guide is not None and publish:
        with context.open_work() as work:
            own_bank.publish_guide(work, shelf, guide)
        form.forget()
        context.go("guide", notice="bank.guide.published_now", guide=guide.id)
    if guide is not None and keep:
        with context.open_work() as work:
            own_bank.keep_draft(work, shelf, guide)
        form.forget()
        context.go(KEY, notice="bank.guide.kept", draft=guide.id)
