"""A YAML file read strictly: bytes in, plain data with line numbers out, and a finding for whatever is refused.

Own banks are written by anybody in any editor, so the narrow part of YAML that a bank needs is all that is accepted:
block mappings and lists, text and whole numbers. Aliases (a bomb of nine lines unfolds to gigabytes), tags, flow style,
deep nesting, duplicate keys and values that YAML would turn into something else than text are refused by name.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from question_bank.findings import Finding

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_NODES = 50_000

Path = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MEANINGS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers
_WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
# Bidirectional and invisible controls make a text read differently from what it holds.
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


@dataclass
class Tree:
    """A file's plain data (None when it could not be read), the line of each path, and what was wrong."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def line_of(self, path: Path) -> int | None:
        """The line of `path`, or of the nearest thing that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def key_of(path: Path) -> str:
    """A path as a person reads it: names and list positions counted from 1, joined by dots."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


class _Refused(Exception):
    """Stops the reading of one file; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def read_tree(raw: bytes, file: str) -> Tree:
    """Read one YAML document; never raises, whatever the bytes are."""
    tree = Tree()
    try:
        text = _decoded(raw, file, tree)
        _Composer(text, file, tree).read()
    except _Refused as refused:
        tree.data = None
        tree.findings.append(refused.finding)
    except yaml.YAMLError as error:
        tree.data = None
        tree.findings.append(_broken(error, file))
    return tree


def _broken(error: yaml.YAMLError, file: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", "?"))
    return Finding(file, mark.line + 1 if mark else None, "", "yaml-broken", {"problem": problem})


def _decoded(raw: bytes, file: str, tree: Tree) -> str:
    if len(raw) > MAX_BYTES:
        raise _Refused(Finding(file, None, "", "too-large", {"limit": MAX_BYTES // 1_000_000}))
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            if encoding == "UTF-16":
                raise _Refused(Finding(file, 1, "", "not-utf-8", {"encoding": "UTF-16"}))
            tree.findings.append(Finding(file, 1, "", "byte-order-mark"))
            raw = raw[len(mark) :]
    if raw.count(b"\x00") > len(raw) // 4:
        raise _Refused(Finding(file, 1, "", "not-utf-8", {"encoding": "UTF-16"}))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Refused(Finding(file, line, "", "not-utf-8", {"encoding": "Windows-1252"})) from error
    if hidden := _HIDDEN.search(text):
        line = text.count("\n", 0, hidden.start()) + 1
        raise _Refused(Finding(file, line, "", "hidden-character", {"character": f"U+{ord(hidden[0]):04X}"}))
    return unicodedata.normalize("NFC", text)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


class _Composer:
    """Builds plain data from the parser's events, by recursion no deeper than MAX_DEPTH."""

    def __init__(self, text: str, file: str, tree: Tree) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.file, self.tree, self.nodes = file, tree, 0

    def read(self) -> None:
        next(self.events)  # the start of the stream
        document = next(self.events)
        if isinstance(document, yaml.StreamEndEvent):
            raise _Refused(Finding(self.file, 1, "", "file-empty"))
        data = self.node(next(self.events), ())
        next(self.events)  # the end of the document
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            raise _Refused(Finding(self.file, _line(following), "", "several-documents"))
        self.tree.data = data

    def node(self, event: Any, path: Path) -> Any:
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self.refused(event, path, "alias")
        if event.tag:
            raise self.refused(event, path, "tag", tag=str(event.tag))
        if self.nodes > MAX_NODES:
            raise self.refused(event, path, "too-many-entries", limit=MAX_NODES)
        self.tree.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if len(path) >= MAX_DEPTH:
            raise self.refused(event, path[:3], "too-deep", limit=MAX_DEPTH)
        if event.flow_style:
            raise self.refused(event, path, "flow-style")
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise self.refused(event, path, "key-not-plain")
            key = event.value
            here = (*path, key)
            if key in found:
                self.note(event, here, "duplicate-key", name=key[:60])
            self.tree.lines[here] = _line(event)
            found[key] = self.node(next(self.events), here)
        return found

    def sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.node(event, (*path, len(found))))
        return found

    def scalar(self, event: Any, path: Path) -> str | int:
        text: str = event.value
        if event.style not in (None, ""):
            return text
        for tag, pattern in _MEANINGS.get(text[:1], ()):
            if pattern.match(text):
                return self.meaning(event, path, text, tag)
        return text

    def meaning(self, event: Any, path: Path, text: str, tag: str) -> str | int:
        """A plain value that YAML takes for something else than text: only whole numbers pass."""
        if _WHOLE_NUMBER.fullmatch(text):
            return int(text)
        if tag.endswith(":null"):
            self.note(event, path, "empty")
        else:
            self.note(event, path, "quotes-needed", value=text[:40])
        return text or "-"

    def note(self, event: Any, path: Path, code: str, **params: str | int) -> None:
        self.tree.findings.append(Finding(self.file, _line(event), key_of(path), code, params))

    def refused(self, event: Any, path: Path, code: str, **params: str | int) -> _Refused:
        return _Refused(Finding(self.file, _line(event), key_of(path), code, params))
