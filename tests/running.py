"""The real app as a process of its own, for tests that look at it from outside."""

import contextlib
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from interview.settings import PREFIX, ROOT
from interview.web.start_token import StartTokens
from tests.until import SECONDS, until

START_SECONDS = 180
LAST = 4000
"""Characters of what an app printed that are shown with a test that fails."""
_ports = itertools.count(20_000 + os.getpid() * 50 % 10_000)
_running: set["RunningApp"] = set()


def free_port() -> int:
    """A port nobody listens on, and nobody gets who asks the system for any: those of connections are higher.

    Every process asks in a stretch of its own, and no port twice, because an app that is down for a while wants the
    same one again.
    """
    for port in _ports:
        with socket.socket() as asked, contextlib.suppress(OSError):
            asked.bind(("127.0.0.1", port))
            return port
    raise AssertionError("there is no end to the ports")


def environment(data: Path, port: int, **more: str) -> dict[str, str]:
    """Environment of a launcher: nothing of the developer's own settings, no browser window."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, "LC_", "LANG"))}
    chosen = {"DOORVRAAG_DATA": str(data), "DOORVRAAG_PORT": str(port), "DOORVRAAG_OPEN_BROWSER": "false"}
    return inherited | {"LANG": "C.UTF-8"} | chosen | more


class RunningApp:
    """One installation of Doorvraag: its data folder, its port, and the process that serves it.

    `start`, `stop` and `kill` can follow each other: the data folder and the port stay.
    """

    def __init__(self, data: Path, **more: str) -> None:
        self.data = data
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.environ = environment(data, self.port, **more)
        self.output = data.parent / f"{data.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "RunningApp":
        """Start the launcher and wait until the app answers."""
        command = [sys.executable, "-m", "interview", "serve"]
        with self.output.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environ, stdout=log, stderr=log)
        _running.add(self)
        ends = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self.process.poll() is None, f"the app ended by itself:\n{self.said()}"
            assert time.monotonic() < ends, f"the app did not answer in {START_SECONDS} s:\n{self.said()}"
            time.sleep(0.1)
        return self

    def stop(self) -> None:
        """Stop as Ctrl+C does."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it without a chance to save anything, as the power cord does."""
        self._end(signal.SIGKILL)

    def said(self) -> str:
        """Everything the process printed so far."""
        return self.output.read_text("utf-8", errors="replace")

    def printed_link(self) -> str:
        """The start link in what it printed; it prints that after it has begun to answer."""
        until(lambda: re.search(r"http://\S+/start/\S+\s", self.said()))
        links: list[str] = re.findall(r"http://\S+/start/\S+", self.said())
        return links[0]

    def new_link(self) -> str:
        """A fresh start link."""
        return f"{self.url}/start/{StartTokens(self.data).new_link()}"

    @contextlib.contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """An HTTP client that came in by a start link."""
        with httpx.Client(base_url=self.url, follow_redirects=False, timeout=SECONDS) as client:
            assert client.get(self.new_link()).status_code == 303
            yield client

    def _answers(self) -> bool:
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{self.url}/health").status_code == 200
        return False

    def _end(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None
        _running.discard(self)


def last_said() -> Iterator[tuple[str, str]]:
    """Title and text of what every app that runs now printed last."""
    for app in _running:
        yield f"app at {app.url}", app.said()[-LAST:]


@contextlib.contextmanager
def running(data: Path, **more: str) -> Iterator[RunningApp]:
    """A running app with its data in `data` and further settings `more`; stopped at the end."""
    app = RunningApp(data, **more)
    try:
        yield app.start()
    finally:
        app.stop()
