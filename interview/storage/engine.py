"""The engines: one file of SQLite, or one database of PostgreSQL, with the settings that were measured.

SQLite has two engines on one file. The writing one holds one connection and begins with BEGIN IMMEDIATE, because a
deferred transaction that reads and then writes fails under concurrency without waiting. The reading one can't write.
`synchronous=FULL` is what keeps an acknowledged note through a power cut.
"""

import os
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from interview.errors import StartError
from interview.settings import Settings

FILE_NAME = "doorvraag.db"
APPLICATION_ID = 0x44767267
"""Stands in the head of our database files: "Dvrg"."""

_PRAGMAS = (
    "busy_timeout=5000",
    "synchronous=FULL",
    "fullfsync=ON",  # macOS: fsync that reaches the disk
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "journal_size_limit=67108864",
)
_POSTGRESQL = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000",
}


def address(settings: Settings) -> Path | URL:
    """Where these settings point: a file of SQLite, or a database of PostgreSQL.

    Errors: `StartError` for an address that is not one of PostgreSQL.
    """
    typed = settings.database_url.get_secret_value()
    if not typed:
        return settings.data / FILE_NAME
    try:
        url = make_url(typed)
    except ArgumentError:
        raise StartError("database_address") from None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise StartError("database_address")
    return url.set(drivername="postgresql+psycopg")


def writing(file: Path) -> Engine:
    """The one connection that writes."""
    engine = _sqlite(file, poolclass=QueuePool, pool_size=1, max_overflow=0)
    event.listen(engine, "begin", lambda connection: _driver(connection, "BEGIN IMMEDIATE"))
    return engine


def reading(file: Path) -> Engine:
    """Connections that can't write; each transaction sees one state of the database."""
    engine = _sqlite(file, poolclass=QueuePool, pool_size=10, max_overflow=20, pool_timeout=10)
    event.listen(engine, "begin", lambda connection: _driver(connection, "BEGIN"))
    event.listen(engine, "connect", lambda dbapi, _: dbapi.execute("PRAGMA query_only=ON").close())
    return engine


def migrating(file: Path) -> Engine:
    """A connection of its own that is thrown away: foreign keys are off, or rebuilding a table deletes its children."""
    engine = _sqlite(file, poolclass=NullPool)
    event.listen(engine, "connect", lambda dbapi, _: dbapi.execute("PRAGMA foreign_keys=OFF").close())
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _driver(connection: Connection, words: str) -> None:
    """Straight to the driver, since this is said at every transaction and needs nothing of what lies between."""
    connection.connection.dbapi_connection.execute(words).close()  # type: ignore[union-attr]


def _sqlite(file: Path, **pool: Any) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        hide_parameters=True,
        connect_args={"timeout": 5, "check_same_thread": False},
        **pool,
    )
    event.listen(engine, "connect", _settle)
    return engine


def _settle(dbapi: Any, _record: Any) -> None:
    # The driver must not begin by itself: the engines say how.
    dbapi.isolation_level = None
    for pragma in _PRAGMAS:
        dbapi.execute(f"PRAGMA {pragma}").close()
    # Asked first: setting it needs a lock that a running backup would refuse.
    if dbapi.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        dbapi.execute("PRAGMA journal_mode=WAL").close()


def postgresql(url: URL) -> Engine:
    """A pool for reading and writing; larger pools were slower."""
    return create_engine(
        url,
        pool_size=10,
        max_overflow=20,
        pool_timeout=10,
        pool_pre_ping=True,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args=_POSTGRESQL,
    )


def migrating_postgresql(url: URL) -> Engine:
    """A connection that is thrown away, without the limits on how long a statement may take."""
    return create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args={"connect_timeout": 5})


def make_private(path: Path) -> None:
    """Create an empty file that only its owner can read, or take the others' rights off one that exists."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    if sys.platform != "win32":
        path.chmod(0o600)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
