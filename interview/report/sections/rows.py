"""The right column of a question as rows: what it holds, how tall it is, and how it is drawn."""

from typing import NamedTuple

from interview.model.dossier import Answer, Dossier, NoteLine, QuestionRecord
from interview.model.note import Part
from interview.model.rating import Outcome
from interview.palette import PAPER
from interview.report.drawing import styles
from interview.report.drawing.clean import clean
from interview.report.drawing.setting import Line
from interview.report.drawing.sheet import MM
from interview.report.drawing.styles import Style
from interview.report.sections.paper import Paper, column, columns

LEFT = column(3) + 6
WIDTH = columns(9) - 6
LABEL_WIDTH = 17 * MM
TEXT_LEFT = LEFT + LABEL_WIDTH
TEXT_WIDTH = WIDTH - LABEL_WIDTH


class Paragraph(NamedTuple):
    """Set lines; `carries` marks a note line the rating rests on. `typed`: in the language of the interview."""

    lines: list[Line]
    style: Style
    carries: bool = False
    typed: bool = False


class Row(NamedTuple):
    """A label and paragraphs beside it, or a heading over the notes of one member when `member` is set."""

    label: str
    paragraphs: list[Paragraph]
    member: str | None = None

    @property
    def height(self) -> float:
        """Points, with the space after it."""
        if self.member is not None:
            return 17.0
        return sum(len(part.lines) * part.style.leading for part in self.paragraphs) + 2.6


def of_question(paper: Paper, dossier: Dossier, question: QuestionRecord) -> list[Row]:
    """All rows of a question: the notes of each member, then what was asked, not rated or amended."""
    several = len(dossier.panel) > 1
    rows: list[Row] = []
    for answer in question.answers:
        member = dossier.member(answer.rater_id)
        noted = _notes(paper, answer)
        if not noted and not _remarks(paper, answer):
            continue
        if several:
            rows.append(Row("", [], member.name))
        rows += noted
        rows += _remarks(paper, answer)
    return rows


def _notes(paper: Paper, answer: Answer) -> list[Row]:
    rows = []
    for part in Part:
        lines = [line for line in answer.notes if line.part is part]
        paragraphs = [_note(paper, line, line.id in answer.evidence) for line in lines if clean(line.text).strip()]
        if paragraphs:
            rows.append(Row(paper.words(f"report.part.{part.value}"), paragraphs))
    if answer.evidence_as_ticked:
        paragraphs = [_note(paper, line, True) for line in answer.evidence_as_ticked]
        rows.append(Row(paper.words("report.as_ticked"), paragraphs))
    return rows


def _note(paper: Paper, line: NoteLine, carries: bool) -> Paragraph:
    return Paragraph(paper.setter.wrap(line.text, styles.EVIDENCE, TEXT_WIDTH), styles.EVIDENCE, carries, True)


def _remarks(paper: Paper, answer: Answer) -> list[Row]:
    words = paper.words
    rows = []
    if answer.probes:
        rows.append(_small(paper, words("report.probes"), "\n".join(answer.probes), typed=True))
    if answer.outcome is Outcome.NO_EVIDENCE:
        rows.append(_small(paper, words("report.rating"), words("report.outcome.no_evidence")))
    elif answer.outcome is Outcome.NOT_ASKED:
        reason = words("report.not_asked", reason=answer.reason) if answer.reason else words("report.outcome.not_asked")
        rows.append(_small(paper, words("report.rating"), reason))
    for amendment in answer.amendments:
        first = spoken(paper, amendment.first_outcome, amendment.first_level)
        last = spoken(paper, amendment.outcome, amendment.level)
        text = words("report.amendment", first=first, last=last, reason=amendment.reason)
        rows.append(_small(paper, words("report.amended"), text, PAPER.amber))
    return rows


def spoken(paper: Paper, outcome: Outcome | None, level: int | None) -> str:
    """A judgement in words: "level 4", "no evidence", "not rated"."""
    if level is not None:
        return paper.words("report.level", level=level)
    return paper.words(f"report.outcome.{outcome.value}" if outcome else "report.outcome.none")


def _small(paper: Paper, label: str, text: str, colour: str = PAPER.secondary, *, typed: bool = False) -> Row:
    style = styles.EVIDENCE.ink(colour)
    return Row(label, [Paragraph(paper.setter.wrap(text, style, TEXT_WIDTH), style, typed=typed)])
