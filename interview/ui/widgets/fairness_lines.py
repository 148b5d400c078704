"""What the counts say, in words that never claim more than the counts carry."""

from interview.i18n import Language, Words
from interview.i18n.formats import number
from interview.ui.widgets.html import Html, div, span, tag
from interview.ui.widgets.shapes import FULL, HALF, RING, dot
from interview.workflow.fairness import GroupLine, StageLines

_SHAPE = {"supported": FULL, "below_but_too_few": HALF, "statistical_small": HALF, "nothing_shown": RING}


def stage(lines: StageLines, say: Words, language: Language) -> Html:
    """One characteristic at one stage: groups beside the one with the highest share."""
    head = tag("h3", say(f"fairness.stage.{lines.stage}", attribute=lines.attribute))
    if lines.reason:
        head = Html(head + tag("p", say(f"fairness.reason.{lines.reason}")))
    columns = ("group", "people", "selected", "rate", "ratio")
    heads = [
        tag("th", say(f"fairness.head.{name}"), scope="col", class_=None if name == "group" else "dv-i-count")
        for name in columns
    ]
    rows = [_row(group, lines, say, language) for group in lines.groups]
    verdict = tag("th", say("fairness.head.verdict"), scope="col")
    table = tag(
        "table",
        tag("thead", tag("tr", *heads, verdict)),
        tag("tbody", *rows),
        class_="dv-i-table dv-i-groups",
    )
    return div("dv-i-stage", head, div("dv-matrix-window", table))


def _row(group: GroupLine, lines: StageLines, say: Words, language: Language) -> Html:
    name = tag("th", span("dv-line", group.group), scope="row")
    if group.hidden or group.rate is None:
        return tag("tr", name, tag("td", span("dv-quiet", say("fairness.hidden")), colspan="5"))
    figures = (str(group.people), str(group.selected), say("insight.percent", n=round(100 * group.rate)))
    return tag(
        "tr",
        name,
        *(tag("td", figure, class_="dv-i-count") for figure in figures),
        tag("td", _ratio(group, say, language), class_="dv-i-count"),
        tag("td", _verdict(group, lines, say, language), class_="dv-i-verdict"),
    )


def _ratio(group: GroupLine, say: Words, language: Language) -> Html:
    if group.ratio is None:
        return span("dv-unseen", say("fairness.no_ratio"))
    figure = span("", number(group.ratio, 2, language))
    if group.low is None or group.high is None:
        return figure
    limits = {"low": number(group.low, 2, language), "high": number(group.high, 2, language)}
    return Html(figure + span("dv-i-range", say("fairness.interval", **limits)))


def _verdict(group: GroupLine, lines: StageLines, say: Words, language: Language) -> Html:
    if group.group == lines.reference:
        return span("", "" if lines.reason else say("fairness.reference"))
    if not group.verdict:
        return span("", "" if lines.reason else say(f"fairness.reason.{group.reason}"))
    told = say(
        f"fairness.verdict.{group.verdict}.why",
        reference=lines.reference,
        fisher=probability(group.fisher, language),
        mid=probability(group.mid_p, language),
    )
    moved = ""
    if group.verdict == "below_but_too_few" and group.ratio_if_moved is not None:
        still = "still" if group.below_if_moved else "over"
        moved = " " + say(f"fairness.moved.{still}", ratio=number(group.ratio_if_moved, 2, language))
    word = tag("b", say(f"fairness.verdict.{group.verdict}"))
    return span("dv-state", dot(_SHAPE[group.verdict]), span("", word, " ", told + moved))


def probability(value: float | None, language: Language) -> str:
    """Two decimals; what is smaller is said to be smaller."""
    if value is None:
        return "–"
    smallest = 0.01
    return f"< {number(smallest, 2, language)}" if value < smallest else number(value, 2, language)


def explained(say: Words) -> Html:
    """What the record is, who sees it, and how to read it."""
    points = ("voluntary", "apart", "who", "small", "four_fifths", "never")
    return tag("ul", *(tag("li", dot(RING), span("", say(f"fairness.about.{p}"))) for p in points), class_="dv-i-list")
