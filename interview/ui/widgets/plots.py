"""Charts as Vega-Lite specifications: plain values, in the colours of the page, readable without colour.

A specification costs a few milliseconds where a chart object of the same costs several times that. The words of a chart
stand in its alternative text and in the figures beside it, so nothing is told by the picture alone.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import streamlit as st

from interview.palette import DARK, LIGHT, Ground

FONT = "Inter, system-ui, sans-serif"


class Step(NamedTuple):
    """One bar of a waterfall, from one value to the next; the first and last are marks, not bars."""

    label: str
    start: float
    end: float
    kind: str
    """`raw`, `step` or `score`."""


def ground() -> Ground:
    """The colours of the page as it is shown now."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def config(colours: Ground) -> dict[str, Any]:
    """How every chart looks: no frame, hairlines, our type."""
    return {
        "font": FONT,
        "background": None,
        "view": {"stroke": None},
        "axis": {
            "labelColor": colours.secondary,
            "titleColor": colours.secondary,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "gridColor": colours.hairline,
            "domainColor": colours.field_line,
            "tickColor": colours.field_line,
        },
        "text": {"color": colours.ink, "fontSize": 12},
        "legend": {"labelColor": colours.secondary, "labelFontSize": 12, "title": None},
    }


def waterfall(steps: Sequence[Step], colours: Ground, row: int = 26) -> dict[str, Any]:
    """From raw to corrected: an open dot, a bar for each step (hollow where it goes down), a filled dot."""
    rows = [{**step._asdict(), "place": place, "down": step.end < step.start} for place, step in enumerate(steps)]
    ends = [value for step in steps for value in (step.start, step.end)]
    room = max(0.1, (max(ends) - min(ends)) * 0.15)
    scale = {"domain": [min(ends) - room, max(ends) + room], "nice": False, "zero": False}
    x = {"field": "start", "type": "quantitative", "scale": scale, "axis": None}
    y = {"field": "place", "type": "ordinal", "axis": None}
    tooltip = {"field": "label", "type": "nominal"}
    dot = {"type": "point", "size": 90, "filled": True, "opacity": 1, "strokeWidth": 1.4}
    return {
        "data": {"values": rows},
        "height": {"step": row},
        "padding": 0,
        "config": {**config(colours), "scale": {"bandPaddingInner": 0, "bandPaddingOuter": 0}},
        "layer": [
            {
                "transform": [{"filter": "datum.kind == 'step'"}],
                "mark": {"type": "bar", "height": 9, "stroke": colours.interval_edge, "strokeWidth": 1.4},
                "encoding": {
                    "x": x,
                    "x2": {"field": "end"},
                    "y": y,
                    "fill": {"condition": {"test": "datum.down", "value": colours.background}, "value": colours.accent},
                    "tooltip": tooltip,
                },
            },
            {
                "transform": [{"filter": "datum.kind != 'step'"}],
                "mark": dot,
                "encoding": {
                    "x": x,
                    "y": y,
                    "fill": {
                        "condition": {"test": "datum.kind == 'raw'", "value": colours.background},
                        "value": colours.accent,
                    },
                    "stroke": {"value": colours.ink},
                    "tooltip": tooltip,
                },
            },
        ],
    }


def show(spec: dict[str, Any], key: str, alt: str) -> None:
    """Put a chart on the page, in its own height and the width there is."""
    st.vega_lite_chart(spec, width="stretch", theme=None, key=key, alt=alt)
