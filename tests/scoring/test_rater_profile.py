from __future__ import annotations

import pytest

from scoring import Phase, RatingRow, Reason, TableError, profile_rater, rating_table, score_candidates
from tests.scoring.cases import full_panel


def test_below_twelve_candidates_nothing_is_shown() -> None:
    sheet = score_candidates(rating_table(full_panel(1, candidates=11)))
    found = profile_rater(sheet, "r0")
    assert (found.reason, found.candidates) == (Reason.TOO_FEW_CANDIDATES, 11)
    assert (found.leniency, found.se, found.spread.own, found.halo.own, found.agreement) == (None,) * 5
    assert not found.levels


def test_from_twelve_candidates_the_model_says_how_lenient() -> None:
    rows = [
        row._replace(level=min(5, (row.level or 0) + 1)) if row.rater == "r0" else row
        for row in full_panel(2, candidates=12)
    ]
    sheet = score_candidates(rating_table(rows))
    found = profile_rater(sheet, "r0")
    assert found.reason is None
    assert found.leniency == sheet.leniency["r0"].value > 0
    assert sum(found.levels.values()) == pytest.approx(1.0)
    assert found.levels[1] == 0.0


def test_halo_is_a_small_spread_within_candidates() -> None:
    rows = []
    for i in range(14):
        for q in range(4):
            rows.append(RatingRow(f"c{i:02d}", "even", f"k{q // 2}", f"q{q}", 1 + i % 5))
            rows.append(RatingRow(f"c{i:02d}", "keen", f"k{q // 2}", f"q{q}", 1 + (i + 2 * (q // 2)) % 5))
    sheet = score_candidates(rating_table(rows))
    even, keen = profile_rater(sheet, "even").halo, profile_rater(sheet, "keen").halo
    assert even.own == 0.0
    assert even.others == keen.own
    assert keen.own is not None
    assert keen.own > 1


def test_agreement_with_the_others() -> None:
    rows = [
        RatingRow(f"c{i:02d}", rater, "k", "q", 1 + i % 5 if rater != "odd" else 5 - i % 5)
        for i in range(12)
        for rater in ("one", "two", "odd")
    ]
    sheet = score_candidates(rating_table(rows))
    assert profile_rater(sheet, "odd").agreement == pytest.approx(-1.0)
    alone = score_candidates(rating_table([row for row in rows if row.rater == "one"]))
    assert profile_rater(alone, "one").agreement_reason is Reason.ONE_RATER
    assert profile_rater(alone, "one").halo.reason is Reason.ONE_COMPETENCY


def test_a_rater_without_variance_has_no_agreement() -> None:
    rows = [
        RatingRow(f"c{i:02d}", rater, "k", "q", 3 if rater == "flat" else 1 + i % 5)
        for i in range(12)
        for rater in ("flat", "keen")
    ]
    found = profile_rater(score_candidates(rating_table(rows)), "flat")
    assert (found.agreement, found.agreement_reason) == (None, Reason.NO_VARIANCE)


def test_the_debrief_is_not_seen() -> None:
    rows = full_panel(3, candidates=12)
    talked = [*rows, *(row._replace(level=5, phase=Phase.DEBRIEF) for row in rows if row.rater == "r0")]
    one, other = (profile_rater(score_candidates(rating_table(data)), "r0") for data in (rows, talked))
    assert one == other


def test_an_unknown_rater_is_refused() -> None:
    with pytest.raises(TableError):
        profile_rater(score_candidates(rating_table(full_panel(4))), "nobody")
