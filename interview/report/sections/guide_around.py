"""What is said before and after the questions, and room for what the candidate asks."""

from collections.abc import Sequence

from interview.model.guide_sheet import GuideSheet
from interview.palette import PAPER_RULE
from interview.report.drawing import styles
from interview.report.drawing.styles import Style
from interview.report.sections.guide_question import RULING
from interview.report.sections.paper import BODY_FOOT, LEFT, MEASURE, RIGHT, Paper
from question_bank import Bilingual, Block

_SAID = Style(styles.BODY.file, 10.4, 15)
_ROOM = 6
"""Lines to write on below the candidate's questions and the obstacles."""


def opening(paper: Paper, sheet: GuideSheet) -> None:
    """The opening with what is said about notes and privacy; for a team member also what stands in the way."""
    guide = sheet.guide.guide
    paper.turn()
    _block(paper, "opening", guide.opening, guide.notes_and_privacy)
    if guide.obstacles:
        _block(paper, "obstacles", guide.obstacles)
        _ruled(paper, int((BODY_FOOT - paper.y) / RULING))


def closing(paper: Paper, sheet: GuideSheet) -> None:
    """The candidate's questions with room to write, and the closing."""
    guide = sheet.guide.guide
    paper.turn()
    _block(paper, guide.their_turn, guide.candidate_questions)
    _ruled(paper, _ROOM)
    paper.y += 20
    _block(paper, "closing", guide.closing)


def _block(paper: Paper, name: str, block: Block, more: Sequence[Bilingual] = ()) -> None:
    words = paper.words
    paper.need(80)
    paper.sheet.place(name, paper.y - 6)
    paper.sheet.entry(words(f"guide.{name}"), name, 1)
    section = paper.body.add("Sect")
    paper.put(section.add("H2"), words(f"guide.{name}"), styles.H2, LEFT, paper.y + 13, MEASURE - 80)
    paper.put_right(section.add("P"), words("guide.minutes", n=block.minutes), styles.LABEL, RIGHT, paper.y + 13, 70)
    paper.sheet.rule(LEFT, paper.y + 20, MEASURE, 0.7)
    paper.y += 28
    for line in (*block.script, *more):
        paper.flow(section.add("P"), paper.setter.wrap(line.get(paper.language), _SAID, MEASURE), _SAID, LEFT)
        paper.y += 5
    paper.y += 10


def _ruled(paper: Paper, count: int) -> None:
    for _ in range(count):
        paper.need(RULING)
        paper.y += RULING
        paper.sheet.rule(LEFT, paper.y, MEASURE, 0.6, PAPER_RULE)
