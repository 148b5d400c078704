"""The few ASGI shapes that the parts of this room share: plain functions on scopes and header lists, no framework."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


def header(scope: Scope, name: bytes) -> list[str]:
    """All values of a request header, in order; several of one name are themselves suspect."""
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def cookie(scope: Scope, name: str) -> str | None:
    """The value of a cookie, None when it was not sent. The first one counts, as in browsers' own order."""
    for line in header(scope, b"cookie"):
        for pair in line.split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name:
                return value
    return None


def replaced(headers: Iterable[tuple[bytes, bytes]], fresh: Headers) -> Headers:
    """`headers` with those of the same name as one in `fresh` taken out and `fresh` put in."""
    names = {name.lower() for name, _ in fresh}
    return [pair for pair in headers if pair[0].lower() not in names] + fresh


async def whole_body(receive: Receive, limit: int) -> bytes | None:
    """The body of a request; None when it is longer than `limit` bytes, or its sender is gone."""
    body: bytes = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] == "http.disconnect" or len(body) > limit:
            return None
        if not message.get("more_body"):
            return body


async def answer(send: Send, status: int, body: bytes, headers: Headers) -> None:
    """Send a whole HTTP response."""
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


async def refuse_socket(send: Send) -> None:
    """Close a web socket before it is accepted: the browser sees HTTP 403."""
    await send({"type": "websocket.close", "code": 1008, "reason": ""})
