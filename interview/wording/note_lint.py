"""Words in notes worth a second look: protected grounds, and judgements where behaviour belongs.

It never changes a note and never blocks: the rater changes the word, or keeps it and says why.
"""

from collections.abc import Iterator
from enum import StrEnum

from interview.model.language import Language
from interview.model.value import Value
from interview.wording.words import word_lists


class Objection(StrEnum):
    """What is objected to."""

    PROTECTED = "protected"
    JUDGEMENT = "judgement"


class FoundWord(Value):
    """One word of a line."""

    word: str
    """As typed."""
    objection: Objection
    ground: str = ""
    """Which protected ground: `age`, `health` …"""
    start: int
    end: int


def read_line(line: str, language: Language) -> tuple[FoundWord, ...]:
    """The words of one note line that are objected to, in the order they stand there."""
    return tuple(sorted(_found(line, language), key=lambda word: word.start))


def _found(line: str, language: Language) -> Iterator[FoundWord]:
    lists = word_lists(language)
    for ground, pattern in lists.protected:
        for match in lists.find(pattern, line):
            yield FoundWord(
                word=match.group(), objection=Objection.PROTECTED, ground=ground, start=match.start(), end=match.end()
            )
    for match in lists.find(lists.judgement, line):
        yield FoundWord(word=match.group(), objection=Objection.JUDGEMENT, start=match.start(), end=match.end())
