import ast
import logging
from pathlib import Path

import pytest

from interview import errors
from interview.i18n import keys
from interview.settings import ROOT
from interview.storage import checks
from interview.ui.pages import PAGES, home
from tests.interview.ui.conftest import SCRIPT, Rooms, at_page, told

SECRET = "what somebody typed about Yusuf"


def fail(_context: object) -> None:
    raise ValueError(SECRET)


def test_a_fault_becomes_a_sentence_with_a_number_that_the_log_knows(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(home, "render", fail)
    with caplog.at_level(logging.ERROR, logger="doorvraag.ui"):
        at = rooms.visitor()

    assert "Something went wrong that should not have" in told(at)
    assert not at.exception
    assert SECRET not in told(at)
    (record,) = [r for r in caplog.records if r.name == "doorvraag.ui"]
    number = record.getMessage().split()[1].rstrip(":")
    assert number in told(at)
    assert "ValueError" in record.getMessage()
    assert SECRET not in record.getMessage()


def test_a_database_that_does_not_answer_becomes_a_sentence(rooms: Rooms) -> None:
    at = rooms.visitor()
    rooms.storage.close()
    at.run()

    assert "Doorvraag is being stopped or restarted" in told(at)
    assert not at.exception


def raised_keys() -> set[str]:
    """The key of every error of the tree that is raised somewhere with a literal key."""
    names = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    found = set()
    for path in Path(ROOT / "interview").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                found |= {a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def raised_fields() -> set[str]:
    """The field names that an `InputError` is raised with."""
    found = set()
    for path in Path(ROOT / "interview").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                named = {k.arg: k.value for k in node.keywords}
                literal = named.get("field") if node.func.id == "InputError" else None
                if node.func.id in ("required_name", "required_reason") and len(node.args) > 1:
                    literal = node.args[1]
                if isinstance(literal, ast.Constant):
                    found.add(str(literal.value))
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_error_that_is_raised_has_a_sentence(language: str) -> None:
    known = keys("nl" if language == "nl" else "en")

    assert {f"errors.{key}" for key in raised_keys()} <= known
    assert {f"errors.field.{field}" for field in raised_fields()} <= known


def test_every_page_has_its_word_in_the_bar_in_both_languages() -> None:
    for page in PAGES:
        assert f"shell.{page.KEY}" in keys("nl") & keys("en")


def test_no_page_is_a_script_of_its_own() -> None:
    # Streamlit would run a file in a folder `pages` beside the script for the first visitor of its address.
    assert SCRIPT.is_file()
    assert not (SCRIPT.parent / "pages").exists()


def test_a_page_about_something_that_is_gone_leads_back(rooms: Rooms) -> None:
    rooms.with_example()
    at = at_page(rooms.visitor("Samuel Okafor"), "conduct", card="f" * 32)

    assert "This does not exist (any more)" in told(at)
    assert "To Today" in [link.proto.label for link in at.get("page_link")]


def test_a_disk_that_fills_up_is_told_on_every_page(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MB left. Make room." not in told(rooms.visitor())
    monkeypatch.setattr(checks, "LITTLE_ROOM", 2**60)
    rooms.with_example()
    for at in (rooms.visitor("Margaret Ellis"), at_page(rooms.visitor("Margaret Ellis"), "vacancies")):
        assert "MB left. Make room." in told(at)
