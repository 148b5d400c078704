"""The weights of competencies: fixed before the first interview, one set for all or one a vacancy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np

from scoring.errors import ErrorCode, Place, WeightError
from scoring.ratings import Floats, RatingTable

Weights = Mapping[str, float] | Mapping[str, Mapping[str, float]] | None
"""Weight by competency; or by vacancy and competency; or None: every rated competency counts alike."""


@dataclass(frozen=True, slots=True, eq=False)
class WeightSet:
    """Weights by vacancy (rows, as in the table) and competency (columns); each row sums to one."""

    competencies: tuple[str, ...]
    matrix: Floats


def resolve_weights(table: RatingTable, weights: Weights) -> WeightSet:
    """Check the weights and lay them out for the table.

    A competency that carries weight but is rated nowhere stays in: it makes its candidates
    incomplete. Raises WeightError for a weight that is negative or not finite, weights that sum to
    zero, a rated competency without a weight, a vacancy without weights.
    """
    rated = _rated(table)
    by_vacancy = [_chosen(table, vacancy, rated[index], weights) for index, vacancy in enumerate(table.vacancies)]
    names = sorted(set(table.competencies).union(*by_vacancy))
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(table.vacancies), len(names)))
    for row, chosen in enumerate(by_vacancy):
        for name, weight in chosen.items():
            matrix[row, column[name]] = weight
        total = matrix[row].sum()
        if total <= 0:
            raise WeightError(ErrorCode.WEIGHTS_SUM_TO_ZERO, Place(column=table.vacancies[row]))
        matrix[row] /= total
    matrix.flags.writeable = False
    return WeightSet(tuple(names), matrix)


def _rated(table: RatingTable) -> list[list[str]]:
    """Per vacancy the competencies its rows speak of, rated or not."""
    pairs = table.vacancy_of[table.candidate] * len(table.competencies) + table.competency_of[table.question]
    found: list[list[str]] = [[] for _ in table.vacancies]
    for pair in np.unique(pairs).tolist():
        vacancy, competency = divmod(pair, len(table.competencies))
        found[vacancy].append(table.competencies[competency])
    return found


def _chosen(table: RatingTable, vacancy: str, rated: list[str], weights: Weights) -> dict[str, float]:
    if weights is None:
        return dict.fromkeys(rated or table.competencies, 1.0)
    if any(isinstance(value, Mapping) for value in weights.values()):
        nested = cast("Mapping[str, Mapping[str, float]]", weights)
        if vacancy not in nested:
            raise WeightError(ErrorCode.VACANCY_WITHOUT_WEIGHTS, Place(column=vacancy))
        chosen = nested[vacancy]
    else:
        chosen = cast("Mapping[str, float]", weights)
    for name, weight in chosen.items():
        if not math.isfinite(weight):
            raise WeightError(ErrorCode.WEIGHT_NOT_FINITE, Place(column=name, value=repr(weight)))
        if weight < 0:
            raise WeightError(ErrorCode.WEIGHT_NEGATIVE, Place(column=name, value=repr(weight)))
    for name in rated:
        if name not in chosen:
            raise WeightError(ErrorCode.COMPETENCY_WITHOUT_WEIGHT, Place(column=name, value=vacancy))
    return {name: float(weight) for name, weight in chosen.items()}
