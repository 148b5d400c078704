"""Waiting for something that happens elsewhere: another process, a browser."""

import time
from collections.abc import Callable

SECONDS = 20.0


def until(holds: Callable[[], object], seconds: float = SECONDS) -> None:
    """Return as soon as `holds()` is true; fail when that takes too long, with what it was last."""
    ends = time.monotonic() + seconds
    while not (last := holds()):
        assert time.monotonic() < ends, f"still {last!r} after {seconds} s"
        time.sleep(0.05)
