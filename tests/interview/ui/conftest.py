"""Pages run without a browser, on a real database in a temporary folder."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from interview.i18n import Language
from interview.settings import ROOT, Settings
from interview.storage import Storage, open_storage
from interview.ui import app, doors
from interview.web.downloads import Downloads
from interview.web.passes import Passes
from interview.workflow import example
from question_bank import Bank, Shelf, read_bank

SCRIPT = ROOT / "interview" / "ui" / "entry" / "main.py"
SECONDS = 180
_BEGAN = time.monotonic()
_NOON = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)


def now() -> datetime:
    """The time of the pages and of what tests do beside them: just after noon, so that no day ends in a test."""
    return _NOON + timedelta(seconds=time.monotonic() - _BEGAN)


class Rooms:
    """An installation with its pages."""

    def __init__(self, storage: Storage, bank: Bank, data: Path) -> None:
        self.storage = storage
        self.bank = bank
        self.downloads = Downloads()
        doors.furnish(
            doors.Doors(
                storage=storage,
                shelf=Shelf(data / "bank"),
                mint=Passes(data).mint,
                offer=self.downloads.offer,
                language="en",
            )
        )

    def visitor(self, name: str = "", language: Language = "en") -> AppTest:
        """A new browser session at the first page, as the person of this name."""
        at = AppTest.from_file(str(SCRIPT), default_timeout=SECONDS)
        at.session_state["doorvraag.language"] = language
        if name:
            at.session_state["doorvraag.person"] = self.person(name)
        return at.run()

    def person(self, name: str) -> str:
        """The id of the person of this name."""
        with self.storage.reading() as work:
            return next(person.id for person in work.people.all() if person.name == name)

    def with_example(self, language: Language = "en") -> None:
        """Put the example in."""
        with self.storage.work("system", now()) as work:
            example.make_example(work, language, self.bank)


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The built-in bank, read once."""
    return read_bank()


@pytest.fixture
def rooms(tmp_path: Path, bank: Bank, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rooms]:
    """An empty installation."""
    monkeypatch.setattr(app, "_now", now)
    storage = open_storage(Settings(data=tmp_path))
    yield Rooms(storage, bank, tmp_path)
    storage.close()


def told(at: AppTest) -> str:
    """All markup on the page, one piece a line."""
    return "\n".join(piece.proto.body for piece in at.get("html"))


def at_page(at: AppTest, page: str, **ids: str) -> AppTest:
    """Open a page by its `KEY`, as following a link does. AppTest itself only knows pages that are files."""
    at.query_params.clear()
    for name, value in ids.items():
        at.query_params[name] = value
    at._page_hash = calc_hash(page)
    return at.run()
