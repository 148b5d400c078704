"""Settings are read from DOORVRAAG_ variables only, and a wrong one is refused by its name, never by its value."""

import os
from pathlib import Path

import pytest

from interview import settings
from interview.settings import PREFIX, ROOT, SettingsRefused


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)


def refused() -> SettingsRefused:
    with pytest.raises(SettingsRefused) as caught:
        settings.read()
    return caught.value


def test_without_any_the_app_serves_this_computer_from_a_folder_beside_the_code() -> None:
    read = settings.read()
    assert (read.address, read.port, read.local_only) == ("127.0.0.1", 8501, True)
    assert read.data == ROOT / "data"
    assert read.database_url.get_secret_value() == ""


def test_an_empty_variable_is_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORVRAAG_PORT", "")
    assert settings.read().port == 8501


def test_a_folder_is_taken_from_where_the_command_was_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOORVRAAG_DATA", "kept")
    assert settings.read().data == tmp_path / "kept"


def test_a_typing_error_names_the_nearest_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORVRAAG_PROT", "8600")
    error = refused()
    assert (error.key, error.params) == (
        "settings.unknown_near",
        {"name": "DOORVRAAG_PROT", "near": "DOORVRAAG_PORT"},
    )


def test_an_unknown_setting_names_all_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORVRAAG_XYZZY", "1")
    error = refused()
    assert error.key == "settings.unknown"
    assert "DOORVRAAG_DATABASE_URL" in error.params["known"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DOORVRAAG_PORT", "eighty"),
        ("DOORVRAAG_PORT", "70000"),
        ("DOORVRAAG_LANGUAGE", "fr"),
        ("DOORVRAAG_OPEN_BROWSER", "perhaps"),
        ("DOORVRAAG_PUBLIC_URL", "sollicitatie.voorbeeld"),
        ("DOORVRAAG_PUBLIC_URL", "https://example.org/doorvraag"),
    ],
)
def test_a_wrong_value_is_refused_by_name_with_an_example(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    error = refused()
    assert (error.key, error.params["name"]) == ("settings.unusable", name)
    assert error.params["example"]
    assert value not in str(error)


def test_listening_for_others_needs_the_address_they_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORVRAAG_ADDRESS", "0.0.0.0")  # noqa: S104 - what the test is about
    assert refused().key == "settings.public_url_needed"
    monkeypatch.setenv("DOORVRAAG_PUBLIC_URL", "HTTPS://Interviews.example.org/")
    assert settings.read().public_url == "https://interviews.example.org"


def test_the_password_of_the_database_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORVRAAG_DATABASE_URL", "postgresql+psycopg://app:geheim@db/doorvraag")
    read = settings.read()
    assert read.database_url.get_secret_value().endswith("geheim@db/doorvraag")
    assert "geheim" not in f"{read!r} {read}"
