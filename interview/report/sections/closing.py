"""The last page: what was decided, who rated what, how to read the figures, which guide was used, and room to sign."""

from interview.i18n import formats
from interview.model.dossier import Answer, Dossier, PanelMember, QuestionRecord
from interview.palette import LEVEL_INKS, LEVEL_TINTS, PAPER, PAPER_RULE
from interview.report.drawing import styles
from interview.report.drawing.sheet import MM
from interview.report.drawing.structure import Node
from interview.report.sections import claims
from interview.report.sections.paper import BODY_FOOT, LEFT, MEASURE, RIGHT, Paper, column, columns
from interview.report.sections.standing import reason

_ROW = 17.0
_NAMES_FROM = column(4) - 4
_MEAN, _SPREAD = RIGHT - 40, RIGHT
_WIDEST = 64
"""Of a rater's column."""
_SCOPE_COLUMN, _SCOPE_ROW = "<</O/Table/Scope/Column>>", "<</O/Table/Scope/Row>>"
_SIGNATURE = 23 * MM
FINGERPRINT = 12
"""Characters of the fingerprint that are printed: enough to tell two guides apart, short enough to read out."""


def draw(paper: Paper, dossier: Dossier) -> None:
    """Below the evidence when all of it fits there, else on a new page."""
    if paper.y + _height(dossier) > BODY_FOOT:
        paper.turn()
    else:
        paper.y += 10
    _decided(paper, dossier)
    _matrix(paper, dossier)
    _released(paper, dossier)
    _reading(paper, dossier)
    _signatures(paper, dossier)


def _height(dossier: Dossier) -> float:
    """About as many points as all of this takes."""
    rows = -(-len(dossier.panel) // 2)
    return 75 + _ROW * len(dossier.questions) + 190 + 26 + rows * _SIGNATURE + _said(dossier)


def _said(dossier: Dossier) -> float:
    """Points that what people wrote takes, about: a line of the notes holds a hundred characters."""
    decision = dossier.decision
    texts = [line.reason for line in dossier.released]
    if decision is not None:
        texts += [one.text for one in decision.reasons] + [decision.departure]
    lines = sum(2 + len(text) // 100 for text in texts if text)
    return lines * styles.NOTE.leading + (60 if decision else 0)


def _heading(paper: Paper, key: str, name: str) -> None:
    paper.sheet.place(name, max(paper.y - 6, 0))
    paper.sheet.entry(paper.words(key), name, 1)
    paper.put(paper.body.add("H2"), paper.words(key), styles.H2, LEFT, paper.y + 14)
    paper.y += 26


def _matrix(paper: Paper, dossier: Dossier) -> None:
    paper.need(60)
    _heading(paper, "report.agreement" if len(dossier.panel) > 1 else "report.ratings_given", "agreement")
    table = paper.body.add("Table")
    _matrix_head(paper, table, dossier)
    for question in dossier.questions:
        if paper.y + _ROW > BODY_FOOT:
            paper.turn()
            _matrix_head(paper, table, dossier)
        _matrix_row(paper, table, dossier, question)
    paper.sheet.rule(LEFT, paper.y, MEASURE, 0.6, PAPER_RULE)
    paper.y += 16


def _decided(paper: Paper, dossier: Dossier) -> None:
    """The decision with every reason in full: page one has room for the first lines only."""
    decision, words = dossier.decision, paper.words
    if decision is None:
        return
    _heading(paper, "report.decision", "decision")
    made = words("report.decided", by=decision.by, date=formats.long_date(decision.on, paper.language))
    verdict = words(f"decision.verdict.{decision.verdict.value}")
    told = [words("report.decision.made", verdict=verdict, made=made)]
    told += [reason(paper, one) for one in decision.reasons]
    if decision.departure:
        told.append(words("report.departure", reason=decision.departure))
    _sentences(paper, told)
    paper.y += 14


def _released(paper: Paper, dossier: Dossier) -> None:
    """Who the panel went on without stays on every report."""
    if not dossier.released:
        return
    paper.y -= 6
    _sentences(
        paper,
        [paper.words("report.released", rater=line.rater, by=line.by, reason=line.reason) for line in dossier.released],
    )
    paper.y += 10


def _sentences(paper: Paper, told: list[str]) -> None:
    style = styles.NOTE.ink(PAPER.ink)
    for sentence in told:
        paper.flow(paper.body.add("P"), paper.setter.wrap(sentence, style, MEASURE), style, LEFT)
        paper.y += 3


def _names_from(dossier: Dossier) -> float:
    """Where the columns of the raters begin: what a small panel leaves free is for the competencies."""
    return max(_NAMES_FROM, _raters_to(dossier) - _WIDEST * len(dossier.panel))


def _raters_to(dossier: Dossier) -> float:
    """Where they end: the column after them has a longer name when there is one rater."""
    return _MEAN - (66 if len(dossier.panel) == 1 else 30)


def _step(dossier: Dossier) -> float:
    return (_raters_to(dossier) - _names_from(dossier)) / max(len(dossier.panel), 1)


def _matrix_head(paper: Paper, table: Node, dossier: Dossier) -> None:
    words, row, y = paper.words, table.add("TR"), paper.y + 8

    def head() -> Node:
        return row.add("TH", A=_SCOPE_COLUMN)

    paper.put(head(), words("report.column.question"), styles.LABEL, LEFT, y, columns(3))
    step = _step(dossier)
    for place, member in enumerate(dossier.panel):
        line, style = paper.setter.fit(_short(paper, member, step - 4), styles.LABEL, step - 4)
        paper.sheet.centre(head(), line, style, _names_from(dossier) + (place + 0.5) * step, y)
    keys = ("report.column.mean", "report.column.spread")
    if len(dossier.panel) == 1:
        keys = ("report.column.lines", "report.column.minutes")
    paper.put_right(head(), words(keys[0]), styles.LABEL, _MEAN, y, 60)
    paper.put_right(head(), words(keys[1]), styles.LABEL, _SPREAD, y, 38)
    paper.y += 13
    paper.sheet.rule(LEFT, paper.y, MEASURE, 0.6, PAPER_RULE)


def _short(paper: Paper, member: PanelMember, limit: float) -> str:
    """The first name where it fits, else the initials."""
    first = member.name.split()[0] if member.name.split() else member.initials
    return first if paper.setter.width(first, styles.LABEL) <= limit else member.initials


def _matrix_row(paper: Paper, table: Node, dossier: Dossier, question: QuestionRecord) -> None:
    row, y = table.add("TR"), paper.y + 11.6
    head = row.add("TH", A=_SCOPE_ROW)
    number = paper.setter.line(paper.words("report.question_number", number=question.number) + " ", styles.TABLE_STRONG)
    style = styles.TABLE_STRONG.ink(PAPER.accent)
    paper.sheet.link(head, number, style, LEFT, y, f"question-{question.number}")
    paper.put(head, question.competency, styles.TABLE, LEFT + 28, y, _names_from(dossier) - LEFT - 34)
    step = _step(dossier)
    by_rater = {answer.rater_id: answer for answer in question.answers}
    for place, member in enumerate(dossier.panel):
        _level(paper, row.add("TD"), by_rater.get(member.id), _names_from(dossier) + (place + 0.5) * step, step)
    if len(dossier.panel) == 1:
        _alone(paper, row, by_rater.get(dossier.panel[0].id), y)
    else:
        _together(paper, row, question, y)
    paper.y += _ROW
    if question is not dossier.questions[-1]:
        paper.sheet.rule(LEFT, paper.y, MEASURE, 0.5, PAPER.hairline)


def _alone(paper: Paper, row: Node, answer: Answer | None, y: float) -> None:
    """With one interviewer a mean says nothing new: how many lines carry the rating, and how long it took."""
    lines = len(answer.evidence) + len(answer.evidence_as_ticked) if answer is not None else 0
    minutes = -(-answer.seconds // 60) if answer is not None else 0
    quiet = styles.TABLE_FIGURE.ink(PAPER.secondary)
    for figure, x in ((lines, _MEAN), (minutes, _SPREAD)):
        paper.put_right(row.add("TD"), str(figure) if figure else paper.words("report.none"), quiet, x, y, 40)


def _together(paper: Paper, row: Node, question: QuestionRecord, y: float) -> None:
    mean = paper.number(question.mean) if question.mean is not None else paper.words("report.none")
    paper.put_right(row.add("TD"), mean, styles.TABLE_STRONG, _MEAN, y, 40)
    spread = row.add("TD")
    if claims.apart(question):
        strong = styles.TABLE_STRONG.ink(PAPER.amber)
        left = paper.put_right(spread, str(question.spread), strong, _SPREAD, y, 38)
        paper.sheet.half_disc(left - 7, y - 3, 3, PAPER.amber)
    else:
        text = str(question.spread) if question.spread is not None else paper.words("report.none")
        paper.put_right(spread, text, styles.TABLE_FIGURE.ink(PAPER.secondary), _SPREAD, y, 38)


def _level(paper: Paper, cell: Node, answer: Answer | None, x: float, step: float) -> None:
    y = paper.y + 11.6
    if answer is None or answer.level is None:
        key = f"report.short.{answer.outcome.value}" if answer is not None and answer.outcome else "report.short.none"
        line, style = paper.setter.fit(paper.words(key), styles.LABEL, step - 2)
        paper.sheet.centre(cell, line, style, x, y)
        return
    width = min(12 * MM, step - 4)
    place = answer.level - 1
    paper.sheet.cell(x - width / 2, paper.y + 2.5, width, 12, LEVEL_TINTS[place], PAPER.hairline if place < 2 else None)
    style = styles.TABLE_STRONG.ink(LEVEL_INKS[place])
    paper.sheet.centre(cell, paper.setter.line(str(answer.level), style), style, x, y)


def _reading(paper: Paper, dossier: Dossier) -> None:
    words = paper.words
    parts = [words("report.reading.anchors"), words("report.reading.means"), words("report.reading.missing")]
    if any(line.interval for line in dossier.competencies):
        parts.append(words("report.reading.interval"))
    parts.append(words("report.reading.people"))
    _text(paper, "report.reading", "reading", " ".join(parts))
    guide = words(
        "report.guide_used",
        title=dossier.guide_title,
        version=dossier.guide_version,
        fingerprint=dossier.guide_fingerprint[:FINGERPRINT],
    )
    _text(paper, "report.guide", "guide", guide)


def _text(paper: Paper, key: str, name: str, text: str) -> None:
    lines = paper.setter.wrap(text, styles.NOTE, MEASURE)
    paper.need(26 + len(lines) * styles.NOTE.leading)
    paper.sheet.place(name, max(paper.y - 6, 0))
    paper.sheet.entry(paper.words(key), name, 1)
    paper.put(paper.body.add("H2"), paper.words(key), styles.H3, LEFT, paper.y + 10)
    paper.y += 18
    paper.flow(paper.body.add("P"), lines, styles.NOTE, LEFT)
    paper.y += 14


def _signatures(paper: Paper, dossier: Dossier) -> None:
    paper.need(40 + _SIGNATURE)
    _heading(paper, "report.signatures", "signatures")
    for place, member in enumerate(dossier.panel):
        side = place % 2
        if side == 0 and place:
            paper.y += _SIGNATURE
            paper.need(_SIGNATURE)
        _signature(paper, member, column(0) if side == 0 else column(6) + 4)
    paper.y += _SIGNATURE


def _signature(paper: Paper, member: PanelMember, x: float) -> None:
    width, y = columns(6) - 4, paper.y + 13 * MM
    paper.sheet.rule(x, y, width, 0.7)
    node = paper.body.add("P")
    line, style = paper.setter.fit(paper.words("report.sign"), styles.LABEL, 100)
    paper.put(node, member.name + " ", styles.TABLE_STRONG, x, y + 11, width - line.width - 8)
    paper.sheet.right(node, line, style, x + width, y + 11)
    if member.seat:
        paper.put(paper.body.add("P"), member.seat, styles.HEAD_LIGHT, x, y + 21.5, width)
