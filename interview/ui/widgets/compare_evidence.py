"""The evidence behind a score: the figures in large, and each rater's level with the lines it rests on."""

from interview.i18n import Words
from interview.model.debrief import Agreed, AgreedKind
from interview.model.rating import Outcome
from interview.ui.widgets.compare_text import Figures
from interview.ui.widgets.html import Html, div, span, tag
from interview.workflow.evidence import AnswerEvidence, Evidence, Judged, NotedLine


def figures_line(seen: Evidence, figures: Figures) -> Html:
    """Total, interval, raw, place; and why the interval is wider, when fewer raters are the cause."""
    say, row = figures.say, seen.row
    cells = [(figures.one(row.total) if row.total is not None else "–", say("compare.evidence.figure.total"))]
    cells.append((figures.interval(row.low, row.high), say("compare.evidence.figure.interval")))
    cells.append((figures.one(row.raw) if row.raw is not None else "–", say("compare.evidence.figure.raw")))
    if row.rank_low is not None and row.rank_high is not None:
        alike = [other for other in seen.comparison.rows if other.part == row.part and other.rank_low is not None]
        span_of = str(row.rank_low) if row.rank_low == row.rank_high else f"{row.rank_low}–{row.rank_high}"
        cells.append((span_of, say("compare.evidence.figure.place", n=len(alike))))
    shown = [div("", tag("b", figure), span("", words)) for figure, words in cells]
    usual = max(other.raters for other in seen.comparison.rows)
    if row.raters < usual:
        fewer = say("compare.evidence.fewer", n=row.raters, of=usual)
        shown.append(div("dv-caution", span("dv-amber", "⚠ "), span("", fewer)))
    if row.missing:
        there = len(row.cells) - len(row.missing)
        words = say("compare.incomplete", n=there, of=len(row.cells))
        shown.append(div("dv-caution", span("dv-amber", "⚠ ", words)))
    return div("dv-figures", *shown)


def answer(seen: AnswerEvidence, figures: Figures) -> Html:
    """The question as it was put, then every rater beside each other."""
    say = figures.say
    probes = say(
        "compare.evidence.probes",
        planned=seen.planned_probes,
        own=seen.own_probes,
        usual=figures.count(seen.usual_probes),
    )
    voices = [_voice(judged, seen, say) for judged in seen.judged]
    if not voices:
        voices = [span("dv-quiet", say("compare.evidence.not_judged"))]
    put = [tag("p", seen.text, class_="dv-put"), tag("p", probes, class_="dv-quiet")]
    return div("", *put, div("dv-voices", *voices), _foot(seen, say))


def _voice(judged: Judged, seen: AnswerEvidence, say: Words) -> Html:
    level = judged.level
    words = seen.anchors[level - 1] if level is not None else _outcome(judged, say)
    figure = span("dv-voice-level", str(level) if level is not None else "–")
    name = span("dv-voice-name", judged.rater)
    head = div("dv-voice-head", figure, div("", name, span("dv-tiny", words)))
    parts = [head]
    if judged.amended:
        first = judged.first.level
        other = f"compare.evidence.{judged.first.outcome.value}"
        was = say("compare.evidence.level", level=first) if first else say(other)
        reason = say("compare.evidence.amended", first=was, reason=judged.amended.reason)
        parts.append(div("dv-quiet", reason))
    lines = [_line(line) for line in judged.lines] or [span("dv-quiet", say("compare.evidence.no_lines"))]
    return div("", *parts, *lines)


def _line(line: NotedLine) -> Html:
    kind = "dv-noted dv-carries" if line.carries else "dv-noted"
    return div(kind, tag("b", line.part.value), span("dv-typed", line.text))


def _outcome(judged: Judged, say: Words) -> str:
    outcome = say(f"compare.evidence.{judged.outcome.value}")
    why = judged.first.reason if judged.outcome is Outcome.NOT_ASKED else ""
    return f"{outcome}: {why}" if why else outcome


def _foot(seen: AnswerEvidence, say: Words) -> Html:
    told = [span("dv-quiet", span("dv-accent", "▎"), say("compare.evidence.carries"))]
    if all(judged.amended is None for judged in seen.judged):
        told.append(span("dv-quiet", "  ", say("compare.evidence.first_only")))
    agreed = [tag("p", tag("b", _agreed(seen.agreed, say)), class_="dv-paragraph")] if seen.agreed else []
    return div("dv-foot", *told, *agreed)


def _agreed(agreed: Agreed, say: Words) -> str:
    if agreed.kind is AgreedKind.LEVEL:
        return say("compare.evidence.agreed", level=agreed.level)
    return say(f"compare.evidence.agreed.{agreed.kind.value}")
