"""GET /health: whether the app can do its work, for a proxy or a container. It tells nothing about anybody."""

import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from interview.errors import DoorvraagError

log = logging.getLogger(__name__)


def route(answers: Callable[[], object]) -> Route:
    """The route. `answers` asks the database something small and raises a DoorvraagError when it does not answer."""

    async def health(request: Request) -> Response:
        try:
            await run_in_threadpool(answers)
        except DoorvraagError as error:
            log.warning("not healthy: %s", error)
            return JSONResponse({"status": "unavailable"}, 503, {"cache-control": "no-store"})
        return JSONResponse({"status": "ok"}, headers={"cache-control": "no-store"})

    return Route("/health", health, methods=["GET"])
