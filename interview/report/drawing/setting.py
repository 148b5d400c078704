"""Setting type: text to lines, each with its width.

Nothing here reads markup: what a person typed is what is shown.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from interview.report.drawing.clean import clean, one_line
from interview.report.drawing.faces import Face, face, has_right_to_left
from interview.report.drawing.runs import Run, clusters, visual_runs
from interview.report.drawing.styles import Style

SMALLEST_FIT = 0.86
"""How far a text of one line may shrink before it is cut."""
RUNT = 0.16
"""A last line shorter than this share of the measure is broken again, if that costs no line."""
_CACHED_LENGTH = 40
_ENDLESS = 400
"""Characters of a word that is wider than any line, so needs no measuring."""
_NARROWEST = 0.2
"""Advance of the narrowest letters in ems: how many characters can be in a line at most."""
# After a hyphen, dash, slash or zero-width space; between Han or kana, but not before closing or after opening marks.
_BREAKS = re.compile(
    "(?<=[-/\u2013\u2014\u200b])(?=[^\\s\\d-])"
    "|(?<=[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef])(?<![\u3008\u300a\u300c\u300e\u3010\uff08\uff3b])"
    "(?![\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\u30fc\u3005\u3041\u3043"
    "\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7])(?=.)"
)


class Placed(NamedTuple):
    """One glyph of a shaped piece; lengths in thousandths of the size."""

    number: int
    """In the font file."""
    shift: float
    """How far it moves left before it is drawn."""
    rise: float
    meaning: str
    """The text it stands for."""


class Piece(NamedTuple):
    """Text of one face. `actual` is what it stands for when glyphs alone don't say it."""

    face: Face
    text: str
    actual: str | None
    width: float
    """In thousandths of the size."""
    glyphs: tuple[Placed, ...] | None = None
    """What shaping made of the text; None when each character is drawn as it is."""
    tail: float = 0.0
    """The shift after the last glyph."""


class Line(NamedTuple):
    """One line: `width` in points, at the size it was set for. `text` is what was set, in the order of reading."""

    pieces: tuple[Piece, ...] | None
    """From left to right; None when the face of the style draws the text as it is."""
    width: float
    text: str


class Words(dict[str, float]):
    """Widths of words in one face, in thousandths: looked up if short, worked out if new."""

    def __init__(self, owner: Face) -> None:
        self._advance = owner.advances.__getitem__

    def __missing__(self, word: str) -> float:
        found = sum(map(self._advance, word))
        if len(word) < _CACHED_LENGTH:
            self[word] = found
        return found


Measure = Callable[[str], float]


class Setter:
    """Sets the text of one document, and remembers what it measured."""

    def __init__(self) -> None:
        self._words: dict[Face, Words] = {}
        self._lines: dict[tuple[str, Style], Line] = {}
        self._runs: dict[tuple[Face, str], tuple[Piece, ...]] = {}

    def line(self, text: str, style: Style) -> Line:
        """`text` as one line, however wide. A space at its end is drawn, so that readers keep words apart."""
        known = self._lines.get((text, style))
        if known is None:
            known = self._compose(one_line(text), style, more=text.endswith(" "))
            if len(text) < _CACHED_LENGTH:
                self._lines[text, style] = known
        return known

    def width(self, text: str, style: Style) -> float:
        """Width in points of `text` as one line."""
        return self.line(text, style).width

    def fit(self, text: str, style: Style, limit: float) -> tuple[Line, Style]:
        """`text` as one line no wider than `limit`: smaller down to `SMALLEST_FIT`, then cut with an ellipsis."""
        line = self.line(text, style)
        if line.width <= limit:
            return line, style
        style = style.sized(style.size * max(SMALLEST_FIT, limit / line.width * 0.999))
        line = self.line(text, style)
        if line.width > limit:
            line = self._cut(one_line(text), style, limit)
        return line, style

    def _cut(self, text: str, style: Style, limit: float) -> Line:
        pieces = list(clusters(text[: int(limit / style.size / _NARROWEST * 4) + 8]))
        low, high = 0, len(pieces)
        while low < high:
            middle = (low + high + 1) // 2
            if self._compose(_shortened(pieces[:middle]), style).width <= limit:
                low = middle
            else:
                high = middle - 1
        return self._compose(_shortened(pieces[:low]), style)

    def wrap(self, text: str, style: Style, limit: float) -> list[Line]:
        """`text` in lines no wider than `limit`; newlines are kept. An empty text is no lines."""
        text = clean(text).strip("\n")
        if not text:
            return []
        lines: list[Line] = []
        for paragraph in text.split("\n"):
            lines += self._paragraph(paragraph, style, limit)
        return lines

    def few(self, text: str, style: Style, limit: float, most: int) -> list[Line]:
        """`wrap` with `most` lines at most; the last one ends in an ellipsis when there is more."""
        lines = self.wrap(text, style, limit)
        if len(lines) <= most:
            return lines
        rest = one_line(" ".join(line.text for line in lines[most - 1 : most + 1]))
        return [*lines[: most - 1], self._cut(rest + "\u2026", style, limit)]

    def _paragraph(self, text: str, style: Style, limit: float) -> list[Line]:
        owner = face(style.file, style.tabular, style.kerned)
        measure = self._measure(text, owner)
        found = _without_runt(text, limit * 1000 / style.size, measure or self._piecewise(owner))
        last = len(found) - 1
        if measure is None:
            return [self._compose(words, style, more=place < last) for place, (words, _) in enumerate(found)]
        # Every line but the last ends in a drawn space, or readers glue its last word to the next.
        return [
            Line(None, width * style.size / 1000, words + " " if place < last else words)
            for place, (words, width) in enumerate(found)
        ]

    def _measure(self, text: str, owner: Face) -> Measure | None:
        """What measures `text` and its parts when the face draws it as it is."""
        if owner.kerned or not owner.plain.issuperset(text):
            return None
        table = self._words.get(owner)
        if table is None:
            table = self._words[owner] = Words(owner)
        return table.__getitem__

    def _piecewise(self, owner: Face) -> Measure:
        return lambda words: sum(piece.width for piece in self._pieces(words, owner))

    def _compose(self, text: str, style: Style, *, more: bool = False) -> Line:
        """`more`: something follows on the same line or on the next. The text then ends in a drawn space."""
        owner = face(style.file, style.tabular, style.kerned)
        drawn = text + " " if more else text
        measure = self._measure(text, owner)
        if measure is not None:
            space = measure(" ")
            width = sum([measure(word) + space for word in text.split(" ")]) - space
            return Line(None, width * style.size / 1000, drawn)
        pieces = self._visual(drawn, owner)
        width = sum(piece.width for piece in pieces) - (owner.advances[" "] if more else 0)
        return Line(pieces, width * style.size / 1000, drawn)

    def _visual(self, text: str, owner: Face) -> tuple[Piece, ...]:
        pieces = self._pieces(text, owner)
        if not has_right_to_left(text):
            return pieces
        # One stretch for the whole line: readers then get the order of reading, not the order of drawing.
        return tuple(piece._replace(actual=text if place == 0 else "") for place, piece in enumerate(pieces))

    def _pieces(self, text: str, owner: Face) -> tuple[Piece, ...]:
        known = self._runs.get((owner, text))
        if known is None:
            known = tuple(_piece(run) for run in visual_runs(text, owner))
            if len(text) < _CACHED_LENGTH:
                self._runs[owner, text] = known
        return known


def _plain(owner: Face, text: str, actual: str | None = None) -> Piece:
    return Piece(owner, text, actual, sum(map(owner.advances.__getitem__, text)))


def _piece(run: Run) -> Piece:
    if not (run.shaped or run.face.kerned):
        return _plain(run.face, run.text)
    glyphs = run.face.shape(run.text, rtl=run.rtl)
    if any(glyph.number == 0 for glyph in glyphs):
        # The face has the letters but not this way of joining them: better apart than not at all.
        return _plain(run.face, "".join(char for char in run.text if char in run.face.coverage), run.text)
    ends = sorted({glyph.cluster for glyph in glyphs} | {len(run.text)})
    after = dict(pairwise(ends))
    placed: list[Placed] = []
    seen: set[int] = set()
    x = 0.0
    for glyph in glyphs:
        meaning = "\u200b" if glyph.cluster in seen else run.text[glyph.cluster : after[glyph.cluster]]
        seen.add(glyph.cluster)
        shift = x - glyph.x
        placed.append(Placed(glyph.number, shift if abs(shift) >= 0.5 else 0.0, glyph.y, meaning))
        x = glyph.x + run.face.advance(glyph.number) - glyph.advance
    width = sum(glyph.advance for glyph in glyphs)
    actual = None if run.face.kerned else run.text
    return Piece(run.face, run.text, actual, width, tuple(placed), x if abs(x) >= 0.5 else 0.0)


def _shortened(kept: list[str]) -> str:
    return "".join(kept).rstrip(" \u2026") + "\u2026"


def _without_runt(text: str, limit: float, measure: Measure) -> list[tuple[str, float]]:
    """`broken`, again with a shorter measure if the last line is a runt and that costs no line."""
    lines = broken(text, limit, measure)
    if len(lines) > 1 and lines[-1][1] < RUNT * limit:
        for share in (0.96, 0.92, 0.88, 0.84):
            again = broken(text, limit * share, measure)
            if len(again) > len(lines):
                break
            if again[-1][1] >= RUNT * limit:
                return again
    return lines


def broken(text: str, limit: float, measure: Measure) -> list[tuple[str, float]]:
    """`text` without newlines in lines no wider than `limit`, each with its width, in the unit of `measure`."""
    space = measure(" ")
    lines: list[tuple[str, float]] = []
    line: list[str] = []
    used, gap = 0.0, 0.0
    for word in text.split(" "):
        width = measure(word) if len(word) < _ENDLESS else limit + 1
        if used + gap + width <= limit:
            line.append(word)
            used += gap + width
            gap = space
            continue
        *full, rest = _in_parts(word, width, limit, limit - used - gap, measure)
        for part in full:
            if part:
                line.append(part)
                used += gap + measure(part)
            lines.append((" ".join(line), used))
            line, used, gap = [], 0.0, 0.0
        line, used, gap = [rest], measure(rest), space
    return [*lines, (" ".join(line), used)]


def _in_parts(word: str, width: float, limit: float, room: float, measure: Measure) -> list[str]:
    """The word cut where it may break: the first part fits in `room` (or is empty), the others in `limit`."""
    places = [found.start() for found in _BREAKS.finditer(word)]
    if not places and width <= limit:
        return ["", word]
    parts: list[str] = []
    start, index = 0, 0
    while True:
        end = _furthest(word, start, places, index, room, measure)
        if end is None and (parts or room >= limit):
            end = _emergency(word, start, limit, measure)
        if end == len(word):
            return [*parts, word[start:]]
        parts.append("" if end is None else word[start:end])
        start = start if end is None else end
        while index < len(places) and places[index] <= start:
            index += 1
        room = limit


def _furthest(word: str, start: int, places: list[int], index: int, room: float, measure: Measure) -> int | None:
    """The last break, or the end of the word, up to which it fits in `room`."""
    low, high = index - 1, index - 1
    reach = start + int(room / 1000 / _NARROWEST) + 8
    while high + 1 < len(places) and places[high + 1] <= reach:
        high += 1
    if high == len(places) - 1 and len(word) <= reach and measure(word[start:]) <= room:
        return len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[start : places[middle]]) <= room:
            low = middle
        else:
            high = middle - 1
    return places[low] if low >= index else None


def _emergency(word: str, start: int, limit: float, measure: Measure) -> int:
    """Where a word without a break is cut: as late as fits, one letter at least, never between letter and marks."""
    window = word[start : start + int(limit / 1000 / _NARROWEST) + 8]
    ends, place = [], start
    for cluster in clusters(window):
        place += len(cluster)
        ends.append(place)
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[start : ends[middle]]) <= limit:
            low = middle
        else:
            high = middle - 1
    return ends[low]
