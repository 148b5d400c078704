"""Who was shown whose card, and who opened the totals of a vacancy."""

from datetime import datetime

from sqlalchemy import Connection, exists, insert, select

from interview.model.debrief import Disclosure
from interview.model.scorecard import CardState
from interview.storage.panel_tables import disclosure, opening
from interview.storage.rows import every, fields
from interview.storage.tables import interview, scorecard


class Disclosures:
    """A disclosure can be added, never taken back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, value: Disclosure) -> None:
        """Keep it; the first time counts."""
        seen = (disclosure.c.viewer_id == value.viewer_id) & (disclosure.c.card_id == value.card_id)
        if self._connection.execute(select(disclosure.c.card_id).where(seen)).first() is None:
            self._connection.execute(insert(disclosure), fields(value))

    def of_viewer(self, person_id: str) -> tuple[Disclosure, ...]:
        """What this person was shown, oldest first."""
        query = select(disclosure).where(disclosure.c.viewer_id == person_id)
        return every(Disclosure, self._connection, query.order_by(disclosure.c.shown_at, disclosure.c.card_id))

    def cards_of(self, person_id: str) -> frozenset[str]:
        """The ids of the cards this person was shown."""
        query = select(disclosure.c.card_id).where(disclosure.c.viewer_id == person_id)
        return frozenset(self._connection.execute(query).scalars())

    def unshown(self, person_id: str, vacancy_id: str) -> bool:
        """Whether a submitted card of somebody else in this vacancy was never shown to this person."""
        theirs = (disclosure.c.card_id == scorecard.c.id) & (disclosure.c.viewer_id == person_id)
        others = (scorecard.c.state == CardState.SUBMITTED.value) & (scorecard.c.rater_id != person_id)
        query = select(scorecard.c.id).join(interview).where(interview.c.vacancy_id == vacancy_id, others)
        return self._connection.execute(query.where(~exists().where(theirs)).limit(1)).first() is not None


class Openings:
    """Who read how the candidates were treated, and then opened the totals."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, vacancy_id: str, person_id: str, opened_at: datetime) -> None:
        """Keep it; the first time counts."""
        if self.of_person(vacancy_id, person_id) is None:
            row = {"vacancy_id": vacancy_id, "person_id": person_id, "opened_at": opened_at}
            self._connection.execute(insert(opening), row)

    def of_person(self, vacancy_id: str, person_id: str) -> datetime | None:
        """When this person opened the totals; `None` when they did not."""
        theirs = (opening.c.vacancy_id == vacancy_id) & (opening.c.person_id == person_id)
        return self._connection.execute(select(opening.c.opened_at).where(theirs)).scalar()
