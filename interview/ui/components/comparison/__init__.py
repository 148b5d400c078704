"""Candidates by competencies: names, a dot plot with intervals, brackets of unsettled order, a small cell for each.

It draws what it is given and formats nothing: every figure comes as a number between 1 and 5 and as the words for it.
Above `window` rows all of them stand small beside a window on some.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

_HERE = Path(__file__).parent


def _joined(*names: str) -> str:
    return "\n".join((_HERE / name).read_text("utf-8") for name in names)


_mount = st.components.v2.component(
    "doorvraag_comparison",
    css=_joined("comparison.css"),
    js=_joined("draw.js", "overview.js", "comparison.js"),
)


class Asked(NamedTuple):
    """Ids of rows: the one chosen last in this session (empty: none), and the one whose evidence is asked for now."""

    chosen: str
    opened: str
    left: bool
    """Escape was pressed on a page that leads back."""


def rows(key: str, data: Mapping[str, Any]) -> Asked:
    """Show the rows; see `interview.ui.widgets.compare_rows` for what `data` holds."""
    found = _mount(
        key=key,
        data=dict(data),
        on_chosen_change=lambda: None,
        on_opened_change=lambda: None,
        on_left_change=lambda: None,
    )
    return Asked(found.chosen or "", found.opened or "", bool(found.left))
