"""People who work with the app."""

from collections.abc import Callable

from sqlalchemy import Connection, delete, func, insert, select, update

from interview.errors import NotFound, Stale
from interview.model.panel import Person
from interview.storage.rows import by_id, every, fields, one
from interview.storage.tables import person, scorecard, seat


class People:
    """Panel members and HR. `changed` is called when somebody's access may have ended."""

    def __init__(self, connection: Connection, *, lock: bool, changed: Callable[[], None]) -> None:
        self._connection = connection
        self._lock = lock
        self._changed = changed

    def add(self, value: Person) -> None:
        """Keep a new person."""
        self._connection.execute(insert(person), fields(value))

    def get(self, ident: str) -> Person:
        """Errors: `NotFound`."""
        return one(Person, by_id(self._connection, person, ident, lock=self._lock), ident)

    def all(self) -> tuple[Person, ...]:
        """Everybody, by name."""
        return every(Person, self._connection, select(person).order_by(func.lower(person.c.name), person.c.id))

    def update(self, value: Person) -> None:
        """Errors: `NotFound`."""
        self._changed()
        done = self._connection.execute(update(person).where(person.c.id == value.id), fields(value))
        if not done.rowcount:
            raise NotFound("not_found", noun="person", id=value.id)

    def remove(self, ident: str) -> None:
        """Errors: `NotFound`; `Stale` ("person_in_use") while a seat or a scorecard names this person."""
        seats = select(seat.c.person_id).where(seat.c.person_id == ident)
        cards = select(scorecard.c.id).where((scorecard.c.rater_id == ident) | (scorecard.c.released_by == ident))
        if any(self._connection.execute(query.limit(1)).first() for query in (seats, cards)):
            raise Stale("person_in_use", id=ident)
        self._changed()
        if not self._connection.execute(delete(person).where(person.c.id == ident)).rowcount:
            raise NotFound("not_found", noun="person", id=ident)
