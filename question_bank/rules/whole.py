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
    for competency in bank.competencies.values():
        yield from _competency(competency, bank)
    yield from _themes(bank)


def _competency(competency: Competency, bank: Bank) -> Iterator[Finding]:
    place = bank.place("competencies", competency.id)
    yield from texts.sources_known(competency.sources, bank.sources, place)
    yield from texts.both_languages(competency, place)
    count = len(bank.questions_about(competency.id))
    if not count:
        yield place.finding(("id",), "competency-orphan")
    elif count < NEEDED[competency.group] and not place.own:
        yield place.finding(("id",), "competency-thin", count=count, needed=NEEDED[competency.group])


def _themes(bank: Bank) -> Iterator[Finding]:
    covered = Counter(theme for question in bank.questions.values() for theme in question.themes)
    for theme in bank.themes.values():
        place = bank.place("themes", theme.id)
        yield from texts.sources_known(theme.sources, bank.sources, place)
        yield from texts.both_languages(theme, place)
        for competency in theme.competencies:
            if competency not in bank.competencies:
                yield place.finding(("id",), "competency-unknown", id=competency)
        if not covered[theme.id]:
            yield place.finding(("id",), "theme-uncovered", id=theme.id)
