"""Larger boxes that answer while one types, like `st.text_input(live=...)` does for small ones."""

from pathlib import Path

import streamlit as st

_mount = st.components.v2.component(
    "doorvraag_typing", js=(Path(__file__).parent / "typing.js").read_text("utf-8"), isolate_styles=False
)


def answer_while_typing(within: str) -> None:
    """What is typed into a text area in the container with the key `within` is sent at every pause."""
    with st.container(key=f"typing-{within}"):
        _mount(key=f"typing-mount-{within}", data={"within": within}, height=0)
