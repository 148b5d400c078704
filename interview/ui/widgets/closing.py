"""The end of a vacancy: the day it closed, and until when its candidates are kept."""

from collections.abc import Iterable
from datetime import date
from typing import NoReturn

import streamlit as st

from interview.i18n import formats
from interview.ui.context import Context
from interview.ui.widgets import frame
from interview.ui.widgets.html import show
from interview.ui.widgets.saved import Act, saved
from interview.workflow import correct
from interview.workflow.overview import Overview


def closing(context: Context, view: Overview) -> Iterable[Act]:
    """The section; gives what was asked for."""
    say, closed = context.say, view.vacancy.closed_on
    frame.section(say("vacancy.closing"))
    if closed and view.delete_by:
        since, until = (formats.long_date(day, context.language) for day in (closed, view.delete_by))
        show(frame.paragraph(say("vacancy.closed", day=since, until=until)))
        if st.button(say("vacancy.reopen"), type="tertiary", key="reopen"):
            yield lambda: _close(context, view, None)
        return
    frame.quiet(say("vacancy.closing.text"))
    with st.popover(say("vacancy.close"), type="tertiary"), st.form("close", border=False, enter_to_submit=False):
        chosen = st.date_input(say("vacancy.closed_on"), context.now.date(), format="DD-MM-YYYY", key="closed-on")
        if st.form_submit_button(say("vacancy.close"), type="primary", key="close-vacancy"):
            yield lambda: _close(context, view, chosen)


def _close(context: Context, view: Overview, day: date | None) -> NoReturn:
    with context.open_work() as work:
        correct.close_vacancy(work, context.viewer, view.vacancy.id, day)
    saved(context, "vacancy.closed_now" if day else "vacancy.open_again")
