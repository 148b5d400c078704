"""The table of competencies: weight, a dot for the mean between 1 and 5, dots for the interviewers, the figures."""

from interview.model.dossier import CompetencyLine, Dossier, Standing
from interview.palette import AMBER_TINT, PAPER, PAPER_RULE, RED_TINT
from interview.report.drawing import styles
from interview.report.drawing.setting import SMALLEST_FIT
from interview.report.drawing.sheet import MM
from interview.report.drawing.structure import Node
from interview.report.sections.paper import BODY_FOOT, LEFT, MEASURE, RIGHT, Paper, column, columns

ROW = 10.4 * MM
_PLOT_LEFT = column(4) + 2 * MM
_PLOT_WIDTH = columns(5) - 6 * MM
_SCORE = column(9) + 4
_SCOPE_COLUMN, _SCOPE_ROW = "<</O/Table/Scope/Column>>", "<</O/Table/Scope/Row>>"

_COLOURS = {
    None: (PAPER.accent, PAPER.interval, PAPER.interval_edge),
    Standing.CLEAR: (PAPER.accent, PAPER.interval, PAPER.interval_edge),
    Standing.SPANS: (PAPER.amber, AMBER_TINT, PAPER.amber),
    Standing.BELOW: (PAPER.red, RED_TINT, PAPER.red),
}


def at(value: float) -> float:
    """Where a value from 1 to 5 lies on the plot."""
    return _PLOT_LEFT + (value - 1) / 4 * _PLOT_WIDTH


def draw(paper: Paper, dossier: Dossier) -> None:
    """Heading with legend, one row for each competency; more rows than fit go on under the heading of a new page."""
    paper.y += 21
    paper.sheet.place("competencies", paper.y - 16)
    paper.sheet.entry(paper.words("report.competencies"), "competencies", 1)
    heading = paper.body.add("H2")
    paper.put(heading, paper.words("report.competencies"), styles.H2, LEFT, paper.y + 5, columns(4))
    _legend(paper, dossier, paper.y + 5)
    paper.y += 23
    table = paper.body.add("Table")
    _columns(paper, table)
    for line in dossier.competencies:
        if paper.y + ROW > BODY_FOOT:
            paper.turn()
            paper.y += 8
            _columns(paper, table)
        _row(paper, dossier, table, line)
    paper.sheet.rule(LEFT, paper.y, MEASURE, 0.6, PAPER_RULE)


def _legend(paper: Paper, dossier: Dossier, baseline: float) -> None:
    """From the right: only what the plot shows."""
    marks = [("report.legend.mean", "mean")]
    if any(line.interval for line in dossier.competencies):
        marks.append(("report.legend.interval", "interval"))
    if len(dossier.panel) > 1:
        marks.append(("report.legend.rater", "rater"))
    if any(line.required is not None for line in dossier.competencies):
        marks.append(("report.legend.required", "required"))
    node = paper.body.add("P")
    texts = [paper.setter.line(paper.words(key) + " ", styles.LABEL) for key, _ in marks]
    widths = {"mean": 12.0, "interval": 21.0, "rater": 9.0, "required": 8.0}
    x = RIGHT - sum(line.width + widths[kind] + 12 for line, (_, kind) in zip(texts, marks, strict=True)) + 12
    for line, (_, kind) in zip(texts, marks, strict=True):
        _sign(paper, kind, x, baseline - 2.6)
        paper.sheet.text(node, line, styles.LABEL, x + widths[kind], baseline)
        x += line.width + widths[kind] + 12


def _sign(paper: Paper, kind: str, x: float, y: float) -> None:
    sheet = paper.sheet
    if kind == "mean":
        sheet.disc(x + 4.2, y, 4.2, PAPER.accent, PAPER.background, 0.8)
    elif kind == "interval":
        sheet.bar(x, y - 2.4, 17, 4.8, PAPER.interval, PAPER.interval_edge)
        sheet.upright(x + 7.9, y - 4, 8, 1.2, PAPER.interval_edge)
    elif kind == "rater":
        sheet.disc(x + 3, y, 1.8, PAPER.background, PAPER.ink)
    else:
        sheet.upright(x + 3, y - 5, 10, 1, PAPER.ink)


def _columns(paper: Paper, table: Node) -> None:
    words, row, baseline = paper.words, table.add("TR"), paper.y
    first = row.add("TH", A=_SCOPE_COLUMN)
    paper.put(first, words("report.column.competency"), styles.LABEL, LEFT, baseline, columns(4))
    for level in range(1, 6):
        line = paper.setter.line(str(level), styles.FOOT)
        paper.sheet.artifact_text(line, styles.FOOT, at(level) - line.width / 2, baseline)
    paper.put(
        row.add("TH", A=_SCOPE_COLUMN), words("report.column.mean"), styles.LABEL, _SCORE, baseline, columns(1) + 18
    )
    last = row.add("TH", A=_SCOPE_COLUMN)
    paper.put_right(last, words("report.column.state"), styles.LABEL, RIGHT, baseline, columns(2))
    paper.y += 6.5
    paper.sheet.rule(LEFT, paper.y, MEASURE, 0.6, PAPER_RULE)


def _grid(paper: Paper, top: float) -> None:
    for level in range(1, 6):
        paper.sheet.upright(at(level), top, ROW, 0.5, PAPER.hairline)


def _row(paper: Paper, dossier: Dossier, table: Node, line: CompetencyLine) -> None:
    words, row, top = paper.words, table.add("TR"), paper.y
    _name(paper, line, row.add("TH", A=_SCOPE_ROW), top)
    _grid(paper, top)
    _plot(paper, line, top)
    figure = row.add("TD")
    if line.mean is None:
        paper.put(
            figure, words("report.none"), styles.TABLE_STRONG.ink(PAPER.secondary), _SCORE, top + 12.5, columns(1)
        )
    else:
        paper.put(figure, paper.number(line.mean) + " ", styles.TABLE_STRONG, _SCORE, top + 12.5, columns(1))
        room = RIGHT - _SCORE if line.interval else columns(1) + 8
        paper.put(figure, _under(paper, line), styles.FOOT, _SCORE, top + 22.5, room)
    _state(paper, row.add("TD"), line, top + (12.5 if line.interval else 17))
    paper.y += ROW
    if line is not dossier.competencies[-1]:
        paper.sheet.rule(LEFT, paper.y, MEASURE, 0.5, PAPER.hairline)


def _name(paper: Paper, line: CompetencyLine, node: Node, top: float) -> None:
    """The weight under the name, or after it when the name takes two lines."""
    style, room = styles.BODY_STRONG, columns(4) - 4
    weight = paper.words("report.weight", weight=paper.number(line.weight, 0 if line.weight.is_integer() else 1))
    if paper.setter.width(line.name, style) <= room:
        paper.put(node, line.name + " ", style, LEFT, top + 12.5, room)
        paper.put(node, weight, styles.LABEL, LEFT, top + 22.5, columns(4))
        return
    beside = paper.setter.width(weight, styles.LABEL) + 5
    for share in (1, 0.94, SMALLEST_FIT):
        style = styles.BODY_STRONG.sized(styles.BODY_STRONG.size * share)
        lines = paper.setter.wrap(line.name, style, room)
        if len(lines) < 3 and lines[-1].width <= room - beside:
            break
    else:
        lines = paper.setter.few(line.name, style, room - beside, 2)
    *full, last = lines
    last = paper.setter.line(last.text + " ", style)
    paper.sheet.text(node, [*full, last], style, LEFT, top + 11)
    paper.put(node, weight, styles.LABEL, LEFT + last.width + 5, top + 11 + len(full) * style.leading, beside)


def _under(paper: Paper, line: CompetencyLine) -> str:
    if line.corrected is not None and line.interval is not None:
        low, high = (paper.number(end) for end in line.interval)
        return paper.words("report.corrected", score=paper.number(line.corrected), low=low, high=high)
    return paper.words("report.ratings", n=line.ratings)


def _plot(paper: Paper, line: CompetencyLine, top: float) -> None:
    sheet, middle = paper.sheet, top + ROW / 2 + 1.5
    colour, tint, edge = _COLOURS[line.standing]
    if line.interval is not None:
        low, high = line.interval
        sheet.bar(at(low), middle - 1.15 * MM, max(at(high) - at(low), 0.5), 2.3 * MM, tint, edge)
    if line.corrected is not None:
        sheet.upright(at(line.corrected) - 0.6, middle - 2 * MM, 4 * MM, 1.2, edge)
    if line.required is not None:
        sheet.upright(at(line.required), middle - 3 * MM, 6 * MM, 1, PAPER.ink)
    if line.mean is not None:
        sheet.disc(at(line.mean), middle, 4.2, colour, PAPER.background, 0.8)
    if len(line.by_rater) > 1:
        _dots(paper, line, top + 6.2)


def _dots(paper: Paper, line: CompetencyLine, y: float) -> None:
    """An open dot for each interviewer, side by side when equal, so that a grey print and a fifth dot still count."""
    by_value: dict[float, int] = {}
    for _, value in line.by_rater:
        by_value[value] = by_value.get(value, 0) + 1
    for value, count in by_value.items():
        for place in range(count):
            shift = (place - (count - 1) / 2) * 4.6
            paper.sheet.disc(at(value) + shift, y, 1.76, PAPER.background, PAPER.ink)


def _state(paper: Paper, node: Node, line: CompetencyLine, baseline: float) -> None:
    """Shape, word and colour: full and clear, half and spanning, open and below or missing."""
    key = f"report.status.{line.missing}" if line.missing else f"report.standing.{line.standing or 'rated'}"
    colour = PAPER.amber if line.missing else _COLOURS[line.standing][0]
    left = paper.put_right(node, paper.words(key), styles.LABEL_STRONG.ink(colour), RIGHT, baseline, columns(2) - 8)
    x, y = left - 7, baseline - 2.6
    if line.missing or line.standing is Standing.BELOW:
        paper.sheet.disc(x, y, 3, None, colour, 0.9)
    elif line.standing is Standing.SPANS:
        paper.sheet.half_disc(x, y, 3, colour)
    else:
        paper.sheet.disc(x, y, 3, colour, colour)
