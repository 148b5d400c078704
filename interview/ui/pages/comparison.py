"""Candidates side by side: how they were treated first, then the totals, then one of them against the others."""

import streamlit as st

from interview.i18n import formats
from interview.model.comparison import Comparison
from interview.ui import tables
from interview.ui.components.comparison import rows as draw_rows
from interview.ui.context import Context
from interview.ui.disclose import disclose
from interview.ui.widgets import (
    compare_dress,
    compare_gate,
    compare_rows,
    compare_table,
    compare_tools,
    compare_under,
    frame,
    vacancy_head,
)
from interview.ui.widgets.compare_text import Figures, Names, names_of
from interview.ui.widgets.html import literal, show
from interview.workflow import compare, panel

KEY = "comparison"


def render(context: Context) -> None:
    """Read, show, act."""
    vacancy_id = context.asked("vacancy")
    disclose(context, vacancy_id)
    moment, top = compare_tools.moment(vacancy_id), compare_tools.top(vacancy_id)
    with context.reading() as work:
        head = panel.vacancy_head(work, context.viewer, vacancy_id)
        chosen = context.asked("candidate")
        seen = compare.comparison(work, context.viewer, vacancy_id, moment, top=top, chosen=chosen)
    vacancy_head.show_head(context, head, KEY)
    compare_dress.dress()
    if not seen.treatment.rows:
        compare_table.nobody(context, seen)
    elif seen.opened_at is None:
        _gate(context, seen)
    else:
        _totals(context, seen)


def _gate(context: Context, seen: Comparison) -> None:
    """How everybody was treated; no score is on this page, and none was computed."""
    say = context.say
    names = names_of(seen, context.viewer, say, hidden=compare_tools.hidden())
    show(compare_gate.summary(seen.treatment, say))
    show(compare_gate.whole(seen.treatment, names, say))
    frame.quiet(say("compare.gate.no_fault"))
    compare_table.sealed(seen, say)
    if st.button(say("compare.gate.open"), type="primary", key="open-totals"):
        with context.open_work() as work:
            compare.open_totals(work, context.viewer, seen.vacancy_id)
        context.again()


def _totals(context: Context, seen: Comparison) -> None:
    say, figures = context.say, Figures(context.say, context.language)
    view = compare_tools.choices(seen, context.viewer, say)
    kind = "differs" if seen.treatment.flags else "clear"
    with st.container(key=f"compare-strip-{kind}", horizontal=True, wrap=False, vertical_alignment="top"):
        show(compare_gate.strip(seen.treatment, view.names, _read(context, seen), say))
        with st.popover(say("compare.strip.all"), type="tertiary", key="whole-table", on_change="rerun") as whole:
            if whole.open:
                show(compare_gate.whole(seen.treatment, view.names, say))
    chosen = seen.chosen.candidate_id if seen.chosen else ""
    if view.rows:
        data = compare_rows.drawn(seen, view.rows, view.names, figures, in_order=view.in_order, chosen=chosen)
        asked = draw_rows(f"comparison-{seen.vacancy_id}", data)
        if asked.opened:
            context.go("evidence", vacancy=seen.vacancy_id, candidate=asked.opened)
        if asked.chosen and asked.chosen != chosen and seen.row(asked.chosen):
            st.query_params["candidate"] = asked.chosen
            st.rerun()
        compare_table.legend(seen, view.rows, view.names, figures, in_order=view.in_order)
    else:
        frame.quiet(say("compare.nobody" if seen.rows else "compare.no_ratings"))
    compare_table.states(seen, view.names, say)
    _under(context, seen, view.names, figures)
    if view.export:
        tables.fetch_table(context, seen, view.export)


def _read(context: Context, seen: Comparison) -> str:
    if seen.opened_at is None:
        return ""
    at = context.local(seen.opened_at)
    if at.date() == context.now.date():
        return context.say("compare.strip.read", time=formats.time(at, context.language))
    return context.say("compare.strip.read.day", day=formats.date(at.date(), context.language))


def _under(context: Context, seen: Comparison, names: Names, figures: Figures) -> None:
    """One candidate: from raw to corrected, against the others, and whether the order holds."""
    row = seen.row(seen.chosen.candidate_id) if seen.chosen else None
    if seen.chosen is None or row is None:
        return
    say, name = context.say, names[row.candidate_id]
    with st.container(key="compare-under"):
        left, middle, right = st.columns([380, 450, 300], gap="large")
    with left:
        compare_dress.heading(say("compare.step.title", name=name))
        if row.steps:
            compare_table.steps(row.steps, figures)
            show(compare_under.why(row, name, figures))
    with middle:
        compare_dress.heading(say("compare.against.title"))
        show(compare_under.pairs(seen.chosen, names, figures))
        frame.quiet(say("compare.against.help", limit=figures.two(0.6)))
    with right:
        compare_dress.heading(say("compare.stable.title"))
        show(compare_under.stability(seen.chosen.stability, names, figures))
        if st.button(say("compare.to_evidence", name=literal(name)), key="to-evidence"):
            context.go("evidence", vacancy=seen.vacancy_id, candidate=row.candidate_id)
