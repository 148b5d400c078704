"""Where HR types in the counts: a row for every group, and empty rows below for new ones."""

import zlib
from typing import Literal, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from interview.errors import InputError
from interview.i18n import Words
from interview.model.decision import GroupCount
from interview.model.value import NAME_LIMIT
from interview.workflow.fairness import NewCount

EMPTY_ROWS = 3
MOST = 10_000_000
_WIDTHS = (3, 3, 2, 2, 2)


class Typed(NamedTuple):
    """One row as it stands on the page."""

    attribute: str
    group: str
    applied: int | None
    interviewed: int | None
    hired: int | None


def counts_form(counts: tuple[GroupCount, ...], say: Words) -> tuple[Typed, ...] | None:
    """The rows in which something stands once *Save* was pressed, else None."""
    # Once kept, the rows are new ones: what was typed in the old ones must not stand in them again.
    version = zlib.crc32(repr(counts).encode())
    with st.form("fairness-counts", border=False, enter_to_submit=False):
        with st.container(key="fairness-rows", gap="small"):
            rows = [
                _row(f"fairness-{version}-{place}", place, counts[place] if place < len(counts) else None, say)
                for place in range(len(counts) + EMPTY_ROWS)
            ]
        save = st.form_submit_button(say("fairness.save"), type="primary")
    return tuple(row for row in rows if any(part not in (None, "") for part in row)) if save else None


def read(typed: tuple[Typed, ...]) -> tuple[NewCount, ...]:
    """The rows as counts. Errors: `InputError` ("empty") for a row with a number missing."""
    return tuple(_count(row) for row in typed)


def _count(row: Typed) -> NewCount:
    if row.applied is None or row.interviewed is None or row.hired is None:
        raise InputError("empty", field="applied")
    return NewCount(
        attribute=row.attribute, group=row.group, applied=row.applied, interviewed=row.interviewed, hired=row.hired
    )


def _row(key: str, place: int, count: GroupCount | None, say: Words) -> Typed:
    attribute, group, applied, interviewed, hired = st.columns(_WIDTHS, gap="small")
    cell = _Cell(key, place, count, say)
    return Typed(
        cell.text(attribute, "attribute"),
        cell.text(group, "group"),
        cell.number(applied, "applied"),
        cell.number(interviewed, "interviewed"),
        cell.number(hired, "hired"),
    )


class _Cell:
    """The boxes of one row. Only the first row shows its labels; every box has one."""

    def __init__(self, key: str, place: int, count: GroupCount | None, say: Words) -> None:
        self.key, self.place, self.count, self.say = key, place, count, say
        self.shown: Literal["visible", "collapsed"] = "collapsed" if place else "visible"

    def text(self, column: DeltaGenerator, name: str) -> str:
        """A box for a name."""
        example = "" if self.count or self.place else self.say(f"fairness.column.{name}.example")
        return column.text_input(
            self._label(name),
            value=str(getattr(self.count, name, "")),
            key=f"{self.key}-{name}",
            placeholder=example,
            max_chars=NAME_LIMIT,
            label_visibility=self.shown,
            autocomplete="off",
        )

    def number(self, column: DeltaGenerator, name: str) -> int | None:
        """A box for a count."""
        typed: int | None = column.number_input(
            self._label(name),
            0,
            MOST,
            getattr(self.count, name, None),
            1,
            key=f"{self.key}-{name}",
            label_visibility=self.shown,
        )
        return typed

    def _label(self, name: str) -> str:
        column = self.say(f"fairness.column.{name}")
        return self.say("fairness.cell", column=column, n=self.place + 1) if self.place else column
