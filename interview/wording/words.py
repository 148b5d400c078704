"""The word lists of a language and the finding of their words in typed text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from interview.model.language import Language

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class WordLists:
    """Compiled lists of one language; every pattern matches whole words, whatever their case."""

    we: re.Pattern[str]
    i: re.Pattern[str]
    hypothetical: re.Pattern[str]
    judgement: re.Pattern[str]
    protected: tuple[tuple[str, re.Pattern[str]], ...]
    """Ground and pattern."""
    plain: re.Pattern[str]
    """Phrases in which a listed word means something else: "disabled the account" says nothing about health."""

    def find(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """Where a list's words stand in a text, but not inside a phrase in which they mean something else."""
        plain: list[tuple[int, int]] | None = None
        for match in pattern.finditer(text):
            if plain is None:  # most lines have none of the words, so nothing to excuse
                plain = [phrase.span() for phrase in self.plain.finditer(text)]
            if not any(start <= match.start() and match.end() <= end for start, end in plain):
                yield match


@cache
def word_lists(language: Language) -> WordLists:
    """The lists of `language`, read once."""
    lists = yaml.safe_load((_HERE / f"{language}.yaml").read_text("utf-8"))
    return WordLists(
        we=_pattern(lists["we"]),
        i=_pattern(lists["i"]),
        hypothetical=_pattern(lists["hypothetical"]),
        judgement=_pattern(lists["judgement"]),
        protected=tuple((ground, _pattern(words)) for ground, words in lists["protected"].items()),
        plain=_pattern(lists["plain"]),
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    # An apostrophe inside a word is part of it; one before a word opens a quotation.
    return re.compile(rf"(?<!\w)(?<!\w['’])(?:{'|'.join(map(_one, longest_first))})(?!\w)", re.IGNORECASE)


def _one(word: str) -> str:
    words = (re.escape(part).replace(r"\*", r"\w*") if part != "*" else r"\w+" for part in word.split())
    # Phones and word processors type the curly apostrophe.
    return r"\s+".join(words).replace("'", "['’]")
