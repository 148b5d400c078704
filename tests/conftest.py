"""What many tests start from: the real app as a process, and a real browser that came in by the start link."""

import contextlib
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import chromium
from tests.running import RunningApp, running

OUTPUT = Path(__file__).parent / "output"

StartApp = Callable[..., RunningApp]
OpenPage = Callable[..., Page]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember on the test whether it failed, for the picture below."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture
def start_app(tmp_path: Path) -> Iterator[StartApp]:
    """`start_app(folder="data", DOORVRAAG_LANGUAGE="nl", ...)` starts an app and waits until it answers."""
    with contextlib.ExitStack() as stack:

        def start(folder: str = "data", **environ: str) -> RunningApp:
            return stack.enter_context(running(tmp_path / folder, **environ))

        yield start


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """One app with an empty data folder for all tests of a file."""
    with running(tmp_path_factory.mktemp("app") / "data") as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for this worker."""
    path = chromium.find()
    assert path, chromium.ADVICE
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, headless=True, args=chromium.ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """`open_page(app, locale="nl-NL")` opens a browser of its own in an app and lets it in by a fresh start link.

    A picture of every page of a test that fails is kept in tests/output.
    """
    contexts: list[BrowserContext] = []

    def open_(app: RunningApp, *, locale: str = "en-GB", **context: object) -> Page:
        contexts.append(browser.new_context(locale=locale, timezone_id="Europe/Amsterdam", **context))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto(app.new_link())
        chromium.settled(page)
        return page

    yield open_
    for number, context in enumerate(contexts):
        if request.node.stash.get(FAILED, False):
            for page in context.pages:
                page.screenshot(path=OUTPUT / f"{request.node.name}-{number}.png", full_page=True)
        context.close()


@pytest.fixture
def browser_page(app: RunningApp, open_page: OpenPage) -> Page:
    """A browser in `app`, English, past the start link."""
    return open_page(app)
