"""Commands speak the language of the terminal, and a refusal is a sentence, not a stack trace."""

import pytest

from interview import __main__ as entry
from interview import cli
from interview.errors import InUse
from interview.i18n import LANGUAGES, Words, text
from interview.settings import Settings


def in_use(_settings: Settings, _say: Words) -> int:
    raise InUse("port_in_use", port=8501, other=8502)


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_BE"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "DOORVRAAG_LANGUAGE": "nl"}, "nl"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_the_language_of_a_terminal(environ: dict[str, str], language: str) -> None:
    assert cli.language(environ) == language


def test_an_error_ends_the_command_with_a_sentence() -> None:
    with pytest.raises(SystemExit) as ended:
        cli.run([cli.Command("serve", in_use)], ["serve"], {"LANG": "nl_NL"})
    assert "Poort 8501 is in gebruik" in str(ended.value)
    assert "DOORVRAAG_PORT=8502" in str(ended.value)


def test_a_command_gives_its_status() -> None:
    assert cli.run([cli.Command("serve", lambda _settings, _say: 3)], ["serve"], {}) == 3


def test_a_command_that_does_not_exist_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.run(entry.COMMANDS, ["sevre"], {})
    assert ended.value.code == 2
    assert "serve" in capsys.readouterr().err


def test_every_command_says_what_it_does_in_both_languages() -> None:
    for command in entry.COMMANDS:
        for language in LANGUAGES:
            assert text(language, f"command.{command.name}")
