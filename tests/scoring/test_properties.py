"""What must hold for every panel, however untidy."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring import (
    STANDARD,
    Metric,
    ModelSettings,
    Phase,
    RatingRow,
    ScoreSheet,
    Use,
    compare,
    disagreements,
    krippendorff_alpha,
    pair_probabilities,
    question_matrix,
    rank_distribution,
    rating_table,
    raw_composite,
    score_candidates,
    sparse_reliability,
)
from tests.scoring.cases import full_panel

FIXED = ModelSettings(sds=STANDARD)
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def panels(draw: st.DrawFn, levels: tuple[int, int] = (1, 5)) -> list[RatingRow]:
    """Two to six candidates, up to four raters and four questions, some cells empty."""
    candidates = draw(st.integers(2, 6))
    raters = draw(st.integers(1, 4))
    questions = draw(st.integers(1, 4))
    cells = [(c, r, q) for c in range(candidates) for r in range(raters) for q in range(questions)]
    level = st.one_of(st.none(), st.integers(*levels), st.integers(*levels))
    found = draw(st.lists(level, min_size=len(cells), max_size=len(cells)))
    rows = [
        RatingRow(f"c{c}", f"r{r}", f"k{q % 2}", f"q{q}", given_level)
        for (c, r, q), given_level in zip(cells, found, strict=True)
    ]
    # Every candidate answers every question for somebody, so that all totals exist.
    return [
        row._replace(level=levels[0] + (int(row.candidate[1:]) + int(row.question[1:])) % 4)
        if row.rater == f"r{int(row.candidate[1:]) % raters}" and row.level is None
        else row
        for row in rows
    ]


def overall(sheet: ScoreSheet) -> dict[str, float]:
    return {name: float(sheet.values([name])[0]) for name in sheet.complete()}


def errors(sheet: ScoreSheet) -> dict[str, float]:
    found = {name: sheet.score(name).overall for name in sheet.complete()}
    return {name: estimate.se for name, estimate in found.items() if estimate}


def close(one: dict[str, float], other: dict[str, float], shift: float = 0.0) -> bool:
    return one.keys() == other.keys() and all(abs(other[name] - one[name] - shift) < 1e-8 for name in one)


@quick
@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_rows_leaves_no_trace(rows: list[RatingRow], chance: random.Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    one, other = (score_candidates(rating_table(data), settings=FIXED) for data in (rows, shuffled))
    assert one.model == other.model
    assert overall(one) == overall(other)


@quick
@given(panels(), st.permutations(range(6)), st.permutations(range(4)))
def test_labels_do_not_matter(rows: list[RatingRow], people: list[int], raters: list[int]) -> None:
    def renamed(name: str) -> str:
        return f"c{people[int(name[1:])]}"

    other_rows = [
        row._replace(candidate=renamed(row.candidate), rater=f"r{raters[int(row.rater[1:])]}") for row in rows
    ]
    one, other = (score_candidates(rating_table(data), settings=FIXED) for data in (rows, other_rows))
    assert close({renamed(name): value for name, value in overall(one).items()}, overall(other))
    assert close({renamed(name): value for name, value in errors(one).items()}, errors(other))
    raw = {renamed(name): found.overall for name, found in raw_composite(rating_table(rows)).items()}
    assert raw == pytest.approx({n: found.overall for n, found in raw_composite(rating_table(other_rows)).items()})


@quick
@given(panels((1, 4)))
def test_a_constant_shifts_scores_and_nothing_else(rows: list[RatingRow]) -> None:
    raised = [row._replace(level=None if row.level is None else row.level + 1) for row in rows]
    one, other = (score_candidates(rating_table(data), settings=FIXED) for data in (rows, raised))
    assert close(overall(one), overall(other), shift=1.0)
    assert close(errors(one), errors(other))
    for rater, leniency in one.leniency.items():
        assert other.leniency[rater].value == pytest.approx(leniency.value, abs=1e-8)
    for name in one.complete():
        before, after = one.score(name).explanation, other.score(name).explanation
        assert before is not None
        assert after is not None
        assert (after.carried, after.leniency) == pytest.approx((before.carried, before.leniency), abs=1e-8)


@quick
@given(panels((1, 4)), st.sampled_from([Metric.NOMINAL, Metric.ORDINAL, Metric.INTERVAL]))
def test_alpha_does_not_see_a_constant(rows: list[RatingRow], metric: Metric) -> None:
    raised = [row._replace(level=None if row.level is None else row.level + 1) for row in rows]
    one, other = (krippendorff_alpha(question_matrix(rating_table(data)), metric) for data in (rows, raised))
    assert one.reason == other.reason
    assert one.value == pytest.approx(other.value)


@quick
@given(panels(), st.floats(0.01, 1000), st.tuples(st.floats(0.1, 5), st.floats(0.1, 5)))
def test_weights_may_be_scaled(rows: list[RatingRow], factor: float, pair: tuple[float, float]) -> None:
    table = rating_table(rows)
    weights = dict(zip(("k0", "k1"), pair, strict=True))
    scaled = {name: weight * factor for name, weight in weights.items()}
    known = set(table.competencies)
    one, other = (score_candidates(table, {name: w[name] for name in known}, FIXED) for w in (weights, scaled))
    assert close(overall(one), overall(other))
    assert close(errors(one), errors(other))


@quick
@given(panels())
def test_the_explanation_adds_up(rows: list[RatingRow]) -> None:
    sheet = score_candidates(rating_table(rows), settings=FIXED)
    for score in sheet.scores().values():
        told = score.explanation
        assert told is not None
        assert told.adjusted == pytest.approx(told.seen - told.leniency - told.questions)
        assert told.score == pytest.approx(told.carried * told.adjusted + (1 - told.carried) * told.expected, abs=1e-9)
        assert 0 <= told.carried <= 1 + 1e-9


@quick
@given(panels())
def test_probabilities_and_ranks_sum_to_one(rows: list[RatingRow]) -> None:
    found = compare(score_candidates(rating_table(rows), settings=FIXED), draws=200)
    assert found.probabilities + found.probabilities.T == pytest.approx(np.ones(found.probabilities.shape))
    assert found.ranks is not None
    assert found.ranks.probabilities.sum(axis=0) == pytest.approx(1.0)
    assert found.ranks.probabilities.sum(axis=1) == pytest.approx(1.0)
    assert found.band[0] == found.candidates[0]


@quick
@given(st.lists(st.floats(1, 5), min_size=1, max_size=8), st.integers(0, 2**31))
def test_ranks_of_any_covariance(values: list[float], seed: int) -> None:
    root = np.random.default_rng(seed).normal(size=(len(values), 2))
    covariance, names = root @ root.T, [f"c{i}" for i in range(len(values))]
    ranks = rank_distribution(names, np.array(values), covariance, draws=100)
    assert ranks.probabilities.sum(axis=0) == pytest.approx(1.0)
    both = pair_probabilities(np.array(values), covariance)
    assert both + both.T == pytest.approx(np.ones(both.shape))


@quick
@given(panels(), st.integers(0, 2**31))
def test_one_more_rater_never_widens_an_interval(rows: list[RatingRow], seed: int) -> None:
    rng = np.random.default_rng(seed)
    asked = sorted({(row.candidate, row.competency, row.question) for row in rows if row.level is not None})
    more = [
        RatingRow(candidate, "one more", competency, question, int(rng.integers(1, 6)))
        for candidate, competency, question in asked
        if rng.random() < 0.7
    ]
    before = errors(score_candidates(rating_table(rows), settings=FIXED))
    after = errors(score_candidates(rating_table([*rows, *more]), settings=FIXED))
    assert all(after[name] <= before[name] + 1e-9 for name in before)


@quick
@given(st.integers(0, 2**31), st.integers(2, 6), st.integers(1, 4))
def test_balanced_panels_keep_the_order_of_raw_means(seed: int, candidates: int, raters: int) -> None:
    table = rating_table(full_panel(seed, candidates, raters))
    sheet = score_candidates(table, settings=FIXED)
    raw = [found.overall for found in raw_composite(table).values()]
    scores = sheet.values(table.candidates)
    for one in range(candidates):
        for other in range(candidates):
            if raw[one] > raw[other] + 1e-9:  # type: ignore[operator]
                assert scores[one] > scores[other] - 1e-9


@quick
@given(panels(), st.randoms(use_true_random=False))
def test_the_debrief_touches_neither_reliability_nor_leniency(rows: list[RatingRow], chance: random.Random) -> None:
    talked = [
        row._replace(level=chance.randint(1, 5), phase=Phase.DEBRIEF)
        for row in rows
        if row.level is not None and chance.random() < 0.5
    ]
    before, after = rating_table(rows), rating_table([*rows, *talked])
    one, other = (score_candidates(table, settings=FIXED) for table in (before, after))
    assert one.leniency == other.leniency
    assert (one.vacancy_means, one.question_effects) == (other.vacancy_means, other.question_effects)
    assert sparse_reliability(one) == sparse_reliability(other)
    assert krippendorff_alpha(question_matrix(before)) == krippendorff_alpha(question_matrix(after))
    assert disagreements(before) == disagreements(after)
    first = score_candidates(after, settings=FIXED, use=Use.FIRST)
    assert overall(first) == overall(one)
