from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import DateInput, TimeInput

from interview.workflow import conduct, prepare
from interview.workflow import home as today
from interview.workflow.home import Step, Talk
from tests.interview.ui.conftest import Rooms, at_page, now, told


@pytest.fixture
def rooms_with_example(rooms: Rooms) -> Rooms:
    rooms.with_example()
    return rooms


def talks(rooms: Rooms, name: str) -> list[Talk]:
    """The talks of today as this person has them."""
    with rooms.storage.reading() as work:
        return list(today.home(work, rooms.person(name), now(), "en").today)


def labels(at: AppTest) -> dict[str, str]:
    """The label of every button that begins a talk, by the id of its card."""
    return {(b.key or "").removeprefix("begin-"): b.label for b in at.button if (b.key or "").startswith("begin-")}


def the_vacancy(rooms: Rooms, name: str) -> AppTest:
    with rooms.storage.reading() as work:
        (vacancy,) = work.vacancies.all()
    return at_page(rooms.visitor(name), "vacancy", vacancy=vacancy.id)


def moment(at: AppTest, talk: Talk) -> tuple[DateInput, TimeInput]:
    """The two boxes of when a talk is."""
    start = f"at-{talk.interview_id}-"
    return (
        next(box for box in at.date_input if str(box.key).startswith(start)),
        next(box for box in at.time_input if str(box.key).startswith(start)),
    )


def test_todays_talks_carry_start_or_continue(rooms_with_example: Rooms) -> None:
    expected = {
        talk.card_id: "Start" if talk.step is Step.START else "Continue"
        for talk in talks(rooms_with_example, "Samuel Okafor")
        if talk.step in (Step.START, Step.CONTINUE)
    }
    at = rooms_with_example.visitor("Samuel Okafor")

    assert expected
    assert labels(at).items() >= expected.items()


def test_start_begins_the_talk_once_and_opens_the_live_page(rooms_with_example: Rooms) -> None:
    at = rooms_with_example.visitor("Samuel Okafor")
    card_id = next(id for id, label in labels(at).items() if label == "Start")
    at.button(key=f"begin-{card_id}").click().run()

    assert at.query_params["card"] == card_id
    with rooms_with_example.storage.reading() as work:
        assert work.scorecards.get(card_id).started_at is not None


def test_a_talk_begun_before_its_day_can_be_gone_on_with(rooms_with_example: Rooms) -> None:
    rooms = rooms_with_example
    samuel = rooms.person("Samuel Okafor")
    talk = next(t for t in talks(rooms, "Samuel Okafor") if t.step is Step.START and t.card_id)
    with rooms.storage.work(samuel, now()) as work:
        raters = tuple(mark.person_id for mark in talk.raters)
        prepare.replan(work, samuel, talk.interview_id, now() + timedelta(days=3), raters)
        conduct.start(work, samuel, talk.card_id or "")

    assert labels(rooms.visitor("Samuel Okafor"))[talk.card_id or ""] == "Continue"


def test_somebody_of_hr_sees_the_panel_and_starts_nothing(rooms_with_example: Rooms) -> None:
    at = rooms_with_example.visitor("Ben Lindley")

    assert labels(at) == {}
    assert "all 3 open" in told(at)


def test_whose_card_is_sealed_is_said_to_a_screen_reader_too(rooms_with_example: Rooms) -> None:
    at = the_vacancy(rooms_with_example, "Ben Lindley")

    assert "Samuel Okafor: sealed." in told(at)
    assert "3 of 3 sealed" in told(at)


def test_a_candidate_is_added_with_the_whole_panel(rooms_with_example: Rooms) -> None:
    at = the_vacancy(rooms_with_example, "Samuel Okafor")
    name = next(field for field in at.text_input if (field.key or "").endswith("-candidate-0-name"))
    name.input("Nadia Ali")
    next(
        button for button in at.button if button.label == "Add" and "add-candidate" in str(button.proto.form_id)
    ).click()
    at.run()

    assert "Nadia Ali was added." in told(at)
    with rooms_with_example.storage.reading() as work:
        (vacancy,) = work.vacancies.all()
        added = next(c for c in work.candidates.of_vacancy(vacancy.id) if c.name == "Nadia Ali")
        (interview,) = work.interviews.of_candidate(added.id)
        assert len(work.scorecards.of_interview(interview.id)) == 3


def test_a_talk_is_moved_and_gets_other_raters(rooms_with_example: Rooms) -> None:
    talk = [t for t in talks(rooms_with_example, "Samuel Okafor") if t.step is Step.START][-1]
    at = the_vacancy(rooms_with_example, "Samuel Okafor")
    here = now().replace(tzinfo=None)  # as a form gives it
    later = (here + timedelta(days=2)).replace(hour=10, minute=15, second=0, microsecond=0)
    samuel = rooms_with_example.person("Samuel Okafor")
    day, clock = moment(at, talk)
    day.set_value(later.date())
    clock.set_value(later.time())
    at.multiselect(key=f"raters-{talk.interview_id}").set_value([samuel])
    at.button(key=f"save-{talk.interview_id}").click().run()

    assert "The change is saved." in told(at)
    with rooms_with_example.storage.reading() as work:
        assert work.interviews.get(talk.interview_id).planned_at == later.astimezone()
        assert [card.rater_id for card in work.scorecards.of_interview(talk.interview_id)] == [samuel]


def test_the_time_of_a_talk_can_be_emptied_again(rooms_with_example: Rooms) -> None:
    talk = next(t for t in talks(rooms_with_example, "Samuel Okafor") if t.step is Step.START)
    at = the_vacancy(rooms_with_example, "Samuel Okafor")
    next(box for box in at.checkbox if str(box.key).startswith(f"without-time-{talk.interview_id}")).check()
    at.button(key=f"save-{talk.interview_id}").click().run()

    with rooms_with_example.storage.reading() as work:
        assert work.interviews.get(talk.interview_id).planned_at is None


def test_a_time_planned_elsewhere_meanwhile_stands_in_the_boxes(rooms_with_example: Rooms) -> None:
    talk = next(t for t in talks(rooms_with_example, "Samuel Okafor") if t.step is Step.START)
    at = the_vacancy(rooms_with_example, "Samuel Okafor")
    later = now() + timedelta(days=9)
    with rooms_with_example.storage.work("system", now()) as work:
        raters = tuple(mark.person_id for mark in talk.raters)
        prepare.replan(work, rooms_with_example.person("Samuel Okafor"), talk.interview_id, later, raters)
    at.run()

    assert moment(at, talk)[0].value == later.date()


def test_pasted_rows_are_shown_first_and_added_with_one_click(rooms_with_example: Rooms) -> None:
    at = the_vacancy(rooms_with_example, "Samuel Okafor")
    at.text_area(key="list-paste-0").input("Nadia Ali\tnadia@example.org\n<b>Jo</b>\tnonsense").run()

    assert "&lt;b&gt;Jo&lt;/b&gt;" in told(at)
    assert "nonsense is not an e-mail address" in told(at)
    with rooms_with_example.storage.reading() as work:
        (vacancy,) = work.vacancies.all()
        before = work.candidates.of_vacancy(vacancy.id)
    at.button(key="list-add-0").click().run()

    assert "1 candidate has been added." in told(at)
    assert at.text_area(key="list-paste-1").value == ""
    with rooms_with_example.storage.reading() as work:
        added = {c.name for c in work.candidates.of_vacancy(vacancy.id)} - {c.name for c in before}
    assert added == {"Nadia Ali"}


def test_the_guide_of_a_talk_is_offered_once_with_the_candidate_filled_in(rooms_with_example: Rooms) -> None:
    talk = next(t for t in talks(rooms_with_example, "Samuel Okafor") if t.step is Step.START)
    at = the_vacancy(rooms_with_example, "Samuel Okafor")
    at.button(key=f"guide-{talk.interview_id}").click().run()

    (token,) = rooms_with_example.downloads._offers
    offer = rooms_with_example.downloads.take(token)
    assert offer is not None
    with pikepdf.open(BytesIO(offer.make(offer.viewer))) as paper:
        assert len(paper.pages) > talk.questions


def test_a_candidate_is_corrected(rooms_with_example: Rooms) -> None:
    talk = talks(rooms_with_example, "Samuel Okafor")[0]
    at = the_vacancy(rooms_with_example, "Samuel Okafor")
    at.text_input(key=f"name-{talk.interview_id}").input("Yara *Benali* <b>")
    at.text_input(key=f"email-{talk.interview_id}").input("yara@example.org")
    at.checkbox(key=f"little-{talk.interview_id}").check()
    at.button(key=f"save-{talk.interview_id}").click().run()

    assert "Yara *Benali* &lt;b&gt;" in told(at)
    with rooms_with_example.storage.reading() as work:
        candidate = work.candidates.get(talk.candidate_id)
        assert (candidate.name, candidate.email) == ("Yara *Benali* <b>", "yara@example.org")
        assert candidate.little_experience
        assert [event.action for event in work.audit.of_object(candidate.id)] == [
            "candidate.added",
            "candidate.changed",
        ]


def test_a_refusal_takes_nothing_off_the_page(rooms_with_example: Rooms) -> None:
    at = the_vacancy(rooms_with_example, "Samuel Okafor")
    you = rooms_with_example.person("Samuel Okafor")
    at.button(key=f"member-remove-{you}").click().run()

    assert "You cannot take yourself off the panel." in told(at)
    assert at.button(key="close-vacancy").label == "Close the vacancy"
    assert "Today" not in [link.proto.label for link in at.main.get("page_link")]


def test_a_vacancy_is_closed_and_opened_again(rooms_with_example: Rooms) -> None:
    at = the_vacancy(rooms_with_example, "Samuel Okafor")
    at.button(key="close-vacancy").click().run()

    assert "The vacancy is closed." in told(at)
    assert "must be gone by" in told(at)
    assert "Closed" in told(rooms_with_example.visitor("Samuel Okafor"))
    at.button(key="reopen").click().run()
    assert "The vacancy is open again." in told(at)


def test_one_row_for_the_debrief_of_several_candidates(rooms_with_example: Rooms) -> None:
    page = told(rooms_with_example.visitor("Samuel Okafor"))

    assert page.count("The debrief can begin") == 1
    assert "Service desk agent: 3 candidates" in page


def test_without_a_seat_the_vacancy_stays_closed(rooms_with_example: Rooms) -> None:
    rooms = rooms_with_example
    at = rooms.visitor("Samuel Okafor")
    at_page(at, "set_up")
    at.text_input(key="setup-title").input("Another vacancy")
    at.text_input(key="setup-member-0-name").input("Eva de Boer")
    at.button(key="create-vacancy").click().run()
    with rooms.storage.reading() as work:
        other = next(v for v in work.vacancies.all() if v.title == "Another vacancy")

    at = at_page(rooms.visitor("Jodie Hart"), "vacancy", vacancy=other.id)

    assert "You are not on the panel of this vacancy" in told(at)
    assert "Another vacancy" not in told(at)
