"""The lists themselves: the same grounds in both languages, and nothing in them that can't be found."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from interview.model.language import Language
from interview.wording import words
from interview.wording.words import word_lists

LANGUAGES: tuple[Language, ...] = ("nl", "en")


def lists(language: Language) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((Path(words.__file__).parent / f"{language}.yaml").read_text("utf-8"))
    return read


def sample(phrase: str) -> str:
    """Something that a phrase stands for."""
    return " ".join("them" if part == "*" else part.replace("*", "en") for part in phrase.split())


def test_both_languages_have_the_same_lists_and_grounds() -> None:
    nl, en = lists("nl"), lists("en")
    assert list(nl) == list(en)
    assert list(nl["protected"]) == list(en["protected"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_found_in_every_spelling(language: Language) -> None:
    compiled, read = word_lists(language), lists(language)
    patterns = {
        **{name: getattr(compiled, name) for name in ("we", "i", "hypothetical", "judgement", "plain")},
        **dict(compiled.protected),
    }
    assert len(patterns) == 5 + len(read["protected"])
    for name, pattern in patterns.items():
        for phrase in read[name] if name in read else read["protected"][name]:
            typed = sample(phrase)
            for spelled in (typed, typed.upper(), typed.replace("'", "’"), typed.replace(" ", "\n "), f"({typed})"):
                assert pattern.search(spelled), (name, spelled)
            assert not pattern.search(f"x{typed}x"), (name, phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plain_phrase_excuses_something(language: Language) -> None:
    """A phrase that holds no listed word has no use: it was misspelt, or its word was taken out."""
    compiled = word_lists(language)
    patterns = [compiled.hypothetical, compiled.judgement, *(pattern for _, pattern in compiled.protected)]
    for phrase in lists(language)["plain"]:
        typed = sample(phrase)
        assert any(pattern.search(typed) for pattern in patterns), phrase
        assert not any(list(compiled.find(pattern, typed)) for pattern in patterns), phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_lower_case_and_say_nothing_twice(language: Language) -> None:
    read = lists(language)
    for name, phrases in {**read, **read["protected"]}.items():
        if name != "protected":
            assert phrases == [phrase.lower() for phrase in phrases]
            assert len(phrases) == len(set(phrases)), name
