"""The cover of the interview guide: what it is, whose talk, the rules in short, and the talk at a glance."""

from interview.i18n import formats
from interview.model.guide_sheet import GuideSheet
from interview.palette import PAPER, PAPER_RULE
from interview.report.drawing import styles
from interview.report.drawing.structure import Node
from interview.report.drawing.styles import Style
from interview.report.sections.guide_furniture import version
from interview.report.sections.paper import FIRST_BASELINE, LEFT, MEASURE, RIGHT, Paper, column, columns

BEFORE, RATING = 4, 3
"""How many rules there are for the talk and for rating."""
TICK = 9.0
"""Side of a box to tick in a list."""
_ROW = 17.0
_RULE = Style(styles.BODY.file, 9.4, 13)


def draw(paper: Paper, sheet: GuideSheet) -> None:
    """Page one."""
    guide, language = sheet.guide.guide, paper.language
    head = paper.body.add("P")
    paper.put(head, paper.words("guide.kicker") + " ", styles.KICKER, LEFT, FIRST_BASELINE, MEASURE * 0.5)
    paper.put_right(head, version(paper, sheet), styles.KICKER_RIGHT, RIGHT, FIRST_BASELINE, MEASURE * 0.46)
    paper.sheet.rule(LEFT, FIRST_BASELINE + 7.2, MEASURE, 0.7)
    paper.sheet.place("top", 0)
    paper.sheet.entry(guide.name.get(language), "top", 0)
    heading = paper.setter.few(guide.name.get(language), styles.NAME, MEASURE, 3)
    paper.y = FIRST_BASELINE + 44
    paper.sheet.text(paper.body.add("H1"), heading, styles.NAME, LEFT, paper.y)
    paper.y += (len(heading) - 1) * styles.NAME.leading + 20
    purpose = paper.setter.few(guide.purpose.get(language), styles.TEAM, MEASURE, 4)
    paper.sheet.text(paper.body.add("P"), purpose, styles.TEAM, LEFT, paper.y)
    paper.y += len(purpose) * styles.TEAM.leading + 22
    _whose(paper, sheet)
    _rules(paper)
    _overview(paper, sheet)


def _whose(paper: Paper, sheet: GuideSheet) -> None:
    """What is known is printed; the rest is a line to write on."""
    planned = formats.long_date(sheet.planned_at.date(), paper.language) if sheet.planned_at else ""
    begins = formats.time(sheet.planned_at, paper.language) if sheet.planned_at else ""
    cells = (
        ("candidate" if sheet.guide.guide.kind == "selection" else "colleague", sheet.candidate, 0, 5),
        ("interviewer", sheet.interviewer, 5, 7),
        ("date", planned, 0, 5),
        ("begins", begins, 5, 3),
        ("ends", "", 8, 4),
    )
    for place, (name, known, first, count) in enumerate(cells):
        y = paper.y + (0 if place < 2 else 34)
        node = paper.body.add("P")
        paper.put(node, paper.words(f"guide.{name}") + " ", styles.LABEL, column(first), y, columns(count))
        if known:
            paper.put(node, known, styles.META, column(first), y + 14, columns(count))
        paper.sheet.rule(column(first), y + 18, columns(count), 0.6, PAPER_RULE)
    paper.y += 34 + 18 + 26


def _rules(paper: Paper) -> None:
    """Before the talk on the left, about rating on the right."""
    top = paper.y
    left = _list(paper, "before", BEFORE, 0, 6)
    paper.y = top
    right = _list(paper, "rate", RATING, 6, 6)
    paper.y = max(left, right) + 16


def _list(paper: Paper, name: str, count: int, first: int, width: int) -> float:
    paper.put(
        paper.body.add("H2"), paper.words(f"guide.rules.{name}"), styles.H3, column(first), paper.y, columns(width)
    )
    listing = paper.body.add("L")
    paper.y += 16
    for number in range(1, count + 1):
        entry = listing.add("LI")
        paper.put(entry.add("Lbl"), f"{number} ", _RULE.ink(PAPER.accent), column(first), paper.y, 12)
        lines = paper.setter.wrap(paper.words(f"guide.rule.{name}.{number}"), _RULE, columns(width) - 14)
        paper.sheet.text(entry.add("LBody"), lines, _RULE, column(first) + 14, paper.y)
        paper.y += len(lines) * _RULE.leading + 4
    return paper.y


def _overview(paper: Paper, sheet: GuideSheet) -> None:
    """Every part of the talk with a box to tick and its minutes."""
    guide, language, words = sheet.guide.guide, paper.language, paper.words
    paper.need(40)
    paper.put(paper.body.add("H2"), words("guide.overview"), styles.H3, LEFT, paper.y, columns(8))
    total = words("guide.minutes", n=guide.planned_minutes)
    paper.put_right(paper.body.add("P"), total, styles.LABEL_STRONG, RIGHT, paper.y, columns(3))
    paper.y += 6
    paper.sheet.rule(LEFT, paper.y, MEASURE, 0.7)
    listing = paper.body.add("L")
    _part(paper, listing, words("guide.opening"), guide.opening.minutes)
    if guide.obstacles:
        _part(paper, listing, words("guide.obstacles"), guide.obstacles.minutes)
    for number, entry in enumerate(guide.questions, start=1):
        question = sheet.guide.question(entry.question)
        _part(paper, listing, f"{number}  {question.task.get(language)}", entry.minutes)
    _part(paper, listing, words(f"guide.{guide.their_turn}"), guide.candidate_questions.minutes)
    _part(paper, listing, words("guide.closing"), guide.closing.minutes)


def _part(paper: Paper, listing: Node, named: str, minutes: int) -> None:
    paper.need(_ROW)
    entry = listing.add("LI").add("LBody")
    baseline = paper.y + 12
    paper.sheet.cell(LEFT, baseline - 7.6, TICK, TICK, PAPER.background, PAPER.ink)
    paper.put(entry, named + " ", styles.BODY, LEFT + 18, baseline, MEASURE - 18 - 60)
    paper.put_right(entry, paper.words("guide.minutes", n=minutes), styles.FOOT, RIGHT, baseline, 56)
    paper.y += _ROW
    paper.sheet.rule(LEFT, paper.y, MEASURE, 0.5, PAPER.hairline)
