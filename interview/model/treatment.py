"""How a candidate was treated at one question: which variant, which probes, how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from interview.model.value import Value

Variant = Literal["work", "outside_work"]


class Treatment(Value):
    """What one rater did at one question. Probe ids are the part's letter and a number from 1: `S1`, `A2`."""

    scorecard_id: str
    question_id: str
    variant: Variant | None = None
    """`None` until one was put; then the one put last."""
    seconds: int = 0
    probes: frozenset[str] = frozenset()
    own_probes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TreatmentTotals:
    """What many cards tell together, for the table of treatment. `put` below is an interview's id and a question's."""

    seconds: Mapping[str, int]
    """By card, over all questions."""
    probes: Mapping[tuple[str, str], int]
    """By `put`: the planned probes that any of the raters put."""
    own: Mapping[tuple[str, str], int]
    """By `put`: probes of one's own, of the rater who noted most."""
    outside: frozenset[tuple[str, str]]
    """Every `put` where all who noted a variant noted the one outside work."""
