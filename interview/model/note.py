"""Notes of an answer: four parts, kept as lines, every revision kept."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from interview.model.value import Value


class Part(StrEnum):
    """The parts of a STAR answer."""

    SITUATION = "S"
    TASK = "T"
    ACTION = "A"
    RESULT = "R"


class Note(Value):
    """The newest text of one box: one scorecard, one question, one part."""

    scorecard_id: str
    question_id: str
    part: Part
    rev: int
    """0 before the first save; 1, 2, 3 … afterwards."""
    body: str
    updated_at: datetime | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that hold something, in order."""
        return tuple(line.strip() for line in self.body.split("\n") if line.strip())


class NoteRevision(Value):
    """One kept version. `rev` > 0: the head's line 1, 2, 3 …; `rev` < 0: kept beside it, since the head had moved."""

    scorecard_id: str
    question_id: str
    part: Part
    rev: int
    base_rev: int
    kind: Literal["head", "conflict", "merge"]
    body: str
    sha256: bytes
    write_id: str
    after_submit: bool
    created_at: datetime


class NoteWrite(Value):
    """What a browser asks to be kept. `write_id` makes a retry harmless: the same id gets the same answer."""

    scorecard_id: str
    question_id: str
    part: Part
    body: str
    base_rev: int
    write_id: str


class WriteStatus(StrEnum):
    """What became of a write."""

    SAVED = "saved"
    CONFLICT = "conflict"
    """The head had moved: the text is kept beside it, both are shown."""
    KEPT_APART = "kept_apart"
    """The scorecard was sealed: the text is kept beside it, marked as written after submitting."""


class NoteAnswer(Value):
    """What the browser hears back about one write."""

    write_id: str
    status: WriteStatus
    rev: int
    """The revision this text was kept under (negative for a copy kept beside the head)."""
    head_rev: int
    head_body: str | None = None
    """The head's text, when it is not the text of this write."""
    head_at: datetime | None = None
