"""Streamlit is told not to cover the note pad with its connection dialog; nothing else of its answers changes."""

import json

from interview.web.asgi import App, Receive, Scope, Send
from interview.web.host_config import NoErrorDialogs
from tests.interview.web.edge import Inside, ask, request


def answering(status: int, body: bytes) -> App:
    async def app(scope: Scope, _receive: Receive, send: Send) -> None:
        packed = any(name == b"accept-encoding" for name, _ in scope["headers"])
        headers = [(b"content-length", str(len(body)).encode()), (b"etag", b"1")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"\x1f\x8b" if packed else body[:5], "more_body": True})
        await send({"type": "http.response.body", "body": body[5:]})

    return app


def test_the_switch_is_set_and_the_rest_kept() -> None:
    app = NoErrorDialogs(answering(200, b'{"allowedOrigins": ["a"], "blockErrorDialogs": false}'))
    answer = ask(app, request("/_stcore/host-config", headers=[("accept-encoding", "gzip")]))
    assert json.loads(answer.body) == {"allowedOrigins": ["a"], "blockErrorDialogs": True}
    assert answer.header("content-length") == str(len(answer.body))
    assert answer.header("etag") == "1"


def test_an_error_passes_unread() -> None:
    answer = ask(NoErrorDialogs(answering(503, b"not json at all")), request("/_stcore/host-config"))
    assert (answer.status, answer.body) == (503, b"not json at all")


def test_other_paths_pass_untouched() -> None:
    assert ask(NoErrorDialogs(Inside()), request("/_stcore/health")).body == b"inside"
