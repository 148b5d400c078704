from datetime import date, datetime, time, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from interview.model.panel import Role
from tests.interview.ui.conftest import Rooms, at_page, told

HOSTILE = "<img src=x onerror=alert(1)> **b** $x^2$ :red[r] ![i](http://example.org/x.png)"


@pytest.fixture
def form(rooms: Rooms) -> AppTest:
    at = rooms.visitor()
    at.button(key="open-set-up").click().run()
    return at


def fill(at: AppTest, **values: str) -> AppTest:
    for key, value in values.items():
        at.text_input(key=f"setup-{key.replace('_', '-')}").input(value)
    return at


def plan(at: AppTest, day: date | None, clock: time | None) -> AppTest:
    if day:
        at.date_input(key="setup-candidate-0-day").set_value(day)
    if clock:
        at.time_input(key="setup-candidate-0-time").set_value(clock)
    return at


def create(at: AppTest) -> AppTest:
    return at.button(key="create-vacancy").click().run()


def test_one_page_makes_the_vacancy_and_whoever_filled_it_in_is_the_first_person(rooms: Rooms, form: AppTest) -> None:
    fill(form, title="Service desk agent", department="IT", member_0_name="Eva de Boer", member_1_name="Yusuf Demir")
    fill(form, candidate_0_name="Nadia Ali", candidate_0_email="nadia@example.org")
    here = datetime.now()  # noqa: DTZ005 - as a form gives it
    tomorrow = (here + timedelta(days=1)).replace(hour=10, minute=15, second=0, microsecond=0)
    plan(form, tomorrow.date(), tomorrow.time())
    form.checkbox(key="setup-candidate-0-little").check()
    form.selectbox(key="setup-member-1-role").select("hr")
    create(form)

    assert "The vacancy is ready, with 1 candidate." in told(form)
    assert form.session_state["doorvraag.person"] == rooms.person("Eva de Boer")
    with rooms.storage.reading() as work:
        (vacancy,) = work.vacancies.all()
        (candidate,) = work.candidates.of_vacancy(vacancy.id)
        (interview,) = work.interviews.of_vacancy(vacancy.id)
        seats = {(seat.person_id, seat.role) for seat in work.seats.of_vacancy(vacancy.id)}
        cards = work.scorecards.of_interview(interview.id)
    eva, yusuf = rooms.person("Eva de Boer"), rooms.person("Yusuf Demir")
    assert (vacancy.title, vacancy.department, vacancy.interview_language) == ("Service desk agent", "IT", "en")
    assert candidate.little_experience
    assert interview.planned_at == tomorrow.astimezone()
    assert seats == {(eva, Role.INTERVIEWER), (eva, Role.CHAIR), (yusuf, Role.HR)}
    assert [card.rater_id for card in cards] == [eva]


def test_from_the_example_to_a_vacancy_of_ones_own(rooms: Rooms) -> None:
    rooms.with_example()
    at = rooms.visitor("Samuel Okafor")
    at_page(at, "set_up")
    assert at.text_input(key="setup-member-0-name").value == "", "an invented name is nobody's own"
    create(fill(at, title="Service desk agent", member_0_name="Eva de Boer", candidate_0_name="Nadia Ali"))

    assert at.session_state["doorvraag.person"] == rooms.person("Eva de Boer")
    assert "Nadia Ali" in told(at)


def test_a_second_vacancy_leaves_you_who_you_are(rooms: Rooms, form: AppTest) -> None:
    create(fill(form, title="Service desk agent", member_0_name="Eva de Boer"))
    at_page(form, "set_up")
    assert form.text_input(key="setup-member-0-name").value == "Eva de Boer"
    create(fill(form, title="Another agent", member_0_name="Yusuf Demir", member_1_name="Eva de Boer"))

    assert form.session_state["doorvraag.person"] == rooms.person("Eva de Boer")


def test_an_empty_title_is_named_and_nothing_typed_is_lost(rooms: Rooms, form: AppTest) -> None:
    create(fill(form, department="IT", member_0_name="Eva de Boer", candidate_0_name="Nadia Ali"))

    assert "Position is still empty" in told(form)
    assert form.text_input(key="setup-candidate-0-name").value == "Nadia Ali"
    with rooms.storage.reading() as work:
        assert work.vacancies.all() == ()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": "x" * 10_000, "member_0_name": "Eva"}, "Position is too long: 10000 characters, and 200 fit"),
        ({"title": "Agent"}, "Nobody rates yet"),
        (
            {"title": "Agent", "member_0_name": "Eva", "candidate_0_email": "nonsense"},
            "The name of a candidate is still empty",
        ),
        (
            {"title": "Agent", "member_0_name": "Eva", "candidate_0_name": "N" * 201},
            "The name of a candidate is too long: 201 characters, and 200 fit",
        ),
        ({"title": "Agent", "member_0_name": "E" * 201}, "The name of a panel member is too long"),
        (
            {"title": "Agent", "member_0_name": "Eva", "candidate_0_name": "N", "candidate_0_email": "nonsense"},
            "nonsense is not an e-mail address",
        ),
        (
            {"title": "Agent", "member_0_name": "Eva", "candidate_0_name": "N", "candidate_1_name": "n"},
            "n is there already",
        ),
    ],
)
def test_what_can_not_be_taken_gets_a_sentence_and_nothing_is_half_done(
    rooms: Rooms, form: AppTest, values: dict[str, str], sentence: str
) -> None:
    create(fill(form, **values))

    assert sentence in told(form)
    assert "Nothing is lost" in told(form)
    with rooms.storage.reading() as work:
        assert work.vacancies.all() == ()
        assert work.people.all() == ()


def test_a_talk_in_the_past_is_refused(form: AppTest) -> None:
    fill(form, title="Agent", member_0_name="Eva", candidate_0_name="Nadia")
    create(plan(form, date(2020, 1, 1), time(9)))

    assert "The day of an interview has already passed" in told(form)


@pytest.mark.parametrize(("day", "clock"), [(date(2030, 1, 1), None), (None, time(9))])
def test_half_a_moment_is_not_silently_dropped(
    rooms: Rooms, form: AppTest, day: date | None, clock: time | None
) -> None:
    fill(form, title="Agent", member_0_name="Eva", candidate_0_name="Nadia")
    create(plan(form, day, clock))

    assert "An interview has only a day or only a time." in told(form)
    with rooms.storage.reading() as work:
        assert work.vacancies.all() == ()


def test_another_row_keeps_what_was_typed(form: AppTest) -> None:
    fill(form, title="Agent", candidate_0_name="Nadia")
    form.button(key="more-candidates").click().run()

    assert form.text_input(key="setup-candidate-3-name").value == ""
    assert form.text_input(key="setup-candidate-0-name").value == "Nadia"
    assert form.text_input(key="setup-title").value == "Agent"


def test_markup_in_names_is_shown_as_typed(rooms: Rooms, form: AppTest) -> None:
    create(fill(form, title=HOSTILE, member_0_name=HOSTILE, candidate_0_name=HOSTILE))

    page = told(form)
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; **b** $x^2$" in page
    labels = [link.proto.label for link in form.get("page_link")]
    assert any(r"\<img src\=x onerror\=alert\(1\)\> \*\*b\*\* \$x\^2\$" in label for label in labels)
    assert all("<img" not in label.replace(r"\<", "") for label in labels)
