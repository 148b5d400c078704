"""Who writes when. Everybody takes a turn in one queue, first come first served.

SQLite's own waiting is unfair (one of fifty writers got 1 save while another got 777), so one thread owns the turn: it
commits up to 64 queued changes at once, and hands the turn to a caller who asked for a whole transaction. On PostgreSQL
the locks of the rows are the queue, and a change is tried again while the server restarts.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine

from interview.errors import Unreachable
from interview.storage.failures import DRIVER_ERRORS, ours, translated
from interview.storage.unit_of_work import transaction

T = TypeVar("T")
Change = Callable[[Connection], T]

BATCH = 64
"""Changes in one commit at most."""
PATIENCE = 20.0
"""Seconds until somebody waiting is told that the database does not answer."""
THREADS = 20
"""Changes that are made at once on PostgreSQL for callers who wait without a thread of their own."""


class Writer(Protocol):
    """What a database needs to take changes. Errors: those of the change itself, and those of `interview.errors`."""

    def turn(self) -> AbstractContextManager[Connection]:
        """One transaction in the caller's own thread: commits at the end of the block, rolls back when it raises."""

    def save(self, change: Change[T]) -> T:
        """Make one small change, perhaps in one commit with others; returns after that commit.

        The change may be run more than once, so it has to answer a repetition as it answered the first time.
        """

    async def saved(self, change: Change[T]) -> T:
        """As `save`, for a caller on an event loop, which goes on with other things meanwhile."""

    def close(self) -> None:
        """Finish what was asked before, then stop."""


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    given: Future[None] = field(default_factory=Future)
    over: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True, eq=False)
class _Save:
    change: Change[Any]
    answer: Future[Any] = field(default_factory=Future)


class _Stop:
    pass


class SqliteWriter:
    """One thread, one connection, one queue."""

    def __init__(self, engine: Engine, *, patience: float = PATIENCE) -> None:
        self._engine = engine
        self._patience = patience
        self._queue: SimpleQueue[_Turn | _Save | _Stop] = SimpleQueue()
        self._next: _Turn | _Stop | None = None
        self._mine = threading.local()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="storage-writer", daemon=True)
        self._thread.start()

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """See `Writer`."""
        turn = _Turn()
        self._ask(turn)
        try:
            _wait(turn.given, self._patience)
            self._mine.writes = True
            with translated(), self._engine.connect() as connection, transaction(connection):
                yield connection
        finally:
            self._mine.writes = False
            turn.over.set()

    def save(self, change: Change[T]) -> T:
        """See `Writer`."""
        asked = _Save(change)
        self._ask(asked)
        answer: T = _wait(asked.answer, self._patience)
        return answer

    async def saved(self, change: Change[T]) -> T:
        """See `Writer`."""
        asked = _Save(change)
        self._ask(asked)
        answer: T = await _wait_for(asked.answer, self._patience)
        return answer

    def close(self) -> None:
        """See `Writer`."""
        if not self._closed:
            self._closed = True
            self._queue.put(_Stop())
            self._thread.join()
            self._engine.dispose()

    def _ask(self, what: _Turn | _Save) -> None:
        if getattr(self._mine, "writes", False):
            raise RuntimeError("this thread is writing already: use the unit of work it has")
        if self._closed:
            raise Unreachable("closed")
        self._queue.put(what)

    def _serve(self) -> None:
        self._mine.writes = True
        while not isinstance(first := self._next or self._queue.get(), _Stop):
            self._next = None
            if isinstance(first, _Save):
                self._commit(self._batch(first))
            elif first.given.set_running_or_notify_cancel():
                first.given.set_result(None)
                first.over.wait()

    def _batch(self, first: _Save) -> list[_Save]:
        """`first` and the changes directly behind it, without those whose callers gave up waiting."""
        batch = [first]
        while len(batch) < BATCH:
            try:
                following = self._queue.get_nowait()
            except Empty:
                break
            if not isinstance(following, _Save):
                self._next = following
                break
            batch.append(following)
        return [save for save in batch if save.answer.set_running_or_notify_cancel()]

    def _commit(self, batch: list[_Save]) -> None:
        """Make the changes in one transaction; when that breaks, each in one of its own, so that one can't sink all."""
        try:
            with self._engine.connect() as connection, transaction(connection):
                attempt = _attempt if len(batch) > 1 else _alone
                outcomes = [attempt(connection, save.change) for save in batch]
        except BaseException as error:  # noqa: BLE001 (it belongs to those who wait)
            failure = ours(error)
            if len(batch) > 1 and not isinstance(failure, Unreachable):
                for save in batch:
                    self._commit([save])
                return
            outcomes = [(None, failure)] * len(batch)
        for save, (answer, problem) in zip(batch, outcomes, strict=True):
            if problem is None:
                save.answer.set_result(answer)
            else:
                save.answer.set_exception(problem)


def _alone(connection: Connection, change: Change[Any]) -> tuple[Any, BaseException | None]:
    """The answer of a change that has the transaction to itself, which takes it back when it raises: no savepoint."""
    answer = change(connection)
    dbapi: Any = connection.connection.dbapi_connection
    if not dbapi.in_transaction:  # lost meanwhile, and the change went on all the same
        raise Unreachable("busy")
    return answer, None


def _attempt(connection: Connection, change: Change[Any]) -> tuple[Any, BaseException | None]:
    """The answer or the error of one change in a savepoint. Raises when the whole transaction is lost (disk full)."""
    savepoint = connection.begin_nested()
    try:
        answer = change(connection)
        savepoint.commit()
    except BaseException as error:
        dbapi: Any = connection.connection.dbapi_connection
        if not dbapi.in_transaction:
            raise
        savepoint.rollback()
        return None, ours(error)
    return answer, None


def _wait(future: Future[T], patience: float) -> T:
    try:
        return future.result(patience)
    except TimeoutError:
        if future.done():
            raise
    if future.cancel():
        raise Unreachable("busy")
    return future.result()  # it began meanwhile, and the database's own time limits end it


async def _wait_for(future: Future[T], patience: float) -> T:
    """As `_wait`, on an event loop."""
    waiting = asyncio.wrap_future(future)
    await asyncio.wait((waiting,), timeout=patience)
    if not waiting.done() and future.cancel():
        raise Unreachable("busy")
    return await waiting


class PostgresqlWriter:
    """Transactions of their own on a pool."""

    def __init__(self, engine: Engine, *, patience: float = PATIENCE) -> None:
        self._engine = engine
        self._patience = patience
        self._threads = ThreadPoolExecutor(THREADS, "storage-writer")

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """See `Writer`."""
        with translated(), self._engine.connect() as connection, transaction(connection):
            yield connection

    def save(self, change: Change[T]) -> T:
        """See `Writer`. Tried again after 0.2, 0.4, 0.8, 1.6, 2, 2 … s while the server does not answer."""
        give_up = time.monotonic() + self._patience
        pause = 0.2
        while True:
            try:
                with self._engine.connect() as connection, transaction(connection):
                    return change(connection)
            except DRIVER_ERRORS as error:
                failure = ours(error)
                if not isinstance(failure, Unreachable) or time.monotonic() + pause > give_up:
                    raise failure from None
            time.sleep(pause)
            pause = min(pause * 2, 2.0)

    async def saved(self, change: Change[T]) -> T:
        """See `Writer`."""
        return await _wait_for(self._threads.submit(self.save, change), self._patience)

    def close(self) -> None:
        """See `Writer`."""
        self._threads.shutdown()
        self._engine.dispose()
