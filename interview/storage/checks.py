"""What must be true before a database file is opened for writing. Each fault has its own sentence, with the path."""

import os
import shutil
import sqlite3
import sys
import uuid
from contextlib import closing
from pathlib import Path

from interview.errors import DatabaseDamaged, StartError
from interview.storage import backup
from interview.storage.engine import APPLICATION_ID
from interview.storage.failures import translated
from interview.storage.store import Notice

MARKER = "doorvraag.installed"
"""A file beside the database that says there was one: an empty database then is a loss, not a first start."""
LITTLE_ROOM = 500 * 1024**2
NO_ROOM = 50 * 1024**2
SAFE_SQLITE = (3, 51, 3)
"""Older ones can damage a file when two connections write and checkpoint. Ours has one that writes; say it anyway."""
_NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "afs",
    "ceph",
    "gluster",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.glusterfs",
    "fuse.s3",
)


def folder(path: Path) -> None:
    """Make the data folder, for its owner alone. Errors: `StartError` ("folder_read_only")."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise read_only(path) from error


def read_only(path: Path) -> StartError:
    """The folder can't be written: by whom it is owned often says why."""
    there = next(parent for parent in (path, *path.parents) if parent.exists())
    owner = "" if sys.platform == "win32" else _owner(there)
    return StartError("folder_read_only", path=str(path), owner=owner)


def _owner(path: Path) -> str:
    try:
        return path.owner()
    except KeyError:
        return str(path.stat().st_uid)


def local_disk(path: Path, mounts: Path = Path("/proc/self/mounts")) -> None:
    """Errors: `StartError` ("network_disk") on a network file system, where SQLite's WAL does not work."""
    if not mounts.exists():
        return
    points: dict[Path, str] = {}
    for line in mounts.read_text("utf-8", "replace").splitlines():
        _, point, kind, *_ = line.split(" ")
        points[Path(point.replace("\\040", " "))] = kind  # a later mount covers an earlier one
    here = path.resolve()
    kind = next((points[place] for place in (here, *here.parents) if place in points), "")
    if kind.startswith(_NETWORK):
        raise StartError("network_disk", path=str(path), kind=kind)


def room(path: Path) -> None:
    """Errors: `StartError` ("no_room") with less than 50 MB."""
    free = shutil.disk_usage(path).free
    if free < NO_ROOM:
        raise StartError("no_room", path=str(path), free=free // 1024**2, needed=NO_ROOM // 1024**2)


def little_room(path: Path) -> tuple[Notice, ...]:
    """A notice when less than 500 MB is free. A few microseconds, so it can be asked for every page."""
    free = shutil.disk_usage(path).free
    if free < LITTLE_ROOM:
        return (Notice("little_room", (("path", str(path)), ("free", free // 1024**2))),)
    return ()


def writable(path: Path) -> None:
    """Write a file and put it on the disk. Errors: `StartError` ("folder_read_only")."""
    probe = path / f".probe-{uuid.uuid4().hex}"
    try:
        handle = os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            os.write(handle, b"probe")
            os.fsync(handle)
        finally:
            os.close(handle)
            probe.unlink()
    except OSError as error:
        raise read_only(path) from error


def sqlite_version(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> tuple[Notice, ...]:
    """A notice when this SQLite has the fault of `SAFE_SQLITE`."""
    if version >= SAFE_SQLITE:
        return ()
    return (Notice("sqlite_old", (("version", ".".join(map(str, version))),)),)


def sound(file: Path) -> None:
    """The file is ours, whole, and not empty where there was something.

    Errors: `DatabaseDamaged` ("database_missing", "database_foreign", "database_damaged") with the path and the newest
    backup; `StartError` ("folder_read_only") when the file can't be written.
    """
    marked = (file.parent / MARKER).exists()
    if not file.exists() or not file.stat().st_size:
        if marked:
            raise damaged("database_missing", file)
        return
    if not os.access(file, os.R_OK | os.W_OK):
        raise read_only(file)
    try:
        problem = _problem(file)
    except DatabaseDamaged:
        problem = "database_damaged"
    if problem is None or (problem == "database_missing" and not marked):
        return
    raise damaged(problem, file)


def damaged(key: str, file: Path) -> DatabaseDamaged:
    """The error, naming the file and the newest backup ("–" when there is none)."""
    newest = backup.newest(file.parent)
    return DatabaseDamaged(key, path=str(file), backup=str(newest or "–"))


def _problem(file: Path) -> str | None:
    with translated(), closing(sqlite3.connect(file, timeout=5)) as connection:
        ours = connection.execute("PRAGMA application_id").fetchone()[0]
        anything = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        if ours != APPLICATION_ID:
            return "database_foreign" if anything or ours else "database_missing"
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            return "database_damaged"
    return None
