"""The panel's talk, led by the chair and followed on every screen."""

from interview.ui.context import Context
from interview.ui.widgets import vacancy_head
from interview.workflow import panel as stand

KEY = "debrief"


def render(context: Context) -> None:
    """Read, show."""
    with context.reading() as work:
        head = stand.vacancy_head(work, context.viewer, context.asked("vacancy"))
    vacancy_head.show_head(context, head, KEY)
