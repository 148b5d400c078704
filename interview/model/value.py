"""What every noun is: a frozen pydantic value; and the cleaning of typed text, done once, here."""

import re
import unicodedata
import uuid
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from interview.errors import InputError

NAME_LIMIT = 200
"""Characters in a name or title."""
NOTE_LIMIT = 100_000
"""Characters in one note box."""
REASON_LIMIT = 2_000
"""Characters in a reason."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Unicode's control characters (Cc) but newline and tab; a note is cleaned at every autosave, so by one pattern."""
_UNSEEN = " \u034f\u115f\u1160\u200c\u200d\u2800\u3164\uffa0"
"""Joiners, fillers and blanks: part of some words, but at the edge of a line, or alone, nothing anybody can see."""


class Value(BaseModel):
    """A frozen value; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def new_id() -> str:
    """A random identifier: 32 hexadecimal characters."""
    return uuid.uuid4().hex


def clean_line(text: str) -> str:
    """One line of typed text: NFC, spaces folded, without control, bidirectional and unassigned characters.

    Letters of every script, accents and emoji stay as typed; Markdown, HTML and LaTeX are just characters here.
    """
    text = _pairs(text).replace("\t", " ").replace("\n", " ").replace("\r", " ")
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if not _invisible(c))
    return " ".join(kept.split()).strip(_UNSEEN)


def clean_note(text: str) -> str:
    """Typed text of several lines: as typed, but line ends are newlines and control characters are gone.

    Nothing a person can see is changed, so that what was typed is what is kept.
    """
    text = _pairs(text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)


def _pairs(text: str) -> str:
    """Surrogate halves joined where they pair (browsers send UTF-16), replaced where they don't."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _invisible(char: str) -> bool:
    # Cf holds the bidirectional controls but also ZWJ and ZWNJ, which emoji and some scripts need.
    return unicodedata.category(char) in {"Cc", "Cf", "Cn", "Co", "Cs"} and char not in "\u200c\u200d"


def required_name(text: str, field: str, limit: int = NAME_LIMIT) -> str:
    """A cleaned name. Errors: `InputError` with `empty` or `too_long` and the field's name."""
    name = clean_line(text)
    if not name:
        raise InputError("empty", field=field)
    if len(name) > limit:
        raise InputError("too_long", field=field, length=len(name), limit=limit)
    return name


def required_reason(text: str, field: str = "reason") -> str:
    """A cleaned reason of one or more lines. Errors: as `required_name`."""
    reason = clean_note(text).strip()
    if not reason:
        raise InputError("empty", field=field)
    if len(reason) > REASON_LIMIT:
        raise InputError("too_long", field=field, length=len(reason), limit=REASON_LIMIT)
    return reason


Line = Annotated[str, BeforeValidator(lambda v: clean_line(v) if isinstance(v, str) else v)]
"""A string field holding one cleaned line."""
Typed = Annotated[str, BeforeValidator(lambda v: clean_note(v) if isinstance(v, str) else v)]
"""A string field holding cleaned text of several lines; without it a lone surrogate half would be an error."""
