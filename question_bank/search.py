"""Finding questions by words, in both languages at once."""

import unicodedata
from functools import lru_cache

from question_bank.reader import Bank
from question_bank.rules.texts import sentences_of
from question_bank.schema import LANGUAGES, Question


def find_questions(bank: Bank, words: str) -> tuple[Question, ...]:
    """The questions that hold every word, in any of their texts in either language or in the names around them.

    Capitals and accents do not matter and a word may be the beginning or a part of a longer one. Questions whose own
    wording holds all the words come first; no words find every question. The order is otherwise that of the bank.
    """
    wanted = _plain(words).split()
    found = [question for question in bank.questions.values() if _holds(_around(question, bank), wanted)]
    return tuple(sorted(found, key=lambda question: not _holds(_asked(question), wanted)))


def _holds(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)


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
