"""POST /notes: keep what somebody types, beside Streamlit, so that typing never waits for a page.

The body is JSON `{"token", "card", "writes": [...]}`; `interview.workflow.live` has the shapes. It comes from fetch and
from `sendBeacon`, which cannot send headers; who writes is therefore said by the signed pass in the body, and the guard
has looked at the Origin before.
"""

import json
import logging
from datetime import UTC, datetime

from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from interview.errors import DiskFull, DoorvraagError, NotAllowed, NotFound, place_of
from interview.storage import Storage
from interview.web.logins import Logins
from interview.web.passes import Passes
from interview.workflow import conduct
from interview.workflow.live import SaveAnswer, Write

LIMIT = 1_000_000
"""Bytes of one request: several full boxes."""
log = logging.getLogger(__name__)
_WRITES: TypeAdapter[list[Write]] = TypeAdapter(list[Write])


def route(storage: Storage, passes: Passes, logins: Logins | None = None) -> Route:
    """The route. Answers 200 with `SaveAnswer`; 400, 401, 403, 413, 500, 503, 507 with `{"error": …}`.

    With `logins` the pass only counts together with an open session of its own person.
    """

    def keep(request: Request, person: str, card: str, writes: list[Write]) -> Response:
        if logins:
            # Time goes on by itself while the page is open; only what somebody does keeps a session from being idle.
            done = any(write.kind != "seconds" for write in writes)
            try:
                if logins.person(request, active=done) != person:
                    return _error(401, "signed_out")
            except DoorvraagError as error:
                log.warning("who is typing can't be asked: %s", error)
                return _error(503, "unavailable")
        return _save(storage, person, card, writes)

    async def notes(request: Request) -> Response:
        body = await request.body()
        if len(body) > LIMIT:
            return _error(413, "too_big")
        try:
            asked = json.loads(body)
            holder = passes.check(str(asked["token"]))
            writes = _WRITES.validate_python(asked["writes"])
            card = str(asked["card"])
        except (ValueError, KeyError, TypeError, ValidationError):
            return _error(400, "not_understood")
        if holder is None:
            return _error(401, "signed_out")
        if holder[1] != card:
            return _error(403, "not_allowed")
        return await run_in_threadpool(keep, request, holder[0], card, writes)

    return Route("/notes", notes, methods=["POST"])


def _save(storage: Storage, person: str, card: str, writes: list[Write]) -> Response:
    try:
        answer: SaveAnswer = storage.save(
            person, datetime.now(UTC), lambda uow: conduct.save(uow, person, card, writes)
        )
    except (NotAllowed, NotFound):
        return _error(403, "not_allowed")
    except DiskFull:
        return _error(507, "disk_full")
    except DoorvraagError as error:
        log.warning("saving notes failed: %s", error)
        return _error(503, "unavailable")
    except Exception as error:  # noqa: BLE001 (the door: the server's own log of it would hold what was typed)
        log.error("saving notes failed: %s", place_of(error))
        return _error(500, "failed")
    return Response(answer.model_dump_json(), media_type="application/json", headers={"cache-control": "no-store"})


def _error(status: int, code: str) -> Response:
    return JSONResponse({"error": code}, status, {"cache-control": "no-store"})
