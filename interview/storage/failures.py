"""What a database driver complains about, said as an error of ours. No text of a statement gets through."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    PendingRollbackError,
    TimeoutError,
)

from interview.errors import (
    DatabaseDamaged,
    DiskFull,
    DoorvraagError,
    InputError,
    ReadOnly,
    Stale,
    StorageError,
    Unreachable,
)

_SQLITE: tuple[tuple[str, type[DoorvraagError], str], ...] = (
    ("SQLITE_FULL", DiskFull, "disk_full"),
    ("SQLITE_IOERR", DiskFull, "disk_failing"),
    ("SQLITE_READONLY", ReadOnly, "read_only"),
    ("SQLITE_CANTOPEN", ReadOnly, "cannot_open"),
    ("SQLITE_PERM", ReadOnly, "read_only"),
    ("SQLITE_BUSY", Unreachable, "busy"),
    ("SQLITE_LOCKED", Unreachable, "busy"),
    ("SQLITE_CORRUPT", DatabaseDamaged, "damaged"),
    ("SQLITE_NOTADB", DatabaseDamaged, "damaged"),
)
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL: tuple[tuple[str, type[DoorvraagError], str], ...] = (
    ("53100", DiskFull, "disk_full"),
    ("25006", ReadOnly, "read_only"),
    ("42501", ReadOnly, "read_only"),
    ("40", Unreachable, "busy"),
    ("55P03", Unreachable, "busy"),
    ("57014", Unreachable, "busy"),
    ("53", Unreachable, "unreachable"),
    ("57P", Unreachable, "unreachable"),
    ("08", Unreachable, "unreachable"),
    ("XX001", DatabaseDamaged, "damaged"),
    ("58030", DiskFull, "disk_failing"),
)


_BROKEN = (OperationalError, InterfaceError)
DRIVER_ERRORS = (DBAPIError, TimeoutError, DisconnectionError, PendingRollbackError, sqlite3.Error)


def ours(error: BaseException) -> BaseException:
    """What an error of the database means to the person waiting; any other error stays as it is."""
    if not isinstance(error, DRIVER_ERRORS):
        return error
    if isinstance(error, IntegrityError):
        return Stale("clashes")
    if isinstance(error, DataError):  # PostgreSQL takes no NUL and no id of a thousand characters
        return InputError("unusable_text", field="text")
    if isinstance(error, TimeoutError | DisconnectionError | PendingRollbackError):
        return Unreachable("busy")
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _named(getattr(cause, "sqlite_errorname", ""), _SQLITE)
    state = getattr(cause, "sqlstate", None)
    if state is None:  # psycopg has no code when the connection itself broke
        return Unreachable("unreachable") if isinstance(error, _BROKEN) else StorageError("not_done")
    return _named(state, _POSTGRESQL)


def _named(code: str, table: tuple[tuple[str, type[DoorvraagError], str], ...]) -> DoorvraagError:
    for start, kind, key in table:
        if code.startswith(start):
            return kind(key)
    return StorageError("not_done", code=code)


@contextmanager
def translated() -> Iterator[None]:
    """Errors of the database leave this block as errors of ours, without the original attached."""
    try:
        yield
    except DRIVER_ERRORS as error:
        raise ours(error) from None
