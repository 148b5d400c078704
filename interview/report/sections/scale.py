"""The rating scale of a question: five cells with their anchors, the levels given, and whose they are."""

from interview.model.dossier import Dossier, QuestionRecord
from interview.palette import PAPER
from interview.report.drawing import styles
from interview.report.drawing.setting import Line
from interview.report.drawing.sheet import MM
from interview.report.drawing.structure import Node
from interview.report.sections import rows
from interview.report.sections.paper import Paper

_GAP = 3.0 * MM
_CELL = (rows.WIDTH - 4 * _GAP) / 5
_BAR = 1.2 * MM
_CIRCLE = 14.4


def height(question: QuestionRecord, dossier: Dossier, anchors: list[list[Line]]) -> float:
    """Points, with the space around it."""
    tallest = max(len(lines) for lines in anchors)
    return 28 + tallest * styles.ANCHOR.leading + _extra(question, dossier)


def _extra(question: QuestionRecord, dossier: Dossier) -> float:
    """More circles than one line of a cell holds go on below it."""
    lines = (-(-len(_raters(question, dossier, level)) // _in_a_row(question, level)) for level in range(1, 6))
    return max(0, max(lines) - 1) * _CIRCLE


def _in_a_row(question: QuestionRecord, level: int) -> int:
    """Circles beside the figure of a level; one fewer beside the word that marks the level agreed on."""
    return 2 if question.agreed_level == level else 3


def anchors_of(paper: Paper, question: QuestionRecord) -> list[list[Line]]:
    """The five anchors, set to the width of a cell."""
    return [
        paper.setter.few(text, _style(question, level), _CELL, 12)
        for level, text in enumerate(question.anchors, start=1)
    ]


def _style(question: QuestionRecord, level: int) -> styles.Style:
    return styles.ANCHOR.ink(PAPER.ink) if _chosen(question, level) else styles.ANCHOR


def _chosen(question: QuestionRecord, level: int) -> bool:
    if question.agreed_level is not None:
        return level == question.agreed_level
    return level in question.levels


def _raters(question: QuestionRecord, dossier: Dossier, level: int) -> list[str]:
    return [dossier.member(answer.rater_id).initials for answer in question.answers if answer.level == level]


def draw(paper: Paper, section: Node, dossier: Dossier, question: QuestionRecord, anchors: list[list[Line]]) -> None:
    """From `y` on; moves `y` below it. A list, so that a reader hears level, raters and anchor together."""
    top = paper.y + 6
    listing = section.add("L")
    drop = _extra(question, dossier)
    for level, lines in enumerate(anchors, start=1):
        x = rows.LEFT + (level - 1) * (_CELL + _GAP)
        chosen = _chosen(question, level)
        paper.sheet.bar(x, top, _CELL, _BAR, PAPER.accent if chosen else PAPER.hairline)
        entry = listing.add("LI")
        style = styles.ANCHOR_LEVEL.ink(PAPER.accent) if chosen else styles.ANCHOR_LEVEL
        end = paper.put(entry.add("Lbl"), f"{level} ", style, x, top + 13, _CELL)
        body = entry.add("LBody")
        if question.agreed_level == level:
            text = paper.words("report.agreed") + " "
            paper.put(body, text, styles.LABEL_STRONG.ink(PAPER.accent), end + 3, top + 13, _CELL - 40)
        _circles(
            paper, body, _raters(question, dossier, level), x + _CELL, top + 11.4, _in_a_row(question, level), chosen
        )
        paper.sheet.text(body.add("P", **paper.typed), lines, _style(question, level), x, top + 25.5 + drop)
    paper.y += height(question, dossier, anchors)


def _circles(paper: Paper, node: Node, initials: list[str], right: float, y: float, across: int, chosen: bool) -> None:
    for place, letters in enumerate(initials):
        row, slot = divmod(place, across)
        here = min(across, len(initials) - row * across)
        x = right - 7 - (here - 1 - slot) * _CIRCLE
        paper.initials(node, letters + " ", x, y + row * _CIRCLE, styles.INITIALS, chosen)
