"""The state the panel's screens share, and what they agreed."""

from sqlalchemy import Connection, func, insert, select, update

from interview.model.debrief import Agreed, Debrief
from interview.storage.panel_tables import agreed, debrief
from interview.storage.rows import every, fields
from interview.storage.tables import interview


class Debriefs:
    """One shared state for each vacancy."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, vacancy_id: str) -> Debrief | None:
        """The state; `None` before the first debrief."""
        row = self._connection.execute(select(debrief).where(debrief.c.vacancy_id == vacancy_id)).first()
        return None if row is None else Debrief.model_validate(dict(row._mapping))

    def put(self, value: Debrief) -> None:
        """Keep the state; the version counts up by itself, so that every screen sees that something changed."""
        row = {name: part for name, part in fields(value).items() if name != "version"}
        theirs = debrief.c.vacancy_id == value.vacancy_id
        changed = update(debrief).where(theirs).values(**row, version=debrief.c.version + 1)
        if not self._connection.execute(changed).rowcount:
            self._connection.execute(insert(debrief), {**row, "version": 1})


class AgreedLevels:
    """What the panel settled, every version of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, value: Agreed) -> Agreed:
        """Keep the next version. Errors: `Stale` when somebody settled the answer after `value.revision`."""
        following = value.model_copy(update={"revision": value.revision + 1})
        self._connection.execute(insert(agreed), fields(following))
        return following

    def of_vacancy(self, vacancy_id: str) -> tuple[Agreed, ...]:
        """The newest version of each settled answer of a vacancy."""
        last = (
            select(agreed.c.interview_id, agreed.c.question_id, func.max(agreed.c.revision).label("revision"))
            .join(interview, interview.c.id == agreed.c.interview_id)
            .where(interview.c.vacancy_id == vacancy_id)
            .group_by(agreed.c.interview_id, agreed.c.question_id)
            .subquery()
        )
        same = (
            (agreed.c.interview_id == last.c.interview_id)
            & (agreed.c.question_id == last.c.question_id)
            & (agreed.c.revision == last.c.revision)
        )
        query = select(agreed).join(last, same).order_by(agreed.c.interview_id, agreed.c.question_id)
        return every(Agreed, self._connection, query)

    def history(self, interview_id: str, question_id: str) -> tuple[Agreed, ...]:
        """Every version, oldest first."""
        theirs = (agreed.c.interview_id == interview_id) & (agreed.c.question_id == question_id)
        return every(Agreed, self._connection, select(agreed).where(theirs).order_by(agreed.c.revision))
