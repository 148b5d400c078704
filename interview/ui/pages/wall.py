"""The debrief for a screen on the wall: large, without anything to press, always where the chair is."""

from interview.ui.components.wall import fit_screen
from interview.ui.context import Context
from interview.ui.disclose import disclose
from interview.ui.widgets import debrief_screen, debrief_wall, panel_dress
from interview.ui.widgets.html import show
from interview.workflow import debrief, panel

KEY = "wall"


def render(context: Context) -> None:
    """Read, show, and listen for what the chair does."""
    vacancy_id = context.asked("vacancy")
    disclose(context, vacancy_id)
    with context.reading() as work:
        head = panel.vacancy_head(work, context.viewer, vacancy_id)
        view = debrief.debrief(work, context.viewer, vacancy_id)
        at = debrief_screen.found(view, debrief_screen.chair_at(view))
        ids = (at.interview_id, at.question_id) if at else None
        found = debrief.debrief_topic(work, context.viewer, vacancy_id, *ids) if ids else None
    panel_dress.dress()
    panel_dress.dress_wall()
    if found:
        fit_screen(debrief_wall.more(context.say))
        show(debrief_wall.topic(view, found, head.vacancy.interview_language, context.language, context.say))
    else:
        show(debrief_wall.between(view, context.say))
    debrief_screen.hear(context, vacancy_id, view.state.version if view.state else 0)
