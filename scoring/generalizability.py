"""Generalizability: where the differences come from, and what more raters or questions would buy.

G study of a full candidates x raters x questions block by ANOVA, D study and planner (Brennan 2001;
Shavelson & Webb 1991), and G(q, k) for panels in which not everybody rates everybody (Putka, Le,
McCloy & Diaz 2008). Negative estimates are reported and count as 0 in a D study.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.errors import ErrorCode, MatrixError, Place, SettingError
from scoring.ratings import Floats, RatingTable, Use
from scoring.reasons import Reason
from scoring.severity.settings import Sds
from scoring.severity.sheet import ScoreSheet


@dataclass(frozen=True, slots=True)
class Components:
    """Variance components in squared scale points: p candidate, r rater, q question, and joint effects."""

    p: float
    r: float
    q: float
    pr: float
    pq: float
    rq: float
    prq: float

    def floored(self) -> Components:
        """Negative estimates as 0."""
        return Components(*(max(0.0, getattr(self, name)) for name in self.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class GStudy:
    """Components and mean squares of a full block; None with a reason when there is none."""

    components: Components | None
    mean_squares: Components | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class DStudy:
    """What a design of so many raters and questions gives.

    `relative` and `absolute` error variance; `generalizability` (E rho^2) for ordering candidates,
    `dependability` (Phi) for absolute levels; None when both truth and error are 0.
    """

    raters: int
    questions: int
    same_panel: bool
    relative: float
    absolute: float
    generalizability: float | None
    dependability: float | None

    @property
    def relative_sem(self) -> float:
        """Standard error of measurement for ordering, in scale points."""
        return math.sqrt(self.relative)

    @property
    def absolute_sem(self) -> float:
        """Standard error of measurement for levels, in scale points."""
        return math.sqrt(self.absolute)


@dataclass(frozen=True, slots=True)
class SparseReliability:
    """G(q, k): of raw means (leniency counts as error) and of corrected scores (q = 0)."""

    raw: float | None
    corrected: float | None
    overlap_factor: float | None
    raters_per_candidate: float | None
    questions_per_candidate: float | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """D studies by number of raters (rows) and questions (columns)."""

    components: Components
    same_panel: bool
    raters: tuple[int, ...]
    questions: tuple[int, ...]
    studies: tuple[tuple[DStudy, ...], ...]


def g_study(levels: Floats | Sequence[Sequence[Sequence[float]]]) -> GStudy:
    """ANOVA estimates of a full block, candidates x raters x questions (Brennan 2001, ch. 3).

    None with a reason: a gap, or fewer than two of anything. Raises MatrixError for another shape.
    """
    block = np.asarray(levels, dtype=np.float64)
    if block.ndim != 3:
        raise MatrixError(ErrorCode.SHAPE, Place(value=str(block.shape)))
    for size, reason in zip(block.shape, (Reason.ONE_CANDIDATE, Reason.ONE_RATER, Reason.ONE_QUESTION), strict=True):
        if size < 2:
            return GStudy(None, None, reason)
    if np.isnan(block).any():
        return GStudy(None, None, Reason.INCOMPLETE_BLOCK)
    if not np.isfinite(block).all():
        raise MatrixError(ErrorCode.NOT_FINITE)
    ms = _mean_squares(block)
    n_p, n_r, n_q = block.shape
    return GStudy(
        Components(
            p=(ms.p - ms.pr - ms.pq + ms.prq) / (n_r * n_q),
            r=(ms.r - ms.pr - ms.rq + ms.prq) / (n_p * n_q),
            q=(ms.q - ms.pq - ms.rq + ms.prq) / (n_p * n_r),
            pr=(ms.pr - ms.prq) / n_q,
            pq=(ms.pq - ms.prq) / n_r,
            rq=(ms.rq - ms.prq) / n_p,
            prq=ms.prq,
        ),
        ms,
    )


def _mean_squares(block: Floats) -> Components:
    grand = block.mean()
    n_p, n_r, n_q = block.shape
    p, r, q = (block.mean(axis=axes, keepdims=True) - grand for axes in ((1, 2), (0, 2), (0, 1)))
    pr = block.mean(axis=2, keepdims=True) - grand - p - r
    pq = block.mean(axis=1, keepdims=True) - grand - p - q
    rq = block.mean(axis=0, keepdims=True) - grand - r - q
    rest = block - grand - p - r - q - pr - pq - rq

    def mean_square(effect: Floats, df: int) -> float:
        return float((effect**2).sum()) * (block.size / effect.size) / df

    return Components(
        p=mean_square(p, n_p - 1),
        r=mean_square(r, n_r - 1),
        q=mean_square(q, n_q - 1),
        pr=mean_square(pr, (n_p - 1) * (n_r - 1)),
        pq=mean_square(pq, (n_p - 1) * (n_q - 1)),
        rq=mean_square(rq, (n_r - 1) * (n_q - 1)),
        prq=mean_square(rest, (n_p - 1) * (n_r - 1) * (n_q - 1)),
    )


def full_block(table: RatingTable, vacancy: str | None = None) -> Floats:
    """Candidates x raters x questions of one vacancy, nan where not rated (before the debrief)."""
    rows = table.of_vacancy(table.rows(Use.FIRST), vacancy)
    codes = (table.candidate[rows], table.rater[rows], table.question[rows])
    found = [np.unique(code, return_inverse=True) for code in codes]
    block = np.full([len(labels) for labels, _ in found], np.nan)
    block[tuple(place for _, place in found)] = table.level[rows]
    return block


def d_study(components: Components, raters: int, questions: int, same_panel: bool = True) -> DStudy:
    """Error and coefficients for a design; `same_panel` False: panels differ and leniency is not corrected."""
    for name, count in (("raters", raters), ("questions", questions)):
        if count < 1:
            raise SettingError(ErrorCode.OUT_OF_RANGE, Place(column=name, value=str(count)))
    c = components.floored()
    cells = raters * questions
    leniency = c.r / raters + c.rq / cells
    relative = c.pr / raters + c.pq / questions + c.prq / cells + (0.0 if same_panel else leniency)
    absolute = c.pr / raters + c.pq / questions + c.prq / cells + leniency + c.q / questions
    return DStudy(raters, questions, same_panel, relative, absolute, _share(c.p, relative), _share(c.p, absolute))


def _share(truth: float, error: float) -> float | None:
    return truth / (truth + error) if truth + error else None


def plan(
    components: Components,
    raters: Sequence[int] = (1, 2, 3, 4, 5),
    questions: Sequence[int] = (2, 3, 4, 6, 8, 10),
    same_panel: bool = True,
) -> Plan:
    """The table of designs: what a third rater or two more questions would buy."""
    studies = tuple(tuple(d_study(components, r, q, same_panel) for q in questions) for r in raters)
    return Plan(components, same_panel, tuple(raters), tuple(questions), studies)


def components_of(sds: Sds, weights: Sequence[float] = ()) -> Components:
    """The components of the mixed model as a G study names them.

    Candidate x competency belongs to the truth as far as the weights carry it (sum of w^2). The
    model has no question or rater x question variance: question effects are fixed and corrected.
    """
    carried = float(np.sum(np.square(weights))) if len(weights) else 0.0
    return Components(
        p=sds.u**2 + sds.k**2 * carried, r=sds.s**2, q=0.0, pr=sds.h**2, pq=sds.w**2, rq=0.0, prq=sds.e**2
    )


def sparse_reliability(sheet: ScoreSheet, vacancy: str | None = None) -> SparseReliability:
    """G(q, k) of one vacancy with the model's variances (ratings before the debrief).

    k = harmonic mean of raters per candidate; q = 1/k - mean over pairs of candidates of
    shared raters / (k_i k_j): 0 when everybody is rated by the same, 1/k when nobody is
    (Putka et al. 2008). The square root of G is the expected correlation with the truth.
    """
    table = sheet.table
    rows = table.of_vacancy(table.rows(Use.FIRST), vacancy)
    if sheet.model is None or not len(rows):
        return SparseReliability(None, None, None, None, None, Reason.NO_RATINGS)
    people, person = np.unique(table.candidate[rows], return_inverse=True)
    if len(people) < 2:
        return SparseReliability(None, None, None, None, None, Reason.ONE_CANDIDATE)
    cards = np.unique(person * len(table.raters) + table.rater[rows])
    owner, rater = np.divmod(cards, len(table.raters))
    if len(np.unique(rater)) < 2:
        return SparseReliability(None, None, None, None, None, Reason.ONE_RATER)
    k = np.bincount(owner).astype(np.float64)
    harmonic = float(len(k) / (1 / k).sum())
    overlap = overlap_factor(owner, rater, k)
    asked = np.unique(person * len(table.questions) + table.question[rows]) // len(table.questions)
    questions = float(len(people) / (1 / np.bincount(asked)).sum())
    weights = sheet.weight_set.matrix[table.vacancy_of[people[0]]]
    c = components_of(sheet.model.sds, weights.tolist())
    rest = (c.pr + c.prq / questions) / harmonic + c.pq / questions
    return SparseReliability(
        raw=_share(c.p, overlap * c.r + rest),
        corrected=_share(c.p, rest),
        overlap_factor=overlap,
        raters_per_candidate=harmonic,
        questions_per_candidate=questions,
    )


def overlap_factor(owner: Floats | Sequence[int], rater: Floats | Sequence[int], k: Floats) -> float:
    """The q of G(q, k) from scorecards (candidate and rater positions) and raters per candidate.

    The sum over pairs comes from the sums per rater: candidates sharing a rater meet in its square.
    """
    candidates, raters = np.asarray(owner, dtype=np.intp), np.asarray(rater, dtype=np.intp)
    share = 1 / k[candidates]
    by_rater = np.bincount(raters, weights=share)
    own = np.bincount(raters, weights=share**2)
    pairs = float((by_rater**2 - own).sum())
    count = len(k)
    return max(0.0, float((1 / k).mean()) - pairs / (count * (count - 1)))
