"""`python -m interview check`: everything wrong at once, with its place, and a status for scripts."""

import os
from pathlib import Path

import pytest

from interview import __main__ as entry
from interview import cli
from interview.settings import PREFIX
from question_bank import BUILT_IN

TEXT = (BUILT_IN / "questions" / "angry-customer.yaml").read_text("utf-8")


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DOORVRAAG_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DOORVRAAG_LANGUAGE", "en")


def run(*arguments: str) -> int:
    return cli.run(entry.COMMANDS, ["check", *arguments])


def put(folder: Path, name: str, text: str) -> None:
    (folder / "questions").mkdir(parents=True, exist_ok=True)
    (folder / "questions" / f"{name}.yaml").write_text(text, "utf-8")


def test_the_built_in_bank_has_nothing_to_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert capsys.readouterr().out == "Nothing to report: 44 questions and 5 guides.\n"
    assert run(str(BUILT_IN)) == 0


def test_each_finding_has_file_line_key_and_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(
        tmp_path,
        "one",
        TEXT.replace("id: angry-customer", "id: one").replace(
            "Vertel over een keer dat een klant", "Hoe zou je reageren als een klant"
        ),
    )
    put(tmp_path, "two", TEXT.replace("id: angry-customer", "id: two").replace("minutes: 6", "minuten: 6"))

    assert run(str(tmp_path)) == 1

    lines = capsys.readouterr().out.splitlines()
    assert f'{tmp_path.name}/questions/one.yaml:11 text.nl: "zou je" asks what' in "\n".join(lines)
    assert any(line.startswith(f'{tmp_path.name}/questions/two.yaml:6 minuten: The key "minuten"') for line in lines)
    assert any(
        line.startswith(f'{tmp_path.name}/questions/two.yaml:1 minutes: The key "minutes" is missing') for line in lines
    )
    assert lines[-1].endswith("findings in 45 questions and 5 guides.")


def test_it_speaks_the_language_of_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOORVRAAG_LANGUAGE", "nl")
    put(tmp_path, "one", "id: one\n")
    assert run(str(tmp_path)) == 1
    assert 'De sleutel "version" ontbreekt.' in capsys.readouterr().out


def test_the_folder_of_the_setting_is_checked_without_naming_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "ours", "one", "id: one\n")
    monkeypatch.setenv("DOORVRAAG_BANK", str(tmp_path / "ours"))
    assert run() == 1
    assert "ours/questions/one.yaml" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "gone")) == 1
    assert "This folder does not exist" in capsys.readouterr().out
