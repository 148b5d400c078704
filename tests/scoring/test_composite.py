from __future__ import annotations

import math

import pytest

from scoring import ErrorCode, Phase, RatingRow, Reason, Use, WeightError, rating_table, raw_composite

ROWS = [
    RatingRow("ann", "r1", "calm", "q1", 4),
    RatingRow("ann", "r2", "calm", "q1", 3),
    RatingRow("ann", "r1", "drive", "q2", 2),
    RatingRow("bob", "r1", "calm", "q1", 5),
    RatingRow("bob", "r1", "drive", "q2", None),
]


def test_means_are_combined_with_the_weights() -> None:
    ann = raw_composite(rating_table(ROWS), {"calm": 3, "drive": 1})["ann"]
    assert ann.competencies["calm"].mean == 3.5
    assert (ann.competencies["calm"].ratings, ann.ratings) == (2, 3)
    assert ann.overall == pytest.approx((3 * 3.5 + 2) / 4)


def test_no_evidence_makes_the_overall_incomplete() -> None:
    bob = raw_composite(rating_table(ROWS), {"calm": 1, "drive": 1})["bob"]
    assert (bob.overall, bob.reason, bob.missing) == (None, Reason.INCOMPLETE, ("drive",))
    assert bob.competencies["drive"].mean is None
    assert bob.competencies["drive"].reason is Reason.NO_RATINGS
    assert bob.competencies["calm"].mean == 5.0


def test_a_competency_that_counts_for_nothing_may_be_missing() -> None:
    assert raw_composite(rating_table(ROWS), {"calm": 1, "drive": 0})["bob"].overall == 5.0


def test_a_weighted_competency_nobody_asked_is_missing_for_all() -> None:
    found = raw_composite(rating_table(ROWS), {"calm": 1, "drive": 1, "tact": 1})
    assert found["ann"].missing == ("tact",)


def test_weights_may_be_scaled_and_default_to_equal() -> None:
    table = rating_table(ROWS)
    one, ten, equal = (
        raw_composite(table, weights)["ann"].overall
        for weights in ({"calm": 1, "drive": 1}, {"calm": 10, "drive": 10}, None)
    )
    assert one == pytest.approx(ten) == pytest.approx(equal)


def test_each_vacancy_has_its_own_weights() -> None:
    rows = [row._replace(vacancy="v1" if row.candidate == "ann" else "v2", level=row.level or 1) for row in ROWS]
    found = raw_composite(rating_table(rows), {"v1": {"calm": 1, "drive": 0}, "v2": {"calm": 0, "drive": 1}})
    assert (found["ann"].overall, found["bob"].overall) == (3.5, 1.0)


def test_the_debrief_changes_the_decision_and_nothing_else() -> None:
    table = rating_table([*ROWS, RatingRow("ann", "r1", "drive", "q2", 4, Phase.DEBRIEF)])
    assert raw_composite(table, use=Use.DECISION)["ann"].competencies["drive"].mean == 4
    assert raw_composite(table, use=Use.FIRST)["ann"].competencies["drive"].mean == 2


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ({"calm": -1, "drive": 2}, ErrorCode.WEIGHT_NEGATIVE),
        ({"calm": 0, "drive": 0}, ErrorCode.WEIGHTS_SUM_TO_ZERO),
        ({"calm": math.nan, "drive": 1}, ErrorCode.WEIGHT_NOT_FINITE),
        ({"calm": 1}, ErrorCode.COMPETENCY_WITHOUT_WEIGHT),
        ({"other": {"calm": 1, "drive": 1}}, ErrorCode.VACANCY_WITHOUT_WEIGHTS),
    ],
)
def test_bad_weights_are_refused(weights: dict[str, float], code: ErrorCode) -> None:
    with pytest.raises(WeightError) as caught:
        raw_composite(rating_table(ROWS), weights)
    assert caught.value.code is code
