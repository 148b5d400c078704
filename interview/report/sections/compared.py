"""The table of the comparison: a row a candidate with interval, raw and corrected, and a small plot a competency."""

from interview.model.comparison import Cell, Compared, ComparisonFile
from interview.model.decision import Verdict
from interview.palette import PAPER, PAPER_RULE
from interview.report.drawing import styles
from interview.report.drawing.sheet import MM
from interview.report.drawing.structure import Node
from interview.report.sections.compared_furniture import BODY_FOOT, HEAD_BASELINE, LEFT, MEASURE, RIGHT, apart
from interview.report.sections.paper import Paper

ROW = 9.6 * MM
ON_FIRST, ON_OTHERS = 15, 17
_LANES, _APART, _TICK, _CLEAR = 7 * MM, 3.4, 2.6, 3.0
"""Of the brackets: room before the names, between two, length of their ends, and what stays free beside a name."""
_NAME = LEFT + _LANES
_PLOT, _PLOT_WIDTH = LEFT + 57 * MM, 46 * MM
_FIGURE = LEFT + 107 * MM
_CELLS = LEFT + 122 * MM
_VERDICT = 22 * MM
_MOST_BRACKETS = 12
_COLUMN, _ROW = "<</O/Table/Scope/Column>>", "<</O/Table/Scope/Row>>"


def clip(value: float) -> float:
    """Within the scale, for display only."""
    return min(5.0, max(1.0, value))


def at(value: float) -> float:
    """Where a level from 1 to 5 lies on the plot of the totals."""
    return _PLOT + (clip(value) - 1) / 4 * _PLOT_WIDTH


def draw(on: Paper, file: ComparisonFile) -> None:
    """The table over as many pages as it needs, its head on each; then the sentences about the order."""
    table = on.body.add("Table")
    rows = file.comparison.rows
    done = 0
    while done < len(rows):
        room = ON_FIRST if len(on.sheet.pages) == 1 else ON_OTHERS
        if done:
            on.sheet.new_page()
            on.y = HEAD_BASELINE + 6
        _head(on, file, table)
        top = on.y
        shown = rows[done : done + room]
        for row in shown:
            _row(on, file, table, row)
        on.sheet.rule(LEFT, on.y, MEASURE, 0.6, PAPER_RULE)
        _brackets(on, file, shown, top)
        done += room
    _after(on, file)


def _width(file: ComparisonFile) -> float:
    """Of one competency."""
    right = RIGHT - (_VERDICT if file.verdicts else 0)
    return (right - _CELLS) / max(1, len(file.comparison.competencies))


def _head(on: Paper, file: ComparisonFile, table: Node) -> None:
    words, row = on.words, table.add("TR")
    wide = _width(file)
    names = [
        on.setter.few(f"{head.name.get(on.language)} {head.weight:g}%", styles.LABEL, wide - 6, 3)
        for head in file.comparison.competencies
    ]
    baseline = on.y + max(2, max((len(lines) for lines in names), default=1)) * styles.LABEL.leading
    on.put(row.add("TH", A=_COLUMN), words("compare.candidate") + " ", styles.LABEL, _NAME, baseline)
    for level in range(1, 6):
        line = on.setter.line(str(level), styles.FOOT)
        on.sheet.artifact_text(line, styles.FOOT, at(level) - line.width / 2, baseline)
    on.put(row.add("TH", A=_COLUMN), words("compare.paper.overall") + " ", styles.LABEL, _PLOT, baseline - 9)
    for place, lines in enumerate(names):
        y = baseline - (len(lines) - 1) * styles.LABEL.leading
        on.sheet.text(row.add("TH", A=_COLUMN), lines, styles.LABEL, _CELLS + place * wide, y)
    if file.verdicts:
        on.put_right(row.add("TH", A=_COLUMN), words("decision.verdict"), styles.LABEL, RIGHT, baseline)
    on.y = baseline + 6
    on.sheet.rule(LEFT, on.y, MEASURE, 0.6, PAPER_RULE)


def _row(on: Paper, file: ComparisonFile, table: Node, row: Compared) -> None:
    node, top = table.add("TR"), on.y
    name = node.add("TH", A=_ROW)
    on.put(name, row.candidate + " ", styles.BODY_STRONG, _NAME, top + 12, _PLOT - _NAME - 8)
    on.put(name, _place(on, row) + " ", styles.FOOT, _NAME, top + 21.5, _PLOT - _NAME - 8)
    _plot(on, row, top)
    _total(on, node.add("TD"), row, len(file.comparison.competencies), top)
    for place, cell in enumerate(row.cells):
        _cell(on, node.add("TD"), cell, _CELLS + place * _width(file), _width(file), top)
    if file.verdicts:
        _verdict(on, node.add("TD"), file.verdicts.get(row.candidate_id), top)
    on.y += ROW
    on.sheet.rule(LEFT + _LANES, on.y, MEASURE - _LANES, 0.5, PAPER.hairline)


def _place(on: Paper, row: Compared) -> str:
    if row.rank_low is None:
        return ""
    if row.rank_low == row.rank_high:
        return on.words("compare.place.sure", place=row.rank_low)
    return on.words("compare.place", low=row.rank_low, high=row.rank_high)


def _plot(on: Paper, row: Compared, top: float) -> None:
    sheet, middle = on.sheet, top + ROW / 2
    for level in range(1, 6):
        sheet.upright(at(level), top, ROW, 0.5, PAPER.hairline)
    if row.low is not None and row.high is not None:
        sheet.bar(
            at(row.low), middle - 3.2, max(0.5, at(row.high) - at(row.low)), 6.4, PAPER.interval, PAPER.interval_edge
        )
    if row.shown is None:
        return
    if row.raw is not None:
        sheet.disc(at(row.raw), middle, 2.6, PAPER.background, PAPER.ink, 0.8)
    if row.total is None:
        sheet.disc(at(row.shown), middle, 3.6, PAPER.background, PAPER.accent, 1.4)
    else:
        sheet.disc(at(row.total), middle, 4.0, PAPER.accent, PAPER.background, 0.8)


def _total(on: Paper, node: Node, row: Compared, competencies: int, top: float) -> None:
    if row.shown is None or row.low is None or row.high is None:
        on.put(node, on.words("compare.no_evidence"), styles.FOOT, _FIGURE, top + 15, _CELLS - _FIGURE - 4)
        return
    span = f"{on.number(clip(row.low))}–{on.number(clip(row.high))} "
    if row.total is None:
        there = on.words("compare.incomplete", n=competencies - len(row.missing), of=competencies)
        on.put(node, there + " ", styles.FOOT.ink(PAPER.amber), _FIGURE, top + 12, _CELLS - _FIGURE - 2)
    else:
        on.put(node, on.number(clip(row.total)) + " ", styles.TABLE_STRONG, _FIGURE, top + 12)
    on.put(node, span, styles.FOOT, _FIGURE, top + 21.5)


def _cell(on: Paper, node: Node, cell: Cell, x: float, wide: float, top: float) -> None:
    middle = top + ROW / 2
    if cell.value is None or cell.low is None or cell.high is None:
        on.put(node, on.words("compare.no_evidence") + " ", styles.FOOT, x, middle + 2.8, wide - 4)
        return
    on.put(node, on.number(clip(cell.value)) + " ", styles.TABLE_FIGURE, x, middle + 3)
    begin, length = x + 17, max(12.0, min(52.0, wide - 36))

    def along(value: float) -> float:
        return begin + (clip(value) - 1) / 4 * length

    on.sheet.rule(begin, middle, length, 0.6, PAPER.hairline)
    on.sheet.bar(
        along(cell.low), middle - 2, along(cell.high) - along(cell.low), 4, PAPER.interval, PAPER.interval_edge
    )
    on.sheet.disc(along(cell.value), middle, 2.3, PAPER.accent, PAPER.background, 0.5)
    if cell.apart:
        on.sheet.spoken(node, on.words("compare.apart"), styles.FOOT, begin + length + 4, middle + 2.6)
        apart(on, begin + length + 8, middle)


def _verdict(on: Paper, node: Node, verdict: Verdict | None, top: float) -> None:
    words = on.words(f"decision.verdict.{verdict.value if verdict else 'none'}")
    colour = PAPER.accent if verdict is Verdict.HIRE else PAPER.secondary
    on.put_right(node, words, styles.LABEL_STRONG.ink(colour), RIGHT, top + ROW / 2 + 2.6, _VERDICT - 4)


def _brackets(on: Paper, file: ComparisonFile, shown: tuple[Compared, ...], top: float) -> None:
    """Runs whose order is not settled, as far as they lie on this page; with very many the places say it."""
    if len(file.comparison.brackets) > _MOST_BRACKETS:
        return
    ids = [row.candidate_id for row in shown]
    free: list[float] = []
    placed: list[tuple[int, float, float]] = []
    for run in file.comparison.brackets:
        places = [ids.index(id) for id in run if id in ids]
        if not places:
            continue
        begin, end = top + places[0] * ROW + 5, top + (places[-1] + 1) * ROW - 5
        lane = next((lane for lane, taken in enumerate(free) if taken < begin), len(free))
        free[lane : lane + 1] = [end]
        placed.append((lane, begin, end))
    between = min(_APART, (_LANES - _TICK - _CLEAR) / max(1, len(free) - 1))
    for lane, begin, end in placed:
        x = LEFT + lane * between
        on.sheet.upright(x, begin, end - begin, 0.8)
        on.sheet.rule(x, begin, _TICK, 0.8)
        on.sheet.rule(x, end, _TICK, 0.8)


def _after(on: Paper, file: ComparisonFile) -> None:
    """What the order can carry, what was not equal, and who is missing."""
    words, seen = on.words, file.comparison
    names = {row.candidate_id: row.candidate for row in seen.rows}
    told = []
    if seen.brackets:
        first = max(seen.brackets, key=len)
        told.append(words("compare.paper.unsettled", first=names[first[0]], last=names[first[-1]]))
        if len(seen.brackets) > 1:
            told[-1] += " " + words("compare.paper.unsettled.more", n=len(seen.brackets) - 1)
    elif len(seen.rows) > 1:
        told.append(words("compare.paper.settled"))
    if seen.raters == 1:
        told.append(words("compare.one_rater"))
    if seen.parts > 1:
        told.append(words("compare.parts"))
    flags = len(seen.treatment.flags)
    told.append(words("compare.paper.treatment", n=flags) if flags else words("compare.paper.treatment.none"))
    for card in seen.released:
        told.append(words("compare.released", name=card.candidate, rater=card.rater, by=card.by, reason=card.reason))
    if seen.sealed:
        told.append(words("compare.sealed.names", names=", ".join(seen.sealed)))
    on.y += 6
    for sentence in told:
        lines = on.setter.wrap(sentence, styles.BODY, MEASURE)
        if on.y + len(lines) * styles.BODY.leading > BODY_FOOT:
            on.sheet.new_page()
            on.y = HEAD_BASELINE
        on.sheet.text(on.body.add("P"), lines, styles.BODY, LEFT, on.y + 10)
        on.y += len(lines) * styles.BODY.leading + 3
