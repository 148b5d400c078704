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
APART = 1.12
"""From the middle of one mark to that of its neighbour, in marks."""
FREE = 0.58
"""Between the middle of a mark and the arrow, in marks."""


def scale(found: OpenTopic, spoken: Language, say: Words) -> Html:
    """Marks and anchors. `spoken` is the language of the anchors."""
    marks = [mark for side in found.sides for mark in side.marks]
    heard = tag("ul", *(tag("li", spelled(mark, say)) for mark in marks), class_="dv-unseen")
    picture = Html(f'<div class="dv-lanes" aria-hidden="true">{"".join(_lanes(marks, found, say))}</div>')
    beside = [mark for mark in marks if mark.amended is None and mark.first.level is None]
    words = tag("p", *_listed(beside, say), class_="dv-beside-scale") if beside else ""
    return div("dv-scale", heard, words, picture, _anchors(found, marks, spoken, say))


def _lanes(marks: Sequence[Mark], found: OpenTopic, say: Words) -> list[Html]:
    """One lane where nobody stands in the way of the arrow, else one for each who amended below the others."""
    kept = [mark for mark in marks if mark.amended is None and mark.first.level is not None]
    amended = [mark for mark in marks if mark.amended is not None]
    if len(amended) == 1 and _way_is_free(amended[0], kept):
        return [_shared_lane(amended[0], kept, say)]
    first = [_first_lane(kept, found, say)] if kept else []
    return first + [_amended_lane(mark, say) for mark in amended]


def _way_is_free(mark: Mark, kept: Sequence[Mark]) -> bool:
    before, after = mark.first.level, mark.amended.level if mark.amended else None
    if before is None or after is None or before == after:
        return False
    return all(other.first.level not in range(min(before, after) + 1, max(before, after)) for other in kept)


def _shared_lane(mark: Mark, kept: Sequence[Mark], say: Words) -> Html:
    """Everybody in one line; who amended stands on the inner side of both levels, so that the arrow is free."""
    before, after = mark.first.level or 0, (mark.amended.level if mark.amended else None) or 0
    circles: list[Html] = []
    ends: dict[int, float] = {}
    for level in sorted({before, after, *(other.first.level or 0 for other in kept)}):
        row = [(other, "dv-rater-first") for other in kept if other.first.level == level]
        if level in (before, after):
            own = (mark, "dv-rater-old" if level == before else "dv-rater-new")
            row.insert(len(row) if level == min(before, after) else 0, own)
        shifts = [APART * (place - (len(row) - 1) / 2) for place in range(len(row))]
        ends[level] = shifts[-1] if level == min(before, after) else shifts[0]
        circles += [_circle(one, class_, level, shift) for (one, class_), shift in zip(row, shifts, strict=True)]
    return div("dv-lane", _arrow(before, after, ends, say), *circles)


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
        _circle(mark, "dv-rater-first", level, APART * (place - (len(alike) - 1) / 2))
        for level, alike in by_level.items()
        for place, mark in enumerate(alike)
    ]
    return div("dv-lane", _apart(by_level, found, say), *circles)


def _apart(by_level: Mapping[int, Sequence[Mark]], found: OpenTopic, say: Words) -> Html:
    """A dotted line over the whole gap, with its size in the widest free part. None when only one level is left."""
    levels = sorted(by_level)
    if len(levels) < 2 or levels[-1] - levels[0] != found.topic.apart:
        return Html("")
    from_, until = (APART / 2 * (len(by_level[level]) - 1) for level in (levels[0], levels[-1]))
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
        return f"left:calc({_centre(levels[-1]):g}% + {APART / 2 * len(by_level[levels[-1]]):g} * var(--mark))"
    if levels[0] > 1:
        return f"right:calc({100 - _centre(levels[0]):g}% + {APART / 2 * len(by_level[levels[0]]):g} * var(--mark))"
    return "display:none"


def _amended_lane(mark: Mark, say: Words) -> Html:
    before, after = mark.first.level, mark.amended.level if mark.amended else None
    old = _circle(mark, "dv-rater-old", before) if before is not None else ""
    new = _circle(mark, "dv-rater-new", after) if after is not None else ""
    if before is None or after is None or before == after:
        return div("dv-lane", old, new, _lane_words(mark, after or before or 1, say))
    return div("dv-lane", old, _arrow(before, after, {}, say), new)


def _arrow(before: int, after: int, ends: Mapping[int, float], say: Words) -> Html:
    """From the first mark to the amended one; `ends` is how far either stands beside the middle of its level."""
    low, high = sorted((before, after))
    from_, until = ends.get(low, 0.0) + FREE, ends.get(high, 0.0) - FREE
    style = (
        f"left:calc({_centre(low):g}% + {from_:g} * var(--mark));"
        f"width:calc({(high - low) * COLUMN:g}% + {until - from_:g} * var(--mark))"
    )
    return tag(
        "span",
        tag("span", say("debrief.amended")),
        class_=f"dv-arrow {'dv-up' if after > before else 'dv-down'}",
        style=style,
    )


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
