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
    if _PERSON not in st.session_state:
        st.session_state[_PERSON] = remembered("person")
    return str(st.session_state[_PERSON])


def set_person(person_id: str) -> None:
    """Somebody said who they are (or, with an empty id, left)."""
    st.session_state[_PERSON] = person_id


def language(fallback: Language | None) -> Language:
    """The language of the app: as chosen, else as kept, else `fallback`, else the browser's, else Dutch."""
    asked = (st.session_state.get(_LANGUAGE), remembered("language"), fallback, (st.context.locale or "")[:2])
    return next((known for answer in asked for known in LANGUAGES if known == answer), "nl")


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
