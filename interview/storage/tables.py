"""The tables. Every column is made by `column`, which asks for its label (whose data, why, how long).

To add a column or a table:

1. Write it here with `column(name, type, label)`; a new table also names its place in the tree of deletions: a foreign
   key with `ondelete="CASCADE"` to what it belongs to, so that removing a vacancy or a candidate removes it too.
2. Add `migrations/versions/NNNN_what_it_does.py`, one number higher than the last, by hand: `revision = "NNNN"`,
   `down_revision` the number before, and an `upgrade()` with its own copy of the column types (a migration describes
   the past, so it never imports this module). Changing a column: `with op.batch_alter_table(...)`, which both engines
   understand. A history that must not be rewritten: `append_only.protect(...)`. Columns that hold typed words:
   `statistics.none_for(...)`. There is no `downgrade()`: the start makes a backup before it migrates.
3. `pytest tests/interview/storage` compares this module with the migrated database on both engines, and the labels.
4. A repository of its own module, named after the noun, hung on `UnitOfWork`.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from interview.model.personal_data import Keep, Label, Whose, Why

ID = String(64)
WORD = String(40)
"""One of a fixed set of words: a state, a role, an outcome."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time in UTC. SQLite keeps no zone, so it is taken off and put on here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Errors: `ValueError` for a time without a zone, which would be somebody's local guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def column(name: str, kind: Any, label: Label, *parts: Any, **options: Any) -> Column[Any]:
    """A column with its label; not nullable unless it says so."""
    options.setdefault("nullable", False)
    return Column(name, kind, *parts, info={"label": label}, **options)


def label_of(labelled: Column[Any]) -> Label:
    """The label of a column. Errors: `KeyError` when it has none."""
    label: Label = labelled.info["label"]
    return label


def below(parent: str) -> ForeignKey:
    """A key to what the row belongs to: when that goes, the row goes."""
    return ForeignKey(parent, ondelete="CASCADE")


_SET_UP = Label(Whose.NOBODY, Why.PROCEDURE, Keep.VACANCY)
_SET_UP_TYPED = Label(Whose.NOBODY, Why.PROCEDURE, Keep.VACANCY, typed=True)
_PERSON = Label(Whose.PERSON, Why.ACCESS, Keep.PERSON)
_PERSON_TYPED = Label(Whose.PERSON, Why.ACCESS, Keep.PERSON, typed=True)
_SEAT = Label(Whose.PERSON, Why.ACCESS, Keep.VACANCY)
_CANDIDATE = Label(Whose.CANDIDATE, Why.PROCEDURE, Keep.CANDIDATE)
_CANDIDATE_TYPED = Label(Whose.CANDIDATE, Why.PROCEDURE, Keep.CANDIDATE, typed=True)
_CARD = Label(Whose.BOTH, Why.PROCEDURE, Keep.CANDIDATE)
_CARD_TYPED = Label(Whose.BOTH, Why.PROCEDURE, Keep.CANDIDATE, typed=True)
_ACCOUNT = Label(Whose.BOTH, Why.ACCOUNT, Keep.CANDIDATE)
_ACCOUNT_TYPED = Label(Whose.BOTH, Why.ACCOUNT, Keep.CANDIDATE, typed=True)
_RETRY = Label(Whose.NOBODY, Why.OPERATION, Keep.CANDIDATE)
_ORDER = Label(Whose.NOBODY, Why.OPERATION, Keep.VACANCY)
_TRAIL = Label(Whose.PERSON, Why.TRAIL, Keep.TRAIL)
_CHAIN = Label(Whose.NOBODY, Why.TRAIL, Keep.TRAIL)

person = Table(
    "person",
    metadata,
    column("id", ID, _PERSON, primary_key=True),
    column("name", Text, _PERSON_TYPED),
    column("email", Text, _PERSON_TYPED),
    column("active", Boolean, _PERSON),
    column("is_example", Boolean, _PERSON),
)

vacancy = Table(
    "vacancy",
    metadata,
    column("id", ID, _SET_UP, primary_key=True),
    column("title", Text, _SET_UP_TYPED),
    column("department", Text, _SET_UP_TYPED),
    column("interview_language", WORD, _SET_UP),
    column("guide", Text, _SET_UP),
    column("seal_rule", WORD, _SET_UP),
    column("created_at", Moment, _SET_UP),
    column("closed_on", Date, _SET_UP, nullable=True),
    column("is_example", Boolean, _SET_UP),
    column("revision", Integer, _ORDER),
)

seat = Table(
    "seat",
    metadata,
    column("vacancy_id", ID, _SEAT, below("vacancy.id"), primary_key=True),
    column("person_id", ID, _SEAT, ForeignKey("person.id"), primary_key=True, index=True),
    column("role", WORD, _SEAT, primary_key=True),
    column("seniority", Integer, _SEAT),
)

candidate = Table(
    "candidate",
    metadata,
    column("id", ID, _CANDIDATE, primary_key=True),
    column("vacancy_id", ID, _CANDIDATE, below("vacancy.id")),
    column("number", Integer, _CANDIDATE),
    column("name", Text, _CANDIDATE_TYPED),
    column("email", Text, _CANDIDATE_TYPED),
    column("little_experience", Boolean, _CANDIDATE),
    column("consent_until", Date, _CANDIDATE, nullable=True),
    column("restricted", Boolean, _CANDIDATE),
    column("erased_at", Moment, _CANDIDATE, nullable=True),
    column("revision", Integer, _ORDER),
    UniqueConstraint("vacancy_id", "number"),
)

interview = Table(
    "interview",
    metadata,
    column("id", ID, _CANDIDATE, primary_key=True),
    column("vacancy_id", ID, _CANDIDATE, below("vacancy.id"), index=True),
    column("candidate_id", ID, _CANDIDATE, below("candidate.id"), index=True),
    column("planned_at", Moment, _CANDIDATE, nullable=True, index=True),
    column("started_at", Moment, _CANDIDATE, nullable=True),
    column("ended_at", Moment, _CANDIDATE, nullable=True),
)

scorecard = Table(
    "scorecard",
    metadata,
    column("id", ID, _CARD, primary_key=True),
    column("interview_id", ID, _CARD, below("interview.id")),
    column("rater_id", ID, _CARD, ForeignKey("person.id"), index=True),
    column("state", WORD, _CARD),
    column("started_at", Moment, _CARD, nullable=True),
    column("submitted_at", Moment, _CARD, nullable=True),
    column("content_hash", String(64), _ACCOUNT, nullable=True),
    column("position", Integer, _CARD),
    column("released_reason", Text, _CARD_TYPED),
    column("released_by", ID, _CARD, ForeignKey("person.id"), nullable=True),
    UniqueConstraint("interview_id", "rater_id"),
)

note = Table(
    "note",
    metadata,
    column("scorecard_id", ID, _CARD, below("scorecard.id"), primary_key=True),
    column("question_id", ID, _CARD, primary_key=True),
    column("part", String(1), _CARD, primary_key=True),
    column("rev", Integer, _RETRY),
    column("body", Text, _CARD_TYPED),
    column("updated_at", Moment, _CARD),
    CheckConstraint("rev > 0", name="rev"),
)

note_revision = Table(
    "note_revision",
    metadata,
    column("scorecard_id", ID, _ACCOUNT, below("scorecard.id"), primary_key=True),
    column("question_id", ID, _ACCOUNT, primary_key=True),
    column("part", String(1), _ACCOUNT, primary_key=True),
    column("rev", Integer, _ACCOUNT, primary_key=True, autoincrement=False),
    column("base_rev", Integer, _ACCOUNT),
    column("kind", WORD, _ACCOUNT),
    column("body", Text, _ACCOUNT_TYPED),
    column("sha256", LargeBinary, _ACCOUNT),
    column("write_id", ID, _RETRY),
    column("after_submit", Boolean, _ACCOUNT),
    column("created_at", Moment, _ACCOUNT),
    UniqueConstraint("scorecard_id", "write_id"),
    CheckConstraint("kind IN ('head', 'conflict', 'merge')", name="kind"),
    CheckConstraint("(kind = 'conflict') = (rev < 0)", name="rev"),
)

_OUTCOME = "(outcome = 'level') = (level IS NOT NULL)"

rating = Table(
    "rating",
    metadata,
    column("scorecard_id", ID, _CARD, below("scorecard.id"), primary_key=True),
    column("question_id", ID, _CARD, primary_key=True),
    column("rev", Integer, _RETRY),
    column("outcome", WORD, _CARD),
    column("level", Integer, _CARD, nullable=True),
    column("reason", Text, _CARD_TYPED),
    column("evidence", Text, _CARD_TYPED),
    column("updated_at", Moment, _CARD),
    CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    CheckConstraint(_OUTCOME, name="outcome"),
)

rating_revision = Table(
    "rating_revision",
    metadata,
    column("scorecard_id", ID, _ACCOUNT, below("scorecard.id"), primary_key=True),
    column("question_id", ID, _ACCOUNT, primary_key=True),
    column("rev", Integer, _ACCOUNT, primary_key=True, autoincrement=False),
    column("outcome", WORD, _ACCOUNT),
    column("level", Integer, _ACCOUNT, nullable=True),
    column("reason", Text, _ACCOUNT_TYPED),
    column("evidence", Text, _ACCOUNT_TYPED),
    column("write_id", ID, _RETRY),
    column("created_at", Moment, _ACCOUNT),
    UniqueConstraint("scorecard_id", "write_id"),
    CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    CheckConstraint(_OUTCOME, name="outcome"),
)

treatment = Table(
    "treatment",
    metadata,
    column("scorecard_id", ID, _CARD, below("scorecard.id"), primary_key=True),
    column("question_id", ID, _CARD, primary_key=True),
    column("variant", WORD, _CARD, nullable=True),
    column("seconds", Integer, _CARD),
)

asked_probe = Table(
    "asked_probe",
    metadata,
    column("scorecard_id", ID, _CARD, below("scorecard.id"), primary_key=True),
    column("question_id", ID, _CARD, primary_key=True),
    column("probe_id", ID, _CARD, primary_key=True),
)

own_probe = Table(
    "own_probe",
    metadata,
    column("scorecard_id", ID, _CARD, below("scorecard.id"), primary_key=True),
    column("write_id", ID, _RETRY, primary_key=True),
    column("question_id", ID, _CARD),
    column("place", Integer, _RETRY),
    column("text", Text, _CARD_TYPED),
)

amendment = Table(
    "amendment",
    metadata,
    column("id", ID, _ACCOUNT, primary_key=True),
    column("scorecard_id", ID, _ACCOUNT, below("scorecard.id")),
    column("place", Integer, _RETRY),
    column("question_id", ID, _ACCOUNT),
    column("phase", WORD, _ACCOUNT),
    column("outcome", WORD, _ACCOUNT),
    column("level", Integer, _ACCOUNT, nullable=True),
    column("reason", Text, _ACCOUNT_TYPED),
    column("evidence", Text, _ACCOUNT_TYPED),
    column("made_at", Moment, _ACCOUNT),
    UniqueConstraint("scorecard_id", "place"),
    CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    CheckConstraint(_OUTCOME, name="outcome"),
)

kept_word = Table(
    "kept_word",
    metadata,
    column("scorecard_id", ID, _ACCOUNT, below("scorecard.id"), primary_key=True),
    column("question_id", ID, _ACCOUNT, primary_key=True),
    column("word", Text, _ACCOUNT_TYPED, primary_key=True),
    column("reason", Text, _ACCOUNT_TYPED),
)

audit = Table(
    "audit",
    metadata,
    column("seq", BigInteger, _CHAIN, primary_key=True, autoincrement=False),
    column("at", Moment, _TRAIL),
    column("actor", ID, _TRAIL),
    column("action", WORD, _TRAIL),
    column("object", Text, _TRAIL),
    column("detail", Text, _TRAIL),
    column("dedupe", Text, _CHAIN, nullable=True, unique=True),
    column("prev", LargeBinary, _CHAIN),
    column("hash", LargeBinary, _CHAIN),
    Index("ix_audit_object", "object"),
)

audit_head = Table(
    "audit_head",
    metadata,
    column("one", Integer, _CHAIN, primary_key=True, autoincrement=False),
    column("seq", BigInteger, _CHAIN),
    column("hash", LargeBinary, _CHAIN),
    CheckConstraint("one = 1", name="one"),
)
