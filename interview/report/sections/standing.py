"""What the interview says so far: the decision when people took one, else the means and what is missing."""

from interview.model.dossier import Decision, Dossier
from interview.palette import PAPER, PAPER_RULE
from interview.report.drawing import styles
from interview.report.drawing.clean import one_line
from interview.report.drawing.sheet import MM
from interview.report.drawing.structure import Node, text_string
from interview.report.sections.paper import CIRCLE, LEFT, MEASURE, Paper, column, columns

VERDICTS = ("no_hire", "lean_no", "lean_hire", "hire")
_BAR = 1.7 * MM
_REASON_LINES = 6
_VOTERS_IN_A_ROW = 3


def draw(paper: Paper, dossier: Dossier) -> None:
    """Left the verdict or the overall mean, right the reasons or what the mean is made of, then the figures."""
    top = paper.y
    decision, extra = dossier.decision, 0.0
    if decision is None:
        _result(paper, dossier, top)
        reasons = basis(paper, dossier)
    else:
        extra = _verdict(paper, dossier, decision, top)
        reasons = decision.reasons
    lines = paper.setter.few(reasons, styles.RATIONALE, columns(7), _REASON_LINES)
    paper.sheet.text(paper.body.add("P"), lines, styles.RATIONALE, column(5), top + 23)
    below = max(top + 74 + extra, top + 23 + len(lines) * styles.RATIONALE.leading + 8)
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
    if dossier.overall_interval is not None:
        low, high = dossier.overall_interval
        figures[1] = (f"{paper.number(low)}\u2013{paper.number(high)}", words("report.figure.interval"))
    if dossier.required is not None:
        figures[2] = (paper.number(dossier.required), words("report.figure.required"))
    if dossier.decision is not None and dossier.decision.votes:
        votes = [verdict for _, verdict in dossier.decision.votes]
        figures[3] = (f"{votes.count(dossier.decision.verdict)}/{len(votes)}", words("report.figure.votes"))
    step = (columns(7) + 4 * MM) / len(figures)
    for place, (figure, label) in enumerate(figures):
        node = paper.body.add("P")
        paper.put(node, figure + " ", styles.FIGURE, column(5) + place * step, baseline, step - 6)
        paper.put(node, label, styles.LABEL, column(5) + place * step, baseline + 12.5, step - 6)


def _verdict(paper: Paper, dossier: Dossier, decision: Decision, top: float) -> float:
    """The verdict and above each step of its scale the voters; points by which many voters push the scale down."""
    words = paper.words
    paper.put(paper.body.add("H2"), words("report.decision"), styles.LEAD_LABEL, LEFT, top + 23, columns(5))
    verdict = words(f"report.verdict.{decision.verdict}")
    paper.put(paper.body.add("P"), verdict, styles.VERDICT, LEFT, top + 58, columns(5) - 12)
    votes = [(dossier.member(rater), vote) for rater, vote in decision.votes]
    spoken = "; ".join(f"{member.name}: {words(f'report.verdict.{vote}')}" for member, vote in votes) or verdict
    figure = paper.body.add("Figure", Alt=text_string(one_line(spoken)))
    step = columns(5) / 4
    rows = -(-max((sum(vote == name for _, vote in votes) for name in VERDICTS), default=0) // _VOTERS_IN_A_ROW)
    extra = max(0, rows - 1) * 2.2 * CIRCLE
    for place, name in enumerate(VERDICTS):
        left = LEFT + place * step
        chosen = name == decision.verdict
        paper.sheet.bar(left, top + 86 + extra, step - 4, _BAR, PAPER.accent if chosen else PAPER.hairline)
        style = styles.LABEL_STRONG if chosen else styles.LABEL
        paper.put(figure, words(f"report.verdict.{name}") + " ", style, left, top + 100 + extra, step - 4)
        voters = [member.initials for member, vote in votes if vote == name]
        _voters(paper, figure, voters, left, top + 77 + extra, chosen)
    return extra


def _voters(paper: Paper, node: Node, voters: list[str], left: float, y: float, chosen: bool) -> None:
    for place, letters in enumerate(voters):
        row, slot = divmod(place, _VOTERS_IN_A_ROW)
        x = left + CIRCLE + 0.5 + slot * 2.2 * CIRCLE
        paper.initials(node, letters + " ", x, y - row * 2.2 * CIRCLE, styles.INITIALS, chosen)
