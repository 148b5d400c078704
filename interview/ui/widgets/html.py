"""Markup in which nothing typed by anybody is ever interpreted: everything is escaped unless it was made by `tag`."""

import re
from html import escape

import streamlit as st

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&\"'/@])")


class Html(str):
    """Markup made by `tag`; any other string is text."""

    __slots__ = ()


def tag(name: str, *children: object, **attributes: str | None) -> Html:
    """An element. Text children and attribute values are escaped; `class_` is `class`, `aria_label` is `aria-label`.

    An attribute that is None is left out.
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{named}>{''.join(map(_safe, children))}</{name}>")


def span(class_: str, *children: object, title: str | None = None) -> Html:
    """A `span` with a class."""
    return tag("span", *children, class_=class_, title=title)


def div(class_: str, *children: object) -> Html:
    """A `div` with a class."""
    return tag("div", *children, class_=class_)


def _safe(child: object) -> str:
    return child if isinstance(child, Html) else escape(str(child))


def show(*parts: Html) -> None:
    """Put markup on the page."""
    st.html("".join(parts))


def literal(text: str) -> str:
    """`text` for a label of a widget, which Streamlit reads as Markdown: every sign stays a sign.

    Options of a list to choose from (`st.selectbox`, `st.multiselect`) are plain text already.
    """
    return _MARKDOWN.sub(r"\\\1", text)
