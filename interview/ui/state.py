"""What a browser session remembers between two runs of a page. Nothing here outlives the session."""

from typing import Any

import streamlit as st

from interview.i18n import LANGUAGES, Language
from interview.ui.components.browser import remembered

_PERSON = "doorvraag.person"
_LANGUAGE = "doorvraag.language"
_NOTICE = "doorvraag.notice"


def person_id() -> str:
    """Who sits at this browser; empty when nobody said."""
    return said_person() or remembered("person")


def said_person() -> str | None:
    """Who said so in this very tab."""
    said: str | None = st.session_state.get(_PERSON)
    return said


def set_person(person_id: str) -> None:
    """Somebody said who they are."""
    st.session_state[_PERSON] = person_id


def language(fallback: Language | None) -> Language:
    """The language of the app: as chosen, else as kept, else `fallback`, else the browser's, else Dutch."""
    asked = (chosen_language(), remembered("language"), fallback, (st.context.locale or "")[:2])
    return next((known for answer in asked for known in LANGUAGES if known == answer), "nl")


def chosen_language() -> Language | None:
    """The language chosen in this very tab."""
    chosen: Language | None = st.session_state.get(_LANGUAGE)
    return chosen


def set_language(language: Language) -> None:
    """Somebody chose the language of the app."""
    st.session_state[_LANGUAGE] = language


def say_next(key: str, **params: Any) -> None:
    """Show this sentence once, above the next page."""
    st.session_state[_NOTICE] = (key, params)


def take_notice() -> tuple[str, dict[str, Any]] | None:
    """The sentence left by `say_next`; it is gone afterwards."""
    notice: tuple[str, dict[str, Any]] | None = st.session_state.pop(_NOTICE, None)
    return notice
