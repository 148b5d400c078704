"""A whole bank, or one guide with all it needs, in one file: gathered, written as YAML, read back and kept.

`question_bank.spreadsheet` does the same as XLSX. A file that is handed in is taken whole or not at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from question_bank.findings import Finding
from question_bank.reader import KINDS, Bank, freeze, read_value
from question_bank.schema import About, Competency, Guide, Question, Value, Vignette, plain
from question_bank.tree import Tree
from question_bank.writing import save, to_yaml, write_atomically


class Collection(Value):
    """What travels in one file: the bank's own description and any number of its values."""

    bank: About | None = None
    competencies: tuple[Competency, ...] = Field(default=(), max_length=500)
    questions: tuple[Question, ...] = Field(default=(), max_length=2_000)
    guides: tuple[Guide, ...] = Field(default=(), max_length=500)
    vignettes: tuple[Vignette, ...] = Field(default=(), max_length=2_000)


def whole(bank: Bank) -> Collection:
    """Everything in a bank, own values included."""
    return Collection(
        bank=_about(bank, set(bank.sources), set(bank.themes)),
        competencies=tuple(bank.competencies.values()),
        questions=tuple(bank.questions.values()),
        guides=tuple(bank.guides.values()),
        vignettes=tuple(bank.vignettes.values()),
    )


def only_guide(guide: Guide, bank: Bank) -> Collection:
    """One guide with its questions, their competencies, sources and themes, a published one as it was published.

    KeyError when a question is missing.
    """
    frozen = freeze(guide, bank)
    questions = tuple(dict.fromkeys(frozen.questions))
    competencies = frozen.competencies
    themes = {theme for question in questions for theme in question.themes}
    cited = [question.sources for question in questions] + [competency.sources for competency in competencies]
    cited += [bank.themes[theme].sources for theme in themes if theme in bank.themes]
    sources = {source for several in cited for source in several}
    return Collection(
        bank=_about(bank, sources, themes), competencies=competencies, questions=questions, guides=(guide,)
    )


def _about(bank: Bank, sources: set[str], themes: set[str]) -> About | None:
    if bank.about is None:
        return None
    return bank.about.model_copy(
        update={
            "sources": tuple(source for source in bank.sources.values() if source.id in sources),
            "themes": tuple(theme for theme in bank.themes.values() if theme.id in themes),
        }
    )


def to_yaml_file(collection: Collection) -> bytes:
    """The collection as one YAML file in the style of the bank, UTF-8."""
    return to_yaml(plain(collection)).encode("utf-8")


def from_yaml_file(raw: bytes, file: str) -> tuple[Collection | None, list[Finding]]:
    """A collection from a YAML file that somebody hands in, or None with everything that is wrong with it."""
    collection, tree = read_value(raw, file, Collection)
    if collection is None:
        return None, tree.findings
    found = doubles(collection, tree, file)
    return (None if found else collection), [*tree.findings, *found]


def doubles(collection: Collection, tree: Tree, file: str) -> list[Finding]:
    """Ids that occur twice in one file."""
    found: list[Finding] = []
    for kind in KINDS:
        seen: set[str] = set()
        for position, value in enumerate(getattr(collection, kind)):
            if value.id in seen:
                line = tree.line_of((kind, position))
                found.append(
                    Finding(file, line, f"{kind}.{position + 1}.id", "id-taken", {"id": value.id, "other": file})
                )
            seen.add(value.id)
    return found


Standing = Literal["new", "replaced", "unchanged", "taken"]


def values_of(collection: Collection) -> Iterator[tuple[str, Any]]:
    """Every value of a collection with the folder it belongs in."""
    for kind in KINDS:
        for value in getattr(collection, kind):
            yield kind, value


def standing(kind: str, value: Any, bank: Bank) -> Standing:
    """What keeping a value would do: the built-in ones and what was published stay as they are."""
    present = getattr(bank, kind).get(value.id)
    if present is None:
        return "new"
    if present == value:
        return "unchanged"
    fixed = not bank.is_own(kind, value.id) or (kind == "guides" and value.id in bank.published)
    return "taken" if fixed else "replaced"


def taken(kind: str, value: Any, bank: Bank, file: str) -> Finding:
    """The finding about a value whose id belongs to another one that stays."""
    other = bank.place(kind, value.id).file
    return Finding(file, None, f"{kind} {value.id}", "id-taken", {"id": value.id, "other": other})


@dataclass(frozen=True)
class Kept:
    """What an import did: the files it wrote, what was there already word for word, and what could not be taken."""

    written: tuple[Path, ...]
    unchanged: tuple[str, ...]
    findings: tuple[Finding, ...]


def keep(folder: Path, collection: Collection, bank: Bank, file: str) -> Kept:
    """Write a collection into an own bank folder. OSError when the folder cannot be written.

    Values that the bank already holds word for word are left alone; a built-in value and a published guide are never
    replaced, and their namesakes are refused with a finding; any other own value of the same id is replaced.
    """
    written: list[Path] = []
    unchanged: list[str] = []
    findings: list[Finding] = []
    for kind, value in values_of(collection):
        match standing(kind, value, bank):
            case "unchanged":
                unchanged.append(value.id)
            case "taken":
                findings.append(taken(kind, value, bank, file))
            case _:
                written.append(save(folder, value))
    if added := _added(folder, collection, bank):
        write_atomically(folder / "bank.yaml", to_yaml(plain(added)).encode("utf-8"))
        written.append(folder / "bank.yaml")
    return Kept(tuple(written), tuple(unchanged), tuple(findings))


def _added(folder: Path, collection: Collection, bank: Bank) -> About | None:
    """The own bank.yaml with the sources and themes that come with the collection; None when there are no new ones."""
    if collection.bank is None:
        return None
    sources = tuple(source for source in collection.bank.sources if source.id not in bank.sources)
    themes = tuple(theme for theme in collection.bank.themes if theme.id not in bank.themes)
    if not sources and not themes:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    present = folder / "bank.yaml"
    own = read_value(present.read_bytes(), present.name, About)[0] if present.exists() else None
    about = own or collection.bank.model_copy(update={"sources": (), "themes": ()})
    return about.model_copy(update={"sources": about.sources + sources, "themes": about.themes + themes})
