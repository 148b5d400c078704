"""Start the app: take the port, run the server, print and open the start link.

uvicorn runs the ASGI application itself, because Streamlit's own launcher leaves Nagle's algorithm on, which costs
about 40 ms at every click.
"""

import asyncio
import errno
import gc
import logging
import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from interview.errors import InUse, StartError
from interview.i18n import Words
from interview.settings import PYTHON, ROOT, Settings
from interview.web import sign_in
from interview.web.gate import EXCHANGE
from interview.web.start_token import StartTokens

HEADER_BYTES = 65_536
APPLICATION = "streamlit_app:app"


def serve(settings: Settings, say: Words) -> int:
    """Serve until somebody stops it. Raises InUse or StartError when the port cannot be had."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    listening = take_port(settings.address, settings.port)
    # The sums are small. On a busy machine the waiting threads of the linear algebra library only take turns away from
    # the thread that saves notes. Read when numpy is imported, so it is said before the application is.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # An account in many groups has a login of several cookies, and all cookies stand in one line of a handshake. Read
    # when websockets is imported, which is when the server starts.
    os.environ.setdefault("WEBSOCKETS_MAX_LINE_LENGTH", str(HEADER_BYTES))
    gc.disable()  # nothing of what is imported now is ever garbage; `app.life` switches it on again
    # Streamlit looks for its own configuration in the folder it is started from.
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    config = uvicorn.Config(
        APPLICATION,
        lifespan="on",  # a start that fails ends the process instead of answering errors
        ws="websockets-sansio",
        ws_ping_interval=30,
        ws_ping_timeout=30,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=3,
    )
    server = _Server(config, lambda: _welcome(settings, say))
    with suppress(KeyboardInterrupt):
        asyncio.run(server.serve(sockets=[listening]))
    return 0 if server.started else 3


def link(settings: Settings, say: Words) -> int:
    """Print a new start link for an installation without sign-in."""
    if sign_in.read(settings):
        print(say("command.link_not_needed", url=settings.public_url))
    else:
        print(start_link(settings))
    return 0


def start_link(settings: Settings) -> str:
    """A link that lets one browser in, once. Raises StartError when the data folder cannot be written."""
    try:
        token = StartTokens(settings.data).new_link()
    except OSError as error:
        raise StartError("data_folder_unwritable", folder=str(settings.data)) from error
    return f"http://localhost:{settings.port}{EXCHANGE}{token}"


def take_port(address: str, port: int) -> socket.socket:
    """A socket that listens there.

    It is made as TCP by name: asyncio only turns Nagle off for sockets that say so.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # there it would share a port that is in use
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((address, port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        if error.errno == errno.EADDRINUSE:
            raise InUse("port_in_use", port=port, other=port + 1) from error
        raise StartError("port_refused", port=port, address=address) from error
    return taken


def browser_here() -> bool:
    """True where opening a browser makes sense: a desktop, not a server or a test run."""
    if os.environ.get("CI") or os.environ.get("SSH_CONNECTION"):
        return False
    desktop = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(desktop)


def _welcome(settings: Settings, say: Words) -> None:
    """Print where the app is. The printed link and the opened one are two, so that using one leaves the other."""
    if sign_in.read(settings):
        print(say("command.running", url=settings.public_url), flush=True)
        return
    print(say("command.running_link", url=start_link(settings), python=PYTHON), flush=True)
    if settings.open_browser and browser_here():
        webbrowser.open(start_link(settings))


class _Server(uvicorn.Server):
    """A uvicorn server that calls `ready` once it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            await asyncio.to_thread(self.ready)
