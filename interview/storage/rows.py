"""Between rows and frozen values."""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Table, select

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
    return tuple(kind.model_validate(dict(row._mapping)) for row in connection.execute(query))


def by_id(table: Table, ident: str, *, lock: bool = False) -> Select[Any]:
    """The row with this id. `lock` makes other writers of the row wait (PostgreSQL; SQLite has one writer anyway)."""
    query = select(table).where(table.c.id == ident)
    return query.with_for_update(key_share=True) if lock else query


def hold_card(connection: Connection, card_id: str) -> None:
    """Let one writer at a time change what is on a scorecard. Errors: `NotFound`."""
    held = select(scorecard.c.id).where(scorecard.c.id == card_id).with_for_update(key_share=True)
    if connection.execute(held).first() is None:
        raise NotFound("not_found", noun="scorecard", id=card_id)


def evidence_text(lines: Sequence[EvidenceLine]) -> str:
    """Evidence lines as kept in one column: JSON."""
    return json.dumps([[str(line.part), line.text] for line in lines], ensure_ascii=False, separators=(",", ":"))


def evidence_lines(text: str) -> list[Mapping[str, str]]:
    """Evidence lines as fields, from the column."""
    return [{"part": part, "text": line} for part, line in json.loads(text)]
