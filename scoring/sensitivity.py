"""Would the order change with other weights, or without one of the raters?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from scoring.errors import ErrorCode, Place, SettingError
from scoring.ratings import Floats, Use
from scoring.reasons import Reason
from scoring.severity.score import score_candidates
from scoring.severity.settings import ModelSettings
from scoring.severity.sheet import Model, ScoreSheet

DRAWS = 200
CONCENTRATION = 20.0
"""Dirichlet(20 w): weights that a panel could as well have agreed on."""
SEED = 20_260_917
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class WeightSensitivity:
    """What other weights would do to the first `top` of one vacancy.

    `equal_order`: all candidates with equal weights. `keeps_top`: share of random weights with the
    same first `top`; `in_top`: by candidate the share among the first `top`. None with a reason when
    there is nothing to reorder.
    """

    top: int
    equal_order: tuple[str, ...]
    equal_keeps_top: bool | None
    equal_keeps_order: bool | None
    keeps_top: float | None
    in_top: Mapping[str, float]
    draws: int
    seed: int
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class WithoutRater:
    """The order without one rater's ratings, at the same variances.

    `swapped`: pairs that change order; `largest_shift` in scale points, after taking out the shift all
    candidates share; `lost`: candidates who can no longer be scored.
    """

    rater: str
    order: tuple[str, ...]
    swapped: int
    keeps_top: bool
    largest_shift: float | None
    lost: tuple[str, ...]


def weight_sensitivity(
    sheet: ScoreSheet, vacancy: str | None = None, top: int = 1, draws: int = DRAWS, seed: int = SEED
) -> WeightSensitivity:
    """Redo the order for equal weights and for `draws` weights from Dirichlet(20 x weights).

    Exact and cheap: for any weights the score is the weighted sum of the competency scores.
    """
    _check_top(top)
    names = sheet.complete(vacancy)
    if len(names) < 2:
        reason = Reason.ONE_CANDIDATE if names else Reason.NO_RATINGS
        return WeightSensitivity(top, names, None, None, None, MappingProxyType({}), draws, seed, reason)
    weights = _weights_of(sheet, names[0])
    used = np.flatnonzero(weights > 0)
    if len(used) < 2:
        everybody = MappingProxyType({name: float(index < top) for index, name in enumerate(names)})
        return WeightSensitivity(top, names, True, True, 1.0, everybody, draws, seed, Reason.ONE_COMPETENCY)
    by_competency = sheet.competency_values(names)[:, used]
    equal = by_competency.mean(axis=1)
    drawn = np.random.default_rng(seed).dirichlet(CONCENTRATION * weights[used], size=draws)
    chosen = _in_top(drawn @ by_competency.T, top)
    actual = np.arange(len(names)) < top
    return WeightSensitivity(
        top=top,
        equal_order=tuple(names[index] for index in np.argsort(-np.round(equal, 9), kind="stable")),
        equal_keeps_top=bool((_in_top(equal[None, :], top)[0] == actual).all()),
        equal_keeps_order=_swaps(by_competency @ weights[used], equal) == 0,
        keeps_top=float((chosen == actual).all(axis=1).mean()),
        in_top=MappingProxyType(dict(zip(names, chosen.mean(axis=0).tolist(), strict=True))),
        draws=draws,
        seed=seed,
        reason=None,
    )


def without_each_rater(
    sheet: ScoreSheet, vacancy: str | None = None, top: int = 1, only: Collection[str] | None = None
) -> tuple[WithoutRater, ...]:
    """Leave out one rater of the vacancy at a time, by label. Empty with fewer than two raters.

    `only` names the raters to look at, None all of them: each takes another solve.
    """
    _check_top(top)
    names = sheet.complete(vacancy)
    if sheet.model is None or len(names) < 2:
        return ()
    table = sheet.table
    wanted = set(names)
    rows = table.rows(Use.DECISION)
    met = np.unique(table.candidate[rows] * len(table.raters) + table.rater[rows]).tolist()
    seats = (divmod(seat, len(table.raters)) for seat in met)
    raters = sorted({table.raters[rater] for person, rater in seats if table.candidates[person] in wanted})
    if len(raters) < 2:
        return ()
    looked_at = [rater for rater in raters if only is None or rater in only]
    return tuple(_without(sheet, sheet.model, rater, names, vacancy, top) for rater in looked_at)


def _without(
    sheet: ScoreSheet, model: Model, rater: str, names: tuple[str, ...], vacancy: str | None, top: int
) -> WithoutRater:
    weights = {
        name: dict(zip(sheet.weight_set.competencies, row.tolist(), strict=True))
        for name, row in zip(sheet.table.vacancies, sheet.weight_set.matrix, strict=True)
    }
    settings = ModelSettings(sds=model.sds, level=model.level)
    other = score_candidates(sheet.table.without_rater(rater), weights, settings, model.use)
    known = set(names)
    order = tuple(name for name in other.complete(vacancy) if name in known)
    still = set(order)
    lost = tuple(name for name in names if name not in still)
    if not order:
        return WithoutRater(rater, (), 0, False, None, lost)
    kept = tuple(name for name in names if name in still)
    before, after = sheet.values(kept), other.values(kept)
    shift = after - before
    return WithoutRater(
        rater=rater,
        order=order,
        swapped=_swaps(before, after),
        keeps_top=set(order[:top]) == set(names[:top]),
        largest_shift=float(np.abs(shift - shift.mean()).max()),
        lost=lost,
    )


def _weights_of(sheet: ScoreSheet, candidate: str) -> Floats:
    table = sheet.table
    return np.asarray(sheet.weight_set.matrix[table.vacancy_of[table.find("candidate", candidate)]])


def _in_top(values: Floats, top: int) -> NDArray[np.bool_]:
    """Draws x candidates: whether each is among the first `top`; ties go by label."""
    order = np.argsort(-np.round(values, 9), axis=1, kind="stable")
    chosen = np.zeros(values.shape, dtype=bool)
    np.put_along_axis(chosen, order[:, :top], np.True_, axis=1)
    return chosen


def _swaps(before: Floats, after: Floats) -> int:
    """Pairs strictly ordered one way before and the other way after."""
    one = before[:, None] - before[None, :]
    other = after[:, None] - after[None, :]
    return int((np.triu(one * other, 1) < -(TIE**2)).sum())


def _check_top(top: int) -> None:
    if top < 1:
        raise SettingError(ErrorCode.OUT_OF_RANGE, Place(column="top", value=str(top)))
