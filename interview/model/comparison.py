"""Candidates side by side, as page, table and paper show them: one value, so the same figures everywhere."""

from datetime import date, datetime
from typing import Literal

from interview.model.decision import Verdict
from interview.model.equal_treatment import TreatmentTable
from interview.model.rating import Outcome
from interview.model.value import Value
from question_bank import Bilingual

Moment = Literal["first", "decision"]
"""Which ratings: those from before the debrief, or those that decide (amendments included)."""


class Cell(Value):
    """One competency of one candidate. Without a value nobody could rate it."""

    competency_id: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    ratings: int = 0
    apart: bool = False
    """Raters are two levels or more apart."""


class Steps(Value):
    """The step from raw to corrected, as numbers that add up (see `scoring` Explanation)."""

    raw: float | None
    seen: float
    leniency: float
    questions: float
    carried: float
    expected: float
    score: float
    raters: int
    asked: int


class Compared(Value):
    """One candidate as a row. `total` is None while a competency is missing; the interval then belongs to the rest."""

    candidate_id: str
    interview_id: str
    candidate: str
    number: int
    total: float | None
    provisional: float | None
    low: float | None
    high: float | None
    raw: float | None
    missing: tuple[str, ...]
    cells: tuple[Cell, ...]
    rank_low: int | None = None
    rank_high: int | None = None
    """Place with 5 and 95 % certainty, among the candidates of the same part."""
    among: float | None = None
    """P(among the first m), where m is `Comparison.top`."""
    raters: int
    released: int
    part: int | None = None
    """Which connected part of the panels; candidates of different parts are never put in one order."""
    steps: Steps | None = None

    @property
    def shown(self) -> float | None:
        """The total, or what it would be from the competencies there are."""
        return self.provisional if self.total is None else self.total


class CompetencyHead(Value):
    """A column. `weight` in percent."""

    id: str
    name: Bilingual
    weight: float
    questions: int


class ReleasedCard(Value):
    """A card the panel went on without."""

    candidate_id: str
    candidate: str
    rater: str
    by: str
    reason: str


class PairWords(Value):
    """P(one > other) and the code of scoring's word for it."""

    one: str
    other: str
    probability: float
    word: str
    connected: bool


class StabilityLine(Value):
    """What the order does without one rater, or with equal weights."""

    kind: Literal["without_rater", "equal_weights"]
    rater: str = ""
    """The rater's name."""
    stays: bool
    swaps: tuple[tuple[str, str], ...] = ()
    """Candidate ids: the first would stand above the second, unlike now."""
    lost: tuple[str, ...] = ()


class Chosen(Value):
    """One candidate set against the others, nearest first, and what could change the order."""

    candidate_id: str
    pairs: tuple[PairWords, ...]
    stability: tuple[StabilityLine, ...]


class Comparison(Value):
    """The whole page. `rows` are in score order, part by part, incomplete candidates last."""

    vacancy_id: str
    title: str
    moment: Moment
    competencies: tuple[CompetencyHead, ...]
    rows: tuple[Compared, ...]
    brackets: tuple[tuple[str, ...], ...]
    """Runs of candidate ids whose order is not settled; they may overlap, and never reach over two parts."""
    parts: int
    top: int
    sealed: tuple[str, ...]
    """Names of the candidates of whom a card is still out."""
    candidates: int
    """All candidates of the vacancy, sealed ones too."""
    raters: int
    amended: int
    """Answers whose rating was amended."""
    treatment: TreatmentTable
    opened_at: datetime | None
    """When the viewer read the treatment table and opened the totals; None keeps the totals shut."""
    released: tuple[ReleasedCard, ...]
    degrees: int | None
    """Degrees of freedom of the interval; None where the normal distribution holds."""
    chosen: Chosen | None = None
    may_export: bool = False

    def row(self, candidate_id: str) -> Compared | None:
        """The row of a candidate, if there is one."""
        return next((row for row in self.rows if row.candidate_id == candidate_id), None)


class RatingLine(Value):
    """One judgement in a table: the first one, and what it became."""

    candidate_id: str
    candidate: str
    rater: str
    competency: str
    question: int
    outcome: Outcome
    level: int | None
    later_outcome: Outcome | None = None
    later_level: int | None = None
    reason: str = ""
    """Why the question was not asked, or why the judgement was amended."""


class ComparisonFile(Value):
    """What a table or a paper of the comparison is made from."""

    comparison: Comparison
    ratings: tuple[RatingLine, ...]
    verdicts: dict[str, Verdict]
    """What was decided so far, by candidate's id."""
    number: str
    prepared_by: str
    prepared_on: date
    guide: str
    guide_version: str
    fingerprint: str
    questions: int
    delete_by: date | None
    """The last day the first of these candidates may be kept; None while the procedure runs."""
    is_example: bool
