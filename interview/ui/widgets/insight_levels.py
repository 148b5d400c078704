"""How often each level was given: columns with their figure under them, so that the table is its own alternative."""

from collections.abc import Sequence

from interview.ui.widgets.html import Html, span, tag

TALLEST = 30
"""Pixels of the highest column."""


def heads(levels: Sequence[int]) -> list[Html]:
    """The levels as heads of columns."""
    return [tag("th", str(level), scope="col", class_="dv-i-level") for level in levels]


def cells(shares: Sequence[tuple[int, float]], figures: Sequence[str]) -> list[Html]:
    """One cell a level. `shares` are 0..1; `figures` is what stands under each column. The highest one is full."""
    most = max((share for _, share in shares), default=0) or 1
    return [
        tag("td", _column(share / most), span("dv-i-figure", figure), class_="dv-i-level")
        for (_, share), figure in zip(shares, figures, strict=True)
    ]


def _column(part: float) -> Html:
    if not part:
        return tag("i", class_="dv-i-column dv-i-empty", aria_hidden="true")
    return tag("i", class_="dv-i-column", style=f"height:{max(2, round(part * TALLEST))}px", aria_hidden="true")
