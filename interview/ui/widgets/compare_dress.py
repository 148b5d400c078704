"""The look of the comparison, the evidence and the decision."""

from pathlib import Path

import streamlit as st

from interview.ui.widgets.html import Html, div, show, tag

_HERE = Path(__file__).parent
_RULES = "".join((_HERE / name).read_text("utf-8") for name in ("compare.css", "decision.css"))


def dress() -> None:
    """Put the rules on the page."""
    st.html(f"<style>{_RULES}</style>")


def heading(words: str, beside: str | Html = "") -> None:
    """A heading without a line."""
    show(div("dv-under", tag("h2", words), beside))
