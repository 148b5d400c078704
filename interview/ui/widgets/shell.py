"""The look that Streamlit's theme can't give: colours as variables, the header, and rows of text."""

from pathlib import Path

import streamlit as st

from interview.palette import DARK, LIGHT

_RULES = (Path(__file__).parent / "shell.css").read_text("utf-8")
_COLOURS = "".join(
    f"--dv-{name.replace('_', '-')}:light-dark({light},{dark});"
    for name, light, dark in zip(LIGHT._fields, LIGHT, DARK, strict=True)
)


def dress(*, live: bool) -> None:
    """Put the rules on the page; the live page has no header."""
    header = "header[data-testid=stHeader],.st-key-top{display:none!important}" if live else ""
    st.html(f"<style>:root{{{_COLOURS}}}{_RULES}{header}</style>")
