"""The grid of A4 and the place on it: sections share one `Paper` and move its `y` down."""

from interview.i18n import Language, Words, formats
from interview.palette import PAPER
from interview.report.drawing.setting import Line, Setter
from interview.report.drawing.sheet import MM, Sheet
from interview.report.drawing.structure import Node
from interview.report.drawing.styles import Style

LEFT, RIGHT = 20 * MM, 190 * MM
MEASURE = RIGHT - LEFT
FIRST_BASELINE = 13.5 * MM
HEAD_BASELINE = 12 * MM
BODY_TOP = 22 * MM
BODY_FOOT = (297 - 18.5) * MM
FOOT_RULE = (297 - 14.5) * MM
FOOT_BASELINE = (297 - 10.5) * MM
CIRCLE = 6.6
"""Radius of a circle of initials."""
TAGS = {"nl": "nl-NL", "en": "en-GB"}


def column(number: int) -> float:
    """Left edge of a column of the grid of twelve, 0 to 12."""
    return (20 + 14.5 * number) * MM


def columns(count: int) -> float:
    """Width of `count` columns with the gutters between them."""
    return (14.5 * count - 4) * MM


class Paper:
    """One document in the making: its sheet, its words, and `y`, where the next part begins."""

    def __init__(self, words: Words, language: Language, source: Language, sheet: Sheet | None = None) -> None:
        self.sheet = sheet or Sheet()
        self.words = words
        self.language = language
        self.typed: dict[str, str] = {} if source == language else {"Lang": f"({TAGS[source]})"}
        """Attributes of elements that hold what was asked and noted, in the language of the interview."""
        self.body = self.sheet.root
        self.sheet.new_page()
        self.y = BODY_TOP

    @property
    def setter(self) -> Setter:
        """What sets the type of this document."""
        return self.sheet.setter

    def turn(self) -> None:
        """A new page."""
        self.sheet.new_page()
        self.y = BODY_TOP

    def need(self, height: float) -> bool:
        """Turn the page unless `height` is left on it. True when it was turned."""
        if self.y + height <= BODY_FOOT:
            return False
        self.turn()
        return True

    def number(self, value: float, decimals: int = 1) -> str:
        """A figure as the language writes it, rounded half up."""
        return formats.number(value, decimals, self.language)

    def put(self, node: Node, text: str, style: Style, x: float, y: float, limit: float = MEASURE) -> float:
        """One line of text, made to fit; the right end of it."""
        line, fitted = self.setter.fit(text, style, limit)
        self.sheet.text(node, line, fitted, x, y)
        return x + line.width

    def put_right(self, node: Node, text: str, style: Style, x: float, y: float, limit: float = MEASURE) -> float:
        """One line flush right at `x`, made to fit; the left end of it."""
        line, fitted = self.setter.fit(text, style, limit)
        self.sheet.right(node, line, fitted, x, y)
        return x - line.width

    def block(self, node: Node, text: str, style: Style, x: float, y: float, limit: float) -> float:
        """A short text in lines, first baseline at `y`; the baseline that would follow."""
        lines = self.setter.wrap(text, style, limit)
        self.sheet.text(node, lines, style, x, y)
        return y + len(lines) * style.leading

    def flow(self, node: Node, lines: list[Line], style: Style, x: float) -> None:
        """Lines from `y` on, over as many pages as they need, two at least on each side of a turn."""
        while lines:
            fits = max(0, int((BODY_FOOT - self.y) / style.leading))
            taken = lines if len(lines) <= fits else lines[: split(len(lines), fits)]
            if taken:
                self.sheet.text(node, taken, style, x, self.y + 0.78 * style.leading)
                self.y += len(taken) * style.leading
                lines = lines[len(taken) :]
            if lines:
                self.turn()

    def initials(self, node: Node, letters: str, x: float, y: float, style: Style, strong: bool) -> None:
        """A circle around (x, y) with the initials of a member, which are real text."""
        ink = PAPER.accent if strong else PAPER.secondary
        self.sheet.disc(x, y, CIRCLE, None, ink, 0.9 if strong else 0.6)
        line, fitted = self.setter.fit(letters, style.ink(ink), 2 * CIRCLE - 3)
        self.sheet.centre(node, line, fitted, x, y + 0.36 * fitted.size)


def split(count: int, fits: int) -> int:
    """How many of `count` lines stay when only `fits` do: never one alone before or after the turn."""
    if count <= fits:
        return count
    if fits < 2 or count < 4:
        return 0
    return min(fits, count - 2)
