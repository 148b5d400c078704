"""Starting, watching and killing processes that use a database."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from typing import IO

from interview.settings import ROOT, Settings

THREADS = 4


@contextlib.contextmanager
def python(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process of the project; killed at the end of the block if it still runs."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextlib.contextmanager
def typist(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """A process that types into the small world of these settings, ready to type."""
    url = settings.database_url.get_secret_value()
    with python("-m", "tests.faults.typist", str(settings.data), url, str(THREADS)) as process:
        first = output(process).readline()
        if first != "ready\n":
            raise AssertionError(process.communicate()[1])
        yield process


def output(process: subprocess.Popen[str]) -> IO[str]:
    """What the process prints."""
    assert process.stdout is not None
    return process.stdout


def acknowledged(lines: list[str]) -> dict[str, int]:
    """The last revision that was acknowledged for each question; a line that was cut off does not count."""
    last: dict[str, int] = {}
    for line in lines:
        if line.endswith("\n") and not line.startswith("failed"):
            question, rev = line.split()
            last[question] = max(int(rev), last.get(question, 0))
    return last
