"""The five anchors with the raters' marks above them: a first mark is kept, an arrow leads to the amended one."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from interview.i18n import Language, Words
from interview.model.debrief import AgreedKind
from interview.model.rating import Outcome
from interview.ui.widgets.html import Html, div, span, tag
from interview.workflow.debrief import Mark, OpenTopic

COLUMN = 20.0
"""Width of one level, in per cent."""


def scale(found: OpenTopic, spoken: Language, say: Words) -> Html:
    """Marks and anchors. `spoken` is the language of the anchors."""
    marks = [mark for side in found.sides for mark in side.marks]
    kept = [mark for mark in marks if mark.amended is None and mark.first.level is not None]
    amended = [mark for mark in marks if mark.amended is not None]
    lanes = [_first_lane(kept, found, say)] if kept else []
    lanes += [_amended_lane(mark, say) for mark in amended]
    heard = tag("ul", *(tag("li", spelled(mark, say)) for mark in marks), class_="dv-unseen")
    picture = Html(f'<div class="dv-lanes" aria-hidden="true">{"".join(lanes)}</div>')
    beside = [mark for mark in marks if mark.amended is None and mark.first.level is None]
    words = tag("p", *_listed(beside, say), class_="dv-beside-scale") if beside else ""
    return div("dv-scale", heard, words, picture, _anchors(found, marks, spoken, say))


def spelled(mark: Mark, say: Words) -> str:
    """One rater's judgement in words: `Sanne Vos: 4, amended to 3`."""
    first = judged(mark.first.outcome, mark.first.level, say)
    if mark.amended is None:
        return f"{mark.name}: {first}"
    later = judged(mark.amended.outcome, mark.amended.level, say)
    return say("debrief.mark.amended", name=mark.name, first=first, later=later)


def judged(outcome: Outcome, level: int | None, say: Words) -> str:
    """A level as its figure, or the words for none."""
    return str(level) if level is not None else say(f"review.{outcome.value}")


def _listed(marks: Sequence[Mark], say: Words) -> list[Html]:
    return [span("dv-state", spelled(mark, say)) for mark in marks]


def _centre(level: int) -> float:
    return (level - 0.5) * COLUMN


def _circle(mark: Mark, class_: str, level: int, shift: float = 0.0) -> Html:
    left = f"left:calc({_centre(level):g}% + {shift:g} * var(--mark))"
    return tag("span", mark.initials, class_=f"dv-rater {class_}", style=left)


def _first_lane(marks: Sequence[Mark], found: OpenTopic, say: Words) -> Html:
    by_level: dict[int, list[Mark]] = {}
    for mark in marks:
        by_level.setdefault(mark.first.level or 0, []).append(mark)
    circles = [
        _circle(mark, "dv-rater-first", level, 1.12 * (place - (len(alike) - 1) / 2))
        for level, alike in by_level.items()
        for place, mark in enumerate(alike)
    ]
    return div("dv-lane", _apart(by_level, found, say), *circles)


def _apart(by_level: Mapping[int, Sequence[Mark]], found: OpenTopic, say: Words) -> Html:
    """A dotted line over the whole gap, with its size in the widest free part. None when only one level is left."""
    levels = sorted(by_level)
    if len(levels) < 2 or levels[-1] - levels[0] != found.topic.apart:
        return Html("")
    from_, until = (0.56 * (len(by_level[level]) - 1) for level in (levels[0], levels[-1]))
    width = f"calc({(levels[-1] - levels[0]) * COLUMN:g}% - {from_ + until:g} * var(--mark))"
    start = f"calc({_centre(levels[0]):g}% + {from_:g} * var(--mark))"
    line = tag("span", class_="dv-apart", style=f"left:{start};width:{width}")
    words = tag("span", say("debrief.apart", n=found.topic.apart), class_="dv-apart-words", style=_words_at(by_level))
    return Html(line + words)


def _words_at(by_level: Mapping[int, Sequence[Mark]]) -> str:
    """In the middle of the widest gap; outside the marks where no gap has room, or nowhere on a full scale."""
    levels = sorted(by_level)
    low, high = max(pairwise(levels), key=lambda pair: pair[1] - pair[0])
    if high - low > 1:
        return f"left:{(_centre(low) + _centre(high)) / 2:g}%;transform:translate(-50%,-50%)"
    if levels[-1] < 5:
        return f"left:calc({_centre(levels[-1]):g}% + {0.56 * len(by_level[levels[-1]]):g} * var(--mark))"
    if levels[0] > 1:
        return f"right:calc({100 - _centre(levels[0]):g}% + {0.56 * len(by_level[levels[0]]):g} * var(--mark))"
    return "display:none"


def _amended_lane(mark: Mark, say: Words) -> Html:
    before, after = mark.first.level, mark.amended.level if mark.amended else None
    old = _circle(mark, "dv-rater-old", before) if before is not None else ""
    new = _circle(mark, "dv-rater-new", after) if after is not None else ""
    if before is None or after is None or before == after:
        return div("dv-lane", old, new, _lane_words(mark, after or before or 1, say))
    direction = "dv-up" if after > before else "dv-down"
    low, high = sorted((before, after))
    free = "var(--mark) * .58"
    stretch = f"left:calc({_centre(low):g}% + {free});width:calc({(high - low) * COLUMN:g}% - 2 * {free})"
    arrow = tag("span", tag("span", say("debrief.amended")), class_=f"dv-arrow {direction}", style=stretch)
    return div("dv-lane", old, arrow, new)


def _lane_words(mark: Mark, level: int, say: Words) -> Html:
    """What an arrow can't show, beside the mark; on its left where the right has no room."""
    far = f"calc({_centre(level):g}% + var(--mark) * .7)" if level <= 3 else ""
    style = f"left:{far}" if far else f"right:calc({100 - _centre(level):g}% + var(--mark) * .7)"
    return tag("span", spelled(mark, say), class_="dv-lane-words", style=style)


def _anchors(found: OpenTopic, marks: Sequence[Mark], spoken: Language, say: Words) -> Html:
    agreed = found.topic.agreed
    settled = agreed.level if agreed and agreed.kind is AgreedKind.LEVEL else None
    cells = []
    for level, anchor in enumerate(found.anchors, start=1):
        here = [m for m in marks if level in (m.first.level, m.amended.level if m.amended else None)]
        names = span("dv-cell-marks", ", ".join(mark.name for mark in here))
        sign = span("dv-agreed", "✓ " + say("debrief.agreed.sign")) if level == settled else ""
        head = div("dv-cell-head", span("dv-cell-level", str(level)), sign, names)
        cells.append(div(f"dv-cell{' dv-cell-held' if here else ''}", head, tag("p", anchor, lang=spoken)))
    return div("dv-cells", *cells)
