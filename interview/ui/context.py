"""What every page gets: who is looking, in which language, when; and the two ways to the data."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from interview.i18n import Language, Words, words
from interview.model.panel import Person
from interview.model.sign_in import Login
from interview.ui import state
from interview.ui.doors import Doors
from interview.workflow.sign_in import Refused

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

    from interview.storage import UnitOfWork

NOBODY = "system"
"""The actor in the audit trail until somebody said who they are."""


@dataclass
class Context:
    """One run of one page. `now` carries the time zone of the browser."""

    doors: Doors
    person: Person | None
    people: tuple[Person, ...]
    language: Language
    now: datetime
    problem_place: DeltaGenerator
    """Where the sentence about an error goes: above the page, unless the page names a nearer place."""
    pages: "dict[str, StreamlitPage]"
    login: Login | None = None
    """With sign-in: the login of who is looking."""
    refused: Refused | None = None
    """Why somebody who logged in does not come in."""

    @property
    def viewer_id(self) -> str:
        """The id of who is looking; empty before anybody said so."""
        return self.person.id if self.person else ""

    @property
    def viewer(self) -> str:
        """The id of who is looking; `system` before anybody said so."""
        return self.person.id if self.person else NOBODY

    @property
    def say(self) -> Words:
        """The sentences of the app's language."""
        return words(self.language)

    @property
    def zone(self) -> tzinfo | None:
        """The time zone of the browser."""
        return self.now.tzinfo

    def local(self, moment: datetime) -> datetime:
        """The same moment on the clock of the browser."""
        return moment.astimezone(self.zone)

    def reading(self) -> "AbstractContextManager[UnitOfWork]":
        """A consistent snapshot to read from."""
        self._still_here()
        return self.doors.storage.reading()

    def open_work(self) -> "AbstractContextManager[UnitOfWork]":
        """One transaction: everything in the block happens, or nothing."""
        self._still_here()
        return self.doors.storage.work(self.viewer, self.now)

    def _still_here(self) -> None:
        """A part of a page that runs by itself ends with the session too: the whole page runs, and asks to sign in."""
        entrance = self.doors.entrance
        if entrance is None or self.person is None or self.login is None:
            return
        if entrance.sessions.person(self.login.key, datetime.now(UTC), active=False) != self.person.id:
            st.rerun()

    def asked(self, name: str) -> str:
        """The id in the address of the page, empty when there is none."""
        return str(st.query_params.get(name, ""))

    def go(self, page: str, notice: str = "", params: dict[str, Any] | None = None, **ids: str) -> NoReturn:
        """Open another page (its `KEY`) with ids in its address, and there show the sentence `notice` once."""
        if notice:
            state.say_next(notice, **(params or {}))
        st.switch_page(self.pages[page], query_params=ids)

    def again(self, notice: str = "", **params: Any) -> NoReturn:
        """Run this page anew, with the sentence `notice` above it."""
        if notice:
            state.say_next(notice, **params)
        st.rerun()
