"""What a document is made from: everything it prints, frozen, with every figure already computed.

A dossier is filled by `workflow.documents` and read by `report`. It asks nothing of the database, so a document can be
made again from the same dossier, and a test can make one from nothing.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from interview.model.decision import Verdict
from interview.model.language import Language
from interview.model.note import Part
from interview.model.rating import Outcome
from interview.model.treatment import Variant
from interview.model.value import Value

Interval = tuple[float, float]
"""Lowest and highest plausible value on the scale 1 to 5."""


class PanelMember(Value):
    """Somebody who rated. `initials` stand in the circles and are unique within a dossier."""

    id: str
    name: str
    initials: str = Field(max_length=3)
    seat: str = ""
    """What they do, as the panel wrote it: "Engineering manager, chair"."""


class Missing(StrEnum):
    """Why a competency has no mean."""

    NOT_ASKED = "not_asked"
    NO_EVIDENCE = "no_evidence"
    NOT_RATED = "not_rated"


class Standing(StrEnum):
    """Where the interval lies against the required level."""

    CLEAR = "clear"
    SPANS = "spans"
    BELOW = "below"


class CompetencyLine(Value):
    """One row of the table on page one."""

    id: str
    name: str
    weight: float
    """Share of the whole, in percent; the weights of a guide sum to 100."""
    mean: float | None = None
    """Mean of the levels given, 1 to 5; None says why in `missing`."""
    ratings: int = 0
    """How many levels the mean is made of."""
    by_rater: tuple[tuple[str, float], ...] = ()
    """Member id and that member's own mean, for those who gave a level."""
    missing: Missing | None = None
    corrected: float | None = None
    """The score without what leniency and hard questions make of it; beside the mean, never instead of it."""
    interval: Interval | None = None
    """90 %, around `corrected`."""
    required: float | None = None
    standing: Standing | None = None

    @model_validator(mode="after")
    def _mean_or_reason(self) -> Self:
        if (self.mean is None) is (self.missing is None):
            raise ValueError("a competency has either a mean or a reason why not")
        if (self.interval is None) is not (self.corrected is None):
            raise ValueError("an interval belongs to a corrected score")
        return self


class NoteLine(Value):
    """One line of typed notes."""

    id: str
    part: Part
    text: str


class AmendmentLine(Value):
    """A judgement made after submitting, beside the first one."""

    first_outcome: Outcome
    first_level: int | None = None
    outcome: Outcome
    level: int | None = None
    reason: str
    made_at: datetime | None = None


class Answer(Value):
    """What one member noted and judged of one answer."""

    rater_id: str
    outcome: Outcome | None = None
    """None: this member did not rate the question."""
    level: int | None = Field(default=None, ge=1, le=5)
    """The level that counts: after amendments."""
    reason: str = ""
    """Why the question was not asked."""
    notes: tuple[NoteLine, ...] = ()
    evidence: tuple[str, ...] = ()
    """Ids of the note lines the rating rests on."""
    evidence_as_ticked: tuple[NoteLine, ...] = ()
    """Lines the rating rests on whose text was changed afterwards, as they stood when ticked."""
    probes: tuple[str, ...] = ()
    """The probes that were asked, in words."""
    seconds: int = 0
    amendments: tuple[AmendmentLine, ...] = ()

    @model_validator(mode="after")
    def _level_exactly_with_level(self) -> Self:
        if (self.outcome is Outcome.LEVEL) != (self.level is not None):
            raise ValueError("a level belongs to the outcome 'level', and only to it")
        return self


class QuestionRecord(Value):
    """One question, as asked, with everything written about its answer."""

    id: str
    number: int
    competency: str
    text: str
    """The variant that was asked, in words."""
    variant: Variant = "work"
    anchors: tuple[str, str, str, str, str]
    answers: tuple[Answer, ...] = ()
    mean: float | None = None
    spread: int | None = None
    """Highest minus lowest level; None with fewer than two levels."""
    agreed_level: int | None = Field(default=None, ge=1, le=5)
    """The level the panel settled on in the debrief, when it did."""

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels given, in the order of the panel."""
        return tuple(answer.level for answer in self.answers if answer.level is not None)


class DecisionReason(Value):
    """Why, tied to a competency and, where it rests on an answer, to the number of its question."""

    competency: str
    text: str
    question: int | None = None


class Decision(Value):
    """What was decided, by whom. Exists only when people decided it."""

    verdict: Verdict
    reasons: tuple[DecisionReason, ...] = ()
    departure: str = ""
    """Why this departs from the order of the scores; empty when it does not."""
    by: str
    on: date


class ReleasedLine(Value):
    """A rater the panel went on without: by name, and for ever."""

    rater: str
    by: str
    reason: str


class Dossier(Value):
    """One candidate's interview, whole."""

    report_number: str
    version: str = "1.0"
    language: Language
    """The language of the interview: of the questions and the notes. The document's own words may be another."""
    candidate_name: str
    vacancy_title: str
    department: str = ""
    interviewed_on: date
    minutes: int | None = None
    panel: tuple[PanelMember, ...]
    prepared_by: str
    prepared_on: date
    guide_title: str
    guide_version: str
    guide_fingerprint: str
    """SHA-256 of the guide as it was used; the first characters are printed."""
    delete_by: date | None = None
    """None: the vacancy is still open, so the retention clock has not started."""
    is_example: bool = False
    confidentiality: str = "report.confidential"
    """Key of the sentence at the foot of every page."""
    competencies: tuple[CompetencyLine, ...]
    overall: float | None = None
    """Weighted mean; None when a competency is missing."""
    overall_corrected: float | None = None
    overall_interval: Interval | None = None
    """90 %, around `overall_corrected`."""
    required: float | None = None
    ratings: int = 0
    """Levels given, of `ratings_expected`."""
    ratings_expected: int = 0
    questions: tuple[QuestionRecord, ...]
    released: tuple[ReleasedLine, ...] = ()
    """Raters whose card was released, in the order the panel was made up."""
    decision: Decision | None = None

    def member(self, rater_id: str) -> PanelMember:
        """The member with this id. Errors: `KeyError` when no member has it."""
        for member in self.panel:
            if member.id == rater_id:
                return member
        raise KeyError(rater_id)

    @property
    def missing(self) -> tuple[CompetencyLine, ...]:
        """The competencies without a mean: what makes the overall mean incomplete."""
        return tuple(line for line in self.competencies if line.mean is None)
