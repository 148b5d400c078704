"""The standard deviations: standard settings, REML or MAP (REML with a weak prior on ln sd)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np
from numpy.typing import NDArray

from scoring.ratings import Floats, RatingTable, Use
from scoring.reasons import Reason
from scoring.severity.border import Border, border_of
from scoring.severity.likelihood import Likelihood, Solution, solve
from scoring.severity.patterns import Patterns, patterns_of
from scoring.severity.settings import (
    FEWEST_FOR_ESTIMATION,
    LARGEST_SD,
    MOST_ELEMENTS,
    PRIOR_SPREAD,
    SAMPLE_SEED,
    SAMPLE_SIZE,
    SMALLEST_RESIDUAL,
    SMALLEST_SD,
    STANDARD,
    Method,
    ModelSettings,
    Sds,
)


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The border solved with the first ratings. `sampled` counts the candidates the variances rest on."""

    border: Border
    patterns: Patterns
    solution: Solution
    sds: Sds
    method: Method
    minus2reml: float
    converged: bool
    candidates: int
    sampled: int
    centre: float
    reason: Reason | None


def fit_model(table: RatingTable, settings: ModelSettings) -> Fit | None:
    """Estimate or take the standard deviations, then solve the border with all first ratings.

    None when there is no first rating at all. Ratings without any variance say nothing about the
    standard deviations: the standard settings are used and `reason` says so.
    """
    first = table.rows(Use.FIRST)
    if not len(first):
        return None
    levels = table.level[first]
    centre = float(levels.mean())
    method, sds, reason = _starting_point(table, settings, levels)
    border = border_of(table, with_raters=sds.s > 0)
    patterns = patterns_of(table, border, Use.FIRST, centre)
    people = len(patterns.members)
    converged, sampled = True, people
    if method in (Method.MAP, Method.REML):
        chosen = _sample(table, patterns)
        source = patterns if chosen is None else patterns_of(table, border, Use.FIRST, centre, chosen)
        sampled = len(source.members)
        sds, converged = _search(Likelihood(border, source), sds, method, settings.components)
    solution = _solve_all(border, patterns, sds)
    return Fit(border, patterns, solution, sds, method, solution.minus2reml, converged, people, sampled, centre, reason)


def _starting_point(table: RatingTable, settings: ModelSettings, levels: Floats) -> tuple[Method, Sds, Reason | None]:
    if settings.sds is not None:
        return Method.GIVEN, settings.sds, None
    sds = Sds(**{name: STANDARD[name] if name in settings.components else 0.0 for name in Sds.names()})
    if np.ptp(levels) == 0:
        return Method.STANDARD, sds, Reason.NO_VARIANCE
    if settings.method is not Method.AUTO:
        return settings.method, sds, None
    people = len(np.unique(table.candidate[table.rows(Use.FIRST)]))
    if people < FEWEST_FOR_ESTIMATION:
        return Method.STANDARD, sds, Reason.TOO_FEW_CANDIDATES
    return Method.MAP, sds, None


def _sample(table: RatingTable, patterns: Patterns) -> NDArray[np.bool_] | None:
    """Which candidates estimate the variances; None means all of them."""
    cells = patterns.valid.shape[1] ** 2
    if len(patterns.slot) * cells <= MOST_ELEMENTS:
        return None
    size = min(SAMPLE_SIZE, max(1, MOST_ELEMENTS // cells), len(patterns.members))
    drawn = np.random.default_rng(SAMPLE_SEED).choice(patterns.members, size=size, replace=False)
    chosen = np.zeros(len(table.candidates), dtype=bool)
    chosen[drawn] = True
    return chosen


def _solve_all(border: Border, patterns: Patterns, sds: Sds) -> Solution:
    parts = (Likelihood(border, part).absorb(sds)[0] for part in patterns.parts(MOST_ELEMENTS))
    return solve(border, reduce(add, parts), sds)


def _search(likelihood: Likelihood, start: Sds, method: Method, components: tuple[str, ...]) -> tuple[Sds, bool]:
    """Minimise -2 REML (+ the prior's penalty) over ln sd with L-BFGS-B."""
    from scipy import optimize

    names = [name for name in Sds.names() if name in components]
    centre = np.log([STANDARD[name] for name in names])
    spread = np.array([PRIOR_SPREAD[name] for name in names])

    def objective(log_sds: Floats) -> tuple[float, Floats]:
        sds = Sds(**{**dict.fromkeys(Sds.names(), 0.0), **dict(zip(names, np.exp(log_sds).tolist(), strict=True))})
        value, by_variance = likelihood.value_and_gradient(sds)
        gradient = np.array([by_variance[name] * 2 * sds[name] ** 2 for name in names])
        if method is Method.MAP:
            standing = (log_sds - centre) / spread
            value += float(standing @ standing)
            gradient += 2 * standing / spread
        return value, gradient

    lowest = [math.log(SMALLEST_RESIDUAL if name == "e" else SMALLEST_SD) for name in names]
    found = optimize.minimize(
        objective,
        np.log([start[name] for name in names]),
        jac=True,
        method="L-BFGS-B",
        bounds=[(low, math.log(LARGEST_SD)) for low in lowest],
        options={"ftol": 1e-11, "gtol": 1e-6, "maxiter": 200},
    )
    estimates = dict(zip(names, np.exp(found.x).tolist(), strict=True))
    return Sds(**{**dict.fromkeys(Sds.names(), 0.0), **estimates}), bool(found.success)
