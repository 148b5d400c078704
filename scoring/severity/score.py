"""From a rating table to a score sheet."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from scoring.composite import cell_means, overall_means
from scoring.connectivity import connected_parts
from scoring.ratings import RatingTable, Use
from scoring.reasons import Reason
from scoring.severity.estimate import Fit, fit_model
from scoring.severity.patterns import patterns_of
from scoring.severity.predict import predict
from scoring.severity.settings import (
    MODEL_VERSION,
    NORMAL_FROM_RATERS,
    PRIOR_SPREAD,
    STANDARD,
    ModelSettings,
)
from scoring.severity.sheet import Leniency, Model, ScoreSheet
from scoring.weights import Weights, WeightSet, resolve_weights


def score_candidates(
    table: RatingTable,
    weights: Weights = None,
    settings: ModelSettings | None = None,
    use: Use = Use.DECISION,
) -> ScoreSheet:
    """Scores corrected for lenient and severe raters, with intervals and explanations.

    Variances, leniency, question effects and vacancy means come from the ratings before the debrief
    only; `use` chooses which ratings the candidates' own scores rest on. The best linear unbiased
    prediction of y = vacancy + question + candidate + candidate x competency + candidate x question +
    candidate x rater + leniency + residual (Searle, Casella & McCulloch 1992). Raises WeightError.
    """
    settings = settings or ModelSettings()
    weight_set = resolve_weights(table, weights)
    means, counts = cell_means(table, weight_set, use)
    raw = overall_means(table, weight_set, means)
    fit = fit_model(table, settings)
    position = np.full(len(table.candidates), -1, dtype=np.intp)
    predictions = None
    if fit is not None:
        settled = use is Use.FIRST or not table.debrief.any()
        patterns = fit.patterns if settled else patterns_of(table, fit.border, use, fit.centre)
        if len(patterns.members):
            predictions = predict(table, fit, patterns, weight_set)
            position[predictions.members] = np.arange(len(predictions.members))
    model = None if fit is None else _model(table, weight_set, settings, use, fit)
    return ScoreSheet(
        model=model,
        reason=Reason.NO_RATINGS if predictions is None else None,
        leniency=MappingProxyType({} if fit is None else _leniency(table, fit)),
        vacancy_means=MappingProxyType({} if fit is None else _vacancy_means(table, fit)),
        question_effects=MappingProxyType({} if fit is None else _question_effects(table, fit)),
        connectivity=connected_parts(table),
        table=table,
        weight_set=weight_set,
        raw=raw,
        counts=counts,
        fit=fit,
        predictions=predictions,
        position=position,
        quantile=_quantile(settings.level, None if model is None else model.degrees),
    )


def _model(table: RatingTable, weight_set: WeightSet, settings: ModelSettings, use: Use, fit: Fit) -> Model:
    import hashlib

    first = table.rows(Use.FIRST)
    raters = len(np.unique(table.rater[first]))
    given = repr((table.digest, weight_set.competencies, weight_set.matrix.tolist(), settings, use.value))
    return Model(
        version=MODEL_VERSION,
        method=fit.method,
        sds=fit.sds,
        prior=STANDARD,
        prior_spread=PRIOR_SPREAD,
        level=settings.level,
        degrees=max(1, raters - 1) if raters < NORMAL_FROM_RATERS else None,
        candidates=fit.candidates,
        raters=raters,
        ratings=len(first),
        sampled=fit.sampled,
        minus2reml=fit.minus2reml,
        converged=fit.converged,
        reason=fit.reason,
        use=use,
        input_hash=hashlib.sha256(given.encode()).hexdigest(),
    )


def _quantile(level: float, degrees: int | None) -> float:
    """Few raters say little about the spread of leniency: t with raters - 1 df is conservative there."""
    from scipy import special

    upper = (1 + level) / 2
    return float(special.ndtri(upper) if degrees is None else special.stdtrit(degrees, upper))


def _leniency(table: RatingTable, fit: Fit) -> dict[str, Leniency]:
    first = table.rows(Use.FIRST)
    start = fit.border.vacancies + fit.border.questions
    values = fit.solution.effects[start:]
    errors = np.sqrt(np.maximum(np.diagonal(fit.solution.inverse)[start:], 0.0))
    ratings = np.bincount(table.rater[first], minlength=len(table.raters))
    met = np.unique(table.rater[first] * len(table.candidates) + table.candidate[first])
    candidates = np.bincount(met // len(table.candidates), minlength=len(table.raters))
    return {
        name: Leniency(name, float(values[index]), float(errors[index]), int(candidates[index]), int(ratings[index]))
        for index, name in enumerate(table.raters)
        if ratings[index]
    }


def _vacancy_means(table: RatingTable, fit: Fit) -> dict[str, float]:
    return {
        name: float(fit.solution.effects[index]) + fit.centre
        for index, name in enumerate(table.vacancies)
        if fit.border.vacancy_seen[index]
    }


def _question_effects(table: RatingTable, fit: Fit) -> dict[str, float]:
    start = fit.border.vacancies
    asked = set(np.unique(table.question[table.rows(Use.FIRST)]).tolist())
    return {
        name: float(fit.solution.effects[start + index]) for index, name in enumerate(table.questions) if index in asked
    }
