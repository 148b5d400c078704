"""Going on without a rater who can't hand in any more: which cards, and the reason that stays."""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from interview.i18n import Words
from interview.ui.widgets import frame
from interview.workflow.panel import CardCell, CardMark, PanelStand, SealedRow


class Release(NamedTuple):
    """What the chair asks for."""

    card_ids: tuple[str, ...]
    reason: str


class _OpenCard(NamedTuple):
    row: SealedRow
    cell: CardCell
    rater: str


def release_form(stand: PanelStand, viewer_id: str, say: Words) -> Release | None:
    """The form; gives the request when the button is pressed. The chair's own cards can't be chosen."""
    frame.section(say("panel.release"))
    frame.quiet(say("panel.release.text"))
    cards = _open_cards(stand, viewer_id)
    if not cards:
        frame.quiet(say("panel.release.none"))
        return None
    chosen = st.multiselect(
        say("panel.release.which"),
        list(cards),
        format_func=lambda id: say("panel.release.card", rater=cards[id].rater, name=cards[id].row.candidate),
        placeholder=say("panel.release.choose"),
        key=f"release-cards-{stand.vacancy.id}",
    )
    reason = st.text_area(say("panel.release.reason"), height=80, key=f"release-reason-{stand.vacancy.id}")
    for sentence in _consequences([cards[id] for id in chosen], say):
        frame.quiet(sentence)
    pressed = st.button(say("panel.release.do", n=len(chosen)), disabled=not chosen, key="release")
    return Release(tuple(chosen), reason) if pressed else None


def _open_cards(stand: PanelStand, viewer_id: str) -> Mapping[str, _OpenCard]:
    names = {rater.id: rater.name for rater in stand.raters}
    found = [
        _OpenCard(row, cell, names[cell.rater_id])
        for row in stand.rows
        for cell in row.cells
        if not row.withdrawn and cell.mark is CardMark.OPEN and cell.rater_id != viewer_id
    ]
    found.sort(key=lambda card: card.rater.casefold())
    return {card.cell.card_id: card for card in found if card.cell.card_id}


def _consequences(chosen: list[_OpenCard], say: Words) -> list[str]:
    """Who still counts for each candidate, and who can't go on."""
    without = {card.cell.card_id for card in chosen}
    rows = {card.row.interview_id: card.row for card in chosen}.values()
    kept = [
        say(
            "panel.release.left",
            name=row.candidate,
            n=sum(c.mark in (CardMark.SUBMITTED, CardMark.OPEN) and c.card_id not in without for c in row.cells),
        )
        for row in rows
    ]
    return [*kept, *(say("panel.release.ends", name=name) for name in dict.fromkeys(card.rater for card in chosen))]
