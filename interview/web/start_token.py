"""The start link: who may use an installation without sign-in.

On a shared computer everybody can connect to 127.0.0.1, so the app asks for proof that the visitor can read the data
folder: a link that `make run` prints and opens. A link works once and is exchanged for a cookie, signed with a secret
in the data folder, so that the cookie outlives a restart. Deleting the `start` folder there closes all browsers out.
"""

import hashlib
import secrets
import time
from functools import lru_cache
from pathlib import Path

from itsdangerous import BadSignature, TimestampSigner

from interview.web.secret import secret

LINK_SECONDS = 12 * 3600
COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep a cookie
_MOST_REMEMBERED = 100
_SALT = "doorvraag.start"


class StartTokens:
    """Links that work once and cookies that stay, kept in `<data folder>/start` for its owner only.

    Each link is a file named after its SHA-256: any process can make one, and removing the file is what spends it, so
    of two browsers that open one link at the same moment exactly one gets in.
    Raises OSError if the folder cannot be written.
    """

    def __init__(self, data: Path) -> None:
        self.folder = data / "start"
        self.signer = TimestampSigner(secret(data), salt=_SALT, digest_method=hashlib.sha256)
        self._signed_at = lru_cache(_MOST_REMEMBERED)(self._read)

    def new_link(self) -> str:
        """A fresh token of 256 bits; only its hash is kept."""
        self._drop_old()
        token = secrets.token_urlsafe(32)
        self._file(token).touch(mode=0o600, exist_ok=False)
        return token

    def spend(self, token: str, now: float | None = None) -> str | None:
        """A cookie value for a token that is new and at most 12 hours old; None otherwise. `now` is a Unix time."""
        file = self._file(token)
        try:
            made = file.stat().st_mtime
            file.unlink()
        except FileNotFoundError:
            return None
        if (time.time() if now is None else now) - made > LINK_SECONDS:
            return None
        return self.signer.sign(secrets.token_urlsafe(16)).decode()

    def holds(self, cookie: str | None) -> bool:
        """True for a cookie that `spend` of this installation gave out."""
        try:
            age = int(time.time()) - self._signed_at(cookie or "")
        except BadSignature:
            return False
        return 0 <= age <= COOKIE_SECONDS

    def _read(self, cookie: str) -> float:
        """When a cookie was signed. A signature that was right stays right, so it is checked once."""
        return self.signer.unsign(cookie, return_timestamp=True)[1].timestamp()

    def _file(self, token: str) -> Path:
        return self.folder / f"{hashlib.sha256(token.encode()).hexdigest()}.link"

    def _drop_old(self) -> None:
        for file in self.folder.glob("*.link"):
            if time.time() - file.stat().st_mtime > LINK_SECONDS:
                file.unlink(missing_ok=True)
