"""Evidence pages: each question with its notes, its anchors and who rated what, kept together where it fits."""

from interview.model.dossier import Answer, Dossier, QuestionRecord
from interview.palette import PAPER
from interview.report.drawing import styles
from interview.report.drawing.structure import Node
from interview.report.sections import claims, rows, scale
from interview.report.sections.paper import BODY_FOOT, BODY_TOP, LEFT, MEASURE, Paper, columns, split

_RAIL = columns(3)
_KEPT = 0.6
"""A question up to this share of a page is never torn apart."""
_HEAD = 9.0


def draw(paper: Paper, dossier: Dossier) -> None:
    """A new page with the heading, then every question."""
    paper.turn()
    words = paper.words
    paper.sheet.place("evidence", 0)
    paper.sheet.entry(words("report.evidence"), "evidence", 1)
    paper.put(paper.body.add("H2"), words("report.evidence"), styles.H2, LEFT, paper.y + 13, columns(5))
    if any(answer.evidence or answer.evidence_as_ticked for found in dossier.questions for answer in found.answers):
        _key(paper)
    paper.y += 22
    for question in dossier.questions:
        _question(paper, dossier, question)


def _key(paper: Paper) -> None:
    node = paper.body.add("P")
    left = paper.put_right(
        node, paper.words("report.carries.key"), styles.LABEL, LEFT + MEASURE, paper.y + 13, columns(6)
    )
    paper.sheet.bar(left - 8, paper.y + 6.4, 2, 8, PAPER.accent)


def _question(paper: Paper, dossier: Dossier, question: QuestionRecord) -> None:
    heading = paper.setter.wrap(question.text, styles.QUESTION, rows.WIDTH)
    inside = rows.of_question(paper, dossier, question)
    anchors = scale.anchors_of(paper, question)
    foot = scale.height(question, dossier, anchors)
    right = len(heading) * styles.QUESTION.leading + 6 + sum(row.height for row in inside) + foot
    whole = max(right, _rail_height(paper, question)) + _HEAD + 6
    room = BODY_FOOT - paper.y
    if whole > room and (whole <= _KEPT * (BODY_FOOT - BODY_TOP) or room < 0.3 * (BODY_FOOT - BODY_TOP)):
        paper.turn()
    name = f"question-{question.number}"
    section = paper.body.add("Sect")
    paper.sheet.place(name, paper.y)
    paper.sheet.entry(f"{paper.words('report.question_number', number=question.number)} {question.text}", name, 2)
    paper.sheet.rule(LEFT, paper.y, MEASURE, 0.7)
    top, page = paper.y, paper.sheet.page
    title = section.add("H3", **paper.typed)
    rail_foot = _rail(paper, section, dossier, question, top + _HEAD)
    paper.y = top + _HEAD
    paper.flow(title, heading, styles.QUESTION, rows.LEFT)
    paper.y += 5
    _notes(paper, section, inside)
    paper.need(foot)
    scale.draw(paper, section, dossier, question, anchors)
    if paper.sheet.page == page:
        paper.y = max(paper.y, rail_foot)
    paper.y += 8


def _notes(paper: Paper, section: Node, inside: list[rows.Row]) -> None:
    listing = section.add("L")
    for row in inside:
        if row.member is not None:
            paper.need(row.height + 2 * styles.EVIDENCE.leading)
            name = styles.LABEL_STRONG.ink(PAPER.ink)
            paper.put(section.add("H4"), row.member, name, rows.LEFT, paper.y + 11, rows.WIDTH)
            paper.y += row.height
            listing = section.add("L")
            continue
        _row(paper, listing, row)


def _row(paper: Paper, listing: Node, row: rows.Row) -> None:
    first = row.paragraphs[0]
    if not first.lines:
        return
    kept = len(first.lines) if len(first.lines) < 4 else 2
    paper.need(kept * first.style.leading)
    entry = listing.add("LI")
    label = styles.EVIDENCE_LABEL
    paper.put(entry.add("Lbl"), row.label + " ", label, rows.LEFT, paper.y + 0.78 * label.leading, rows.LABEL_WIDTH - 4)
    body = entry.add("LBody")
    for paragraph in row.paragraphs:
        node = body.add("P", **(paper.typed if paragraph.typed else {}))
        if paragraph.carries:
            _carrying(paper, node, paragraph)
        else:
            paper.flow(node, paragraph.lines, paragraph.style, rows.TEXT_LEFT)
    paper.y += 2.6


def _carrying(paper: Paper, node: Node, paragraph: rows.Paragraph) -> None:
    """A note line the rating rests on: a bar to see, a word to hear, on every page it runs over."""
    style, lines = paragraph.style, paragraph.lines
    spoken = paper.words("report.carries") + " "
    while lines:
        fits = max(0, int((BODY_FOOT - paper.y) / style.leading))
        stays = split(len(lines), fits)
        if stays:
            height = stays * style.leading
            if lines is paragraph.lines:
                paper.sheet.spoken(node, spoken, style, rows.TEXT_LEFT - 7, paper.y + 0.78 * style.leading)
            paper.sheet.bar(rows.TEXT_LEFT - 7, paper.y + 1.2, 2, height - 1.6, PAPER.accent)
            paper.sheet.text(node, lines[:stays], style, rows.TEXT_LEFT, paper.y + 0.78 * style.leading)
            paper.y += height
            lines = lines[stays:]
        if lines:
            paper.turn()


def _rail_height(paper: Paper, question: QuestionRecord) -> float:
    return (
        77
        + sum(12.4 if answer.level is not None else 22.4 for answer in question.answers)
        + (14 if claims.apart(question) else 0)
    )


def _rail(paper: Paper, section: Node, dossier: Dossier, question: QuestionRecord, top: float) -> float:
    words, put = paper.words, paper.put
    number = words("report.question_number", number=question.number)
    head = section.add("P")
    put(head, number + " ", styles.NUMBER, LEFT, top + 12, _RAIL)
    lines = paper.setter.few(question.competency, styles.RAIL, _RAIL - 6, 3)
    style = styles.RAIL
    paper.sheet.text(head, lines, style, LEFT, top + 27)
    y = top + 27 + len(lines) * style.leading
    circumstances = _circumstances(paper, question)
    if circumstances:
        put(section.add("P"), circumstances, styles.LABEL, LEFT, y, _RAIL - 6)
        y += 11
    if question.mean is not None:
        node = section.add("P")
        end = put(
            node, paper.number(question.mean, 1 if len(question.levels) > 1 else 0) + " ", styles.FIGURE, LEFT, y + 16
        )
        put(
            node,
            words("report.rail.mean" if len(question.levels) > 1 else "report.rail.level"),
            styles.LABEL,
            end + 5,
            y + 16,
        )
        y += 30
    else:
        y += 8
    for answer in question.answers:
        y = _rater(paper, section, dossier, answer, y) + 12.4
    if claims.apart(question):
        _apart(paper, section, question, y + 2)
        y += 14
    return y


def _circumstances(paper: Paper, question: QuestionRecord) -> str:
    """How long the question took, by the rater who was longest at it, and whether the other variant was put."""
    minutes = -(-max((answer.seconds for answer in question.answers), default=0) // 60)
    said = [paper.words("report.time", n=minutes)] if minutes else []
    if question.variant == "outside_work":
        said.append(paper.words("report.variant.outside_work"))
    return ", ".join(said)


def _rater(paper: Paper, section: Node, dossier: Dossier, answer: Answer, y: float) -> float:
    node = section.add("P")
    member = dossier.member(answer.rater_id)
    name = styles.RAIL_NAME
    if answer.level is not None:
        paper.put(node, member.name + " ", name, LEFT, y, _RAIL - 26)
        paper.put_right(node, str(answer.level) + " ", styles.RAIL_LEVEL, LEFT + _RAIL - 10, y, 14)
    else:
        paper.put(node, member.name + " ", name, LEFT, y, _RAIL - 10)
        y += 10
        paper.put(node, rows.spoken(paper, answer.outcome, None), styles.LABEL_STRONG, LEFT, y, _RAIL - 10)
    return y


def _apart(paper: Paper, section: Node, question: QuestionRecord, y: float) -> None:
    text = paper.words("report.spread", spread=question.spread)
    paper.sheet.half_disc(LEFT + 3, y - 2.6, 3, PAPER.amber)
    paper.put(section.add("P"), text, styles.LABEL_STRONG.ink(PAPER.amber), LEFT + 10, y, _RAIL - 16)
