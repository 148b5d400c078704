"""From an empty machine to a candidate report, as somebody does it who has just started the app."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.i18n import Language
from tests.conftest import OpenPage
from tests.databases import postgresql
from tests.journeys.interviewer import Interviewer
from tests.running import RunningApp, running

pytestmark = pytest.mark.browser


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningApp]:
    """An installation in which nothing was done yet."""
    if request.param == "sqlite":
        with running(tmp_path / "data") as app:
            yield app
        return
    with postgresql() as server, running(tmp_path / "data", DOORVRAAG_DATABASE_URL=server.empty()) as app:
        yield app


@pytest.mark.parametrize("language", ["en", "nl"])
def test_from_first_start_to_a_report_that_holds_every_typed_character(
    empty_app: RunningApp, open_page: OpenPage, tmp_path: Path, language: Language
) -> None:
    person = Interviewer(open_page(empty_app), language)

    person.choose_language()
    person.set_up("Service desk agent", me="Eva de Boer", candidate="Nadia Ali")
    person.start()
    person.interview()
    person.submit()
    text = person.report(language, tmp_path)

    assert len(person.typed) == 24
    missing = [line for line in person.typed if "".join(line.split()) not in text]
    assert missing == []
    assert "NadiaAli" in text
