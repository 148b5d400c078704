"""How everybody was treated: what counts as a difference, and that no level can get in."""

from collections.abc import Sequence

import pytest

from interview.model.equal_treatment import Difference, TreatmentFlag, TreatmentTable
from interview.model.rating import BareRating, Outcome
from interview.model.scorecard import Scorecard
from interview.model.treatment import TreatmentTotals
from interview.workflow.treatment import Treated, treatment_table
from tests.interview.storage.world import guide, vacancy

QUESTIONS = guide().guide.question_ids


def treated(
    name: str,
    minutes: Sequence[int] = (50, 50),
    probes: Sequence[int] = (2,) * 6,
    own: int = 0,
    skipped: Sequence[str] = (),
    level: int = 3,
) -> Treated:
    """A candidate with one card for each figure of `minutes`; every rater wrote the reasons."""
    cards = tuple(
        Scorecard(id=f"{name}-{place}", interview_id=f"talk-{name}", rater_id=f"r{place}")
        for place in range(len(minutes))
    )
    totals = TreatmentTotals(
        seconds={card.id: long * 60 for card, long in zip(cards, minutes, strict=True)},
        probes={(f"talk-{name}", id): put for id, put in zip(QUESTIONS, probes, strict=True)},
        own={(f"talk-{name}", QUESTIONS[0]): own},
        outside=frozenset(),
    )
    ratings = [
        BareRating(card.id, id, Outcome.NOT_ASKED, None, reason=skipped[QUESTIONS.index(id)])
        if QUESTIONS.index(id) < len(skipped) and skipped[QUESTIONS.index(id)]
        else BareRating(card.id, id, Outcome.LEVEL, level, reason="")
        for card in cards
        for id in QUESTIONS
    ]
    return Treated(
        candidate_id=name,
        candidate=name.title(),
        interview_id=f"talk-{name}",
        cards=cards,
        released=0,
        totals=totals,
        ratings=tuple(ratings),
    )


def flags(*everybody: Treated) -> tuple[TreatmentFlag, ...]:
    return treatment_table(vacancy(), everybody).flags


def test_equal_treatment_has_no_flags() -> None:
    table = treatment_table(vacancy(), [treated("noor"), treated("ilse"), treated("yusuf")])
    assert table.flags == ()
    assert [row.candidate for row in table.rows] == ["Ilse", "Noor", "Yusuf"]
    assert table.median_minutes == 50
    assert all(row.differs == frozenset() for row in table.rows)


def test_nobody_is_an_empty_table() -> None:
    assert treatment_table(vacancy(), []) == TreatmentTable(rows=(), flags=(), median_minutes=0)


@pytest.mark.parametrize(("minutes", "named"), [(40, False), (38, True), (60, False), (62, True)])
def test_a_talk_is_named_when_it_is_a_fifth_off_the_middle(minutes: int, named: bool) -> None:
    found = flags(treated("noor"), treated("ilse"), treated("aaliyah", (minutes, minutes)))
    assert [(flag.kind, flag.low, flag.low_value, flag.high_value) for flag in found] == (
        [(Difference.MINUTES, "aaliyah", minutes, 50)] if named else []
    )


def test_short_talks_may_differ_by_five_minutes() -> None:
    alike = flags(treated("noor", (12, 12)), treated("ilse", (12, 12)), treated("yusuf", (17, 17)))
    assert alike == ()
    assert flags(treated("noor", (12, 12)), treated("ilse", (12, 12)), treated("yusuf", (18, 18)))


def test_minutes_are_those_of_the_longest_card() -> None:
    (row,) = treatment_table(vacancy(), [treated("noor", (44, 51, 47))]).rows
    assert row.minutes == 51


@pytest.mark.parametrize(("most", "named"), [(3, False), (4, True)])
def test_three_probes_more_at_one_question_are_named_with_both_ends(most: int, named: bool) -> None:
    """One got a single probe on question 3, another four."""
    less, more = treated("maarten", probes=(2, 2, 1, 2, 2, 2)), treated("noor", probes=(2, 2, most, 2, 2, 2))
    found = flags(less, more, treated("ilse"))
    expected = [(Difference.PROBES, 3, "maarten", 1, "noor", most)]
    told = [(f.kind, f.question, f.low, f.low_value, f.high, f.high_value) for f in found]
    assert told == (expected if named else [])


def test_own_probes_count_and_probes_of_raters_are_not_added_up() -> None:
    (row,) = treatment_table(vacancy(), [treated("noor", probes=(2,) * 6, own=3)]).rows
    assert row.probes == (5, 2, 2, 2, 2, 2)


def test_a_skipped_question_is_named_with_its_reasons_once_and_has_no_probes_to_compare() -> None:
    found = flags(treated("aaliyah", probes=(0, 2, 2, 2, 2, 2), skipped=("tijd op",)), treated("noor", probes=(5,) * 6))
    skipped = [flag for flag in found if flag.kind is Difference.SKIPPED]
    assert [(flag.low, flag.question, flag.reasons) for flag in skipped] == [("aaliyah", 1, ("tijd op",))]
    assert not [flag for flag in found if flag.kind is Difference.PROBES and flag.question == 1]


def test_a_smaller_panel_is_named() -> None:
    found = flags(treated("yusuf", (50,)), treated("noor"), treated("ilse"))
    assert [(flag.kind, flag.low, flag.low_value, flag.high_value) for flag in found] == [
        (Difference.RATERS, "yusuf", 1, 2)
    ]


def test_levels_leave_no_trace() -> None:
    low = treatment_table(vacancy(), [treated("noor", level=1), treated("ilse", level=5)])
    high = treatment_table(vacancy(), [treated("noor", level=5), treated("ilse", level=1)])
    assert low == high
