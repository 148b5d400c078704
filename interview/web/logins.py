"""Whose request it is, with sign-in: Streamlit's login cookie, and our own session behind it.

The cookie alone proves little: Streamlit takes it for thirty days, also a copy of it after its owner signed out. What
counts is the session of that login (interview.workflow.sign_in), which ends. How the cookie is written is a fact of
Streamlit 1.67, held by a test against Streamlit itself.
"""

import hashlib
import json
import re
import threading
from datetime import UTC, datetime
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.routing import Route

from interview.model.sign_in import Login
from interview.workflow.sign_in import Sessions

COOKIE = "_streamlit_user"
PATH = "/session"
MOST_REMEMBERED = 10_000
_PARTS = re.compile(r"chunks-(\d{1,2})")


class Logins:
    """Reads the login of a request. `secret` signs the cookie, `origin` is where people log in."""

    def __init__(self, sessions: Sessions, *, secret: str, origin: str) -> None:
        self._sessions = sessions
        self._secret = secret
        self._origin = origin
        self._keys: dict[bytes, str] = {}
        self._lock = threading.Lock()

    def person(self, request: Request, *, active: bool = False) -> str | None:
        """The id of whoever sent it, None without an open session. `active` says that they did something just now.

        Asks the database at most once a minute for a session, so don't call it where nothing may wait.
        """
        key = self._key(request.headers.get("cookie", ""))
        return self._sessions.person(key, datetime.now(UTC), active=active) if key else None

    def _key(self, header: str) -> str | None:
        """The key of the login in a Cookie header. A signature that was right stays right, so it is checked once."""
        seen = hashlib.sha256(header.encode("latin-1")).digest()  # a login of many groups is long; this is not
        known = self._keys.get(seen)
        if known is not None:
            return known
        login = self.login(cookie_parser(header))
        if login is None:
            return None
        with self._lock:
            self._keys[seen] = login.key
            if len(self._keys) > MOST_REMEMBERED:
                del self._keys[next(iter(self._keys))]
        return login.key

    def login(self, cookies: dict[str, str]) -> Login | None:
        """The login that Streamlit wrote in these cookies; None when there is none, or somebody else wrote it."""
        told = self._part(cookies, COOKIE)
        split = _PARTS.fullmatch(told or "")
        if split:
            parts = [self._part(cookies, f"{COOKIE}_{number}") for number in range(1, int(split[1]) + 1)]
            told = "".join(part for part in parts if part) if all(parts) else None
        try:
            claims: Any = json.loads(told or "")
        except ValueError:
            return None
        if not isinstance(claims, dict) or not claims.get("is_logged_in") or claims.get("origin") != self._origin:
            return None
        return Login.from_claims(claims)

    def _part(self, cookies: dict[str, str], name: str) -> str | None:
        try:
            told = URLSafeTimedSerializer(self._secret, salt=name).loads(cookies.get(name, ""))
        except BadSignature:
            return None
        return told if isinstance(told, str) else None


def route(logins: Logins) -> Route:
    """GET /session: 204 with an open session, 401 without; nothing about anybody. A page asks whether to load anew."""

    def session(request: Request) -> Response:
        return Response(status_code=204 if logins.person(request) else 401, headers={"cache-control": "no-store"})

    return Route(PATH, session, methods=["GET"])
