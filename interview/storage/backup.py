"""Backups and restoring them. A copied database file is not a backup (it missed 50 of 50 rows); VACUUM INTO is.

It makes one consistent copy while others write, and unlike a copy of pages it carries nothing that was erased.
"""

import errno
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import URL

from interview.errors import DatabaseDamaged, DiskFull, StartError
from interview.settings import Settings
from interview.storage.engine import APPLICATION_ID, address, flush_folder, make_private
from interview.storage.failures import translated

FOLDER = "backups"
KEEP_ALL = timedelta(days=2)
KEEP_DAILY = timedelta(days=7)
KEEP_WEEKLY = timedelta(days=28)
"""Also the promise after an erasure: no backup is older."""
_NAME = re.compile(r"doorvraag-(\d{8}T\d{6})Z-(\w+)\.(db|dump)")
_DUMPED_REVISION = re.compile(rb"^COPY [\w.]*alembic_version .*\r?\n(\w+)\r?$", re.MULTILINE)


def make(settings: Settings, now: datetime) -> Path:
    """Make a backup of the database of these settings and remove those that are too old; gives the file.

    The app may be running. Errors: `StartError` ("nothing_to_back_up", "backup_failed",
    "backup_tool_missing", "data_folder_unwritable"); `DiskFull`.
    """
    where = address(settings)
    with on_disk(settings.data):
        if isinstance(where, URL):
            made = of_server(where, settings.data, "all", now)
        elif where.exists():
            made = of_file(where, revision(where), now)
        else:
            raise StartError("nothing_to_back_up", path=str(where))
        prune(settings.data, now)
    return made


@contextmanager
def on_disk(folder: Path) -> Iterator[None]:
    """What the system says about files in `folder` leaves this block as an error of ours: `DiskFull`, `StartError`."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull("disk_full") from error
        raise StartError("data_folder_unwritable", folder=str(folder)) from error


def of_file(file: Path, label: str, now: datetime) -> Path:
    """Copy a SQLite database, check the copy, and put it on the disk under a name that says when and which schema."""
    target = _target(file.parent, label, now, "db")
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    make_private(part)
    try:
        with translated(), closing(sqlite3.connect(file, timeout=30)) as connection:
            connection.execute("PRAGMA temp_store=MEMORY")
            connection.execute("VACUUM INTO ?", (str(part),))
        if not _whole(part):
            raise StartError("backup_failed", path=str(target))
        return _finish(part, target)
    finally:
        part.unlink(missing_ok=True)


def of_server(url: URL, folder: Path, label: str, now: datetime) -> Path:
    """Dump a PostgreSQL database with pg_dump. Errors: `StartError` ("backup_tool_missing", "backup_failed")."""
    target = _target(folder, label, now, "dump")
    part = target.with_suffix(".part")
    make_private(part)
    try:
        _run("pg_dump", "--format=custom", f"--file={part}", url=url, failed="backup_failed")
        return _finish(part, target)
    finally:
        part.unlink(missing_ok=True)


def _target(folder: Path, label: str, now: datetime, ending: str) -> Path:
    backups = folder / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    backups.mkdir(mode=0o700, exist_ok=True)
    while (target := backups / f"doorvraag-{now.astimezone(UTC):%Y%m%dT%H%M%S}Z-{label}.{ending}").exists():
        now += timedelta(seconds=1)  # never over another one: it may be the one that is being put back
    return target


def _finish(part: Path, target: Path) -> Path:
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
    flush_folder(target.parent)
    return target


def _whole(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as connection:
            ours: bool = connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
            whole: bool = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            return ours and whole
    except sqlite3.DatabaseError:
        return False


def revision(file: Path) -> str:
    """The revision of a SQLite file's schema. Errors: `DatabaseDamaged` when it has none or can't be read."""
    with translated(), closing(sqlite3.connect(file)) as connection:
        try:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            found = None
    if found is None:
        raise DatabaseDamaged("database_foreign", path=str(file), backup="–")
    return str(found[0])


def made_at(file: Path) -> datetime | None:
    """When a backup was made, by its name; None for a file that is no backup of ours."""
    match = _NAME.fullmatch(file.name)
    return datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if match else None


def every(folder: Path) -> list[Path]:
    """All backups in the data folder, the newest first."""
    backups = folder / FOLDER
    found = [file for file in backups.iterdir() if _NAME.fullmatch(file.name)] if backups.is_dir() else []
    return sorted(found, reverse=True)


def newest(folder: Path) -> Path | None:
    """The newest backup in the data folder."""
    return next(iter(every(folder)), None)


def prune(folder: Path, now: datetime) -> list[Path]:
    """Remove what is not needed any more: after two days all but the last of a day, after seven all but the last of a
    week, after 28 everything. Gives what was removed."""
    kept: set[tuple[str, str]] = set()
    removed = []
    for file in every(folder):
        made = made_at(file)
        if made is None or now - made <= KEEP_ALL:
            continue
        age = now - made
        span = ("day", f"{made:%Y%m%d}") if age <= KEEP_DAILY else ("week", f"{made:%G%V}")
        if age > KEEP_WEEKLY or span in kept:
            file.unlink()
            removed.append(file)
        kept.add(span)
    return removed


def check(file: Path, revisions: tuple[str, ...]) -> None:
    """Errors: `DatabaseDamaged` when a backup is not ours or not whole; `StartError` for one of a newer version."""
    if not file.is_file() or not _whole(file):
        raise DatabaseDamaged("backup_damaged", path=str(file))
    _not_newer(file, revision(file), revisions)


def check_dump(file: Path, revisions: tuple[str, ...]) -> None:
    """As `check`, for a dump of PostgreSQL."""
    sql = _run("pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(file), failed="backup_damaged")
    found = _DUMPED_REVISION.search(sql)
    if found is None:
        raise DatabaseDamaged("backup_damaged", path=str(file))
    _not_newer(file, found[1].decode(), revisions)


def _not_newer(file: Path, found: str, revisions: tuple[str, ...]) -> None:
    if found not in revisions:
        raise StartError("backup_newer", path=str(file), found=found, known=revisions[-1])


def put_back(backup: Path, file: Path) -> None:
    """Replace a database file, which nobody has open, by a checked backup.

    The old write-ahead log goes first: left beside the restored file it would put the old rows back.
    """
    part = file.with_suffix(".restoring")
    try:
        make_private(part)
        shutil.copyfile(backup, part)
        with part.open("rb") as copied:
            os.fsync(copied.fileno())
        for rest in ("-wal", "-shm"):
            file.with_name(file.name + rest).unlink(missing_ok=True)
        part.replace(file)
        flush_folder(file.parent)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def put_back_on_server(backup: Path, url: URL) -> None:
    """Replace the contents of a PostgreSQL database by those of a checked dump, all or nothing.

    Errors: `StartError` ("backup_tool_missing", "restore_failed").
    """
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
    _run("pg_restore", *options, str(backup), url=url, failed="restore_failed")


def _run(tool: str, *arguments: str, failed: str, url: URL | None = None) -> bytes:
    """What a tool of PostgreSQL writes; the last of the arguments names the file. `failed` is the key of the error."""
    program = shutil.which(tool)
    if program is None:
        raise StartError("backup_tool_missing", tool=tool)
    environment, place = dict(os.environ), []
    if url is not None:
        # The password goes through the environment: arguments can be read by everybody on the machine.
        place = [f"--dbname={url.set(drivername='postgresql', password=None).render_as_string(hide_password=False)}"]
        environment |= {"PGPASSWORD": str(url.password)} if url.password else {}
    call = [program, *place, *arguments]
    done = subprocess.run(call, env=environment, capture_output=True, check=False)  # noqa: S603 (no shell, our arguments)
    if done.returncode:
        raise StartError(failed, path=arguments[-1], tool=tool, code=done.returncode)
    return done.stdout
