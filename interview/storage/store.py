"""The storage as everybody sees it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Engine

from interview.errors import Unreachable
from interview.storage.failures import translated
from interview.storage.unit_of_work import UnitOfWork
from interview.storage.writer import Writer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that needs attention: the key of a sentence (`notices.<key>`) and its parameters."""

    key: str
    params: tuple[tuple[str, Any], ...] = ()


class Storage:
    """One database. Made by `interview.storage.start.prepare`; one for a process, shared by its threads.

    Everything raises errors of `interview.errors`: `DiskFull`, `ReadOnly`, `Unreachable`, `Stale` when a key clashes.
    """

    def __init__(
        self,
        reading: Engine,
        writer: Writer,
        *,
        released: Callable[[], None],
        notices: Callable[[], tuple[Notice, ...]] = tuple,
    ) -> None:
        self._reading = reading
        self._writer = writer
        self._released = released
        self._closed = False
        self._notices = notices
        self.access_version = 0
        """Goes up when somebody's access may have ended, so that nobody has to ask the database at every request."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What needs attention now: an old SQLite, little room on the disk."""
        return self._notices()

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """One state of the database, however long the block takes; nothing can be written."""
        self._check_open()
        with translated(), self._reading.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield UnitOfWork(connection)

    @contextmanager
    def work(self, actor: str, now: datetime) -> Iterator[UnitOfWork]:
        """One transaction: all of the block or nothing of it. Keep it short, since others wait for their turn.

        Errors: `RuntimeError` inside another block of the same thread.
        """
        self._check_open()
        with self._writer.turn() as connection:
            uow = UnitOfWork(connection, actor, now)
            yield uow
        if uow.access_changed:
            self.access_version += 1

    def save(self, actor: str, now: datetime, change: Callable[[UnitOfWork], T]) -> T:
        """One small change, in one commit with those of others; returns after that commit.

        `change` may be run more than once (the batch broke, PostgreSQL restarted), so it must answer a repetition as
        it answered the first time: write ids do that. When it raises, nothing of it is kept.
        """
        self._check_open()
        return self._writer.save(lambda connection: change(UnitOfWork(connection, actor, now)))

    async def saved(self, actor: str, now: datetime, change: Callable[[UnitOfWork], T]) -> T:
        """As `save`, for a caller on an event loop, which goes on with other things meanwhile."""
        self._check_open()
        return await self._writer.saved(lambda connection: change(UnitOfWork(connection, actor, now)))

    def _check_open(self) -> None:
        if self._closed:
            raise Unreachable("closed")

    def close(self) -> None:
        """Finish the writes that wait, then let go of the database. Safe to call twice."""
        if not self._closed:
            self._closed = True
            self._writer.close()
            self._reading.dispose()
            self._released()
