"""A backup holds what was saved and nothing that was erased, and restoring it gives exactly that back."""

import errno
import os
import shutil
import sqlite3
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from interview.errors import DatabaseDamaged, DiskFull, DoorvraagError, InUse, StartError
from interview.model.audit import Action
from interview.model.panel import Person
from interview.settings import Settings
from interview.storage import Storage, backup, migrate, open_storage, start
from tests.databases import PostgresqlServer, SqliteFiles, database_file
from tests.interview.storage.world import CARD, NOW, settle, write

LATER = NOW + timedelta(days=1)


@pytest.fixture
def filled(settings: Settings, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A database with the small world and one note; PostgreSQL's tools can be found."""
    if settings.database_url.get_secret_value():
        server: PostgresqlServer = request.getfixturevalue("postgresql_server")
        monkeypatch.setenv("PATH", f"{server.tools}:/usr/bin:/bin")
    storage = open_storage(settings)
    settle(storage)
    note(storage, "before", 0)
    storage.close()
    return settings


@pytest.fixture
def file(sqlite_files: SqliteFiles, tmp_path: Path) -> Settings:
    """A filled SQLite database."""
    settings = sqlite_files.settings(tmp_path / "data")
    storage = open_storage(settings)
    settle(storage)
    note(storage, "before", 0)
    storage.close()
    return settings


def note(storage: Storage, body: str, base: int) -> None:
    storage.save("ann", NOW, lambda uow: uow.notes.save(write(body, base), after_submit=False))


def body(settings: Settings) -> str:
    storage = open_storage(settings)
    try:
        with storage.reading() as uow:
            assert uow.audit.verify()
            return uow.notes.of_card(CARD)[0].body
    finally:
        storage.close()


def test_restoring_gives_back_what_was_and_records_it(filled: Settings) -> None:
    copy = backup.make(filled, NOW)
    storage = open_storage(filled)
    note(storage, "after", 1)
    storage.close()
    kept = start.restore(filled, copy, LATER)
    assert kept is not bool(filled.database_url.get_secret_value())
    assert body(filled) == "before"
    storage = open_storage(filled)
    with storage.reading() as uow:
        last = uow.audit.all()[-1]
    storage.close()
    assert (last.action, last.object, last.at, last.actor) == (Action.BACKUP_RESTORED, copy.name, LATER, "system")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_backup_is_for_its_owner_alone(filled: Settings) -> None:
    copy = backup.make(filled, NOW)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_a_backup_made_while_people_write_is_whole_and_consistent(file: Settings) -> None:
    storage = open_storage(file)
    stop = threading.Event()

    def type_on() -> None:
        base = 1
        while not stop.is_set():
            note(storage, f"text {base}", base)
            base += 1

    typist = threading.Thread(target=type_on)
    typist.start()
    copies = [backup.make(file, NOW + timedelta(seconds=count)) for count in range(5)]
    stop.set()
    typist.join()
    storage.close()
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            heads = connection.execute("SELECT rev, body FROM note").fetchall()
            assert heads == connection.execute("SELECT max(rev), body FROM note_revision").fetchall()
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert len(set(copies)) == 5


def test_a_backup_carries_nothing_that_was_removed(file: Settings) -> None:
    storage = open_storage(file)
    with storage.work("ann", NOW) as uow:
        for number in range(200):
            uow.people.add(Person(id=f"p{number}", name=f"Secretname {number}"))
    with storage.work("ann", NOW) as uow:
        for number in range(200):
            uow.people.remove(f"p{number}")
    copy = backup.make(file, NOW)
    storage.close()
    assert b"Secretname" not in copy.read_bytes()


def test_an_old_log_beside_a_restored_file_does_not_come_back(file: Settings) -> None:
    copy = backup.make(file, NOW)
    storage = open_storage(file)
    note(storage, "after", 1)
    wal = database_file(file).with_name("doorvraag.db-wal")
    kept = wal.read_bytes()
    assert kept
    storage.close()
    wal.write_bytes(kept)  # as a process that was killed leaves it
    backup.put_back(copy, database_file(file))
    assert body(file) == "before"
    wal.write_bytes(kept)
    start.restore(file, copy, LATER)
    assert body(file) == "before"


def test_what_was_there_before_restoring_can_be_had_back(file: Settings) -> None:
    copy = backup.make(file, NOW)
    storage = open_storage(file)
    note(storage, "after", 1)
    storage.close()
    start.restore(file, copy, LATER)
    assert body(file) == "before"
    latest = backup.newest(file.data)
    assert latest is not None
    assert latest != copy
    start.restore(file, latest, LATER + timedelta(days=1))
    assert body(file) == "after"


def test_a_damaged_database_is_put_aside_and_replaced(file: Settings) -> None:
    copy = backup.make(file, NOW)
    database_file(file).write_bytes(b"no database at all" * 1000)
    start.restore(file, copy, LATER)
    assert body(file) == "before"
    (aside,) = (file.data / backup.FOLDER).glob("damaged-*")
    assert aside.read_bytes().startswith(b"no database at all")


def test_a_lost_database_is_replaced(file: Settings) -> None:
    copy = backup.make(file, NOW)
    database_file(file).unlink()
    assert not start.restore(file, copy, LATER)
    assert body(file) == "before"


@pytest.mark.parametrize("fault", ["cut", "foreign", "not there"])
def test_a_backup_that_is_no_good_is_refused_and_nothing_changes(file: Settings, tmp_path: Path, fault: str) -> None:
    bad = tmp_path / "bad.db"
    if fault == "cut":
        whole = backup.make(file, NOW).read_bytes()
        bad.write_bytes(whole[: len(whole) // 2])
    elif fault == "foreign":
        with closing(sqlite3.connect(bad)) as connection:
            connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(DatabaseDamaged, match="backup_damaged"):
        start.restore(file, bad, LATER)
    assert body(file) == "before"


def test_a_backup_of_a_newer_version_is_refused(file: Settings) -> None:
    copy = backup.make(file, NOW)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StartError, match="backup_newer") as refused:
        start.restore(file, copy, LATER)
    assert refused.value.params["found"] == "9999"
    assert body(file) == "before"


@pytest.mark.postgresql
def test_a_dump_that_is_no_good_or_newer_is_refused_and_nothing_changes(
    postgresql_server: PostgresqlServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{postgresql_server.tools}:/usr/bin:/bin")
    settings = postgresql_server.settings(tmp_path / "data")
    storage = open_storage(settings)
    settle(storage)
    storage.close()
    name = str(make_url(settings.database_url.get_secret_value()).database)
    postgresql_server.run("UPDATE alembic_version SET version_num = '9999'", name)
    newer = backup.make(settings, NOW)
    postgresql_server.run(f"UPDATE alembic_version SET version_num = '{migrate.known()[-1]}'", name)  # noqa: S608
    storage = open_storage(settings)
    note(storage, "later", 0)
    storage.close()
    (tmp_path / "notes.txt").write_text("not a dump")
    for bad, key in ((newer, "backup_newer"), (tmp_path / "notes.txt", "backup_damaged")):
        with pytest.raises(StartError, match=key):
            start.restore(settings, bad, LATER)
    assert body(settings) == "later"
    postgresql_server.drop(settings)


@pytest.mark.postgresql
def test_a_dump_that_does_not_go_in_is_told_as_a_restore_that_failed(
    postgresql_server: PostgresqlServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{postgresql_server.tools}:/usr/bin:/bin")
    settings = postgresql_server.settings(tmp_path / "data")
    copy = backup.make(settings, NOW)
    gone = make_url(settings.database_url.get_secret_value()).set(database="nobody_made_this")
    with pytest.raises(StartError, match="restore_failed"):
        backup.put_back_on_server(copy, gone)
    postgresql_server.drop(settings)


def test_nothing_is_restored_under_a_running_app(file: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "WAIT", 0.0)
    copy = backup.make(file, NOW)
    storage = open_storage(file)
    with pytest.raises(InUse):
        start.restore(file, copy, LATER)
    note(storage, "still working", 1)
    storage.close()
    assert body(file) == "still working"


@pytest.mark.parametrize(
    ("fault", "kind"), [(errno.ENOSPC, DiskFull), (errno.EACCES, StartError), (errno.EROFS, StartError)]
)
def test_what_the_disk_refuses_is_an_error_of_ours_and_nothing_changes(
    file: Settings, monkeypatch: pytest.MonkeyPatch, fault: int, kind: type[DoorvraagError]
) -> None:
    copy = backup.make(file, NOW)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(fault, "refused")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", refuse)
        with pytest.raises(kind):
            backup.make(file, LATER)
        disk.setattr(backup, "of_file", lambda *_: copy)
        with pytest.raises(kind):
            start.restore(file, copy, LATER)
    assert body(file) == "before"
    assert [path.name for path in (file.data / backup.FOLDER).iterdir()] == [copy.name]


def test_a_copy_that_is_not_whole_is_not_kept(file: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "APPLICATION_ID", 1)  # then no copy of this database can be right
    with pytest.raises(StartError, match="backup_failed"):
        backup.make(file, NOW)
    assert list((file.data / backup.FOLDER).iterdir()) == []


def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="nothing_to_back_up"):
        backup.make(Settings(data=tmp_path), NOW)


def test_old_backups_are_thinned_and_none_is_older_than_28_days(tmp_path: Path) -> None:
    now = datetime(2026, 7, 31, 12, tzinfo=UTC)
    folder = tmp_path / backup.FOLDER
    folder.mkdir()
    for hours in range(0, 40 * 24, 6):
        (folder / f"doorvraag-{now - timedelta(hours=hours):%Y%m%dT%H%M%S}Z-0001.db").touch()
    (folder / "somebody-elses.db").touch()
    backup.prune(tmp_path, now)
    ages = [now - made for file in backup.every(tmp_path) if (made := backup.made_at(file))]
    assert len([age for age in ages if age <= timedelta(days=2)]) == 9
    assert len([age for age in ages if timedelta(days=2) < age <= timedelta(days=7)]) == 6
    assert len([age for age in ages if age > timedelta(days=7)]) == 4
    assert max(ages) <= timedelta(days=28)
    assert (folder / "somebody-elses.db").exists()
    assert backup.prune(tmp_path, now) == []


def test_a_copied_file_is_why_backups_are_not_copies(file: Settings, tmp_path: Path) -> None:
    """What VACUUM INTO is measured against: a copy of the file misses what is still in the log."""
    storage = open_storage(file)
    note(storage, "after", 1)
    shutil.copy(database_file(file), tmp_path / "copied.db")
    real = backup.make(file, NOW)
    storage.close()
    texts = []
    for copy in (tmp_path / "copied.db", real):
        with closing(sqlite3.connect(copy)) as connection:
            texts.append(connection.execute("SELECT body FROM note").fetchone()[0])
    assert texts == ["before", "after"]


def test_a_backup_is_never_written_over_another_of_the_same_second(file: Settings) -> None:
    first = backup.make(file, NOW)
    storage = open_storage(file)
    note(storage, "after", 1)
    storage.close()
    start.restore(file, first, NOW)
    assert body(file) == "before"
    assert len(backup.every(file.data)) == 2
