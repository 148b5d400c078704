"""Settings, read once at a door (the launcher, a command, the web application) from DOORVRAAG_* variables.

A variable that starts with DOORVRAAG_ and is no setting is refused: a typing error must never be silently a default.
Secrets are `SecretStr`, so they are not printed by accident.
"""

import difflib
import os
import sys
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "DOORVRAAG_"
ROOT = Path(__file__).resolve().parent.parent
_HERE = Path(sys.executable)
PYTHON = str(_HERE.relative_to(ROOT)) if _HERE.is_relative_to(ROOT) else "python"
"""What to type before `-m interview` in the folder of the code: `.venv/bin/python` after `make run`."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class SettingsRefused(ValueError):
    """A setting that cannot be used.

    `key` is the key of a sentence in the language files, `params` what that sentence names. It stands outside the
    tree of `interview.errors` because the two are neighbours on the lowest floor and never import each other.
    """

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


class Settings(BaseSettings):
    """What an installation can choose; every field is the variable DOORVRAAG_<NAME>."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True)

    data: Path = Field(
        default=ROOT / "data",
        description="Folder for the database, backups and secrets.",
        examples=["/var/lib/doorvraag"],
    )
    bank: Path | None = Field(
        default=None,
        description="Folder with your own questions and guides; empty is `bank` in the data folder.",
        examples=["/srv/doorvraag/bank"],
    )
    database_url: SecretStr = Field(
        default=SecretStr(""),
        description="PostgreSQL address; empty is SQLite in `data`.",
        examples=["postgresql+psycopg://doorvraag:…@localhost/doorvraag"],
    )
    language: Literal["nl", "en"] | None = Field(
        default=None, description="Language of pages before anyone chose one.", examples=["nl"]
    )
    address: str = Field(
        default="127.0.0.1",
        description="Address to listen on; anything else than this computer needs sign-in.",
        examples=["127.0.0.1"],
    )
    port: int = Field(default=8501, ge=1, le=65535, description="Port to listen on.", examples=["8501"])
    public_url: str = Field(
        default="",
        description="Address people type; needs sign-in.",
        examples=["https://interviews.example.org"],
    )
    secrets: Path | None = Field(
        default=None,
        description="File with the [auth] part for sign-in; empty is .streamlit/secrets.toml beside the code.",
        examples=["/etc/doorvraag/secrets.toml"],
    )
    organiser: str = Field(
        default="",
        description="E-mail address that comes in without being added, and that others may ask; needed with sign-in.",
        examples=["hr@example.org"],
    )
    trust_email: bool = Field(
        default=False,
        description="Take e-mail addresses of a provider that does not say whether it verified them.",
        examples=["true"],
    )
    open_browser: bool = Field(
        default=True, description="Open the start link in a browser when there is one.", examples=["true"]
    )

    @field_validator("organiser")
    @classmethod
    def _address(cls, email: str) -> str:
        """As addresses are compared."""
        local, _, domain = email.strip().rpartition("@")
        if email and (not local or not domain):
            raise ValueError("not an e-mail address")
        return email.strip().casefold()

    @field_validator("data", "bank", "secrets")
    @classmethod
    def _absolute(cls, folder: Path | None) -> Path | None:
        """Relative to where the command was given, so that a later change of folder does not move the data."""
        return folder.expanduser().absolute() if folder else None

    @field_validator("public_url")
    @classmethod
    def _origin_only(cls, url: str) -> str:
        """An http(s) origin without path: the guard compares it with what browsers send."""
        if not url:
            return url
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("not an origin such as https://interviews.example.org")
        return f"{parts.scheme}://{parts.netloc}".lower()

    @model_validator(mode="after")
    def _loopback_or_public(self) -> Self:
        """Listening for other computers only makes sense with the address they use (and, checked later, sign-in)."""
        if self.address not in LOOPBACK and not self.public_url:
            raise ValueError("public_url is needed to listen on another address than this computer")
        return self

    @property
    def own_bank(self) -> Path:
        """Where own questions and guides are kept; the folder need not exist."""
        return self.bank or self.data / "bank"

    @property
    def local_only(self) -> bool:
        """True when only programs on this computer can reach the app."""
        return self.address in LOOPBACK


def read() -> Settings:
    """Read the settings from the environment of this process.

    Raises SettingsRefused for an unknown DOORVRAAG_ variable and for a value that cannot be used.
    """
    known = {PREFIX + field.upper() for field in Settings.model_fields}
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise _unknown(name, sorted(known))
    try:
        return Settings()
    except ValidationError as error:
        raise _unusable(error) from None


def _unknown(name: str, known: list[str]) -> SettingsRefused:
    near = difflib.get_close_matches(
        name.upper().removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in known], n=1
    )
    if near:
        return SettingsRefused("settings.unknown_near", name=name, near=PREFIX + near[0])
    return SettingsRefused("settings.unknown", name=name, known=", ".join(known))


def _unusable(error: ValidationError) -> SettingsRefused:
    """The first complaint, by the name of its variable; the value itself may be a secret and is left out."""
    first = error.errors(include_input=False, include_url=False)[0]
    if not first["loc"]:
        return SettingsRefused("settings.public_url_needed", name=PREFIX + "PUBLIC_URL")
    field = str(first["loc"][0]).lower().removeprefix(PREFIX.lower())
    examples = Settings.model_fields[field].examples or []
    return SettingsRefused("settings.unusable", name=PREFIX + field.upper(), example=" / ".join(map(str, examples)))
