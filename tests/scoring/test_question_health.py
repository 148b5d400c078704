from __future__ import annotations

import pytest

from scoring import Mark, Phase, RatingRow, Reason, examine_questions, rating_table
from tests.scoring.cases import full_panel

PEOPLE = range(25)


def rated(question: str, levels: list[int | None], rater: str = "r") -> list[RatingRow]:
    return [RatingRow(f"c{i:02d}", rater, f"k of {question}", question, level) for i, level in enumerate(levels)]


GOOD = [1 + i % 5 for i in PEOPLE]


def test_a_good_question_gets_no_mark() -> None:
    rows = rated("one", list(GOOD)) + rated("two", list(GOOD)) + rated("one", list(GOOD), "s")
    found = examine_questions(rating_table(rows))["one"]
    assert found.marks == ()
    assert found.discrimination == pytest.approx(1.0)
    assert found.rater_range == 0.0
    assert (found.candidates, found.ratings, found.missing) == (25, 50, 0.0)


@pytest.mark.parametrize(
    ("levels", "mark"),
    [
        ([3] * 25, Mark.SEPARATES_NOBODY),
        ([5 - i % 5 for i in PEOPLE], Mark.SEPARATES_NOBODY),
        ([2 + i % 4 for i in PEOPLE], Mark.LEVELS_NEVER_USED),
        ([5 - (i == 0) * 4 - (i == 1) * 3 - (i == 2) * 2 - (i == 3) for i in PEOPLE], Mark.CEILING),
        ([1 + (i == 0) * 4 + (i == 1) * 3 + (i == 2) * 2 + (i == 3) for i in PEOPLE], Mark.FLOOR),
    ],
)
def test_marks_of_one_rater(levels: list[int], mark: Mark) -> None:
    found = examine_questions(rating_table(rated("odd", list(levels)) + rated("good", list(GOOD))))["odd"]
    assert mark in found.marks


def test_often_no_evidence() -> None:
    levels = [None if i % 4 == 0 else 1 + i % 5 for i in range(40)]
    found = examine_questions(rating_table(rated("odd", list(levels))))["odd"]
    assert found.missing == pytest.approx(0.25)
    assert Mark.OFTEN_NO_EVIDENCE in found.marks


def test_raters_far_apart() -> None:
    other = [1 + (i + 2) % 5 for i in PEOPLE]
    found = examine_questions(rating_table(rated("odd", list(GOOD)) + rated("odd", list(other), "s")))["odd"]
    assert found.rater_range == pytest.approx((2 * 3 + 3 * 2) / 5)
    assert Mark.RATERS_APART in found.marks


def test_below_twenty_candidates_only_counts() -> None:
    found = examine_questions(rating_table(full_panel(1)))["q0"]
    assert (found.reason, found.discrimination_reason) == (Reason.TOO_FEW_CANDIDATES,) * 2
    assert (found.spread, found.discrimination, found.rater_range, found.marks) == (None, None, None, ())
    assert found.ratings == 24


def test_a_question_nobody_could_rate() -> None:
    found = examine_questions(rating_table([RatingRow("a", "r", "k", "q", None)]))["q"]
    assert (found.ratings, found.missing, found.mean) == (0, 1.0, None)


def test_a_lone_question_has_nothing_to_go_with() -> None:
    found = examine_questions(rating_table(rated("one", list(GOOD))))["one"]
    assert (found.discrimination, found.discrimination_reason) == (None, Reason.ONE_QUESTION)


def test_the_debrief_is_not_seen() -> None:
    rows = rated("one", list(GOOD)) + rated("two", list(GOOD))
    talked = [*rows, *(row._replace(level=5, phase=Phase.DEBRIEF) for row in rows)]
    assert examine_questions(rating_table(rows)) == examine_questions(rating_table(talked))
