"""Faults planted in good values: the built-in bank, and a copy of one of its values with one thing changed."""

from copy import deepcopy
from functools import cache
from typing import Any

from question_bank import Bank, Guide, Question, Vignette, read_bank
from question_bank.schema import plain


@cache
def built_in() -> Bank:
    """The bank as it ships; read once, because it is frozen."""
    return read_bank()


def changed(value: Any, key: str, to: Any) -> Any:
    """A copy of a value with the entry at `key` ("probes.task.0.nl", positions from 0) changed; None takes it away."""
    data = deepcopy(plain(value))
    *steps, last = key.split(".")
    inner: Any = data
    for step in steps:
        inner = inner[int(step) if isinstance(inner, list) else step]
    if to is None:
        del inner[int(last) if isinstance(inner, list) else last]
    else:
        inner[int(last) if isinstance(inner, list) else last] = to
    return type(value).model_validate(data)


def question(key: str = "version", to: Any = 1, name: str = "no-to-somebody-senior") -> Question:
    """A built-in question with one thing changed."""
    planted: Question = changed(built_in().questions[name], key, to)
    return planted


def guide(key: str = "version", to: Any = 1, name: str = "service-desk-core") -> Guide:
    """A built-in guide with one thing changed."""
    planted: Guide = changed(built_in().guides[name], key, to)
    return planted


def vignette(key: str = "version", to: Any = 1) -> Vignette:
    """A built-in practice answer with one thing changed."""
    planted: Vignette = changed(next(iter(built_in().vignettes.values())), key, to)
    return planted
