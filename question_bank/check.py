"""Checking a bank: every rule over every file, all findings at once, in the order of the files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from question_bank.findings import Finding
from question_bank.reader import Bank, build
from question_bank.rules import guide as guide_rules
from question_bank.rules import question as question_rules
from question_bank.rules import vignette as vignette_rules
from question_bank.rules import whole
from question_bank.schema import Guide, Question
from question_bank.tree import Tree


def check(bank: Bank) -> list[Finding]:
    """Everything wrong in a bank: first what could not be read, then what the rules object to; empty when well."""
    return [*bank.findings, *_ruled(bank)]


def _ruled(bank: Bank) -> Iterator[Finding]:
    yield from whole.check(bank)
    for question in bank.questions.values():
        yield from question_rules.check(question, bank)
    for guide in bank.guides.values():
        if guide.id in bank.published:
            continue  # checked when it was published, with the questions as they were then
        yield from guide_rules.check(guide, bank)
    for vignette in bank.vignettes.values():
        yield from vignette_rules.check(vignette, bank)


def check_question(question: Question, bank: Bank) -> list[Finding]:
    """Everything wrong with one question as it would stand in this bank; for a form that checks while one types."""
    return list(question_rules.check(question, bank.with_question(question)))


def check_guide(guide: Guide, bank: Bank) -> list[Finding]:
    """Everything that stands in the way of publishing a guide: its own findings and those of its questions."""
    found = list(guide_rules.check(guide, bank))
    for question_id in dict.fromkeys(guide.question_ids):
        if question_id in bank.questions:
            found += question_rules.check(bank.questions[question_id], bank)
    return found


def draft_question(data: Mapping[str, Any], bank: Bank) -> tuple[Question | None, list[Finding]]:
    """A question from plain data, such as a form that is half filled in, and everything wrong with it.

    The question is None as long as its shape is wrong (a language missing, a number out of range); the findings then
    tell that. Their lines are None and their keys are those of the file.
    """
    question, found = build(Question, data, Tree(), f"questions/{data.get('id') or '?'}.yaml")
    return question, found if question is None else check_question(question, bank)


def half_written(data: Mapping[str, Any], bank: Bank) -> tuple[Question | None, list[Finding], tuple[str, ...]]:
    """As `draft_question`, but what is filled in is checked even while other places are empty.

    The third part are the keys that are still empty; the findings then say nothing about those.
    """
    question, found = draft_question(data, bank)
    named = [finding.key for finding in found if finding.code == "empty"]
    # A list whose entries are empty counts as empty itself; only the entries are places to fill.
    empty = tuple(key for key in named if not any(other.startswith(f"{key}.") for other in named))
    if question is not None or not empty:
        return question, found, empty
    _, found = draft_question(_filled(data), bank)
    return None, [finding for finding in found if not finding.key.startswith(empty)], empty


def _filled(data: Any) -> Any:
    """The data with a mark in every empty text, which no rule that reads words has anything against elsewhere."""
    if isinstance(data, Mapping):
        return {name: _filled(inner) for name, inner in data.items()}
    if isinstance(data, list | tuple):
        return [_filled(inner) for inner in data]
    return "…" if isinstance(data, str) and not data.strip() else data


def draft_guide(data: Mapping[str, Any], bank: Bank) -> tuple[Guide | None, list[Finding]]:
    """A guide from plain data and everything that stands in the way of publishing it; as `draft_question`."""
    guide, found = build(Guide, data, Tree(), f"guides/{data.get('id') or '?'}.yaml")
    return guide, found if guide is None else check_guide(guide, bank)


@dataclass(frozen=True)
class Coverage:
    """One row of the coverage table: how many questions a competency, or one theme of it, has.

    theme is "" for the row of the competency as a whole; `enough` is whether the bank holds as many as it should
    (six for a core competency, two for a supporting one, one for a theme).
    """

    competency: str
    theme: str
    questions: tuple[str, ...]
    enough: bool


def coverage(bank: Bank) -> list[Coverage]:
    """Questions per competency and, below each, per theme, in the order of the bank."""
    rows: list[Coverage] = []
    for competency in bank.competencies.values():
        own = bank.questions_about(competency.id)
        ids = tuple(question.id for question in own)
        rows.append(Coverage(competency.id, "", ids, len(ids) >= whole.NEEDED[competency.group]))
        for theme in bank.themes.values():
            if competency.id in theme.competencies:
                about = tuple(question.id for question in own if theme.id in question.themes)
                rows.append(Coverage(competency.id, theme.id, about, bool(about)))
    return rows
