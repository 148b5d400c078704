"""From the command to the first page, beside a plain Streamlit app; and what our own modules cost to import.

    python -m benchmarks.start [rounds]

Claim: our own modules add less than 0.3 s to what Streamlit itself takes to import. Their own time counts, not that of
the libraries they bring along, which stands beside it.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import httpx
from playwright.sync_api import Browser, sync_playwright

from interview.settings import ROOT
from tests import chromium
from tests.running import RunningApp, environment, free_port

OURS = ("interview", "question_bank", "scoring", "streamlit_app")
ENTRIES = "interview.__main__, interview.web.app, interview.ui.app"
CLAIM_SECONDS = 0.3
PLAIN_PAGE = "import streamlit as st\nst.title('Plain')\n"

Start = Callable[[Path], tuple[subprocess.Popen[bytes], str, Callable[[], str]]]


def import_seconds() -> dict[str, float]:
    """Seconds of a cold interpreter: `ours` and `libraries` beyond Streamlit, and `streamlit` alone."""
    alone = _import_times("streamlit")
    whole = _import_times(f"streamlit, {ENTRIES}")
    ours = sum(seconds for name, seconds in whole.items() if name.split(".")[0] in OURS)
    streamlit = sum(alone.values())
    return {"streamlit": streamlit, "ours": ours, "libraries": max(0.0, sum(whole.values()) - streamlit - ours)}


def _import_times(names: str) -> dict[str, float]:
    """Each module's own seconds while importing `names`, without what it imports itself (python -X importtime).

    Without the garbage collector, as `interview.web.launch` does it: else its rounds count for whatever was imported
    at that moment.
    """
    command = [sys.executable, "-X", "importtime", "-c", f"import gc; gc.disable(); import {names}"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = re.findall(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)", ended.stderr)
    return {name: int(own) / 1e6 for own, name in lines}


def start_ours(folder: Path) -> tuple[subprocess.Popen[bytes], str, Callable[[], str]]:
    """Start Doorvraag with an empty data folder: its process, its address, and a way to the link that lets one in."""
    app = RunningApp(folder / "data")
    with app.output.open("wb") as log:
        command = [sys.executable, "-m", "interview", "serve"]
        return subprocess.Popen(command, cwd=ROOT, env=app.environ, stdout=log, stderr=log), app.url, app.new_link


def start_plain(folder: Path) -> tuple[subprocess.Popen[bytes], str, Callable[[], str]]:
    """Start a Streamlit app of two lines as its documentation says."""
    (folder / "plain.py").write_text(PLAIN_PAGE)
    port = free_port()
    options = ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.address=localhost"]
    command = [sys.executable, "-m", "streamlit", "run", "plain.py", f"--server.port={port}", *options]
    environ = environment(folder, port)
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=environ, stdout=quiet, stderr=quiet)
    url = f"http://localhost:{port}"
    return process, url, lambda: url


def first_page(browser: Browser, start: Start) -> dict[str, float]:
    """Seconds from the command until the server answers, the first paint, and the whole page."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.time()
        process, url, way_in = start(Path(folder))
        try:
            _wait_for(url)
            answers = time.time() - began
            context = chromium.new_context(browser)
            page = context.new_page()
            page.goto(way_in())
            painted = page.evaluate(
                """() => new Promise(done => new PerformanceObserver(list => {
                    const paint = list.getEntriesByName('first-contentful-paint')[0];
                    if (paint) done((performance.timeOrigin + paint.startTime) / 1000);
                }).observe({type: 'paint', buffered: true}))"""
            )
            page.get_by_role("heading").first.wait_for()
            chromium.settled(page)
            whole = time.time() - began
            context.close()
        finally:
            process.terminate()
            process.wait()
    return {"server answers": answers, "first paint": painted - began, "whole page": whole}


def _wait_for(url: str) -> None:
    while True:
        try:
            if httpx.get(f"{url}/_stcore/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.02)


def middle(rounds: int, measure: Callable[[], dict[str, float]]) -> dict[str, float]:
    """The median of each figure over `rounds` measurements."""
    runs = [measure() for _ in range(rounds)]
    return {name: median(run[name] for run in runs) for name in runs[0]}


def main() -> int:
    """Print the figures; 1 when the claim does not hold here."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    modules = middle(rounds, import_seconds)
    print(f"import, median of {rounds} cold interpreters")
    for name, seconds in modules.items():
        print(f"  {name:<16}{seconds:7.3f} s{seconds / modules['streamlit']:8.2f} x Streamlit")

    path = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        ours = middle(rounds, lambda: first_page(browser, start_ours))
        plain = middle(rounds, lambda: first_page(browser, start_plain))
        browser.close()
    print(f"from the command on, median of {rounds}       Doorvraag   plain Streamlit   ratio")
    for name, seconds in ours.items():
        print(f"  {name:<33}{seconds:9.2f} s{plain[name]:14.2f} s{seconds / plain[name]:10.2f}")
    print(
        f"claim: own modules under {CLAIM_SECONDS} s: {'holds' if modules['ours'] < CLAIM_SECONDS else 'DOES NOT HOLD'}"
    )
    return int(modules["ours"] >= CLAIM_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
