"""Candidates from a spreadsheet: what the file brings is shown row by row before anything is kept."""

import streamlit as st

from interview.errors import InputError
from interview.i18n import Words, formats
from interview.ui.context import Context
from interview.ui.widgets import frame, notice
from interview.ui.widgets.html import Html, div, show, span
from interview.ui.widgets.saved import Act, saved, saves
from interview.ui.widgets.shapes import FULL, HALF, state
from interview.workflow import candidate_list
from interview.workflow.candidate_list import ListRow
from interview.workflow.overview import Overview

MEGABYTES = 10


def candidate_import(context: Context, view: Overview) -> list[Act]:
    """The fold with the file or the pasted rows; gives what was asked for."""
    say = context.say
    with st.expander(say("vacancy.list"), key=f"list-{saves()}"):
        frame.quiet(say("vacancy.list.below"))
        handed = st.file_uploader(
            say("vacancy.list.file"),
            type=["xlsx", "csv", "tsv", "txt"],
            max_upload_size=MEGABYTES,
            key=f"list-file-{saves()}",
        )
        pasted = st.text_area(say("vacancy.list.paste"), key=f"list-paste-{saves()}", height=110)
        raw = handed.getvalue() if handed else pasted.encode("utf-8", "replace")
        if not raw.strip():
            return []
        try:
            cells = candidate_list.read_list(raw)
            with context.reading() as work:
                rows = candidate_list.weigh(work, context.viewer, view.vacancy.id, cells, context.now)
        except InputError as error:
            notice.known(st.container(), error, say)
            return []
        return _offer(context, view, rows)


def _offer(context: Context, view: Overview, rows: list[ListRow]) -> list[Act]:
    say = context.say
    coming = sum(row.candidate is not None for row in rows)
    show(*(_row(row, context) for row in rows))
    if coming < len(rows):
        frame.quiet(say("vacancy.list.skipped", n=len(rows) - coming))
    if not coming:
        return []
    add = st.button(say("vacancy.list.add", n=coming), type="primary", key=f"list-add-{saves()}")

    def act() -> None:
        with context.open_work() as work:
            candidate_list.add_all(work, context.viewer, view.vacancy.id, rows)
        saved(context, "vacancy.list.added", n=coming)

    return [act] if add else []


def _row(row: ListRow, context: Context) -> Html:
    say = context.say
    return div(
        "dv-grid dv-list-row",
        span("dv-quiet", say("vacancy.list.row", number=row.number)),
        div("dv-line", div("dv-strong dv-clip", row.name), div("dv-quiet dv-clip", row.email)),
        _stand(row, context, say),
    )


def _stand(row: ListRow, context: Context, say: Words) -> Html:
    if row.problem:
        params = {**row.problem.params, "field": say(f"errors.field.{row.problem.field}")}
        return state(HALF, say(f"errors.{row.problem.key}", **params))
    at = row.candidate.planned_at if row.candidate else None
    when = f"{formats.long_date(at.date(), context.language)}, {formats.time(at, context.language)}" if at else ""
    return state(FULL, when or say("vacancy.list.no_time"))
