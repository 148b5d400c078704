"""Every error the app raises on purpose.

    DoorvraagError                 carries the key of a sentence in the language files, and its parameters
    ├── InputError                 what somebody typed can't be taken; names the field
    ├── NotAllowed                 the actor may not do or see this
    ├── NotFound                   it does not exist (any more)
    ├── Sealed                     the scorecard was handed in; what came later is kept apart
    ├── Stale                      somebody changed it meanwhile; both versions are kept
    ├── StartError                 the app can't start here (port, folder, database)
    │   ├── NewerSchema            the database was made by a newer version
    │   ├── InUse                  another process has this database open
    │   └── DatabaseDamaged        the database file is damaged, foreign or empty
    └── StorageError               the database can't do what was asked just now
        ├── DiskFull
        ├── ReadOnly
        └── Unreachable

Errors are raised where the fault is seen and caught once, at the door (a page, a route, a command).
"""

import traceback
from typing import Any


class DoorvraagError(Exception):
    """Carries the key of a sentence (`errors.<key>` in the language files) and its parameters.

    `str(error)` shows the key and the parameter names, never their values: values may be personal data.
    """

    def __init__(self, key: str, /, **params: Any) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    def __str__(self) -> str:
        return self.key if not self.params else f"{self.key} ({', '.join(sorted(self.params))})"


def place_of(fault: BaseException) -> str:
    """For the log: the kind of a fault of the program and the lines of code it went through.

    Its message is left out: it may hold what somebody typed.
    """
    return f"{type(fault).__name__}\n{''.join(traceback.format_tb(fault.__traceback__))}"


class InputError(DoorvraagError):
    """What somebody typed can't be taken. `field` is the name of the model field it concerns."""

    def __init__(self, key: str, /, *, field: str, **params: Any) -> None:
        super().__init__(key, field=field, **params)
        self.field = field


class NotAllowed(DoorvraagError):
    """The actor may not do or see this."""


class NotFound(DoorvraagError):
    """What was asked for does not exist, or not any more."""


class Sealed(DoorvraagError):
    """The scorecard was handed in; changes go through an amendment."""


class Stale(DoorvraagError):
    """The revision it was based on is no longer the newest."""


class StartError(DoorvraagError):
    """The app can't start here."""


class NewerSchema(StartError):
    """The database was made by a newer version of the program."""


class InUse(StartError):
    """Another process has this database, or this port, in use."""


class DatabaseDamaged(StartError):
    """The database file is damaged, foreign, or empty where it should not be."""


class StorageError(DoorvraagError):
    """The database can't do what was asked just now. Nothing was half done."""


class DiskFull(StorageError):
    """No room on the disk of the server."""


class ReadOnly(StorageError):
    """The database or its folder can't be written."""


class Unreachable(StorageError):
    """The database does not answer."""
