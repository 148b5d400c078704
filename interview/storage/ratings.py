"""Judgements of answers, with every revision."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from interview.errors import InputError, Stale
from interview.model.rating import BareRating, Outcome, Rating
from interview.storage.rows import HeldCards, evidence_lines, evidence_text
from interview.storage.tables import rating, rating_revision

_HEAD = select(rating).where(rating.c.scorecard_id == bindparam("card"), rating.c.question_id == bindparam("question"))
_BARE = (
    rating.c.scorecard_id,
    rating.c.question_id,
    rating.c.outcome,
    rating.c.level,
    rating.c.reason,
)
_SEEN = select(rating_revision).where(
    rating_revision.c.scorecard_id == bindparam("card"), rating_revision.c.write_id == bindparam("write")
)
_ADVANCE = update(rating).where(
    rating.c.scorecard_id == bindparam("card"),
    rating.c.question_id == bindparam("question"),
)


class Ratings:
    """The ratings on scorecards."""

    def __init__(self, connection: Connection, now: datetime | None, held: HeldCards) -> None:
        self._connection = connection
        self._held = held
        self._now = now

    def save(self, value: Rating, *, base_rev: int, write_id: str) -> Rating:
        """Keep a judgement made on top of revision `base_rev` (0: the first); gives it with its revision and time.

        The same write again gets the same answer and changes nothing; so does a judgement equal to the newest one.
        Errors: `NotFound` without the card; `Stale` when another revision is the newest; `InputError`
        ("write_id_reused") when the id stood for another question.
        """
        self._held.hold(value.scorecard_id)
        seen = self._connection.execute(_SEEN, {"card": value.scorecard_id, "write": write_id}).first()
        if seen is not None:
            return _again(value, seen)
        at = {"card": value.scorecard_id, "question": value.question_id}
        row = self._connection.execute(_HEAD, at).first()
        head = _value(row._mapping) if row else None
        rev = head.rev if head else 0
        if head is not None and base_rev != rev:
            if _same(head, value):
                return head
            raise Stale("stale", noun="rating", revision=rev)
        if base_rev != rev:
            raise Stale("stale", noun="rating", revision=rev)
        return self._advance(value, rev, write_id, at)

    def _advance(self, value: Rating, base: int, write_id: str, at: dict[str, str]) -> Rating:
        kept = value.model_copy(update={"rev": base + 1, "updated_at": self._now})
        content = _content(kept)
        if base:
            self._connection.execute(_ADVANCE, {**at, **content, "updated_at": self._now})
        else:
            key = {"scorecard_id": value.scorecard_id, "question_id": value.question_id}
            self._connection.execute(insert(rating), {**key, **content, "updated_at": self._now})
        self._connection.execute(
            insert(rating_revision),
            {
                "scorecard_id": value.scorecard_id,
                "question_id": value.question_id,
                **content,
                "write_id": write_id,
                "created_at": self._now,
            },
        )
        return kept

    def of_card(self, card_id: str) -> tuple[Rating, ...]:
        """The newest rating of every question that has one."""
        return self.of_cards((card_id,))

    def of_cards(self, card_ids: Sequence[str]) -> tuple[Rating, ...]:
        """As `of_card`, for several cards."""
        query = select(rating).where(rating.c.scorecard_id.in_(card_ids))
        ordered = query.order_by(rating.c.scorecard_id, rating.c.question_id)
        result = self._connection.execute(ordered)
        names = tuple(result.keys())
        return tuple(_value(dict(zip(names, row, strict=True))) for row in result)

    def bare(self, card_ids: Sequence[str]) -> tuple[BareRating, ...]:
        """As `of_cards`, without evidence, revision and time."""
        query = select(*_BARE).where(rating.c.scorecard_id.in_(card_ids))
        rows = self._connection.execute(query.order_by(rating.c.scorecard_id, rating.c.question_id)).all()
        outcome_of = {outcome.value: outcome for outcome in Outcome}
        return tuple(
            BareRating(card, question, outcome_of[outcome], level, reason)
            for card, question, outcome, level, reason in rows
        )

    def revisions(self, card_id: str, question_id: str) -> tuple[Rating, ...]:
        """Every judgement ever made of one answer, the first one first."""
        of = (rating_revision.c.scorecard_id == card_id) & (rating_revision.c.question_id == question_id)
        rows = self._connection.execute(select(rating_revision).where(of).order_by(rating_revision.c.rev))
        return tuple(_revision(row) for row in rows)


def _content(value: Rating) -> dict[str, Any]:
    return {
        "rev": value.rev,
        "outcome": str(value.outcome),
        "level": value.level,
        "reason": value.reason,
        "evidence": evidence_text(value.evidence),
    }


def _value(columns: Mapping[Any, Any]) -> Rating:
    return Rating.model_validate({**columns, "evidence": evidence_lines(columns["evidence"])})


def _revision(row: Row[Any]) -> Rating:
    columns = dict(row._mapping)
    del columns["write_id"]
    columns["updated_at"] = columns.pop("created_at")
    return _value(columns)


def _again(value: Rating, seen: Row[Any]) -> Rating:
    earlier = _revision(seen)
    if seen.question_id != value.question_id or not _same(earlier, value):
        raise InputError("write_id_reused", field="write_id")
    return earlier


def _same(one: Rating, other: Rating) -> bool:
    return (one.outcome, one.level, one.reason, one.evidence) == (
        other.outcome,
        other.level,
        other.reason,
        other.evidence,
    )
