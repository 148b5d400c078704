"""No fault costs a character: each test causes one while somebody types, then looks for all that was typed."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.talks import box, on_device, open_talk
from tests.chromium import settled
from tests.faults.conftest import Scene
from tests.until import until

pytestmark = [pytest.mark.browser, pytest.mark.faults]

BEFORE = "the supplier comes on Monday and "
MID_WORD = "he kept pressing for admin righ"
AFTER = "ts, so I asked what he needed"
HUMAN = 45
"""Milliseconds between two key presses: a fast typist."""


def typed_mid_word(page: Page) -> str:
    """Type on until the middle of a word, without a pause after it."""
    page.keyboard.type(BEFORE + MID_WORD, delay=HUMAN)
    return BEFORE + MID_WORD


def taken_down(scene: Scene, page: Page, part: str, text: str) -> None:
    """Wait until a text stands on this device, or on the server: on a busy machine that is not at once."""
    until(lambda: on_device(page, text) or scene.talk.note(1, part) == text, page=page)


def test_renderer_killed_mid_word(scene: Scene) -> None:
    context = scene.chromium.start()
    page = scene.sit_down(context)
    text = typed_mid_word(page)
    taken_down(scene, page, "S", text)
    with page.expect_event("crash"):
        scene.chromium.kill_renderers()
    page = open_talk(context.new_page(), scene.app.url, scene.talk)
    expect(box(page, "S")).to_have_value(text)
    until(lambda: scene.talk.note(1, "S") == text)
    expect(page.locator(".conflict")).to_have_count(0)


def test_browser_killed_mid_word(scene: Scene) -> None:
    page = scene.sit_down(scene.chromium.start())
    text = typed_mid_word(page)
    taken_down(scene, page, "S", text)
    scene.chromium.kill()
    page = scene.sit_down(scene.chromium.start())
    expect(box(page, "S")).to_have_value(text)
    until(lambda: scene.talk.note(1, "S") == text)
    expect(page.locator(".conflict")).to_have_count(0)


def test_page_left_mid_word_saves_by_beacon(scene: Scene) -> None:
    page = scene.sit_down(scene.chromium.start())
    text = typed_mid_word(page)
    page.goto(f"{scene.app.url}/health")
    until(lambda: scene.talk.note(1, "S") == text)


def test_tab_closed_mid_word(scene: Scene) -> None:
    context = scene.chromium.start()
    page = scene.sit_down(context)
    text = typed_mid_word(page)
    taken_down(scene, page, "S", text)
    page.close(run_before_unload=False)  # a browser gives a closing page half a second, which may be too little
    page = open_talk(context.new_page(), scene.app.url, scene.talk)
    expect(box(page, "S")).to_have_value(text)
    until(lambda: scene.talk.note(1, "S") == text)
    expect(page.locator(".conflict")).to_have_count(0)


def test_reloaded_mid_word(scene: Scene) -> None:
    page = scene.sit_down(scene.chromium.start())
    text = typed_mid_word(page)
    page.reload()
    expect(box(page, "S")).to_have_value(text)
    until(lambda: scene.talk.note(1, "S") == text)
    expect(page.locator(".conflict")).to_have_count(0)


def test_server_killed_mid_word_and_started_again_while_typing_goes_on(scene: Scene) -> None:
    page = scene.sit_down(scene.chromium.start())
    text = typed_mid_word(page)
    scene.app.kill()
    page.keyboard.type(AFTER, delay=HUMAN)
    expect(page.locator(".status")).to_contain_text("No connection since")
    page.wait_for_timeout(4000)  # longer than Streamlit waits before it would open its dialog
    expect(box(page, "S")).to_be_focused()
    page.keyboard.type(", and told him no.", delay=HUMAN)
    scene.app.start()
    page.keyboard.type(" He accepted it.", delay=HUMAN)
    text += AFTER + ", and told him no. He accepted it."
    until(lambda: scene.talk.note(1, "S") == text, page=page)
    expect(box(page, "S")).to_have_value(text)
    settled(page)  # Streamlit has connected again and run the page
    expect(box(page, "S")).to_be_focused()
    page.keyboard.type(" End")
    until(lambda: scene.talk.note(1, "S") == text + " End", page=page)
    expect(page.locator(".conflict")).to_have_count(0)


@pytest.mark.parametrize("fault", ["cut", "swallow"])
def test_network_away_for_six_seconds(scene: Scene, fault: str) -> None:
    page = scene.sit_down(scene.chromium.start())
    text = typed_mid_word(page)
    getattr(scene.wire, fault)()
    ends = time.monotonic() + 6
    while time.monotonic() < ends:
        page.keyboard.type("on and on ", delay=HUMAN)
        text += "on and on "
    scene.wire.mend()
    page.keyboard.type(AFTER, delay=HUMAN)
    text += AFTER
    until(lambda: scene.talk.note(1, "S") == text, page=page)
    expect(box(page, "S")).to_be_focused()
    expect(page.locator(".status")).to_contain_text("Saved")


def test_browser_killed_while_the_network_is_away(scene: Scene) -> None:
    page = scene.sit_down(scene.chromium.start())
    box(page, "T").focus()
    typed_mid_word(page)
    scene.wire.cut()
    page.keyboard.type(AFTER, delay=HUMAN)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Space")
    page.keyboard.press("4")
    until(lambda: on_device(page, BEFORE + MID_WORD + AFTER, '"level": 4'), page=page)
    scene.chromium.kill()
    scene.wire.mend()
    scene.sit_down(scene.chromium.start())
    text = BEFORE + MID_WORD + AFTER
    until(lambda: scene.talk.note(1, "T") == text)
    until(lambda: scene.talk.rating(1) and scene.talk.rating(1)[:2] == ("level", 4))  # type: ignore[index]
    assert text in str(scene.talk.rating(1))


def test_another_persons_draft_on_this_device_stays_theirs(scene: Scene) -> None:
    page = scene.sit_down(scene.chromium.start())
    scene.wire.cut()
    page.keyboard.type("mine alone", delay=HUMAN)
    until(lambda: on_device(page, "mine alone"), page=page)
    scene.chromium.kill()
    scene.wire.mend()
    page = scene.chromium.start().new_page()
    page.goto(f"{scene.app.url}/health")  # the same place for a browser, and no page that writes drafts
    page.evaluate(
        """() => new Promise((done) => {
             const asked = indexedDB.open("doorvraag", 1);
             asked.onsuccess = () => {
               const change = asked.result.transaction("drafts", "readwrite");
               const store = change.objectStore("drafts");
               store.getAll().onsuccess = ({ target }) => {
                 for (const draft of target.result) store.put({ ...draft, person: "somebody-else" });
               };
               change.oncomplete = () => { asked.result.close(); done(); };
             };
           })"""
    )
    page = scene.sit_down(page.context)
    page.wait_for_timeout(3000)
    expect(box(page, "S")).to_have_value("")
    assert scene.talk.kept(1, "S") == []
