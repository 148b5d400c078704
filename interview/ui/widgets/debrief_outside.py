"""What the debrief shows when no topic is open: before the beginning, at the end, and with nothing to discuss."""

import streamlit as st

from interview.ui.context import Context
from interview.ui.widgets import debrief_end, frame
from interview.ui.widgets.debrief_screen import Screen
from interview.ui.widgets.html import div, show, tag
from interview.workflow.debrief import DebriefView


def nothing_key(view: DebriefView) -> str:
    """Why there is no agenda, as the key of a sentence; empty when there is one."""
    if view.agenda:
        return ""
    if not view.open:
        return "debrief.all_sealed"
    return "debrief.nothing" if view.alike else "debrief.no_pair"


def nothing(context: Context, view: DebriefView) -> None:
    """No agenda: the cards are sealed, nobody is two levels apart, or no answer got two levels."""
    say, key = context.say, nothing_key(view)
    show(div("dv-nothing", tag("h2", say(key)), tag("p", say(f"{key}.text", n=view.alike))))
    if view.open and view.sealed:
        frame.quiet(say("debrief.sealed", names=", ".join(view.sealed)))
    page = "comparison" if view.open else "panel"
    label = say("debrief.to_comparison" if view.open else "debrief.all_sealed.link")
    st.page_link(context.pages[page], label=label, query_params={"vacancy": view.vacancy_id})


def begin(context: Context, view: DebriefView, screen: Screen) -> bool:
    """Before the chair began; True when the chair does."""
    say = context.say
    if screen.leads:
        show(div("dv-nothing", tag("h2", say("debrief.begin.title")), tag("p", say("debrief.begin.text"))))
        return st.button(say("debrief.begin"), type="primary", key="begin")
    names = ", ".join(view.chairs)
    text = say("debrief.waiting.text", names=names) if names else say("debrief.no_chair")
    show(div("dv-nothing", tag("h2", say("debrief.waiting")), tag("p", text)))
    return False


def end(context: Context, view: DebriefView, screen: Screen) -> str:
    """What came of it. Gives `close` or `reopen` when the chair presses that, else an empty string."""
    say = context.say
    show(tag("h2", say("debrief.end.moved"), class_="dv-end-head"), debrief_end.movements(view, say))
    show(
        tag("h2", say("debrief.end.agreed"), class_="dv-end-head"), debrief_end.settlements(view, context.language, say)
    )
    with st.container(key="debrief-foot", horizontal=True, vertical_alignment="center"):
        show(debrief_end.left_open(view, say))
        if screen.leads and st.button(say("debrief.close"), type="primary", key="close"):
            return "close"
        if screen.closed and view.leads and st.button(say("debrief.reopen"), key="reopen"):
            return "reopen"
        ids = {"vacancy": view.vacancy_id}
        st.page_link(context.pages["comparison"], label=say("debrief.to_comparison"), query_params=ids)
    return ""
