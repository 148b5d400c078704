"""The cards: one for each rater of an interview."""

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from interview.errors import NotFound
from interview.model.scorecard import Scorecard
from interview.model.vacancy import Vacancy
from interview.storage import vacancies
from interview.storage.rows import HeldCards, by_id, every, fields, one
from interview.storage.tables import interview, scorecard, vacancy

_CARD = tuple(scorecard.c.keys())
_PLACED = (
    select(scorecard, interview.c.candidate_id, vacancy)
    .join_from(scorecard, interview)
    .join(vacancy, vacancy.c.id == interview.c.vacancy_id)
    .where(scorecard.c.id == bindparam("card"))
)
_PLACED_AND_HELD = _PLACED.with_for_update(key_share=True, of=scorecard)


class PlacedCard(NamedTuple):
    """A card, whom it is about, and the procedure it belongs to."""

    card: Scorecard
    candidate_id: str
    vacancy: Vacancy


class Scorecards:
    """Scorecards without their contents.

    In a writing unit of work `get` holds the card until the end, so that a state that was read can't change between
    reading and writing: a note can't slip past a submission.
    """

    def __init__(self, connection: Connection, held: HeldCards, *, lock: bool) -> None:
        self._connection = connection
        self._held = held
        self._lock = lock

    def add(self, value: Scorecard) -> None:
        """Errors: `Stale` when the rater has a card for this interview, or interview or rater is gone."""
        self._connection.execute(insert(scorecard), fields(value))

    def get(self, ident: str) -> Scorecard:
        """Errors: `NotFound`."""
        card = one(Scorecard, by_id(self._connection, scorecard, ident, lock=self._lock), ident)
        self._remember(ident)
        return card

    def placed(self, ident: str) -> PlacedCard:
        """As `get`, with what every autosave asks about the card, in one statement. Errors: `NotFound`."""
        query = _PLACED_AND_HELD if self._lock else _PLACED
        row = self._connection.execute(query, {"card": ident}).first()
        if row is None:
            raise NotFound("not_found", noun="scorecard", id=ident)
        self._remember(ident)
        card, candidate_id, columns = row[: len(_CARD)], row[len(_CARD)], row[len(_CARD) + 1 :]
        kept = Scorecard.model_validate(dict(zip(_CARD, card, strict=True)))
        return PlacedCard(kept, candidate_id, vacancies.of_columns(tuple(columns)))

    def _remember(self, ident: str) -> None:
        if self._lock:
            self._held.remember(ident)

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
