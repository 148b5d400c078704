"""The mixed model as a textbook writes it: one dense covariance matrix of all ratings.

Nothing is absorbed, grouped or made sparse, so it is slow, easy to read and a good second opinion.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.ratings import RatingTable, Use
from scoring.severity.settings import Sds
from scoring.weights import resolve_weights

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DenseResult:
    """-2 REML, scores with their joint error covariance (rated candidates, in order), leniency and its se."""

    minus2reml: float
    scores: Floats
    covariance: Floats
    leniency: Floats
    leniency_se: Floats


def solve_dense(table: RatingTable, sds: Sds, weights: dict[str, float] | None = None) -> DenseResult:
    """Generalised least squares and best linear unbiased prediction with one n x n matrix.

    For tables in which all questions hang together through the vacancies.
    """
    rows = table.rows(Use.FIRST)
    candidate, rater, question = table.candidate[rows], table.rater[rows], table.question[rows]
    competency = table.competency_of[question]
    y, n = table.level[rows], len(rows)
    same = [codes[:, None] == codes[None, :] for codes in (candidate, competency, question, rater)]
    covariance = sds.e**2 * np.eye(n) + sds.s**2 * same[3] + sds.u**2 * same[0]
    for sd, other in ((sds.k, same[1]), (sds.w, same[2]), (sds.h, same[3])):
        covariance += sd**2 * (same[0] & other)
    vacancy = table.vacancy_of[candidate]
    questions = np.eye(len(table.questions))[:, :-1]
    questions[-1] = -1.0
    x = np.hstack([np.eye(len(table.vacancies))[vacancy], questions[question]])
    inverse = np.asarray(np.linalg.inv(covariance), dtype=np.float64)
    information = x.T @ inverse @ x
    estimation = np.asarray(np.linalg.inv(information), dtype=np.float64)
    beta = estimation @ x.T @ inverse @ y
    residual = y - x @ beta
    minus2reml = (
        np.linalg.slogdet(covariance)[1]
        + np.linalg.slogdet(information)[1]
        + residual @ inverse @ residual
        + (n - x.shape[1]) * np.log(2 * np.pi)
    )
    people = np.unique(candidate)
    w = resolve_weights(table, weights).matrix[table.vacancy_of[people]]
    target = _target(table, people, w, questions)
    own = (candidate[None, :] == people[:, None]) * (sds.u**2 + sds.k**2 * w[:, competency])
    truth = np.diag(sds.u**2 + sds.k**2 * (w**2).sum(axis=1))
    scores, errors = _predict(own, truth, target, inverse, x, estimation, beta, residual)
    seats = sds.s**2 * (rater[None, :] == np.arange(len(table.raters))[:, None])
    nothing = np.zeros((len(table.raters), x.shape[1]))
    leniency, spread = _predict(
        seats, sds.s**2 * np.eye(len(table.raters)), nothing, inverse, x, estimation, beta, residual
    )
    return DenseResult(float(minus2reml), scores, errors, leniency, np.sqrt(np.diagonal(spread)))


def _target(table: RatingTable, people: NDArray[np.intp], w: Floats, questions: Floats) -> Floats:
    """The fixed part of each score: the vacancy and the guide's questions by weight."""
    asked = np.zeros((len(table.vacancies), len(table.questions)))
    rows = table.rows(Use.DECISION)
    asked[table.vacancy_of[table.candidate[rows]], table.question[rows]] = 1.0
    asked = asked[table.vacancy_of[people]]
    competency = np.eye(len(table.competencies))[table.competency_of]
    per_competency = np.maximum(asked @ competency, 1.0)
    share = asked * (w / per_competency)[:, table.competency_of]
    return np.hstack([np.eye(len(table.vacancies))[table.vacancy_of[people]], share @ questions])


def _predict(
    cross: Floats,
    truth: Floats,
    target: Floats,
    inverse: Floats,
    x: Floats,
    estimation: Floats,
    beta: Floats,
    residual: Floats,
) -> tuple[Floats, Floats]:
    """Predictions of target beta + effect, cross = cov(effect, y), truth = cov(effect), and their error."""
    gain = cross @ inverse
    left = target - gain @ x
    values = target @ beta + gain @ residual
    return values, truth - gain @ cross.T + left @ estimation @ left.T
