"""What a file that is handed in would change, and what stands in its way, before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from question_bank.exchange import Collection, standing, taken, values_of
from question_bank.findings import Finding
from question_bank.reader import KINDS, Bank, Place
from question_bank.rules import guide as guide_rules
from question_bank.rules import question as question_rules
from question_bank.rules import vignette as vignette_rules
from question_bank.rules import whole


@dataclass(frozen=True)
class Arrival:
    """A collection held against a bank.

    Each of the first three holds (folder, id) pairs, such as ("questions", "plain-no"): what the bank does not have,
    what would take the place of an own value, and what it holds word for word. `findings` blocks the whole file.
    """

    new: tuple[tuple[str, str], ...]
    replaced: tuple[tuple[str, str], ...]
    unchanged: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def weigh(collection: Collection, bank: Bank, file: str) -> Arrival:
    """Hold a collection that could be read against the bank it would join; `file` is its name in the findings."""
    sorted_out: dict[str, list[tuple[str, str]]] = {"new": [], "replaced": [], "unchanged": [], "taken": []}
    findings: list[Finding] = []
    for kind, value in values_of(collection):
        found = standing(kind, value, bank)
        sorted_out[found].append((kind, value.id))
        if found == "taken":
            findings.append(taken(kind, value, bank, file))
    coming = [*sorted_out["new"], *sorted_out["replaced"]]
    findings += _ruled(_joined(collection, bank, file), coming)
    new, replaced, unchanged = (tuple(sorted_out[name]) for name in ("new", "replaced", "unchanged"))
    return Arrival(new, replaced, unchanged, tuple(findings))


def _joined(collection: Collection, bank: Bank, file: str) -> Bank:
    """The bank as it would be with the collection in it; what came from the file says so in its place."""
    about = collection.bank
    merged: dict[str, Any] = {kind: dict(getattr(bank, kind)) for kind in KINDS}
    places = dict(bank.places)
    for kind, value in values_of(collection):
        merged[kind][value.id] = value
        places[kind, value.id] = Place(f"{file} {kind}/{value.id}", own=True)
    return replace(
        bank,
        **merged,
        sources={**{source.id: source for source in (about.sources if about else ())}, **bank.sources},
        themes={**{theme.id: theme for theme in (about.themes if about else ())}, **bank.themes},
        places=places,
    )


def _ruled(bank: Bank, coming: list[tuple[str, str]]) -> Iterator[Finding]:
    for kind, name in coming:
        if kind == "questions":
            yield from question_rules.check(bank.questions[name], bank)
        elif kind == "guides":
            yield from guide_rules.check(bank.guides[name], bank)
        elif kind == "vignettes":
            yield from vignette_rules.check(bank.vignettes[name], bank)
        else:
            yield from whole.competency(bank.competencies[name], bank)
