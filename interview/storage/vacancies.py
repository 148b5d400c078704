"""Procedures, each with the guide that was frozen when it was set up."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from interview.errors import NotFound, Stale
from interview.model.vacancy import Vacancy
from interview.storage.rows import by_id
from interview.storage.tables import vacancy
from question_bank import FrozenGuide

_COLUMNS = tuple(vacancy.c.keys())


class Vacancies:
    """Vacancies; two people may edit one, so changes compare the revision."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, value: Vacancy) -> None:
        """Keep a new vacancy."""
        self._connection.execute(insert(vacancy), _row(value))

    def get(self, ident: str) -> Vacancy:
        """Errors: `NotFound`."""
        row = by_id(self._connection, vacancy, ident)
        if row is None:
            raise NotFound("not_found", noun="vacancy", id=ident)
        return _value(row)

    def all(self) -> tuple[Vacancy, ...]:
        """All vacancies, the newest first."""
        query = select(vacancy).order_by(vacancy.c.created_at.desc(), vacancy.c.id)
        return tuple(_value(row) for row in self._connection.execute(query))

    def update(self, value: Vacancy) -> Vacancy:
        """Keep a changed vacancy; gives it with its new revision.

        Errors: `NotFound`; `Stale` when somebody changed it after `value` was read.
        """
        changed = value.model_copy(update={"revision": value.revision + 1})
        at = (vacancy.c.id == value.id) & (vacancy.c.revision == value.revision)
        if not self._connection.execute(update(vacancy).where(at), _row(changed)).rowcount:
            raise Stale("stale", noun="vacancy", revision=self.get(value.id).revision)
        return changed

    def remove(self, ident: str) -> None:
        """Remove a vacancy with everything below it: seats, candidates, interviews, cards. Errors: `NotFound`."""
        if not self._connection.execute(delete(vacancy).where(vacancy.c.id == ident)).rowcount:
            raise NotFound("not_found", noun="vacancy", id=ident)


def _row(value: Vacancy) -> dict[str, Any]:
    row = {name: part for name, part in value if name != "guide"}
    return row | {"seal_rule": str(value.seal_rule), "guide": value.guide.model_dump_json()}


def _value(row: Row[Any]) -> Vacancy:
    return of_columns(tuple(row))


@lru_cache(maxsize=64)
def of_columns(columns: tuple[Any, ...]) -> Vacancy:
    """The vacancy of a whole row, its columns in the order of the table.

    Every autosave reads its vacancy, whose guide is some 30 kB that hardly ever change: the same row is the same value.
    """
    row = dict(zip(_COLUMNS, columns, strict=True))
    return Vacancy.model_validate({**row, "guide": _guide(row["guide"])})


@lru_cache(maxsize=64)
def _guide(text: str) -> FrozenGuide:
    return FrozenGuide.model_validate_json(text)
