"""Headings and rows of a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from interview.ui.widgets.html import Html, div, show, span, tag

GAP = 64
"""Streamlit's large gap, in pixels."""


def title(words: str, beside: str = "", below: str = "") -> None:
    """The one heading of the page, with a grey sentence to its right or below it."""
    parts = [div("dv-title", tag("h1", words), span("dv-beside", beside))]
    if below:
        parts.append(tag("p", below, class_="dv-below"))
    show(*parts)


def section(words: str, beside: str | Html = "") -> None:
    """A heading with a line under it."""
    show(div("dv-section", tag("h2", words), span("dv-beside", beside)))


def quiet(words: str, *, inline: bool = False) -> None:
    """One grey sentence, literally; `inline` takes no more room than it needs."""
    st.html(tag("p", words, class_="dv-quiet"), width="content" if inline else "stretch")


def sides(main: int, side: int) -> list[DeltaGenerator]:
    """Two columns with a wide gap, under each other where there is no room. Widths in pixels of a page of 1120.

    Streamlit takes the gap off each column and shares it out evenly: half of it is added here.
    """
    with st.container(key="sides"):
        return st.columns([main + GAP // 2, side + GAP // 2], gap="large")


@contextmanager
def row(key: str, markup: Html, *, end: int | Literal["content"] = "content") -> Iterator[None]:
    """One row with a line under it: markup on the left; on the right, `end` pixels wide, what the block puts there."""
    with st.container(key=f"row-{key}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.html(markup)
        with st.container(
            horizontal=True, wrap=False, horizontal_alignment="right", vertical_alignment="center", width=end
        ):
            yield


@contextmanager
def led_row(key: str, markup: Html, lead: int = 256) -> Iterator[None]:
    """One row that begins with the link or control put in the block, `lead` pixels wide; markup fills the rest."""
    with st.container(key=f"row-{key}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        with st.container(width=lead):
            yield
        st.html(markup)


def rows(key: str) -> DeltaGenerator:
    """A place for rows directly under each other."""
    return st.container(key=f"rows-{key}", gap=None)


def paragraph(words: str) -> Html:
    """A sentence or two in the size of the text."""
    return tag("p", words, class_="dv-paragraph")


class LinkedRow(NamedTuple):
    """The two places of a row that is a link: `link` takes the room that `end` leaves."""

    link: DeltaGenerator
    end: DeltaGenerator


@contextmanager
def linked_row(key: str, *, end: int) -> Iterator[LinkedRow]:
    """One row with a line under it whose left part is a link; `end` pixels on the right are left for facts."""
    with st.container(key=f"row-{key}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        yield LinkedRow(st.container(), st.container(width=end))
