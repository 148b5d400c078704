"""How everybody was treated, as a table without any score, and as a strip above the totals."""

from collections.abc import Sequence

from interview.i18n import Words
from interview.model.equal_treatment import Difference, TreatmentFlag, TreatmentRow, TreatmentTable
from interview.ui.widgets.compare_rows import MANY
from interview.ui.widgets.compare_text import Names, by_name
from interview.ui.widgets.html import Html, div, span, tag

IN_STRIP = 3


def summary(table: TreatmentTable, say: Words) -> Html:
    """What this is, and how many differences stand out."""
    text = say("compare.gate.text", n=len(table.flags)) if table.flags else say("compare.gate.none")
    return div("dv-gate", tag("h2", say("compare.gate.title")), tag("p", text))


def whole(table: TreatmentTable, names: Names, say: Words) -> Html:
    """Candidates by name (or number); what differs carries a sign, a word for who can't see it, and a colour."""
    asked = sorted({flag.question for flag in table.flags if flag.kind is Difference.PROBES and flag.question})
    heads = [say("compare.gate.by_name"), say("compare.gate.minutes")]
    heads += [say("compare.gate.probes.question", n=number) for number in asked] or [say("compare.gate.probes")]
    heads += [say("compare.gate.skipped"), say("compare.gate.raters")]
    head = tag("tr", *(tag("th", words, scope="col") for words in heads))
    rows = {row.candidate_id: row for row in table.rows}
    body = [_row(rows[id], table, asked, names, say) for id in by_name(rows, names)]
    inside = tag("table", tag("thead", head), tag("tbody", *body), class_="dv-gate-table")
    if len(body) < MANY:
        return div("dv-gate-window", inside)
    # So many that the button below would be out of sight: the table scrolls, with the keyboard too.
    named = say("compare.gate.title")
    return tag("div", inside, class_="dv-gate-window dv-gate-long", tabindex="0", role="region", aria_label=named)


def _row(row: TreatmentRow, table: TreatmentTable, asked: Sequence[int], names: Names, say: Words) -> Html:
    marked = {
        flag.question
        for flag in table.flags
        if flag.kind is Difference.PROBES and row.candidate_id in (flag.low, flag.high)
    }
    probes = [_figure(row.probes[n - 1], n in marked, say) for n in asked] or [_figure(sum(row.probes), False, say)]
    return tag(
        "tr",
        tag("th", names[row.candidate_id], scope="row"),
        tag("td", _minutes(row, table, say)),
        *(tag("td", figure) for figure in probes),
        tag("td", *_skipped(row, say)),
        tag("td", _raters(row, say)),
    )


def _minutes(row: TreatmentRow, table: TreatmentTable, say: Words) -> Html:
    """The figure, and a dot on a line over the range of all talks; the grey bar is where no talk is far from."""
    far = Difference.MINUTES in row.differs
    low, high = min(r.minutes for r in table.rows), max(r.minutes for r in table.rows)
    begin, end = min(low, table.median_minutes - 5) - 2, max(high, table.median_minutes + 5) + 2
    near = [r.minutes for r in table.rows if Difference.MINUTES not in r.differs]
    band = _along(min(near), max(near), begin, end) if near else ""
    dot = f"left:{(row.minutes - begin) / (end - begin) * 100:.1f}%"
    line = div("dv-minutes-line", tag("i", style=band), tag("b", style=dot, class_="dv-far" if far else None))
    figure = span("dv-minutes-figure", str(row.minutes))
    unheard = Html(line.replace("<div", '<div aria-hidden="true"', 1))
    return div("dv-minutes", figure, unheard, _sign(say) if far else "")


def _along(low: int, high: int, begin: int, end: int) -> str:
    left, wide = (low - begin) / (end - begin) * 100, max(2.0, (high - low) / (end - begin) * 100)
    return f"left:{left:.1f}%;width:{wide:.1f}%"


def _figure(figure: int, marked: bool, say: Words) -> Html:
    return span("dv-amber", _sign(say), f" {figure}") if marked else span("", str(figure))


def _skipped(row: TreatmentRow, say: Words) -> list[Html]:
    if not row.skipped:
        return [span("", say("compare.gate.none_skipped"))]
    told = [
        say("compare.gate.question.reason", n=skip.number, reason=skip.reasons[0])
        if skip.reasons
        else say("compare.gate.question", n=skip.number)
        for skip in row.skipped
    ]
    return [div("dv-amber", _sign(say), " ", words) for words in told]


def _raters(row: TreatmentRow, say: Words) -> Html:
    figure = _figure(row.raters, Difference.RATERS in row.differs, say)
    if not row.released:
        return figure
    return Html(figure + span("dv-tiny", " " + say("compare.gate.released", n=row.released)))


def _sign(say: Words) -> Html:
    return Html(span("dv-sign", "⚠") + span("dv-unseen", say("compare.gate.differs")))


def strip(table: TreatmentTable, names: Names, read: str, say: Words) -> Html:
    """The differences in a line above the totals; what does not fit is counted by kind."""
    count = say("compare.strip.count", n=len(table.flags)) if table.flags else say("compare.strip.none")
    lead = div("dv-strip-lead", tag("b", say("compare.strip.title")), span("dv-tiny", count))
    cells = [div("dv-strip-cell", *cell) for cell in _cells(table.flags, names, say)]
    stand = div("dv-strip-read", div("", span("dv-accent", "✓ "), read), div("", say("compare.strip.open")))
    return div("dv-strip", lead, *cells, stand)


def _cells(flags: Sequence[TreatmentFlag], names: Names, say: Words) -> list[list[Html]]:
    if len(flags) <= IN_STRIP:
        return [[_title(flag, say), tag("p", _sentence(flag, names, say))] for flag in flags]
    cells = []
    for kind in Difference:
        alike = [flag for flag in flags if flag.kind is kind]
        if alike:
            more = [tag("p", say("compare.flag.more", n=len(alike) - 1))] if len(alike) > 1 else []
            cells.append([_title(alike[0], say), tag("p", _sentence(alike[0], names, say)), *more])
    return cells


def _title(flag: TreatmentFlag, say: Words) -> Html:
    return span("dv-amber", _sign(say), " ", say(f"compare.flag.{flag.kind.value}", question=flag.question))


def _sentence(flag: TreatmentFlag, names: Names, say: Words) -> str:
    reasoned = flag.kind is Difference.SKIPPED and flag.reasons
    return say(
        f"compare.flag.{flag.kind.value}.{'reason' if reasoned else 'text'}",
        low=names[flag.low],
        low_value=flag.low_value,
        high=names.get(flag.high, ""),
        high_value=flag.high_value,
        question=flag.question,
        reason=flag.reasons[0] if flag.reasons else "",
    )
