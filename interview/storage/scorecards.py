"""The cards: one for each rater of an interview."""

from sqlalchemy import Connection, delete, insert, select, update

from interview.errors import NotFound
from interview.model.scorecard import Scorecard
from interview.storage.rows import by_id, every, fields, one
from interview.storage.tables import interview, scorecard


class Scorecards:
    """Scorecards without their contents.

    In a writing unit of work `get` holds the card until the end, so that a state that was read can't change between
    reading and writing: a note can't slip past a submission.
    """

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection = connection
        self._lock = lock

    def add(self, value: Scorecard) -> None:
        """Errors: `Stale` when the rater has a card for this interview, or interview or rater is gone."""
        self._connection.execute(insert(scorecard), fields(value))

    def get(self, ident: str) -> Scorecard:
        """Errors: `NotFound`."""
        return one(Scorecard, by_id(self._connection, scorecard, ident, lock=self._lock), ident)

    def of_interview(self, interview_id: str) -> tuple[Scorecard, ...]:
        """The cards of an interview, in a stable order."""
        query = select(scorecard).where(scorecard.c.interview_id == interview_id).order_by(scorecard.c.id)
        return every(Scorecard, self._connection, query)

    def of_vacancy(self, vacancy_id: str) -> tuple[Scorecard, ...]:
        """The cards of all interviews of a vacancy, in a stable order."""
        query = select(scorecard).join(interview).where(interview.c.vacancy_id == vacancy_id).order_by(scorecard.c.id)
        return every(Scorecard, self._connection, query)

    def of_rater(self, person_id: str) -> tuple[Scorecard, ...]:
        """The cards of a rater, in a stable order."""
        query = select(scorecard).where(scorecard.c.rater_id == person_id).order_by(scorecard.c.id)
        return every(Scorecard, self._connection, query)

    def update(self, value: Scorecard) -> None:
        """Errors: `NotFound`."""
        done = self._connection.execute(update(scorecard).where(scorecard.c.id == value.id), fields(value))
        if not done.rowcount:
            raise NotFound("not_found", noun="scorecard", id=value.id)

    def remove(self, ident: str) -> None:
        """Remove a card that was never started. Errors: `NotFound` when it is gone, or was started meanwhile."""
        unused = (scorecard.c.id == ident) & scorecard.c.started_at.is_(None)
        if not self._connection.execute(delete(scorecard).where(unused)).rowcount:
            raise NotFound("not_found", noun="scorecard", id=ident)
