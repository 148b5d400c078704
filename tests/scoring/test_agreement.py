from __future__ import annotations

import numpy as np
import pytest

from scoring import (
    MatrixError,
    Metric,
    Phase,
    RatingRow,
    Reason,
    candidate_matrix,
    disagreement_weights,
    intraclass,
    krippendorff_alpha,
    pair_table,
    question_matrix,
    rating_table,
    weighted_kappa,
)
from tests.scoring.cases import full_panel, reference


@pytest.mark.parametrize("name", ["ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"])
def test_intraclass_of_shrout_and_fleiss(name: str) -> None:
    case = reference("V01_icc_shrout_fleiss_1979")
    found = getattr(intraclass(case["input"]["ratings"]), name.lower())
    wanted = case["expected"][name]
    assert [found.value, found.low, found.high] == pytest.approx(
        [wanted["est"], *wanted["ci95"]], abs=case["tolerance"]
    )


def test_mean_squares_of_shrout_and_fleiss() -> None:
    case = reference("V01_icc_shrout_fleiss_1979")
    found, wanted = intraclass(case["input"]["ratings"]), case["expected"]["MS"]
    assert [found.between, found.within, found.raters, found.residual] == pytest.approx(
        [wanted["between"], wanted["within"], wanted["judges"], wanted["residual"]], abs=case["tolerance"]
    )


@pytest.mark.parametrize("metric", list(Metric))
def test_alpha_of_krippendorff(metric: Metric) -> None:
    case = reference("V02_alpha_krippendorff_2011")
    found = krippendorff_alpha(case["input"]["ratings"], metric)
    assert found.value == pytest.approx(case["expected"][metric.value], abs=case["tolerance"])


def test_kappa_of_cohen_with_weights_of_his_own() -> None:
    case = reference("V03_kappa_cohen_1968")
    given = case["input"]
    weighted = weighted_kappa(given["proportions"], given["disagreement_weights"])
    plain = weighted_kappa(given["proportions"], disagreement_weights(3, 0))
    assert weighted.value == pytest.approx(case["expected"]["weighted"], abs=case["tolerance"])
    assert plain.value == pytest.approx(case["expected"]["unweighted"], abs=case["tolerance"])


def test_kappa_with_the_usual_weights() -> None:
    case = reference("V04_kappa_table4")
    found = [weighted_kappa(case["input"]["table"], disagreement_weights(4, power)).value for power in (0, 1, 2)]
    wanted = [case["expected"][name] for name in ("unweighted", "linear", "quadratic")]
    assert found == pytest.approx(wanted, abs=case["tolerance"])
    assert weighted_kappa(case["input"]["table"]).value == found[2]


def test_an_unused_level_keeps_its_place_on_the_scale() -> None:
    rows = [
        RatingRow(f"c{i}", rater, "k", "q", level)
        for i, pair in enumerate([(1, 1), (1, 5), (5, 5)])
        for rater, level in zip("rs", pair, strict=True)
    ]
    counts = pair_table(rating_table(rows), "r", "s")
    assert counts.shape == (5, 5)
    assert weighted_kappa(counts).value == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ([[4, 4], [4, 4]], Reason.NO_VARIANCE),
        ([[4, None], [3, 4]], Reason.INCOMPLETE_BLOCK),
        ([[4, 3]], Reason.ONE_CANDIDATE),
        ([[4], [3]], Reason.ONE_RATER),
        ([], Reason.NO_RATINGS),
    ],
)
def test_intraclass_says_why_it_is_missing(block: list[list[float | None]], reason: Reason) -> None:
    found = intraclass(block)
    assert (found.icc2.value, found.icc2.reason) == (None, reason)


@pytest.mark.parametrize(
    ("units", "reason"),
    [
        ([[4, 4], [4, 4]], Reason.NO_VARIANCE),
        ([[4, None], [None, 3]], Reason.NO_COMMON_UNITS),
        ([], Reason.NO_COMMON_UNITS),
    ],
)
def test_alpha_says_why_it_is_missing(units: list[list[float | None]], reason: Reason) -> None:
    assert krippendorff_alpha(units).reason is reason


def test_perfect_agreement_and_worse_than_chance() -> None:
    assert krippendorff_alpha([[1, 1], [3, 3], [5, 5]]).value == 1.0
    assert intraclass([[1, 1], [3, 3], [5, 5]]).icc2.value == 1.0
    assert (krippendorff_alpha([[1, 5], [5, 1]]).value or 0) < 0
    assert (intraclass([[1, 5], [5, 1.5]]).icc1.value or 0) < 0


@pytest.mark.parametrize("table", [[[1, 2, 3]], [[1.0]], [[1, -1], [0, 1]], [[1, float("nan")], [0, 1]]])
def test_kappa_refuses_what_is_no_table_of_counts(table: list[list[float]]) -> None:
    with pytest.raises(MatrixError):
        weighted_kappa(table)


def test_kappa_of_nothing_and_of_one_category() -> None:
    assert weighted_kappa(np.zeros((5, 5))).reason is Reason.NO_RATINGS
    assert weighted_kappa(np.diag([0, 0, 7, 0, 0])).reason is Reason.NO_VARIANCE


def test_reliability_does_not_see_the_debrief() -> None:
    rows = full_panel(3)
    talked = [*rows, *(row._replace(level=3, phase=Phase.DEBRIEF) for row in rows[::2])]
    before, after = rating_table(rows), rating_table(talked)
    assert krippendorff_alpha(question_matrix(before)) == krippendorff_alpha(question_matrix(after))
    assert intraclass(candidate_matrix(before)) == intraclass(candidate_matrix(after))


def test_matrices_can_be_cut_to_a_competency() -> None:
    table = rating_table(full_panel(4))
    assert question_matrix(table).shape == (8 * 4, 3)
    assert question_matrix(table, competency="k0").shape == (8 * 2, 3)
    assert candidate_matrix(table, competency="k1").shape == (8, 3)
