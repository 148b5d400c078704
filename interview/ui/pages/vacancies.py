"""All vacancies the viewer has a seat in."""

import streamlit as st

from interview.ui.context import Context
from interview.ui.widgets import frame, talks
from interview.ui.widgets.html import literal
from interview.workflow import home as today

KEY = "vacancies"


def render(context: Context) -> None:
    """Read, show."""
    with context.reading() as work:
        lines = today.home(work, context.viewer, context.now, context.language).vacancies
    frame.title(context.say("shell.vacancies"))
    if not lines:
        frame.quiet(context.say("vacancy.none"))
    with frame.rows("vacancies"):
        for line in lines:
            with frame.led_row(f"vacancy-{line.vacancy_id}", talks.vacancy(line, context.say)):
                ids = {"vacancy": line.vacancy_id}
                st.page_link(context.pages["vacancy"], label=literal(line.title), query_params=ids)
    st.page_link(context.pages["set_up"], label=context.say("home.new_vacancy"))
