"""Decisions with the snapshot behind each, and the fairness record's counts."""

import json
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from interview.errors import NotFound
from interview.model.decision import Decided, GroupCount, Snapshot
from interview.storage.panel_tables import decision, group_count, snapshot
from interview.storage.rows import every, fields


class Decisions:
    """Every version of a decision is kept; the newest counts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, value: Decided) -> None:
        """Keep a version. Errors: `Stale` when this revision of the candidate's decision exists."""
        reasons = json.dumps([reason.model_dump() for reason in value.reasons], ensure_ascii=False)
        self._connection.execute(insert(decision), {**fields(value), "reasons": reasons})

    def of_vacancy(self, vacancy_id: str) -> tuple[Decided, ...]:
        """The newest version for each candidate."""
        last = (
            select(decision.c.candidate_id, func.max(decision.c.revision).label("revision"))
            .where(decision.c.vacancy_id == vacancy_id)
            .group_by(decision.c.candidate_id)
            .subquery()
        )
        same = (decision.c.candidate_id == last.c.candidate_id) & (decision.c.revision == last.c.revision)
        query = select(decision).join(last, same).order_by(decision.c.candidate_id)
        return tuple(_decided(row) for row in self._connection.execute(query))

    def history(self, candidate_id: str) -> tuple[Decided, ...]:
        """Every version, oldest first."""
        query = select(decision).where(decision.c.candidate_id == candidate_id).order_by(decision.c.revision)
        return tuple(_decided(row) for row in self._connection.execute(query))


class Snapshots:
    """What the figures behind a decision were computed from."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, value: Snapshot) -> None:
        """Keep a snapshot."""
        self._connection.execute(insert(snapshot), fields(value))

    def get(self, ident: str) -> Snapshot:
        """Errors: `NotFound`."""
        row = self._connection.execute(select(snapshot).where(snapshot.c.id == ident)).first()
        if row is None:
            raise NotFound("not_found", noun="snapshot", id=ident)
        return Snapshot.model_validate(dict(row._mapping))


class GroupCounts:
    """Counts by self-reported group; nothing here belongs to a person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, vacancy_id: str, counts: tuple[GroupCount, ...]) -> None:
        """Replace the counts of a vacancy."""
        self._connection.execute(delete(group_count).where(group_count.c.vacancy_id == vacancy_id))
        if counts:
            self._connection.execute(insert(group_count), [fields(count) for count in counts])

    def of_vacancy(self, vacancy_id: str) -> tuple[GroupCount, ...]:
        """By attribute and group."""
        query = select(group_count).where(group_count.c.vacancy_id == vacancy_id)
        return every(GroupCount, self._connection, query.order_by(group_count.c.attribute, group_count.c.group))


def _decided(row: Row[Any]) -> Decided:
    return Decided.model_validate({**row._mapping, "reasons": json.loads(row.reasons)})
