"""What is typed and chosen reaches the database by itself; nothing waits, nothing moves, nothing is overwritten."""

import re
import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Desk
from tests.browser.talks import PARTS, Talk, box, drafts, on_device, open_talk
from tests.chromium import settled
from tests.until import until
from tests.watching import watched

pytestmark = pytest.mark.browser
TORTURE = "Ünï ☎ 漢字 👩‍💻 <b>x</b> [link](http://x.y) $a_b$ :red[z] \"'& {name} \\n"


def answer_with(page: Page, status: int) -> None:
    """From now on the notes route answers only this."""
    page.route("**/notes", lambda route: route.fulfill(status=status, json={"error": "x"}))


def test_typing_reaches_the_database_without_a_rerun_and_empties_the_journal(desk: Desk) -> None:
    page, talk = desk.sit_down()
    settled(page)
    before = watched(page).reruns
    page.keyboard.type(TORTURE, delay=15)
    page.keyboard.press("Tab")
    page.keyboard.type("my task")
    until(lambda: talk.note(1, "S") == TORTURE and talk.note(1, "T") == "my task")
    expect(box(page, "S")).to_have_value(TORTURE)
    expect(page.locator(".status")).to_contain_text("Saved")
    assert watched(page).reruns == before
    until(lambda: [d for d in drafts(page) if str(d["slot"]).startswith("note/")] == [], page=page)


def test_every_key_press_is_on_the_device_before_it_is_on_the_server(desk: Desk) -> None:
    page, talk = desk.sit_down()
    answer_with(page, 503)
    page.keyboard.type("still here")
    until(lambda: on_device(page, "still here"), page=page)
    assert talk.note(1, "S") == ""


def test_long_texts_are_kept_whole(desk: Desk) -> None:
    page, talk = desk.sit_down()
    text = ("0123456789 " * 2000).strip()
    box(page, "S").fill(text)
    until(lambda: talk.note(1, "S") == text)


def test_a_text_too_long_to_keep_stops_only_itself(desk: Desk) -> None:
    page, talk = desk.sit_down()
    box(page, "S").fill("x" * 100_001)
    box(page, "T").fill("this one goes on")
    until(lambda: talk.note(1, "T") == "this one goes on")
    expect(page.locator(".status")).to_contain_text("too long")
    box(page, "S").fill("shorter")
    until(lambda: talk.note(1, "S") == "shorter")
    expect(page.locator(".status")).to_contain_text("Saved")


def test_probes_own_probe_and_a_question_not_asked(desk: Desk) -> None:
    page, talk = desk.sit_down()
    page.locator("[data-probe=A1]").check()
    page.get_by_role("button", name="Note a probe of your own").click()
    page.keyboard.type("Who else knew?")
    page.keyboard.press("Enter")
    expect(page.locator(".probes")).to_contain_text("2 asked")
    page.get_by_role("button", name="Skip").click()
    page.get_by_role("button", name="Skip").click()  # without a reason nothing happens but the focus
    expect(page.get_by_label("Why do you skip this question?")).to_be_focused()
    page.keyboard.type("out of time")
    page.keyboard.press("Enter")
    expect(page.locator(".rail .here")).to_contain_text("2 of 6")
    until(lambda: talk.asked(1) == {"A1"} and talk.own_probes(1) == ["Who else knew?"])
    until(lambda: talk.rating(1) and talk.rating(1)[:3] == ("not_asked", None, "out of time"))  # type: ignore[index]


def test_everything_is_there_again_after_a_reload(desk: Desk) -> None:
    page, talk = desk.sit_down(question=2)
    page.keyboard.type("one\ntwo")
    page.locator("[data-probe=S1]").check()
    page.get_by_role("button", name="Outside work").click()
    page.get_by_role("button", name="Level 2", exact=True).click()
    page.get_by_role("checkbox", name="line 2: two").check()
    until(lambda: "two" in str(talk.rating(2)))
    open_talk(page, desk.app.url, talk, 2)
    expect(box(page, "S")).to_have_value("one\ntwo")
    expect(page.locator("[data-probe=S1]")).to_be_checked()
    expect(page.get_by_role("button", name="Outside work")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".strip")).to_contain_text("Level 2 rests on line 2")


def test_a_ticked_line_that_was_rewritten_stays_evidence_in_sight(desk: Desk) -> None:
    page, _ = desk.sit_down()
    page.keyboard.type("first words")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Space")
    page.keyboard.press("3")
    page.keyboard.press("Escape")
    page.keyboard.type(" and more")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".evidence")).to_contain_text("Ticked, rewritten since")
    expect(page.get_by_role("checkbox", name="line –: first words")).to_be_checked()


def test_time_spent_is_kept_for_each_part(desk: Desk) -> None:
    page, talk = desk.sit_down()
    expect(page.locator(".bar .here b")).to_have_text(re.compile("0:0[5-9]|0:[1-5]"))
    page.keyboard.press("Alt+PageDown")
    until(lambda: talk.treatment(talk.place(1))[1] >= 5)


def test_nothing_moves_and_no_hint_comes_while_somebody_types(desk: Desk) -> None:
    page, _ = desk.sit_down()
    page.locator(".hint").evaluate(
        """(hint) => {
             let key = 0;
             addEventListener("input", () => (key = Date.now()));
             const seen = () => hint.textContent && (hint.dataset.after ??= Date.now() - key);
             new MutationObserver(seen).observe(hint, { childList: true, subtree: true });
           }"""
    )
    page.keyboard.press("Alt+Digit3")
    ends = time.monotonic() + 5
    while time.monotonic() < ends:
        page.keyboard.type("we did it, ")
        page.wait_for_timeout(150)
    expect(page.locator(".hint")).to_contain_text("You hear a lot of ‘we’.")
    assert int(page.locator(".hint").get_attribute("data-after") or 0) >= 4000


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (507, "Saving fails (the server’s disk is full). Nothing is lost on this device."),
        (401, "You were signed out. Your text is still here."),
        (503, "the database does not answer. Nothing is lost on this device."),
        (403, "This scorecard is not yours (any more)"),
    ],
)
def test_when_the_server_refuses_a_sentence_says_so_and_typing_goes_on(desk: Desk, status: int, sentence: str) -> None:
    page, talk = desk.sit_down()
    answer_with(page, status)
    page.keyboard.type("refused ")
    expect(page.locator(".status")).to_contain_text(sentence)
    page.keyboard.type("at first")
    page.unroute("**/notes")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    until(lambda: talk.note(1, "S") == "refused at first", page=page)
    # The line stands for six seconds; what was read out of it stays.
    expect(page.locator(".heard")).to_contain_text("Connected again. 1 line sent, everything saved.")


def test_an_answer_that_got_lost_makes_no_conflict_with_what_was_typed_since(desk: Desk) -> None:
    page, talk = desk.sit_down()
    kept: list[str] = []

    def lose(route: Route) -> None:
        if not kept:
            route.fetch()  # the server kept it
            kept.append(talk.note(1, "S"))
        route.abort()  # and nobody hears

    page.route("**/notes", lose)
    page.keyboard.type("heard")
    until(lambda: kept, page=page)
    page.keyboard.type(" by nobody")
    expect(page.locator(".status")).to_contain_text("No connection since")
    page.unroute("**/notes")
    until(lambda: talk.note(1, "S") == "heard by nobody", page=page)
    expect(page.locator(".conflict")).to_have_count(0)
    assert talk.kept(1, "S") == [*kept, "heard by nobody"]


def test_a_page_closed_before_an_answer_makes_no_conflict_with_itself(desk: Desk) -> None:
    page, talk = desk.sit_down()
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        if not waiting:
            route.fetch()  # the server kept it, but the answer takes its time
            waiting.append(route)
        else:
            route.continue_()

    page.route("**/notes", wait)
    page.keyboard.type("on its")
    until(lambda: waiting, page=page)
    page.keyboard.type(" way")
    page.goto(f"{desk.app.url}/health")  # what closing the tab does too: the page says goodbye
    until(lambda: talk.note(1, "S") == "on its way", page=page)
    assert [text for text in talk.kept(1, "S") if "on its way".startswith(text)] == talk.kept(1, "S")
    open_talk(page, desk.app.url, talk)
    expect(box(page, "S")).to_have_value("on its way")
    expect(page.locator(".conflict")).to_have_count(0)


def test_without_any_storage_in_the_browser_it_says_so_and_still_saves(desk: Desk) -> None:
    page, talk = desk.sit_down()
    page.add_init_script(
        """Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("no"); } });
           Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no"); } });"""
    )
    open_talk(page, desk.app.url, talk)
    expect(page.locator(".status")).to_contain_text("This browser may not store anything here.")
    page.keyboard.type("saved all the same")
    until(lambda: talk.note(1, "S") == "saved all the same")


def test_the_page_speaks_the_language_and_names_its_controls(desk: Desk) -> None:
    page, _ = desk.sit_down(language="nl")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    for part in PARTS:
        expect(box(page, part, "nl")).to_have_attribute("lang", "en")  # the interview is held in English
    expect(box(page, "S", "nl")).to_have_accessible_description("nog leeg")
    expect(page.locator(".rail [aria-current=step]")).to_have_count(1)
    expect(page.get_by_role("list", name="Verloop van het gesprek")).to_be_visible()
    expect(page.locator("[data-testid=stApp] [role=dialog]")).to_have_count(0)


def test_pause_goes_home_only_when_everything_is_saved(desk: Desk) -> None:
    page, talk = desk.sit_down()
    page.keyboard.type("before the pause")
    page.get_by_role("button", name="Pause").click()
    expect(page.locator(".live")).to_have_count(0)
    assert talk.note(1, "S") == "before the pause"


def test_a_slow_server_is_waited_for_before_leaving(desk: Desk) -> None:
    page, talk = desk.sit_down()
    slow: list[Route] = []
    page.route("**/notes", lambda route: slow.append(route))
    page.keyboard.type("on its way")
    page.get_by_role("button", name="Pause").click()
    until(lambda: slow, page=page)
    page.clock.install()
    page.clock.fast_forward(6000)  # longer than a server that fails is waited for
    page.wait_for_timeout(300)
    slow[0].continue_()
    page.unroute("**/notes")
    expect(page.locator(".live")).to_have_count(0)
    assert talk.note(1, "S") == "on its way"


def cut_off(page: Page, talk: Talk) -> None:
    """Type while the route fails, so that the text is only on the device."""
    page.route("**/notes", lambda route: route.abort())
    page.keyboard.type("only here")
    expect(page.locator(".status")).to_contain_text("No connection since")
    assert talk.note(1, "S") == ""


def test_leaving_waits_for_what_is_not_saved(desk: Desk) -> None:
    page, talk = desk.sit_down()
    cut_off(page, talk)
    page.get_by_role("button", name="Pause").click()
    page.wait_for_timeout(6000)
    expect(page.locator(".live")).to_be_visible()
    expect(page.locator(".status")).to_contain_text("Nothing is lost")
    page.unroute("**/notes")
    until(lambda: talk.note(1, "S") == "only here", page=page)


def test_the_last_place_wins_over_the_one_in_the_address(desk: Desk) -> None:
    page, talk = desk.sit_down(2)
    page.keyboard.press("Alt+PageDown")
    until(lambda: talk.rows("SELECT position FROM scorecard WHERE id = ?", talk.card) == [(talk.place(3),)])
    page.reload()
    expect(page.locator(".rail [aria-current=step]")).to_contain_text("3")
    page.goto(f"{desk.app.url}/conduct?card={talk.card}")
    expect(page.locator(".rail [aria-current=step]")).to_contain_text("3")
