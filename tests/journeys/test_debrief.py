"""A panel on video: three raters at their own screens and one on the wall, from the first topic to the end."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from interview.i18n import words
from tests.chromium import knows_who, settled
from tests.conftest import OpenPage
from tests.running import RunningApp
from tests.until import until

pytestmark = pytest.mark.browser

say = words("en")
CHAIR, SENIOR, JUNIOR, HR = "Margaret Ellis", "Samuel Okafor", "Jodie Hart", "Ben Lindley"
REASON = "The call back was made by a colleague, I had missed that in my notes entirely."
FITS = "rows => rows.every((row) => row.scrollHeight <= row.clientHeight + 1)"
TOPICS = ("Tom Verhagen", "Ruben Jansen")
"""The first two candidates on the agenda of the example."""


@pytest.fixture
def address(app: RunningApp, open_page: OpenPage) -> str:
    """The query of the example's vacancy, which is put in first."""
    page = open_page(app)
    page.get_by_role("button", name=say("home.example.open")).click()
    page.get_by_role("link", name="Service desk agent").click()
    page.wait_for_url("**/vacancy?**")
    return page.url.partition("?")[2]


def sit_down(app: RunningApp, open_page: OpenPage, name: str, at: str, address: str, **context: object) -> Page:
    """Somebody opens a page at a browser of their own."""
    page = open_page(app, **context)
    page.get_by_role("button", name=name).click()
    knows_who(page, app)
    page.goto(f"{app.url}/{at}?{address}")
    settled(page)
    return page


def at_hand(page: Page) -> Locator:
    """The row of the agenda that is at hand: from there the arrow keys go on."""
    return page.locator(".agenda [aria-current=true]")


def candidate(page: Page) -> Locator:
    """Whom the topic on this screen is about."""
    return page.locator(".dv-about b")


def test_the_chair_leads_a_rater_amends_and_the_wall_shows_it(
    app: RunningApp, open_page: OpenPage, address: str
) -> None:
    chair = sit_down(app, open_page, CHAIR, "debrief", address)
    junior = sit_down(app, open_page, JUNIOR, "debrief", address)
    senior = sit_down(app, open_page, SENIOR, "debrief", address)
    wall = sit_down(app, open_page, HR, "wall", address, viewport={"width": 1920, "height": 1080})
    screens = (chair, junior, senior, wall)
    expect(wall.get_by_text(say("debrief.waiting"))).to_be_visible()

    chair.get_by_role("button", name=say("debrief.begin")).click()
    for screen in screens:
        expect(candidate(screen)).to_have_text(TOPICS[0])
    expect(junior.locator(".dv-speakers")).to_contain_text(f"{JUNIOR} speaks first (least senior")

    for screen in (chair, junior):
        assert screen.locator("nav.agenda button").evaluate_all(FITS), "a row of the agenda runs into the next"

    # The arrow key of the chair takes every screen along, to its beginning; who left for a moment stays.
    junior.get_by_label(say("debrief.own.reason")).scroll_into_view_if_needed()
    senior.get_by_role("button", name=say("debrief.leave")).click()
    expect(senior.get_by_text(say("debrief.stand.own"))).to_be_visible()
    expect(at_hand(chair)).to_contain_text(TOPICS[0])
    chair.get_by_role("heading", level=1).click()
    chair.keyboard.press("ArrowRight")
    for screen in (chair, junior, wall):
        expect(candidate(screen)).to_have_text(TOPICS[1])
    expect(candidate(senior)).to_have_text(TOPICS[0])

    # The chair goes on while a reason is being typed: nothing is lost, the focus stays, the screen waits.
    junior.get_by_role("radio", name="2", exact=True).click()
    box = junior.get_by_label(say("debrief.own.reason"))
    box.click()
    junior.keyboard.type(REASON[:20], delay=60)
    expect(at_hand(chair)).to_contain_text(TOPICS[1])
    chair.keyboard.press("ArrowLeft")
    junior.keyboard.type(REASON[20:], delay=60)
    expect(junior.get_by_text(say("debrief.stand.typing"))).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_have_value(REASON)
    expect(candidate(junior)).to_have_text(TOPICS[1])

    junior.get_by_role("button", name=say("debrief.own.do", before="3", after="2")).click()
    expect(candidate(junior)).to_have_text(TOPICS[0])

    # Everybody sees the first mark, the arrow and the reason once the chair is back.
    chair.get_by_role("button", name=re.compile(TOPICS[1])).click()
    for screen in (chair, junior, wall):
        expect(candidate(screen)).to_have_text(TOPICS[1])
        expect(screen.locator(".dv-rater-old")).to_have_text("JH")
        expect(screen.locator(".dv-arrow")).to_have_text(say("debrief.amended"))
        expect(screen.locator(".dv-rater-new")).to_have_text("JH")
        expect(screen.locator(".dv-reasons")).to_contain_text(REASON)

    # The chair settles; the wall holds it in its fold, in type that can be read.
    form = chair.locator(".st-key-debrief-settle")
    form.get_by_text(say("debrief.cause.other_evidence"), exact=True).click()
    expect(form.get_by_role("radio", name=say("debrief.cause.other_evidence"))).to_be_checked()
    form.get_by_role("radio", name="2", exact=True).click()
    expect(form.get_by_role("radio", name="2", exact=True)).to_be_checked()
    chair.get_by_role("button", name=say("debrief.settle")).click()
    expect(chair.get_by_text("1 of 3 settled")).to_be_visible()
    chair.get_by_role("button", name=re.compile(TOPICS[1])).click()
    expect(wall.locator(".dv-wall-foot")).to_contain_text(say("debrief.cause.other_evidence"))
    expect(wall.locator(".dv-wall-foot b").last).to_have_text("2")
    expect(wall.get_by_role("button")).to_have_count(0)
    until(lambda: smallest_type(wall) >= 22, page=wall)
    until(lambda: wall.locator(".dv-wall").evaluate("(wall) => wall.scrollHeight") <= 1080, page=wall)

    # At the end everybody sees who moved; the chair closes, and nobody can amend any more.
    chair.get_by_role("button", name=re.compile(say("debrief.end.about"))).click()
    for screen in (chair, junior, wall):
        row = screen.get_by_role("row", name=re.compile(JUNIOR)).first
        expect(row).to_contain_text("once (1 down), 1 level in all")
        expect(row).to_contain_text(SENIOR)
    chair.get_by_role("button", name=say("debrief.close")).click()
    expect(junior.get_by_text(say("debrief.stand.closed"), exact=True)).to_be_visible()
    junior.get_by_role("button", name=re.compile(TOPICS[1])).click()
    expect(candidate(junior)).to_have_text(TOPICS[1])
    expect(junior.get_by_label(say("debrief.own.reason"))).to_have_count(0)


def smallest_type(page: Page) -> float:
    """Pixels of the smallest visible text; initials in a mark may be smaller than the rest, and are not counted."""
    return float(
        page.evaluate(
            """() => Math.min(...[...document.querySelectorAll('.dv-wall *')]
                .filter((e) => !e.closest('.dv-unseen, .dv-rater') && e.getClientRects().length &&
                    [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
                .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
        )
    )
