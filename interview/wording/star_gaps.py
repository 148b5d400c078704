"""Which part of a STAR answer is empty or thin, and the one probe worth asking now.

Plain counting, so that every hint can print why it is there. The rules, first match wins: the answer says what one
would do; "we" without "I" in Action; Action empty while Result has text; Result empty while Action is there; Situation
or Task thin while Action is there. Source: the STAR method as in seed 004 (factual past behaviour, the own action).
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from interview.model.language import Language
from interview.model.note import Part
from interview.model.value import Value
from interview.wording.words import word_lists

THIN_WORDS = 8
"""Fewer words than this in a box is thin: hardly more than one short sentence."""
_WORD = re.compile(r"\w+(?:['’]\w+)?")


class PartState(StrEnum):
    """How much a box holds."""

    EMPTY = "empty"
    THIN = "thin"
    ENOUGH = "enough"


class Rule(StrEnum):
    """Why a hint is given."""

    HYPOTHETICAL = "hypothetical"
    WE_WITHOUT_I = "we_without_i"
    ACTION_EMPTY = "action_empty"
    RESULT_EMPTY = "result_empty"
    THIN_SITUATION = "thin_situation"
    THIN_TASK = "thin_task"


class Hint(Value):
    """One suggestion: the box it is about, the counts behind it, and the planned probe it proposes."""

    rule: Rule
    part: Part
    params: dict[str, int | str] = Field(default_factory=dict)
    probe: str | None = None
    """A probe id such as `A1`; `None` when every planned probe of the part was asked."""


class Reading(Value):
    """What the rules see in one answer."""

    states: dict[Part, PartState]
    hint: Hint | None = None


def read_answer(
    bodies: Mapping[Part, str], language: Language, *, probes: Mapping[Part, int], asked: frozenset[str]
) -> Reading:
    """Read the four boxes of one answer.

    `probes` says how many planned probes each part has; `asked` holds the ids of those already put (`A1`).
    """
    texts = {part: bodies.get(part, "") for part in Part}
    states = {part: _state(text, part, language) for part, text in texts.items()}
    found = _first_gap(texts, states, language)
    if found is None:
        return Reading(states=states)
    rule, part, params = found
    open_probes = (f"{part}{n}" for n in range(1, probes.get(part, 0) + 1) if f"{part}{n}" not in asked)
    return Reading(states=states, hint=Hint(rule=rule, part=part, params=params, probe=next(open_probes, None)))


def _state(text: str, part: Part, language: Language) -> PartState:
    words = len(_WORD.findall(text))
    if words == 0:
        return PartState.EMPTY
    if words < THIN_WORDS or (part is Part.ACTION and _only_we(text, language) is not None):
        return PartState.THIN
    return PartState.ENOUGH


def _only_we(text: str, language: Language) -> int | None:
    """How often "we" stands in a text without a single "I"; `None` when that is not so."""
    lists = word_lists(language)
    we = len(lists.we.findall(text))
    return we if we >= 2 and not lists.i.search(text) else None


def _first_gap(
    texts: Mapping[Part, str], states: Mapping[Part, PartState], language: Language
) -> tuple[Rule, Part, dict[str, int | str]] | None:
    action = texts[Part.ACTION]
    lists = word_lists(language)
    would = next(lists.find(lists.hypothetical, action), None)
    we = _only_we(action, language)
    acted = states[Part.ACTION] is not PartState.EMPTY
    if would:
        return Rule.HYPOTHETICAL, Part.ACTION, {"words": " ".join(would.group().split())}
    if we is not None:
        return Rule.WE_WITHOUT_I, Part.ACTION, {"we": we, "i": 0}
    if not acted and states[Part.RESULT] is not PartState.EMPTY:
        return Rule.ACTION_EMPTY, Part.ACTION, {}
    if acted and states[Part.RESULT] is PartState.EMPTY:
        return Rule.RESULT_EMPTY, Part.RESULT, {}
    if acted and states[Part.SITUATION] is not PartState.ENOUGH:
        return Rule.THIN_SITUATION, Part.SITUATION, {"n": len(_WORD.findall(texts[Part.SITUATION]))}
    if acted and states[Part.TASK] is not PartState.ENOUGH:
        return Rule.THIN_TASK, Part.TASK, {"n": len(_WORD.findall(texts[Part.TASK]))}
    return None
