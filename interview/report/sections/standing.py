"""What the interview says so far: the decision when people took one, else the means and what is missing."""

from interview.i18n import formats
from interview.model.dossier import Decision, DecisionReason, Dossier
from interview.palette import PAPER, PAPER_RULE
from interview.report.drawing import styles
from interview.report.drawing.sheet import MM
from interview.report.sections.paper import LEFT, MEASURE, Paper, column, columns

_BAR = 1.7 * MM
_REASON_LINES = 6


def draw(paper: Paper, dossier: Dossier) -> None:
    """Left the verdict or the overall mean, right the reasons or what the mean is made of, then the figures."""
    top, decision = paper.y, dossier.decision
    if decision is None:
        _result(paper, dossier, top)
        reasons = basis(paper, dossier)
    else:
        _verdict(paper, decision, top)
        reasons = _reasons(paper, decision)
    lines = paper.setter.few(reasons, styles.RATIONALE, columns(7), _REASON_LINES)
    paper.sheet.text(paper.body.add("P"), lines, styles.RATIONALE, column(5), top + 23)
    below = max(top + 74, top + 23 + len(lines) * styles.RATIONALE.leading + 8)
    _figures(paper, dossier, below + 15)
    paper.y = below + 42
    paper.sheet.rule(LEFT, paper.y, MEASURE, 0.6, PAPER_RULE)


def _result(paper: Paper, dossier: Dossier, top: float) -> None:
    words = paper.words
    paper.put(paper.body.add("H2"), words("report.overall"), styles.LEAD_LABEL, LEFT, top + 23, columns(5))
    node = paper.body.add("P")
    if dossier.overall is None:
        size = styles.VERDICT.sized(26).ink(PAPER.amber)
        paper.put(node, words("report.incomplete"), size, LEFT, top + 56, columns(5) - 12)
        return
    end = paper.put(node, paper.number(dossier.overall) + " ", styles.VERDICT, LEFT, top + 58, columns(3))
    paper.put(node, words("report.of_five"), styles.TEAM, end + 7, top + 58, columns(2))
    _scale(paper, dossier.overall, top + 80)


def _scale(paper: Paper, mean: float, y: float) -> None:
    """The mean on a line from 1 to 5: a picture of the figure above it, so an artifact."""
    width = columns(5) - 6
    paper.sheet.bar(LEFT, y - _BAR / 2, width, _BAR, PAPER.hairline)
    paper.sheet.disc(LEFT + (mean - 1) / 4 * width, y, 4.2, PAPER.accent, PAPER.background, 1)
    for level in range(1, 6):
        line = paper.setter.line(str(level), styles.FOOT)
        at = LEFT + (level - 1) / 4 * width - (level - 1) / 4 * line.width
        paper.sheet.artifact_text(line, styles.FOOT, at, y + 13)


def basis(paper: Paper, dossier: Dossier) -> str:
    """What the overall mean is made of, what it lacks, and that nobody decided yet."""
    words = paper.words
    parts = []
    if dossier.missing:
        names = "; ".join(
            words("report.missing_line", name=line.name, reason=words(f"report.missing.{line.missing}"))
            for line in dossier.missing
        )
        parts.append(words("report.basis.incomplete", missing=names))
    else:
        parts.append(words("report.basis.complete", n=len(dossier.competencies)))
    parts.append(words("report.basis.raters" if len(dossier.panel) > 1 else "report.basis.one", n=len(dossier.panel)))
    if dossier.released:
        names = ", ".join(line.rater for line in dossier.released)
        parts.append(words("report.basis.released", names=names))
    parts.append(words("report.basis.undecided"))
    return " ".join(parts)


def _figures(paper: Paper, dossier: Dossier, baseline: float) -> None:
    words = paper.words
    rated = sum(line.mean is not None for line in dossier.competencies)
    asked = sum(bool(question.levels) for question in dossier.questions)
    figures = [
        (str(len(dossier.panel)), words("report.figure.interviewers", n=len(dossier.panel))),
        (f"{rated}/{len(dossier.competencies)}", words("report.figure.competencies")),
        (f"{asked}/{len(dossier.questions)}", words("report.figure.questions")),
        (f"{dossier.ratings}/{dossier.ratings_expected}", words("report.figure.ratings")),
    ]
    if dossier.decision is not None and dossier.overall is not None:
        figures[0] = (paper.number(dossier.overall), words("report.figure.overall"))
    if dossier.overall_corrected is not None and dossier.overall_interval is not None:
        low, high = dossier.overall_interval
        figures[1] = (paper.number(dossier.overall_corrected), words("report.figure.corrected"))
        figures[2] = (f"{paper.number(low)}\u2013{paper.number(high)}", words("report.figure.interval"))
    if dossier.required is not None:
        figures[3] = (paper.number(dossier.required), words("report.figure.required"))
    step = (columns(7) + 4 * MM) / len(figures)
    for place, (figure, label) in enumerate(figures):
        node = paper.body.add("P")
        paper.put(node, figure + " ", styles.FIGURE, column(5) + place * step, baseline, step - 6)
        paper.put(node, label, styles.LABEL, column(5) + place * step, baseline + 12.5, step - 6)


def _verdict(paper: Paper, decision: Decision, top: float) -> None:
    """The verdict in large, by whom and when, and whether it departs from the order of the scores."""
    words, limit = paper.words, columns(5) - 12
    paper.put(paper.body.add("H2"), words("report.decision"), styles.LEAD_LABEL, LEFT, top + 23, columns(5))
    verdict = words(f"decision.verdict.{decision.verdict.value}")
    # Never cut: the longest word is set smaller.
    shrunk = min(1.0, 0.99 * limit / paper.setter.width(verdict, styles.VERDICT))
    style = styles.VERDICT.sized(styles.VERDICT.size * shrunk)
    paper.put(paper.body.add("P"), verdict, style, LEFT, top + 58, limit)
    made = words("report.decided", by=decision.by, date=formats.long_date(decision.on, paper.language))
    paper.put(paper.body.add("P"), made, styles.META, LEFT, top + 76, limit)
    if decision.departure:
        style = styles.LABEL_STRONG.ink(PAPER.amber)
        paper.put(paper.body.add("P"), words("report.departs"), style, LEFT, top + 90, limit)


def _reasons(paper: Paper, decision: Decision) -> str:
    """The reasons in short lines; in full they stand at the end."""
    if not decision.reasons:
        return paper.words("report.reasons.none")
    return "\n".join(reason(paper, one) for one in decision.reasons)


def reason(paper: Paper, one: DecisionReason) -> str:
    """One reason with the competency, and the question, it is about."""
    words = paper.words
    number = f" ({words('report.question_number', number=one.question)})" if one.question is not None else ""
    return words("report.reason", competency=one.competency + number, text=one.text)
