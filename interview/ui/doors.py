"""What the web application hands to the pages when it starts: the data, and the two ways to routes beside the pages."""

from collections.abc import Callable
from dataclasses import dataclass

from interview.i18n import Language
from interview.storage import Storage
from interview.workflow.sign_in import Entrance
from question_bank import Bank, Shelf


@dataclass(frozen=True)
class Doors:
    """What a page can't make by itself."""

    storage: Storage
    shelf: Shelf
    """The question bank, and where own content is written."""
    mint: Callable[[str, str], str]
    """`mint(person_id, card_id)` signs a pass for the notes route."""
    offer: Callable[[Callable[[str], bytes], str, str, str], str]
    """`offer(make, filename, media_type, person_id)` is the address where that person may fetch a document once."""
    language: Language | None = None
    """Language of pages before anyone chose one; None asks the browser."""
    entrance: Entrance | None = None
    """How people come in where they log in; None where anybody here may pick any name of the panel."""

    @property
    def bank(self) -> Bank:
        """The question bank as it is now: own content is read again after it changed."""
        return self.shelf.bank


_furnished: list[Doors] = []


def furnish(doors: Doors) -> None:
    """Called once by the application when it starts, before the first page is asked for."""
    _furnished[:] = [doors]


def furnished() -> Doors:
    """What was handed over. Errors: `RuntimeError` when the pages run without the application."""
    if not _furnished:
        raise RuntimeError("the pages were opened without the application that furnishes them")
    return _furnished[0]
