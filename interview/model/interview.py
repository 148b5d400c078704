"""One planned talk with one candidate, held by a panel of raters."""

from datetime import datetime

from interview.model.value import Value


class Interview(Value):
    """One talk. Who rates it is said by its scorecards, one for each rater."""

    id: str
    vacancy_id: str
    candidate_id: str
    planned_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    """When the first rater pressed Review; later pauses and returns do not change it."""
