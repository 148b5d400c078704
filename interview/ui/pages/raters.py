"""How each rater rates, and how the questions do."""

from interview.ui.context import Context
from interview.ui.widgets import vacancy_head
from interview.workflow import panel as stand

KEY = "raters"


def render(context: Context) -> None:
    """Read, show."""
    with context.reading() as work:
        head = stand.vacancy_head(work, context.viewer, context.asked("vacancy"))
    vacancy_head.show_head(context, head, KEY)
