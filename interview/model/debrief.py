"""The talk of the panel after everybody handed in: what was discussed, and what was agreed."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from interview.model.value import Value


class Cause(StrEnum):
    """Why raters differed."""

    OTHER_EVIDENCE = "other_evidence"
    OTHER_READING = "other_reading"
    MISHEARD = "misheard"
    LENIENCY = "leniency"


class AgreedKind(StrEnum):
    """What the panel settled on for one answer."""

    LEVEL = "level"
    NO_EVIDENCE = "no_evidence"
    NO_AGREEMENT = "no_agreement"


class Agreed(Value):
    """The panel's settlement of one answer, set by the chair after the talk."""

    interview_id: str
    question_id: str
    kind: AgreedKind
    level: int | None = Field(default=None, ge=1, le=5)
    cause: Cause | None = None
    set_by: str
    set_at: datetime
    revision: int = 0
    """0 for a new one; each change counts up, and every version is kept."""

    @model_validator(mode="after")
    def _level_exactly_with_level(self) -> Self:
        if (self.kind is AgreedKind.LEVEL) != (self.level is not None):
            raise ValueError("a level belongs to the kind 'level', and only to it")
        return self


class Debrief(Value):
    """The state that the screens of a panel share: which topic the chair has open. `version` counts every change."""

    vacancy_id: str
    opened_by: str
    opened_at: datetime
    interview_id: str | None = None
    question_id: str | None = None
    version: int = 0
    closed_at: datetime | None = None


class Disclosure(Value):
    """Another's card was shown to this person: from now on they can't start a card for this candidate."""

    viewer_id: str
    card_id: str
    candidate_id: str
    shown_at: datetime
