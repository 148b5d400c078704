"""Who looks, and in which language: kept by the browser, said in a tab, never taken back by another tab."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from benchmarks.many import CHAIR, World, fill
from interview.i18n import words
from interview.settings import Settings
from interview.storage import open_storage
from tests.chromium import knows_who, settled
from tests.conftest import OpenPage
from tests.running import RunningApp, running

pytestmark = pytest.mark.browser
say = words("nl")


@pytest.fixture(scope="module")
def chair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningApp, str]]:
    """An app with a panel, and the name of its chair."""
    folder = tmp_path_factory.mktemp("panel")
    storage = open_storage(Settings(data=folder))
    fill(storage, World(candidates=3, notes=False))
    with storage.reading() as work:
        name = work.people.get(CHAIR).name
    storage.close()
    with running(folder) as started:
        yield started, name


def asked_who(page: Page, app: RunningApp) -> Page:
    page.goto(app.url)
    settled(page)
    expect(page.get_by_role("heading", name=say("shell.who.title"))).to_be_visible()
    return page


def test_a_tab_that_nobody_answered_leaves_the_answer_of_another_alone(
    chair: tuple[RunningApp, str], open_page: OpenPage
) -> None:
    app, name = chair
    waiting = asked_who(open_page(app, locale="nl-NL"), app)
    answered = asked_who(waiting.context.new_page(), app)
    answered.get_by_role("button", name=name).click()
    knows_who(answered, app)
    expect(answered.get_by_role("heading", name=say("shell.who.title"))).to_have_count(0)

    waiting.get_by_role("button", name=say("shell.language.en")).click()
    expect(waiting.locator("html")).to_have_attribute("lang", "en")
    waiting.reload()
    settled(waiting)
    expect(waiting.get_by_role("button", name=name)).to_be_visible()
    expect(waiting.get_by_role("heading", name=words("en")("shell.who.title"))).to_have_count(0)
    expect(waiting.locator("html")).to_have_attribute("lang", "en")
