"""Tell Streamlit's page not to lay its "Connection error" dialog over the note pad.

The dialog takes the focus about three seconds after the server is gone, and everything typed from then on is lost.
Streamlit has a switch for it, meant for sites that embed it, in the answer of /_stcore/host-config.
"""

import json

from interview.web.asgi import App, Message, Receive, Scope, Send

PATH = "/_stcore/host-config"


class NoErrorDialogs:
    """ASGI middleware that sets `blockErrorDialogs` in Streamlit's host configuration."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(PATH):
            await self.app(scope, receive, send)
            return
        # A packed answer could not be read here; this one is a few hundred bytes.
        plain = [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, _Rewriter(send))


class _Rewriter:
    """Holds the answer back until its body is whole, then sends it with the switch set."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        if self.start["status"] == 200:
            self.body = json.dumps({**json.loads(self.body), "blockErrorDialogs": True}).encode()
        kept = [pair for pair in self.start["headers"] if pair[0].lower() != b"content-length"]
        length = (b"content-length", str(len(self.body)).encode())
        await self.send({**self.start, "headers": [*kept, length]})
        await self.send({"type": "http.response.body", "body": self.body})
