"""One rater's habits, for that rater's own eyes: leniency, range used, halo, agreement with the others.

From about 12 candidates on a leniency estimate follows the truth at r = .95; below that it is not
shown. Only ratings from before the debrief count. Everything is compared with the other raters of the
SAME candidates, so a strong pool does not look like a lenient rater.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from scoring.composite import candidate_means
from scoring.ratings import Codes, RatingTable, Use
from scoring.reasons import Reason
from scoring.severity.sheet import ScoreSheet

FEWEST_CANDIDATES = 12
FEWEST_FOR_CORRELATION = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of this rater beside the same figure of the other raters of the same candidates."""

    own: float | None
    others: float | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class RaterProfile:
    """What one rater may see of themselves; figures are None with TOO_FEW_CANDIDATES below 12.

    `leniency` and its `se` in scale points (+ = lenient). `levels`: share of each level given.
    `spread`: SD of all levels given. `halo`: mean SD over the competencies of one candidate; small
    beside the others' means that one impression colours all. `agreement`: correlation of the rater's
    candidate means with the other raters'.
    """

    rater: str
    candidates: int
    ratings: int
    reason: Reason | None
    leniency: float | None
    se: float | None
    levels: Mapping[int, float]
    spread: Figure
    halo: Figure
    agreement: float | None
    agreement_reason: Reason | None


def profile_rater(sheet: ScoreSheet, rater: str) -> RaterProfile:
    """The profile of one rater. Raises TableError for a rater that is not in the table."""
    table = sheet.table
    code = table.find("rater", rater)
    rows = table.rows(Use.FIRST)
    own = rows[table.rater[rows] == code]
    people = np.unique(table.candidate[own])
    if len(people) < FEWEST_CANDIDATES:
        hidden = Figure(None, None, Reason.TOO_FEW_CANDIDATES)
        reason = Reason.TOO_FEW_CANDIDATES
        empty: Mapping[int, float] = MappingProxyType({})
        return RaterProfile(rater, len(people), len(own), reason, None, None, empty, hidden, hidden, None, reason)
    met = np.isin(table.candidate[rows], people)
    others = rows[met & (table.rater[rows] != code)]
    leniency = sheet.leniency.get(rater)
    agreement, why = _agreement(table, own, others)
    return RaterProfile(
        rater=rater,
        candidates=len(people),
        ratings=len(own),
        reason=None,
        leniency=leniency.value if leniency else None,
        se=leniency.se if leniency else None,
        levels=MappingProxyType(_shares(table, own)),
        spread=_beside(_spread(table, own), _mean_over_raters(table, others, _spread), Reason.ONE_RATER),
        halo=_beside(_halo(table, own), _mean_over_raters(table, others, _halo), Reason.ONE_COMPETENCY),
        agreement=agreement,
        agreement_reason=why,
    )


def _shares(table: RatingTable, rows: Codes) -> dict[int, float]:
    low, high = table.scale
    given = table.level[rows]
    return {level: float((given == level).mean()) for level in range(low, high + 1)}


def _beside(own: float | None, others: float | None, reason: Reason) -> Figure:
    return Figure(own, others, reason if own is None or others is None else None)


def _spread(table: RatingTable, rows: Codes) -> float | None:
    return float(table.level[rows].std(ddof=1)) if len(rows) > 1 else None


def _halo(table: RatingTable, rows: Codes) -> float | None:
    """Mean over candidates of the SD of the competency means one rater gave."""
    count = len(table.competencies)
    cell = table.candidate[rows] * count + table.competency_of[table.question[rows]]
    cells, place = np.unique(cell, return_inverse=True)
    means = np.bincount(place, weights=table.level[rows]) / np.bincount(place)
    _, person = np.unique(cells // count, return_inverse=True)
    size = np.bincount(person)
    deviation = means - (np.bincount(person, weights=means) / size)[person]
    squares = np.bincount(person, weights=deviation**2)
    enough = size > 1
    if not enough.any():
        return None
    return float(np.sqrt(squares[enough] / (size[enough] - 1)).mean())


def _mean_over_raters(
    table: RatingTable, rows: Codes, figure: Callable[[RatingTable, Codes], float | None]
) -> float | None:
    """The mean of a figure over raters, each counting as often as they met the candidates."""
    found: list[tuple[float, int]] = []
    for rater in np.unique(table.rater[rows]).tolist():
        own = rows[table.rater[rows] == rater]
        value = figure(table, own)
        if value is not None:
            found.append((value, len(np.unique(table.candidate[own]))))
    total = sum(weight for _, weight in found)
    return sum(value * weight for value, weight in found) / total if total else None


def _agreement(table: RatingTable, own: Codes, others: Codes) -> tuple[float | None, Reason | None]:
    mine, theirs = candidate_means(table, own), candidate_means(table, others)
    both = ~np.isnan(mine) & ~np.isnan(theirs)
    if both.sum() < FEWEST_FOR_CORRELATION:
        return None, Reason.ONE_RATER if not both.any() else Reason.TOO_FEW_CANDIDATES
    x, y = mine[both], theirs[both]
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return None, Reason.NO_VARIANCE
    return float(np.corrcoef(x, y)[0, 1]), None
