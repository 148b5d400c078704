"""Find a Chromium for the browser tests, or get one: `python -m tests.chromium` (part of `make test`)."""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.running import RunningApp
from tests.until import SECONDS, until
from tests.watching import watch, watched

expect.set_options(timeout=SECONDS * 1000)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
ARGUMENTS = [
    "--no-sandbox",  # continuous integration runs as root, where Chromium's sandbox does not work
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ADVICE = """No Chromium for the browser tests was found, and it could not be installed. One of these helps:
  Debian or Ubuntu      sudo apt-get install chromium
  any system            .venv/bin/python -m playwright install chromium
  one you have already  CHROMIUM=/path/to/chromium make test
"""


@functools.cache
def find() -> str | None:
    """The path of a Chromium: the variable CHROMIUM, Playwright's own, one on PATH, one in its usual place."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    candidates = [os.environ.get("CHROMIUM"), own, *map(shutil.which, NAMES), *PLACES]
    return next((path for path in candidates if path and Path(path).is_file()), None)


def install() -> None:
    """Install Debian's Chromium where that is possible: as root, with apt-get."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Doorvraag: installing Chromium for the browser tests (once) ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        subprocess.run(
            ["apt-get", *command], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        )


def new_context(browser: Browser, **options: object) -> BrowserContext:
    """A browser of its own in the Netherlands that waits as long as `expect` and `until` do; its pages are watched."""
    context = browser.new_context(**{"locale": "en-GB", "timezone_id": "Europe/Amsterdam", **options})  # type: ignore[arg-type]
    context.set_default_timeout(SECONDS * 1000)
    watch(context)
    return context


def remember(context: BrowserContext, app: RunningApp, **known: str) -> None:
    """Give a browser what it keeps of an app (interview.ui.components.browser): `person` and `language`."""
    names = {f"doorvraag_{name}_{app.port}": value for name, value in known.items()}
    context.add_cookies([{"name": name, "value": value, "url": app.url} for name, value in names.items()])


def knows_who(page: Page, app: RunningApp) -> None:
    """Wait until the browser keeps who looks: it is told after the click, by the page that answers it."""
    name = f"doorvraag_person_{app.port}"
    until(lambda: any(cookie.get("name") == name for cookie in page.context.cookies()), page=page)


def settled(page: Page) -> None:
    """Wait until Streamlit is connected and has run the page to its end, with everything that was asked of it."""
    page.wait_for_timeout(150)  # a click is sent a moment after it is made
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
    until(lambda: not watched(page).busy, page=page)
    expect(app).to_have_attribute("data-test-script-state", "notRunning")


def main() -> int:
    """Make sure there is one; 1 and advice when there is not."""
    if not find():
        install()
        find.cache_clear()
    if find():
        return 0
    print(ADVICE, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
