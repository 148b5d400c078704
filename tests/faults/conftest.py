"""The databases of the storage tests, for those who break them; and a whole scene: an app with one started talk, a wire
to it that can be cut, and a browser that can be killed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import installed
from tests.browser.talks import Talk, come_in, open_talk
from tests.faults.chromium_process import ChromiumProcess
from tests.faults.proxy import Proxy
from tests.interview.conftest import postgresql_server, sqlite_files
from tests.interview.storage.conftest import settings, storage
from tests.running import RunningApp

__all__ = ["installed", "postgresql_server", "settings", "sqlite_files", "storage"]


@dataclass
class Scene:
    """One talk, the app it is in, the wire, and the browser in front of it."""

    app: RunningApp
    talk: Talk
    wire: Proxy
    chromium: ChromiumProcess

    def sit_down(self, context: BrowserContext, question: int = 1) -> Page:
        """The live page, through the wire."""
        return open_talk(come_in(context, self.app, self.talk), self.app.url, self.talk, question)


@pytest.fixture
def scene(installed: tuple[RunningApp, list[Talk]], tmp_path: Path, browser: Browser) -> Iterator[Scene]:
    """See `Scene`; the browser is ended afterwards, and the app runs again if a test ended it."""
    app, talks = installed
    with Proxy(app.port) as wire:
        chromium = ChromiumProcess(browser.browser_type, tmp_path / "profile", wire.port)
        try:
            yield Scene(app, talks.pop(), wire, chromium)
        finally:
            chromium.kill()
            if app.process is None:
                app.start()
