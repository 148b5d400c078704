"""Typed notes. A save names the revision it was based on; when the newest is another one, both texts are kept.

Revisions 1, 2, 3 … are the line of the head, which only grows. Texts kept beside it have revisions -1, -2, -3 …
The order of revisions is their number, never the clock.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, insert, select, update

from interview.errors import InputError
from interview.model.note import Note, NoteAnswer, NoteRevision, NoteWrite, Part, WriteStatus
from interview.storage.rows import HeldCards, every
from interview.storage.tables import note, note_revision, scorecard

_KEPT = note_revision.alias("kept")
_COUNT = select(func.count()).select_from(_KEPT).where(_KEPT.c.scorecard_id == bindparam("card"))
_STANDING: Select[Any] = (
    select(
        _COUNT.scalar_subquery().label("total"),
        note.c.rev,
        note.c.body,
        note.c.updated_at,
        note_revision.c.question_id.label("seen_question"),
        note_revision.c.part.label("seen_part"),
        note_revision.c.rev.label("seen_rev"),
        note_revision.c.kind.label("seen_kind"),
        note_revision.c.sha256.label("seen_sha256"),
        note_revision.c.after_submit.label("seen_after_submit"),
    )
    .select_from(scorecard)
    .outerjoin(
        note,
        and_(
            note.c.scorecard_id == scorecard.c.id,
            note.c.question_id == bindparam("question"),
            note.c.part == bindparam("box"),
        ),
    )
    .outerjoin(
        note_revision,
        and_(note_revision.c.scorecard_id == scorecard.c.id, note_revision.c.write_id == bindparam("write")),
    )
    .where(scorecard.c.id == bindparam("card"))
)
"""How many texts a card holds, the head of a box, and what was kept under the id of a write.

In one statement, since every autosave asks all of it.
"""
_ANSWER = select(note).where(note.c.scorecard_id == bindparam("card"), note.c.question_id == bindparam("question"))
_BOX = (
    note_revision.c.scorecard_id == bindparam("card"),
    note_revision.c.question_id == bindparam("question"),
    note_revision.c.part == bindparam("box"),
)
_LOWEST = select(func.coalesce(func.min(note_revision.c.rev), 0)).where(*_BOX, note_revision.c.rev < 0)
_ADVANCE = update(note).where(
    note.c.scorecard_id == bindparam("card"),
    note.c.question_id == bindparam("question"),
    note.c.part == bindparam("box"),
)
_ADD = insert(note)
_ADD_REVISION = insert(note_revision)


class Notes:
    """The notes of scorecards, with their whole history."""

    def __init__(self, connection: Connection, now: datetime | None, held: HeldCards) -> None:
        self._connection = connection
        self._held = held
        self._now = now
        self._totals: dict[str, int] = {}

    def save(self, write: NoteWrite, *, after_submit: bool) -> NoteAnswer:
        """Keep a text as the head, or beside it: when the head has moved on, or the card was handed in.

        The same write again gets the same answer and changes nothing. A text equal to the head is no conflict.
        Errors: `NotFound` without the card; `InputError` ("write_id_reused") when the id stood for another text.
        """
        self._held.hold(write.scorecard_id)
        box = {"card": write.scorecard_id, "question": write.question_id, "box": str(write.part)}
        digest = hashlib.sha256(write.body.encode()).digest()
        head = self._standing(box, write.write_id)
        if head.seen_rev is not None:
            return _again(write, digest, head)
        rev = head.rev or 0
        if after_submit:
            return self._beside(write, digest, box, head, WriteStatus.KEPT_APART)
        if write.base_rev == rev:
            return self._advance(write, digest, box, rev)
        if rev and head.body == write.body:
            return NoteAnswer(write_id=write.write_id, status=WriteStatus.SAVED, rev=rev, head_rev=rev)
        return self._beside(write, digest, box, head, WriteStatus.CONFLICT)

    def _standing(self, box: dict[str, str], write_id: str) -> Row[Any]:
        row = self._connection.execute(_STANDING, {**box, "write": write_id}).one()
        self._totals[box["card"]] = row.total
        return row

    def _advance(self, write: NoteWrite, digest: bytes, box: dict[str, str], base: int) -> NoteAnswer:
        rev = base + 1
        content = {"rev": rev, "body": write.body, "updated_at": self._now}
        if base:
            self._connection.execute(_ADVANCE, {**box, **content})
        else:
            self._connection.execute(_ADD, {**_key(write), **content})
        self._keep(write, digest, rev, "head", after_submit=False)
        return NoteAnswer(write_id=write.write_id, status=WriteStatus.SAVED, rev=rev, head_rev=rev)

    def _beside(
        self, write: NoteWrite, digest: bytes, box: dict[str, str], head: Row[Any], status: WriteStatus
    ) -> NoteAnswer:
        rev = int(self._connection.execute(_LOWEST, box).scalar_one()) - 1
        self._keep(write, digest, rev, "conflict", after_submit=status is WriteStatus.KEPT_APART)
        return _with_head(write, status, rev, head)

    def _keep(self, write: NoteWrite, digest: bytes, rev: int, kind: str, *, after_submit: bool) -> None:
        self._connection.execute(
            _ADD_REVISION,
            {
                **_key(write),
                "rev": rev,
                "base_rev": write.base_rev,
                "kind": kind,
                "body": write.body,
                "sha256": digest,
                "write_id": write.write_id,
                "after_submit": after_submit,
                "created_at": self._now,
            },
        )
        self._totals[write.scorecard_id] += 1

    def of_card(self, card_id: str) -> tuple[Note, ...]:
        """The newest text of every box that was ever saved."""
        return self.of_cards((card_id,))

    def of_question(self, card_id: str, question_id: str) -> tuple[Note, ...]:
        """The newest text of the boxes of one answer that were ever saved."""
        rows = self._connection.execute(_ANSWER, {"card": card_id, "question": question_id})
        return tuple(Note.model_validate(dict(row._mapping)) for row in rows)

    def of_cards(self, card_ids: Sequence[str]) -> tuple[Note, ...]:
        """As `of_card`, for several cards."""
        query = select(note).where(note.c.scorecard_id.in_(card_ids))
        return every(Note, self._connection, query.order_by(note.c.scorecard_id, note.c.question_id, note.c.part))

    def revisions(self, card_id: str, question_id: str, part: Part) -> tuple[NoteRevision, ...]:
        """Everything ever kept of one box: the head's line from the first on, then what was kept beside it."""
        query = select(note_revision).where(*_BOX).order_by(note_revision.c.rev < 0, func.abs(note_revision.c.rev))
        filled = query.params(card=card_id, question=question_id, box=str(part))
        return every(NoteRevision, self._connection, filled)

    def total_revisions(self, card_id: str) -> int:
        """How many texts were kept on a card, all boxes together."""
        if card_id not in self._totals:  # a save has counted already, and nobody else adds while it holds the card
            return int(self._connection.execute(_COUNT, {"card": card_id}).scalar_one())
        return self._totals[card_id]


def _key(write: NoteWrite) -> dict[str, str]:
    return {"scorecard_id": write.scorecard_id, "question_id": write.question_id, "part": str(write.part)}


def _again(write: NoteWrite, digest: bytes, head: Row[Any]) -> NoteAnswer:
    if (head.seen_question, head.seen_part, head.seen_sha256) != (write.question_id, str(write.part), digest):
        raise InputError("write_id_reused", field="write_id")
    rev = head.seen_rev
    if head.seen_kind == "head":
        return NoteAnswer(write_id=write.write_id, status=WriteStatus.SAVED, rev=rev, head_rev=rev)
    status = WriteStatus.KEPT_APART if head.seen_after_submit else WriteStatus.CONFLICT
    return _with_head(write, status, rev, head)


def _with_head(write: NoteWrite, status: WriteStatus, rev: int, head: Row[Any]) -> NoteAnswer:
    return NoteAnswer(
        write_id=write.write_id,
        status=status,
        rev=rev,
        head_rev=head.rev or 0,
        head_body=head.body or "",
        head_at=head.updated_at,
    )
