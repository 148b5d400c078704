"""Planned and held talks."""

from sqlalchemy import ColumnElement, Connection, insert, select, update

from interview.errors import NotFound
from interview.model.interview import Interview
from interview.storage.rows import by_id, every, fields, one
from interview.storage.tables import interview


class Interviews:
    """Interviews, in the order they are planned; those without a time come last."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection = connection
        self._lock = lock

    def add(self, value: Interview) -> None:
        """Errors: `Stale` when the vacancy or the candidate is gone."""
        self._connection.execute(insert(interview), fields(value))

    def get(self, ident: str) -> Interview:
        """Errors: `NotFound`."""
        return one(Interview, by_id(self._connection, interview, ident, lock=self._lock), ident)

    def of_vacancy(self, vacancy_id: str) -> tuple[Interview, ...]:
        """The interviews of a vacancy."""
        return self._where(interview.c.vacancy_id == vacancy_id)

    def of_candidate(self, candidate_id: str) -> tuple[Interview, ...]:
        """The interviews of a candidate."""
        return self._where(interview.c.candidate_id == candidate_id)

    def all(self) -> tuple[Interview, ...]:
        """All interviews."""
        return self._where()

    def update(self, value: Interview) -> None:
        """Errors: `NotFound`."""
        done = self._connection.execute(update(interview).where(interview.c.id == value.id), fields(value))
        if not done.rowcount:
            raise NotFound("not_found", noun="interview", id=value.id)

    def _where(self, *conditions: ColumnElement[bool]) -> tuple[Interview, ...]:
        planned = interview.c.planned_at
        query = select(interview).where(*conditions).order_by(planned.is_(None), planned, interview.c.id)
        return every(Interview, self._connection, query)
