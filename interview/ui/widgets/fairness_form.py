"""Where HR types in the counts: a table that grows by a row."""

import zlib
from typing import Any

import pandas as pd
import streamlit as st

from interview.errors import InputError
from interview.i18n import Words
from interview.model.decision import GroupCount
from interview.workflow.fairness import NewCount

TEXTS = ("attribute", "group")
NUMBERS = ("applied", "interviewed", "hired")


def counts_form(counts: tuple[GroupCount, ...], say: Words) -> tuple[NewCount, ...] | None:
    """The record as typed once *Save* was pressed, else None. Rows without anything are left out.

    Errors: `InputError` ("empty") for a row with a name or a number missing.
    """
    with st.form("fairness-counts", border=False, enter_to_submit=False):
        typed = st.data_editor(
            _frame(counts),
            # Kept counts make a new table: Streamlit would otherwise add what was typed to them once more.
            key=f"fairness-{zlib.crc32(repr(counts).encode())}",
            num_rows="dynamic",
            hide_index=True,
            width="stretch",
            column_config=_columns(say),
        )
        save = st.form_submit_button(say("fairness.save"), type="primary")
    return _read(typed) if save else None


def _frame(counts: tuple[GroupCount, ...]) -> pd.DataFrame:
    kinds = {**dict.fromkeys(TEXTS, "string"), **dict.fromkeys(NUMBERS, "Int64")}
    return pd.DataFrame(
        {name: pd.Series([getattr(count, name) for count in counts], dtype=kind) for name, kind in kinds.items()}
    )


def _columns(say: Words) -> dict[str, Any]:
    texts = {
        name: st.column_config.TextColumn(
            say(f"fairness.column.{name}"), help=say(f"fairness.column.{name}.help"), max_chars=200
        )
        for name in TEXTS
    }
    numbers = {
        name: st.column_config.NumberColumn(say(f"fairness.column.{name}"), min_value=0, step=1) for name in NUMBERS
    }
    return {**texts, **numbers}


def _read(typed: pd.DataFrame) -> tuple[NewCount, ...]:
    rows = [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in typed.to_dict("records")
    ]
    return tuple(_count(row) for row in rows if any(value not in (None, "") for value in row.values()))


def _count(row: dict[str, Any]) -> NewCount:
    if any(row[name] is None for name in NUMBERS):
        raise InputError("empty", field="applied")
    texts = {name: str(row[name] or "") for name in TEXTS}
    return NewCount(**texts, **{name: int(row[name]) for name in NUMBERS})
