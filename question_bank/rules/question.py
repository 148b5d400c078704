"""Rules for one question in its bank."""

from collections.abc import Iterator
from itertools import combinations

from question_bank import wording
from question_bank.findings import Finding
from question_bank.reader import Bank, Place
from question_bank.rules import texts
from question_bank.schema import LANGUAGES, LEVELS, PARTS, Question

ANCHOR_WORDS = 6
ALIKE_PERCENT = 75


def check(question: Question, bank: Bank) -> Iterator[Finding]:
    """Everything wrong with a question, in the order of its file."""
    place = bank.place("questions", question.id)
    yield from references(question, bank, place)
    yield from texts.both_languages(question, place)
    yield from phrasing(question, place)
    yield from probes(question, place)
    yield from anchors(question, place)


def references(question: Question, bank: Bank, place: Place) -> Iterator[Finding]:
    if question.competency not in bank.competencies:
        yield place.finding(("competency",), "competency-unknown", id=question.competency)
    for position, theme in enumerate(question.themes):
        known = bank.themes.get(theme)
        if known is None:
            yield place.finding(("themes", position), "theme-unknown", id=theme)
        elif question.competency not in known.competencies:
            named = ", ".join(known.competencies)
            yield place.finding(("themes", position), "theme-elsewhere", id=theme, competency=named)
    yield from texts.sources_known(question.sources, bank.sources, place)


def phrasing(question: Question, place: Place) -> Iterator[Finding]:
    for name, text in (("text", question.text), ("outside_work", question.outside_work)):
        yield from texts.asked(text, place, (name,), "text")
        for language in LANGUAGES:
            count = max(len(sentence.split()) for sentence in text.get(language).split(". "))
            if count > wording.MAX_WORDS:
                yield place.finding((name, language), "sentence-long", count=count, limit=wording.MAX_WORDS)


def probes(question: Question, place: Place) -> Iterator[Finding]:
    for part in PARTS:
        found = question.probes.of(part)
        if len(found) < 2:
            yield place.finding(("probes", part), "probes-few")
        for position, probe in enumerate(found):
            yield from texts.asked(probe, place, ("probes", part, position), "probes")


def anchors(question: Question, place: Place) -> Iterator[Finding]:
    for language in LANGUAGES:
        said = {level: question.anchors.at(level).get(language) for level in LEVELS}
        for level, text in said.items():
            path = ("anchors", str(level), language)
            count = len(wording.words_of(text))
            if count < ANCHOR_WORDS:
                yield place.finding(path, "anchor-short", count=count)
            for objection in wording.objections(text, language, "anchors"):
                yield place.finding(path, f"wording-{objection.kind}", words=objection.words, better=objection.better)
        for first, second in combinations(LEVELS, 2):
            path = ("anchors", str(second), language)
            share = _shared(said[first], said[second])
            if share == 100:
                yield place.finding(path, "anchors-equal", first=first, second=second)
            elif share >= ALIKE_PERCENT:
                yield place.finding(path, "anchors-alike", first=first, second=second, share=share)


def _shared(one: str, other: str) -> int:
    """The share of different words that two texts have in common (Jaccard), in per cent; 100 only when equal."""
    first, second = wording.words_of(one), wording.words_of(other)
    if first == second:
        return 100
    both = set(first) | set(second)
    return min(99, 100 * len(set(first) & set(second)) // len(both)) if both else 0
