"""What a page of the panel does before it reads: leave the trace that others' cards are shown to the viewer."""

from interview.ui.context import Context
from interview.workflow import opened


def disclose(context: Context, vacancy_id: str) -> None:
    """Record every card of the vacancy that is open to the viewer as shown; writes only when there is something new.

    Errors: `NotFound`, `NotAllowed` without a seat in the vacancy.
    """
    with context.reading() as work:
        fresh = opened.to_be_shown(work, context.viewer, vacancy_id)
    if fresh:
        with context.open_work() as work:
            opened.open_for(work, context.viewer, vacancy_id)
