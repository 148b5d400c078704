"""A small OpenID provider on this computer, for tests of signing in: real keys, codes and tokens, made-up people.

Its login page has a button for every account. It knows the code flow with PKCE and nothing else.
"""

import base64
import contextlib
import hashlib
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT = {"client_id": "doorvraag", "client_secret": "a secret of the tests"}


@dataclass(frozen=True)
class Account:
    """Somebody at the provider. `claims` are added to the ID token, or take the place of what stands in it."""

    subject: str
    name: str
    email: str
    claims: dict[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        return {
            "sub": self.subject,
            "name": self.name,
            "email": self.email,
            "email_verified": True,
            **self.claims,
        }


class Provider:
    """The provider while it runs: `url` is its issuer, `accounts` who can log in there."""

    def __init__(self) -> None:
        self.accounts: list[Account] = []
        self.left: list[str] = []
        """The client ids of those who logged out here."""
        self._key = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
        self._codes: dict[str, dict[str, str]] = {}
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def secrets(self, app_url: str) -> str:
        """The [auth] part for an app at `app_url`."""
        told = {
            "redirect_uri": f"{app_url}/oauth2callback",
            "cookie_secret": "0123456789abcdef0123456789abcdef",
            **CLIENT,
            "server_metadata_url": f"{self.url}/.well-known/openid-configuration",
        }
        return "[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in told.items())

    @contextlib.contextmanager
    def serving(self) -> Iterator["Provider"]:
        """Answer until the end of the block."""
        routes = [
            Route("/.well-known/openid-configuration", self._metadata),
            Route("/authorize", self._authorize),
            Route("/token", self._token, methods=["POST"]),
            Route("/keys", self._keys),
            Route("/leave", self._leave),
        ]
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield self
        finally:
            server.should_exit = True
            thread.join(10)

    def _metadata(self, request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                "end_session_endpoint": f"{self.url}/leave",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def _keys(self, request: Request) -> Response:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})

    def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        if "account" not in asked:
            links = "".join(
                f'<p><a href="?{escape(urlencode({**asked, "account": one.subject}))}">{escape(one.name)}</a></p>'
                for one in self.accounts
            )
            return HTMLResponse(f"<h1>Log in</h1>{links}")
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    async def _token(self, request: Request) -> Response:
        given = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = self._codes.pop(given["code"])
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != asked["code_challenge"] or given["redirect_uri"] != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        account = next(one for one in self.accounts if one.subject == asked["account"])
        now = int(time.time())
        claims = {"iss": self.url, "aud": asked["client_id"], "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, {**claims, **account.told()}, self._key)
        answer = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 300}
        return JSONResponse({**answer, "id_token": token})

    def _leave(self, request: Request) -> Response:
        self.left.append(request.query_params["client_id"])
        return RedirectResponse(request.query_params["post_logout_redirect_uri"])
