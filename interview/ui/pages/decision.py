"""What the panel decides, with reasons."""

from interview.ui.context import Context
from interview.ui.widgets import vacancy_head
from interview.workflow import panel as stand

KEY = "decision"


def render(context: Context) -> None:
    """Read, show."""
    with context.reading() as work:
        head = stand.vacancy_head(work, context.viewer, context.asked("vacancy"))
    vacancy_head.show_head(context, head, KEY)
