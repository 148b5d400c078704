"""Passes for the notes route: a page signs who types on which card, because the route knows no Streamlit session."""

import hashlib
from pathlib import Path

from itsdangerous import BadSignature, URLSafeTimedSerializer

from interview.web.secret import secret

PASS_SECONDS = 30 * 24 * 3600
"""A pause may last days, and what was typed offline still comes in; who may write is asked at every save."""
_SALT = "doorvraag.pass"


class Passes:
    """Mints and checks passes, signed with the secret in the data folder. Raises OSError if it cannot be kept there."""

    def __init__(self, data: Path) -> None:
        self._signer = URLSafeTimedSerializer(secret(data), salt=_SALT, signer_kwargs={"digest_method": hashlib.sha256})

    def mint(self, person_id: str, card_id: str) -> str:
        """A pass for this person to write on this card."""
        return str(self._signer.dumps([person_id, card_id]))

    def check(self, token: str) -> tuple[str, str] | None:
        """Person and card of a pass that this installation minted; None for any other text."""
        try:
            person_id, card_id = self._signer.loads(token, max_age=PASS_SECONDS)
        except (BadSignature, ValueError, TypeError):
            return None
        return str(person_id), str(card_id)
