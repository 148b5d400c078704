"""Counts that only HR sees, beside every rating and never with one, and what may be said about them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.errors import InputError, NotAllowed
from interview.model.panel import Role, Seat
from interview.settings import Settings
from interview.storage import Storage, UnitOfWork, open_storage
from interview.workflow.fairness import GroupLine, NewCount, StageLines, fairness, put_counts
from tests.interview.workflow import crowd as c


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    storage: Storage = open_storage(Settings(data=tmp_path))
    with storage.work(c.HR, c.NOW) as opened:
        c.settle(opened, 1)
        yield opened
    storage.close()


def count(group: str, applied: int, interviewed: int, hired: int) -> NewCount:
    return NewCount(attribute="Gender", group=group, applied=applied, interviewed=interviewed, hired=hired)


def stage(uow: UnitOfWork, *rows: NewCount, hired: bool = False) -> StageLines:
    put_counts(uow, c.HR, c.VACANCY, rows)
    return fairness(uow, c.HR, c.VACANCY)[1][int(hired)]


def line(lines: StageLines, group: str) -> GroupLine:
    return next(one for one in lines.groups if one.group == group)


@pytest.mark.parametrize("viewer", [c.LENIENT, c.STRICT, c.CHAIR, "nobody"])
def test_interviewers_and_chairs_neither_read_nor_write(uow: UnitOfWork, viewer: str) -> None:
    with pytest.raises(NotAllowed):
        fairness(uow, viewer, c.VACANCY)
    with pytest.raises(NotAllowed):
        put_counts(uow, viewer, c.VACANCY, (count("women", 10, 5, 1),))
    assert uow.group_counts.of_vacancy(c.VACANCY) == ()


@pytest.mark.parametrize("role", [Role.INTERVIEWER, Role.CHAIR])
def test_another_seat_that_judges_overrides_the_one_of_hr(uow: UnitOfWork, role: Role) -> None:
    fairness(uow, c.HR, c.VACANCY)
    uow.seats.add(Seat(vacancy_id=c.VACANCY, person_id=c.HR, role=role))
    with pytest.raises(NotAllowed):
        fairness(uow, c.HR, c.VACANCY)


def test_too_few_to_tell_says_what_one_selection_would_change(uow: UnitOfWork) -> None:
    lines = stage(uow, count("women", 10, 3, 1), count("men", 10, 5, 1))
    women = line(lines, "women")
    assert lines.reference == "men"
    assert (women.rate, women.ratio, women.below_four_fifths) == (0.3, 0.6, True)
    assert women.verdict == "below_but_too_few"
    assert (women.ratio_if_moved, women.below_if_moved) == (1.0, False)
    assert women.low and women.high and women.low < 0.6 < women.high


def test_a_clear_difference_is_supported(uow: UnitOfWork) -> None:
    women = line(stage(uow, count("women", 100, 20, 2), count("men", 100, 50, 5)), "women")
    assert women.verdict == "supported" and women.fisher is not None and women.fisher < 0.001
    assert women.below_if_moved is True


def test_a_small_difference_among_many_is_statistical_and_small(uow: UnitOfWork) -> None:
    women = line(stage(uow, count("women", 5000, 2100, 2), count("men", 5000, 2400, 5)), "women")
    assert women.verdict == "statistical_small"


def test_exactly_four_fifths_shows_nothing(uow: UnitOfWork) -> None:
    women = line(stage(uow, count("women", 60, 48, 2), count("men", 60, 60, 5)), "women")
    assert women.below_four_fifths is False
    assert line(stage(uow, count("women", 60, 24, 2), count("men", 60, 30, 5)), "women").verdict == "nothing_shown"


def test_a_group_under_five_shows_only_its_name_and_is_never_the_reference(uow: UnitOfWork) -> None:
    rows = (count("women", 12, 4, 1), count("men", 12, 6, 2), count("other", 4, 4, 0))
    applied, hired = stage(uow, *rows), stage(uow, *rows, hired=True)
    assert line(applied, "other") == GroupLine(group="other", hidden=True)
    assert applied.reference == "men"
    assert line(hired, "women") == GroupLine(group="women", hidden=True)
    assert line(hired, "women").people is None


def test_everybody_hidden_says_why(uow: UnitOfWork) -> None:
    assert stage(uow, count("women", 4, 2, 1), count("men", 12, 6, 2)).reason == "one_group"


def test_nobody_selected_says_why(uow: UnitOfWork) -> None:
    assert stage(uow, count("women", 10, 5, 0), count("men", 12, 6, 0), hired=True).reason == "nobody_selected"


@pytest.mark.parametrize("counts", [(5, 6, 1), (5, 4, 5), (5, 4, -1)])
def test_counts_that_cannot_be_are_refused(uow: UnitOfWork, counts: tuple[int, int, int]) -> None:
    with pytest.raises(InputError, match="counts_do_not_fit"):
        put_counts(uow, c.HR, c.VACANCY, (count("women", *counts),))


def test_a_group_twice_is_refused_and_the_record_stays(uow: UnitOfWork) -> None:
    put_counts(uow, c.HR, c.VACANCY, (count("women", 5, 4, 1),))
    with pytest.raises(InputError, match="group_twice"):
        put_counts(uow, c.HR, c.VACANCY, (count("men", 5, 4, 1), count(" Men", 9, 4, 1)))
    assert [one.group for one in fairness(uow, c.HR, c.VACANCY)[0]] == ["women"]


def test_a_row_without_a_name_is_refused(uow: UnitOfWork) -> None:
    with pytest.raises(InputError) as refused:
        put_counts(uow, c.HR, c.VACANCY, (count(" ", 5, 4, 1),))
    assert refused.value.field == "group"
