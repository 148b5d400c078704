"""Without sign-in the app serves this computer only, whichever way somebody tries to open it up."""

from pathlib import Path

import pytest

from interview.settings import Settings, SettingsRefused
from interview.web import sign_in

AUTH = {"redirect_uri": "https://interviews.example.org/oauth2callback"}
PUBLIC = "https://interviews.example.org"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what these tests are about


def test_it_is_off_without_a_file_and_without_an_auth_part(tmp_path: Path) -> None:
    assert sign_in.read(tmp_path) == {}
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text('[other]\na = "b"\n')
    assert sign_in.read(tmp_path) == {}


def test_it_is_on_with_an_auth_part(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text('[auth]\ncookie_secret = "geheim"\n')
    assert sign_in.read(tmp_path) == {"cookie_secret": "geheim"}


def test_a_broken_file_is_refused_by_its_name_not_its_content(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text('[auth]\ncookie_secret = "geheim\n')
    with pytest.raises(SettingsRefused) as caught:
        sign_in.read(tmp_path)
    assert caught.value.key == "settings.secrets_unreadable"
    assert "geheim" not in str(caught.value)


def test_this_computer_needs_no_sign_in() -> None:
    sign_in.check_exposure(Settings(), {}, streamlit_address="127.0.0.1", pages_ask=False)
    sign_in.check_exposure(Settings(address="::1"), {}, streamlit_address="localhost", pages_ask=False)


@pytest.mark.parametrize(
    ("settings", "streamlit_address"),
    [
        (Settings(), EVERYWHERE),
        (Settings(), None),
        (Settings(address=EVERYWHERE, public_url=PUBLIC), "127.0.0.1"),
        (Settings(public_url=PUBLIC), "127.0.0.1"),
    ],
)
def test_opened_up_without_sign_in_is_refused(settings: Settings, streamlit_address: str | None) -> None:
    with pytest.raises(SettingsRefused) as caught:
        sign_in.check_exposure(settings, {}, streamlit_address=streamlit_address, pages_ask=True)
    assert caught.value.key == "settings.sign_in_needed"


def test_with_sign_in_it_may_be_open_but_needs_its_address() -> None:
    open_up = Settings(address=EVERYWHERE, public_url=PUBLIC)
    sign_in.check_exposure(open_up, AUTH, streamlit_address="127.0.0.1", pages_ask=True)
    with pytest.raises(SettingsRefused) as caught:
        sign_in.check_exposure(Settings(), AUTH, streamlit_address="127.0.0.1", pages_ask=True)
    assert caught.value.key == "settings.public_url_needed"


def test_sign_in_is_refused_while_the_pages_do_not_ask_for_it() -> None:
    with pytest.raises(SettingsRefused) as caught:
        sign_in.check_exposure(Settings(public_url=PUBLIC), AUTH, streamlit_address="127.0.0.1", pages_ask=False)
    assert caught.value.key == "settings.sign_in_not_yet"
