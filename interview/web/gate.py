"""The gate without sign-in: a link that works once buys a cookie; without one there is only a friendly page."""

import re

from interview.i18n import Language
from interview.web import asgi, page
from interview.web.asgi import Scope, Send
from interview.web.start_token import COOKIE_SECONDS, StartTokens

EXCHANGE = "/start/"
OPEN_PATHS = ("/health", "/_stcore/health")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Gate:
    """Asks every page, socket and route for the cookie of `tokens`. `language` speaks when the browser names none."""

    def __init__(self, tokens: StartTokens, language: Language | None) -> None:
        self.tokens = tokens
        self.language = language

    def open_for(self, scope: Scope) -> bool:
        """True when the request may pass: it carries the cookie, or only asks whether the app is alive."""
        if scope["path"] in OPEN_PATHS:
            return True
        return not scope["path"].startswith(EXCHANGE) and self._known(scope)

    async def answer(self, scope: Scope, send: Send) -> None:
        """What a request gets that may not pass: the exchange, or the page that says where the link is."""
        if scope["type"] == "websocket":
            await asgi.refuse_socket(send)
        elif scope["path"].startswith(EXCHANGE) and scope["method"] == "GET":
            await self._exchange(scope, send)
        else:
            await page.send_page(scope, send, 401, "web.link_needed", self.language)

    async def _exchange(self, scope: Scope, send: Send) -> None:
        token = scope["path"].removeprefix(EXCHANGE)
        if self._known(scope):
            await asgi.answer(send, 303, b"", [(b"location", b"/")])
            return
        value = self.tokens.spend(token) if _TOKEN.fullmatch(token) else None
        if value is None:
            await page.send_page(scope, send, 401, "web.link_spent", self.language)
            return
        cookie = f"{_cookie_name(scope)}={value}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Strict"
        await asgi.answer(send, 303, b"", [(b"location", b"/"), (b"set-cookie", cookie.encode())])

    def _known(self, scope: Scope) -> bool:
        return self.tokens.holds(asgi.cookie(scope, _cookie_name(scope)))


def _cookie_name(scope: Scope) -> str:
    """Browsers share cookies between ports of one host, so two installations need two names."""
    return f"doorvraag_{scope['server'][1]}"
