"""One question of the printed guide: the question, probes to tick, lines to write on, and the anchors at the foot."""

from interview.model.guide_sheet import GuideSheet
from interview.palette import PAPER, PAPER_RULE
from interview.report.drawing import styles
from interview.report.drawing.setting import Line
from interview.report.drawing.sheet import MM
from interview.report.drawing.structure import Node
from interview.report.drawing.styles import Style
from interview.report.sections.guide_cover import TICK
from interview.report.sections.paper import BODY_FOOT, LEFT, MEASURE, Paper, column, columns
from question_bank import LEVELS, PARTS, Question

RULING = 8 * MM
"""Between two lines to write on: room for handwriting."""
SHARES = {"situation": 3, "task": 2, "action": 5, "result": 3}
"""How the lines of a page are divided over the parts of an answer."""
FEWEST_LINES = sum(1 for _ in PARTS) * 2
BOX = 6 * MM
_NUMBER = styles.NUMBER._replace(size=20, leading=24)
_QUESTION = styles.QUESTION._replace(size=12.5, leading=17)
_PROBE = Style(styles.BODY.file, 9.2, 12.4)
_ANCHOR = Style(styles.BODY.file, 8, 10.4)
_LEVEL = Style(styles.BODY_STRONG.file, 12, 14, tabular=True)
_GAP = 5.0
_CELL = (MEASURE - 4 * _GAP) / 5
_ANCHOR_LINES = 16


def draw(paper: Paper, sheet: GuideSheet, number: int) -> None:
    """The page of question `number`, counted from 1."""
    entry = sheet.guide.guide.questions[number - 1]
    question = sheet.guide.question(entry.question)
    paper.turn()
    section = paper.body.add("Sect")
    _head(paper, section, sheet, question, number, entry.minutes)
    anchors = [
        paper.setter.few(question.anchors.at(level).get(paper.language), _ANCHOR, _CELL - 12, _ANCHOR_LINES)
        for level in LEVELS
    ]
    foot = max(len(lines) for lines in anchors) * _ANCHOR.leading + BOX + 18
    _probes(paper, section, question)
    if BODY_FOOT - foot - 22 - paper.y < FEWEST_LINES * RULING:
        paper.turn()
    _lines(paper, section, BODY_FOOT - foot - 22)
    _rating(paper, section, anchors, foot)


def _head(paper: Paper, section: Node, sheet: GuideSheet, question: Question, number: int, minutes: int) -> None:
    language, words = paper.language, paper.words
    name = f"question-{number}"
    asked, other = question.text, question.outside_work
    outside_first = sheet.guide.guide.asks_first == "outside-work"
    if outside_first:
        asked, other = other, asked
    paper.sheet.place(name, paper.y - 12)
    paper.sheet.entry(f"{number} {asked.get(language)}", name, 1)
    line = section.add("P")
    baseline = paper.y + 14
    end = paper.put(line, f"{number} ", _NUMBER, LEFT, baseline, 60)
    competency = sheet.guide.competency(question.competency).name.get(language)
    paper.put(line, competency + " ", styles.H2.ink(PAPER.secondary), end + 10, baseline, MEASURE - 120)
    paper.put_right(line, words("guide.minutes", n=minutes), styles.LABEL, LEFT + MEASURE, baseline, 60)
    paper.y = baseline + 22
    lines = paper.setter.few(asked.get(language), _QUESTION, MEASURE, 6)
    paper.sheet.text(section.add("H2"), lines, _QUESTION, LEFT, paper.y)
    paper.y += len(lines) * _QUESTION.leading
    label = words("guide.at_work" if outside_first else "guide.outside_work")
    other_lines = paper.setter.few(f"{label} {other.get(language)}", styles.NOTE, MEASURE, 4)
    paper.sheet.text(section.add("P"), other_lines, styles.NOTE, LEFT, paper.y)
    paper.y += len(other_lines) * styles.NOTE.leading + 8


def _probes(paper: Paper, section: Node, question: Question) -> None:
    """Two columns: situation and task on the left, action and result on the right."""
    paper.put(section.add("P"), paper.words("guide.probes"), styles.EVIDENCE_LABEL, LEFT, paper.y)
    paper.y += 15
    listing = section.add("L")
    width = columns(6) - TICK - 8
    sides = [
        [
            paper.setter.few(probe.get(paper.language), _PROBE, width, 4)
            for part in parts
            for probe in question.probes.of(part)
        ]
        for parts in (PARTS[:2], PARTS[2:])
    ]
    rows = max(map(len, sides))
    for place in range(rows):
        row = [side[place] if place < len(side) else [] for side in sides]
        height = max(map(len, row)) * _PROBE.leading + 4
        paper.need(height)
        for side, lines in enumerate(row):
            if lines:
                _tick(paper, listing, column(6 * side), lines)
        paper.y += height
    paper.y += 4


def _tick(paper: Paper, listing: Node, x: float, lines: list[Line]) -> None:
    paper.sheet.cell(x, paper.y - 7.4, TICK, TICK, PAPER.background, PAPER.ink)
    paper.sheet.text(listing.add("LI").add("LBody"), lines, _PROBE, x + TICK + 8, paper.y)


def _lines(paper: Paper, section: Node, foot: float) -> None:
    """The parts of the answer with their share of the ruled lines down to `foot`."""
    count = int((foot - paper.y) / RULING)
    given = {part: max(1, count * share // sum(SHARES.values())) for part, share in SHARES.items()}
    given["action"] += max(0, count - sum(given.values()))
    left = column(2)
    for part, lines in given.items():
        label = section.add("P")
        paper.put(
            label, paper.words(f"guide.part.{part}"), styles.EVIDENCE_LABEL, LEFT, paper.y + RULING - 3, columns(2)
        )
        for _ in range(lines):
            paper.y += RULING
            paper.sheet.rule(left, paper.y, LEFT + MEASURE - left, 0.6, PAPER_RULE)


def _rating(paper: Paper, section: Node, anchors: list[list[Line]], foot: float) -> None:
    """Five tinted cells pinned to the foot, each with a box, its level and its anchor."""
    top = BODY_FOOT - foot
    paper.put(section.add("P"), paper.words("guide.rating"), styles.EVIDENCE_LABEL, LEFT, top - 7)
    listing = section.add("L")
    for place, (level, lines) in enumerate(zip(LEVELS, anchors, strict=True)):
        x = LEFT + place * (_CELL + _GAP)
        paper.sheet.cell(x, top, _CELL, foot, PAPER.wash)
        paper.sheet.cell(x + 6, top + 6, BOX, BOX, PAPER.background, PAPER.ink)
        entry = listing.add("LI")
        paper.put(entry.add("Lbl"), f"{level} ", _LEVEL, x + 6 + BOX + 6, top + 6 + BOX - 4, 20)
        paper.sheet.text(entry.add("LBody"), lines, _ANCHOR, x + 6, top + BOX + 17)
    paper.y = BODY_FOOT
