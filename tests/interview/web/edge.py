"""Plain ASGI requests for the tests of this room: a scope, an answer, no server."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from interview.web.asgi import App, Message, Receive, Scope, Send


@dataclass
class Answer:
    """What an application sent back. A refused web socket has status 403, an accepted one 101, as in a browser."""

    status: int = 0
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)

    def header(self, name: str) -> str | None:
        found = [value for key, value in self.headers if key == name]
        assert len(found) < 2, f"{name} was sent more than once"
        return found[0] if found else None


class Inside:
    """The application behind the middleware: answers 200 "inside" with the headers given and remembers who came in."""

    def __init__(self, headers: Mapping[str, str] | None = None) -> None:
        self.headers = headers or {}
        self.seen: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.seen.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        headers = [(name.encode(), value.encode()) for name, value in self.headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ins", "more_body": True})
        await send({"type": "http.response.body", "body": b"ide"})


def request(
    path: str = "/",
    *,
    method: str = "GET",
    headers: list[tuple[str, str]] | None = None,
    server: tuple[str, int | None] = ("127.0.0.1", 8501),
    socket: bool = False,
) -> dict[str, Any]:
    """An ASGI scope, by default a browser on this computer that asks for the home page."""
    headers = [("host", "localhost:8501")] if headers is None else headers
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    scope: dict[str, Any] = {"type": "websocket" if socket else "http", "path": path, "headers": raw, "server": server}
    return scope if socket else {**scope, "method": method, "query_string": b""}


def ask(app: App, scope: Scope) -> Answer:
    """Send `scope` to `app` and gather its answer."""
    answer = Answer()

    async def send(message: Message) -> None:
        match message["type"]:
            case "http.response.start":
                answer.status = message["status"]
                answer.headers = [(name.decode().lower(), value.decode()) for name, value in message["headers"]]
            case "http.response.body":
                answer.body += message.get("body", b"")
            case "websocket.accept":
                answer.status = 101
            case "websocket.close":
                answer.status = answer.status or 403

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def run() -> None:
        await app(scope, receive, send)

    # In a thread of its own: a browser that another test of this process opened keeps this one's event loop running.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(run())).result()
    return answer
