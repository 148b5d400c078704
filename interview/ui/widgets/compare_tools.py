"""The row of choices above the totals: order, which candidates, which ratings, names or numbers, and files."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from interview.i18n import Words
from interview.model.comparison import Compared, Comparison, Moment
from interview.ui.widgets.compare_rows import MANY, OPEN
from interview.ui.widgets.compare_text import Names, by_name, names_of

SORTS = ("score", "name", "number")
FILTERS = ("all", "unsettled", "apart", "incomplete")
FILES = ("pdf", "xlsx", "csv")
HIDDEN = "compare-names-hidden"
"""Holds for every vacancy of this session."""


@dataclass(frozen=True)
class View:
    """What the viewer chose to see."""

    names: Names
    rows: tuple[Compared, ...]
    in_order: bool
    """All rows, by score: only then brackets mean something."""
    export: str
    """The file asked for now; empty for none."""


def moment(vacancy_id: str) -> Moment:
    """Which ratings were chosen in this session."""
    return "first" if st.session_state.get(f"compare-moment-{vacancy_id}") == "first" else "decision"


def top(vacancy_id: str) -> int:
    """The m of "among the first m"."""
    return int(st.session_state.get(f"compare-top-{vacancy_id}", 1))


def choices(comparison: Comparison, viewer: str, say: Words) -> View:
    """Show the choices that make sense for so many candidates; gives what follows from them."""
    id = comparison.vacancy_id
    with st.container(key="compare-tools", horizontal=True, vertical_alignment="bottom", gap="small"):
        kept = _filter(comparison, say)
        order = st.selectbox(
            say("compare.sort"),
            SORTS,
            format_func=lambda one: say(f"compare.sort.{one}"),
            key=f"compare-sort-{id}",
            width=150,
            label_visibility="collapsed",
            persist_state="session",
        )
        if comparison.amended:
            st.selectbox(
                say("compare.moment"),
                ("decision", "first"),
                format_func=lambda one: say(f"compare.moment.{one}"),
                key=f"compare-moment-{id}",
                width=210,
                label_visibility="collapsed",
                persist_state="session",
            )
        unseen = st.toggle(say("compare.hide"), key=HIDDEN, help=say("compare.hide.help"), persist_state="session")
        names = names_of(comparison, viewer, say, hidden=unseen)
        rows = _many(comparison, kept, unseen, say) if len(comparison.rows) >= MANY else kept
        export = _export(comparison, say)
    whole = order == "score" and len(rows) == len(comparison.rows)
    return View(names, _sorted(rows, order, names, unseen), whole, export)


def _filter(comparison: Comparison, say: Words) -> Sequence[Compared]:
    sets = {kind: [row for row in comparison.rows if _fits(kind, row, comparison)] for kind in FILTERS}
    there = [kind for kind in FILTERS if sets[kind]]
    if len(there) < 2:
        return comparison.rows
    chosen = st.segmented_control(
        say("compare.filter"),
        there,
        default="all",
        format_func=lambda kind: say(f"compare.filter.{kind}", n=len(sets[kind])),
        key=f"compare-filter-{comparison.vacancy_id}",
        label_visibility="collapsed",
        required=True,
        persist_state="session",
    )
    return sets[chosen or "all"]


def _fits(kind: str, row: Compared, comparison: Comparison) -> bool:
    if kind == "unsettled" and len(comparison.rows) >= MANY:
        return row.among is not None and OPEN[0] <= round(row.among, 2) < OPEN[1]
    if kind == "unsettled":
        return any(row.candidate_id in bracket for bracket in comparison.brackets)
    if kind == "apart":
        return any(cell.apart for cell in row.cells)
    return kind == "all" or bool(row.missing)


def _many(comparison: Comparison, rows: Sequence[Compared], unseen: bool, say: Words) -> Sequence[Compared]:
    """With many candidates: the m of "among the first m", and a name to look for (not while names are hidden)."""
    most = max(1, len(comparison.rows) - 1)
    key = f"compare-top-{comparison.vacancy_id}"
    st.number_input(say("compare.top"), 1, most, key=key, width=130, persist_state="session")
    if unseen:
        return rows
    key = f"compare-search-{comparison.vacancy_id}"
    wanted = st.text_input(
        say("compare.search"),
        placeholder=say("compare.search"),
        key=key,
        width=180,
        label_visibility="collapsed",
        persist_state="session",
    )
    return [row for row in rows if wanted.strip().casefold() in row.candidate.casefold()]


def _sorted(rows: Sequence[Compared], order: str, names: Names, hidden: bool) -> tuple[Compared, ...]:
    """While names are hidden, the candidates' own numbers would tell who is who: then only the shuffled ones count."""
    if order == "number" and not hidden:
        return tuple(sorted(rows, key=lambda row: row.number))
    if order == "score":
        return tuple(rows)
    by_id = {row.candidate_id: row for row in rows}
    return tuple(by_id[id] for id in by_name(by_id, names))


def hidden() -> bool:
    """Whether names are hidden in this session."""
    return bool(st.session_state.get(HIDDEN))


def _export(comparison: Comparison, say: Words) -> str:
    if not comparison.may_export:
        return ""
    with st.container(key="compare-export", width="content"):
        asked = st.menu_button(say("compare.export"), FILES, format_func=lambda kind: say(f"compare.export.{kind}"))
    return asked or ""
