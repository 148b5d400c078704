"""Set up a vacancy on one page: what, which guide, who rates, who comes and when."""

from typing import Any

import streamlit as st

from interview.i18n import LANGUAGES
from interview.model.panel import Person
from interview.ui import state
from interview.ui.context import Context
from interview.ui.widgets import frame, set_up_rows
from interview.workflow import prepare
from interview.workflow.prepare import NewVacancy
from question_bank import Guide

KEY = "set_up"
ROWS = {"members": 3, "candidates": 3}
"""Empty rows a fresh form begins with."""


def render(context: Context) -> None:
    """Show, act."""
    say = context.say
    frame.title(say("shell.set_up"), below=say("setup.below"))
    with st.form("set_up", border=False, enter_to_submit=False):
        about = _about(context)
        frame.section(say("setup.panel"), beside=say("setup.panel.beside"))
        if context.doors.entrance:
            frame.quiet(say("login.address_needed"))
        members = [set_up_rows.member(number, say, _you(context)) for number in range(_rows("members"))]
        _more("members", say("setup.more_members"))
        frame.section(say("setup.candidates"), beside=say("setup.candidates.beside"))
        candidates = [set_up_rows.candidate(number, say) for number in range(_rows("candidates"))]
        _more("candidates", say("setup.more_candidates"))
        context.problem_place = st.container(key="problem")
        create = st.form_submit_button(say("setup.create"), type="primary", key="create-vacancy")
    if create:
        coming = tuple(row.wanted(context.zone) for row in _filled(candidates))
        _create(context, NewVacancy(**about, members=_filled(members), candidates=coming))


def _about(context: Context) -> dict[str, Any]:
    say = context.say
    frame.section(say("setup.vacancy"))
    # Two rows of columns and not two columns of rows: Tab goes as one reads.
    left, right = st.columns(2)
    title = left.text_input(say("setup.title"), key="setup-title", placeholder=say("setup.title.example"))
    department = right.text_input(say("setup.department"), key="setup-department")
    left, right = st.columns(2)
    guides = _guides(context)
    guide = left.selectbox(
        say("setup.guide"),
        list(guides),
        format_func=lambda id: say(
            "setup.guide.choice", name=guides[id].name.get(context.language), n=guides[id].minutes
        ),
        key="setup-guide",
    )
    language = right.segmented_control(
        say("setup.interview_language"),
        LANGUAGES,
        default=context.language,
        required=True,
        format_func=lambda code: say(f"setup.language.{code}"),
        key="setup-language",
        help=say("setup.interview_language.help"),
    )
    return {
        "title": title,
        "department": department,
        "guide_id": guide or "",
        "interview_language": language or context.language,
    }


def _you(context: Context) -> Person | None:
    """Who fills in the form, as far as known: somebody invented is nobody's own name."""
    return context.person if context.person and not context.person.is_example else None


def _guides(context: Context) -> dict[str, Guide]:
    guides = (guide for guide in context.doors.shelf.offered.values() if guide.kind == "selection")
    return {guide.id: guide for guide in sorted(guides, key=lambda guide: (guide.order, guide.id))}


def _rows(kind: str) -> int:
    return int(st.session_state.setdefault(f"setup-rows-{kind}", ROWS[kind]))


def _more(kind: str, label: str) -> None:
    def add() -> None:
        st.session_state[f"setup-rows-{kind}"] += 1

    st.form_submit_button(label, type="tertiary", key=f"more-{kind}", on_click=add)


def _filled(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(row for row in rows if row is not None)


def _create(context: Context, wanted: NewVacancy) -> None:
    with context.open_work() as work:
        vacancy = prepare.create_vacancy(work, wanted, context.doors.bank)
        # Seating somebody twice changes nothing; it tells who the person in the first row is.
        you = prepare.add_member(work, vacancy, wanted.members[0])
        seated = {seat.person_id for seat in work.seats.of_vacancy(vacancy.id)}
    if context.viewer not in seated:
        # Somebody without a seat, an invented person of the example above all, would not see what they just made.
        state.set_person(you.id)
    context.go("home", notice="setup.created", params={"n": len(wanted.candidates)})
