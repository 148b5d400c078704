from tests.interview.ui.conftest import Rooms, told


def test_an_empty_installation_offers_the_example_and_a_vacancy_of_ones_own(rooms: Rooms) -> None:
    at = rooms.visitor()

    assert {button.key for button in at.button} >= {"open-example", "open-set-up"}
    assert "Try it with an example" in told(at)


def test_the_example_says_that_it_is_invented_and_is_gone_with_one_click(rooms: Rooms) -> None:
    at = rooms.visitor()
    at.button(key="open-example").click().run()

    assert "all names and answers are invented" in told(at)
    assert "Interviews today" in told(at)

    at.button(key="remove-example").click().run()

    assert "open-example" in {button.key for button in at.button}
    with rooms.storage.reading() as work:
        assert work.vacancies.all() == ()
        assert work.people.all() == ()


def test_with_people_known_the_app_asks_who_is_there(rooms: Rooms) -> None:
    rooms.with_example()
    at = rooms.visitor()

    assert "Who are you?" in told(at)
    assert "Interviews today" not in told(at)

    chosen = next(button for button in at.button if button.label == "Ben Lindley")
    chosen.click().run()

    assert "Who are you?" not in told(at)
    assert "Interviews today" in told(at)


def test_switching_to_another_person_is_one_click_and_goes_to_their_first_page(rooms: Rooms) -> None:
    rooms.with_example()
    at = rooms.visitor("Samuel Okafor")
    at.button(key=f"switch-{rooms.person('Jodie Hart')}").click().run()

    assert at.session_state["doorvraag.person"] == rooms.person("Jodie Hart")
    assert "Interviews today" in told(at)


def test_the_language_changes_in_place(rooms: Rooms) -> None:
    at = rooms.visitor()
    at.button(key="language").click().run()

    assert "Goed dat je er bent." in told(at)
    assert at.button(key="language").label == "English"


def test_a_person_that_is_no_more_is_asked_who_they_are(rooms: Rooms) -> None:
    rooms.with_example()
    at = rooms.visitor("Ben Lindley")
    at.session_state["doorvraag.person"] = "f" * 32
    at.run()

    assert "Who are you?" in told(at)
