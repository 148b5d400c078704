"""The line above a topic: whom it is about, and whether this screen follows the chair."""

import streamlit as st

from interview.i18n import Language, Words
from interview.ui.widgets import debrief_talk
from interview.ui.widgets.debrief_screen import Screen
from interview.ui.widgets.html import Html
from interview.ui.widgets.shapes import FULL, HALF, RING, state
from interview.workflow.debrief import DebriefView, Topic


def draw(view: DebriefView, screen: Screen, topic: Topic | None, language: Language, say: Words) -> str | None:
    """Show it. Gives `follow` or `leave` when somebody pressed that, else None."""
    with st.container(key="debrief-top", horizontal=True, vertical_alignment="center"):
        st.html(debrief_talk.about(topic, language, say) if topic else Html("<p></p>"))
        st.html(_stand(view, screen, say), width="content")
        asked = None if screen.leads or screen.closed or view.state is None else _choice(screen, say)
        if not screen.waits:
            st.link_button(say("debrief.wall"), f"wall?vacancy={view.vacancy_id}", key="to-wall")
    return asked


def _choice(screen: Screen, say: Words) -> str | None:
    if screen.following:
        return "leave" if st.button(say("debrief.leave"), type="tertiary", key="leave") else None
    return "follow" if st.button(say("debrief.follow"), type="tertiary", key="follow") else None


def _stand(view: DebriefView, screen: Screen, say: Words) -> Html:
    if screen.closed:
        return state(FULL, say("debrief.stand.closed"))
    if screen.leads:
        return state(FULL, say("debrief.stand.leads"))
    if view.state is None:
        return state(RING, say("debrief.stand.waiting"))
    if screen.waits:
        return state(HALF, say("debrief.stand.typing"))
    return state(FULL, say("debrief.stand.follows")) if screen.following else state(RING, say("debrief.stand.own"))
