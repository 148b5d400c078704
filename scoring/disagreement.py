"""Where a panel should talk: disagreement by range on the scale, adjusted for known leniency.

On five levels the range says the same as r_wg < .70 for two to four raters and can be explained in one
word; the standard error of a score is not a measure of disagreement. The debrief looks for missed
evidence and misread anchors. Indices beside it: r_wg (James, Demaree & Wolf 1984), a_wg (Brown &
Hauenstein 2005), AD (Burke & Dunlap 2002).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from scoring.errors import ErrorCode, MatrixError, Place
from scoring.ratings import SCALE, Codes, Floats, RatingTable, Use
from scoring.reasons import Reason

LOOK, MUST_DISCUSS = 2.0, 3.0
ADJUSTED_MUST_DISCUSS = 2.0
MOSTLY_LENIENCY = 1.5
EDGE = 1e-9
"""Means of whole levels carry rounding errors: a range of 2 must count as 2."""


class Flag(StrEnum):
    """What a panel does with a competency of a candidate."""

    AGREE = "agree"
    LOOK = "look"
    MUST_DISCUSS = "must_discuss"


@dataclass(frozen=True, slots=True)
class CellAgreement:
    """Agreement of the raters of one candidate on one competency.

    `spread` = range. `rwg` may be negative; `rwg_truncated` is not. `awg` is None with a reason when all
    raters are at an end of the scale; `awg_admissible` says whether the mean lets the index mean what
    it should. `ad` is the mean absolute deviation about the mean.
    """

    raters: int
    mean: float
    spread: float
    sd: float | None
    rwg: float | None
    rwg_truncated: float | None
    awg: float | None
    awg_admissible: bool
    ad: float
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One competency of one candidate on the agenda of the debrief.

    `values`: each rater's mean level; `adjusted`: the same without that rater's leniency, and its
    range (None while no leniency is known). `furthest`:
    the raters furthest from the mean of the others after leniency (with two raters always both).
    `mostly_leniency`: far apart as given, close once leniency is known. `straddles_cut`: somebody below
    the vacancy's cut and somebody at or above it.
    """

    candidate: str
    competency: str
    vacancy: str
    values: Mapping[str, float]
    adjusted: Mapping[str, float]
    spread: float
    adjusted_spread: float | None
    flag: Flag
    mostly_leniency: bool
    straddles_cut: bool
    furthest: tuple[str, ...]
    agreement: CellAgreement


def cell_agreement(levels: Sequence[float], scale: tuple[int, int] = SCALE) -> CellAgreement:
    """Range and indices of one set of ratings. Raises MatrixError for none, or a value off the scale."""
    values = np.asarray(levels, dtype=np.float64)
    low, high = scale
    if values.ndim != 1 or not len(values):
        raise MatrixError(ErrorCode.SHAPE, Place(value=str(values.shape)))
    if not np.isfinite(values).all() or (values < low).any() or (values > high).any():
        raise MatrixError(ErrorCode.OUT_OF_RANGE, Place(value=str(values.tolist())))
    k, mean = len(values), float(values.mean())
    spread, ad = float(np.ptp(values)), float(np.abs(values - mean).mean())
    if k < 2:
        return CellAgreement(k, mean, spread, None, None, None, None, False, ad, Reason.ONE_RATER)
    variance = float(values.var(ddof=1))
    levels_count = high - low + 1
    rwg = 1 - variance / ((levels_count**2 - 1) / 12)
    widest = ((high + low) * mean - mean**2 - high * low) * k / (k - 1)
    awg = 1 - 2 * variance / widest if widest > EDGE else None
    admissible = (low * (k - 1) + high) / k - EDGE <= mean <= (high * (k - 1) + low) / k + EDGE
    return CellAgreement(
        raters=k,
        mean=mean,
        spread=spread,
        sd=variance**0.5,
        rwg=rwg,
        rwg_truncated=min(1.0, max(0.0, rwg)),
        awg=awg,
        awg_admissible=admissible,
        ad=ad,
        reason=None if awg is not None else Reason.MEAN_NOT_ADMISSIBLE,
    )


def flag_for(spread: float, adjusted_spread: float | None = None) -> Flag:
    """Must discuss from a range of 3, or of 2 after leniency; a look from a range of 2; otherwise agree."""
    if spread >= MUST_DISCUSS - EDGE:
        return Flag.MUST_DISCUSS
    if adjusted_spread is not None and adjusted_spread >= ADJUSTED_MUST_DISCUSS - EDGE:
        return Flag.MUST_DISCUSS
    return Flag.LOOK if spread >= LOOK - EDGE else Flag.AGREE


def disagreements(
    table: RatingTable,
    leniency: Mapping[str, float] | None = None,
    cut: float | None = None,
    vacancy: str | None = None,
    least: float = 0.0,
) -> tuple[Disagreement, ...]:
    """Candidates x competencies with two or more raters and a range of at least `least`, by candidate and competency.

    Rests on the ratings before the debrief. `leniency` in scale points by rater (unknown raters count
    as 0); leave it out when nothing is known yet. `cut` is the vacancy's level on the scale.
    """
    rows = table.of_vacancy(table.rows(Use.FIRST), vacancy)
    competency = table.competency_of[table.question[rows]]
    cell = table.candidate[rows] * len(table.competencies) + competency
    seats, seat = np.unique(cell * len(table.raters) + table.rater[rows], return_inverse=True)
    means = np.bincount(seat, weights=table.level[rows]) / np.maximum(np.bincount(seat), 1)
    owner, rater = np.divmod(seats, len(table.raters))
    wide = np.flatnonzero(_spread(owner, means) >= least - EDGE)
    owner, rater, means = owner[wide], rater[wide], means[wide]
    given: dict[int, dict[str, float]] = {}
    for place, who, mean in zip(owner.tolist(), rater.tolist(), means.tolist(), strict=True):
        given.setdefault(place, {})[table.raters[who]] = mean
    return tuple(
        _disagreement(table, place, values, leniency, cut) for place, values in given.items() if len(values) > 1
    )


def _spread(owner: Codes, means: Floats) -> Floats:
    """Per mean the range of all means of its owner; owners stand together."""
    if not len(owner):
        return np.zeros(0)
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    spread = np.maximum.reduceat(means, starts) - np.minimum.reduceat(means, starts)
    return np.asarray(np.repeat(spread, np.diff(starts, append=len(owner))))


def _disagreement(
    table: RatingTable, place: int, values: dict[str, float], leniency: Mapping[str, float] | None, cut: float | None
) -> Disagreement:
    candidate, competency = divmod(place, len(table.competencies))
    adjusted = {rater: value - (leniency or {}).get(rater, 0.0) for rater, value in values.items()}
    agreement = cell_agreement(tuple(values.values()), table.scale)
    adjusted_spread = None if leniency is None else max(adjusted.values()) - min(adjusted.values())
    return Disagreement(
        candidate=table.candidates[candidate],
        competency=table.competencies[competency],
        vacancy=table.vacancies[table.vacancy_of[candidate]],
        values=MappingProxyType(values),
        adjusted=MappingProxyType(adjusted),
        spread=agreement.spread,
        adjusted_spread=adjusted_spread,
        flag=flag_for(agreement.spread, adjusted_spread),
        mostly_leniency=adjusted_spread is not None
        and adjusted_spread < MOSTLY_LENIENCY
        and agreement.spread >= LOOK - EDGE,
        straddles_cut=cut is not None and min(values.values()) < cut <= max(values.values()),
        furthest=_furthest(adjusted) if agreement.spread > EDGE else (),
        agreement=agreement,
    )


def _furthest(adjusted: Mapping[str, float]) -> tuple[str, ...]:
    total, others = sum(adjusted.values()), len(adjusted) - 1
    distance = {rater: abs(value - (total - value) / others) for rater, value in adjusted.items()}
    most = max(distance.values())
    return tuple(rater for rater, value in distance.items() if value >= most - EDGE)
