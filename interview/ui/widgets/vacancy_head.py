"""The head of every page of a vacancy: its title, one line about it, and the tabs of its sections."""

from pathlib import Path

import streamlit as st

from interview.i18n import Words
from interview.ui.context import Context
from interview.ui.widgets.html import Html, div, show, tag
from interview.workflow.panel import VacancyHead

TABS = ("vacancy", "panel", "debrief", "comparison", "decision", "raters")
"""`KEY`s of the pages, in the order of the tabs; the word on each is `panel.tab.<KEY>`."""
_RULES = (Path(__file__).parent / "vacancy_head.css").read_text("utf-8")


def show_head(context: Context, head: VacancyHead, here: str) -> None:
    """Title, line and tabs; `here` is the `KEY` of this page. Gives the page the margins of panel pages."""
    say = context.say
    st.html(f"<style>{_RULES}</style>")
    with st.container(key="vacancy-head", horizontal=True, vertical_alignment="bottom", gap="medium"):
        show(div("dv-vh", tag("h1", head.vacancy.title), tag("p", _line(head, context), class_="dv-below")))
        with st.container(key="vacancy-tabs", horizontal=True, width="content", vertical_alignment="bottom"):
            for key in TABS:
                if key == here:
                    st.html(_current(say, key), width="content")
                else:
                    st.page_link(
                        context.pages[key],
                        label=say(f"panel.tab.{key}"),
                        query_params={"vacancy": head.vacancy.id},
                    )


def _current(say: Words, key: str) -> Html:
    return tag("span", say(f"panel.tab.{key}"), class_="dv-tab", aria_current="page")


def _line(head: VacancyHead, context: Context) -> str:
    say, guide = context.say, head.vacancy.guide.guide
    about = (
        head.vacancy.department,
        say("home.candidates", n=head.candidates),
        say("panel.raters", n=head.raters),
        say("home.guide", guide=guide.name.get(context.language), version=guide.version),
    )
    return " · ".join(part for part in about if part)
