"""From settings to an open storage, in the order that keeps what is there safe.

1 one process only; 2 a local disk with room that can be written; 3 the file is ours and whole; 4 to 7 lock, compare the
schema, back up, migrate; 8 open. On PostgreSQL the server answers for 1 to 3.
"""

import json
import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL

from interview.errors import StartError
from interview.model.audit import Action
from interview.settings import Settings
from interview.storage import backup, checks, engine, lock, migrate
from interview.storage.store import Notice, Storage
from interview.storage.writer import PostgresqlWriter, SqliteWriter

LOCK_FILE = "doorvraag.lock"
WAIT = 2.0
"""Seconds a start waits for a process that is just stopping."""

log = logging.getLogger(__name__)


def prepare(
    settings: Settings,
    *,
    now: datetime | None = None,
    wait: float = WAIT,
    have_backup: bool = False,
    migrations: Path = migrate.MIGRATIONS,
) -> Storage:
    """Check, migrate and open the database of these settings. Close the storage to let another process have it.

    `have_backup` allows a migration of PostgreSQL without pg_dump. Errors: `InUse`, `NewerSchema`, `DatabaseDamaged`,
    other `StartError`s, and `Unreachable` when PostgreSQL does not answer. Nothing was changed then.
    """
    now = now or datetime.now(UTC)
    os.umask(0o077)
    where = engine.address(settings)
    checks.folder(settings.data)
    if isinstance(where, URL):
        migrate.postgresql(where, settings.data, now, have_backup=have_backup, migrations=migrations)
        pool = engine.postgresql(where)
        return Storage(pool, PostgresqlWriter(pool), released=lambda: None)
    release = _alone(settings.data, wait)
    try:
        _settle(where, now, migrations)
        reading = engine.reading(where)
        return Storage(reading, SqliteWriter(engine.writing(where)), released=release, notices=_watched(settings.data))
    except BaseException:
        release()
        raise


def _alone(folder: Path, wait: float) -> Callable[[], None]:
    try:
        return lock.hold(folder / LOCK_FILE, wait)
    except OSError as error:
        raise checks.read_only(folder) from error


def _watched(folder: Path) -> Callable[[], tuple[Notice, ...]]:
    """What needs attention, with the room on the disk as it is when asked."""
    standing = checks.sqlite_version()
    for notice in (*standing, *checks.little_room(folder)):
        log.warning("%s %s", notice.key, dict(notice.params))
    return lambda: (*standing, *checks.little_room(folder))


def _settle(file: Path, now: datetime, migrations: Path) -> None:
    checks.local_disk(file.parent)
    checks.room(file.parent)
    checks.writable(file.parent)
    checks.sound(file)
    engine.make_private(file)
    migrate.sqlite(file, now, migrations)
    _mark(file.parent, now)


def _mark(folder: Path, now: datetime) -> None:
    marker = folder / checks.MARKER
    if marker.exists():
        return
    engine.make_private(marker)
    with marker.open("w") as file:
        json.dump({"installed": now.astimezone(UTC).isoformat()}, file)
        file.flush()
        os.fsync(file.fileno())
    engine.flush_folder(folder)


def restore(settings: Settings, copy: Path, now: datetime) -> bool:
    """Put a backup in the place of the database, migrate it, and record that it was done. The app must not run.

    What is there now is backed up first when it is whole, else moved into the backups' folder; on PostgreSQL it is not
    kept. Gives whether something was. Errors: `InUse`; `DatabaseDamaged` ("backup_damaged"); `StartError`
    ("backup_newer", "backup_failed", "restore_failed", "data_folder_unwritable"); `DiskFull`. Nothing was changed then.
    """
    kept = False
    where = engine.address(settings)
    checks.folder(settings.data)
    if isinstance(where, URL):
        backup.check_dump(copy, migrate.known())
        backup.put_back_on_server(copy, where)
    else:
        release = _alone(settings.data, WAIT)
        try:
            with backup.on_disk(settings.data):
                backup.check(copy, migrate.known())
                kept = _put_aside(where, now)
                backup.put_back(copy, where)
        finally:
            release()
    storage = prepare(settings, now=now)
    try:
        with storage.work("system", now) as uow:
            uow.audit.append(Action.BACKUP_RESTORED, copy.name)
    finally:
        storage.close()
    return kept


def _put_aside(file: Path, now: datetime) -> bool:
    if not file.exists():
        return False
    try:
        checks.sound(file)
        backup.of_file(file, backup.revision(file), now)
    except StartError:
        aside = file.parent / backup.FOLDER
        aside.mkdir(mode=0o700, exist_ok=True)
        for rest in ("", "-wal", "-shm"):
            part = file.with_name(file.name + rest)
            if part.exists():
                part.replace(aside / f"damaged-{now.astimezone(UTC):%Y%m%dT%H%M%S}Z.db{rest}")
    return True
