"""Three short lists below the table of page one: rated high, to look at, not established. Each ends in its question."""

from typing import NamedTuple

from interview.model.dossier import Dossier, QuestionRecord
from interview.model.rating import Outcome
from interview.palette import PAPER
from interview.report.drawing import styles
from interview.report.drawing.sheet import MM
from interview.report.sections.paper import BODY_FOOT, Paper, column, columns

HIGH, LOW, APART = 4, 2, 2
"""Levels from which an answer counts as high, up to which as low, and how far apart raters may be unremarked."""
_SHOWN = 6
_LINES = 16
"""Of all claims in a column, about; each may take four."""


class Claim(NamedTuple):
    """A sentence and the question it comes from."""

    text: str
    question: QuestionRecord


def draw(paper: Paper, dossier: Dossier) -> None:
    """The three lists, as far as the page has room; what does not fit is counted."""
    paper.y += 27
    rated_high = [Claim(found.anchors[min(found.levels) - 1], found) for found in dossier.questions if high(found)]
    lists = (
        ("report.high", PAPER.accent, rated_high),
        ("report.watch", PAPER.amber, _watch(paper, dossier)),
        ("report.open", PAPER.ink, _open(paper, dossier)),
    )
    top = paper.y
    if top + 60 > BODY_FOOT:
        paper.turn()
        top = paper.y
    for place, (key, colour, claims) in enumerate(lists):
        x = column(place * 4)
        paper.sheet.bar(x, top, 8 * MM, 0.7 * MM, colour)
        paper.put(paper.body.add("H3"), paper.words(key), styles.H3, x, top + 15, columns(4))
        _list(paper, claims, x, top + 31, key)
    paper.y = BODY_FOOT


def high(question: QuestionRecord) -> bool:
    """Every rater gave a high level."""
    return bool(question.levels) and min(question.levels) >= HIGH


def low(question: QuestionRecord) -> bool:
    """Every rater gave a low level."""
    return bool(question.levels) and max(question.levels) <= LOW


def apart(question: QuestionRecord) -> bool:
    """Raters differ so much that the panel should talk about it."""
    return question.spread is not None and question.spread >= APART


def _watch(paper: Paper, dossier: Dossier) -> list[Claim]:
    claims = []
    for question in dossier.questions:
        if low(question):
            claims.append(Claim(question.anchors[max(question.levels) - 1], question))
        elif apart(question):
            levels = paper.words("report.apart", low=min(question.levels), high=max(question.levels))
            claims.append(Claim(f"{question.competency}: {levels}", question))
    return claims


def _open(paper: Paper, dossier: Dossier) -> list[Claim]:
    claims = []
    for question in dossier.questions:
        if question.levels:
            continue
        outcomes = {answer.outcome for answer in question.answers}
        if Outcome.NO_EVIDENCE in outcomes:
            key = "report.missing.no_evidence"
        else:
            key = "report.missing.not_asked" if Outcome.NOT_ASKED in outcomes else "report.missing.not_rated"
        claims.append(Claim(f"{question.competency}: {paper.words(key)}.", question))
    return claims


def _list(paper: Paper, claims: list[Claim], x: float, baseline: float, key: str) -> None:
    node = paper.body.add("L")
    style, limit = styles.BODY, columns(4)
    for place, claim in enumerate(claims):
        lines = paper.setter.few(claim.text, style, limit - 4, max(4, _LINES // len(claims))) or [
            paper.setter.line(paper.words("report.none"), style)
        ]
        number = paper.setter.line(
            paper.words("report.question_number", number=claim.question.number), styles.BODY_STRONG
        )
        beside = lines[-1].width + 5 + number.width <= limit
        rows = len(lines) + (0 if beside else 1)
        if place == _SHOWN or baseline + (rows - 1) * style.leading > BODY_FOOT - style.leading:
            more = paper.words("report.more", n=len(claims) - place)
            paper.put(node.add("LI").add("LBody"), more, styles.LABEL, x, baseline, limit)
            return
        body = node.add("LI").add("LBody")
        paper.sheet.text(body.add("P", **paper.typed), lines, style, x, baseline)
        baseline += (rows - 1) * style.leading
        at = x + (lines[-1].width + 5 if beside else 0)
        target = f"question-{claim.question.number}"
        paper.sheet.link(body, number, styles.BODY_STRONG.ink(PAPER.accent), at, baseline, target)
        baseline += style.leading + 5
    if not claims:
        quiet = style.ink(PAPER.secondary)
        paper.block(node.add("LI").add("LBody"), paper.words(f"{key}.none"), quiet, x, baseline, limit - 4)
