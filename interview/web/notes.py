"""POST /notes: keep what somebody types, beside Streamlit, so that typing never waits for a page.

The body is JSON `{"token", "card", "writes": [...]}`; `interview.workflow.live` has the shapes. It comes from fetch and
from `sendBeacon`, which cannot send headers; who writes is therefore said by the signed pass in the body, and the guard
has looked at the Origin before.

Dozens of people may type at once, several saves a second each, so this is plain ASGI: right behind the guard, before
everything that pages need (`Lane`), and without a thread that waits for the disk.
"""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route

from interview.errors import DiskFull, DoorvraagError, NotAllowed, NotFound, place_of
from interview.storage import Storage
from interview.web import asgi
from interview.web.asgi import App, Receive, Scope, Send
from interview.web.logins import Logins
from interview.web.passes import Passes
from interview.workflow import conduct
from interview.workflow.live import Write

PATH = "/notes"
LIMIT = 1_000_000
"""Bytes of one request: several full boxes."""
HEADERS = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
log = logging.getLogger(__name__)
_WRITES: TypeAdapter[list[Write]] = TypeAdapter(list[Write])


class Refused(Exception):
    """Why nothing is kept: an HTTP status and a word for the browser."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code


class Notes:
    """The application for POST /notes. Answers 200 with `SaveAnswer`; 400, 401, 403, 413, 500, 503, 507 with an error.

    With `logins` a pass only counts together with an open session of its own person.
    """

    def __init__(self, storage: Storage, passes: Passes, logins: Logins | None = None) -> None:
        self.storage = storage
        self.passes = passes
        self.logins = logins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            person, card, writes = self._asked(await asgi.whole_body(receive, LIMIT))
            if self.logins:
                await run_in_threadpool(_present, self.logins, scope, person, writes)
            status, body = 200, await self._kept(person, card, writes)
        except Refused as refused:
            status, body = refused.status, json.dumps({"error": refused.code}).encode()
        await asgi.answer(send, status, body, HEADERS)

    def _asked(self, body: bytes | None) -> tuple[str, str, list[Write]]:
        """Person, card and writes of a request."""
        if body is None:
            raise Refused(413, "too_big")
        try:
            asked: Any = json.loads(body)
            holder = self.passes.check(str(asked["token"]))
            writes = _WRITES.validate_python(asked["writes"])
            card = str(asked["card"])
        except (ValueError, KeyError, TypeError, ValidationError):
            raise Refused(400, "not_understood") from None
        if holder is None:
            raise Refused(401, "signed_out")
        if holder[1] != card:
            raise Refused(403, "not_allowed")
        return holder[0], card, writes

    async def _kept(self, person: str, card: str, writes: list[Write]) -> bytes:
        try:
            answer = await self.storage.saved(
                person, datetime.now(UTC), lambda uow: conduct.save(uow, person, card, writes)
            )
        except (NotAllowed, NotFound):
            raise Refused(403, "not_allowed") from None
        except DiskFull:
            raise Refused(507, "disk_full") from None
        except DoorvraagError as error:
            log.warning("saving notes failed: %s", error)
            raise Refused(503, "unavailable") from None
        except Exception as error:  # noqa: BLE001 (the door: the server's own log of it would hold what was typed)
            log.error("saving notes failed: %s", place_of(error))
            raise Refused(500, "failed") from None
        return answer.model_dump_json().encode()


def _present(logins: Logins, scope: Scope, person: str, writes: list[Write]) -> None:
    """Errors: `Refused` when the person is not signed in. May ask the database."""
    # Time goes on by itself while the page is open; only what somebody does keeps a session from being idle.
    done = any(write.kind != "seconds" for write in writes)
    try:
        if logins.person(Request(scope), active=done) != person:
            raise Refused(401, "signed_out")
    except DoorvraagError as error:
        log.warning("who is typing can't be asked: %s", error)
        raise Refused(503, "unavailable") from None


def route(storage: Storage, passes: Passes, logins: Logins | None = None) -> Route:
    """The route of `Notes`."""
    return Route(PATH, Notes(storage, passes, logins), methods=["POST"])


class Lane:
    """ASGI middleware that hands one route its requests before the middleware of pages: sessions, compression."""

    def __init__(self, app: App, *, route: Route) -> None:
        self.app = app
        self.path = route.path
        self.methods = route.methods or set()
        self.quick: App = route.endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        quick = scope["type"] == "http" and scope["path"] == self.path and scope["method"] in self.methods
        await (self.quick if quick else self.app)(scope, receive, send)
