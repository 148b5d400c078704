"""What the live page shows and what it sends back while somebody types."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from interview.model.language import Language
from interview.model.note import Part
from interview.model.rating import EvidenceLine, Outcome
from interview.model.treatment import Variant
from interview.model.value import NOTE_LIMIT, REASON_LIMIT, Typed, Value
from interview.wording.star_gaps import Reading

Id = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class NoteTyped(Value):
    """The whole text of one box, based on revision `base`."""

    id: Id
    kind: Literal["note"]
    question: Id
    part: Part
    body: Annotated[Typed, StringConstraints(max_length=NOTE_LIMIT)]
    base: int


class RatingChosen(Value):
    """A level, "no evidence", or "not asked" with its reason."""

    id: Id
    kind: Literal["rating"]
    question: Id
    outcome: Outcome
    level: int | None = Field(default=None, ge=1, le=5)
    reason: Annotated[Typed, StringConstraints(max_length=REASON_LIMIT)] = ""
    evidence: tuple[EvidenceLine, ...] = Field(default=(), max_length=500)
    base: int


class ProbeTicked(Value):
    """A planned probe was put to the candidate, or not after all."""

    id: Id
    kind: Literal["probe"]
    question: Id
    probe: Id
    asked: bool


class OwnProbe(Value):
    """A probe of the interviewer's own."""

    id: Id
    kind: Literal["own_probe"]
    question: Id
    text: Annotated[Typed, StringConstraints(max_length=REASON_LIMIT)]


class VariantPut(Value):
    """Which variant of the question was put."""

    id: Id
    kind: Literal["variant"]
    question: Id
    variant: Variant


class SecondsSpent(Value):
    """Seconds spent in a section so far, in all; the larger of two counts stands."""

    id: Id
    kind: Literal["seconds"]
    question: Id
    seconds: int = Field(ge=0, le=86_400)


class PositionMoved(Value):
    """The section the interviewer is at: where a pause is resumed."""

    id: Id
    kind: Literal["position"]
    position: int = Field(ge=0, le=200)


Write = Annotated[
    NoteTyped | RatingChosen | ProbeTicked | OwnProbe | VariantPut | SecondsSpent | PositionMoved,
    Field(discriminator="kind"),
]

SaveStatus = Literal["saved", "conflict", "kept_apart", "stale", "refused"]
"""`stale`: a rating was changed elsewhere. `refused`: the card is sealed and this is not a note."""


class Saved(Value):
    """What became of one write; the head is given when it is not what was sent."""

    id: str
    status: SaveStatus
    rev: int = 0
    head_rev: int = 0
    head_body: str | None = None
    head_at: datetime | None = None


class SaveAnswer(Value):
    """The answer to one batch of writes."""

    at: datetime
    rev: int
    """Note revisions on the card in all."""
    writes: tuple[Saved, ...]
    readings: dict[str, Reading]


class LiveNote(Value):
    """One box as it stands."""

    body: str = ""
    rev: int = 0


class LiveRating(Value):
    """The rating as it stands."""

    outcome: Outcome
    level: int | None
    reason: str
    evidence: tuple[EvidenceLine, ...]
    rev: int


class LiveProbe(Value):
    """One planned probe."""

    id: str
    part: Part
    text: str


class LiveBlock(Value):
    """A part of the talk that is not rated."""

    id: str
    kind: Literal["opening", "candidate_questions", "closing"]
    minutes: int
    seconds: int
    lines: tuple[str, ...]


class LiveQuestion(Value):
    """A question with everything noted so far."""

    id: str
    kind: Literal["question"] = "question"
    number: int
    minutes: int
    seconds: int
    competency: str
    group: Literal["core", "supporting"]
    text: dict[Variant, str]
    variant: Variant
    probes: tuple[LiveProbe, ...]
    anchors: tuple[str, ...]
    watch_for: str
    notes: dict[Part, LiveNote]
    rating: LiveRating | None
    asked: tuple[str, ...]
    own_probes: tuple[str, ...]
    reading: Reading


class LiveCandidate(Value):
    """Who is across the table; nothing but the name."""

    name: str
    first_name: str


class LiveCard(Value):
    """Everything the live page needs to go through the whole interview without asking the server again."""

    card: str
    person: str
    interview_language: Language
    candidate: LiveCandidate
    vacancy: str
    state: Literal["open", "submitted", "released"]
    submitted_at: datetime | None = None
    position: int
    total_rev: int
    sections: tuple[LiveBlock | LiveQuestion, ...]
