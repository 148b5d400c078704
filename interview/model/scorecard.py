"""One rater's card for one interview: open until handed in, then sealed."""

from datetime import datetime
from enum import StrEnum

from interview.model.note import Note
from interview.model.rating import Amendment, Rating
from interview.model.treatment import Treatment
from interview.model.value import Value


class CardState(StrEnum):
    """`RELEASED`: the chair went on without this rater; the card can't be started any more."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RELEASED = "released"


class Scorecard(Value):
    """The card itself; its contents are in `CardContent`."""

    id: str
    interview_id: str
    rater_id: str
    state: CardState = CardState.OPEN
    started_at: datetime | None = None
    submitted_at: datetime | None = None
    content_hash: str | None = None
    """SHA-256 of the content at submission; also in the audit trail."""
    position: int = 0
    """The part of the guide the rater was at: where a pause is resumed."""
    released_reason: str = ""
    released_by: str | None = None


class CardContent(Value):
    """Everything on one card. Its keys are question ids of the frozen guide."""

    notes: tuple[Note, ...] = ()
    ratings: tuple[Rating, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    kept_words: tuple["KeptWord", ...] = ()


class KeptWord(Value):
    """A word the wording rules object to and the rater kept, with the reason."""

    scorecard_id: str
    question_id: str
    word: str
    reason: str


CardContent.model_rebuild()
