from __future__ import annotations

import numpy as np
import pytest

from scoring import (
    STANDARD,
    MatrixError,
    ModelSettings,
    SettingError,
    Word,
    band_of_equals,
    brackets,
    compare,
    pair_probabilities,
    rank_distribution,
    rating_table,
    score_candidates,
    weight_sensitivity,
    without_each_rater,
    word_for,
)
from scoring.reasons import Reason
from tests.scoring.cases import full_panel, one_rater, panel, reference


def test_three_candidates_with_a_joint_covariance() -> None:
    case = reference("V14_rank3")
    names, values = zip(*case["input"]["mean"].items(), strict=True)
    covariance = np.array(case["input"]["cov"])
    found, wanted, room = pair_probabilities(np.array(values), covariance), case["expected"], case["tolerance"]
    for (i, one), (j, other) in (((0, "A"), (1, "B")), ((0, "A"), (2, "C")), ((1, "B"), (2, "C"))):
        assert found[i, j] == pytest.approx(wanted[f"p_{one}_gt_{other}"], abs=room["closed_form"])
    ranks = rank_distribution(names, np.array(values), covariance)
    assert ranks.draws == 4_000
    assert ranks.probabilities[:, 0] == pytest.approx(wanted["p_top"], abs=room["monte_carlo_4000"])
    assert ranks.probabilities[:, 2] == pytest.approx(wanted["p_bottom"], abs=room["monte_carlo_4000"])
    assert ranks.standings["A"].first == ranks.probabilities[0, 0]


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.5, Word.CANNOT_BE_TOLD_APART),
        (0.594, Word.CANNOT_BE_TOLD_APART),
        (0.596, Word.LEANS),
        (0.794, Word.LEANS),
        (0.796, Word.LIKELY),
        (0.944, Word.LIKELY),
        (0.946, Word.CLEAR),
        (0.02, Word.CLEAR),
    ],
)
def test_words_are_chosen_after_rounding(probability: float, word: Word) -> None:
    assert word_for(probability) is word


def test_certain_scores_and_ties() -> None:
    found = pair_probabilities(np.array([3.0, 3.0, 2.0]), np.zeros((3, 3)))
    assert found.tolist() == [[0.5, 0.5, 1.0], [0.5, 0.5, 1.0], [0.0, 0.0, 0.5]]


def test_bands_and_brackets() -> None:
    settled = np.array([[0.5, 0.7, 0.9, 0.9], [0.3, 0.5, 0.7, 0.9], [0.1, 0.3, 0.5, 0.85], [0.1, 0.1, 0.15, 0.5]])
    assert band_of_equals("abcd", settled) == ("a", "b")
    assert brackets("abcd", settled) == (("a", "b"), ("b", "c"))
    assert brackets("a", np.array([[0.5]])) == ()
    assert band_of_equals("", np.zeros((0, 0))) == ()


def test_a_bracket_within_a_bracket_is_not_drawn() -> None:
    open_all = np.full((3, 3), 0.5)
    assert brackets("abc", open_all) == (("a", "b", "c"),)


def test_bad_matrices_and_settings_are_refused() -> None:
    with pytest.raises(MatrixError):
        pair_probabilities(np.array([1.0, 2.0]), np.eye(3))
    with pytest.raises(MatrixError):
        pair_probabilities(np.array([1.0, np.nan]), np.eye(2))
    with pytest.raises(SettingError):
        rank_distribution("ab", np.array([1.0, 2.0]), np.eye(2), top=0)
    with pytest.raises(SettingError):
        compare(score_candidates(rating_table(full_panel(1)))).pair("c0", "nobody")


def test_ranks_repeat_and_do_not_depend_on_labels() -> None:
    sheet = score_candidates(rating_table(panel(1, missing=0.0)))
    one, again = (compare(sheet, top=3).ranks for _ in range(2))
    assert one is not None
    assert again is not None
    assert (one.probabilities == again.probabilities).all()
    renamed = [row._replace(candidate=f"x{99 - int(row.candidate[1:])}") for row in panel(1, missing=0.0)]
    other = compare(score_candidates(rating_table(renamed)), top=3).ranks
    assert other is not None
    for name, standing in one.standings.items():
        assert other.standings[f"x{99 - int(name[1:])}"].top == pytest.approx(standing.top, abs=0.02)


def test_standings_hold_together() -> None:
    ranks = compare(score_candidates(rating_table(panel(2, missing=0.0))), top=3).ranks
    assert ranks is not None
    for standing in ranks.standings.values():
        assert 1 <= standing.low <= standing.median <= standing.high <= 12
        assert standing.first <= standing.top
    assert sum(standing.top for standing in ranks.standings.values()) == pytest.approx(3.0)


def test_a_comparison_keeps_to_its_vacancy() -> None:
    sheet = score_candidates(rating_table(panel(3, vacancies=2, missing=0.0)))
    one = compare(sheet, "v0")
    assert len(one.candidates) == 6
    assert {sheet.score(name).vacancy for name in one.candidates} == {"v0"}
    values = sheet.values(one.candidates)
    assert (np.diff(values) <= 1e-9).all()


def test_equal_weights_are_redone_exactly() -> None:
    table = rating_table(panel(4, missing=0.0))
    weights = {"k0": 6.0, "k1": 1.0, "k2": 1.0}
    settings = ModelSettings(sds=STANDARD)
    sheet = score_candidates(table, weights, settings)
    found = weight_sensitivity(sheet, top=3)
    assert found.equal_order == score_candidates(table, None, settings).complete()
    assert found.keeps_top is not None
    assert 0 <= found.keeps_top <= 1
    assert sum(found.in_top.values()) == pytest.approx(3.0)
    assert found == weight_sensitivity(sheet, top=3)


def test_any_weights_are_a_sum_over_competencies() -> None:
    table = rating_table(panel(5, missing=0.0))
    settings = ModelSettings(sds=STANDARD)
    by_competency = score_candidates(table, None, settings).competency_values(table.candidates)
    weights = {"k0": 0.2, "k1": 0.5, "k2": 0.3}
    wanted = score_candidates(table, weights, settings).values(table.candidates)
    assert by_competency @ np.array(list(weights.values())) == pytest.approx(wanted)


def test_one_competency_cannot_be_reweighted() -> None:
    rows = [row._replace(competency="k", question=row.question) for row in full_panel(6)]
    found = weight_sensitivity(score_candidates(rating_table(rows)))
    assert (found.reason, found.keeps_top) == (Reason.ONE_COMPETENCY, 1.0)
    alone = weight_sensitivity(score_candidates(one_rater([3, 4])))
    assert (alone.reason, alone.keeps_top) == (Reason.ONE_CANDIDATE, None)


def test_leaving_a_rater_out_is_leaving_the_rows_out() -> None:
    rows = panel(7, candidates=10, raters=4, missing=0.0)
    settings = ModelSettings(sds=STANDARD)
    sheet = score_candidates(rating_table(rows), settings=settings)
    found = {without.rater: without for without in without_each_rater(sheet, top=2)}
    assert set(found) == {"r0", "r1", "r2", "r3"}
    rest = score_candidates(rating_table([row for row in rows if row.rater != "r1"]), settings=settings)
    assert found["r1"].order == rest.complete()
    assert set(found["r1"].lost) == set(sheet.complete()) - set(rest.complete())


def test_a_rater_who_decides_alone_turns_the_order() -> None:
    rows = full_panel(8, candidates=2, raters=2)
    rows = [
        row._replace(
            level={("c0", "r0"): 5, ("c1", "r0"): 1, ("c0", "r1"): 2, ("c1", "r1"): 3}[row.candidate, row.rater]
        )
        for row in rows
    ]
    found = {without.rater: without for without in without_each_rater(score_candidates(rating_table(rows)))}
    assert (found["r0"].order, found["r0"].swapped, found["r0"].keeps_top) == (("c1", "c0"), 1, False)
    assert (found["r1"].order, found["r1"].swapped, found["r1"].keeps_top) == (("c0", "c1"), 0, True)


def test_with_one_rater_nobody_can_be_left_out() -> None:
    assert without_each_rater(score_candidates(rating_table(full_panel(9, raters=1)))) == ()
