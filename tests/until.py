"""Waiting for something that happens elsewhere: another process, a browser."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

SECONDS = 60.0
"""How long whatever should happen may take: only a failure takes this long, also on a machine with much to do."""


def until(holds: Callable[[], object], seconds: float = SECONDS, page: Page | None = None) -> None:
    """Return as soon as `holds()` is true; fail when that takes too long, with what it was last.

    A test that answers for the server (`page.route`) gives its page, because those answers need the event loop.
    """
    ends = time.monotonic() + seconds
    while not (last := holds()):
        assert time.monotonic() < ends, f"still {last!r} after {seconds} s"
        if page:
            page.wait_for_timeout(50)
        else:
            time.sleep(0.05)
