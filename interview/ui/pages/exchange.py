"""Take a guide or the whole bank along as one file, and take in what others made."""

import streamlit as st

from interview.ui.bank_files import FORMATS, fetch_bank
from interview.ui.context import Context
from interview.ui.widgets import bank_rows, bank_text, frame
from interview.ui.widgets.html import show
from interview.ui.widgets.shapes import FULL, HALF, state
from interview.workflow import own_bank
from question_bank.arrival import Arrival, weigh
from question_bank.exchange import Collection

KEY = "exchange"
MEGABYTES = 10
KINDS = ("questions", "guides", "competencies", "vignettes")


def render(context: Context) -> None:
    """Show; each half acts by itself."""
    bank_text.dress()
    st.page_link(context.pages["bank"], label=context.say("bank.back"))
    frame.title(context.say("shell.exchange"))
    left, right = st.columns(2, gap="large")
    with left:
        _out(context)
    with right:
        _in(context)


def _out(context: Context) -> None:
    say, guides = context.say, context.doors.bank.guides
    frame.section(say("bank.out"))
    frame.quiet(say("bank.out.below"))
    guide = st.selectbox(
        say("bank.out.what"),
        ["", *guides],
        format_func=lambda id: guides[id].name.get(context.language) if id else say("bank.out.whole"),
        key="exchange-what",
    )
    with st.container(horizontal=True):
        for form in FORMATS:
            if st.button(say(f"bank.out.{form}"), key=f"exchange-{form}"):
                fetch_bank(context, guide or "", form)


def _in(context: Context) -> None:
    say = context.say
    frame.section(say("bank.in"))
    frame.quiet(say("bank.in.below"))
    fresh = int(st.session_state.setdefault("exchange-fresh", 0))
    handed = st.file_uploader(
        say("bank.in.file"),
        type=["yaml", "yml", "xlsx"],
        max_upload_size=MEGABYTES,
        key=f"exchange-file-{fresh}",
    )
    if handed is None:
        return
    collection, findings = own_bank.read_file(handed.getvalue(), handed.name)
    arrival = weigh(collection, context.doors.bank, handed.name) if collection else Arrival((), (), (), ())
    told = (*findings, *arrival.findings)
    # A mark at the beginning of a file that could be read all the same is told, but blocks nothing.
    blocked = collection is None or bool(arrival.findings)
    _preview(context, arrival)
    if told:
        show(state(HALF, say("bank.in.findings", n=len(told))))
        show(bank_rows.findings(told, context.language))
    context.problem_place = st.container(key="problem")
    coming = bool(arrival.new or arrival.replaced)
    pressed = st.button(say("bank.in.keep"), type="primary", disabled=blocked or not coming, key="exchange-keep")
    if pressed and collection is not None and not blocked:
        _keep(context, collection, handed.name)


def _preview(context: Context, arrival: Arrival) -> None:
    """What the file brings, by kind, before anything is kept."""
    say = context.say
    for name in ("new", "replaced", "unchanged"):
        found: tuple[tuple[str, str], ...] = getattr(arrival, name)
        for kind in KINDS:
            ids = [id for folder, id in found if folder == kind]
            if ids:
                show(state(FULL, say(f"bank.in.{name}", what=say(f"bank.kind.{kind}", n=len(ids)))))
                if name != "unchanged":
                    frame.quiet(", ".join(ids))


def _keep(context: Context, collection: Collection, file: str) -> None:
    with context.open_work() as work:
        kept = own_bank.take_in(work, context.doors.shelf, collection, file)
    st.session_state["exchange-fresh"] += 1
    context.go("bank", notice="bank.in.kept", params={"n": len(kept.written)})
