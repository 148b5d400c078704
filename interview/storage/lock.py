"""One process for one database file. The operating system lets go when the process ends, however it ends."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from interview.errors import InUse

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hold(path: Path, wait: float) -> Callable[[], None]:
    """Take the lock at `path`, waiting `wait` seconds for somebody who stops; gives what releases it.

    Errors: `InUse` when it is still taken; `OSError` when the file can't be made.
    """
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    give_up = time.monotonic() + wait
    while True:
        try:
            _take(handle)
        except OSError:
            if time.monotonic() >= give_up:
                os.close(handle)
                raise InUse("database_in_use", path=str(path.parent)) from None
            time.sleep(0.05)
        else:
            return lambda: os.close(handle)
