"""The guard before everything: who may reach the app at all, and what every answer carries.

Streamlit by itself accepts web sockets without an Origin, from any port of this computer and after DNS rebinding, and
answers metrics to anybody. Order here: the address it arrived at, exactly one known Host, the Origin of sockets and of
methods that change something, blocked paths, the start link; then the security headers. It knows no Streamlit.
"""

import base64
import hashlib
import logging
import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import quote, urlsplit

from interview.web import asgi
from interview.web.asgi import App, Headers, Message, Receive, Scope, Send
from interview.web.gate import Gate

log = logging.getLogger(__name__)

ONE_NAME = "localhost"
LOOPBACK_NAMES = (ONE_NAME, "127.0.0.1", "[::1]")
LOOPBACK_ADDRESSES = ("127.0.0.1", "::1", "localhost")
BLOCKED = re.compile(r"(^|/)_stcore/(metrics|agent)(/|$)", re.IGNORECASE)
PERSONAL = ("/media/", "/export/", "/api/", "/start/", "/auth/", "/oauth2callback", "/_stcore/upload_file/")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def script_hashes(html: str) -> list[str]:
    """CSP sources ('sha256-...') for the scripts that stand in a page itself."""
    digests = [hashlib.sha256(body.encode()).digest() for body in _INLINE_SCRIPT.findall(html)]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


class Refusal(Exception):
    """Why a request goes no further: an HTTP status and a few words for the log."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(status, why)
        self.status = status
        self.why = why


class Guard:
    """ASGI middleware; put it outermost.

    `public_url` is the origin people type ("" when the app only serves this computer). `sign_in` says that Streamlit's
    login is configured: only then may requests arrive at another address than loopback. `gate` asks for the start link;
    None with sign-in. `scripts` are the CSP sources of inline scripts (`script_hashes`).
    """

    def __init__(self, app: App, *, public_url: str, sign_in: bool, gate: Gate | None, scripts: Sequence[str]) -> None:
        self.app = app
        self.public_url = public_url
        self.public_host = urlsplit(public_url).netloc
        self.sign_in = sign_in
        self.gate = gate
        self.scripts = " ".join(scripts)
        self._headers = cache(self._make_headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        try:
            host = self._host(scope)
            self._check(scope, host)
        except Refusal as refusal:
            log.warning("refused %s: %s", scope["type"], refusal.why)
            await _refuse(scope, send, refusal)
            return
        if scope["type"] == "http":
            if self._page_under_another_name(scope, host):
                await _to_the_one_name(scope, host, send)
                return
            fresh = self._headers(host, scope["path"].startswith(PERSONAL))
            send = _WithHeaders(send, fresh, secure=self.public_url.startswith("https:"))
        if self.gate and not self.gate.open_for(scope):
            await self.gate.answer(scope, send)
            return
        await self.app(scope, receive, send)

    def _host(self, scope: Scope) -> str:
        """The Host of the request, when it is one of ours; DNS rebinding shows in it."""
        listening = scope.get("server") or ("", None)
        if not self.sign_in and listening[0] not in LOOPBACK_ADDRESSES:
            raise Refusal(403, "arrived at another address than loopback, and no sign-in is configured")
        names = asgi.header(scope, b"host")
        if len(names) != 1:
            raise Refusal(400, "not exactly one Host")
        host = names[0].lower()
        port = "" if listening[1] == 80 else f":{listening[1]}"
        ours = {f"{name}{port}" for name in LOOPBACK_NAMES} | {self.public_host}
        if not host or host not in ours:
            raise Refusal(421, "unknown Host")
        return host

    def _check(self, scope: Scope, host: str) -> None:
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        if changes and asgi.header(scope, b"origin") != [self._origin(host)]:
            raise Refusal(403, "Origin is missing or foreign")
        if BLOCKED.search(scope["path"]):
            raise Refusal(403, "blocked path")

    def _page_under_another_name(self, scope: Scope, host: str) -> bool:
        """Somebody opens a page at 127.0.0.1 or [::1], where the app is known as localhost.

        To a browser these are different places, each with its own cookie and its own journal of typed notes.
        """
        wants_page = scope["method"] == "GET" and any("text/html" in line for line in asgi.header(scope, b"accept"))
        only_here = not self.public_url or self.public_host.startswith(ONE_NAME)
        return wants_page and only_here and not host.startswith(ONE_NAME)

    def _origin(self, host: str) -> str:
        return self.public_url if host == self.public_host else f"http://{host}"

    def _make_headers(self, host: str, personal: bool) -> Headers:
        socket = f"{'wss' if self._origin(host).startswith('https:') else 'ws'}://{host}"
        fixed = {
            "Content-Security-Policy": (
                f"default-src 'self'; script-src 'self' blob: {self.scripts}; style-src 'self' 'unsafe-inline'; "
                "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
                f"connect-src 'self' {socket}; frame-src 'self' blob:; object-src 'none'; base-uri 'self'; "
                "form-action 'self'; frame-ancestors 'none'"
            ),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        }
        if self.public_url.startswith("https:"):
            fixed["Strict-Transport-Security"] = "max-age=31536000"
        if personal:
            fixed["Cache-Control"] = "no-store"
        return [(name.lower().encode(), value.encode()) for name, value in fixed.items()]


class _WithHeaders:
    """Adds the security headers to the answer, and `Secure` to cookies when the public address is https."""

    def __init__(self, send: Send, fresh: Headers, *, secure: bool) -> None:
        self.send = send
        self.fresh = fresh
        self.secure = secure

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, self._cookie(name, value)) for name, value in message.get("headers", [])]
            message = {**message, "headers": asgi.replaced(kept, self.fresh)}
        await self.send(message)

    def _cookie(self, name: bytes, value: bytes) -> bytes:
        if self.secure and name.lower() == b"set-cookie" and b"; secure" not in value.lower():
            return value + b"; Secure"
        return value


async def _to_the_one_name(scope: Scope, host: str, send: Send) -> None:
    port = re.search(r":\d+$", host)
    path = quote(scope["path"], safe="/:@!$&'()*+,;=~-._")
    query = scope.get("query_string", b"").decode("latin-1")
    target = f"http://{ONE_NAME}{port.group() if port else ''}/{path.lstrip('/')}{'?' + query if query else ''}"
    await asgi.answer(send, 307, b"", [(b"location", target.encode("latin-1")), (b"cache-control", b"no-store")])


async def _refuse(scope: Scope, send: Send, refusal: Refusal) -> None:
    if scope["type"] == "websocket":
        await asgi.refuse_socket(send)
    else:
        plain = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
            (b"x-content-type-options", b"nosniff"),
            (b"cache-control", b"no-store"),
        ]
        await asgi.answer(send, refusal.status, f"{refusal.status}\n".encode(), plain)
