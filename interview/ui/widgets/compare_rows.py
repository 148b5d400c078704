"""The comparison as the rows its component draws: the same figures as the table beside it and the paper."""

from collections.abc import Callable, Sequence
from typing import Any

from interview.i18n import formats
from interview.model.comparison import Cell, Compared, Comparison, CompetencyHead
from interview.ui.widgets.compare_text import Figures, Names, clipped
from interview.workflow.evidence import Evidence

WINDOW = 13
OPEN = (0.20, 0.80)
"""Between these chances it is open whether somebody is among the first m."""
MANY = 16
"""From this many rows on all of them stand small beside a window on some."""
_LANE, _CLOSE = 11, 8
"""From one bracket to the next beside it, in px: as designed, and where more than two would take the plot's room."""

End = Callable[[Compared], tuple[str, str, bool]]
"""What stands at the end of a row of the short form: a shape, words, and whether they are strong."""


def drawn(
    comparison: Comparison, rows: Sequence[Compared], names: Names, figures: Figures, *, in_order: bool, chosen: str
) -> dict[str, Any]:
    """The whole table. `in_order`: `rows` are all of them by score, so brackets and groups may be drawn."""
    many = len(rows) >= MANY
    run = _run(comparison, rows) if many and in_order else None
    lanes, blocks = _blocks(comparison, rows, figures, in_order=in_order, run=run if many else None, many=many)
    say = figures.say
    return {
        "order": "|".join(row.candidate_id for row in rows),
        "rows": [_row(row, comparison, names, figures) for row in rows],
        "blocks": blocks,
        "columns": [
            [head.name.get(figures.language), _percent(head.weight, figures)] for head in comparison.competencies
        ],
        "levels": [1, 2, 3, 4, 5],
        "lane": _LANE,
        "widths": [8 + lanes * _LANE, 164 if many else 180, 180 if many else 296, 84],
        "height": 40 if many else 46,
        "window": WINDOW if many else 0,
        "groups": _groups(comparison, rows, figures) if many and in_order and comparison.parts == 1 else [],
        "run": run,
        "chosen": chosen,
        "words": {
            "candidate": say("compare.candidate"),
            "total": say("compare.total"),
            "interval": say("compare.interval.short"),
            "caption": finding(comparison, rows, names, figures),
            "overview": say("compare.overview", n=len(rows)),
            "keys": say("compare.keys", n=WINDOW, of=len(rows)),
        },
    }


def short(
    rows: Sequence[Compared], brackets: Sequence[Sequence[str]], names: Names, figures: Figures, end: End, chosen: str
) -> dict[str, Any]:
    """The narrow form of the decision page: name, plot, and what was decided."""
    say = figures.say
    ids = [row.candidate_id for row in rows]
    runs = brackets if len(rows) < MANY else ()  # dozens of brackets say less than the intervals do
    lanes, placed = _placed([(ids.index(run[0]), ids.index(run[-1])) for run in runs])
    lane = _LANE if lanes <= 2 else _CLOSE
    return {
        "order": "|".join(ids),
        "rows": [_short_row(row, names, figures, end) for row in rows],
        "blocks": [{"title": "", "from": 0, "to": len(rows) - 1, "brackets": placed}],
        "columns": [],
        "levels": [1, 2, 3, 4, 5],
        # The plot takes what is left, so that on a narrow screen the verdict stays in sight.
        "lane": lane,
        "widths": [8 + max(1, lanes) * lane, 132, 0, 118],
        "height": 58 if len(rows) <= 12 else 46,
        "scrolls": len(rows) >= MANY,
        "window": 0,
        "groups": [],
        "run": None,
        "chosen": chosen,
        "words": {
            "candidate": say("compare.candidate"),
            "total": say("decision.verdict"),
            "interval": "",
            "caption": say("decision.list"),
            "overview": "",
            "keys": "",
        },
    }


def competencies(seen: Evidence, figures: Figures, chosen: str) -> dict[str, Any]:
    """The competencies of one candidate, with an open dot for each rater's own mean."""
    say = figures.say
    heads = {head.id: head for head in seen.comparison.competencies}
    return {
        "order": seen.row.candidate_id,
        "rows": [_competency(cell, heads[cell.competency_id], seen, figures) for cell in seen.row.cells],
        "blocks": [{"title": "", "from": 0, "to": len(seen.row.cells) - 1, "brackets": []}],
        "columns": [],
        "levels": [1, 2, 3, 4, 5],
        "leaves": True,
        "lane": _LANE,
        "widths": [6, 150, 0, 76],
        "height": 68,
        "window": 0,
        "groups": [],
        "run": None,
        "chosen": chosen,
        "words": {
            "candidate": say("compare.evidence.competency"),
            "total": say("compare.total"),
            "interval": say("compare.interval.short"),
            "caption": say("compare.evidence.caption", n=len(seen.row.cells)),
            "overview": "",
            "keys": "",
        },
    }


def _competency(cell: Cell, head: CompetencyHead, seen: Evidence, figures: Figures) -> dict[str, Any]:
    say = figures.say
    rated = cell.value is not None and cell.low is not None and cell.high is not None
    return {
        "id": head.id,
        "name": head.name.get(figures.language),
        "place": say("compare.evidence.weight", weight=_percent(head.weight, figures), n=head.questions),
        "figure": figures.one(cell.value) if cell.value is not None else "",
        "under": figures.interval(cell.low, cell.high) if rated else say("compare.no_evidence"),
        "note": "◇ 2+" if cell.apart else "",
        "value": clipped(cell.value) if cell.value is not None else None,
        "low": clipped(cell.low) if cell.low is not None else None,
        "high": clipped(cell.high) if cell.high is not None else None,
        "raw": None,
        "hollow": False,
        "dots": seen.rater_means(head.id),
    }


def finding(comparison: Comparison, rows: Sequence[Compared], names: Names, figures: Figures) -> str:
    """One sentence with what there is to see, for whoever does not see it."""
    say = figures.say
    parts = [say("compare.alt", n=len(rows))]
    if comparison.brackets:
        runs = [
            say("compare.alt.run", first=names[run[0]], last=names[run[-1]], n=len(run))
            for run in comparison.brackets[:3]
        ]
        parts += runs
    elif len(rows) > 1:
        parts.append(say("compare.alt.settled"))
    return " ".join(parts)


def _row(row: Compared, comparison: Comparison, names: Names, figures: Figures) -> dict[str, Any]:
    return {
        "id": row.candidate_id,
        "name": names[row.candidate_id],
        "place": figures.place(row),
        "figure": figures.one(row.total) if row.total is not None else "",
        "under": _under(row, figures),
        "note": _note(row, comparison, figures),
        **_plotted(row),
        "raw": clipped(row.raw) if row.raw is not None else None,
        "hollow": comparison.raters == 1 or row.total is None,
        "cells": [_cell(cell, figures) for cell in row.cells],
    }


def _short_row(row: Compared, names: Names, figures: Figures, end: End) -> dict[str, Any]:
    total = figures.one(row.total) + "  " if row.total is not None else ""
    return {
        "id": row.candidate_id,
        "name": names[row.candidate_id],
        "place": total + _under(row, figures),
        **_plotted(row),
        "raw": None,
        "hollow": row.total is None,
        "end": end(row),
    }


def _plotted(row: Compared) -> dict[str, float | None]:
    return {
        "value": clipped(row.shown) if row.shown is not None else None,
        "low": clipped(row.low) if row.low is not None else None,
        "high": clipped(row.high) if row.high is not None else None,
    }


def _under(row: Compared, figures: Figures) -> str:
    if row.shown is None:
        return figures.say("compare.no_evidence")
    return figures.interval(row.low, row.high)


def _note(row: Compared, comparison: Comparison, figures: Figures) -> str:
    if row.missing and row.shown is not None:
        there = len(comparison.competencies) - len(row.missing)
        return figures.say("compare.incomplete", n=there, of=len(comparison.competencies))
    return ""


def _cell(cell: Cell, figures: Figures) -> tuple[str, float | None, float | None, float | None, str, str]:
    say = figures.say
    if cell.value is None or cell.low is None or cell.high is None:
        return (say("compare.no_evidence"), None, None, None, "", "")
    title = say("compare.cell", interval=figures.interval(cell.low, cell.high), n=cell.ratings)
    apart = say("compare.apart") if cell.apart else ""
    return (figures.one(cell.value), clipped(cell.value), clipped(cell.low), clipped(cell.high), apart, title)


def _blocks(
    comparison: Comparison,
    rows: Sequence[Compared],
    figures: Figures,
    *,
    in_order: bool,
    run: list[int] | None,
    many: bool,
) -> tuple[int, list[dict[str, Any]]]:
    """One block for each connected part, else one for all; with the brackets that lie in it."""
    place = {row.candidate_id: at for at, row in enumerate(rows)}
    found = [] if many or not in_order else [(place[one[0]], place[one[-1]]) for one in comparison.brackets]
    lanes, placed = _placed(found)
    if run:
        lanes, placed = 1, [[run[0], run[1], 0, "run"]]
    starts = [0]
    if in_order and comparison.parts > 1:
        starts = [at for at, row in enumerate(rows) if at == 0 or row.part != rows[at - 1].part]
    ends = [start - 1 for start in starts[1:]] + [len(rows) - 1]
    blocks = [
        {
            "title": figures.say("compare.part", n=number) if len(starts) > 1 else "",
            "from": start,
            "to": end,
            "brackets": [one for one in placed if start <= one[0] <= end],
        }
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    ]
    return lanes, blocks


def _placed(runs: Sequence[tuple[int, int]]) -> tuple[int, list[list[Any]]]:
    """Brackets in as few lanes as keep them apart; the number of lanes."""
    free: list[int] = []
    placed: list[list[Any]] = []
    for first, last in runs:
        lane = next((at for at, taken in enumerate(free) if taken < first), len(free))
        free[lane : lane + 1] = [last]
        placed.append([first, last, lane, ""])
    return len(free), placed


def _run(comparison: Comparison, rows: Sequence[Compared]) -> list[int] | None:
    """From the first to the last candidate whose order with the chosen one is not settled."""
    if comparison.chosen is None:
        return None
    unsettled = {"cannot_be_told_apart", "leans"}
    ids = {id for pair in comparison.chosen.pairs if pair.word in unsettled for id in (pair.one, pair.other)}
    places = [at for at, row in enumerate(rows) if row.candidate_id in ids]
    return [places[0], places[-1]] if places else None


def _groups(comparison: Comparison, rows: Sequence[Compared], figures: Figures) -> list[list[Any]]:
    """Probably among the first m, undecided, probably not; only among those who have a total."""
    groups: list[list[Any]] = []
    for kind, low, high in (("in", OPEN[1], 1.01), ("open", *OPEN), ("out", -0.01, OPEN[0])):
        places = [at for at, row in enumerate(rows) if row.among is not None and low <= round(row.among, 2) < high]
        if places:
            many = figures.say("home.candidates", n=len(places))
            groups.append([places[0], places[-1], many, figures.say(f"compare.among.{kind}")])
    return groups


def _percent(weight: float, figures: Figures) -> str:
    return formats.number(weight, 0 if weight == int(weight) else 1, figures.language) + "%"
