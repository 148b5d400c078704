"""The live page of an interview, one component: nothing of it waits for a rerun, and nothing typed in it can get lost.

The browser keeps every key press in its own journal first, sends it to the notes route (interview.web.notes) within
0.6 s while somebody types, and follows the keyboard map. Python hears only that the page is left.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from interview.i18n import Language, area
from interview.workflow.live import LiveCard

NOTES_URL = "/notes"
_HERE = Path(__file__).parent
# `live.js` comes last: it is the one that starts. The others are plain classes in one scope.
_SCRIPTS = (
    "dom",
    "words",
    "journal",
    "tabs",
    "sync",
    "rail",
    "pad",
    "probes",
    "rate",
    "record",
    "status",
    "keys",
    "live",
)


def _joined(*names: str) -> str:
    return "\n".join((_HERE / name).read_text("utf-8") for name in names)


_mount = st.components.v2.component(
    "doorvraag_live",
    html=_joined("live.html"),
    css=_joined("live.css", "narrow.css"),
    js=_joined(*(f"{name}.js" for name in _SCRIPTS)),
)


def live_data(card: LiveCard, language: Language, token: str) -> dict[str, Any]:
    """What the browser needs for the whole talk. `token` is the pass for the notes route (interview.web.passes)."""
    return {
        **card.model_dump(mode="json"),
        "token": token,
        "url": NOTES_URL,
        "language": language,
        "words": area(language, "live"),
    }


def live(data: Mapping[str, Any]) -> Literal["review", "pause"] | None:
    """Show the live page; gives where the interviewer goes once everything typed is on the server, else None."""
    gone = _mount(key=f"live-{data['card']}", data=dict(data), on_go_change=lambda: None).go
    return gone if gone in ("review", "pause") else None
