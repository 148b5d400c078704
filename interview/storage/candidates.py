"""Who applies."""

from sqlalchemy import Connection, delete, insert, select, update

from interview.errors import NotFound, Stale
from interview.model.candidate import Candidate
from interview.storage.rows import by_id, every, fields, one
from interview.storage.tables import candidate


class Candidates:
    """Candidates; two people may edit one, so changes compare the revision."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, value: Candidate) -> None:
        """Errors: `Stale` when the number is taken in the vacancy, or the vacancy is gone."""
        self._connection.execute(insert(candidate), fields(value))

    def get(self, ident: str) -> Candidate:
        """Errors: `NotFound`."""
        return one(Candidate, by_id(self._connection, candidate, ident), ident)

    def of_vacancy(self, vacancy_id: str) -> tuple[Candidate, ...]:
        """The candidates of a vacancy, by number."""
        query = select(candidate).where(candidate.c.vacancy_id == vacancy_id).order_by(candidate.c.number)
        return every(Candidate, self._connection, query)

    def update(self, value: Candidate) -> Candidate:
        """Keep a changed candidate; gives it with its new revision.

        Errors: `NotFound`; `Stale` when somebody changed it after `value` was read.
        """
        changed = value.model_copy(update={"revision": value.revision + 1})
        at = (candidate.c.id == value.id) & (candidate.c.revision == value.revision)
        if not self._connection.execute(update(candidate).where(at), fields(changed)).rowcount:
            raise Stale("stale", noun="candidate", revision=self.get(value.id).revision)
        return changed

    def remove(self, ident: str) -> None:
        """Remove a candidate with everything below: interviews, cards and what is on them. Errors: `NotFound`."""
        if not self._connection.execute(delete(candidate).where(candidate.c.id == ident)).rowcount:
            raise NotFound("not_found", noun="candidate", id=ident)
