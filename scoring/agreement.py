"""Agreement between raters: intraclass correlations, Krippendorff's alpha, weighted kappa.

All of it rests on ratings from before the debrief. None with a reason where nothing can be said;
negative values are reported as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.errors import ErrorCode, MatrixError, Place
from scoring.ratings import Floats, RatingTable, Use
from scoring.reasons import Reason


class Metric(StrEnum):
    """The distance between two levels in Krippendorff's alpha. Levels with anchors are ordinal."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient, or None with the reason. `low` and `high` are limits where the method has them."""

    value: float | None
    reason: Reason | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Intraclass:
    """The six coefficients of Shrout & Fleiss and the mean squares they come from.

    1: every target has its own raters; 2: raters are a sample of raters; 3: these raters only.
    With k: of the mean of the k raters, otherwise of one rater.
    """

    icc1: Coefficient
    icc2: Coefficient
    icc3: Coefficient
    icc1k: Coefficient
    icc2k: Coefficient
    icc3k: Coefficient
    between: float | None
    within: float | None
    raters: float | None
    residual: float | None


def question_matrix(table: RatingTable, vacancy: str | None = None, competency: str | None = None) -> Floats:
    """Units x raters for alpha: one row per candidate and question, nan where not rated."""
    return _matrix(table, vacancy, competency, by_question=True)


def candidate_matrix(table: RatingTable, vacancy: str | None = None, competency: str | None = None) -> Floats:
    """Candidates x raters for intraclass correlations: each rater's mean level, nan where not rated."""
    return _matrix(table, vacancy, competency, by_question=False)


def _matrix(table: RatingTable, vacancy: str | None, competency: str | None, by_question: bool) -> Floats:
    rows = table.of_vacancy(table.rows(Use.FIRST), vacancy)
    if competency is not None:
        rows = rows[table.competency_of[table.question[rows]] == table.find("competency", competency)]
    unit = table.candidate[rows]
    if by_question:
        unit = unit * len(table.questions) + table.question[rows]
    units, row = np.unique(unit, return_inverse=True)
    raters, column = np.unique(table.rater[rows], return_inverse=True)
    shape = (len(units), len(raters))
    sums, counts = np.zeros(shape), np.zeros(shape)
    np.add.at(sums, (row, column), table.level[rows])
    np.add.at(counts, (row, column), 1)
    np.divide(sums, counts, out=sums, where=counts > 0)
    return np.where(counts > 0, sums, np.nan)


def intraclass(ratings: Floats | Sequence[Sequence[float | None]], level: float = 0.95) -> Intraclass:
    """ICC(1), (2), (3) and their k-rater versions for a full n x k block with limits.

    Shrout & Fleiss 1979; limits of ICC(2) with Satterthwaite's df (McGraw & Wong 1996), those of
    ICC(2,k) by Spearman-Brown from them. None: a gap, one target, one rater, no variance.
    """
    block = _as_matrix(ratings)
    reason = _why_no_intraclass(block)
    if reason:
        empty = Coefficient(None, reason)
        return Intraclass(empty, empty, empty, empty, empty, empty, None, None, None, None)
    n, k = block.shape
    grand = block.mean()
    by_target, by_rater = block.mean(axis=1), block.mean(axis=0)
    total = float(((block - grand) ** 2).sum())
    between = k * float(((by_target - grand) ** 2).sum()) / (n - 1)
    raters = n * float(((by_rater - grand) ** 2).sum()) / (k - 1)
    within = float(((block - by_target[:, None]) ** 2).sum()) / (n * (k - 1))
    residual = max(0.0, (total - between * (n - 1) - raters * (k - 1)) / ((n - 1) * (k - 1)))
    icc2 = _icc2(between, raters, residual, n, k, level)
    return Intraclass(
        icc1=_consistency(between, within, n - 1, n * (k - 1), k, level, one=True),
        icc2=icc2,
        icc3=_consistency(between, residual, n - 1, (n - 1) * (k - 1), k, level, one=True),
        icc1k=_consistency(between, within, n - 1, n * (k - 1), k, level, one=False),
        icc2k=Coefficient(
            _ratio(between - residual, between + (raters - residual) / n),
            low=_spearman_brown(icc2.low, k),
            high=_spearman_brown(icc2.high, k),
        ),
        icc3k=_consistency(between, residual, n - 1, (n - 1) * (k - 1), k, level, one=False),
        between=between,
        within=within,
        raters=raters,
        residual=residual,
    )


def _why_no_intraclass(block: Floats) -> Reason | None:
    if not block.size:
        return Reason.NO_RATINGS
    if np.isnan(block).any():
        return Reason.INCOMPLETE_BLOCK
    if block.shape[1] < 2:
        return Reason.ONE_RATER
    if block.shape[0] < 2:
        return Reason.ONE_CANDIDATE
    return Reason.NO_VARIANCE if np.ptp(block) == 0 else None


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _consistency(
    between: float, error: float, df: int, df_error: int, k: int, level: float, *, one: bool
) -> Coefficient:
    """(MSB - MSE) / (MSB + (k-1) MSE) for one rater, (MSB - MSE) / MSB for k, with F limits."""
    from scipy import special

    if not between and not error:
        return Coefficient(None, Reason.NO_VARIANCE)
    extra = (k - 1) if one else 0
    value = _ratio(between - error, between + extra * error)
    if value is None:
        return Coefficient(None, Reason.NO_VARIANCE)
    if not error:
        return Coefficient(value, low=1.0, high=1.0)
    upper = (1 + level) / 2
    f_low = between / error / float(special.fdtri(df, df_error, upper))
    f_high = between / error * float(special.fdtri(df_error, df, upper))
    low, high = ((f - 1) / (f + extra) if f + extra else None for f in (f_low, f_high))
    return Coefficient(value, low=low, high=high)


def _icc2(between: float, raters: float, error: float, n: int, k: int, level: float) -> Coefficient:
    from scipy import special

    value = _ratio(between - error, between + (k - 1) * error + k * (raters - error) / n)
    if value is None:
        return Coefficient(None, Reason.NO_VARIANCE)
    if not error and not raters:
        return Coefficient(value, low=1.0, high=1.0)
    a = k * value * raters + error * (n * (1 + (k - 1) * value) - k * value)
    bottom = (n - 1) * k**2 * value**2 * raters**2 + error**2 * (n * (1 + (k - 1) * value) - k * value) ** 2
    df = (k - 1) * (n - 1) * a**2 / bottom if bottom else 0.0
    if df <= 0:
        return Coefficient(value)
    upper = (1 + level) / 2
    spread = k * raters + (k * n - k - n) * error
    f_low, f_high = float(special.fdtri(n - 1, df, upper)), float(special.fdtri(df, n - 1, upper))
    low = _ratio(n * (between - f_low * error), f_low * spread + n * between)
    high = _ratio(n * (f_high * between - error), spread + n * f_high * between)
    return Coefficient(value, low=low, high=high)


def _spearman_brown(one: float | None, k: int) -> float | None:
    return None if one is None else _ratio(k * one, 1 + (k - 1) * one)


def krippendorff_alpha(
    ratings: Floats | Sequence[Sequence[float | None]], metric: Metric = Metric.ORDINAL
) -> Coefficient:
    """Krippendorff's alpha for units x observers with gaps (nan or None).

    alpha = 1 - observed / expected disagreement from the coincidences within units of two or more
    ratings (Krippendorff 2011). None: no unit with two ratings, one category only.
    """
    matrix = _as_matrix(ratings)
    matrix = matrix[(~np.isnan(matrix)).sum(axis=1) >= 2] if matrix.size else matrix
    if not matrix.size:
        return Coefficient(None, Reason.NO_COMMON_UNITS)
    known = ~np.isnan(matrix)
    values, code = np.unique(matrix[known], return_inverse=True)
    if len(values) < 2:
        return Coefficient(None, Reason.NO_VARIANCE)
    counts = np.zeros((len(matrix), len(values)))
    np.add.at(counts, (np.nonzero(known)[0], code), 1)
    per_unit = counts.sum(axis=1) - 1
    observed = (counts / per_unit[:, None]).T @ counts - np.diag((counts / per_unit[:, None]).sum(axis=0))
    totals = observed.sum(axis=1)
    expected = (np.outer(totals, totals) - np.diag(totals)) / (totals.sum() - 1)
    distance = _distance(values, totals, metric)
    disagreement = float((expected * distance).sum())
    if not disagreement:
        return Coefficient(None, Reason.NO_VARIANCE)
    return Coefficient(1 - float((observed * distance).sum()) / disagreement)


def _distance(values: Floats, totals: Floats, metric: Metric) -> Floats:
    """Squared distances between the categories."""
    if metric is Metric.NOMINAL:
        return 1 - np.eye(len(values))
    if metric is Metric.ORDINAL:
        middle = np.cumsum(totals) - totals / 2
        return np.asarray((middle[:, None] - middle[None, :]) ** 2)
    difference = values[:, None] - values[None, :]
    if metric is Metric.INTERVAL:
        return np.asarray(difference**2)
    total = values[:, None] + values[None, :]
    return np.divide(difference, total, out=np.zeros_like(difference), where=total != 0) ** 2


def weighted_kappa(
    table: Floats | Sequence[Sequence[float]], disagreement: Floats | Sequence[Sequence[float]] | None = None
) -> Coefficient:
    """Cohen's kappa of a square table of counts or proportions (rater by rater, whole scale).

    kappa = 1 - sum(d p) / sum(d e) with disagreement weights d; None means quadratic weights
    (Cohen 1968). See `disagreement_weights` for the usual ones. None: an empty table, no expected
    disagreement.
    """
    counts = np.asarray(table, dtype=np.float64)
    size = counts.shape[0] if counts.ndim == 2 else 0
    if counts.ndim != 2 or counts.shape != (size, size) or size < 2:
        raise MatrixError(ErrorCode.SHAPE, Place(value=str(counts.shape)))
    if not np.isfinite(counts).all():
        raise MatrixError(ErrorCode.NOT_FINITE)
    if (counts < 0).any():
        raise MatrixError(ErrorCode.NEGATIVE)
    weights = disagreement_weights(size, 2) if disagreement is None else np.asarray(disagreement, dtype=np.float64)
    if weights.shape != counts.shape:
        raise MatrixError(ErrorCode.SHAPE, Place(value=str(weights.shape)))
    if not counts.sum():
        return Coefficient(None, Reason.NO_RATINGS)
    shares = counts / counts.sum()
    expected = float((weights * np.outer(shares.sum(axis=1), shares.sum(axis=0))).sum())
    if not expected:
        return Coefficient(None, Reason.NO_VARIANCE)
    return Coefficient(1 - float((weights * shares).sum()) / expected)


def disagreement_weights(size: int, power: int) -> Floats:
    """|i - j| ** power: 0 gives unweighted kappa, 1 linear, 2 quadratic."""
    if power == 0:
        return 1 - np.eye(size)
    steps = np.arange(size, dtype=np.float64)
    return np.asarray(np.abs(steps[:, None] - steps[None, :]) ** power)


def pair_table(table: RatingTable, one: str, other: str, vacancy: str | None = None) -> Floats:
    """Counts of the levels two raters gave to the same answers, over the whole scale."""
    rows = table.of_vacancy(table.rows(Use.FIRST), vacancy)
    low, high = table.scale
    given: list[dict[int, int]] = []
    for name in (one, other):
        own = rows[table.rater[rows] == table.find("rater", name)]
        unit = table.candidate[own] * len(table.questions) + table.question[own]
        given.append(dict(zip(unit.tolist(), table.level[own].astype(int).tolist(), strict=True)))
    counts = np.zeros((high - low + 1, high - low + 1))
    for unit, level in given[0].items():
        if unit in given[1]:
            counts[level - low, given[1][unit] - low] += 1
    return counts


def _as_matrix(ratings: Floats | Sequence[Sequence[float | None]]) -> Floats:
    if isinstance(ratings, np.ndarray):
        matrix = ratings.astype(np.float64)
    else:
        widths = {len(row) for row in ratings}
        if len(widths) > 1:
            raise MatrixError(ErrorCode.SHAPE, Place(value=str(sorted(widths))))
        matrix = np.array([[np.nan if cell is None else cell for cell in row] for row in ratings], dtype=np.float64)
    if matrix.size and matrix.ndim != 2:
        raise MatrixError(ErrorCode.SHAPE, Place(value=str(matrix.shape)))
    if np.isinf(matrix).any():
        raise MatrixError(ErrorCode.NOT_FINITE)
    return matrix
