"""What this browser still keeps of somebody's typing because the server does not have it."""

from pathlib import Path

import streamlit as st

_mount = st.components.v2.component(
    "doorvraag_unsent", js=(Path(__file__).parent / "unsent.js").read_text("utf-8"), isolate_styles=False
)


def unsent(person_id: str) -> tuple[str, ...] | None:
    """The ids of the cards of which this browser keeps text of this person; None until it was looked up."""
    found = _mount(key="unsent", data={"person": person_id}, on_cards_change=lambda: None, height=0).cards
    return None if found is None else tuple(str(card) for card in found)
