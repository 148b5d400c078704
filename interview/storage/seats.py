"""Who has which role in which vacancy."""

from sqlalchemy import Connection, delete, insert, select

from interview.errors import NotFound
from interview.model.panel import Role, Seat
from interview.storage.rows import every, fields
from interview.storage.tables import seat


class Seats:
    """Seats, named by vacancy, person and role."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, value: Seat) -> None:
        """Errors: `Stale` when the person has this seat already, or vacancy or person is gone."""
        self._connection.execute(insert(seat), fields(value))

    def remove(self, vacancy_id: str, person_id: str, role: Role) -> None:
        """Errors: `NotFound`."""
        chosen = (seat.c.vacancy_id == vacancy_id) & (seat.c.person_id == person_id) & (seat.c.role == str(role))
        if not self._connection.execute(delete(seat).where(chosen)).rowcount:
            raise NotFound("not_found", noun="seat", id=person_id)

    def of_vacancy(self, vacancy_id: str) -> tuple[Seat, ...]:
        """The panel, in a stable order."""
        query = select(seat).where(seat.c.vacancy_id == vacancy_id).order_by(seat.c.person_id, seat.c.role)
        return every(Seat, self._connection, query)

    def of_person(self, person_id: str) -> tuple[Seat, ...]:
        """All seats of a person."""
        query = select(seat).where(seat.c.person_id == person_id).order_by(seat.c.vacancy_id, seat.c.role)
        return every(Seat, self._connection, query)
