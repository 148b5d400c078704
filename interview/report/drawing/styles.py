"""Type: which face at which size, on which leading, in which colour. Points throughout."""

from functools import cache
from typing import NamedTuple

from interview.palette import PAPER


class Style(NamedTuple):
    """How a text looks. `tabular`: figures of equal width, for columns of numbers."""

    file: str
    size: float
    leading: float
    colour: str = PAPER.ink
    tabular: bool = False
    kerned: bool = False

    @cache  # noqa: B019 - styles and colours are few
    def ink(self, colour: str) -> "Style":
        """The same in another colour."""
        return self._replace(colour=colour)

    def sized(self, size: float) -> "Style":
        """The same at another size, leading in proportion."""
        return self._replace(size=size, leading=self.leading * size / self.size)


_REGULAR, _SEMIBOLD = "inter/Inter-Regular.ttf", "inter/Inter-Semibold.ttf"
_DISPLAY = "inter/Inter-Display.ttf"

KICKER = Style(_SEMIBOLD, 8, 10, PAPER.accent)
KICKER_RIGHT = Style(_REGULAR, 8, 10, PAPER.secondary, tabular=True)
NAME = Style(_DISPLAY, 26, 30, kerned=True)
ROLE = Style(_SEMIBOLD, 11, 14)
TEAM = Style(_REGULAR, 11, 14, PAPER.secondary)
LABEL = Style(_REGULAR, 7.2, 9, PAPER.secondary)
LABEL_STRONG = Style(_SEMIBOLD, 7.2, 9)
META = Style(_REGULAR, 8.8, 11)
LEAD_LABEL = Style(_SEMIBOLD, 8.8, 11, PAPER.secondary)
VERDICT = Style(_DISPLAY, 34, 38, PAPER.accent, kerned=True)
RATIONALE = Style(_REGULAR, 10.2, 14.6)
FIGURE = Style(_SEMIBOLD, 15, 18, tabular=True)
H2 = Style(_SEMIBOLD, 13.5, 17)
H3 = Style(_SEMIBOLD, 10, 13)
NUMBER = Style(_SEMIBOLD, 15, 18, PAPER.accent)
QUESTION = Style(_SEMIBOLD, 9.8, 12.8)
EVIDENCE = Style(_REGULAR, 8.5, 11.7)
EVIDENCE_LABEL = Style(_SEMIBOLD, 7.2, 11.7, PAPER.secondary)
BODY = Style(_REGULAR, 8.8, 12.6)
BODY_STRONG = Style(_SEMIBOLD, 8.8, 12.6)
TABLE = Style(_REGULAR, 8.6, 11.4)
TABLE_STRONG = Style(_SEMIBOLD, 8.6, 11.4, tabular=True)
TABLE_FIGURE = Style(_REGULAR, 8.6, 11.4, tabular=True)
NOTE = Style(_REGULAR, 8.5, 12.2, PAPER.secondary)
ANCHOR = Style(_REGULAR, 7, 8.8, PAPER.secondary)
ANCHOR_LEVEL = Style(_SEMIBOLD, 8, 10, PAPER.secondary)
INITIALS = Style(_SEMIBOLD, 5.4, 6)
FOOT = Style(_REGULAR, 7.2, 9, PAPER.secondary, tabular=True)
FOOT_STRONG = Style(_SEMIBOLD, 7.2, 9)
RAIL = Style(_SEMIBOLD, 8.6, 10.6)
RAIL_NAME = Style(_REGULAR, 7.8, 9.8, PAPER.secondary)
RAIL_LEVEL = Style(_SEMIBOLD, 7.8, 9.8, tabular=True)
HEAD = Style(_SEMIBOLD, 7.8, 10)
HEAD_LIGHT = Style(_REGULAR, 7.8, 10, PAPER.secondary)
