"""Who logged in: what the provider said, the person that stands for here, and how long a session lasts."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from interview.model.value import Value, clean_line

IDLE = timedelta(minutes=60)
"""A session in which nothing was done or typed for this long is over."""
LONGEST = timedelta(hours=10)
"""A session is over this long after the login, whatever happens in it: a long day of interviews."""
NOTED_EVERY = timedelta(minutes=1)
"""That somebody is still there is written down, and a remembered session read again, at most this often."""


class Login(Value):
    """One login as the provider tells of it (OpenID Connect, ID token). `subject` never changes; an address may."""

    issuer: str
    subject: str
    issued_at: datetime
    nonce: str
    email: str
    email_verified: bool | None
    """None when the provider does not say."""
    name: str

    @classmethod
    def from_claims(cls, claims: Mapping[str, Any]) -> Self | None:
        """The login in an ID token's claims; None when it lacks who, at which provider, or since when."""
        issuer, subject, issued = claims.get("iss"), claims.get("sub"), claims.get("iat")
        if not isinstance(issuer, str) or not isinstance(subject, str) or not isinstance(issued, int | float):
            return None
        if not 0 < len(issuer) <= 512 or not 0 < len(subject) <= 255:
            return None
        verified = claims.get("email_verified")
        return cls(
            issuer=issuer,
            subject=subject,
            issued_at=datetime.fromtimestamp(issued, UTC),
            nonce=str(claims.get("nonce") or ""),
            email=clean_line(str(claims.get("email") or "")),
            # Some providers say it as a word.
            email_verified=None if verified is None else verified in (True, "true"),
            name=clean_line(str(claims.get("name") or "")),
        )

    @property
    def key(self) -> str:
        """SHA-256 over who logged in, where and when. The nonce tells apart two logins in the same second."""
        told = [self.issuer, self.subject, self.issued_at.timestamp(), self.nonce]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @property
    def account(self) -> str:
        """SHA-256 over the account, for a trail that holds no names."""
        return hashlib.sha256(json.dumps([self.issuer, self.subject]).encode()).hexdigest()


class UserSession(Value):
    """One login in use. `key` is `Login.key`, so that the cookie of a login finds it."""

    key: str
    person_id: str
    created_at: datetime
    seen_at: datetime
    ends_at: datetime
    revoked_at: datetime | None = None

    def open_at(self, now: datetime) -> bool:
        """Whether it still counts: not ended by anybody, not idle for an hour, not older than ten hours."""
        return self.revoked_at is None and now < self.ends_at and now - self.seen_at < IDLE


class Identity(Value):
    """An account at a provider that stands for a person, since its first login."""

    issuer: str
    subject: str
    person_id: str
    linked_at: datetime
