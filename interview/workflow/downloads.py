"""Hand a document over once: a page offers it, the browser fetches it within a minute from a route of our own.

Streamlit's own /media/ addresses stay readable for anybody who has them, so personal data never goes there. What is
kept here is not the document but the way to make it: it is made when the token is spent, and rights are checked then.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

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
