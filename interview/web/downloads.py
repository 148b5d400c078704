"""Hand a document over once: a page offers it, and the browser fetches it within a minute from GET /export/<token>.

Streamlit's own /media/ addresses stay readable for anybody who has them, so personal data never goes there. What is
kept here is not the document but the way to make it: it is made when the token is spent, and rights are checked then.
"""

import logging
import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from interview.errors import DoorvraagError, NotAllowed, place_of
from interview.i18n import Language
from interview.web import page
from interview.web.logins import Logins

log = logging.getLogger(__name__)

SECONDS = 60
PATH = "/export/"


@dataclass(frozen=True)
class Offer:
    """A document that `viewer` (a person's id) may fetch once. `make(viewer)` gives its bytes or raises NotAllowed."""

    make: Callable[[str], bytes]
    filename: str
    media_type: str
    viewer: str
    ends: float


class Downloads:
    """The open offers of this process by token. `clock` gives seconds that only go up."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._offers: dict[str, Offer] = {}
        self._lock = threading.Lock()

    def offer(self, make: Callable[[str], bytes], filename: str, media_type: str, viewer: str) -> str:
        """Offer a document; gives the path (/export/<256-bit token>) that works once within 60 seconds."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._offers = {key: offer for key, offer in self._offers.items() if offer.ends > now}
            self._offers[token] = Offer(make, filename, media_type, viewer, now + SECONDS)
        return PATH + token

    def take(self, token: str) -> Offer | None:
        """Spend a token: its offer, or None when it is unknown, spent or too old."""
        with self._lock:
            offer = self._offers.pop(token, None)
        return offer if offer and offer.ends > self._clock() else None


_downloads = Downloads()
offer = _downloads.offer
take = _downloads.take


def attachment(filename: str) -> str:
    """Content-Disposition for a name in any script: plain ASCII for old browsers and the real name (RFC 5987/6266)."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def route(language: Language | None, logins: Logins | None = None) -> Route:
    """The route. `language` speaks on its error pages when the browser names none; with `logins` people sign in."""

    async def export(request: Request) -> Response:
        person = await run_in_threadpool(logins.person, request, active=True) if logins else None
        if logins and person is None:
            return _refused(request, 401, "web.signed_out")
        offer = take(request.path_params["token"])
        if offer is None:
            return _refused(request, 410, "web.download_over")
        if logins and offer.viewer != person:
            return _refused(request, 403, "web.download_refused")
        try:
            content = await run_in_threadpool(offer.make, offer.viewer)
        except NotAllowed:
            return _refused(request, 403, "web.download_refused")
        except Exception as error:  # noqa: BLE001 (the door: a person gets a sentence, the log gets the place)
            log.warning("download failed: %s", error if isinstance(error, DoorvraagError) else place_of(error))
            return _refused(request, 500, "web.download_failed")
        headers = {"content-disposition": attachment(offer.filename), "cache-control": "no-store"}
        return Response(content, media_type=offer.media_type, headers=headers)

    def _refused(request: Request, status: int, key: str) -> Response:
        spoken = page.language_of(request.scope, language)
        headers = {"content-type": "text/html; charset=utf-8", "cache-control": "no-store"}
        return Response(page.html(spoken, key), status, headers)

    return Route(PATH + "{token}", export, methods=["GET"])
