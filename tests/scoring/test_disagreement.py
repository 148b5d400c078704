from __future__ import annotations

from itertools import combinations_with_replacement

import pytest

from scoring import Flag, MatrixError, RatingRow, Reason, cell_agreement, disagreements, flag_for, rating_table
from tests.scoring.cases import reference

CELLS = reference("V13_cell_agreement")["expected"]
FLAGS = {"none": Flag.AGREE, "look": Flag.LOOK, "must_discuss": Flag.MUST_DISCUSS}


@pytest.mark.parametrize("wanted", CELLS, ids=[str(cell["ratings"]) for cell in CELLS])
def test_indices_of_one_cell(wanted: dict[str, object]) -> None:
    found = cell_agreement(wanted["ratings"])  # type: ignore[arg-type]
    for name, theirs in (
        ("spread", "range"),
        ("sd", "sd"),
        ("rwg", "rwg"),
        ("rwg_truncated", "rwg_truncated"),
        ("awg", "awg"),
        ("ad", "ad_mean"),
    ):
        assert getattr(found, name) == pytest.approx(wanted[theirs], abs=1e-6), name
    assert found.awg_admissible == wanted["awg_mean_admissible"]
    assert flag_for(found.spread) is FLAGS[str(wanted["raw_flag"])]


@pytest.mark.parametrize("k", [2, 3, 4])
def test_a_range_of_two_says_the_same_as_rwg(k: int) -> None:
    for pattern in combinations_with_replacement(range(1, 6), k):
        found = cell_agreement(pattern)
        assert found.rwg is not None
        assert (found.rwg < 0.70) == (found.spread >= 2), pattern


def test_everybody_at_the_end_of_the_scale() -> None:
    found = cell_agreement([5, 5, 5])
    assert (found.awg, found.reason, found.rwg) == (None, Reason.MEAN_NOT_ADMISSIBLE, 1.0)


def test_one_rater_has_nobody_to_disagree_with() -> None:
    found = cell_agreement([4])
    assert (found.sd, found.rwg, found.awg, found.reason) == (None, None, None, Reason.ONE_RATER)
    assert disagreements(rating_table([RatingRow("a", "r", "k", "q", 4)])) == ()


@pytest.mark.parametrize("levels", [[], [0, 3], [3, 6], [3, float("nan")]])
def test_levels_off_the_scale_are_refused(levels: list[float]) -> None:
    with pytest.raises(MatrixError):
        cell_agreement(levels)


def rows(**levels: tuple[int, ...]) -> list[RatingRow]:
    return [
        RatingRow("ann", rater, "calm", f"q{i}", level)
        for rater, given in levels.items()
        for i, level in enumerate(given)
    ]


def test_a_competency_is_the_mean_of_a_raters_questions() -> None:
    (found,) = disagreements(rating_table(rows(r=(1, 2), s=(4, 4), t=(3, 4))))
    assert dict(found.values) == {"r": 1.5, "s": 4.0, "t": 3.5}
    assert (found.spread, found.flag) == (2.5, Flag.LOOK)
    assert found.furthest == ("r",)


def test_known_leniency_explains_a_difference() -> None:
    leniency = {"r": -0.4, "s": 0.4}
    (found,) = disagreements(rating_table(rows(r=(2,), s=(4,))), leniency)
    assert found.adjusted_spread == pytest.approx(1.2)
    assert (found.flag, found.mostly_leniency) == (Flag.LOOK, True)


def test_known_leniency_uncovers_a_difference() -> None:
    (found,) = disagreements(rating_table(rows(r=(3,), s=(4,))), {"r": 0.6, "s": -0.6})
    assert (found.spread, found.flag) == (1.0, Flag.MUST_DISCUSS)
    assert not found.mostly_leniency


def test_thirds_still_make_two() -> None:
    (found,) = disagreements(rating_table(rows(r=(4, 4, 5), s=(2, 2, 3))))
    assert found.flag is Flag.LOOK
    (adjusted,) = disagreements(rating_table(rows(r=(4, 4, 5), s=(2, 2, 3))), {"r": 0.1, "s": 0.1})
    assert adjusted.flag is Flag.MUST_DISCUSS


def test_two_raters_are_equally_far_apart_and_agreement_has_no_first_speaker() -> None:
    (apart,) = disagreements(rating_table(rows(r=(2,), s=(4,))))
    assert apart.furthest == ("r", "s")
    (alike,) = disagreements(rating_table(rows(r=(3,), s=(3,))))
    assert (alike.furthest, alike.flag) == ((), Flag.AGREE)


@pytest.mark.parametrize(("cut", "straddles"), [(None, False), (2.0, False), (3.0, True), (4.0, True), (4.5, False)])
def test_the_cut_between_two_raters(cut: float | None, straddles: bool) -> None:
    (found,) = disagreements(rating_table(rows(r=(2,), s=(4,))), cut=cut)
    assert found.straddles_cut is straddles


def test_only_the_wide_ones_are_the_wide_ones_of_all() -> None:
    table = rating_table(
        [
            RatingRow(candidate, rater, competency, f"{competency}{asked}", level)
            for candidate, levels in {"ann": (1, 4, 2), "bea": (3, 3, 5), "cem": (2, 3, 3)}.items()
            for rater, level in zip("rst", levels, strict=True)
            for competency in ("calm", "fair")
            for asked in range(2 if competency == "calm" else 1)
        ]
    )
    everything = disagreements(table)
    for least in (0.0, 1.0, 2.0, 3.0, 4.0):
        assert disagreements(table, least=least) == tuple(one for one in everything if one.spread >= least)
    assert {one.spread for one in everything} == {1.0, 2.0, 3.0}
