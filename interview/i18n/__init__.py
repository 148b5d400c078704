"""Every sentence a user sees, in each language: `text("nl", "home.title")`.

The files are `<language>/<area>.yaml`, flat dotted keys whose first word is the area; `{name}` marks a parameter.
Both languages hold the same keys with the same parameters; a test keeps it so.
"""

from functools import cache
from pathlib import Path
from typing import Any, Protocol

import yaml

from interview.model.language import LANGUAGES, Language

__all__ = ["LANGUAGES", "Language", "Words", "area", "keys", "text", "words"]

_HERE = Path(__file__).parent


class Words(Protocol):
    """The sentences of one language: `words("home.title", name=…)`."""

    def __call__(self, key: str, /, **params: Any) -> str: ...


@cache
def _sentences(language: Language) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((_HERE / language).glob("*.yaml")):
        for key, sentence in (yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) or {}).items():
            if key in found or not isinstance(sentence, str):
                raise ValueError(f"{path.name}: {key} stands twice or is not a text in quotes")
            found[key] = sentence
    return found


def keys(language: Language) -> frozenset[str]:
    """All keys of a language."""
    return frozenset(_sentences(language))


def area(language: Language, name: str) -> dict[str, str]:
    """The sentences of one file as written, parameters unfilled: for the part of a page that runs in the browser."""
    return {key: sentence for key, sentence in _sentences(language).items() if key.startswith(f"{name}.")}


def text(language: Language, key: str, /, **params: Any) -> str:
    """The sentence for `key`. A count `n` of exactly 1 takes `<key>.one` when the file has it.

    Errors: KeyError for an unknown key or a missing parameter, so that a test finds it.
    """
    sentences = _sentences(language)
    if params.get("n") == 1 and f"{key}.one" in sentences:
        key = f"{key}.one"
    sentence = sentences[key]
    return sentence.format_map(params) if "{" in sentence else sentence


@cache
def words(language: Language) -> Words:
    """`text` with its language filled in."""

    def say(key: str, /, **params: Any) -> str:
        return text(language, key, **params)

    return say
