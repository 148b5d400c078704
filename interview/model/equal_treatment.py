"""How the candidates of a vacancy were treated, side by side: what is read before any score."""

from enum import StrEnum

from interview.model.value import Value


class Difference(StrEnum):
    """What can differ."""

    MINUTES = "minutes"
    PROBES = "probes"
    SKIPPED = "skipped"
    RATERS = "raters"


class Skipped(Value):
    """A question that was not put, with the reason of each rater who said so."""

    number: int
    question_id: str
    reasons: tuple[str, ...]


class TreatmentRow(Value):
    """How one candidate was treated, taken over all raters' cards."""

    candidate_id: str
    candidate: str
    minutes: int
    probes: tuple[int, ...]
    """How many probes were put at each question of the guide, in its order."""
    skipped: tuple[Skipped, ...]
    raters: int
    released: int
    outside_work: int
    """Questions put in their variant outside work."""
    differs: frozenset[Difference] = frozenset()


class TreatmentFlag(Value):
    """One difference: the candidates (ids) with the least and the most, or the one it concerns."""

    kind: Difference
    question: int | None = None
    """The question's number, for probes and skipped questions."""
    low: str = ""
    low_value: int = 0
    high: str = ""
    high_value: int = 0
    reasons: tuple[str, ...] = ()


class TreatmentTable(Value):
    """Rows by name, and the differences worth reading, at most one for each kind and question."""

    rows: tuple[TreatmentRow, ...]
    flags: tuple[TreatmentFlag, ...]
    median_minutes: int
