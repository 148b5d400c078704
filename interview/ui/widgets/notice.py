"""Sentences about what happened: quiet ones, and what went wrong."""

import logging
import secrets

from streamlit.delta_generator import DeltaGenerator

from interview.errors import DoorvraagError, InputError, NotAllowed, NotFound, place_of
from interview.i18n import Words
from interview.ui.widgets.html import Html, div, tag
from interview.ui.widgets.shapes import FULL, HALF, dot

log = logging.getLogger("doorvraag.ui")


def good(place: DeltaGenerator, words: str) -> None:
    """Something was done."""
    place.html(div("dv-notice", dot(FULL), tag("p", words, role="status")))


def bad(place: DeltaGenerator, words: str, kept: str = "") -> None:
    """Something can't be done: what, and what was kept. Says it at once to screen readers."""
    lines = Html(tag("p", words) + (tag("p", kept, class_="dv-quiet") if kept else ""))
    place.html(Html(f'<div class="dv-notice dv-bad" role="alert">{dot(HALF)}<div>{lines}</div></div>'))


def known(place: DeltaGenerator, error: DoorvraagError, say: Words) -> None:
    """An error raised on purpose, in its own sentence."""
    params = dict(error.params)
    if isinstance(error, InputError):
        params["field"] = say(f"errors.field.{error.field}")
    log.info("refused: %s", error)
    nothing_filled_in = isinstance(error, NotFound | NotAllowed)
    bad(place, say(f"errors.{error.key}", **params), "" if nothing_filled_in else say("errors.kept"))


def unknown(place: DeltaGenerator, error: Exception, say: Words) -> None:
    """A fault of the program: a sentence with a number that stands in the log beside the place of the fault."""
    number = secrets.token_hex(4)
    log.error("fault %s: %s", number, place_of(error))
    bad(place, say("errors.unexpected", number=number), say("errors.kept"))
