"""Whether people sign in: the [auth] part of .streamlit/secrets.toml, which Streamlit's own login reads too."""

import tomllib
from pathlib import Path
from typing import Any

from interview.settings import LOOPBACK, Settings, SettingsRefused


def read(root: Path) -> dict[str, Any]:
    """The [auth] part of `root`/.streamlit/secrets.toml; empty when sign-in is not configured.

    Raises SettingsRefused when the file is there and cannot be read as TOML.
    """
    path = root / ".streamlit" / "secrets.toml"
    try:
        section: dict[str, Any] = tomllib.loads(path.read_text("utf-8")).get("auth", {})
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsRefused("settings.secrets_unreadable", file=str(path)) from error
    return section


def check_exposure(settings: Settings, auth: dict[str, Any], *, streamlit_address: str | None, pages_ask: bool) -> None:
    """Refuse to be reachable for other computers without sign-in.

    `streamlit_address` is where Streamlit itself would listen (`streamlit run --server.address`); None is everywhere.
    `pages_ask` says that the pages let nobody in who did not log in: with sign-in there is no start link, so until
    they do, an [auth] part is refused rather than served open.
    """
    if auth and not pages_ask:
        raise SettingsRefused("settings.sign_in_not_yet")
    local = settings.local_only and streamlit_address in LOOPBACK and not settings.public_url
    if not auth and not local:
        raise SettingsRefused("settings.sign_in_needed")
    if auth and not settings.public_url:
        raise SettingsRefused("settings.public_url_needed", name="DOORVRAAG_PUBLIC_URL")
