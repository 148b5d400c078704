"""`python -m interview backup` and `restore`: from a terminal, with a sentence for everything that can be wrong."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview import __main__ as entry
from interview import cli
from interview.model.audit import Action
from interview.model.panel import Person
from interview.settings import PREFIX, Settings
from interview.storage import checks, open_storage

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DOORVRAAG_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DOORVRAAG_LANGUAGE", "en")
    return tmp_path / "data"


def run(*arguments: str) -> int:
    return cli.run(entry.COMMANDS, arguments)


def add(data: Path, name: str) -> None:
    storage = open_storage(Settings(data=data))
    with storage.work("system", NOW) as uow:
        uow.people.add(Person(id=name, name=name))
    storage.close()


def names(data: Path) -> list[str]:
    storage = open_storage(Settings(data=data))
    with storage.reading() as uow:
        assert uow.audit.verify()
        found = [person.name for person in uow.people.all()]
        actions = [line.action for line in uow.audit.all()]
    storage.close()
    return [*found, *(action for action in actions if action == Action.BACKUP_RESTORED)]


def test_a_backup_made_here_is_put_back_here(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(data, "Ann")
    assert run("backup") == 0
    (made,) = (data / "backups").iterdir()
    assert str(made) in capsys.readouterr().out
    add(data, "Bob")
    assert run("restore", str(made)) == 0
    assert "kept among the backups" in capsys.readouterr().out
    assert names(data) == ["Ann", Action.BACKUP_RESTORED]
    assert len(list((data / "backups").iterdir())) == 2


def test_restore_without_a_file_lists_the_backups(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("restore") == 1
    assert "no backups yet" in capsys.readouterr().out
    add(data, "Ann")
    run("backup")
    capsys.readouterr()
    assert run("restore") == 1
    assert str(next((data / "backups").iterdir())) in capsys.readouterr().out
    assert names(data) == ["Ann"]


def test_while_the_app_runs_nothing_is_put_back_and_a_backup_can_be_made(data: Path) -> None:
    storage = open_storage(Settings(data=data))
    assert run("backup") == 0
    with pytest.raises(SystemExit, match="already"):
        run("restore", str(next((data / "backups").iterdir())))
    storage.close()


def test_before_the_first_start_there_is_nothing_to_back_up(data: Path) -> None:
    with pytest.raises(SystemExit, match="no database"):
        run("backup")


def test_a_file_that_is_no_backup_is_refused(data: Path, tmp_path: Path) -> None:
    add(data, "Ann")
    (tmp_path / "notes.txt").write_text("not a database")
    with pytest.raises(SystemExit, match="not a whole backup"):
        run("restore", str(tmp_path / "notes.txt"))
    assert names(data) == ["Ann"]


def test_what_needs_attention_is_a_sentence_in_a_terminal_too(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "LITTLE_ROOM", 2**60)
    assert run("migrate") == 0
    said = capsys.readouterr()
    assert f"The disk of {data} has only" in said.err
    assert "up to date" in said.out
