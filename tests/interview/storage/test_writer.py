"""SQLite's queue: first come first served, many changes in one commit, and one that fails harms no other."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text

from interview.errors import StorageError, Unreachable
from interview.storage import engine
from interview.storage.writer import BATCH, SqliteWriter, _wait
from tests.until import SECONDS


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    made = engine.writing(tmp_path / "queue.db")
    with made.connect() as connection:
        connection.execute(text("CREATE TABLE kept (n INTEGER PRIMARY KEY)"))
        connection.commit()
    yield made
    made.dispose()


@pytest.fixture
def writer(database: Engine) -> Iterator[SqliteWriter]:
    made = SqliteWriter(database)
    yield made
    made.close()


def keep(number: int) -> Callable[[Connection], int]:
    def change(connection: Connection) -> int:
        connection.execute(text("INSERT INTO kept VALUES (:n)"), {"n": number})
        return number

    return change


def kept(database: Engine) -> list[int]:
    with database.connect() as connection:
        return list(connection.execute(text("SELECT n FROM kept ORDER BY rowid")).scalars())


class Waiting:
    """Callers that queue up, in order, while somebody has the turn."""

    def __init__(self, writer: SqliteWriter) -> None:
        self._writer = writer
        self.threads = ThreadPoolExecutor(200)

    def add(self, call: Callable[[], object]) -> Future[object]:
        before = self._writer._queue.qsize()
        asked = self.threads.submit(call)
        while self._writer._queue.qsize() == before and not asked.done():
            time.sleep(0.001)
        return asked


def test_everybody_is_served_in_the_order_they_came(writer: SqliteWriter) -> None:
    order: list[int] = []

    def save(number: int) -> None:
        writer.save(lambda _: order.append(number))

    def block(number: int) -> None:
        with writer.turn():
            order.append(number)

    waiting = Waiting(writer)
    with writer.turn():
        asked = [waiting.add(lambda n=n: (block if n % 3 == 2 else save)(n)) for n in range(12)]  # type: ignore[misc]
    for one in asked:
        one.result(SECONDS)
    assert order == list(range(12))


def test_changes_that_wait_share_a_commit(writer: SqliteWriter, database: Engine) -> None:
    commits: list[int] = []
    event.listen(database, "commit", lambda _: commits.append(1))
    waiting = Waiting(writer)
    with writer.turn():
        asked = [waiting.add(lambda n=n: writer.save(keep(n))) for n in range(BATCH + 10)]  # type: ignore[misc]
    assert [one.result(SECONDS) for one in asked] == list(range(BATCH + 10))
    assert len(commits) == 3  # of the turn, of a full batch, of the rest
    assert kept(database) == list(range(BATCH + 10))


def test_a_change_that_fails_is_taken_back_alone(writer: SqliteWriter, database: Engine) -> None:
    def written_then_failed(connection: Connection) -> None:
        keep(100)(connection)
        raise ZeroDivisionError

    waiting = Waiting(writer)
    with writer.turn():
        asked = [
            waiting.add(lambda n=n: writer.save(written_then_failed if n == 3 else keep(n)))  # type: ignore[misc]
            for n in range(6)
        ]
    assert [type(one.exception(SECONDS)) for one in asked] == [type(None)] * 3 + [ZeroDivisionError] + [type(None)] * 2
    assert kept(database) == [0, 1, 2, 4, 5]


def test_a_change_that_breaks_the_transaction_harms_no_other(writer: SqliteWriter, database: Engine) -> None:
    def breaks(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")  # what SQLite does by itself when the disk is full
        connection.exec_driver_sql("SELECT no_such_thing")

    waiting = Waiting(writer)
    with writer.turn():
        asked = [
            waiting.add(lambda n=n: writer.save(breaks if n == 3 else keep(n)))  # type: ignore[misc]
            for n in range(6)
        ]
    assert isinstance(asked[3].exception(SECONDS), StorageError)
    assert [one.result(SECONDS) for n, one in enumerate(asked) if n != 3] == [0, 1, 2, 4, 5]
    assert kept(database) == [0, 1, 2, 4, 5]


def test_even_what_ends_a_program_reaches_only_the_one_who_asked(writer: SqliteWriter, database: Engine) -> None:
    def leave(_: Connection) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        writer.save(leave)
    writer.save(keep(1))
    assert kept(database) == [1]


def test_who_waits_too_long_is_told_and_nothing_is_done_later(database: Engine) -> None:
    writer = SqliteWriter(database, patience=SECONDS)
    waiting = Waiting(writer)
    with writer.turn():
        writer._patience = 0.1  # whoever asks now can't get it; everybody else may take their time
        saving = waiting.add(lambda: writer.save(keep(1)))
        turning = waiting.add(lambda: writer.turn().__enter__())
        assert isinstance(saving.exception(SECONDS), Unreachable)
        assert isinstance(turning.exception(SECONDS), Unreachable)
        writer._patience = SECONDS
    writer.save(keep(2))
    writer.close()
    assert kept(database) == [2]


def test_a_change_that_began_in_time_is_waited_for() -> None:
    change: Future[int] = Future()
    change.set_running_or_notify_cancel()
    ends = threading.Timer(0.3, change.set_result, [1])
    ends.start()
    assert _wait(change, patience=0.1) == 1
    ends.join()


def test_asking_for_a_turn_within_a_turn_is_an_error_and_not_a_standstill(writer: SqliteWriter) -> None:
    with writer.turn():
        with pytest.raises(RuntimeError):
            writer.save(keep(1))
        with pytest.raises(RuntimeError), writer.turn():
            pass
    with pytest.raises(RuntimeError):
        writer.save(lambda _: writer.save(keep(1)))


def test_the_settings_that_keep_data_safe_are_on(database: Engine) -> None:
    with database.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("synchronous", "journal_mode", "foreign_keys", "secure_delete", "temp_store", "trusted_schema")
        }
    assert found == {
        "synchronous": 2,
        "journal_mode": "wal",
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
    }


def test_nobody_hears_saved_when_the_transaction_was_lost_on_the_way(writer: SqliteWriter, database: Engine) -> None:
    def goes_on(connection: Connection) -> int:
        connection.exec_driver_sql("ROLLBACK")  # what SQLite does by itself when the disk is full
        return 1

    with pytest.raises(Unreachable):
        writer.save(goes_on)
    writer.save(keep(2))
    assert kept(database) == [2]


def test_on_an_event_loop_who_waits_too_long_is_told_and_nothing_is_done_later(database: Engine) -> None:
    writer = SqliteWriter(database, patience=0.1)
    with writer.turn(), pytest.raises(Unreachable), ThreadPoolExecutor(1) as other:  # this thread has the turn
        other.submit(asyncio.run, writer.saved(keep(1))).result(10)
    writer.save(keep(2))
    writer.close()
    assert kept(database) == [2]


def test_on_an_event_loop_a_change_that_began_in_time_is_waited_for(database: Engine) -> None:
    writer = SqliteWriter(database, patience=0.1)

    def slow(connection: Connection) -> int:
        threading.Event().wait(0.4)
        return keep(1)(connection)

    with ThreadPoolExecutor(1) as other:  # a browser of this process keeps an event loop running in this thread
        assert other.submit(asyncio.run, writer.saved(slow)).result() == 1
    writer.close()
    assert kept(database) == [1]
