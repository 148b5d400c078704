"""The debrief page: the chair's screen, those that follow, and the wall. Nothing here is a browser: see the journey."""

from html import unescape
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from interview.i18n import Language
from interview.model.debrief import Cause
from interview.model.rating import Outcome
from interview.workflow import debrief, opened
from tests.interview.ui.conftest import Rooms, at_page, told

CHAIR, RATER, HR = "Margaret Ellis", "Jodie Hart", "Ben Lindley"


@pytest.fixture
def example(rooms: Rooms) -> Rooms:
    rooms.with_example()
    return rooms


def vacancy_id(rooms: Rooms) -> str:
    with rooms.storage.reading() as work:
        return work.vacancies.all()[0].id


def page(rooms: Rooms, name: str, key: str = "debrief") -> AppTest:
    at = at_page(rooms.visitor(name), key, vacancy=vacancy_id(rooms))
    assert not at.exception
    return at


def again(at: AppTest, rooms: Rooms, key: str = "debrief") -> AppTest:
    """What the screen shows after it heard of a change."""
    return at_page(at, key, vacancy=vacancy_id(rooms))


def agenda(rooms: Rooms) -> tuple[debrief.Topic, ...]:
    with rooms.storage.reading() as work:
        return debrief.debrief(work, rooms.person(CHAIR), vacancy_id(rooms)).agenda


def lead_to(rooms: Rooms, number: int | None) -> None:
    """The chair opens a topic of the agenda; none is the end."""
    with rooms.storage.reading() as work:
        now = work.vacancies.all()[0].created_at
    chair = rooms.person(CHAIR)
    with rooms.storage.work(chair, now) as work:
        opened.open_for(work, chair, vacancy_id(rooms))
    topic = agenda(rooms)[number] if number is not None else None
    ids = (topic.interview_id, topic.question_id) if topic else (None, None)
    with rooms.storage.work(chair, now) as work:
        debrief.show_topic(work, chair, vacancy_id(rooms), *ids)


def keys(at: AppTest) -> set[str]:
    return {button.key or "" for button in at.button}


def test_the_chair_begins_and_the_others_follow(example: Rooms) -> None:
    waiting = page(example, RATER)
    assert "The debrief is about to begin." in told(waiting)

    chair = page(example, CHAIR)
    chair.button(key="begin").click().run()
    first, *_ = agenda(example)
    assert f"<b>{first.candidate}</b>" in told(chair)
    assert {"previous", "next", "amend"} <= keys(chair)

    follower = again(waiting, example)
    assert f"<b>{first.candidate}</b>" in told(follower)
    assert "Follows the chair" in told(follower)
    assert not {"previous", "next"} & keys(follower)
    assert not follower.radio


def test_settling_keeps_cause_and_level_and_goes_on(example: Rooms) -> None:
    lead_to(example, 0)
    chair = page(example, CHAIR)
    chair.radio[0].set_value(chair.radio[0].options[2]).run()
    chair.button_group[0].set_value("3").run()
    chair.button(key="next").click().run()

    first, second, *_ = agenda(example)
    assert first.agreed and (first.agreed.level, first.agreed.cause) == (3, Cause.MISHEARD)
    assert f"<b>{second.candidate}</b>" in told(chair)
    assert "<b>1 of 3</b> settled" in told(chair)


def test_next_without_a_choice_settles_nothing(example: Rooms) -> None:
    lead_to(example, 0)
    chair = page(example, CHAIR)
    chair.button(key="next").click().run()
    assert not any(topic.agreed for topic in agenda(example))
    assert f"<b>{agenda(example)[1].candidate}</b>" in told(chair)


def test_a_cause_without_a_level_is_asked_for(example: Rooms) -> None:
    lead_to(example, 0)
    chair = page(example, CHAIR)
    chair.radio[0].set_value(chair.radio[0].options[0]).run()
    chair.button(key="next").click().run()
    assert "Level is still empty" in told(chair)
    assert not any(topic.agreed for topic in agenda(example))


def test_a_rater_amends_with_a_reason_and_the_first_mark_stays(example: Rooms) -> None:
    lead_to(example, 0)
    rater = page(example, RATER)
    first = rater.button_group[0].value
    assert first != "3"
    assert rater.button(key="amend").disabled
    rater.button_group[0].set_value("3").run()
    rater.text_area[0].input("The call back was a colleague's.").run()
    rater.button(key="amend").click().run()

    assert "Your amendment is kept" in told(rater)
    assert f"Jodie Hart: {first}, amended to 3" in told(rater)
    assert "The call back was a colleague&#x27;s." in told(rater)
    for mark in ("dv-rater-old", "dv-arrow", "dv-rater-new"):
        assert mark in told(page(example, CHAIR))


def test_without_a_reason_the_first_rating_counts(example: Rooms) -> None:
    lead_to(example, 0)
    rater = page(example, RATER)
    rater.button_group[0].set_value("3").run()
    rater.button(key="amend").click().run()
    assert "Reason is still empty" in told(rater)
    assert "amended to" not in told(page(example, CHAIR))


def test_a_reason_being_typed_is_never_pulled_away(example: Rooms) -> None:
    lead_to(example, 0)
    rater = page(example, RATER)
    rater.text_area[0].input("I had missed").run()
    here, there = agenda(example)[0], agenda(example)[1]
    lead_to(example, 1)
    rater = again(rater, example)
    assert f"<b>{here.candidate}</b>" in told(rater)
    assert rater.text_area[0].value == "I had missed"
    assert "you stay until your reason is kept" in told(rater)

    rater.button(key="follow").click().run()
    assert f"<b>{there.candidate}</b>" in told(rater)
    lead_to(example, 0)
    assert again(rater, example).text_area[0].value == "I had missed"


def test_leaving_the_chair_for_a_moment(example: Rooms) -> None:
    lead_to(example, 0)
    rater = page(example, RATER)
    rater.button(key="leave").click().run()
    rater.button(key="next").click().run()
    assert f"<b>{agenda(example)[1].candidate}</b>" in told(rater)
    with example.storage.reading() as work:
        state = work.debriefs.get(vacancy_id(example))
    assert state and state.question_id == agenda(example)[0].question_id

    rater.button(key="follow").click().run()
    assert f"<b>{agenda(example)[0].candidate}</b>" in told(rater)


def test_who_rates_nobody_has_nothing_to_fill_in(example: Rooms) -> None:
    lead_to(example, 0)
    at = page(example, HR)
    assert not at.text_area and not at.radio and not at.button_group
    assert "dv-rater-first" in told(at)


def test_the_end_says_who_moved_and_is_closed_by_the_chair(example: Rooms) -> None:
    lead_to(example, None)
    chair = page(example, CHAIR)
    assert told(chair).count("amended nothing") == 3
    assert "3 topics are not settled." in told(chair)
    assert "close" not in keys(page(example, RATER))
    chair.button(key="close").click().run()
    assert "reopen" in keys(chair)
    closed = page(example, RATER)
    assert "Closed" in told(closed)
    assert not closed.text_area


def test_nothing_to_discuss_leads_to_the_comparison(example: Rooms) -> None:
    even_out(example)
    at = page(example, HR)
    assert "No difference of 2 or more." in told(at)
    assert "Go to the comparison" in [link.proto.label for link in at.get("page_link")]


def even_out(rooms: Rooms, outcome: Outcome = Outcome.LEVEL, level: int | None = 3) -> None:
    """Everybody judges every answer of every open candidate alike, and did so from the beginning."""
    with rooms.storage.reading() as work:
        now = work.vacancies.all()[0].created_at
        ratings = work.ratings.of_cards([card.id for card in work.scorecards.of_vacancy(vacancy_id(rooms))])
    with rooms.storage.work("system", now) as work:
        for number, rating in enumerate(ratings):
            alike = rating.model_copy(update={"outcome": outcome, "level": level})
            work.ratings.save(alike, base_rev=rating.rev, write_id=f"even-{number}")


def test_the_wall_has_nothing_to_press_and_is_where_the_chair_is(example: Rooms) -> None:
    wall = page(example, HR, "wall")
    assert "The debrief is about to begin." in told(wall)
    lead_to(example, 1)
    wall = again(wall, example, "wall")
    assert f"<b>{agenda(example)[1].candidate}</b>" in told(wall)
    assert "2 of 3" in told(wall)
    assert not wall.text_area and not wall.radio and not wall.button_group
    lead_to(example, None)
    assert "Who moved, and towards whom" in told(again(wall, example, "wall"))


def test_the_wall_says_that_there_is_nothing_to_wait_for(example: Rooms) -> None:
    even_out(example)
    assert "No difference of 2 or more." in told(page(example, HR, "wall"))


def test_without_two_levels_for_an_answer_there_is_nothing_to_compare(example: Rooms) -> None:
    even_out(example, Outcome.NO_EVIDENCE, None)
    for key in ("debrief", "wall"):
        shown = told(page(example, CHAIR, key))
        assert "There is nothing to lay side by side." in shown
        assert "All 0" not in shown


def test_one_who_amended_stands_among_the_others(example: Rooms) -> None:
    lead_to(example, 0)
    rater = page(example, RATER)
    rater.button_group[0].set_value("3").run()
    rater.text_area[0].input("I heard it otherwise than I wrote it down at first.").run()
    rater.button(key="amend").click().run()
    shown = told(rater)
    assert shown.count('class="dv-lane"') == 1
    assert [shown.count(f'dv-rater dv-rater-{kind}"') for kind in ("old", "new", "first")] == [1, 1, 2]


def test_competencies_are_named_in_the_language_of_the_app(example: Rooms) -> None:
    lead_to(example, 0)
    competency = agenda(example)[0].competency
    for language in get_args(Language):
        visitor = at_page(example.visitor(CHAIR, language), "debrief", vacancy=vacancy_id(example))
        assert competency.get(language) in unescape(told(visitor))


def test_what_waits_at_home_leads_here(example: Rooms) -> None:
    at = example.visitor(CHAIR)
    links = [link.proto for link in at.get("page_link") if link.proto.label == "Open"]
    assert links
    assert {link.page for link in links} == {"debrief"}


def test_what_was_noted_is_never_read_as_markup(example: Rooms) -> None:
    lead_to(example, 0)
    rater = page(example, RATER)
    rater.button_group[0].set_value("3").run()
    rater.text_area[0].input('<img src=x onerror="alert(1)">').run()
    rater.button(key="amend").click().run()
    for key in ("debrief", "wall"):
        shown = told(page(example, CHAIR, key))
        assert "&lt;img" in shown
        assert "<img" not in shown
