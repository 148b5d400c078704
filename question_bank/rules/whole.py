"""Rules for the bank as a whole: competencies with enough questions, themes covered."""

from collections import Counter
from collections.abc import Iterator

from question_bank.findings import Finding
from question_bank.reader import Bank
from question_bank.rules import texts
from question_bank.schema import Competency

NEEDED = {"core": 6, "supporting": 2}


def check(bank: Bank) -> Iterator[Finding]:
    """Everything wrong with competencies, themes and the bank's own file."""
    for entry in bank.competencies.values():
        yield from competency(entry, bank)
    yield from _themes(bank)


def competency(entry: Competency, bank: Bank) -> Iterator[Finding]:
    """Everything wrong with one competency in its bank; an own one may have fewer questions than a built-in one."""
    place = bank.place("competencies", entry.id)
    yield from texts.sources_known(entry.sources, bank.sources, place)
    yield from texts.both_languages(entry, place)
    count = len(bank.questions_about(entry.id))
    if not count:
        yield place.finding(("id",), "competency-orphan")
    elif count < NEEDED[entry.group] and not place.own:
        yield place.finding(("id",), "competency-thin", count=count, needed=NEEDED[entry.group])


def _themes(bank: Bank) -> Iterator[Finding]:
    covered = Counter(theme for question in bank.questions.values() for theme in question.themes)
    for theme in bank.themes.values():
        place = bank.place("themes", theme.id)
        yield from texts.sources_known(theme.sources, bank.sources, place)
        yield from texts.both_languages(theme, place)
        for name in theme.competencies:
            if name not in bank.competencies:
                yield place.finding(("id",), "competency-unknown", id=name)
        if not covered[theme.id]:
            yield place.finding(("id",), "theme-uncovered", id=theme.id)
