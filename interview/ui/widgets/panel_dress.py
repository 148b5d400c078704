"""The look of the panel's own pages: the sealed matrix, the debrief and the wall."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_PANEL = (_HERE / "panel.css").read_text("utf-8")


def dress() -> None:
    """Put the rules of the panel page on the page."""
    st.html(f"<style>{_PANEL}</style>")
