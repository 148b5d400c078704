"""One topic on the table: the evidence, the two forms, and the way to the topics beside it."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from interview.i18n import Language, Words
from interview.ui.widgets import debrief_forms, debrief_screen, debrief_talk
from interview.ui.widgets.debrief_forms import Change, Settlement
from interview.ui.widgets.debrief_screen import Screen
from interview.ui.widgets.html import show
from interview.workflow.debrief import DebriefView, OpenTopic

Local = Callable[[datetime], datetime]
"""The same moment on the clock of the browser."""


class Wish(NamedTuple):
    """What somebody pressed: at most one of the first two, and perhaps where to go next."""

    change: Change | None = None
    settlement: Settlement | None = None
    go: str = ""


NOTHING = Wish()


def draw(
    view: DebriefView,
    screen: Screen,
    found: OpenTopic,
    viewer_id: str,
    spoken: Language,
    language: Language,
    local: Local,
    say: Words,
) -> Wish:
    """Show the topic; nothing is written here. `spoken` is the language of the talks."""
    show(debrief_talk.question(found, spoken, language, say))
    mark = debrief_forms.own_mark(found, viewer_id)
    with st.container(key="debrief-forms", horizontal=True, gap="large"):
        with st.container(key="debrief-settle"):
            settlement = debrief_forms.settlement(found.topic, say) if screen.leads else None
            if settlement is None:
                debrief_forms.settled(found.topic, say)
        with st.container(key="debrief-own"):
            change = debrief_forms.own_rating(view, found, mark, say) if mark and not screen.closed else None
    with st.container(key="debrief-foot", horizontal=True, vertical_alignment="center"):
        go, on = _steps(view, screen, settlement, lambda: show(debrief_talk.kept(found, local, language, say)), say)
    return Wish(change, settlement if on and settlement and settlement.changed else None, go)


def _steps(
    view: DebriefView, screen: Screen, settlement: Settlement | None, between: Callable[[], None], say: Words
) -> tuple[str, bool]:
    """Previous and next with a sentence between them; who follows the chair has only the sentence."""
    at = debrief_screen.places(view)
    here = at.index(screen.at)
    alone = screen.leads or not screen.following
    back = alone and st.button(say("debrief.previous"), key="previous", disabled=here == 0)
    between()
    label = say("debrief.settle" if settlement and settlement.changed else "debrief.next")
    on = alone and st.button(label, key="next", type="primary" if settlement else "secondary")
    return at[here - 1] if back else at[here + 1] if on else "", on
