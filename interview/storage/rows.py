"""Between rows and frozen values."""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Table, bindparam, select

from interview.errors import NotFound
from interview.model.rating import EvidenceLine
from interview.model.value import Value
from interview.storage.tables import scorecard

V = TypeVar("V", bound=Value)


def fields(value: Value) -> dict[str, Any]:
    """The fields of a flat value as the drivers take them."""
    return {name: str(part) if isinstance(part, StrEnum) else part for name, part in value}


def one(kind: type[V], row: Row[Any] | None, ident: str) -> V:
    """The value of a row. Errors: `NotFound` when there is none."""
    if row is None:
        raise NotFound("not_found", noun=kind.__name__.lower(), id=ident)
    return kind.model_validate(dict(row._mapping))


def every(kind: type[V], connection: Connection, query: Select[Any]) -> tuple[V, ...]:
    """The values of all rows of a query, in its order."""
    result = connection.execute(query)
    names = tuple(result.keys())
    # A row as a mapping asks for its names each time, which for thousands of rows takes longer than the values do.
    return tuple([kind.model_validate(dict(zip(names, row, strict=True))) for row in result.all()])


def by_id(connection: Connection, table: Table, ident: str, *, lock: bool = False) -> Row[Any] | None:
    """The row with this id. `lock` makes other writers of the row wait (PostgreSQL; SQLite has one writer anyway)."""
    return connection.execute(_by_id(table, lock), {"ident": ident}).first()


@cache
def _by_id(table: Table, lock: bool) -> Select[Any]:
    # Building a statement costs more than running it, and every autosave asks three of these.
    query = select(table).where(table.c.id == bindparam("ident"))
    return query.with_for_update(key_share=True) if lock else query


_HELD = select(scorecard.c.id).where(scorecard.c.id == bindparam("card")).with_for_update(key_share=True)


class HeldCards:
    """The scorecards that one unit of work holds, so that one writer at a time changes what is on a card."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ids: set[str] = set()

    def hold(self, card_id: str) -> None:
        """Hold a card until the transaction ends; asked once. Errors: `NotFound`."""
        if card_id in self._ids:
            return
        if self._connection.execute(_HELD, {"card": card_id}).first() is None:
            raise NotFound("not_found", noun="scorecard", id=card_id)
        self._ids.add(card_id)

    def remember(self, card_id: str) -> None:
        """This card was read with a lock, so it is held already."""
        self._ids.add(card_id)


def evidence_text(lines: Sequence[EvidenceLine]) -> str:
    """Evidence lines as kept in one column: JSON."""
    return json.dumps([[str(line.part), line.text] for line in lines], ensure_ascii=False, separators=(",", ":"))


def evidence_lines(text: str) -> list[Mapping[str, str]]:
    """Evidence lines as fields, from the column."""
    if text == "[]":  # most ratings of a large procedure, and parsing costs as much as the rest of the row
        return []
    return [{"part": part, "text": line} for part, line in json.loads(text)]
