"""The look of the panel's own pages: the sealed matrix, the debrief and the wall."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_PAGES = "".join((_HERE / name).read_text("utf-8") for name in ("panel.css", "debrief.css"))
_WALL = (_HERE / "wall.css").read_text("utf-8")


def dress() -> None:
    """Put the rules of the panel page and the debrief on the page."""
    st.html(f"<style>{_PAGES}</style>")


def dress_wall() -> None:
    """Large type, and nothing around it."""
    st.html(f"<style>{_WALL}</style>")
