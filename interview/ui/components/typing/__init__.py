"""Larger boxes that answer while one types, like `st.text_input(live=...)` does for small ones."""

from pathlib import Path

import streamlit as st

_mount = st.components.v2.component(
    "doorvraag_typing", js=(Path(__file__).parent / "typing.js").read_text("utf-8"), isolate_styles=False
)


def answer_while_typing(within: str, *, at_once: bool = False) -> None:
    """What is typed into a text area in the container with the key `within` is sent at every pause.

    `at_once`: the first key press after a pause is sent too, so that the page knows that somebody is typing.
    """
    with st.container(key=f"typing-{within}"):
        _mount(key=f"typing-mount-{within}", data={"within": within, "atOnce": at_once}, height=0)
