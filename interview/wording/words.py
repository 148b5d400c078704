"""The word lists of a language and the finding of their words in typed text."""

import re
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
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(map(_one, longest_first))})(?!\w)", re.IGNORECASE)


def _one(word: str) -> str:
    # Phones and word processors type the curly apostrophe.
    pattern = re.escape(word.removesuffix("*")).replace("'", "['’]").replace(r"\ ", r"\s+")
    return pattern + r"\w*" if word.endswith("*") else pattern
