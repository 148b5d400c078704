"""Rules for one practice answer in its bank."""

from collections.abc import Iterator

from question_bank import wording
from question_bank.findings import Finding
from question_bank.reader import Bank
from question_bank.rules import texts
from question_bank.schema import LANGUAGES, Vignette

LEAST_WORDS = 120
MOST_WORDS = 250


def check(vignette: Vignette, bank: Bank) -> Iterator[Finding]:
    """Everything wrong with a practice answer, in the order of its file."""
    place = bank.place("vignettes", vignette.id)
    if vignette.question not in bank.questions:
        yield place.finding(("question",), "question-unknown", id=vignette.question)
    yield from texts.both_languages(vignette, place)
    for language in LANGUAGES:
        answer = vignette.answer.get(language)
        count = len(wording.words_of(answer))
        if not LEAST_WORDS <= count <= MOST_WORDS:
            yield place.finding(("answer", language), "answer-length", count=count, least=LEAST_WORDS, most=MOST_WORDS)
        for position, line in enumerate(vignette.lines):
            if _flat(line.get(language)) not in _flat(answer):
                yield place.finding(("lines", position, language), "line-not-in-answer")


def _flat(text: str) -> str:
    return " ".join(text.split())
