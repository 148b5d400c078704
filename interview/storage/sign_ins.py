"""Accounts that stand for people, and the sessions in use."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from interview.model.sign_in import Identity, UserSession
from interview.storage.rows import every, fields
from interview.storage.sign_in_tables import identity, user_session
from interview.storage.tables import person

_SESSION = (
    select(user_session)
    .join(person, person.c.id == user_session.c.person_id)
    .where(user_session.c.key == bindparam("key"), person.c.active)
)


class SignIns:
    """Who logged in. `changed` is called when somebody's access may have ended."""

    def __init__(self, connection: Connection, changed: Callable[[], None]) -> None:
        self._connection = connection
        self._changed = changed

    def person_of(self, issuer: str, subject: str) -> str | None:
        """The id of the person this account stands for."""
        query = select(identity.c.person_id).where(identity.c.issuer == issuer, identity.c.subject == subject)
        found = self._connection.execute(query).scalar()
        return None if found is None else str(found)

    def of_person(self, person_id: str) -> tuple[Identity, ...]:
        """The accounts that stand for a person."""
        query = select(identity).where(identity.c.person_id == person_id).order_by(identity.c.linked_at)
        return every(Identity, self._connection, query)

    def link(self, value: Identity) -> None:
        """From now on this account stands for this person. Errors: `Stale` when it stands for somebody already."""
        self._connection.execute(insert(identity), fields(value))

    def unlink(self, person_id: str) -> int:
        """No account stands for this person any more; gives how many did."""
        self._changed()
        return self._connection.execute(delete(identity).where(identity.c.person_id == person_id)).rowcount

    def session(self, key: str) -> UserSession | None:
        """A session whatever its state; None for an unknown one and for somebody who is not active any more."""
        row: Row[tuple[object, ...]] | None = self._connection.execute(_SESSION, {"key": key}).first()
        return None if row is None else UserSession.model_validate(dict(row._mapping))

    def known(self, key: str) -> bool:
        """Whether this login ever began a session that is still kept."""
        query = select(user_session.c.key).where(user_session.c.key == key)
        return self._connection.execute(query).first() is not None

    def begin(self, value: UserSession) -> None:
        """Keep a new session. Errors: `Stale` when its login was used before."""
        self._connection.execute(insert(user_session), fields(value))

    def seen(self, key: str, at: datetime) -> None:
        """Somebody did something in this session."""
        self._connection.execute(update(user_session).where(user_session.c.key == key), {"seen_at": at})

    def revoke(self, key: str, at: datetime) -> bool:
        """End this session at once. False when it had ended."""
        return self._revoke(user_session.c.key == key, at) > 0

    def revoke_all(self, person_id: str, at: datetime) -> int:
        """End all sessions of a person at once; gives how many."""
        return self._revoke(user_session.c.person_id == person_id, at)

    def _revoke(self, which: object, at: datetime) -> int:
        self._changed()
        query = update(user_session).where(which, user_session.c.revoked_at.is_(None))  # type: ignore[arg-type]
        return self._connection.execute(query, {"revoked_at": at}).rowcount

    def drop_ended(self, before: datetime) -> None:
        """Remove sessions that could not be used since `before`. Their logins are too old to begin another."""
        self._connection.execute(delete(user_session).where(user_session.c.ends_at < before))
