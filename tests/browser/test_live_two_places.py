"""One card open in two places: nobody's text is overwritten or moved under their hands, and a conflict is shown."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.talks import Talk, box, on_device, open_talk
from tests.until import until

pytestmark = pytest.mark.browser


def both_wrote(desk: Desk) -> tuple[Page, Page, Talk]:
    """Two devices that opened an empty Action; the first one's text is saved, then the second one types."""
    first, talk = desk.sit_down()
    second = desk.open(talk)
    box(first, "A").fill("called the on-call team")
    until(lambda: talk.note(1, "A") == "called the on-call team")
    box(second, "A").focus()
    second.keyboard.type("asked him what he needed")
    expect(second.locator(".conflict")).to_contain_text("changed in another tab or on another device, at ")
    return first, second, talk


def test_a_conflict_shows_both_texts_and_keeps_both(desk: Desk) -> None:
    _, second, talk = both_wrote(desk)
    expect(second.locator(".conflict")).to_contain_text("It says: “called the on-call team”. Both texts are kept.")
    expect(box(second, "A")).to_have_value("asked him what he needed")
    expect(box(second, "A")).to_be_focused()
    assert talk.note(1, "A") == "called the on-call team"
    until(lambda: "asked him what he needed" in talk.kept(1, "A"))


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("Mine", "asked him what he needed, twice"),
        ("Theirs", "called the on-call team"),
        ("Both", "called the on-call team\nasked him what he needed, twice"),
    ],
)
def test_each_way_on_keeps_every_text(desk: Desk, choice: str, text: str) -> None:
    _, second, talk = both_wrote(desk)
    second.keyboard.type(", twice")
    second.get_by_role("button", name=choice, exact=True).click()
    expect(box(second, "A")).to_have_value(text)
    expect(box(second, "A")).to_be_focused()
    expect(second.locator(".conflict")).to_have_count(0)
    until(lambda: talk.note(1, "A") == text)
    until(lambda: any("asked him what he needed, twice" in kept for kept in talk.kept(1, "A")))
    assert "called the on-call team" in talk.kept(1, "A")
    second.keyboard.type(" and on")
    until(lambda: talk.note(1, "A") == text + " and on")
    expect(second.locator(".conflict")).to_have_count(0)


def test_a_conflict_nobody_settled_is_shown_again_after_a_reload(desk: Desk) -> None:
    _, second, talk = both_wrote(desk)
    until(lambda: "asked him what he needed" in talk.kept(1, "A"))
    open_talk(second, desk.app.url, talk)
    expect(box(second, "A")).to_have_value("asked him what he needed")
    expect(second.locator(".conflict")).to_contain_text("called the on-call team")


def test_the_same_text_in_two_places_is_no_conflict(desk: Desk) -> None:
    first, talk = desk.sit_down()
    second = desk.open(talk)
    for page in (first, second):
        box(page, "A").fill("the very same words")
        until(lambda: talk.note(1, "A") == "the very same words")
    second.wait_for_timeout(1000)
    expect(second.locator(".conflict")).to_have_count(0)


def test_a_second_tab_follows_except_in_the_box_that_has_the_focus(desk: Desk) -> None:
    first, talk = desk.sit_down()
    second = open_talk(first.context.new_page(), desk.app.url, talk)
    box(second, "S").focus()
    box(first, "T").fill("followed")
    box(first, "S").fill("not under your hands")
    expect(box(second, "T")).to_have_value("followed")
    until(lambda: talk.note(1, "S") == "not under your hands")
    second.wait_for_timeout(300)
    expect(box(second, "S")).to_have_value("")
    box(second, "R").focus()
    expect(box(second, "S")).to_have_value("not under your hands")
    second.keyboard.type("the other way round")
    expect(box(first, "R")).to_have_value("the other way round")


def test_two_tabs_that_die_at_once_leave_nothing_behind(desk: Desk) -> None:
    first, talk = desk.sit_down()
    second = open_talk(first.context.new_page(), desk.app.url, talk)
    for page in (first, second):
        page.route("**/notes", lambda route: route.abort())
        # A tab that dies sends no beacon.
        page.evaluate("navigator.sendBeacon = () => true")
    box(first, "S").fill("from the first tab")
    box(second, "S").fill("from the second tab")
    until(lambda: on_device(first, "from the first tab") and on_device(first, "from the second tab"), page=first)
    context = first.context
    first.close()
    second.close()
    third = open_talk(context.new_page(), desk.app.url, talk)
    expect(third.locator(".conflict")).to_have_count(1)
    until(lambda: {"from the first tab", "from the second tab"} <= set(talk.kept(1, "S")))


def rated_twice(desk: Desk) -> tuple[Page, Talk]:
    """Level 2 on the first device, then level 4 on the second, which had not seen it."""
    first, talk = desk.sit_down()
    second = desk.open(talk)
    first.get_by_role("button", name="Level 2", exact=True).click()
    until(lambda: talk.rating(1) and talk.rating(1)[1] == 2)  # type: ignore[index]
    second.get_by_role("button", name="Level 4", exact=True).click()
    expect(second.locator(".conflict")).to_contain_text("chosen in another tab or on another device.")
    assert talk.rating(1)[1] == 2  # type: ignore[index]
    return second, talk


def test_a_rating_chosen_elsewhere_is_not_overwritten_before_somebody_says_so(desk: Desk) -> None:
    page, talk = rated_twice(desk)
    page.get_by_role("button", name="The one here").click()
    until(lambda: talk.rating(1)[1] == 4)  # type: ignore[index]
    expect(page.locator(".conflict")).to_have_count(0)


def test_the_rating_from_elsewhere_can_stand(desk: Desk) -> None:
    page, talk = rated_twice(desk)
    page.get_by_role("button", name="The one there").click()
    expect(page.locator(".summary")).to_contain_text("Level 2")
    assert talk.rating(1)[1] == 2  # type: ignore[index]


def test_what_is_typed_on_a_card_sealed_meanwhile_is_kept_apart(desk: Desk) -> None:
    page, talk = desk.sit_down()
    page.keyboard.type("before")
    until(lambda: talk.note(1, "S") == "before")
    talk.seal()
    page.keyboard.type(" and too late")
    expect(page.locator(".status")).to_contain_text("This card was sealed")
    expect(box(page, "S")).to_have_value("before and too late")
    until(lambda: "before and too late" in talk.kept(1, "S"))
    assert talk.note(1, "S") == "before"
