"""The agenda of the debrief as a list of buttons that also listens to the left and right arrow."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

import streamlit as st

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "doorvraag_agenda",
    html='<nav class="agenda"></nav><p class="told" role="status" aria-live="polite"></p>',
    css=(_HERE / "agenda.css").read_text("utf-8"),
    js=(_HERE / "agenda.js").read_text("utf-8"),
)


class AgendaRow(TypedDict):
    """One row. `levels` are the distinct levels, low to high; the dots of an empty list are left out."""

    id: str
    title: str
    about: str
    side: str
    levels: Sequence[int]
    spoken: str
    """What a screen reader says for the dots."""
    settled: bool
    here: bool


def agenda(rows: Sequence[AgendaRow], label: str, heard: str, key: str) -> str:
    """Show the agenda; gives the id of the row somebody went to, else an empty string.

    `heard` is what a screen reader says when another row is at hand than before.
    """
    gone = _mount(key=key, data={"rows": list(rows), "label": label, "heard": heard}, on_go_change=lambda: None).go
    return gone if isinstance(gone, str) else ""
