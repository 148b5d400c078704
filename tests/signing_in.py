"""An installation where people sign in, with the provider where they do, for tests in a real browser."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from interview.i18n import words
from interview.settings import Settings
from interview.storage import open_storage
from tests.chromium import new_context
from tests.provider import Account, Provider
from tests.running import RunningApp
from tests.until import SECONDS

ORGANISER = Account("noor", "Noor Bakker", "organiser@example.org")
say = words("en")


@contextmanager
def asking_to_sign_in(data: Path, *accounts: Account) -> Iterator[tuple[RunningApp, Provider]]:
    """An app with its data in `data`, and a provider that knows these accounts and the organiser's."""
    provider = Provider()
    provider.accounts += [ORGANISER, *accounts]
    file = data.parent / f"{data.name}.toml"
    app = RunningApp(data, DOORVRAAG_ORGANISER=ORGANISER.email, DOORVRAAG_SECRETS=str(file))
    app.environ["DOORVRAAG_PUBLIC_URL"] = app.url
    file.write_text(provider.secrets(app.url))
    with provider.serving():
        try:
            yield app.start(), provider
        finally:
            app.stop()


@dataclass
class Office:
    """An app that asks people to sign in, and browsers to do it with."""

    app: RunningApp
    browser: Browser

    def visitor(self) -> Page:
        """A page of a fresh browser that nobody logged in with."""
        return new_context(self.browser).new_page()

    def sign_in(self, account: Account, at: str = "/", page: Page | None = None) -> Page:
        """Somebody who went to `at` and logged in."""
        page = page or self.visitor()
        page.goto(self.app.url + at)
        page.get_by_role("button", name=say("login.in"), exact=True).click()
        page.get_by_role("link", name=account.name, exact=True).click()
        # Who goes elsewhere before they are back is not logged in.
        page.wait_for_url(lambda url: url.startswith(self.app.url) and "oauth2callback" not in url)
        return page

    def rows(self, query: str, *values: str) -> list[tuple[str, ...]]:
        """Ask or tell the database, past the app."""
        with closing(sqlite3.connect(self.app.data / "doorvraag.db", timeout=SECONDS)) as database, database:
            return database.execute(query, values).fetchall()


def give_address(data: Path, person: str, email: str) -> None:
    """Correct somebody's address, while the app does not run."""
    storage = open_storage(Settings(data=data))
    with storage.work("system", datetime.now(UTC)) as work:
        work.people.update(work.people.get(person).model_copy(update={"email": email}))
    storage.close()


def shown(page: Page, heading: str) -> None:
    """Wait until this heading stands on the page."""
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def sign_out(page: Page, office: Office, which: str = "here", who: str = "Sam de Wit") -> None:
    """Sign somebody out from their menu, `here` or `everywhere`."""
    page.goto(office.app.url)
    page.get_by_role("button", name=who).click()
    page.get_by_role("button", name=say(f"login.out.{which}"), exact=True).click()
    shown(page, say("login.welcome.title"))
