"""The look that Streamlit's theme can't give: colours as variables, the header, and rows of text."""

from pathlib import Path

import streamlit as st

from interview.palette import DARK, LIGHT

_RULES = (Path(__file__).parent / "shell.css").read_text("utf-8")
_COLOURS = "".join(
    f"--dv-{name.replace('_', '-')}:light-dark({light},{dark});"
    for name, light, dark in zip(LIGHT._fields, LIGHT, DARK, strict=True)
)


def dress() -> None:
    """Put the rules on the page."""
    st.html(f"<style>:root{{{_COLOURS}}}{_RULES}</style>")


def hide_header() -> None:
    """The live page has no bar: nothing there leads away from the talk."""
    st.html("<style>header[data-testid=stHeader],.st-key-top{display:none!important}</style>")
