"""The panel page: who handed in, and going on without somebody."""

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import unquote

from streamlit.testing.v1 import AppTest

from interview.i18n import text
from interview.model.panel import Person, SealRule
from tests.interview.ui.conftest import Rooms, at_page, told

CHAIR, RATER, HR = "Margaret Ellis", "Jodie Hart", "Ben Lindley"


def the_panel(rooms: Rooms, name: str) -> AppTest:
    with rooms.storage.reading() as work:
        (vacancy,) = work.vacancies.all()
    return at_page(rooms.visitor(name), "panel", vacancy=vacancy.id)


def test_it_says_who_handed_in_for_every_seat(rooms: Rooms) -> None:
    rooms.with_example()
    for name in (CHAIR, RATER, HR):
        at = the_panel(rooms, name)
        assert not at.exception
        assert "Sealed. 10 scorecards to go." in told(at)
        assert told(at).count("Still open") == 10
        assert told(at).count("Submitted") == 11
        assert told(at).index("Aaliyah Pinas") < told(at).index("Nora Baker") < told(at).index("Yara Benali")


def test_only_the_chair_can_release(rooms: Rooms) -> None:
    rooms.with_example()
    assert [box.label for box in the_panel(rooms, CHAIR).multiselect] == ["Go on without which cards?"]
    assert not the_panel(rooms, RATER).multiselect
    assert not the_panel(rooms, HR).multiselect


def test_the_chairs_own_open_card_is_no_choice(rooms: Rooms) -> None:
    rooms.with_example()
    options = the_panel(rooms, CHAIR).multiselect[0].options
    assert len(options) == 7
    assert not [option for option in options if CHAIR in option]


def test_a_released_card_stands_on_the_page_with_its_reason(rooms: Rooms) -> None:
    rooms.with_example()
    at = the_panel(rooms, CHAIR)
    box = at.multiselect[0]
    box.select(next(option for option in box.options if "Aaliyah" in option)).run()
    assert "That leaves 2 raters for Aaliyah Pinas." in told(at)
    assert "Jodie Hart can't complete that any more." in unescape(told(at))
    at.text_area[0].input("Jodie is <b>ill</b> since Monday.").run()
    at.button(key="release").click().run()

    assert "1 card was released." in told(at)
    shown = told(the_panel(rooms, HR))
    assert "Jodie Hart was released by Margaret Ellis:" in shown
    assert "Jodie is &lt;b&gt;ill&lt;/b&gt; since Monday." in shown
    assert "Sealed. 9 scorecards to go." in shown


def test_a_released_card_is_not_counted_as_handed_in(rooms: Rooms) -> None:
    rooms.with_example()
    at = the_panel(rooms, CHAIR)
    box = at.multiselect[0]
    for option in tuple(box.options):
        box.select(option)
    box.run()
    at.text_area[0].input("The firm closes tomorrow.").run()
    at.button(key="release").click().run()
    shown = told(the_panel(rooms, HR))
    assert "<b>11 of 21</b> submitted, 7 released" in shown
    assert shown.count('class="dv-let-go"') == 7


def test_a_reminder_says_how_many_and_never_about_whom(rooms: Rooms) -> None:
    """Chair and HR get a message for their own mail program; nobody reminds themselves."""
    rooms.with_example()
    with rooms.storage.reading() as work:
        names = [
            candidate.name for vacancy in work.vacancies.all() for candidate in work.candidates.of_vacancy(vacancy.id)
        ]
    found = {name: re.findall(r'href="(mailto:[^"]*)"', told(the_panel(rooms, name))) for name in (CHAIR, HR, RATER)}
    assert {name: len(links) for name, links in found.items()} == {CHAIR: 2, HR: 3, RATER: 0}
    for link in found[HR]:
        message = unquote(unescape(link))
        assert "Service desk agent" in message and " of your scorecards " in message
        assert not [name for name in names if name in message]


def test_a_candidate_who_stops_is_recorded_by_chair_or_hr(rooms: Rooms) -> None:
    rooms.with_example()
    assert not the_panel(rooms, RATER).selectbox
    at = the_panel(rooms, HR)
    box = at.selectbox[0]
    assert "Tom Verhagen" not in box.options
    box.select("Aaliyah Pinas").run()
    at.button(key="withdraw").click().run()
    assert "Nobody waits for this candidate's open cards any more." in unescape(told(at))
    shown = told(the_panel(rooms, CHAIR))
    assert "sealed, withdrawn" in shown
    assert f"Sealed. {10 - shown.count('No longer needed')} scorecards to go." in shown
    assert "No longer needed" in shown
    assert not [option for option in the_panel(rooms, CHAIR).multiselect[0].options if "Aaliyah" in option]


def test_without_a_reason_nothing_is_released(rooms: Rooms) -> None:
    rooms.with_example()
    at = the_panel(rooms, CHAIR)
    at.multiselect[0].select(at.multiselect[0].options[0]).run()
    at.button(key="release").click().run()
    assert "Reason" in told(at)
    assert "Sealed. 10 scorecards to go." in told(the_panel(rooms, HR))


def test_the_page_names_the_rule_of_this_vacancy(rooms: Rooms) -> None:
    rooms.with_example()
    assert "Nobody sees another" in told(the_panel(rooms, RATER))
    with rooms.storage.reading() as work:
        (vacancy,) = work.vacancies.all()
    with rooms.storage.work("system", vacancy.created_at) as work:
        work.vacancies.update(vacancy.model_copy(update={"seal_rule": SealRule.OWN_IN}))
    assert "Once your own card for a candidate is in" in told(the_panel(rooms, RATER))


def test_the_tabs_lead_to_every_section_and_mark_this_one(rooms: Rooms) -> None:
    rooms.with_example()
    at = the_panel(rooms, HR)
    links = [link.proto.label for link in at.get("page_link")]
    assert links[:5] == ["Candidates", "Debrief", "Comparison", "Decision", "Raters and questions"]
    assert '<span class="dv-tab" aria-current="page">Panel</span>' in told(at)


def test_who_has_no_seat_gets_a_sentence_and_no_names(rooms: Rooms) -> None:
    rooms.with_example()
    with rooms.storage.work("system", datetime.now(UTC)) as work:
        work.people.add(Person(id="f" * 32, name="Eve Outside"))
    at = the_panel(rooms, "Eve Outside")
    assert not at.exception
    assert text("en", "errors.no_seat") in unescape(told(at))
    assert "Aaliyah" not in told(at)
