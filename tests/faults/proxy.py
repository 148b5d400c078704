"""A wire between browser and app that can be cut (connections die at once) or swallow everything (a black hole)."""

import contextlib
import select
import socket
import threading
from typing import Literal, Self

State = Literal["open", "cut", "black_hole"]


class Proxy:
    """Passes TCP from a port of its own to `target` on this computer, until `state` says otherwise."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.state: State = "open"
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()
        self.cut()

    def cut(self) -> None:
        """Reset every connection; new ones are reset too."""
        self.state = "cut"
        for pair in tuple(self._pairs):
            _reset(*pair)

    def swallow(self) -> None:
        """Keep every connection, pass nothing on; new ones are accepted and never answered."""
        self.state = "black_hole"

    def mend(self) -> None:
        """Pass again. What was swallowed is gone, so connections that swallowed something die."""
        for pair in tuple(self._pairs):
            _reset(*pair)
        self.state = "open"

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._connect, args=(client,), daemon=True).start()

    def _connect(self, client: socket.socket) -> None:
        if self.state == "cut":
            _reset(client)
            return
        try:
            server = socket.create_connection(("127.0.0.1", self.target), timeout=5)
        except OSError:
            _reset(client)
            return
        pair = (client, server)
        self._pairs.add(pair)
        with contextlib.suppress(OSError, ValueError):
            self._pass(client, server)
        _reset(*pair)
        self._pairs.discard(pair)

    def _pass(self, client: socket.socket, server: socket.socket) -> None:
        other = {client: server, server: client}
        while self.state != "cut":
            for ready in select.select([client, server], [], [], 0.1)[0]:
                data = ready.recv(65536)
                if not data:
                    return
                if self.state == "open":
                    other[ready].sendall(data)


def _reset(*sockets: socket.socket) -> None:
    for one in sockets:
        with contextlib.suppress(OSError):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        with contextlib.suppress(OSError):
            one.close()
