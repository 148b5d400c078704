"""Rules for every sentence: both languages really written, and the wording of what is asked."""

from collections.abc import Iterator
from typing import Any

from question_bank import wording
from question_bank.findings import Finding
from question_bank.reader import Place
from question_bank.schema import LANGUAGES, Bilingual, Value
from question_bank.wording import Where

Steps = tuple[str | int, ...]


def sentences_of(value: Any, path: Steps = ()) -> Iterator[tuple[Steps, Bilingual]]:
    """Every bilingual text in a value with its path as the file writes it."""
    if isinstance(value, Bilingual):
        yield path, value
    elif isinstance(value, Value):
        for name, info in type(value).model_fields.items():
            yield from sentences_of(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, tuple):
        for position, entry in enumerate(value):
            yield from sentences_of(entry, (*path, position))


def both_languages(value: Value, place: Place) -> Iterator[Finding]:
    """A text that was copied into the other language, or stands under the wrong one."""
    for path, text in sentences_of(value):
        if text.nl == text.en and len(wording.words_of(text.nl)) > 3:
            yield place.finding(path, "languages-equal")
            continue
        for language, other in zip(LANGUAGES, reversed(LANGUAGES), strict=True):
            own = wording.reads_as(text.get(language), language)
            if wording.reads_as(text.get(language), other) >= own + 3:
                yield place.finding((*path, language), "language-wrong", language=language)


def asked(text: Bilingual, place: Place, path: Steps, where: Where) -> Iterator[Finding]:
    """What the wording rules have against a text, in both languages."""
    for language in LANGUAGES:
        for objection in wording.objections(text.get(language), language, where):
            yield place.finding(
                (*path, language), f"wording-{objection.kind}", words=objection.words, better=objection.better
            )


def sources_known(sources: tuple[str, ...], known: Any, place: Place) -> Iterator[Finding]:
    """A source is an id of bank.yaml or a reference one can look up: with a year or a web address."""
    for position, source in enumerate(sources):
        looks_like_reference = any(part in source for part in ("http://", "https://", " 19", " 20", "(19", "(20"))
        if source not in known and not looks_like_reference:
            yield place.finding(("sources", position), "source-unknown", id=source[:60])
