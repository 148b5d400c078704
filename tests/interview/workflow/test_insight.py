"""Each rater sees their own habits and nobody else's; chair and HR see the questions and the design."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interview.errors import NotAllowed
from interview.model.scorecard import CardState
from interview.settings import Settings
from interview.storage import Storage, open_storage
from interview.workflow import opened
from interview.workflow.insight import Insight, insight
from tests.interview.workflow import crowd as c

Crowded = Callable[[int], Storage]


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[Crowded]:
    """`crowded(25)` gives a storage with so many rated candidates."""
    made: list[Storage] = []

    def fill(candidates: int) -> Storage:
        storage = open_storage(Settings(data=tmp_path))
        made.append(storage)
        with storage.work("system", c.NOW) as uow:
            c.settle(uow, candidates)
        return storage

    yield fill
    for storage in made:
        storage.close()


def seen(storage: Storage, viewer: str) -> Insight:
    with storage.work(viewer, c.NOW) as uow:
        opened.open_for(uow, viewer, c.VACANCY)
    with storage.reading() as uow:
        return insight(uow, viewer, c.VACANCY)


def test_raters_see_their_own_leniency_from_twelve_candidates_on(crowded: Crowded) -> None:
    storage = crowded(12)
    lenient, strict = seen(storage, c.LENIENT).own, seen(storage, c.STRICT).own
    assert lenient and strict
    assert lenient.candidates == 12 and lenient.missing == 0
    assert lenient.leniency and lenient.low and lenient.high
    assert lenient.low < lenient.leniency < lenient.high
    assert strict.leniency == pytest.approx(-lenient.leniency, abs=0.01)
    # Half of the gap each, drawn towards 0 a little because two raters say little about raters.
    assert 0.5 * c.GAP / 2 < lenient.leniency <= c.GAP / 2
    assert dict(lenient.levels)[1] == 0 and dict(strict.levels)[5] == 0
    assert sum(share for _, share in lenient.levels) == pytest.approx(1)


def test_below_twelve_there_is_only_how_many_are_missing(crowded: Crowded) -> None:
    own = seen(crowded(9), c.LENIENT).own
    assert own and own.model_dump(exclude_none=True) == {"candidates": 9, "missing": 3, "levels": ()}


def test_before_anything_is_open_a_rater_needs_all_twelve(crowded: Crowded) -> None:
    storage = crowded(0)
    own = seen(storage, c.LENIENT).own
    assert own and (own.candidates, own.missing) == (0, 12)
    assert seen(storage, c.HR).own is None


def test_a_rater_sees_no_questions_no_plan_and_no_reliability(crowded: Crowded) -> None:
    view = seen(crowded(25), c.LENIENT)
    assert not view.wide
    assert view.questions == () and view.plan == () and view.reliability is None


@pytest.mark.parametrize("viewer", [c.CHAIR, c.HR])
def test_chair_and_hr_see_which_question_separates_nobody(crowded: Crowded, viewer: str) -> None:
    view = seen(crowded(25), viewer)
    assert view.own is None
    flat = view.questions[c.FLAT]
    assert (flat.candidates, flat.ratings) == (25, 50)
    assert flat.spread == 0 and "separates_nobody" in flat.marks
    assert flat.never_used == (1, 2, 5)
    assert all("separates_nobody" not in line.marks for line in view.questions if line is not flat)


def test_below_twenty_candidates_questions_carry_counts_but_no_marks(crowded: Crowded) -> None:
    view = seen(crowded(19), c.HR)
    assert {line.candidates for line in view.questions} == {19}
    assert all(line.marks == () and line.spread is None for line in view.questions)


def test_reliability_grows_with_raters_and_questions(crowded: Crowded) -> None:
    view = seen(crowded(3), c.HR)
    now = view.designed(view.raters_now, view.questions_now)
    third = view.designed(view.raters_now + 1, view.questions_now)
    longer = view.designed(view.raters_now, view.questions_now + 2)
    assert view.raters_now == 2
    assert now and third and longer
    assert now.same_panel and third.same_panel and longer.same_panel
    assert third.same_panel > now.same_panel and longer.same_panel > now.same_panel
    assert now.different_panels and now.different_panels < now.same_panel


def test_the_plan_says_whether_it_rests_on_this_vacancy(crowded: Crowded) -> None:
    storage = crowded(29)
    assert not seen(storage, c.HR).estimated
    with storage.work("system", c.NOW) as uow:
        uow.vacancies.remove(c.VACANCY)
        for person in c.NAMES:
            uow.people.remove(person)
        c.settle(uow, 30)
    assert seen(storage, c.HR).estimated


def test_before_the_first_card_opens_there_is_a_plan_for_the_seats(crowded: Crowded) -> None:
    view = seen(crowded(0), c.CHAIR)
    assert view.raters_now == 2 and not view.estimated
    assert view.reliability is None and view.questions == ()
    assert view.designed(3, view.questions_now)


def test_reliability_of_two_raters_a_level_apart(crowded: Crowded) -> None:
    found = seen(crowded(25), c.HR).reliability
    assert found and found.raw.value and found.corrected.value and found.one_rater.value and found.whole_panel.value
    # Everybody was rated by the same two, so leniency costs nothing in the order ...
    assert found.raw.value == pytest.approx(found.corrected.value)
    # ... but it does in the levels themselves.
    assert found.one_rater.value < found.whole_panel.value < 0.95
    assert found.alpha.value is not None and found.alpha.value < 0.9
    assert found.raters_per_candidate == 2


def test_gaps_in_the_panel_are_named(crowded: Crowded) -> None:
    storage = crowded(5)
    with storage.work("system", c.NOW) as uow:
        card = uow.scorecards.get(f"card-{c.STRICT}-1")
        uow.scorecards.update(
            card.model_copy(update={"state": CardState.RELEASED, "released_reason": "ill", "released_by": c.CHAIR})
        )
    found = seen(storage, c.HR).reliability
    assert found and found.whole_panel.value is None and found.whole_panel.reason == "incomplete_block"
    assert found.corrected.value and found.raw.value and found.raw.value < found.corrected.value


def test_without_a_seat_there_is_nothing(crowded: Crowded) -> None:
    storage = crowded(1)
    with storage.reading() as uow, pytest.raises(NotAllowed):
        insight(uow, "nobody", c.VACANCY)
