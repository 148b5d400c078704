"""Around the totals: what the marks mean, the same figures as a table, and what is not in the comparison and why."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from interview.i18n import Words
from interview.model.comparison import Compared, Comparison, Steps
from interview.ui.context import Context
from interview.ui.widgets import compare_under, frame, plots
from interview.ui.widgets.compare_rows import MANY
from interview.ui.widgets.compare_text import Figures, Names, together
from interview.ui.widgets.html import Html, div, show, span, tag

_WIDE = (210, 170)
"""Of the figures and of the picture of the steps."""


def nobody(context: Context, seen: Comparison) -> None:
    """Every candidate still has a card out: one sentence and the way to the panel."""
    say = context.say
    show(div("dv-gate", tag("h2", say("compare.sealed.title")), tag("p", say("compare.sealed.text"))))
    sealed(seen, say)
    st.page_link(
        context.pages["panel"], label=say("compare.sealed.to_panel"), query_params={"vacancy": seen.vacancy_id}
    )


def sealed(seen: Comparison, say: Words) -> None:
    """The names of the candidates who are not in, and nothing else about them."""
    if seen.sealed:
        frame.quiet(say("compare.sealed.names", names=together(seen.sealed, say)))


def legend(seen: Comparison, rows: Sequence[Compared], names: Names, figures: Figures, *, in_order: bool) -> None:
    """The marks in words, with the same figures as a table behind them."""
    say = figures.say
    bracket = in_order and seen.brackets and len(rows) < MANY
    told = [_mark("bracket"), say("compare.legend.bracket")] if bracket else [_run(seen, names, say)]
    lead = span("dv-key-lead", *told)
    marks = [span("", _mark(kind), say(f"compare.legend.{kind}")) for kind in ("total", "raw", "interval")]
    marks.append(span("", span("dv-apart", "◇"), say("compare.legend.apart")))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(div("dv-key", lead, *marks))
        with st.popover(say("compare.as_table"), type="tertiary", key="as-table", on_change="rerun") as table:
            if table.open:
                st.dataframe(_frame(seen, rows, names, figures), hide_index=True, key="comparison-table")


def _mark(kind: str) -> Html:
    return Html(f'<i class="dv-key-{kind}" aria-hidden="true"></i>')


def _run(seen: Comparison, names: Names, say: Words) -> str:
    """Who can't be put in order with the chosen one, where there are too many for brackets of all."""
    if seen.chosen is None or len(seen.rows) < MANY:
        return ""
    unsettled = [pair for pair in seen.chosen.pairs if pair.word in ("cannot_be_told_apart", "leans")]
    return say("compare.run", name=names[seen.chosen.candidate_id], n=len(unsettled)) if unsettled else ""


def _frame(seen: Comparison, rows: Sequence[Compared], names: Names, figures: Figures) -> dict[str, list[Any]]:
    """Column by column, in words: what is drawn, to read and to copy."""
    say = figures.say
    found: dict[str, list[Any]] = {say("compare.candidate"): [names[row.candidate_id] for row in rows]}
    found[say("compare.total")] = [figures.one(row.total) if row.total is not None else "" for row in rows]
    found[say("compare.legend.interval")] = [figures.interval(row.low, row.high) for row in rows]
    found[say("compare.table.raw")] = [figures.one(row.raw) if row.raw is not None else "" for row in rows]
    found[say("compare.table.place")] = [figures.place(row) for row in rows]
    for place, head in enumerate(seen.competencies):
        found[head.name.get(figures.language)] = [_cell(row, place, figures) for row in rows]
    found[say("compare.table.raters")] = [str(row.raters) for row in rows]
    return found


def _cell(row: Compared, place: int, figures: Figures) -> str:
    cell = row.cells[place]
    if cell.value is None:
        return figures.say("compare.no_evidence")
    apart = " ◇" if cell.apart else ""
    return f"{figures.one(cell.value)} ({figures.interval(cell.low, cell.high)}){apart}"


def states(seen: Comparison, names: Names, say: Words) -> None:
    """What holds for the whole page: no correction, groups that share nobody, released raters, sealed candidates."""
    told = []
    if seen.raters == 1:
        told.append(say("compare.one_rater"))
    if seen.parts > 1:
        told.append(say("compare.parts"))
    told += [
        say("compare.released", name=names[card.candidate_id], rater=card.rater, by=card.by, reason=card.reason)
        for card in seen.released
    ]
    for sentence in told:
        frame.quiet(sentence)
    sealed(seen, say)


def steps(found: Steps, figures: Figures) -> None:
    """The step from raw to corrected as figures with the picture beside them."""
    parts = compare_under.waterfall_steps(found, figures)
    table, picture = st.columns(_WIDE, gap="small")
    with table:
        show(compare_under.steps_table(parts, figures))
    with picture:
        alt = figures.say("compare.step.alt", raw=figures.two(parts[0].start), score=figures.two(found.score))
        plots.show(plots.waterfall(parts, plots.ground()), "waterfall", alt)


def legend_of_competencies(say: Words) -> None:
    """The marks on the page of one candidate."""
    marks = (("total", "evidence.legend.competency"), ("interval", "legend.interval"), ("raw", "evidence.legend.rater"))
    shown = [span("", _mark(kind), say(f"compare.{key}")) for kind, key in marks]
    show(div("dv-key", *shown, span("", span("dv-apart", "◇"), say("compare.legend.apart"))))
