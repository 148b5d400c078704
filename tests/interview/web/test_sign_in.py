"""Without sign-in the app serves this computer only; with it, only a sign-in that can work and is safe starts."""

from pathlib import Path
from typing import Any

import pytest

from interview.settings import Settings, SettingsRefused
from interview.web import sign_in

PUBLIC = "https://interviews.example.org"
PROVIDER = {
    "client_id": "doorvraag",
    "client_secret": "geheim",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}
SHARED = {"redirect_uri": f"{PUBLIC}/oauth2callback", "cookie_secret": "x" * 32}
AUTH = {**SHARED, **PROVIDER}
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what these tests are about


def installed(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "secrets.toml"
    file.write_text(text)
    return Settings(secrets=file)


def team(**chosen: Any) -> Settings:
    return Settings(**{"address": EVERYWHERE, "public_url": PUBLIC, "organiser": "hr@example.org", **chosen})


def refused(settings: Settings, auth: dict[str, Any]) -> str:
    """The key of the refusal."""
    with pytest.raises(SettingsRefused) as caught:
        sign_in.check_exposure(settings, auth, streamlit_address="127.0.0.1")
    return caught.value.key


def test_it_is_off_without_a_file_and_without_an_auth_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "FILE", tmp_path / "absent.toml")
    assert sign_in.read(Settings()) == {}
    assert sign_in.read(installed(tmp_path, '[other]\na = "b"\n')) == {}


def test_it_is_on_with_an_auth_part(tmp_path: Path) -> None:
    assert sign_in.read(installed(tmp_path, '[auth]\ncookie_secret = "geheim"\n')) == {"cookie_secret": "geheim"}


def test_a_broken_file_is_refused_by_its_name_not_its_content(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused) as caught:
        sign_in.read(installed(tmp_path, '[auth]\ncookie_secret = "geheim\n'))
    assert caught.value.key == "settings.secrets_unreadable"
    assert "geheim" not in str(caught.value)


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused):
        sign_in.read(Settings(secrets=tmp_path / "absent.toml"))


def test_this_computer_needs_no_sign_in() -> None:
    sign_in.check_exposure(Settings(), {}, streamlit_address="127.0.0.1")
    sign_in.check_exposure(Settings(address="::1"), {}, streamlit_address="localhost")


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
        sign_in.check_exposure(settings, {}, streamlit_address=streamlit_address)
    assert caught.value.key == "settings.sign_in_needed"


def test_with_sign_in_it_may_be_open() -> None:
    sign_in.check_exposure(team(), AUTH, streamlit_address="127.0.0.1")
    sign_in.check_exposure(team(), {**SHARED, "google": PROVIDER, "entra": PROVIDER}, streamlit_address=None)


def test_a_trial_on_this_computer_needs_no_https() -> None:
    here = "http://localhost:8501"
    auth = {**AUTH, "redirect_uri": f"{here}/oauth2callback"}
    sign_in.check_exposure(team(address="127.0.0.1", public_url=here), auth, streamlit_address="127.0.0.1")


def test_a_sign_in_that_could_not_work_or_is_not_safe_is_refused() -> None:
    assert refused(Settings(organiser="hr@example.org"), AUTH) == "settings.public_url_needed"
    assert refused(team(organiser=""), AUTH) == "settings.organiser_needed"
    assert refused(team(public_url="http://interviews.example.org"), AUTH) == "settings.https_needed"
    assert refused(team(), {**AUTH, "redirect_uri": "https://elsewhere.example.org/oauth2callback"}) == (
        "settings.redirect_uri"
    )
    assert refused(team(), {**AUTH, "cookie_secret": "short"}) == "settings.cookie_secret"
    assert refused(team(), SHARED) == "settings.provider"
    assert refused(team(), {**SHARED, "my_idp": PROVIDER}) == "settings.provider"
    assert refused(team(), {**SHARED, "google": {"client_id": "x"}}) == "settings.provider"


def test_providers_stand_in_the_order_of_the_file() -> None:
    assert sign_in.providers(AUTH) == ("default",)
    assert sign_in.providers({**SHARED, "google": PROVIDER, "entra": PROVIDER}) == ("google", "entra")
    assert sign_in.providers({**AUTH, "client_kwargs": {"prompt": "login"}}) == ("default",)
