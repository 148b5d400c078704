"""Hold the interview: only mounts the live component, so that nothing runs here while somebody types."""

import streamlit as st

from interview.ui.components.live import live, live_data
from interview.ui.context import Context
from interview.ui.widgets import shell
from interview.workflow import conduct

KEY = "conduct"
_PASSES = "conduct.passes"


def render(context: Context) -> None:
    """Read, show, act."""
    card_id = context.asked("card")
    with context.reading() as work:
        card = conduct.live_card(work, context.viewer, card_id)
    at = context.asked("at")
    place = int(at) if at.isdecimal() and int(at) < len(card.sections) else card.position
    if card.state == "open":
        # Whoever comes by a link begins too; going on changes nothing.
        with context.open_work() as work:
            conduct.start(work, context.viewer, card_id)
            conduct.go_to(work, context.viewer, card_id, place)
    shell.hide_header()
    left_for = live(live_data(card.model_copy(update={"position": place}), context.language, _pass(context, card_id)))
    if left_for == "review":
        if card.state == "open":
            with context.open_work() as work:
                conduct.end(work, context.viewer, card_id)
        context.go("review", card=card_id)
    if left_for == "pause":
        with context.open_work() as work:
            conduct.pause(work, context.viewer, card_id)
        context.go("home")


def _pass(context: Context, card_id: str) -> str:
    """The pass for the notes route: minted once a session, because a changed pass starts the component anew."""
    kept: dict[tuple[str, str], str] = st.session_state.setdefault(_PASSES, {})
    key = (context.viewer, card_id)
    if key not in kept:
        kept[key] = context.doors.mint(*key)
    return kept[key]
