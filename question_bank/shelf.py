"""The bank as it stands on disk at this moment: read once, and again as soon as something in the own folder changed."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock

from question_bank.check import check
from question_bank.findings import Finding
from question_bank.publishing import offered
from question_bank.reader import OWN_FOLDERS, Bank, read_bank
from question_bank.schema import Guide

_Stamp = tuple[tuple[str, int, int, int], ...]


class Shelf:
    """The built-in bank with one own folder beside it. Safe to use from several threads.

    `own` is where own content is written; the folder is made with the first file. `expected` says that somebody named
    this folder, so that its absence is a finding. Several processes may write into one folder: each looks before it
    reads.
    """

    def __init__(self, own: Path, *, expected: bool = False) -> None:
        self.own = own
        self._expected = expected
        self._lock = Lock()
        self._stamp: _Stamp | None = None
        self._bank = Bank({}, {}, {}, {}, {}, {})
        self._findings: tuple[Finding, ...] | None = None
        self._offered: Mapping[str, Guide] | None = None

    @property
    def bank(self) -> Bank:
        """Everything readable; raises nothing, whatever the own files hold."""
        with self._lock:
            return self._current()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything wrong in the bank, as `check` gives it."""
        with self._lock:
            bank = self._current()
            if self._findings is None:
                self._findings = tuple(check(bank))
            return self._findings

    @property
    def offered(self) -> Mapping[str, Guide]:
        """The guides an interview can be planned with, by id."""
        with self._lock:
            bank = self._current()
            if self._offered is None:
                self._offered = offered(bank)
            return self._offered

    def _current(self) -> Bank:
        stamp = tuple(sorted(_stamps(self.own)))
        if stamp != self._stamp:
            there = self._expected or self.own.is_dir()
            self._bank = read_bank(self.own if there else None)
            self._stamp, self._findings, self._offered = stamp, None, None
        return self._bank


def _stamps(own: Path) -> Iterator[tuple[str, int, int, int]]:
    """What tells one state of the folder from another: each file's name, inode, time and size."""
    for folder in (own, *(own / name for name in OWN_FOLDERS)):
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    found = entry.stat()
                    if not entry.is_dir():
                        yield entry.path, found.st_ino, found.st_mtime_ns, found.st_size
        except OSError:
            continue
