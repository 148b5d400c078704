"""The debrief for a screen on the wall: large, without anything to press."""

from interview.ui.context import Context
from interview.workflow import panel as stand

KEY = "wall"


def render(context: Context) -> None:
    """Read, show."""
    with context.reading() as work:
        stand.vacancy_head(work, context.viewer, context.asked("vacancy"))
