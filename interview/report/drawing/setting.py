"""Setting type: text to lines, each with its width and the operators that show it.

Nothing here reads markup: what a person typed is what is shown.
"""

import re
from collections.abc import Callable
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
_NARROWEST = 0.2
"""Advance of the narrowest letters in ems: how many characters can be in a line at most."""
# After a hyphen, dash, slash or zero-width space; between Han or kana, but not before closing or after opening marks.
_BREAKS = re.compile(
    "(?<=[-/\u2013\u2014\u200b])(?=[^\\s\\d-])"
    "|(?<=[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef])(?<![\u3008\u300a\u300c\u300e\u3010\uff08\uff3b])"
    "(?![\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\u30fc\u3005\u3041\u3043"
    "\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7])(?=.)"
)


class Piece(NamedTuple):
    """Text of one face, ready to show. `actual` is what it stands for when glyphs alone don't say it."""

    face: Face
    show: str
    actual: str | None
    width: float
    """In thousandths of the size."""


class Line(NamedTuple):
    """One line: `width` in points, at the size it was set for. `text` is what was set, in the order of reading."""

    pieces: tuple[Piece, ...]
    width: float
    text: str


class Words(dict[str, tuple[float, str]]):
    """Width in thousandths and codes of words in one face: looked up if short, worked out if new."""

    def __init__(self, owner: Face) -> None:
        self._glyphs = owner.glyphs

    def __missing__(self, word: str) -> tuple[float, str]:
        table = self._glyphs
        glyphs = [table[char] for char in word]
        found = sum([glyph.advance for glyph in glyphs]), "".join([glyph.code for glyph in glyphs])
        if len(word) < _CACHED_LENGTH:
            self[word] = found
        return found


class Setter:
    """Sets the text of one document and remembers which glyphs it used, so that only those are embedded."""

    def __init__(self) -> None:
        self.used: dict[Face, dict[int, str]] = {}
        self._drawn: dict[Face, set[str]] = {}
        self._words: dict[Face, Words] = {}
        self._lines: dict[tuple[str, Style], Line] = {}
        self._runs: dict[tuple[Face, str], tuple[Piece, ...]] = {}

    def line(self, text: str, style: Style) -> Line:
        """`text` as one line, however wide. A space at its end is drawn, so that readers keep words apart."""
        return self._single(text, style)

    def _single(self, text: str, style: Style) -> Line:
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
        line = self._single(text, style)
        if line.width <= limit:
            return line, style
        style = style.sized(style.size * max(SMALLEST_FIT, limit / line.width * 0.999))
        line = self._single(text, style)
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
            broken = self._paragraph(paragraph, style, limit)
            lines += [self._compose(words, style, more=place < len(broken) - 1) for place, words in enumerate(broken)]
        return lines

    def few(self, text: str, style: Style, limit: float, most: int) -> list[Line]:
        """`wrap` with `most` lines at most; the last one ends in an ellipsis when there is more."""
        lines = self.wrap(text, style, limit)
        if len(lines) <= most:
            return lines
        rest = one_line(" ".join(line.text for line in lines[most - 1 : most + 1]))
        return [*lines[: most - 1], self._cut(rest + "\u2026", style, limit)]

    def _paragraph(self, text: str, style: Style, limit: float) -> list[str]:
        owner = face(style.file, style.tabular, style.kerned)
        measure = self._measure(text, owner)
        thousandths = limit * 1000 / style.size
        lines = broken(text, thousandths, measure)
        if len(lines) > 1 and measure(lines[-1]) < RUNT * thousandths:
            for share in (0.96, 0.92, 0.88, 0.84):
                again = broken(text, thousandths * share, measure)
                if len(again) > len(lines):
                    break
                if measure(again[-1]) >= RUNT * thousandths:
                    return again
        return lines

    def _measure(self, text: str, owner: Face) -> Callable[[str], float]:
        if not owner.kerned and owner.plain.issuperset(text):
            table = self._table(owner)
            return lambda words: table[words][0]
        return lambda words: sum(piece.width for piece in self._pieces(words, owner))

    def _table(self, owner: Face) -> "Words":
        table = self._words.get(owner)
        if table is None:
            table = self._words[owner] = Words(owner)
        return table

    def _compose(self, text: str, style: Style, *, more: bool = False) -> Line:
        """`more`: another line of the same paragraph follows. It ends in a drawn space, or readers glue the words."""
        owner = face(style.file, style.tabular, style.kerned)
        if more:
            text += " "
        code, space = owner.glyphs[" "][1:]
        if not owner.kerned and owner.plain.issuperset(text):
            table = self._table(owner)
            words = [table[word] for word in text.split(" ")]
            self._drawn.setdefault(owner, set()).update(text)
            total = sum([word[0] for word in words]) + space * (len(words) - 1)
            shown = f"<{code.join([word[1] for word in words])}>Tj"
            pieces: tuple[Piece, ...] = (Piece(owner, shown, None, total),)
        else:
            pieces = self._visual(text, owner)
            total = sum(piece.width for piece in pieces)
        return Line(pieces, (total - (space if more else 0)) * style.size / 1000, text)

    def _visual(self, text: str, owner: Face) -> tuple[Piece, ...]:
        pieces = self._pieces(text, owner)
        if not has_right_to_left(text):
            return pieces
        # One stretch for the whole line: readers then get the order of reading, not the order of drawing.
        return tuple(piece._replace(actual=text if place == 0 else "") for place, piece in enumerate(pieces))

    def _pieces(self, text: str, owner: Face) -> tuple[Piece, ...]:
        known = self._runs.get((owner, text))
        if known is None:
            known = tuple(self._piece(run) for run in visual_runs(text, owner))
            if len(text) < _CACHED_LENGTH:
                self._runs[owner, text] = known
        return known

    def _piece(self, run: Run) -> Piece:
        if not (run.shaped or run.face.kerned):
            width, codes = self._table(run.face)[run.text]
            self._drawn.setdefault(run.face, set()).update(run.text)
            return Piece(run.face, f"<{codes}>Tj", None, width)
        return self._shaped(run)

    def _shaped(self, run: Run) -> Piece:
        glyphs = run.face.shape(run.text, rtl=run.rtl)
        if any(glyph.number == 0 for glyph in glyphs):
            # The face has the letters but not this way of joining them: better apart than not at all.
            letters = "".join(char for char in run.text if char in run.face.coverage)
            width, codes = self._table(run.face)[letters]
            self._drawn.setdefault(run.face, set()).update(letters)
            return Piece(run.face, f"<{codes}>Tj", run.text, width)
        shown, width, x, rise = [], 0.0, 0.0, 0.0
        used = self.used.setdefault(run.face, {})
        ends = sorted({glyph.cluster for glyph in glyphs} | {len(run.text)})
        seen: set[int] = set()
        for glyph in glyphs:
            meaning = run.text[glyph.cluster : ends[ends.index(glyph.cluster) + 1]]
            used.setdefault(glyph.number, "\u200b" if glyph.cluster in seen else meaning)
            seen.add(glyph.cluster)
            if glyph.y != rise:
                shown.append(f"]TJ {glyph.y / 1000:.3f} Ts[")
                rise = glyph.y
            if abs(glyph.x - x) >= 0.5:
                shown.append(f"{x - glyph.x:.0f}")
            shown.append(f"<{glyph.number:04x}>")
            x = glyph.x + run.face.advance(glyph.number) - glyph.advance
            width += glyph.advance
        if abs(x) >= 0.5:
            shown.append(f"{x:.0f}")
        tail = "]TJ 0 Ts" if rise else "]TJ"
        return Piece(run.face, f"[{''.join(shown)}{tail}", None if run.face.kerned else run.text, width)

    def glyphs(self) -> dict[Face, dict[int, str]]:
        """Every glyph drawn so far and the text it stands for, by face."""
        for owner, chars in self._drawn.items():
            known = self.used.setdefault(owner, {})
            for char in sorted(chars):
                known[owner.glyphs[char].number] = char
        return self.used


def _shortened(kept: list[str]) -> str:
    return "".join(kept).rstrip(" \u2026") + "\u2026"


def broken(text: str, limit: float, measure: Callable[[str], float]) -> list[str]:
    """`text` without newlines, broken into lines no wider than `limit`, in the unit of `measure`."""
    space = measure(" ")
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in text.split(" "):
        width = measure(word) if len(word) < 400 else limit + 1
        gap = space if line else 0.0
        if used + gap + width <= limit:
            line.append(word)
            used += gap + width
            continue
        *full, rest = _in_parts(word, width, limit, limit - used - gap, measure)
        for part in full:
            lines.append(" ".join([*line, part] if part else line))
            line = []
        line, used = [rest], measure(rest)
    return [*lines, " ".join(line)]


def _in_parts(word: str, width: float, limit: float, room: float, measure: Callable[[str], float]) -> list[str]:
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


def _furthest(
    word: str, start: int, places: list[int], index: int, room: float, measure: Callable[[str], float]
) -> int | None:
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


def _emergency(word: str, start: int, limit: float, measure: Callable[[str], float]) -> int:
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
