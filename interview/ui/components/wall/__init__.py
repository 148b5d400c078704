"""The wall fits its screen: smaller type where that is enough, then fewer lines of evidence, and says how many."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

_mount = st.components.v2.component(
    "doorvraag_wall", js=(Path(__file__).parent / "wall.js").read_text("utf-8"), isolate_styles=False
)


def fit_screen(more: Sequence[str]) -> None:
    """Keep everything of `.dv-wall` above its foot. `more[n - 1]` says that `n` lines are left out."""
    _mount(key="wall", data={"more": list(more)}, height=0)
