"""Whether people sign in: the [auth] part of the file with secrets, which Streamlit's own login reads too."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from interview.settings import LOOPBACK, ROOT, Settings, SettingsRefused

FILE = ROOT / ".streamlit" / "secrets.toml"
CALLBACK = "/oauth2callback"
SECRET_CHARACTERS = 32
DEFAULT = "default"
"""Streamlit's name for a provider that stands in [auth] itself."""
_NEEDED = ("client_id", "client_secret", "server_metadata_url")
_NO_PROVIDER = ("client_kwargs",)


def read(settings: Settings) -> dict[str, Any]:
    """The [auth] part of the file with secrets; empty when sign-in is not configured.

    Raises SettingsRefused when the file can't be read as TOML, and when DOORVRAAG_SECRETS names one that isn't there.
    """
    path = settings.secrets or FILE
    try:
        section: dict[str, Any] = tomllib.loads(path.read_text("utf-8")).get("auth", {})
    except FileNotFoundError as error:
        if settings.secrets:
            raise _unreadable(path) from error
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unreadable(path) from error
    return section


def _unreadable(path: Path) -> SettingsRefused:
    return SettingsRefused("settings.secrets_unreadable", file=str(path))


def providers(auth: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the providers to choose from, in the order of the file; `default` for one without a name."""
    named = tuple(name for name, part in auth.items() if isinstance(part, dict) and name not in _NO_PROVIDER)
    return named or (DEFAULT,)


def check_exposure(settings: Settings, auth: dict[str, Any], *, streamlit_address: str | None) -> None:
    """Refuse to be reachable for other computers without sign-in, and a sign-in that can't work or isn't safe.

    `streamlit_address` is where Streamlit itself would listen (`streamlit run --server.address`); None is everywhere.
    """
    local = settings.local_only and streamlit_address in LOOPBACK and not settings.public_url
    if not auth and not local:
        raise SettingsRefused("settings.sign_in_needed")
    if auth:
        _check(settings, auth)


def _check(settings: Settings, auth: dict[str, Any]) -> None:
    if not settings.public_url:
        raise SettingsRefused("settings.public_url_needed", name="DOORVRAAG_PUBLIC_URL")
    address = urlsplit(settings.public_url)
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        raise SettingsRefused("settings.https_needed", url=settings.public_url)
    if not settings.organiser:
        raise SettingsRefused("settings.organiser_needed")
    expected = settings.public_url + CALLBACK
    if auth.get("redirect_uri") != expected:
        raise SettingsRefused("settings.redirect_uri", expected=expected)
    if len(str(auth.get("cookie_secret", ""))) < SECRET_CHARACTERS:
        raise SettingsRefused("settings.cookie_secret", n=str(SECRET_CHARACTERS))
    for name in providers(auth):
        part = auth if name == DEFAULT else auth[name]
        missing = [key for key in _NEEDED if not part.get(key)]
        if missing or "_" in name:
            where = "[auth]" if name == DEFAULT else f"[auth.{name}]"
            raise SettingsRefused("settings.provider", where=where, missing=", ".join(missing or _NEEDED))
