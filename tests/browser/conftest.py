"""One app with several planned talks for the tests of a file; every test takes a talk of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from interview.model.language import Language
from tests.browser.talks import Talk, come_in, open_talk, planned_talk
from tests.chromium import new_context
from tests.running import RunningApp, running

TALKS = 25


@dataclass
class Desk:
    """A running app, the talks not yet taken, and a browser."""

    app: RunningApp
    talks: list[Talk]
    browser: Browser

    def sit_down(self, question: int = 1, language: Language = "en", **context: object) -> tuple[Page, Talk]:
        """A page of a fresh browser at a question of a talk nobody used."""
        talk = self.talks.pop()
        return self.open(talk, question, language, **context), talk

    def open(self, talk: Talk, question: int = 1, language: Language = "en", **context: object) -> Page:
        """A page of another fresh browser at this talk: a second device."""
        opened = new_context(self.browser, **context)
        return open_talk(come_in(opened, self.app, talk, language), self.app.url, talk, question)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningApp, list[Talk]]]:
    """The app with its talks."""
    data = tmp_path_factory.mktemp("live") / "data"
    talks = [planned_talk(data) for _ in range(TALKS)]
    with running(data) as app:
        yield app, talks


@pytest.fixture
def desk(installed: tuple[RunningApp, list[Talk]], browser: Browser) -> Iterator[Desk]:
    """See `Desk`; its browsers are closed at the end."""
    app, talks = installed
    yield Desk(app, talks, browser)
    for context in browser.contexts:
        context.close()
