"""`python -m interview unlink`: an account is detached from a terminal, and the command says whether there was one."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview import __main__ as entry
from interview import cli
from interview.model.panel import Person
from interview.model.sign_in import Identity
from interview.settings import PREFIX, Settings
from interview.storage import open_storage

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_an_account_is_detached_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DOORVRAAG_DATA", str(tmp_path))
    monkeypatch.setenv("DOORVRAAG_LANGUAGE", "en")
    storage = open_storage(Settings(data=tmp_path))
    with storage.work("system", NOW) as uow:
        uow.people.add(Person(id="sam", name="Sam", email="sam@example.org"))
        uow.sign_ins.link(Identity(issuer="https://login.example.org", subject="1", person_id="sam", linked_at=NOW))
    storage.close()

    assert cli.run(entry.COMMANDS, ["unlink", "Sam@example.org"]) == 0
    assert "Detached: 1 account of Sam@example.org." in capsys.readouterr().out
    assert cli.run(entry.COMMANDS, ["unlink", "Sam@example.org"]) == 1
    assert cli.run(entry.COMMANDS, ["unlink"]) == 1
    assert "No account belongs to the address ''" in capsys.readouterr().out
