"""Whether a text asks openly for past behaviour: the wording rules, one list of words per language.

The lists stand in nl.yaml and en.yaml beside this file. A rule names the words it objects to and offers a better form.
The rules follow Campion, Palmer & Campion (1997), "A review of structure in the selection interview", Personnel
Psychology 50: past behaviour, no leading or closed questions, nothing about protected grounds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from question_bank.schema import Language

Where = Literal["text", "probes", "script", "anchors"]

MAX_WORDS = 40
_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
_CONJUNCTION = re.compile(r"^(en/of|and/or|en|of|maar|and|or|but) (ook |also )?", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Objection:
    """What a rule has against a text: the kind of fault, the words as they were typed, and a better form."""

    kind: str
    words: str
    better: str


@dataclass(frozen=True)
class _Rule:
    kind: str
    where: frozenset[str]
    pattern: re.Pattern[str]
    better: str


@dataclass(frozen=True)
class _Lists:
    rules: tuple[_Rule, ...]
    question_words: re.Pattern[str]
    closed_start: re.Pattern[str]
    joined: re.Pattern[str]
    invitation: re.Pattern[str]
    marks: re.Pattern[str]


@cache
def _lists(language: Language) -> _Lists:
    text = (Path(__file__).parent / f"{language}.yaml").read_text(encoding="utf-8")
    loaded = yaml.safe_load(text)
    rules = tuple(
        _Rule(rule["kind"], frozenset(rule["where"]), re.compile("|".join(rule["patterns"]), re.I), rule["better"])
        for rule in loaded["rules"]
    )
    named = {
        name: re.compile(loaded[name], re.I) for name in ("question_words", "closed_start", "joined", "invitation")
    }
    return _Lists(rules, marks=re.compile(rf"\b({loaded['marks']})\b", re.I), **named)


def objections(text: str, language: Language, where: Where) -> Iterator[Objection]:
    """Everything the rules have against `text` in the place it stands, at most one objection for each rule."""
    lists = _lists(language)
    for rule in lists.rules:
        if where in rule.where and (match := rule.pattern.search(text)):
            yield Objection(rule.kind, match[0].strip(" ,:"), rule.better)
    if where in ("text", "probes"):
        yield from _shape(text, lists)
    if where == "text" and not lists.invitation.match(text):
        yield Objection("no-past", " ".join(text.split()[:4]), _better(lists, "hypothetical"))


def _shape(text: str, lists: _Lists) -> Iterator[Objection]:
    """Closed and double-barrelled questions, read from the shape of the sentences."""
    sentences = [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip(" .?!\"'")]
    for sentence in sentences:
        start = lists.closed_start.match(sentence)
        if start or (sentence.endswith("?") and not lists.question_words.search(sentence)):
            words = start[0] if start else " ".join(sentence.split()[:3])
            yield Objection("closed", words, _better(lists, "hypothetical"))
            break
    if words := _second_question(sentences, lists):
        yield Objection("double", words, " / ".join(_apart(text, words, lists)))


def _second_question(sentences: list[str], lists: _Lists) -> str:
    """The words with which a second question begins, or nothing."""
    asked = [sentence for sentence in sentences if sentence.endswith("?") or lists.invitation.match(sentence)]
    if len(asked) > 1:
        return " ".join(asked[1].split()[:4])
    for sentence in asked:
        for match in lists.joined.finditer(sentence):
            before = sentence[: match.start()]
            if lists.question_words.search(before) or lists.invitation.match(before):
                return match[0].strip(" ,")
    return ""


def _apart(text: str, words: str, lists: _Lists) -> tuple[str, str]:
    """The two questions as two sentences, the conjunction between them dropped."""
    first, _, rest = text.partition(words)
    second = _CONJUNCTION.sub("", words + rest)
    end = "." if lists.invitation.match(first) else "?"
    return first.strip(" ,?.") + end, second[:1].upper() + second[1:]


def _better(lists: _Lists, kind: str) -> str:
    return next(rule.better for rule in lists.rules if rule.kind == kind)


def reads_as(text: str, language: Language) -> int:
    """How many small words of a language the text holds; used to find a text in the wrong language."""
    return len(_lists(language).marks.findall(text))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without digits and punctuation."""
    return [word.lower() for word in _WORD.findall(text)]
