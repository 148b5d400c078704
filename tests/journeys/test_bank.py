"""An own question, from the first wrong word to a guide that a vacancy is set up with."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from interview.i18n import Language
from question_bank import Shelf
from tests.conftest import OpenPage
from tests.journeys.author import Author
from tests.running import running

pytestmark = pytest.mark.browser

ANGRY = {"en": "Tell me about a time when a customer was angry", "nl": "Vertel over een keer dat een klant boos"}
WRONG = {
    "en": "What would you do if a customer shouted at you?",
    "nl": "Wat zou je doen als een klant tegen je schreeuwde?",
}
OBJECTION = {"en": re.compile('"would you" asks what somebody would do'), "nl": re.compile('"zou je" vraagt naar wat')}
MENDED = {
    "en": "Tell me about a time when a customer shouted at you on the phone.",
    "nl": "Vertel over een keer dat een klant aan de telefoon tegen je schreeuwde.",
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_from_a_wrong_word_to_a_guide_at_set_up(open_page: OpenPage, tmp_path: Path, language: Language) -> None:
    with running(tmp_path / "data") as app:
        author = Author(open_page(app, locale={"en": "en-GB", "nl": "nl-NL"}[language]), language)
        say = author.say
        author.open(say("shell.bank"))

        author.follow(ANGRY[language])
        author.open(say("bank.adapt"))
        box = author.box("bank.field.text", language)
        author.type_slowly(box, WRONG[language])
        author.sees(OBJECTION[language])  # while the caret is still in the box
        expect(box).to_be_focused()
        author.type_slowly(box, MENDED[language])
        author.sees(say("bank.form.fine"))
        for other in {"en", "nl"} - {language}:
            author.fill(author.box("bank.field.text", other), MENDED[other])  # type: ignore[arg-type]
        author.press("bank.form.keep")
        author.sees(say("bank.form.kept"))

        author.open(say("shell.bank"), say("bank.new_guide"))
        author.press("bank.guide.begin.do")
        author.fill(author.box("bank.guide.name", "nl"), "Servicedesk Utrecht")
        author.fill(author.box("bank.guide.name", "en"), "Service desk Utrecht")
        author.add_question(MENDED[language])
        publish = author.page.get_by_role("button", name=say("bank.guide.publish"), exact=True)
        expect(publish).to_be_disabled()
        author.press("bank.weights.even")
        author.press("bank.guide.publish")
        author.sees(say("bank.guide.published_now"))

        name = {"en": "Service desk Utrecht", "nl": "Servicedesk Utrecht"}[language]
        author.open(say("shell.home"))
        author.page.get_by_role("button", name=say("home.own.open")).click()
        author.page.get_by_role("combobox", name=say("setup.guide")).click()
        expect(author.page.get_by_role("option", name=re.compile(name))).to_be_visible()

    bank = Shelf(tmp_path / "data" / "bank").bank
    frozen = bank.published["service-desk-utrecht"]
    assert frozen.questions[-1].text.get(language) == MENDED[language]
    assert bank.is_own("questions", frozen.questions[-1].id)
