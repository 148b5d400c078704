"""A Chromium of our own with a profile on disk, that can be killed whole or in part."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, BrowserType

from tests import chromium
from tests.until import SECONDS
from tests.watching import watch

START_SECONDS = 90


class ChromiumProcess:
    """`start` gives its one context; after `kill` it can be started again on the same profile.

    Every connection to `localhost` goes to the port `wire` instead, while the pages see the address they asked for.
    """

    def __init__(self, kind: BrowserType, profile: Path, wire: int) -> None:
        self.kind = kind
        self.profile = profile
        self.wire = wire
        self.process: subprocess.Popen[bytes] | None = None
        self.browser: Browser | None = None

    def start(self) -> BrowserContext:
        """Start and connect."""
        path = chromium.find()
        assert path, chromium.ADVICE
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        own = [f"--user-data-dir={self.profile}", "--remote-debugging-port=0", "--headless=new", "--lang=en-GB"]
        own.append(f"--host-resolver-rules=MAP localhost 127.0.0.1:{self.wire}")
        self.process = subprocess.Popen(
            [path, *chromium.ARGUMENTS, *own, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        ends = time.monotonic() + START_SECONDS
        while not (port_file.exists() and "\n" in port_file.read_text()):
            assert self.process.poll() is None and time.monotonic() < ends, "Chromium did not start"
            time.sleep(0.05)
        port = port_file.read_text().splitlines()[0]
        self.browser = self.kind.connect_over_cdp(f"http://127.0.0.1:{port}", timeout=START_SECONDS * 1000)
        context = self.browser.contexts[0]
        context.set_default_timeout(SECONDS * 1000)
        watch(context)
        return context

    def kill(self) -> None:
        """End every process of this Chromium at once, as a power cut does."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def kill_renderers(self) -> None:
        """End the processes that draw pages: the pages crash, the browser stays."""
        assert self.browser
        session = self.browser.new_browser_cdp_session()
        for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
            if process["type"] == "renderer":
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process["id"], signal.SIGKILL)
