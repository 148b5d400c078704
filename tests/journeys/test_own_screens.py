"""A panel on video where everybody signed in at their own screen, until one of them signs out everywhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.many import CHAIR, VACANCY, World, fill
from interview.i18n import words
from interview.settings import Settings
from interview.storage import open_storage
from tests.chromium import settled
from tests.provider import Account
from tests.signing_in import Office, asking_to_sign_in, give_address, shown, sign_out
from tests.until import until

pytestmark = pytest.mark.browser
say = words("en")

SANNE = Account("sanne", "Sanne", "sanne@example.org")
RACHID = Account("rachid", "Rachid", "rachid@example.org")
PEOPLE = {CHAIR: SANNE, "rater-2": RACHID}
DEBRIEF = f"/debrief?vacancy={VACANCY}"


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Office]:
    """An app with a vacancy of which every card is in, and two of its panel who can log in."""
    data = tmp_path_factory.mktemp("screens") / "data"
    storage = open_storage(Settings(data=data))
    fill(storage, World(candidates=4, raters=3, panel=(3, 3), notes=False))
    storage.close()
    for person, account in PEOPLE.items():
        give_address(data, person, account.email)
    with asking_to_sign_in(data, *PEOPLE.values()) as (app, _):
        yield Office(app, browser)
    for context in browser.contexts:
        context.close()


def topic(page: Page) -> Locator:
    return page.locator(".dv-about b")


def test_two_people_at_two_screens_hold_one_debrief(office: Office) -> None:
    chair, rater = office.sign_in(SANNE, DEBRIEF), office.sign_in(RACHID, DEBRIEF)
    expect(chair.get_by_role("button", name="Sanne Vos")).to_be_visible()
    expect(rater.get_by_role("button", name="Rachid El Amrani")).to_be_visible()
    assert rater.get_by_role("button", name="Sanne Vos").count() == 0
    assert rater.get_by_role("button", name=say("debrief.begin")).count() == 0

    chair.get_by_role("button", name=say("debrief.begin")).click()
    expect(topic(rater)).to_be_visible()
    first = topic(chair).inner_text()
    expect(topic(rater)).to_have_text(first)
    settled(chair)
    rows = chair.locator("nav.agenda button")
    expect(rows.first).to_be_visible()
    other = next(row for row in rows.all() if first not in row.inner_text())
    other.click()
    until(lambda: topic(chair).inner_text() != first, page=chair)
    expect(topic(rater)).to_have_text(topic(chair).inner_text())

    # The screen left open elsewhere listens by itself: it must not go on listening.
    elsewhere = office.sign_in(RACHID, DEBRIEF)
    expect(topic(elsewhere)).to_be_visible()
    sign_out(elsewhere.context.new_page(), office, "everywhere", who="Rachid El Amrani")
    for page in (rater, elsewhere):
        shown(page, say("login.over.title"))
        expect(topic(page)).to_have_count(0)
    expect(topic(chair)).to_be_visible()
