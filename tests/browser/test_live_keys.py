"""The whole interview by keyboard: every key of the map, and where the focus is afterwards."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.talks import PARTS, Talk, box
from tests.until import until

pytestmark = pytest.mark.browser


def strip_says(page: Page, name: str) -> None:
    """The line of the rating strip says this."""
    expect(page.locator(".strip")).to_contain_text(name)


def test_tab_goes_through_the_boxes_then_the_rating_then_the_probes(desk: Desk) -> None:
    page, talk = desk.sit_down()
    for part in PARTS:
        expect(box(page, part)).to_be_focused()
        page.keyboard.type(f"in {part}")
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Level 1", exact=True)).to_be_focused()
    for _ in range(7):  # the other levels, no evidence, skip; then the first probe
        page.keyboard.press("Tab")
    expect(page.locator("[data-probe=S1]")).to_be_focused()
    page.keyboard.press("Space")
    until(lambda: [talk.note(1, part) for part in PARTS] == [f"in {part}" for part in PARTS])
    until(lambda: talk.asked(1) == {"S1"})


def test_shift_tab_goes_back_and_tab_is_never_typed(desk: Desk) -> None:
    page, _ = desk.sit_down()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(box(page, "S")).to_be_focused()
    expect(box(page, "S")).to_have_value("")


def test_alt_and_a_digit_jump_to_a_box_with_the_caret_at_its_end(desk: Desk) -> None:
    page, _ = desk.sit_down()
    box(page, "A").fill("first")
    for number, part in enumerate(PARTS, 1):
        page.keyboard.press(f"Alt+Digit{number}")
        expect(box(page, part)).to_be_focused()
    page.keyboard.press("Alt+Digit3")
    page.keyboard.type("!")
    expect(box(page, "A")).to_have_value("first!")


def test_the_numeric_keypad_keeps_its_own_meaning(desk: Desk) -> None:
    page, _ = desk.sit_down()
    page.keyboard.press("Alt+Numpad3")
    expect(box(page, "S")).to_be_focused()


def test_altgr_types_and_never_jumps(desk: Desk) -> None:
    page, _ = desk.sit_down()
    taken = page.evaluate(
        """() => {
             const event = new KeyboardEvent("keydown", {code: "Digit3", key: "€", altKey: true, ctrlKey: true,
               modifierAltGraph: true, bubbles: true, composed: true, cancelable: true});
             return !document.body.dispatchEvent(event);
           }"""
    )
    assert not taken
    expect(box(page, "S")).to_be_focused()


def test_enter_is_a_new_line_and_ctrl_enter_goes_to_the_rating(desk: Desk) -> None:
    page, talk = desk.sit_down()
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("checkbox", name="line 1: one")).to_be_focused()
    until(lambda: talk.note(1, "S") == "one\ntwo")


def test_a_rating_by_keys_alone(desk: Desk) -> None:
    page, talk = desk.sit_down()
    page.keyboard.type("one\ntwo\nthree")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("checkbox", name="line 2: two")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio").first).to_be_focused()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.keyboard.press("3")
    expect(page.locator(".summary")).to_contain_text("Level 3 rests on lines 2 and 3")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("checkbox", name="line 1: one")).to_be_focused()
    page.keyboard.press("4")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".pad h1")).to_be_visible()
    expect(page.locator(".rail .here")).to_contain_text("2 of 6")
    until(lambda: talk.rating(1) and talk.rating(1)[:2] == ("level", 4))  # type: ignore[index]
    assert '"two"' in str(talk.rating(1)) and '"three"' in str(talk.rating(1)) and '"one"' not in str(talk.rating(1))


def test_zero_is_no_evidence_and_tab_reaches_the_anchors(desk: Desk) -> None:
    page, talk = desk.sit_down()
    page.keyboard.type("one")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("0")
    until(lambda: talk.rating(1) and talk.rating(1)[:2] == ("no_evidence", None))  # type: ignore[index]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", checked=True)).to_be_focused()
    page.keyboard.press("Escape")
    strip_says(page, "No evidence.")
    expect(box(page, "S")).to_be_focused()


def test_digits_are_typed_in_a_box(desk: Desk) -> None:
    page, talk = desk.sit_down()
    page.keyboard.type("0 1 2 3 ? c r")
    expect(box(page, "S")).to_have_value("0 1 2 3 ? c r")
    until(lambda: talk.note(1, "S") == "0 1 2 3 ? c r")
    assert talk.rating(1) is None


def test_alt_page_keys_go_forth_and_back_and_escape_returns_to_the_box(desk: Desk) -> None:
    page, talk = desk.sit_down()
    page.keyboard.press("Alt+PageDown")
    expect(page.locator(".status")).to_contain_text("No level chosen yet")  # for six seconds
    expect(page.locator(".rail .here")).to_contain_text("2 of 6")
    page.keyboard.press("Alt+PageUp")
    page.keyboard.press("Alt+PageUp")
    expect(page.get_by_role("heading", name="Opening")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(box(page, "S")).to_be_focused()
    page.keyboard.press("Alt+Digit2")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Escape")
    expect(box(page, "T")).to_be_focused()
    until(lambda: talk.rows("SELECT position FROM scorecard WHERE id = ?", talk.card) == [(talk.place(1),)])


def test_alt_o_changes_the_variant_and_alt_p_ticks_the_hinted_probe(desk: Desk) -> None:
    page, talk = desk.sit_down()
    work = page.locator(".pad h1").inner_text()
    page.keyboard.press("Alt+O")
    expect(page.get_by_role("button", name="Outside work")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".pad h1")).not_to_have_text(work)
    page.keyboard.press("Alt+Digit3")
    page.keyboard.type("we told him no and we explained it to the team lead")
    expect(page.locator(".hint")).to_contain_text("You hear a lot of ‘we’.")
    hinted = page.locator(".hinted input")
    probe = hinted.get_attribute("data-probe")
    page.keyboard.press("Alt+P")
    expect(page.locator(f"[data-probe={probe}]")).to_be_checked()
    expect(box(page, "A")).to_be_focused()
    until(lambda: talk.asked(1) == {probe} and talk.treatment(talk.place(1))[0] == "outside_work")


def test_escape_sends_the_hint_away_and_clears_no_text(desk: Desk) -> None:
    page, _ = desk.sit_down()
    page.keyboard.press("Alt+Digit3")
    page.keyboard.type("we told him no and we explained it")
    expect(page.locator(".hint")).to_contain_text("You hear a lot of ‘we’.")
    page.keyboard.press("Escape")
    expect(page.locator(".hint")).to_have_text("")
    expect(box(page, "A")).to_have_value("we told him no and we explained it")
    page.keyboard.type(" again, we did")
    page.wait_for_timeout(4600)
    expect(page.locator(".hint")).to_have_text("")


def test_the_list_of_keys_opens_with_a_question_mark_outside_a_box(desk: Desk) -> None:
    page, _ = desk.sit_down()
    page.keyboard.press("Alt+PageUp")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="All keys")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+PageDown")
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("heading", name="All keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(box(page, "S")).to_be_focused()


def walk_to_the_end(page: Page, talk: Talk) -> None:
    """Type and rate all six questions, and stand at the last part."""
    for number in range(1, 7):
        expect(page.locator(".rail .here")).to_contain_text(f"{number} of 6")
        for part in PARTS:
            page.keyboard.type(f"{part}{number} I did it myself")
            page.keyboard.press("Tab")
        page.keyboard.press("Control+Enter")
        page.keyboard.press("Space")
        page.keyboard.press(str(min(number, 5)))
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Yara’s questions")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Close")).to_be_focused()


def test_a_whole_interview_without_a_mouse(desk: Desk) -> None:
    page, talk = desk.sit_down()
    walk_to_the_end(page, talk)
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile("/review"))
    for number in range(1, 7):
        assert [talk.note(number, part) for part in PARTS] == [f"{part}{number} I did it myself" for part in PARTS]
        assert talk.rating(number)[:2] == ("level", min(number, 5))  # type: ignore[index]
