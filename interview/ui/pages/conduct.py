"""Hold the interview: only mounts the live component, so that nothing runs here while somebody types."""

import streamlit as st

from interview.ui.context import Context

KEY = "conduct"


def render(context: Context) -> None:
    """Read, show."""
    st.write("…")
