"""What many tests start from: the real app as a process, and a real browser that came in by the start link."""

import contextlib
import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import chromium
from tests.running import START_SECONDS, RunningApp, last_said, running
from tests.watching import left_behind

OUTPUT = Path(__file__).parent / "output"

StartApp = Callable[..., RunningApp]
OpenPage = Callable[..., Page]


# A machine with much to do is slow and not wrong; continuous integration tries the same examples every time.
settings.register_profile(
    "doorvraag",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
)
settings.load_profile("doorvraag")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With a test that fails: what its apps printed last, and what its pages showed. Pictures go to tests/output."""
    report = yield
    if report.failed and report.when != "teardown":
        report.sections += last_said()
        report.sections += left_behind(OUTPUT, re.sub(r"[^\w\[\]-]+", "-", item.name))
    return report


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
        opened = playwright.chromium.launch(
            executable_path=path, headless=True, args=chromium.ARGUMENTS, timeout=START_SECONDS * 1000
        )
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """`open_page(app, locale="nl-NL")` opens a browser of its own in an app and lets it in by a fresh start link."""
    contexts: list[BrowserContext] = []

    def open_(app: RunningApp, **context: object) -> Page:
        contexts.append(chromium.new_context(browser, **context))
        page = contexts[-1].new_page()
        page.goto(app.new_link())
        chromium.settled(page)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def browser_page(app: RunningApp, open_page: OpenPage) -> Page:
    """A browser in `app`, English, past the start link."""
    return open_page(app)
