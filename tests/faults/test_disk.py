"""Full, read-only and locked: the person is told, what was acknowledged stays, and it goes on afterwards."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from interview.errors import DiskFull, DoorvraagError, ReadOnly, StartError, Unreachable
from interview.model.note import NoteWrite, Part
from interview.settings import ROOT, Settings
from interview.storage import Storage, backup, checks, open_storage
from tests.databases import SqliteFiles, database_file
from tests.faults.disks import filled, read_only, small_disk
from tests.interview.storage.world import CARD, NOW, settle, write
from tests.until import SECONDS

pytestmark = pytest.mark.faults


@pytest.fixture
def sqlite(sqlite_files: SqliteFiles, tmp_path: Path) -> Settings:
    """A SQLite database with the small world."""
    return ready(sqlite_files, tmp_path / "data")


def ready(sqlite_files: SqliteFiles, data: Path) -> Settings:
    settings = sqlite_files.settings(data)
    storage = open_storage(settings)
    settle(storage)
    storage.close()
    return settings


def save(storage: Storage, wish: NoteWrite) -> int:
    return storage.save("ann", NOW, lambda uow: uow.notes.save(wish, after_submit=False)).rev


def type_until_refused(storage: Storage, question: str) -> tuple[int, DoorvraagError]:
    """How many saves were acknowledged before one was refused, and how."""
    for rev in range(10_000):
        try:
            save(storage, write("x" * 2_000 + str(rev), rev).model_copy(update={"question_id": question}))
        except DoorvraagError as error:
            return rev, error
    raise AssertionError("never refused")


def fill_up(storage: Storage) -> dict[str, int]:
    """Eight people type until the disk is full; the revisions that were acknowledged."""
    questions = [f"question-{number}" for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        ends = list(threads.map(lambda question: type_until_refused(storage, question), questions))
    assert {type(error) for _, error in ends} == {DiskFull}
    return {question: rev for question, (rev, _) in zip(questions, ends, strict=True)}


def revisions(storage: Storage, questions: dict[str, int]) -> dict[str, int]:
    with storage.reading() as uow:
        return {question: len(uow.notes.revisions(CARD, question, Part.ACTION)) for question in questions}


def test_a_full_disk_loses_no_acknowledged_text_and_writing_goes_on_after(
    sqlite_files: SqliteFiles, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 64) as disk:
        storage = open_storage(ready(sqlite_files, disk / "data"))
        with filled(disk, 600_000):
            acknowledged = fill_up(storage)
            assert sum(acknowledged.values()) > 20
            assert revisions(storage, acknowledged) == acknowledged
        for question, rev in acknowledged.items():
            assert save(storage, write("again", rev).model_copy(update={"question_id": question})) == rev + 1
        storage.close()
        with closing(sqlite3.connect(disk / "data" / "doorvraag.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_file_that_may_not_grow_loses_no_acknowledged_text(sqlite: Settings) -> None:
    """The same where nothing can be mounted: SQLite's own limit says "full" at the same place."""
    storage = open_storage(sqlite)
    limit(storage, 120)
    acknowledged = fill_up(storage)
    assert sum(acknowledged.values()) > 20
    assert revisions(storage, acknowledged) == acknowledged
    limit(storage, 1_000_000)
    for question, rev in acknowledged.items():
        assert save(storage, write("again", rev).model_copy(update={"question_id": question})) == rev + 1
    storage.close()


def limit(storage: Storage, pages: int) -> None:
    with storage._writer.turn() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


def test_one_text_too_large_for_the_disk_does_not_sink_the_small_ones(sqlite: Settings) -> None:
    storage = open_storage(sqlite)
    limit(storage, 120)
    queue = ThreadPoolExecutor(10)
    with storage.work("ann", NOW):  # the others queue up behind this, so that they share a commit
        small = [
            queue.submit(save, storage, write("small", 0).model_copy(update={"question_id": f"q{number}"}))
            for number in range(4)
        ]
        large = queue.submit(save, storage, write("x" * 900_000, 0))
    assert [one.result(SECONDS) for one in small] == [1, 1, 1, 1]
    assert isinstance(large.exception(SECONDS), DiskFull)
    storage.close()


def test_a_start_on_a_disk_with_little_room(sqlite_files: SqliteFiles, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 100) as disk:
        settings = ready(sqlite_files, disk / "data")
        storage = open_storage(settings)
        assert "little_room" in {notice.key for notice in storage.notices}
        storage.close()
        with filled(disk, checks.NO_ROOM // 2), pytest.raises(StartError, match="no_room") as refused:
            open_storage(settings)
        assert refused.value.params["free"] < refused.value.params["needed"]


def test_a_backup_on_a_full_disk_leaves_nothing_half(sqlite_files: SqliteFiles, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 64) as disk:
        settings = ready(sqlite_files, disk / "data")
        with filled(disk, 60_000), pytest.raises(DiskFull):
            backup.make(settings, NOW)
        assert list((disk / "data" / backup.FOLDER).iterdir()) == []


def test_a_disk_that_becomes_read_only_is_said_and_reading_goes_on(sqlite_files: SqliteFiles, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 64) as disk:
        settings = ready(sqlite_files, disk / "data")
        with read_only(disk):
            with pytest.raises(StartError, match="folder_read_only") as refused:
                open_storage(settings)
            assert refused.value.params["path"].startswith(str(disk))
            assert refused.value.params["owner"]
        open_storage(settings).close()


def test_a_database_that_turns_read_only_while_it_is_open_refuses_writes(sqlite: Settings) -> None:
    storage = open_storage(sqlite)
    with storage._writer.turn() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(ReadOnly):
        save(storage, write("text", 0))
    with storage.reading() as uow:
        assert len(uow.people.all()) == 2
    storage.close()


def locked(file: Path, meanwhile: Callable[[sqlite3.Connection], None]) -> None:
    """Do something while another program holds the write lock of a database."""
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        meanwhile(other)


def test_a_lock_of_another_program_is_waited_for(sqlite: Settings) -> None:
    storage = open_storage(sqlite)

    def save_and_release(other: sqlite3.Connection) -> None:
        threading.Timer(0.5, lambda: other.execute("ROLLBACK")).start()
        assert save(storage, write("text", 0)) == 1

    locked(database_file(sqlite), save_and_release)
    storage.close()


def test_a_lock_that_stays_is_said_to_all_who_wait_and_gone_it_is_forgotten(sqlite: Settings) -> None:
    storage = open_storage(sqlite)
    with storage._writer.turn() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=200")

    def save_many(_: sqlite3.Connection) -> None:
        with ThreadPoolExecutor(5) as threads:
            waiting = [threads.submit(save, storage, write("text", 0)) for _ in range(5)]
        assert {type(one.exception()) for one in waiting} == {Unreachable}

    locked(database_file(sqlite), save_many)
    assert save(storage, write("text", 0)) == 1
    storage.close()


def test_a_second_process_is_refused(sqlite: Settings) -> None:
    storage = open_storage(sqlite)
    program = (
        "import sys; from pathlib import Path; from interview.settings import Settings; "
        "from interview.storage import open_storage; open_storage(Settings(data=Path(sys.argv[1])), wait=0)"
    )
    second = subprocess.run([sys.executable, "-c", program, sqlite.data], cwd=ROOT, capture_output=True, text=True)
    assert "InUse: database_in_use" in second.stderr
    assert save(storage, write("still working", 0)) == 1
    storage.close()
