from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scoring import STANDARD, Method, ModelSettings, Sds, Use, rating_table, score_candidates
from scoring.severity.border import border_of
from scoring.severity.likelihood import Likelihood, solve
from scoring.severity.patterns import patterns_of
from tests.scoring.cases import panel


def likelihood(seed: int = 1) -> Likelihood:
    table = rating_table(panel(seed, candidates=30, vacancies=2))
    border = border_of(table, with_raters=True)
    return Likelihood(border, patterns_of(table, border, Use.FIRST, 3.0))


@pytest.mark.parametrize("name", Sds.names())
def test_the_gradient_is_the_slope(name: str) -> None:
    found = likelihood()
    _, gradient = found.value_and_gradient(STANDARD)
    step = 1e-5
    above, below = (
        found.value_and_gradient(replace(STANDARD, **{name: float(np.sqrt(STANDARD[name] ** 2 + sign * step))}))[0]
        for sign in (1, -1)
    )
    assert gradient[name] == pytest.approx((above - below) / (2 * step), rel=1e-5, abs=1e-5)


def test_pieces_add_up_to_the_whole() -> None:
    table = rating_table(panel(2, candidates=30, vacancies=2))
    border = border_of(table, with_raters=True)
    patterns = patterns_of(table, border, Use.FIRST, 3.0)
    whole, _ = Likelihood(border, patterns).absorb(STANDARD)
    pieces = [Likelihood(border, part).absorb(STANDARD)[0] for part in patterns.parts(3 * patterns.valid.shape[1] ** 2)]
    assert len(pieces) > 3
    total = pieces[0]
    for piece in pieces[1:]:
        total = total + piece
    assert solve(border, total, STANDARD).minus2reml == pytest.approx(solve(border, whole, STANDARD).minus2reml)


def test_full_panels_need_one_pattern_per_size() -> None:
    table = rating_table(panel(3, candidates=60, missing=0.0, seats=3))
    border = border_of(table, with_raters=True)
    assert len(patterns_of(table, border, Use.FIRST, 3.0).slot) == 3


def test_it_does_not_matter_which_rater_skipped_the_question() -> None:
    rows = panel(4, candidates=40, missing=0.0, raters=3, seats=3)
    gaps = [
        row._replace(level=None) if row.question == "q0" and row.rater == f"r{i % 3}" else row
        for i, row in enumerate(rows)
    ]
    table = rating_table(gaps)
    border = border_of(table, with_raters=True)
    patterns = patterns_of(table, border, Use.FIRST, 3.0)
    cells = {
        tuple(sorted(zip(s[v].tolist(), q[v].tolist(), strict=True)))
        for s, q, v in zip(patterns.slot, patterns.question, patterns.valid, strict=True)
    }
    assert len(cells) == len(patterns.slot) <= 9


def test_the_optimum_is_one() -> None:
    table = rating_table(panel(5, candidates=80))
    settings = ModelSettings(method=Method.MAP)
    model = score_candidates(table, settings=settings).model
    assert model is not None
    border = border_of(table, with_raters=True)
    target = Likelihood(border, patterns_of(table, border, Use.FIRST, 3.0))

    def penalised(sds: Sds) -> float:
        penalty = sum((np.log(sds[name] / STANDARD[name]) / (0.5 if name == "e" else 0.7)) ** 2 for name in Sds.names())
        return target.value_and_gradient(sds)[0] + float(penalty)

    best = penalised(model.sds)
    for name in Sds.names():
        for factor in (0.9, 1.1):
            assert penalised(replace(model.sds, **{name: model.sds[name] * factor})) > best - 1e-6


def test_many_patterns_estimate_from_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    from scoring.severity import estimate

    table = rating_table(panel(6, candidates=120))
    monkeypatch.setattr(estimate, "MOST_ELEMENTS", 40 * 18**2)
    first, second = (score_candidates(table).model for _ in range(2))
    assert first is not None
    assert (first.sampled, first.candidates) == (40, 120)
    assert first == second


def test_a_constant_leaves_the_estimates_alone() -> None:
    rows = [row._replace(level=row.level and min(row.level, 4)) for row in panel(7, candidates=40)]
    raised = [row._replace(level=row.level and row.level + 1) for row in rows]
    one, other = (score_candidates(rating_table(data)) for data in (rows, raised))
    assert one.model is not None
    assert other.model is not None
    assert one.model.method is Method.MAP
    for name in Sds.names():
        assert other.model.sds[name] == pytest.approx(one.model.sds[name], abs=1e-6)
    names = one.complete()
    assert other.values(names) == pytest.approx(one.values(names) + 1, abs=1e-6)
