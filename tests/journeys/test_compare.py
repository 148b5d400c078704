"""From the treatment table to a recorded decision, in a real browser: with few candidates and with sixty."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.many import CHAIR, VACANCY, World, fill
from interview.i18n import words
from interview.settings import Settings
from interview.storage import open_storage
from tests import chromium
from tests.chromium import settled
from tests.conftest import OpenPage
from tests.running import RunningApp, running

pytestmark = pytest.mark.browser
say = words("nl")


def furnished(folder: Path, world: World) -> Path:
    """A data folder with a vacancy."""
    storage = open_storage(Settings(data=folder))
    fill(storage, world)
    storage.close()
    return folder


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """An app with six candidates, one of them sealed."""
    with running(furnished(tmp_path_factory.mktemp("few"), World(candidates=6, sealed=1))) as started:
        yield started


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """An app with sixty candidates."""
    with running(furnished(tmp_path_factory.mktemp("many"), World(candidates=60, notes=False))) as started:
        yield started


def as_chair(app: RunningApp, open_page: OpenPage) -> Page:
    """A browser in which the chair is the one who looks, on the comparison."""
    page = open_page(app, locale="nl-NL", viewport={"width": 1280, "height": 900})
    chromium.remember(page.context, app, person=CHAIR, language="nl")
    go(page, app, "comparison")
    return page


def go(page: Page, app: RunningApp, where: str) -> None:
    page.goto(f"{app.url}/{where}?vacancy={VACANCY}")
    settled(page)


def read_the_treatment(page: Page) -> None:
    expect(page.get_by_role("heading", name=say("compare.gate.title"))).to_be_visible()
    assert page.locator("button.name").count() == 0
    page.get_by_role("button", name=say("compare.gate.open")).click()
    expect(page.locator("button.name").first).to_be_visible()
    settled(page)


def fetched(page: Page, kind: str) -> bytes:
    page.get_by_role("button", name=say("compare.export"), exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("menuitem", name=say(f"compare.export.{kind}"), exact=True).or_(
            page.get_by_role("option", name=say(f"compare.export.{kind}"), exact=True)
        ).click()
    settled(page)
    return Path(started.value.path()).read_bytes()


def test_from_the_treatment_to_a_decision(few: RunningApp, open_page: OpenPage) -> None:
    page = as_chair(few, open_page)
    read_the_treatment(page)
    expect(page.locator("button.name")).to_have_count(5)
    names = page.locator("button.name .who").all_inner_texts()

    page.locator("button.name").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name=say("compare.step.title", name=names[1]))).to_be_visible()
    settled(page)

    paper = pypdfium2.PdfDocument(io.BytesIO(fetched(page, "pdf")))
    text = paper[0].get_textpage().get_text_range()
    assert all(name in text for name in names)
    book = openpyxl.load_workbook(io.BytesIO(fetched(page, "xlsx")))
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == names
    assert fetched(page, "csv").startswith(b"\xef\xbb\xbf")

    page.locator("button.name").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".dv-voices")).to_be_visible()
    expect(page.locator(".dv-under").first).to_contain_text(names[2])

    go(page, few, "decision")
    page.locator("button.name").nth(2).click()
    expect(page.get_by_role("heading", name=names[2])).to_be_visible()
    page.get_by_role("radio", name=say("decision.verdict.hire")).or_(
        page.get_by_role("button", name=say("decision.verdict.hire"))
    ).first.click()
    expect(page.get_by_text(say("decision.departs.title"))).to_be_visible()
    page.locator("[class*=st-key-reason-] textarea").first.fill(
        "Zei nee tegen een directeur en bood een leenlaptop aan."
    )
    page.locator("[class*=st-key-departs-candidate] textarea").fill("Sterkste in nee zeggen, vraag 3.")
    page.locator("[class*=st-key-departs-candidate] textarea").blur()
    settled(page)
    page.get_by_role("button", name=say("decision.record"), exact=True).click()
    expect(page.get_by_text(say("decision.recorded", name=names[2]))).to_be_visible()
    expect(page.locator(".end.strong")).to_have_text(say("decision.verdict.hire"))


def test_sixty_candidates_in_a_window_that_the_keyboard_moves(many: RunningApp, open_page: OpenPage) -> None:
    page = as_chair(many, open_page)
    read_the_treatment(page)
    expect(page.locator("button.name")).to_have_count(13)
    expect(page.locator(".overview rect")).to_have_count(60)
    first = page.locator("button.name .who").first.inner_text()
    page.locator("button.name").first.focus()
    for _ in range(2):
        page.keyboard.press("PageDown")
    expect(page.locator("button.name .who").filter(has_text=first)).to_have_count(0)
    expect(page.locator("button.name")).to_have_count(13)
    shown = page.locator("button.name .who").all_inner_texts()
    expect(page.get_by_role("heading", name=say("compare.step.title", name=shown[-1]))).to_be_visible()
    page.get_by_label(say("compare.search")).fill(first)
    page.keyboard.press("Enter")
    expect(page.locator("button.name .who").first).to_have_text(first)


def test_hidden_names_do_not_reach_the_browser(few: RunningApp, open_page: OpenPage) -> None:
    page = as_chair(few, open_page)
    shut = page.get_by_role("button", name=say("compare.gate.open"))
    expect(shut.or_(page.locator("button.name").first)).to_be_visible()
    if shut.count():
        read_the_treatment(page)
    expect(page.locator("button.name")).to_have_count(5)
    names = page.locator("button.name .who").all_inner_texts()
    page.get_by_text(say("compare.hide"), exact=True).click()
    expect(page.locator("button.name .who").first).to_contain_text("Kandidaat")
    settled(page)
    for name in names:
        expect(page.locator(".stMainBlockContainer")).not_to_contain_text(name)


def in_sight(page: Page, inside: Locator, outside: Locator) -> bool:
    """Whether nothing of `inside` is cut off at the edges of `outside`."""
    settled(page)
    seen, around = inside.bounding_box(), outside.bounding_box()
    assert seen and around
    across = around["x"] <= seen["x"] and seen["x"] + seen["width"] <= around["x"] + around["width"] + 1
    return across and around["y"] <= seen["y"] and seen["y"] + seen["height"] <= around["y"] + around["height"] + 1


def test_on_a_narrow_screen_nothing_is_cut_off_and_escape_leads_back(many: RunningApp, open_page: OpenPage) -> None:
    page = as_chair(many, open_page)
    shut = page.get_by_role("button", name=say("compare.gate.open"))
    expect(shut.or_(page.locator("button.name").first)).to_be_visible()
    if shut.count():
        assert in_sight(page, shut, page.get_by_test_id("stMain")), "the button stands below a table of sixty"
        read_the_treatment(page)
    page.set_viewport_size({"width": 1024, "height": 768})
    page.get_by_role("button", name=say("compare.as_table"), exact=True).click()
    table = page.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    settled(page)
    room = table.bounding_box()
    assert room and room["width"] > 800, "the table has the page's width, not a button's"
    page.keyboard.press("Escape")

    go(page, many, "decision")
    rows, blocks = page.locator("button.name"), page.locator(".blocks")
    expect(rows).to_have_count(60)
    assert in_sight(page, page.locator(".end").first, blocks)
    rows.first.focus()
    for _ in range(3):
        page.keyboard.press("PageDown")
    expect(rows.nth(15)).to_be_focused()
    expect(page.get_by_role("heading", name=rows.nth(15).locator(".who").inner_text())).to_be_visible()
    assert in_sight(page, rows.nth(15), blocks), "the list follows the keyboard, and stays there after the page has run"

    page.goto(f"{many.url}/evidence?vacancy={VACANCY}&candidate=candidate-2")
    expect(page.locator(".figure").first).to_be_visible()
    assert in_sight(page, page.locator("td.last").first, blocks)
    page.keyboard.press("Escape")
    expect(page.locator("button.name").nth(12)).to_be_visible()
    assert "candidate=candidate-2" in page.url
