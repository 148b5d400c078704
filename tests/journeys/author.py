"""Somebody who writes for the bank: types, reads what is objected to, mends it, and publishes a guide."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from interview.i18n import Language, Words, words
from tests.chromium import settled


@dataclass
class Author:
    """A person at a browser, in one language of the app."""

    page: Page
    language: Language

    @property
    def say(self) -> Words:
        """What stands on the screen."""
        return words(self.language)

    def open(self, *names: str) -> None:
        """Follow links by their words, one after another."""
        for name in names:
            self.page.get_by_role("link", name=name, exact=True).first.click()
            settled(self.page)

    def follow(self, beginning: str) -> None:
        """Follow the link whose words begin like this."""
        self.page.get_by_role("link", name=re.compile(f"^{re.escape(beginning)}")).first.click()
        settled(self.page)

    def box(self, key: str, language: Language) -> Locator:
        """The box for a sentence of the form in one language, by the key of its label."""
        spoken = self.say(f"setup.language.{language}")
        return self.page.get_by_label(f"{self.say(key)} ({spoken})", exact=True)

    def type_slowly(self, box: Locator, text: str) -> None:
        """Type over what stands there, key by key, and stay in the box."""
        box.click()
        box.press("Control+a")
        box.press_sequentially(text, delay=15)

    def fill(self, box: Locator, text: str) -> None:
        """Put a text in a box and leave it."""
        box.fill(text)
        box.press("Tab")
        settled(self.page)

    def press(self, key: str) -> None:
        """Press the button with these words."""
        button = self.page.get_by_role("button", name=self.say(key), exact=True)
        expect(button).to_be_enabled()
        button.click()
        settled(self.page)

    def sees(self, text: str | re.Pattern[str]) -> None:
        """These words come to stand on the page."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def add_question(self, words_of_it: str) -> None:
        """Find a question by its words and add it to the guide."""
        self.page.get_by_role("combobox", name=self.say("bank.guide.add")).click()
        self.page.keyboard.type(words_of_it)
        expect(self.page.get_by_role("combobox", name=self.say("bank.guide.add"))).to_have_value(words_of_it)
        self.page.get_by_role("option", name=re.compile(re.escape(words_of_it))).click()
        settled(self.page)
        self.press("bank.guide.add.do")
