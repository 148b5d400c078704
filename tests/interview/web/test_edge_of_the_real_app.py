"""The guard around the real Streamlit: handshakes, blocked paths, the script hash, the switch for the dialogs."""

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from interview.web.guard import script_hashes
from tests.chromium import new_context, settled
from tests.conftest import OpenPage
from tests.running import RunningApp
from tests.until import SECONDS


def handshake(app: RunningApp, *, origin: str | None, cookie: bool = True, host: str | None = None) -> int:
    """The HTTP status of a web socket handshake with Streamlit; 101 is accepted."""
    headers = {}
    if cookie:
        jar = httpx.get(app.new_link(), timeout=SECONDS).cookies
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
    if origin:
        headers["Origin"] = origin
    url = f"ws://{host or f'localhost:{app.port}'}/_stcore/stream"
    try:
        with connect(url, additional_headers=headers, sock=None, proxy=None, open_timeout=SECONDS):
            return 101
    except InvalidStatus as refusal:
        return refusal.response.status_code


def test_only_our_own_page_with_the_cookie_opens_a_socket(app: RunningApp) -> None:
    own = app.url
    assert handshake(app, origin=own) == 101
    assert handshake(app, origin=own, cookie=False) == 403
    assert handshake(app, origin=None) == 403
    assert handshake(app, origin="http://evil.example") == 403
    assert handshake(app, origin="http://localhost:3000") == 403
    assert handshake(app, origin=own, host=f"127.0.0.1:{app.port}") == 403


def test_a_rebound_name_gets_nothing(app: RunningApp) -> None:
    evil = f"evil.example:{app.port}"
    answer = httpx.get(app.url, headers={"Host": evil, "Origin": f"http://{evil}"}, timeout=SECONDS)
    assert answer.status_code == 421


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"])
def test_streamlits_open_doors_are_shut(app: RunningApp, path: str) -> None:
    with app.client() as client:
        assert client.get(path).status_code == 403


def test_without_the_cookie_only_health_answers(app: RunningApp) -> None:
    with httpx.Client(base_url=app.url, timeout=SECONDS) as client:
        statuses = {path: client.get(path).status_code for path in ("/", "/health", "/_stcore/host-config")}
    assert statuses == {"/": 401, "/health": 200, "/_stcore/host-config": 401}


def test_the_page_allows_exactly_its_own_inline_script(app: RunningApp) -> None:
    with app.client() as client:
        page = client.get("/")
        assert client.get("/_stcore/host-config").json()["blockErrorDialogs"] is True
    (allowed,) = script_hashes(page.text)
    assert allowed in page.headers["content-security-policy"]


@pytest.mark.browser
def test_the_policy_lets_everything_of_the_app_work(app: RunningApp, open_page: OpenPage) -> None:
    page: Page = open_page(app)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    settled(page)
    assert [text for text in complaints if "Content Security Policy" in text] == []
    assert {url for url in asked if not url.startswith((app.url, "blob:", "data:"))} == set()


@pytest.mark.browser
def test_without_the_link_a_browser_sees_where_to_find_it(app: RunningApp, browser: Browser) -> None:
    with new_context(browser, locale="nl-NL") as context:
        page = context.new_page()
        page.goto(app.url)
        expect(page.get_by_role("heading")).to_have_text("Open Doorvraag met de startlink")
