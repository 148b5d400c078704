"""A candidate who stops before everybody handed in: nobody waits for those cards any more."""

import streamlit as st

from interview.i18n import Words
from interview.ui.widgets import frame
from interview.workflow.panel import PanelStand


def withdraw_form(stand: PanelStand, say: Words) -> str | None:
    """The id of the candidate who stopped when the button is pressed, else None. Not shown when nobody is sealed."""
    names = {row.candidate_id: row.candidate for row in stand.rows if not (row.complete or row.withdrawn)}
    if not names:
        return None
    frame.section(say("panel.withdraw"))
    frame.quiet(say("panel.withdraw.text"))
    chosen = st.selectbox(
        say("panel.withdraw.who"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=say("panel.withdraw.choose"),
        key=f"withdraw-{stand.vacancy.id}",
    )
    pressed = st.button(say("panel.withdraw.do"), disabled=chosen is None, key="withdraw")
    return chosen if pressed else None
