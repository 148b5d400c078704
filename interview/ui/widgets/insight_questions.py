"""How each question does: the levels it drew, and in words what to look at."""

from interview.i18n import Language, Words
from interview.i18n.formats import number
from interview.ui.widgets import insight_levels
from interview.ui.widgets.html import Html, div, span, tag
from interview.ui.widgets.shapes import HALF, dot
from interview.workflow.insight import Insight, QuestionLine

FROM = 20
"""Candidates from which scoring marks questions."""


def finding(view: Insight, say: Words) -> str:
    """The table in one sentence."""
    if not view.questions:
        return say("insight.questions.no_levels" if view.candidates else "insight.questions.none")
    seen = max(line.candidates for line in view.questions)
    if seen < FROM:
        return say("insight.questions.not_yet", n=seen, needed=FROM)
    marked = [str(line.number) for line in view.questions if line.marks]
    if not marked:
        return say("insight.questions.fine")
    return say("insight.questions.look", n=len(marked), numbers=listed(marked, say))


def listed(parts: list[str], say: Words) -> str:
    """`1`, `1 and 2`, `1, 2 and 3`."""
    if len(parts) < 2:
        return "".join(parts)
    return say("insight.and", before=", ".join(parts[:-1]), last=parts[-1])


def questions(view: Insight, say: Words, language: Language) -> Html:
    """A row for every question."""
    levels = [level for level, _ in view.questions[0].levels] or [1, 2, 3, 4, 5]
    named = tag("th", say("insight.level"), colspan=str(len(levels)), scope="colgroup", class_="dv-i-span")
    spread = any(line.spread is not None for line in view.questions)
    asked = tag("th", say("insight.question"), rowspan="2", scope="col")
    head = tag(
        "thead",
        tag("tr", asked, named, _spread_head(say) if spread else ""),
        tag("tr", *insight_levels.heads(levels)),
    )
    rows = [row for line in view.questions for row in _rows(line, levels, say, language, spread=spread)]
    return div("dv-matrix-window", tag("table", head, tag("tbody", *rows), class_="dv-i-table"))


def _spread_head(say: Words) -> Html:
    return tag("th", say("insight.spread"), rowspan="2", scope="col", class_="dv-i-right")


def _rows(line: QuestionLine, levels: list[int], say: Words, language: Language, *, spread: bool) -> list[Html]:
    """The question, and what to look at below it. `spread`: there is a column for it."""
    asked = span("dv-i-asked", span("dv-i-number", str(line.number)), span("", line.text))
    shares = line.levels or tuple((level, 0.0) for level in levels)
    figures = [str(round(share * line.ratings)) for _, share in shares]
    found = "" if line.spread is None else number(line.spread, 1, language)
    row = tag(
        "tr",
        tag("th", asked, scope="row"),
        *insight_levels.cells(shares, figures),
        tag("td", found or span("dv-unseen", say("insight.spread.none")), class_="dv-i-right") if spread else "",
    )
    if not line.marks:
        return [row]
    told = [_mark(mark, line, say) for mark in line.marks]
    return [row, tag("tr", tag("td", *told, colspan=str(len(levels) + 2)), class_="dv-i-marks")]


def _mark(mark: str, line: QuestionLine, say: Words) -> Html:
    levels = listed([str(level) for level in line.never_used], say)
    told = say(f"insight.mark.{mark}.why", n=len(line.never_used), levels=levels)
    return div("dv-i-mark", dot(HALF), span("", tag("b", say(f"insight.mark.{mark}")), " ", told))
