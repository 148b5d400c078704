"""Somebody who applies."""

from datetime import date, datetime

from interview.model.value import Line, Value


class Candidate(Value):
    """A candidate of one vacancy. After erasure `name` and `email` are empty and `erased_at` is set."""

    id: str
    vacancy_id: str
    number: int
    """1, 2, 3 … within the vacancy; what is shown when names are hidden."""
    name: Line
    email: Line = ""
    little_experience: bool = False
    consent_until: date | None = None
    """The candidate agreed to be kept until this day."""
    restricted: bool = False
    """Article 18: kept out of normal views, and the retention clock stands still."""
    erased_at: datetime | None = None
    revision: int = 1
