"""Typed text made fit for paper: what can't be drawn or could deceive is taken out, everything visible stays."""

import re
import unicodedata

LIMIT = 100_000
"""Characters of one text on paper; the rest is cut, visibly."""
MARKS_IN_A_ROW = 3
"""More combining marks on one letter than any language needs climb over the lines above."""
REPLACEMENT = "\ufffd"
_CUT = "\u2026"

_PLAIN = re.compile(r"[\x20-\x7e\n]*")
_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, soft hyphen, bidirectional controls (a name could be made to read backwards), byte order mark, word joiners,
# interlinear annotation, tag characters.
_DROPPED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]")


def clean(text: str) -> str:
    """`text` with newlines as the only control character, in NFC, without what can't be drawn. Any string is taken."""
    if len(text) > LIMIT:
        text = text[: LIMIT - 1] + _CUT
    if _PLAIN.fullmatch(text):
        return text
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = unicodedata.normalize("NFC", _NEWLINES.sub("\n", text)).replace("\t", " ")
    text = _PRIVATE.sub(REPLACEMENT, _DROPPED.sub("", text))
    return _few_marks(text)


def one_line(text: str) -> str:
    """`clean`, with every run of spaces and newlines as one space."""
    return " ".join(clean(text).split())


def is_mark(char: str) -> bool:
    """Whether `char` sits on the letter before it."""
    return unicodedata.category(char) in ("Mn", "Me", "Mc")


def _few_marks(text: str) -> str:
    if not any(map(unicodedata.combining, text)):
        return text
    kept: list[str] = []
    row = 0
    for char in text:
        row = row + 1 if unicodedata.combining(char) else 0
        if row <= MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)
