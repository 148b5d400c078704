"""Reading a bank: folders of YAML files in, one `Bank` out, with a finding for every file that cannot be used.

A company's own folder is read after the built-in bank, in the same format. A broken own file costs that file and no
more: reading never raises because of what a file holds.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from pydantic import ValidationError

from question_bank.findings import Finding
from question_bank.schema import (
    LANGUAGES,
    About,
    Competency,
    FrozenGuide,
    Guide,
    Question,
    Source,
    Theme,
    Value,
    Vignette,
)
from question_bank.tree import MAX_BYTES, Tree, key_of, read_tree

BUILT_IN: Final = Path(__file__).parent
KINDS: Final[dict[str, type[Value]]] = {
    "competencies": Competency,
    "questions": Question,
    "guides": Guide,
    "vignettes": Vignette,
}
DRAFTS: Final = "drafts"
PUBLISHED: Final = "published"
WITHDRAWN: Final = ".withdrawn"
"""What a file in `published` ends with that says: this guide is no longer offered."""
OWN_FOLDERS: Final = (*KINDS, DRAFTS, PUBLISHED)
MAX_FILES: Final = 2_000

_ValueT = TypeVar("_ValueT", bound=Value)


@dataclass(frozen=True)
class Place:
    """Where a value was read: its file as findings show it, the line of each path, and whether it is an own file."""

    file: str
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict, repr=False)
    own: bool = False
    path: Path | None = None

    def finding(self, path: tuple[str | int, ...], code: str, **params: str | int) -> Finding:
        """A finding about the value at `path` in this file, with the line of that path."""
        return Finding(self.file, Tree(lines=dict(self.lines)).line_of(path), key_of(path), code, params)


@dataclass(frozen=True)
class Bank:
    """Everything that could be read, by id; `findings` tells what could not; `places` where each value stands.

    The keys of `places` are (folder, id), such as ("questions", "plain-no"); ("", "bank") is the built-in
    bank.yaml, ("", "own bank") the own one, and ("themes", id) one theme in either.
    """

    competencies: Mapping[str, Competency]
    questions: Mapping[str, Question]
    guides: Mapping[str, Guide]
    vignettes: Mapping[str, Vignette]
    sources: Mapping[str, Source]
    themes: Mapping[str, Theme]
    about: About | None = None
    findings: tuple[Finding, ...] = ()
    drafts: Mapping[str, Guide] = field(default_factory=dict)
    """Guides in the making, from the own folder only; never among `guides`."""
    published: Mapping[str, FrozenGuide] = field(default_factory=dict)
    """The newest published version of each own guide that was published in the app; its guide is among `guides`."""
    withdrawn: frozenset[str] = frozenset()
    """Published guides that are no longer offered; they stand among `guides` all the same."""
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict, repr=False)

    def place(self, kind: str, name: str) -> Place:
        """Where a value was read; a value made in the app has no file yet, and its place carries its id."""
        return self.places.get((kind, name)) or Place(f"{kind}/{name}.yaml")

    def is_own(self, kind: str, name: str) -> bool:
        """Whether the value comes from an own folder and may be edited."""
        return self.place(kind, name).own

    def guides_asking(self, question_id: str) -> tuple[Guide, ...]:
        """The guides that ask a question, in the order of the bank."""
        return tuple(guide for guide in self.guides.values() if question_id in guide.question_ids)

    def is_named(self, question_id: str) -> bool:
        """Whether a guide, a draft of one or a vignette asks a question, so that it cannot go."""
        guides = (*self.guides.values(), *self.drafts.values())
        asked = any(question_id in guide.question_ids for guide in guides)
        return asked or any(vignette.question == question_id for vignette in self.vignettes.values())

    def questions_about(self, competency_id: str) -> tuple[Question, ...]:
        """The questions about one competency, in the order of the bank."""
        return tuple(question for question in self.questions.values() if question.competency == competency_id)

    def with_question(self, question: Question) -> "Bank":
        """This bank with one question added or replaced, to check a draft in its surroundings."""
        return replace(self, questions={**self.questions, question.id: question})

    def with_guide(self, guide: Guide) -> "Bank":
        """This bank with one guide added or replaced, to check a draft in its surroundings."""
        return replace(self, guides={**self.guides, guide.id: guide})


def read_bank(own: Path | None = None, built_in: Path = BUILT_IN) -> Bank:
    """The built-in bank with the own folder beside it, if there is one; raises nothing for a broken file.

    An id of the built-in bank cannot be taken over by an own file: the built-in stays and a finding tells it.
    """
    reading = _Reading()
    reading.folder(built_in, own=False)
    if own is not None:
        reading.folder(own, own=True)
    return reading.bank()


def read_value(raw: bytes, file: str, kind: type[_ValueT]) -> tuple[_ValueT | None, Tree]:
    """One file's value, or None with the reasons in the tree's findings."""
    tree = read_tree(raw, file)
    if tree.data is None:
        return None, tree
    value, findings = build(kind, tree.data, tree, file)
    tree.findings += findings
    return value, tree


def build(kind: type[_ValueT], data: Any, tree: Tree, file: str) -> tuple[_ValueT | None, list[Finding]]:
    """A value of `kind` from plain data; None when the data or the tree it came from has something wrong."""
    try:
        value = kind.model_validate(data)
    except ValidationError as error:
        told = {finding.key for finding in tree.findings}
        found = [_finding(problem, tree, file) for problem in error.errors(include_url=False, include_context=True)]
        return None, [finding for finding in found if finding.key not in told]
    unusable = any(finding.code != "byte-order-mark" for finding in tree.findings)
    return (None if unusable else value), []


def _finding(problem: Any, tree: Tree, file: str) -> Finding:
    path = tuple(step for step in problem["loc"] if step != "[key]")
    code, params = _problem(problem["type"], path, problem)
    return Finding(file, tree.line_of(path), key_of(path), code, params)


def _problem(kind: str, path: tuple[str | int, ...], problem: Any) -> tuple[str, dict[str, str | int]]:
    """Our rule for a pydantic error type (https://docs.pydantic.dev/latest/errors/validation_errors/)."""
    last = str(path[-1]) if path else ""
    context = problem.get("ctx", {})
    match kind:
        case "missing":
            return ("language-missing" if last in LANGUAGES else "key-missing"), {"name": last}
        case "extra_forbidden":
            return "key-unknown", {"name": last[:60]}
        case "string_type":
            given = problem["input"]
            return ("quotes-needed", {"value": given}) if isinstance(given, int) else ("text-needed", {})
        case "string_too_short" | "too_short":
            return "empty", {}
        case "string_too_long" | "too_long":
            return "too-long", {"limit": context["max_length"]}
        case "string_pattern_mismatch":
            return "id-malformed", {"value": str(problem["input"])[:60]}
        case "literal_error":
            return "not-a-choice", {"choices": str(context["expected"])}
        case "greater_than_equal" | "less_than_equal":
            return "number-out-of-range", {"limit": context.get("ge", context.get("le", 0))}
        case "int_parsing" | "int_type" | "int_from_float":
            return "number-needed", {}
        case _:
            return ("list-needed" if kind == "tuple_type" else "mapping-needed"), {}


def _bytes(path: Path) -> bytes | None:
    """What a plain file holds, one byte past the limit at most; None when it is no plain file or cannot be read."""
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            return None
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError:
        return None


class _Reading:
    """Collects the values of one or two folders."""

    def __init__(self) -> None:
        self.values: dict[str, dict[str, Any]] = {kind: {} for kind in (*KINDS, DRAFTS)}
        self.published: dict[str, FrozenGuide] = {}
        self.withdrawn: set[str] = set()
        self.sources: dict[str, Source] = {}
        self.themes: dict[str, Theme] = {}
        self.abouts: list[About] = []
        self.findings: list[Finding] = []
        self.places: dict[tuple[str, str], Place] = {}

    def folder(self, folder: Path, *, own: bool) -> None:
        try:
            if not folder.is_dir():
                self.findings.append(Finding(str(folder), None, "", "folder-missing"))
                return
            about = folder / "bank.yaml"
            if about.exists() and (read := self.read(about, "", About, folder, own)):
                self.about(read, "own bank" if own else "bank")
            for kind, shape in KINDS.items():
                for path in self.paths(folder / kind):
                    self.keep(kind, self.read(path, kind, shape, folder, own))
            if own:
                self.unfinished_and_published(folder)
        except OSError:
            self.findings.append(Finding(str(folder), None, "", "file-unreadable"))

    def unfinished_and_published(self, folder: Path) -> None:
        """What only an own folder has: guides in the making, and those that were published from it."""
        for path in self.paths(folder / DRAFTS):
            self.keep(DRAFTS, self.read(path, DRAFTS, Guide, folder, own=True))
        for path in self.paths(folder / PUBLISHED):
            self.keep_published(path, folder)
        self.withdrawn |= {path.stem for path in (folder / PUBLISHED).glob(f"*{WITHDRAWN}")}

    def about(self, about: About, name: str) -> None:
        """Sources and themes of the built-in bank come first and stay; each theme gets a place of its own."""
        self.abouts.append(about)
        place = self.places["", name]
        for source in about.sources:
            self.sources.setdefault(source.id, source)
        for position, theme in enumerate(about.themes):
            root = ("themes", position)
            lines = {path[2:]: line for path, line in place.lines.items() if path[:2] == root}
            self.themes.setdefault(theme.id, theme)
            self.places.setdefault(("themes", theme.id), replace(place, lines=lines))

    def paths(self, folder: Path) -> list[Path]:
        found = sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yaml", ".yml"))
        if len(found) > MAX_FILES:
            self.findings.append(Finding(str(folder), None, "", "too-many-files", {"limit": MAX_FILES}))
        return found[:MAX_FILES]

    def read(self, path: Path, kind: str, shape: type[_ValueT], folder: Path, own: bool) -> _ValueT | None:
        file = f"{folder.name}/{kind}/{path.name}" if kind else f"{folder.name}/{path.name}"
        raw = _bytes(path)
        if raw is None:
            self.findings.append(Finding(file, None, "", "file-unreadable"))
            return None
        value, tree = read_value(raw, file, shape)
        self.findings += tree.findings
        if value is None:
            return None
        place = Place(file, tree.lines, own, path)
        if isinstance(value, FrozenGuide):
            self.places[kind, path.name] = place
            return value
        if kind and (found := self.misplaced(kind, value, path, place)):
            self.findings.append(found)
            return None
        self.places[kind, cast(Any, value).id if kind else ("own bank" if own else "bank")] = place
        return value

    def keep_published(self, path: Path, folder: Path) -> None:
        """One published version; the newest of an id becomes the guide of that id, unless its file was changed."""
        frozen = self.read(path, PUBLISHED, FrozenGuide, folder, own=True)
        if frozen is None:
            return
        guide, place = frozen.guide, self.places[PUBLISHED, path.name]
        newest = self.published.get(guide.id)
        if frozen.fingerprint != seal(frozen) or path.name != published_name(guide):
            self.findings.append(place.finding(("fingerprint",), "published-altered"))
        elif newest is None and guide.id in self.values["guides"]:
            other = self.places["guides", guide.id].file
            self.findings.append(place.finding(("guide", "id"), "id-taken", id=guide.id, other=other))
        elif newest is None or newest.guide.version < guide.version:
            self.published[guide.id] = frozen
            self.values["guides"][guide.id] = guide
            self.places["guides", guide.id] = place

    def misplaced(self, kind: str, value: Any, path: Path, place: Place) -> Finding | None:
        if value.id in self.values[kind]:
            return place.finding(("id",), "id-taken", id=value.id, other=self.places[kind, value.id].file)
        if value.id != path.stem:
            return place.finding(("id",), "id-is-not-file-name", id=value.id, name=path.stem)
        return None

    def keep(self, kind: str, value: Any) -> None:
        if value is not None:
            self.values[kind][value.id] = value

    def bank(self) -> Bank:
        in_order = {
            kind: dict(sorted(found.items(), key=lambda entry: (getattr(entry[1], "order", 0), entry[0])))
            for kind, found in self.values.items()
        }
        return Bank(
            **in_order,
            sources=self.sources,
            themes=self.themes,
            about=self.abouts[0] if self.abouts else None,
            findings=tuple(self.findings),
            published=self.published,
            withdrawn=frozenset(self.withdrawn & self.published.keys()),
            places=self.places,
        )


def canonical(value: Any) -> bytes:
    """One byte string for equal plain data, whatever the order of its keys (RFC 8785 for text and whole numbers)."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def freeze(guide: Guide, bank: Bank) -> FrozenGuide:
    """The self-contained copy of a guide that an interview keeps.

    A published guide comes as it was published, whatever its questions say by now. KeyError (the missing id) when the
    guide names a question or competency that the bank does not hold; a guide that passes its checks never does.
    """
    published = bank.published.get(guide.id)
    if published is not None and published.guide == guide:
        return published
    questions = tuple(bank.questions[question_id] for question_id in guide.question_ids)
    named = dict.fromkeys([*(question.competency for question in questions), *sorted(guide.weights)])
    competencies = tuple(bank.competencies[competency_id] for competency_id in named)
    draft = FrozenGuide(guide=guide, questions=questions, competencies=competencies, fingerprint="")
    return draft.model_copy(update={"fingerprint": seal(draft)})


def seal(frozen: FrozenGuide) -> str:
    """The sha256 (64 hexadecimal digits) over the guide, its questions and its competencies."""
    return hashlib.sha256(canonical(frozen.model_dump(mode="json", exclude={"fingerprint"}))).hexdigest()


def published_name(guide: Guide) -> str:
    """The name of the file in which this version of the guide is kept when it is published."""
    return f"{guide.id}-v{guide.version}.yaml"


def fingerprint(guide: Guide, bank: Bank) -> str:
    """The fingerprint that `freeze` would give now; differs as soon as one word of a question differs."""
    return freeze(guide, bank).fingerprint
