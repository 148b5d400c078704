"""The raw composite: plain means by competency, combined with fixed weights.

Mechanical combination of independent ratings predicts better than a holistic judgement (Meehl 1954;
Kuncel, Klieger, Connelly & Ones 2013), and equal weights are a sound default (Dawes 1979).
A missing competency makes the overall incomplete; nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from scoring.ratings import Codes, Floats, RatingTable, Use
from scoring.reasons import Reason
from scoring.weights import Weights, WeightSet, resolve_weights


@dataclass(frozen=True, slots=True)
class CompetencyMean:
    """The mean level of one competency, in scale points, and the number of ratings it rests on."""

    mean: float | None
    ratings: int
    weight: float
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Composite:
    """One candidate's raw figures; `overall` is None with a reason when a competency is missing."""

    candidate: str
    vacancy: str
    competencies: Mapping[str, CompetencyMean]
    overall: float | None
    reason: Reason | None
    missing: tuple[str, ...]
    ratings: int


def raw_composite(ratings: RatingTable, weights: Weights = None, use: Use = Use.DECISION) -> dict[str, Composite]:
    """Raw mean per competency and overall, by candidate.

    Cell = mean of all ratings of the competency; overall = sum of weight x cell over sum of weights.
    `use` chooses the ratings that decide (with changes from the debrief) or those from before it.
    Raises WeightError (see `resolve_weights`).
    """
    weight_set = resolve_weights(ratings, weights)
    means, counts = cell_means(ratings, weight_set, use)
    return {
        candidate: _composite(ratings, weight_set, index, means[index], counts[index])
        for index, candidate in enumerate(ratings.candidates)
    }


def cell_means(ratings: RatingTable, weight_set: WeightSet, use: Use) -> tuple[Floats, Floats]:
    """Means (nan where nobody rated) and counts, candidates x competencies of the weight set."""
    rows = ratings.rows(use)
    place = {name: index for index, name in enumerate(weight_set.competencies)}
    column_of = np.array([place[name] for name in ratings.competencies], dtype=np.intp)
    shape = (len(ratings.candidates), len(weight_set.competencies))
    cell = ratings.candidate[rows] * shape[1] + column_of[ratings.competency_of[ratings.question[rows]]]
    counts = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)
    sums = np.bincount(cell, weights=ratings.level[rows], minlength=shape[0] * shape[1]).reshape(shape)
    means = np.full(shape, np.nan)
    np.divide(sums, counts, out=means, where=counts > 0)
    return means, counts


def candidate_means(ratings: RatingTable, rows: Codes) -> Floats:
    """The plain mean level per candidate over some rows, nan where there are none."""
    counts = np.bincount(ratings.candidate[rows], minlength=len(ratings.candidates))
    sums = np.bincount(ratings.candidate[rows], weights=ratings.level[rows], minlength=len(ratings.candidates))
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def overall_means(ratings: RatingTable, weight_set: WeightSet, means: Floats) -> Floats:
    """The weighted mean per candidate, nan where a competency with weight is missing."""
    weights = weight_set.matrix[ratings.vacancy_of]
    return np.asarray(np.where(weights > 0, weights * means, 0.0).sum(axis=1))


def _composite(ratings: RatingTable, weight_set: WeightSet, index: int, means: Floats, counts: Floats) -> Composite:
    vacancy = int(ratings.vacancy_of[index])
    weights = weight_set.matrix[vacancy]
    spoken_of = (weights > 0) | (counts > 0)
    competencies = {
        name: CompetencyMean(
            mean=float(means[column]) if counts[column] else None,
            ratings=int(counts[column]),
            weight=float(weights[column]),
            reason=None if counts[column] else Reason.NO_RATINGS,
        )
        for column, name in enumerate(weight_set.competencies)
        if spoken_of[column]
    }
    missing = tuple(name for name, cell in competencies.items() if cell.weight > 0 and cell.mean is None)
    used = weights > 0
    return Composite(
        candidate=ratings.candidates[index],
        vacancy=ratings.vacancies[vacancy],
        competencies=MappingProxyType(competencies),
        overall=None if missing else float(weights[used] @ means[used]),
        reason=Reason.INCOMPLETE if missing else None,
        missing=missing,
        ratings=int(counts.sum()),
    )
