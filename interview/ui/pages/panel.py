"""Who handed in, what happens next, and going on without an absent rater or a candidate who stopped."""

import streamlit as st

from interview.model.decision import Verdict
from interview.model.panel import Role
from interview.ui.context import Context
from interview.ui.widgets import frame, panel_dress, sealed_matrix, vacancy_head
from interview.ui.widgets.html import show
from interview.ui.widgets.release_form import release_form
from interview.ui.widgets.withdraw_form import withdraw_form
from interview.workflow import decide, panel
from interview.workflow.panel import PanelStand

KEY = "panel"


def render(context: Context) -> None:
    """Read, show, act."""
    vacancy_id = context.asked("vacancy")
    with context.reading() as work:
        head = panel.vacancy_head(work, context.viewer, vacancy_id)
        stand = panel.panel_stand(work, context.viewer, vacancy_id)
    vacancy_head.show_head(context, head, KEY)
    panel_dress.dress()
    left, right = st.columns([784, 368], gap="large")
    with left:
        _stand(context, stand)
    with right:
        _next(context, stand)
        context.problem_place = st.container(key="problem")
        released = release_form(stand, context.viewer, context.say) if Role.CHAIR in stand.viewer_roles else None
        stopped = withdraw_form(stand, context.say) if stand.viewer_roles & decide.DECIDERS else None
    if released:
        with context.open_work() as work:
            panel.release(work, context.viewer, vacancy_id, released.card_ids, released.reason)
        context.again("panel.released", n=len(released.card_ids))
    if stopped:
        with context.open_work() as work:
            decide.decide(work, context.viewer, vacancy_id, stopped, verdict=Verdict.WITHDRAWN, reasons=())
        context.again("panel.withdrawn")


def _stand(context: Context, stand: PanelStand) -> None:
    say = context.say
    show(sealed_matrix.headline(stand, say))
    if stand.rows and stand.raters:
        show(sealed_matrix.progress(stand, say))
        show(sealed_matrix.matrix(stand, context.viewer, say))
        frame.quiet(say("panel.fingerprint"))
    elif stand.rows:
        frame.quiet(say("panel.no_raters"))


def _next(context: Context, stand: PanelStand) -> None:
    frame.section(context.say("panel.next"))
    show(sealed_matrix.following_steps(stand, context.say))
    if any(row.complete for row in stand.rows):
        st.page_link(
            context.pages["debrief"], label=context.say("panel.to_debrief"), query_params={"vacancy": stand.vacancy.id}
        )
