"""Faces: which glyph a character is, how wide it is, and which face draws what another one lacks."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

FONTS = Path(__file__).parents[1] / "fonts"

# In the order in which they are asked. Noto Sans first: it also has the replacement character, so nothing is ever lost.
FALLBACKS = (
    *(f"noto/NotoSans{script}-Regular.ttf" for script in ("", "Hebrew", "Arabic", "Devanagari", "Bengali")),
    *(f"noto/NotoSans{script}-Regular.ttf" for script in ("Gujarati", "Gurmukhi", "Kannada", "Malayalam", "Oriya")),
    *(f"noto/NotoSans{script}-Regular.ttf" for script in ("Sinhala", "Tamil", "Telugu", "Thai", "Lao", "Khmer")),
    *(f"noto/NotoSans{script}-Regular.ttf" for script in ("Myanmar", "Armenian", "Georgian", "Ethiopic")),
    "cjk/HanKana.ttf",
    "cjk/Hangul.ttf",
    "noto/NotoSansSymbols-Regular.ttf",
    "noto/NotoEmoji-Regular.ttf",
)
LAST_RESORT = FALLBACKS[0]
# Han, kana and Hangul syllables stand side by side: no shaping, one glyph a character.
_UNSHAPED = ("cjk/",)


class Glyph(NamedTuple):
    """One placed glyph; lengths in thousandths of the font size."""

    number: int
    advance: float
    x: float
    y: float
    cluster: int
    """Index of the first character it stands for."""


class Numbers(dict[str, int]):
    """Glyph numbers of single characters in one face, looked up in the font when first asked for."""

    def __init__(self, owner: "Face") -> None:
        self._owner = owner

    def __missing__(self, char: str) -> int:
        found = self[char] = self._owner.font.get_nominal_glyph(ord(char)) or 0
        return found


class Advances(dict[str, float]):
    """Advances of single characters in one face, in thousandths of the size."""

    def __init__(self, owner: "Face") -> None:
        self._owner = owner

    def __missing__(self, char: str) -> float:
        found = self[char] = self._owner.advance(self._owner.numbers[char])
        return found


class Face:
    """One font file. `tabular` gives figures of equal width; `kerned` sets pairs closer, for large sizes."""

    def __init__(self, file: str, *, tabular: bool = False, kerned: bool = False) -> None:
        self.file = file
        self.kerned = kerned
        self.shaped = not file.startswith(_UNSHAPED)
        self.source = hb.Face(hb.Blob.from_file_path(str(FONTS / file)))
        self.font = hb.Font(self.source)
        self.scale = 1000 / self.source.upem
        self.coverage = frozenset(map(chr, self.source.unicodes))
        self.plain = frozenset(char for char in self.coverage if unicodedata.category(char)[0] not in "MC")
        """Characters that are one glyph each, wherever they stand."""
        self.numbers = Numbers(self)
        self.advances = Advances(self)
        if tabular:
            for figure, glyph in zip("0123456789", self.shape("0123456789", tnum=True), strict=True):
                self.numbers[figure] = glyph.number

    def advance(self, number: int) -> float:
        """Advance of a glyph in thousandths of the size."""
        return float(self.font.get_glyph_h_advance(number) * self.scale)

    def shape(self, text: str, *, rtl: bool = False, tnum: bool = False) -> list[Glyph]:
        """The glyphs of a run of one script and direction, in visual order."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(self.font, buffer, {"tnum": tnum, "liga": True})
        places = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        return [
            Glyph(
                info.codepoint,
                at.x_advance * self.scale,
                at.x_offset * self.scale,
                at.y_offset * self.scale,
                info.cluster,
            )
            for info, at in places
        ]


@cache
def face(file: str, tabular: bool = False, kerned: bool = False) -> Face:
    """The face of a file below `fonts`, loaded once a process."""
    return Face(file, tabular=tabular, kerned=kerned)


@cache
def fallback_for(char: str) -> Face | None:
    """The first fallback face that has `char`; None when no face has it."""
    return next((found for file in FALLBACKS if char in (found := face(file)).coverage), None)


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")


def has_right_to_left(text: str) -> bool:
    """Whether the order on paper may differ from the order of the characters."""
    return _RIGHT_TO_LEFT.search(text) is not None
