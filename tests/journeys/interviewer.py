"""Somebody who does a whole interview with the keyboard, and remembers every character typed."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from playwright.sync_api import Locator, Page, expect

from interview.i18n import Language, Words, words
from tests.chromium import settled

QUESTIONS = 6
LANGUAGE_CHOICE = {"nl": "Nederlands", "en": "English"}


@dataclass
class Interviewer:
    """A person at a browser. `typed` are the note lines, in the order in which they were typed."""

    page: Page
    language: Language
    typed: list[str] = field(default_factory=list)

    @property
    def say(self) -> Words:
        """What stands on the screen."""
        return words(self.language)

    def choose_language(self) -> None:
        """Make the app speak the language of this journey."""
        shown = self.page.get_by_role("button", name=re.compile("^(Nederlands|English)$"))
        expect(shown).to_be_visible()
        if shown.inner_text() == LANGUAGE_CHOICE[self.language]:
            shown.click()
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def set_up(self, title: str, me: str, candidate: str) -> None:
        """Fill in the set-up page, from field to field with Tab."""
        say, keyboard = self.say, self.page.keyboard
        self.page.get_by_role("button", name=say("home.own.open")).click()
        settled(self.page)
        self.page.get_by_label(say("setup.title"), exact=True).focus()
        keyboard.type(title)
        keyboard.press("Tab")
        keyboard.type("IT")
        names = self.page.get_by_label(say("setup.member.name"), exact=True)
        names.first.focus()
        keyboard.type(me)
        names.nth(1).focus()
        keyboard.type(candidate)
        keyboard.press("Tab")
        keyboard.type("candidate@example.org")
        self.page.get_by_role("button", name=say("setup.create")).press("Enter")
        expect(self.page.get_by_text(say("setup.created", n=1))).to_be_visible()

    def start(self) -> None:
        """Begin the talk from the first page."""
        self.page.get_by_role("button", name=self.say("home.start"), exact=True).press("Enter")
        expect(self.page.locator(".live")).to_be_visible()

    def answer(self, number: int) -> None:
        """Type in the four boxes of the question at hand, tick what carries the level, and choose it."""
        keyboard = self.page.keyboard
        expect(self.box("S")).to_be_focused()
        for part in "STAR":
            expect(self.box(part)).to_be_focused()
            line = f"{number}{part} Zoë zei: “ik… dénk” <b>x</b> [a](http://b.c) $d_e$ & {number * 7919} kwam uit"
            keyboard.type(line)
            self.typed.append(line)
            keyboard.press("Tab")
        self.box("R").focus()
        keyboard.press("Control+Enter")
        expect(self.page.get_by_role("checkbox").first).to_be_focused()
        keyboard.press("Space")
        keyboard.press(str(number % 5 + 1))
        keyboard.press("Control+Enter")

    def interview(self) -> None:
        """The whole talk, from the opening to the review, without the mouse."""
        keyboard = self.page.keyboard
        keyboard.press("Alt+PageDown")
        for number in range(1, QUESTIONS + 1):
            self.answer(number)
        for _ in range(3):  # the candidate's questions, the closing, the review
            keyboard.press("Alt+PageDown")
        review = self.page.get_by_role("heading", level=1, name=self.say("review.title", name=""))
        expect(review).to_be_visible()
        settled(self.page)

    def submit(self) -> None:
        """Hand the card in."""
        self.page.get_by_role("button", name=self.say("review.submit")).press("Enter")
        expect(self.page.get_by_text(self.say("review.submitted"))).to_be_visible()

    def report(self, language: Language, folder: Path) -> str:
        """The text of the candidate report, without white space."""
        settled(self.page)
        with self.page.expect_download() as started:
            self.page.get_by_role("button", name=self.say(f"card.report.{language}")).press("Enter")
        path = folder / "report.pdf"
        started.value.save_as(path)
        document = pypdfium2.PdfDocument(path)
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)

    def box(self, part: str) -> Locator:
        """The box of a part of the answer."""
        return self.page.get_by_label(self.say(f"review.part.{part}"), exact=True)
