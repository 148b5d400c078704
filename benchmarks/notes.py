"""From key press to disk: the note pad beside a plain `st.text_area`, in the same run, in the same browser.

    python -m benchmarks.notes [--seconds 30] [--saves 300]

Somebody types without stopping (about nine keys a second, now and then half a second of thought) for `--seconds`, then
leaves the box. For every key: how long until a text that holds it is in the database, which is asked every 5 ms past
the app. Reruns are the frames that the page sends over Streamlit's socket. Server CPU is process time of the server,
less what it takes in an idle stretch of the same length: for the note pad and the text area while that was typed; and
net, for `--saves` saves in a row over HTTP. To reach: no reruns, 95 % of keys on disk within 1.0 s, 2 ms CPU a save.
"""

import argparse
import contextlib
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from playwright.sync_api import Locator, Page, sync_playwright

from interview.web.passes import Passes
from tests import chromium
from tests.browser.talks import Talk, box, come_in, open_talk, planned_talk
from tests.running import free_port, running

SENTENCES = "He called on Friday at half past four. I told him no, and why. He kept pressing. I asked what he needed. "
LATENCY_TARGET = 1.0
CPU_TARGET = 2.0
LENGTH = "SELECT LENGTH(body) FROM note WHERE scorecard_id = ? AND question_id = ? AND part = 'S'"
SAVES = "SELECT COUNT(*) FROM note_revision WHERE scorecard_id = ? AND question_id = ? AND part = 'S'"
PLAIN = """
import sqlite3, sys
import streamlit as st

def keep():
    with sqlite3.connect(sys.argv[1]) as database:
        database.execute("PRAGMA synchronous = FULL")
        database.execute("INSERT INTO kept VALUES (?)", (st.session_state.notes,))

st.text_area("Situation", key="notes", on_change=keep)
st.text_area("Task", key="other")
"""

Ask = Callable[[], int]


@dataclass
class Watch:
    """Asks every 5 ms how many characters are in the database, and remembers when there were more."""

    length: Ask
    seen: list[tuple[float, int]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Until `over`."""
        while not self.over.wait(0.005):
            length = self.length()
            if not self.seen or length > self.seen[-1][1]:
                self.seen.append((time.time(), length))

    def latencies(self, keys: list[float]) -> list[float]:
        """Seconds from key n, pressed at `keys[n]`, to a text longer than n characters. StopIteration if lost."""
        return [next(at for at, length in self.seen if length > n) - pressed for n, pressed in enumerate(keys)]


def cpu(pid: int) -> float:
    """Seconds of processor that a process took so far, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def type_on(target: Locator, page: Page, seconds: float, dice: random.Random) -> tuple[list[float], int]:
    """Type for so long; gives the time of each key and the number of sentences. Leaves the box at the end."""
    target.focus()
    keys: list[float] = []
    ends = time.time() + seconds
    while time.time() < ends:
        letter = SENTENCES[len(keys) % len(SENTENCES)]
        keys.append(time.time())
        page.keyboard.type(letter)
        page.wait_for_timeout(max(30, dice.gauss(110, 40)) + (500 if letter == "." else 0))
    page.keyboard.press("Tab")
    page.wait_for_timeout(2500)
    return keys, sum(SENTENCES[n % len(SENTENCES)] == "." for n in range(len(keys)))


@dataclass(frozen=True)
class Result:
    """What one way of typing cost."""

    name: str
    latencies: list[float]
    sentences: int
    frames: int
    saves: int
    cpu_seconds: float

    def line(self) -> str:
        """One row of the table."""
        p50, p95 = (statistics.quantiles(self.latencies, n=100)[place] for place in (49, 94))
        each = 1000 * self.cpu_seconds / max(1, self.saves)
        return (
            f"{self.name:<22}{p50:>9.2f}{p95:>9.2f}{self.frames / max(1, self.sentences):>12.1f}"
            f"{self.saves:>8}{each:>16.1f}{1000 * self.cpu_seconds / max(1, self.sentences):>16.1f}"
        )


def measure(name: str, page: Page, target: Locator, pid: int, length: Ask, saves: Ask, seconds: float) -> Result:
    """Type into `target` and look at the database and the server meanwhile."""
    page.evaluate(
        """() => {
             window.sent = 0;
             const send = WebSocket.prototype.send;
             WebSocket.prototype.send = function (...all) { window.sent += 1; return send.apply(this, all); };
           }"""
    )
    _at_rest(pid)
    idle = _idle(pid)
    watch, before, kept = Watch(length), cpu(pid), saves()
    thread = threading.Thread(target=watch.run)
    thread.start()
    started = time.time()
    keys, sentences = type_on(target, page, seconds, random.Random(1))
    spent = cpu(pid) - before - idle * (time.time() - started)
    watch.over.set()
    thread.join()
    frames = int(page.evaluate("window.sent"))
    return Result(name, watch.latencies(keys), sentences, frames, saves() - kept, max(0.0, spent))


def _at_rest(pid: int, patience: int = 30) -> None:
    """Wait until what the server loads behind the first page is loaded: a second with hardly any work."""
    for _ in range(patience):
        before = cpu(pid)
        time.sleep(1)
        if cpu(pid) - before < 0.05:
            return


def _idle(pid: int, seconds: float = 5) -> float:
    """Seconds of processor in a second in which nobody asks anything."""
    started, before = time.time(), cpu(pid)
    time.sleep(seconds)
    return (cpu(pid) - before) / (time.time() - started)


def save_in_a_row(url: str, client: httpx.Client, talk: Talk, token: str, pid: int, saves: int) -> float:
    """Milliseconds of server CPU for one save, with nothing else going on."""
    body = "I told him no, and why. " * 12
    _at_rest(pid)
    idle = _idle(pid)
    started = before = 0.0
    for rev in range(saves + 20):
        if rev == 20:
            started, before = time.time(), cpu(pid)
        write = {"kind": "note", "question": talk.questions[1], "part": "A", "body": f"{body}{rev}", "base": rev}
        asked = {"token": token, "card": talk.card, "writes": [{**write, "id": uuid.uuid4().hex}]}
        answer = client.post("/notes", json=asked, headers={"origin": url})
        assert answer.json()["writes"][0]["status"] == "saved", answer.text
    spent = cpu(pid) - before - idle * (time.time() - started)
    return 1000 * spent / saves


@contextlib.contextmanager
def plain_app(folder: Path) -> Iterator[tuple[str, int]]:
    """The plain text area under `streamlit run`; gives its address and process id."""
    script, port = folder / "plain.py", free_port()
    script.write_text(PLAIN)
    with sqlite3.connect(folder / "plain.db") as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE kept (body TEXT)")
    options = ["--server.headless=true", f"--server.port={port}", "--browser.gatherUsageStats=false"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options, "--", str(folder / "plain.db")]
    with (folder / "plain.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        url = f"http://localhost:{port}"
        while True:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{url}/_stcore/health").status_code == 200:
                    break
            time.sleep(0.1)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait()


def one_number(database: Path, query: str, *values: str) -> Ask:
    """Asks the database, on a connection of each thread's own."""
    local = threading.local()

    def ask() -> int:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(database, timeout=10)
        row = local.connection.execute(query, values).fetchone()
        return int(row[0] or 0) if row else 0

    return ask


def plain(folder: Path, page: Page, seconds: float) -> Result:
    """The text area."""
    with plain_app(folder) as (url, pid):
        page.goto(url)
        target = page.get_by_label("Situation")
        target.wait_for(timeout=60_000)
        length = one_number(folder / "plain.db", "SELECT MAX(LENGTH(body)) FROM kept")
        saves = one_number(folder / "plain.db", "SELECT COUNT(*) FROM kept")
        return measure("st.text_area", page, target, pid, length, saves, seconds)


def ours(folder: Path, page: Page, seconds: float, saves: int) -> tuple[Result, float]:
    """The note pad, and the CPU of one save by itself."""
    talk = planned_talk(folder / "data")
    with running(folder / "data") as app, app.client() as client:
        assert app.process
        page = open_talk(come_in(page.context, app, talk), app.url, talk)
        database = folder / "data" / "doorvraag.db"
        length = one_number(database, LENGTH, talk.card, talk.questions[0])
        kept = one_number(database, SAVES, talk.card, talk.questions[0])
        result = measure("note pad", page, box(page, "S"), app.process.pid, length, kept, seconds)
        page.close()
        token = Passes(talk.data).mint(talk.person, talk.card)
        return result, save_in_a_row(app.url, client, talk, token, app.process.pid, saves)


def main() -> int:
    """Print the table and whether the targets were reached; 1 when one was not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--saves", type=int, default=300)
    asked = parser.parse_args()
    path = chromium.find()
    assert path, chromium.ADVICE
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, headless=True, args=chromium.ARGUMENTS)
        page = opened.new_context(locale="en-GB").new_page()
        theirs = plain(Path(place), page, asked.seconds)
        pad, net = ours(Path(place), page, asked.seconds, asked.saves)
        opened.close()
    print(f"{'':<22}{'p50 s':>9}{'p95 s':>9}{'reruns/sent.':>12}{'saves':>8}{'CPU ms/save':>16}{'CPU ms/sent.':>16}")
    print(pad.line(), theirs.line(), sep="\n")
    print(f"server CPU of one save by itself: {net:.2f} ms ({asked.saves} in a row, every one a commit)")
    p95 = statistics.quantiles(pad.latencies, n=100)[94]
    reached = pad.frames == 0 and p95 <= LATENCY_TARGET and net <= CPU_TARGET
    print(
        "targets reached" if reached else f"TARGETS MISSED: p95 {p95:.2f} s, {pad.frames} frames, {net:.2f} ms a save"
    )
    return not reached


if __name__ == "__main__":
    sys.exit(main())
