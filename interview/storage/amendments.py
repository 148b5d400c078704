"""Judgements made after a card was handed in, beside the first ones."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from interview.model.rating import Amendment
from interview.storage.rows import HeldCards, evidence_lines, evidence_text, fields
from interview.storage.tables import amendment


class Amendments:
    """Amendments can be added, never changed; the database refuses it."""

    def __init__(self, connection: Connection, held: HeldCards) -> None:
        self._connection = connection
        self._held = held

    def add(self, value: Amendment) -> None:
        """Errors: `NotFound` without the card; `Stale` when the id is taken."""
        self._held.hold(value.scorecard_id)
        of_card = amendment.c.scorecard_id == value.scorecard_id
        last = self._connection.execute(select(func.coalesce(func.max(amendment.c.place), 0)).where(of_card))
        row = {**fields(value), "evidence": evidence_text(value.evidence), "place": last.scalar_one() + 1}
        self._connection.execute(insert(amendment), row)

    def of_card(self, card_id: str) -> tuple[Amendment, ...]:
        """In the order they were made."""
        return self.of_cards((card_id,))

    def of_cards(self, card_ids: Sequence[str]) -> tuple[Amendment, ...]:
        """As `of_card`, for several cards."""
        query = select(amendment).where(amendment.c.scorecard_id.in_(card_ids))
        ordered = query.order_by(amendment.c.scorecard_id, amendment.c.place)
        return tuple(_value(row) for row in self._connection.execute(ordered))


def _value(row: Row[Any]) -> Amendment:
    columns = dict(row._mapping)
    del columns["place"]
    return Amendment.model_validate({**columns, "evidence": evidence_lines(row.evidence)})
