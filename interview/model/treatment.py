"""How a candidate was treated at one question: which variant, which probes, how long."""

from collections.abc import Collection
from typing import Literal, NamedTuple

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


class BareTreatment(NamedTuple):
    """A kept treatment, for the table of thousands of them; as `Treatment`, and cheap to make."""

    scorecard_id: str
    question_id: str
    variant: Variant | None
    seconds: int
    probes: Collection[str]
    own_probes: Collection[str]
