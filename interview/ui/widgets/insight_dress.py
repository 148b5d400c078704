"""The look of raters and questions, and of the fairness record."""

from pathlib import Path

import streamlit as st

_RULES = (Path(__file__).parent / "insight.css").read_text("utf-8")


def dress() -> None:
    """Put the rules of both pages on the page."""
    st.html(f"<style>{_RULES}</style>")
