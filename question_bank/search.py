"""Finding questions by words, in both languages at once."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from question_bank.reader import Bank
from question_bank.rules.texts import sentences_of
from question_bank.schema import LANGUAGES, Question

SHORT = 3
PART = 5
_WORD = re.compile(r"\w+")
_ENDINGS = {"ing": 3, "en": 3, "es": 3, "ed": 3, "e": 3, "s": 4}
"""Endings, longest first, with how many letters must be left."""
_VOICED = str.maketrans("vz", "fs")


def find_questions(bank: Bank, words: str) -> tuple[Question, ...]:
    """The questions that hold every word, in any of their texts in either language or in the names around them.

    Capitals, accents and the usual endings of Dutch and English do not matter (klanten finds klant, promised finds
    promise). A word may be the beginning of a longer one and, from `PART` letters, any part of it; one of up to
    `SHORT` letters counts as a word by itself wherever the bank has that word (nee does not find needed). Questions
    whose own wording holds all the words come first; no words find every question. The order is otherwise the bank's.
    """
    wanted = _plain(words).split()
    around = {question.id: _around(question, bank) for question in bank.questions.values()}
    whole = {word for word in wanted if len(word) <= SHORT and any(word in _words(text) for text in around.values())}
    found = [one for one in bank.questions.values() if _holds(around[one.id], wanted, whole)]
    return tuple(sorted(found, key=lambda one: (one.id not in wanted, not _holds(_asked(one), wanted, whole))))


def _holds(text: str, wanted: list[str], whole: set[str]) -> bool:
    return all(word in _words(text) if word in whole else _has(text, word) for word in wanted)


def _has(text: str, word: str) -> bool:
    if len(word) >= PART and word in text:
        return True
    stems, wanted = _stems(text), [_stem(part) for part in _WORD.findall(word)]
    return all(any(stem.startswith(part) for stem in stems) for part in wanted)


@lru_cache(maxsize=2_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


@lru_cache(maxsize=2_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, _words(text)))


def _stem(word: str) -> str:
    """What the forms of a word have in common, roughly: without its ending, no letter twice, f for v and s for z."""
    ending = next((end for end, left in _ENDINGS.items() if word.endswith(end) and len(word) - len(end) >= left), "")
    word = word.removesuffix(ending)
    if len(word) > SHORT + 1:
        word = word.removesuffix("t").removesuffix("d")
    single = "".join(letter for letter, _ in groupby(word))
    return single[:-1] + single[-1:].translate(_VOICED)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _around(question: Question, bank: Bank) -> str:
    competency = bank.competencies.get(question.competency)
    themes = (bank.themes[theme] for theme in question.themes if theme in bank.themes)
    names = [theme.name for theme in themes] + ([competency.name] if competency else [])
    return " ".join([_all_of(question), *(_plain(name.get(language)) for name in names for language in LANGUAGES)])


def _asked(question: Question) -> str:
    return _plain(" ".join(text.get(language) for text in (question.text, question.task) for language in LANGUAGES))


@lru_cache(maxsize=4_000)
def _all_of(question: Question) -> str:
    texts = [text.get(language) for _, text in sentences_of(question) for language in LANGUAGES]
    return _plain(" ".join([question.id, *texts]))
