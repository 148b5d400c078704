"""Raters and questions, and the fairness record, as each person meets them."""

import re

import pytest

from interview.i18n import text
from interview.model.rating import Outcome
from tests.interview.ui.conftest import Rooms, at_page, told
from tests.interview.workflow import crowd as c


def fill(rooms: Rooms, candidates: int) -> None:
    with rooms.storage.work("system", c.NOW) as uow:
        c.settle(uow, candidates)


def page(rooms: Rooms, who: str, page: str = "raters") -> str:
    at = at_page(rooms.visitor(c.NAMES[who]), page, vacancy=c.VACANCY)
    assert not at.exception
    return told(at)


def test_a_rater_reads_their_own_figures_and_nothing_of_the_others(rooms: Rooms) -> None:
    fill(rooms, 12)
    seen = page(rooms, c.LENIENT)
    assert "You are more lenient than the average rater here" in seen
    assert 'role="img"' in seen and "from 1 point stricter to 1 point more lenient" in seen
    assert "How the questions do" not in seen and "reliability is" not in seen
    assert c.NAMES[c.STRICT] not in seen


def test_below_twelve_candidates_a_rater_reads_why_not_yet(rooms: Rooms) -> None:
    fill(rooms, 11)
    seen = page(rooms, c.STRICT)
    assert "11 count so far" in seen and "1 to go" in seen
    assert 'role="img"' not in seen


@pytest.mark.parametrize("who", [c.CHAIR, c.HR])
def test_chair_and_hr_read_what_to_look_at_and_what_more_would_buy(rooms: Rooms, who: str) -> None:
    fill(rooms, 25)
    seen = page(rooms, who)
    assert "Look at question 3." in seen and "Separates nobody." in seen
    assert "Levels 1, 2 and 5 were never given" in seen
    figures = re.search(
        r"2 raters and 6 questions, reliability is (0\.\d\d)\. With 3 raters it becomes (0\.\d\d)", seen
    )
    assert figures and float(figures[2]) > float(figures[1])
    assert "only you see this" not in seen
    assert "Krippendorff" in seen and "95% interval" in seen


def test_a_page_about_nothing_yet_has_a_plan_all_the_same(rooms: Rooms) -> None:
    fill(rooms, 0)
    seen = page(rooms, c.HR)
    assert "No candidate is open yet" in seen
    assert "2 raters and 6 questions, reliability is" in seen and "standard values" in seen


def test_a_spread_is_only_spoken_of_where_there_is_one(rooms: Rooms) -> None:
    fill(rooms, 12)
    assert "Spread" not in page(rooms, c.HR)


def test_without_a_single_level_it_says_so(rooms: Rooms) -> None:
    fill(rooms, 2)
    with rooms.storage.reading() as work:
        ratings = work.ratings.of_cards([card.id for card in work.scorecards.of_vacancy(c.VACANCY)])
    with rooms.storage.work("system", c.NOW) as work:
        for number, rating in enumerate(ratings):
            none = rating.model_copy(update={"outcome": Outcome.NO_EVIDENCE, "level": None})
            work.ratings.save(none, base_rev=rating.rev, write_id=f"none-{number}")
    seen = page(rooms, c.HR)
    assert seen.count("were given no level at all") == 2
    assert "No candidate is open yet" not in seen


def test_reading_the_page_leaves_a_trace(rooms: Rooms) -> None:
    fill(rooms, 1)
    page(rooms, c.HR)
    with rooms.storage.reading() as uow:
        assert len(uow.disclosures.of_viewer(c.HR)) == 2


@pytest.mark.parametrize("who", [c.LENIENT, c.CHAIR])
def test_who_judges_gets_one_sentence_and_no_link_to_the_record(rooms: Rooms, who: str) -> None:
    fill(rooms, 1)
    at = at_page(rooms.visitor(c.NAMES[who]), "fairness", vacancy=c.VACANCY)
    assert text("en", "errors.hr_only") in told(at)
    assert not at.text_input and not at.number_input
    assert "fairness" not in [link.proto.page for link in at_page(at, "raters", vacancy=c.VACANCY).get("page_link")]


def test_hr_types_counts_and_reads_what_may_be_said(rooms: Rooms) -> None:
    fill(rooms, 1)
    at = at_page(rooms.visitor(c.NAMES[c.HR]), "fairness", vacancy=c.VACANCY)
    for row, (group, *counts) in enumerate((("women", 10, 3, 1), ("men", 10, 5, 1), ("other", 3, 2, 1))):
        at.text_input[2 * row].input("Gender")
        at.text_input[2 * row + 1].input(group)
        for column, figure in enumerate(counts):
            at.number_input[3 * row + column].set_value(figure)
    at.button[-1].click().run()
    assert not at.exception
    seen = told(at)
    assert "The numbers are saved." in seen
    assert "Below four-fifths, too few to tell." in seen
    assert "the ratio would be 1.00: no longer below four-fifths" in seen
    assert "Fewer than five people: not shown." in seen
    assert len(at.text_input) == 2 * (3 + 3)


def test_a_row_with_a_number_missing_is_refused_and_stays(rooms: Rooms) -> None:
    fill(rooms, 1)
    at = at_page(rooms.visitor(c.NAMES[c.HR]), "fairness", vacancy=c.VACANCY)
    at.text_input[0].input("Gender")
    at.text_input[1].input("women")
    at.button[-1].click().run()
    assert "Number is still empty" in told(at)
    assert at.text_input[1].value == "women"
    with rooms.storage.reading() as uow:
        assert uow.group_counts.of_vacancy(c.VACANCY) == ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_record_never_claims_that_there_is_no_impact(language: str) -> None:
    from interview.i18n import area

    said = " ".join(area(language, "fairness").values()).casefold()  # type: ignore[arg-type]
    assert "no adverse impact" not in said and "geen nadelig" not in said and "geen verschil." not in said
