"""Passes for the notes route: a page signs who types on which card, because the route knows no Streamlit session."""

import hashlib
import time
from functools import lru_cache
from pathlib import Path

from itsdangerous import BadSignature, URLSafeTimedSerializer

from interview.web.secret import secret

PASS_SECONDS = 30 * 24 * 3600
"""A pause may last days, and what was typed offline still comes in; who may write is asked at every save."""
_MOST_REMEMBERED = 1_000
_SALT = "doorvraag.pass"


class Passes:
    """Mints and checks passes, signed with the secret in the data folder. Raises OSError if it cannot be kept there."""

    def __init__(self, data: Path) -> None:
        self._signer = URLSafeTimedSerializer(secret(data), salt=_SALT, signer_kwargs={"digest_method": hashlib.sha256})
        self._signed = lru_cache(_MOST_REMEMBERED)(self._read)

    def mint(self, person_id: str, card_id: str) -> str:
        """A pass for this person to write on this card."""
        return str(self._signer.dumps([person_id, card_id]))

    def check(self, token: str) -> tuple[str, str] | None:
        """Person and card of a pass that this installation minted; None for any other text."""
        try:
            person_id, card_id, at = self._signed(token)
        except (BadSignature, ValueError, TypeError):
            return None
        return (person_id, card_id) if 0 <= int(time.time()) - at <= PASS_SECONDS else None

    def _read(self, token: str) -> tuple[str, str, float]:
        """Person, card and time of a pass. A signature that was right stays right, so it is checked once."""
        (person_id, card_id), at = self._signer.loads(token, return_timestamp=True)
        return str(person_id), str(card_id), at.timestamp()
