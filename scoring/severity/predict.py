"""Scores, errors and explanations from the solved border.

For weights w on the competencies (sum 1), per candidate: a_j = su2 + w_c(j) sk2, v0 = su2 + sk2 sum w^2,
t = V^-1 a, lambda = 1't, x = [1_vacancy, weights split over the guide's questions, 0], d = x - B't,
T = x'c + t'(y - Bc), error covariance of two candidates = [same](v0 - a't) + d_i'C^-1 d_j
(Henderson 1975; Searle, Casella & McCulloch 1992, ch. 7).
The weights enter linearly, so one pass over the single competencies serves every set of weights.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from scoring.ratings import Codes, Floats, RatingTable
from scoring.severity.estimate import Fit
from scoring.severity.likelihood import covariance_of
from scoring.severity.patterns import Patterns
from scoring.severity.settings import MOST_ELEMENTS
from scoring.weights import WeightSet

NOTHING = 1e-12
"""A carried weight below this means the ratings say nothing (no candidate variance in the model)."""


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """Arrays over the rated candidates (N; `members` = position in the table), K competencies of the weights.

    `values`, `errors`: N x K per competency (nan where the vacancy never asks it). `overall`,
    `overall_error`, `variance` (v0): N. Explanation, all N: `seen` = t-weighted mean of the ratings,
    `leniency`, `questions` (both weighted likewise), `carried` = lambda, `vacancy_mean` = mu,
    `expected` = G, numbers of `raters` and of questions `asked`. For joint errors: `columns`,
    `loadings` (N x L, columns of the border and d) and `own` = v0 - a't.
    """

    members: Codes
    values: Floats
    errors: Floats
    overall: Floats
    overall_error: Floats
    variance: Floats
    seen: Floats
    leniency: Floats
    questions: Floats
    carried: Floats
    vacancy_mean: Floats
    expected: Floats
    raters: Codes
    asked: Codes
    columns: Codes
    loadings: Floats
    own: Floats


def predict(table: RatingTable, fit: Fit, patterns: Patterns, weight_set: WeightSet) -> Predictions:
    """Predict for all candidates of `patterns`, in the order of the table.

    A competency with weight that is rated nowhere keeps its share of the variance and adds no
    information.
    """
    place = {name: index for index, name in enumerate(weight_set.competencies)}
    column_of = np.array([place[name] for name in table.competencies], dtype=np.intp)[table.competency_of]
    vacancy_of = table.vacancy_of
    parts = [
        _predict_part(fit, part, column_of, weight_set.matrix[vacancy_of[part.members]])
        for part in patterns.parts(MOST_ELEMENTS // 2)
    ]
    people = np.argsort(np.concatenate([part.members for part in parts]), kind="stable")
    joined = {name: np.concatenate([getattr(part, name) for part in parts])[people] for name in _FIELDS}
    return Predictions(**joined)


_FIELDS = tuple(field.name for field in fields(Predictions))


@dataclass(frozen=True, slots=True, eq=False)
class _Local:
    """Per pattern: t per competency (P x n x K), x and d (P x L x K), own covariance (P x K x K)."""

    t: Floats
    x: Floats
    d: Floats
    own: Floats


def _local(fit: Fit, patterns: Patterns, column_of: Codes, count: int) -> _Local:
    sds, valid = fit.sds, patterns.valid
    same = column_of[patterns.question][:, :, None] == np.arange(count)
    a = np.where(valid[:, :, None], sds.u**2 + sds.k**2 * same, 0.0)
    t = np.asarray(np.linalg.inv(covariance_of(patterns, sds)) @ a, dtype=np.float64)
    question = patterns.columns[:, 1:] - fit.border.vacancies
    asks = (question >= 0)[:, :, None] & (column_of[question][:, :, None] == np.arange(count))
    x = np.zeros((len(valid), patterns.local.shape[2], count))
    x[:, 0, :] = 1.0
    x[:, 1 : patterns.shared, :] = asks / np.maximum(asks.sum(axis=1), 1)[:, None, :]
    own = sds.u**2 + sds.k**2 * np.eye(count) - a.transpose(0, 2, 1) @ t
    return _Local(t, x, x - patterns.local.transpose(0, 2, 1) @ t, own)


def _predict_part(fit: Fit, patterns: Patterns, column_of: Codes, weights: Floats) -> Predictions:
    """Predict one piece; `weights` is candidates x competencies."""
    local, at = _local(fit, patterns, column_of, weights.shape[1]), patterns.pattern
    columns = _columns(fit, patterns)
    known = np.where(columns >= 0, fit.solution.effects[columns], 0.0)
    expected_levels = (patterns.local[at] @ known[:, :, None])[:, :, 0]
    residual = np.where(patterns.valid[at], patterns.levels - expected_levels, 0.0)
    expected = _dot(local.x[at], known)
    values = expected + _dot(local.t[at], residual)
    loadings = np.concatenate([local.d[at], local.d[at] @ weights[:, :, None]], axis=2)
    by_border = _border_errors(fit.solution.inverse, columns, loadings)
    own = np.einsum("nk,nkl,nl->n", weights, local.own[at], weights, optimize=True)
    asked = local.x[:, 1 : patterns.shared, :].sum(axis=1)[at] > 0
    t = (local.t[at] @ weights[:, :, None])[:, :, 0]
    carried = t.sum(axis=1)
    share = t / np.where(np.abs(carried) > NOTHING, carried, 1.0)[:, None]
    effects = (share[:, None, :] @ patterns.local[at])[:, 0, :] * known
    return Predictions(
        members=patterns.members,
        values=np.where(asked, values + patterns.centre, np.nan),
        errors=np.where(asked, np.sqrt(np.diagonal(local.own, axis1=1, axis2=2)[at] + by_border[:, :-1]), np.nan),
        overall=(weights * values).sum(axis=1) + patterns.centre,
        overall_error=np.sqrt(own + by_border[:, -1]),
        variance=fit.sds.u**2 + fit.sds.k**2 * (weights**2).sum(axis=1),
        seen=(share * patterns.levels).sum(axis=1) + patterns.centre * share.sum(axis=1),
        leniency=effects[:, patterns.shared :].sum(axis=1),
        questions=effects[:, 1 : patterns.shared].sum(axis=1),
        carried=carried,
        vacancy_mean=known[:, 0] + patterns.centre,
        expected=(weights * expected).sum(axis=1) + patterns.centre,
        raters=(patterns.raters >= 0).sum(axis=1),
        asked=_questions_asked(patterns)[at],
        columns=columns,
        loadings=loadings[:, :, -1],
        own=own,
    )


def _questions_asked(patterns: Patterns) -> Codes:
    """Per pattern how many questions have a rating."""
    by_column = patterns.local[:, :, 1 : patterns.shared].any(axis=1)
    return np.asarray(by_column.sum(axis=1), dtype=np.intp)


def _columns(fit: Fit, patterns: Patterns) -> Codes:
    """Per candidate its columns of the border, -1 = none."""
    offset = fit.border.vacancies + fit.border.questions
    raters = np.where(patterns.raters >= 0, patterns.raters + offset, -1)
    return np.concatenate([patterns.columns[patterns.pattern], raters], axis=1)


def _dot(matrices: Floats, vectors: Floats) -> Floats:
    """Per candidate matrix' vector: N x L x K with N x L gives N x K."""
    return np.asarray((vectors[:, None, :] @ matrices)[:, 0, :])


def _border_errors(inverse: Floats, columns: Codes, loadings: Floats) -> Floats:
    """Per candidate and loading d'C^-1 d."""
    known = columns >= 0
    loadings = np.where(known[:, :, None], loadings, 0.0)
    place = np.where(known, columns, 0)
    nearby = inverse[place[:, :, None], place[:, None, :]]
    return np.asarray(((nearby @ loadings) * loadings).sum(axis=1))


def joint_covariance(fit: Fit, predictions: Predictions, chosen: Codes) -> Floats:
    """The prediction error covariance of the overall scores of the chosen candidates (positions)."""
    spread = np.zeros((len(chosen), fit.border.width))
    columns, loadings = predictions.columns[chosen], predictions.loadings[chosen]
    person, place = np.nonzero(columns >= 0)
    np.add.at(spread, (person, columns[person, place]), loadings[person, place])
    covariance = spread @ fit.solution.inverse @ spread.T
    covariance[np.diag_indices(len(chosen))] += predictions.own[chosen]
    return np.asarray((covariance + covariance.T) / 2)
