"""What the panel decided about a candidate, in words, and what it knew at that moment."""

from datetime import datetime
from enum import StrEnum

from interview.model.value import Value


class Verdict(StrEnum):
    """The four outcomes; the tool never chooses one."""

    HIRE = "hire"
    RESERVE = "reserve"
    NOT_NOW = "not_now"
    WITHDRAWN = "withdrawn"


class CompetencyReason(Value):
    """Why, tied to a competency and, where it rests on an answer, to a question of the guide."""

    competency_id: str
    text: str
    question_id: str | None = None


class Decided(Value):
    """One version of the decision about one candidate; every version is kept."""

    id: str
    vacancy_id: str
    candidate_id: str
    verdict: Verdict
    reasons: tuple[CompetencyReason, ...]
    departure_reason: str = ""
    """Why this departs from the order of the scores; empty when it does not."""
    snapshot_id: str
    decided_by: str
    decided_at: datetime
    revision: int = 1


class Snapshot(Value):
    """Everything the figures behind a decision were computed from, so that they can be computed again."""

    id: str
    vacancy_id: str
    taken_at: datetime
    sha256: str
    body: str
    """Canonical JSON: ratings, weights, variances, scores with their covariance, fingerprint, versions."""


class GroupCount(Value):
    """Fairness record: how many people of one self-reported group reached one stage. Counts only, never people."""

    vacancy_id: str
    attribute: str
    """What was asked, such as gender or age group, in the words of the form."""
    group: str
    applied: int
    interviewed: int
    hired: int
