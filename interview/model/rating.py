"""A person's judgement of one answer."""

from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from interview.model.note import Part
from interview.model.value import Typed, Value

Level = Literal[1, 2, 3, 4, 5]


class Outcome(StrEnum):
    """What a rating says. Only `LEVEL` enters a mean; the others are missing values, never low levels."""

    LEVEL = "level"
    NO_EVIDENCE = "no_evidence"
    NOT_ASKED = "not_asked"


class EvidenceLine(Value):
    """A note line a rating rests on: the part, and the line's text as it stood when it was ticked."""

    part: Part
    text: Typed


class Judgement(Value):
    """What was judged: an outcome, and a level exactly when the outcome is "level"."""

    outcome: Outcome
    level: int | None = Field(default=None, ge=1, le=5)

    @model_validator(mode="after")
    def _level_exactly_with_level(self) -> Self:
        if (self.outcome is Outcome.LEVEL) != (self.level is not None):
            raise ValueError("a level belongs to the outcome 'level', and only to it")
        return self


class Rating(Judgement):
    """One rater's judgement of one answer. `first` ratings are those made before the debrief."""

    scorecard_id: str
    question_id: str
    rev: int = 0
    reason: str = ""
    """Why a question was not asked."""
    evidence: tuple[EvidenceLine, ...] = ()
    updated_at: datetime | None = None


class BareRating(NamedTuple):
    """A kept rating without its evidence: what a measurement of thousands of them reads, and cheap to make."""

    scorecard_id: str
    question_id: str
    outcome: Outcome
    level: int | None
    reason: str


class AmendmentPhase(StrEnum):
    """When a rating was amended."""

    CORRECTION = "correction"
    """After submitting, before the debrief: a slip."""
    DEBRIEF = "debrief"


class Amendment(Judgement):
    """A later judgement beside the first, which is kept. Never changed or removed."""

    id: str
    scorecard_id: str
    question_id: str
    phase: AmendmentPhase
    reason: str
    evidence: tuple[EvidenceLine, ...] = ()
    made_at: datetime
