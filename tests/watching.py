"""What goes on between a page and the app, heard from outside; and what both leave behind when a test fails."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakKeyDictionary

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebSocket
from playwright.sync_api import Error as PlaywrightError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LINES = 40
CHARACTERS = 3000


class Watched:
    """One page: whether a run of the script is asked for or going on, how many were asked for, and its complaints.

    Streamlit's page says that a script runs only when the server began with it: on a busy machine that is a while
    after a click. So the messages themselves are read. Runs that a page repeats by itself are not counted.
    """

    def __init__(self, page: Page) -> None:
        self.asked = False
        self.running = False
        self.reruns = 0
        self.complaints: list[str] = []
        page.on("websocket", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", self._heard)

    @property
    def busy(self) -> bool:
        """True from a question to the server until the run that answers it has ended."""
        return self.asked or self.running

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _listen(self, socket: WebSocket) -> None:
        self.asked = self.running = False
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: str | bytes) -> None:
        if not isinstance(frame, bytes):
            return
        message = BackMsg.FromString(frame)
        if message.WhichOneof("type") == "rerun_script" and not message.rerun_script.is_auto_rerun:
            self.asked = True
            self.reruns += 1

    def _received(self, frame: str | bytes) -> None:
        if not isinstance(frame, bytes):
            return
        kind = ForwardMsg.FromString(frame).WhichOneof("type")
        if kind == "new_session":
            self.asked, self.running = False, True
        elif kind == "script_finished":
            self.running = False


_watched: WeakKeyDictionary[Page, Watched] = WeakKeyDictionary()


def watch(context: BrowserContext) -> None:
    """Watch every page of a browser context, those that are opened later too."""

    def begin(page: Page) -> None:
        _watched[page] = Watched(page)

    for page in context.pages:
        begin(page)
    context.on("page", begin)


def watched(page: Page) -> Watched:
    """What was heard of this page; it has to be of a context that is watched."""
    return _watched[page]


def left_behind(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Title and text of what every open page showed and complained about; a picture of each goes into `folder`."""
    for number, (page, heard) in enumerate(list(_watched.items())):
        if page.is_closed():
            continue
        lines = [page.url, *heard.complaints[-LINES:]]
        with contextlib.suppress(PlaywrightError):
            picture = folder / f"{name}-{number}.png"
            page.screenshot(path=picture, full_page=True, timeout=10_000)
            lines.append(f"picture: {picture}")
            lines.append(page.locator("body").aria_snapshot(timeout=10_000)[:CHARACTERS])
        yield f"page {number}", "\n".join(lines)
