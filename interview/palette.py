"""Colours, once, for screen and paper. Every pair that carries text or a control is checked by a test.

Colour never stands alone: a state is a shape, a word and a colour.
"""

from typing import NamedTuple


class Ground(NamedTuple):
    """The colours of one background. Text is 4.5:1 or more on `background` and `wash`; `field_line` 3:1."""

    background: str
    wash: str
    ink: str
    secondary: str
    accent: str
    on_accent: str
    amber: str
    red: str
    field_line: str
    hairline: str
    interval: str
    interval_edge: str


LIGHT = Ground(
    background="#FFFFFF",
    wash="#F1F6F9",
    ink="#16202A",
    secondary="#55616D",
    accent="#0F4C75",
    on_accent="#FFFFFF",
    amber="#8F5200",
    red="#9E2A2B",
    field_line="#7F8B96",
    hairline="#DCE1E6",
    interval="#BCD3E3",
    interval_edge="#6A8FAA",
)
DARK = Ground(
    background="#10171E",
    wash="#17242F",
    ink="#E8EDF1",
    secondary="#A3B0BC",
    accent="#8EC3E6",
    on_accent="#0C1A25",
    amber="#E6B566",
    red="#F0908E",
    field_line="#71808D",
    hairline="#2A3640",
    interval="#2B5370",
    interval_edge="#6A8FAA",
)
PAPER = LIGHT._replace(wash="#F1F4F6", secondary="#52606D", field_line="#76828F")

PAPER_RULE = "#AEB7C0"
"""Lines between the parts of a page: decoration, never the only carrier of anything."""

AMBER_TINT = "#EBD9BD"
RED_TINT = "#E9C9C9"
"""Interval bars of competencies that span or miss the required level; always with an edge and a word."""

LEVEL_TINTS = ("#FFFFFF", "#EEF3F7", "#D6E3ED", "#A6C4D8", "#0F4C75")
"""Cells of levels 1 to 5, light to dark, so that a grey print keeps their order."""
LEVEL_INKS = ("#16202A", "#16202A", "#16202A", "#16202A", "#FFFFFF")
"""The figure on each of them."""


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1, as WCAG 2 defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
