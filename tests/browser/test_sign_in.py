"""Signing in, from a login at a real (small) provider to a session that ended: what people see, and what is refused."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from interview.i18n import words
from tests.browser.talks import Talk, box, drafts, planned_talk
from tests.chromium import new_context, settled
from tests.provider import Account
from tests.running import RunningApp
from tests.signing_in import ORGANISER, Office, asking_to_sign_in, give_address, shown, sign_out
from tests.until import SECONDS, until

pytestmark = pytest.mark.browser
say = words("en")

SAM = Account("sam", "Sam", "sam@example.org")
STRANGER = Account("eve", "Eve", "eve@example.org")
UNVERIFIED = Account("una", "Una", "sam@example.org", {"email_verified": False})
GROUPS = [f"{number:032x}"[::-1] + secrets.token_hex(16) for number in range(250)]
MANY_GROUPS = Account("mo", "Mo", "mo@example.org", {"groups": GROUPS})
TALKS = 4


@dataclass
class Desk(Office):
    """The same, with talks of Sam."""

    talks: list[Talk]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningApp, list[Talk]]]:
    """The app and the provider, until the last test of this file."""
    data = tmp_path_factory.mktemp("sign_in") / "data"
    talks = [planned_talk(data) for _ in range(TALKS)]
    give_address(data, talks[0].person, SAM.email)
    with asking_to_sign_in(data, SAM, STRANGER, UNVERIFIED, MANY_GROUPS) as (app, _):
        yield app, talks


@pytest.fixture
def office(installed: tuple[RunningApp, list[Talk]], browser: Browser) -> Iterator[Desk]:
    """See `Desk`; its browsers are closed at the end."""
    app, talks = installed
    yield Desk(app, browser, talks)
    for context in browser.contexts:
        context.close()


def cookies(context: BrowserContext) -> dict[str, str]:
    return {cookie["name"]: cookie["value"] for cookie in context.cookies()}


def test_nobody_sees_anything_before_signing_in(office: Desk) -> None:
    page = office.visitor()
    for path in ("/", "/office", "/start", "/set_up", f"/conduct?card={office.talks[0].card}"):
        page.goto(office.app.url + path)
        shown(page, say("login.welcome.title"))
        settled(page)
        seen = page.locator("body").inner_text()
        assert "Sam de Wit" not in seen
        assert "Yara" not in seen
        assert page.get_by_role("link", name=say("shell.office")).count() == 0
    url = office.app.url
    assert httpx.get(f"{url}/export/{'x' * 43}", timeout=SECONDS).status_code == 401
    assert httpx.get(f"{url}/health", timeout=SECONDS).status_code == 200
    assert "/start/" not in office.app.said()


def test_a_login_leads_to_the_page_that_was_asked_for(office: Desk) -> None:
    talk = office.talks[0]
    page = office.sign_in(SAM, f"/conduct?card={talk.card}&at={talk.place(2)}")
    expect(page.locator(".live")).to_be_visible()
    expect(page.get_by_role("button", name="Question 1", exact=False).first).to_be_visible()
    assert f"card={talk.card}" in page.url
    box(page, "S").fill("Their first line")
    until(lambda: talk.note(2, "S") == "Their first line", page=page)


@pytest.mark.parametrize(
    ("account", "reason"),
    [(STRANGER, "unknown"), (UNVERIFIED, "unverified"), (MANY_GROUPS, "unknown")],
    ids=["a stranger", "an unverified address", "a login too long for one cookie"],
)
def test_who_is_not_expected_is_told_so_and_whom_to_ask(office: Desk, account: Account, reason: str) -> None:
    page = office.sign_in(account)
    shown(page, say(f"login.{reason}.title"))
    expect(page.locator("body")).to_contain_text(account.email)
    expect(page.locator("body")).to_contain_text(ORGANISER.email)
    for path in ("/office", "/vacancies"):
        page.goto(office.app.url + path)
        shown(page, say(f"login.{reason}.title"))
    page.get_by_role("button", name=say("login.out.account")).click()
    shown(page, say("login.welcome.title"))
    assert "_streamlit_user" not in cookies(page.context)


def test_the_organiser_comes_in_and_finds_their_own_name_in_the_form(office: Desk) -> None:
    page = office.sign_in(ORGANISER, "/set_up")
    expect(page.get_by_label(say("setup.member.name"), exact=True).first).to_have_value(ORGANISER.name)
    expect(page.get_by_label(say("setup.email"), exact=True).first).to_have_value(ORGANISER.email)
    page.get_by_role("button", name=ORGANISER.name).click()
    menu = page.get_by_test_id("stPopoverBody")
    expect(menu).to_contain_text(ORGANISER.email)
    assert menu.get_by_role("button", name="Sam de Wit").count() == 0


def test_a_name_in_a_cookie_is_worth_nothing(office: Desk) -> None:
    page = office.visitor()
    name = f"doorvraag_person_{office.app.port}"
    page.context.add_cookies([{"name": name, "value": office.talks[0].person, "url": office.app.url}])
    page.goto(office.app.url)
    shown(page, say("login.welcome.title"))
    office.sign_in(ORGANISER, page=page)
    expect(page.get_by_role("button", name=ORGANISER.name)).to_be_visible()


def test_a_copied_cookie_is_worth_nothing_after_signing_out(office: Desk) -> None:
    talk = office.talks[1]
    page = office.sign_in(SAM, f"/conduct?card={talk.card}&at={talk.place(1)}")
    with page.expect_request("**/notes") as sent:
        box(page, "S").fill("typed before")
    body = sent.value.post_data
    copied = page.context.storage_state()
    line = {"Origin": office.app.url, "Cookie": "; ".join(f"{k}={v}" for k, v in cookies(page.context).items())}
    assert httpx.post(f"{office.app.url}/notes", content=body, headers=line, timeout=SECONDS).status_code == 200

    sign_out(page, office)
    assert httpx.post(f"{office.app.url}/notes", content=body, headers=line, timeout=SECONDS).status_code == 401
    assert httpx.get(f"{office.app.url}/session", headers=line, timeout=SECONDS).status_code == 401
    thief = new_context(office.browser, storage_state=copied).new_page()
    for path in ("/", "/office", f"/card?card={talk.card}"):
        thief.goto(office.app.url + path)
        shown(thief, say("login.over.title"))


def test_signing_out_everywhere_ends_the_other_device_at_its_next_click(office: Desk) -> None:
    here, there = office.sign_in(SAM), office.sign_in(SAM)
    for page in (here, there):
        expect(page.get_by_role("button", name="Sam de Wit")).to_be_visible()
    sign_out(here, office, "everywhere")
    there.get_by_role("link", name=say("shell.bank")).click()
    shown(there, say("login.over.title"))


def test_a_session_that_ends_during_an_interview_loses_no_character(office: Desk) -> None:
    talk = office.talks[2]
    page = office.sign_in(SAM, f"/conduct?card={talk.card}&at={talk.place(1)}")
    box(page, "S").fill("before")
    until(lambda: talk.note(1, "S") == "before", page=page)

    sign_out(office.sign_in(SAM), office, "everywhere")
    box(page, "S").press_sequentially(" and after, not on the server")
    status = page.locator(".status")
    expect(status).to_contain_text(say("live.status.signed_out.lead"))
    box(page, "T").fill("and another box")
    assert talk.note(1, "S") == "before"
    until(lambda: len(drafts(page)) >= 2, page=page)

    with page.context.expect_page() as opened:
        status.get_by_role("link", name=say("live.status.signed_out.link")).click()
    office.sign_in(ORGANISER, page=opened.value)
    expect(opened.value.get_by_role("button", name=ORGANISER.name)).to_be_visible()
    page.bring_to_front()
    page.wait_for_timeout(1500)
    expect(status).to_contain_text(say("live.status.signed_out.lead"))
    assert talk.note(1, "T") == ""

    opened.value.bring_to_front()
    sign_out(opened.value, office, who=ORGANISER.name)
    office.sign_in(SAM, page=opened.value)
    expect(opened.value.get_by_role("button", name="Sam de Wit")).to_be_visible()
    page.bring_to_front()
    until(lambda: talk.note(1, "S") == "before and after, not on the server", page=page)
    until(lambda: talk.note(1, "T") == "and another box", page=page)
    until(lambda: not drafts(page), page=page)
    people = office.rows("SELECT DISTINCT rater_id FROM scorecard WHERE id = ?", talk.card)
    assert people == [(talk.person,)]


def test_signing_out_waits_for_what_the_server_does_not_have(office: Desk) -> None:
    talk = office.talks[3]
    page = office.sign_in(SAM, f"/conduct?card={talk.card}&at={talk.place(1)}")
    expect(page.locator(".live")).to_be_visible()
    page.route("**/notes", lambda route: route.abort())
    box(page, "S").fill("only in this browser")
    until(lambda: bool(drafts(page)), page=page)
    page.goto(office.app.url)
    page.get_by_role("button", name="Sam de Wit").click()
    page.get_by_role("button", name=say("login.out.here"), exact=True).click()
    shown(page, say("login.unsent.title"))
    page.unroute("**/notes")
    page.get_by_role("button", name=say("login.unsent.open")).click()
    expect(page.locator(".live")).to_be_visible()
    until(lambda: talk.note(1, "S") == "only in this browser", page=page)
    until(lambda: not drafts(page), page=page)
    sign_out(page, office)


def test_somebody_who_loses_their_place_is_out_at_once(office: Desk) -> None:
    page = office.sign_in(SAM)
    expect(page.get_by_role("button", name="Sam de Wit")).to_be_visible()
    person = office.talks[0].person
    office.rows("UPDATE person SET active = 0 WHERE id = ?", person)
    try:
        page.get_by_role("link", name=say("shell.bank")).click()
        shown(page, say("login.inactive.title"))
        page.reload()
        shown(page, say("login.inactive.title"))
        expect(page.locator("body")).to_contain_text(SAM.email)
    finally:
        office.rows("UPDATE person SET active = 1 WHERE id = ?", person)
