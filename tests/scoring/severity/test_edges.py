"""The edge cases: no exception, and None with a reason where nothing can be said."""

from __future__ import annotations

import math

import numpy as np
import pytest

from scoring import (
    STANDARD,
    ErrorCode,
    Method,
    ModelSettings,
    Phase,
    RatingRow,
    Reason,
    Sds,
    SettingError,
    TableError,
    Use,
    candidate_matrix,
    compare,
    intraclass,
    krippendorff_alpha,
    question_matrix,
    rating_table,
    score_candidates,
    sparse_reliability,
)
from tests.scoring.cases import full_panel, one_rater, panel


def test_one_candidate_and_one_rater() -> None:
    sheet = score_candidates(one_rater([3, 4, 4, 3, 5, 4]))
    overall = sheet.score("c").overall
    assert overall is not None
    assert overall.value == pytest.approx(23 / 6, abs=1e-9)
    assert 0 < overall.se < math.inf
    assert sheet.leniency["r"].value == pytest.approx(0.0, abs=1e-9)
    against = compare(sheet)
    assert (against.ranks, against.reason) == (None, Reason.ONE_CANDIDATE)
    assert sparse_reliability(sheet).reason is Reason.ONE_CANDIDATE


def test_a_single_rating_is_the_score() -> None:
    sheet = score_candidates(one_rater([4]))
    overall = sheet.score("c").overall
    assert overall is not None
    assert overall.value == pytest.approx(4.0)
    # Everything but the candidate and the competency stands between the rating and the truth.
    wanted = math.sqrt(STANDARD.w**2 + STANDARD.h**2 + STANDARD.s**2 + STANDARD.e**2)
    assert overall.se == pytest.approx(wanted)


def test_all_ratings_alike() -> None:
    rows = [
        RatingRow(f"c{i:02d}", rater, f"k{q // 2}", f"q{q}", 4)
        for i in range(20)
        for rater in ("r1", "r2")
        for q in range(6)
    ]
    table = rating_table(rows)
    sheet = score_candidates(table)
    assert sheet.model is not None
    assert (sheet.model.sds, sheet.model.reason) == (STANDARD, Reason.NO_VARIANCE)
    assert sheet.model.sds.e >= 1 / math.sqrt(12)
    assert sheet.values(table.candidates) == pytest.approx([4.0] * 20)
    assert krippendorff_alpha(question_matrix(table)).reason is Reason.NO_VARIANCE
    assert intraclass(candidate_matrix(table)).icc2.reason is Reason.NO_VARIANCE


def test_the_residual_never_goes_below_rounding() -> None:
    rows = [
        RatingRow(f"c{i:02d}", rater, "k", f"q{q}", 1 + (i % 5))
        for i in range(40)
        for rater in ("r1", "r2", "r3")
        for q in range(3)
    ]
    model = score_candidates(rating_table(rows)).model
    assert model is not None
    assert model.method is Method.MAP
    assert model.sds.e >= 1 / math.sqrt(12) - 1e-12


def test_four_closed_panels_are_counted_and_marked() -> None:
    rows = [
        RatingRow(f"c{group}{i}", f"r{group}{rater}", "k", f"q{q}", 1 + (group + i + rater + q) % 5)
        for group in range(4)
        for i in range(3)
        for rater in range(2)
        for q in range(3)
    ]
    sheet = score_candidates(rating_table(rows))
    assert sheet.connectivity.parts[""] == 4
    against = compare(sheet)
    assert against.parts == 4
    assert not against.pair("c00", "c10").connected
    assert against.pair("c00", "c01").connected


def test_a_rater_met_once_is_shrunk() -> None:
    rows = full_panel(1, candidates=10, raters=2)
    rows += [RatingRow("c0", "guest", f"k{q // 2}", f"q{q}", 5) for q in range(4)]
    sheet = score_candidates(rating_table(rows))
    assert sheet.model is not None
    guest = sheet.leniency["guest"]
    others = np.mean([row.level for row in rows if row.candidate == "c0" and row.rater != "guest" and row.level])
    assert guest.candidates == 1
    assert abs(guest.value) < abs(5 - others)
    assert guest.se > 0.8 * sheet.model.sds.s


def test_extreme_totals_are_drawn_in() -> None:
    rows = full_panel(2)
    rows = [row._replace(level=5) if row.candidate == "c0" else row for row in rows]
    overall = score_candidates(rating_table(rows)).score("c0").overall
    assert overall is not None
    assert 3 < overall.value < 5


def test_every_candidate_has_a_rater_of_their_own() -> None:
    rows = [row._replace(rater=f"r of {row.candidate}") for row in full_panel(3, raters=1)]
    sheet = score_candidates(rating_table(rows))
    assert sheet.connectivity.parts[""] == 8
    spread = sheet.values(sheet.table.candidates)
    raw = [np.mean([r.level for r in rows if r.candidate == name and r.level]) for name in sheet.table.candidates]
    assert np.std(spread) < np.std(raw)


def test_a_missing_competency_is_incomplete_and_wider() -> None:
    rows = [
        row._replace(level=None) if (row.candidate, row.competency) == ("c0", "k1") else row for row in full_panel(4)
    ]
    sheet = score_candidates(rating_table(rows))
    lacking, whole = sheet.score("c0"), sheet.score("c1")
    assert (lacking.overall, lacking.reason, lacking.missing) == (None, Reason.INCOMPLETE, ("k1",))
    assert lacking.competencies["k1"] is None
    assert lacking.explanation is not None
    assert lacking.explanation.raw is None
    assert lacking.provisional is not None
    assert whole.overall is not None
    assert lacking.provisional.se > whole.overall.se
    assert compare(sheet).incomplete == ("c0",)


def test_a_competency_nobody_was_asked_leaves_everybody_incomplete() -> None:
    sheet = score_candidates(rating_table(full_panel(5)), {"k0": 1, "k1": 1, "tact": 2})
    score = sheet.score("c0")
    assert score.missing == ("tact",)
    assert score.provisional is not None
    assert math.isfinite(score.provisional.se)
    assert compare(sheet).candidates == ()


def test_nobody_rated_anything() -> None:
    sheet = score_candidates(rating_table([RatingRow("a", "r", "k", "q", None), RatingRow("b", "r", "k", "q", None)]))
    assert (sheet.model, sheet.reason) == (None, Reason.NO_RATINGS)
    assert sheet.score("a").reason is Reason.NO_RATINGS
    assert sheet.frame()["score"].isna().all()
    assert compare(sheet).reason is Reason.NO_RATINGS
    assert sparse_reliability(sheet).reason is Reason.NO_RATINGS


def test_a_candidate_without_a_single_level() -> None:
    rows = [*full_panel(6), RatingRow("z", "r0", "k0", "q0", None)]
    score = score_candidates(rating_table(rows)).score("z")
    assert (score.overall, score.reason) == (None, Reason.NO_RATINGS)


def test_a_vacancy_rated_only_after_the_debrief_has_no_measure() -> None:
    rows = [*full_panel(7), RatingRow("z", "r0", "k0", "q0", 4, Phase.DEBRIEF, "late")]
    score = score_candidates(rating_table(rows)).score("z")
    assert (score.overall, score.reason) == (None, Reason.NO_FIRST_RATINGS)


def test_a_question_first_answered_in_the_debrief() -> None:
    rows = [
        *full_panel(8),
        RatingRow("c0", "r0", "k1", "q9", None),
        RatingRow("c0", "r0", "k1", "q9", 4, Phase.DEBRIEF),
    ]
    overall = score_candidates(rating_table(rows)).score("c0").overall
    assert overall is not None
    assert math.isfinite(overall.se)


def test_two_vacancies_without_a_common_question() -> None:
    rows = [row._replace(vacancy="one") for row in full_panel(9)]
    rows += [
        row._replace(vacancy="two", candidate=f"x{row.candidate}", question=f"x{row.question}")
        for row in full_panel(10)
    ]
    sheet = score_candidates(rating_table(rows))
    for group in ("one", "two"):
        names = sheet.complete(group)
        assert len(names) == 8
        assert np.isfinite(sheet.covariance(names)).all()
    assert sum(sheet.question_effects[f"q{q}"] for q in range(4)) == pytest.approx(0.0, abs=1e-9)
    assert sum(sheet.question_effects[f"xq{q}"] for q in range(4)) == pytest.approx(0.0, abs=1e-9)


def test_standard_settings_below_thirty_candidates() -> None:
    few = score_candidates(rating_table(panel(11, candidates=29))).model
    many = score_candidates(rating_table(panel(11, candidates=31, missing=0.0))).model
    assert few is not None
    assert many is not None
    assert (few.method, few.reason) == (Method.STANDARD, Reason.TOO_FEW_CANDIDATES)
    assert (many.method, many.reason) == (Method.MAP, None)


def test_few_raters_use_t() -> None:
    sheet = score_candidates(rating_table(full_panel(12, raters=3)))
    assert sheet.model is not None
    assert sheet.model.degrees == 2
    assert sheet.quantile == pytest.approx(2.91998558)
    many = score_candidates(rating_table(panel(12, candidates=40, raters=12, missing=0.0)))
    assert many.model is not None
    assert many.model.degrees is None
    assert many.quantile == pytest.approx(1.64485363)


def test_a_model_without_candidate_variance_says_nothing_about_candidates() -> None:
    settings = ModelSettings(sds=Sds(u=0, k=0, w=0.3, h=0.3, s=0.3, e=0.6))
    score = score_candidates(rating_table(full_panel(13)), settings=settings).score("c0")
    assert score.overall is not None
    assert score.overall.reliability is None
    assert score.explanation is not None
    assert score.explanation.carried == 0


@pytest.mark.parametrize(
    "make",
    [
        lambda: Sds(u=-1, k=0, w=0, h=0, s=0, e=1),
        lambda: Sds(u=1, k=0, w=0, h=0, s=0, e=0),
        lambda: ModelSettings(level=1.0),
        lambda: ModelSettings(method=Method.GIVEN),
        lambda: ModelSettings(components=("u", "s")),
        lambda: ModelSettings(components=("u", "x", "e")),
    ],
)
def test_impossible_settings_are_refused(make: object) -> None:
    with pytest.raises(SettingError):
        make()  # type: ignore[operator]


def test_unknown_names_are_refused() -> None:
    sheet = score_candidates(rating_table(full_panel(14)))
    with pytest.raises(TableError) as caught:
        sheet.score("nobody")
    assert caught.value.code is ErrorCode.UNKNOWN_NAME
    with pytest.raises(SettingError):
        sheet.values(["nobody"])


def test_the_result_says_what_it_rests_on() -> None:
    table = rating_table(full_panel(15))
    model, again, other = (
        score_candidates(table, weights, use=use).model
        for weights, use in (
            (None, Use.DECISION),
            ({"k0": 5, "k1": 5}, Use.DECISION),
            ({"k0": 1, "k1": 2}, Use.DECISION),
        )
    )
    assert model is not None
    assert again is not None
    assert other is not None
    assert model.version == "severity-1"
    assert (model.prior, model.prior_spread.e) == (STANDARD, 0.5)
    assert model.input_hash == again.input_hash != other.input_hash
