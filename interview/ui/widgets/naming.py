"""Ids of own questions and guides, made from the words somebody typed."""

import re
import unicodedata
from collections.abc import Container

_SMALL = frozenset(
    [
        "tell",
        "me",
        "us",
        "about",
        "a",
        "an",
        "the",
        "time",
        "when",
        "that",
        "you",
        "your",
        "of",
        "to",
        "at",
        "in",
        "on",
        "and",
        "or",
        "with",
        "for",
        "was",
        "were",
        "had",
        "did",
        "it",
        "describe",
        "give",
        "vertel",
        "over",
        "een",
        "keer",
        "dat",
        "je",
        "jij",
        "jouw",
        "het",
        "de",
        "van",
        "in",
        "op",
        "en",
        "of",
        "met",
        "voor",
        "was",
        "waren",
        "had",
        "deed",
        "aan",
        "om",
        "bij",
        "beschrijf",
        "geef",
    ]
)
WORDS = 5
LONGEST = 56


def free_id(words: str, taken: Container[str], fallback: str = "own") -> str:
    """A new id: the first telling words in lower case, with a number when that id is taken."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    told = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _SMALL][:WORDS]
    name = "-".join(told)[:LONGEST].strip("-")
    name = name if len(name) > 1 else fallback
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
