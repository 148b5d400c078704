"""The tables of the panel's work: debrief, agreed levels, decisions, and who was shown what."""

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from interview.model.personal_data import Keep, Label, Whose, Why
from interview.storage.tables import ID, WORD, Moment, below, column, metadata

_SHOWN = Label(Whose.PERSON, Why.ACCESS, Keep.CANDIDATE)
_STATE = Label(Whose.NOBODY, Why.PROCEDURE, Keep.VACANCY)
_WHO = Label(Whose.PERSON, Why.PROCEDURE, Keep.VACANCY)
_JUDGED = Label(Whose.BOTH, Why.ACCOUNT, Keep.CANDIDATE)
_JUDGED_TYPED = Label(Whose.BOTH, Why.ACCOUNT, Keep.CANDIDATE, typed=True)
_COUNTED = Label(Whose.NOBODY, Why.ACCOUNT, Keep.VACANCY)
_COUNTED_TYPED = Label(Whose.NOBODY, Why.ACCOUNT, Keep.VACANCY, typed=True)

disclosure = Table(
    "disclosure",
    metadata,
    column("viewer_id", ID, _SHOWN, ForeignKey("person.id"), primary_key=True),
    column("card_id", ID, _SHOWN, below("scorecard.id"), primary_key=True),
    column("candidate_id", ID, _SHOWN, below("candidate.id"), index=True),
    column("shown_at", Moment, _SHOWN),
)

debrief = Table(
    "debrief",
    metadata,
    column("vacancy_id", ID, _STATE, below("vacancy.id"), primary_key=True),
    column("opened_by", ID, _WHO, ForeignKey("person.id")),
    column("opened_at", Moment, _STATE),
    column("interview_id", ID, _STATE, ForeignKey("interview.id", ondelete="SET NULL"), nullable=True),
    column("question_id", ID, _STATE, nullable=True),
    column("version", Integer, _STATE),
    column("closed_at", Moment, _STATE, nullable=True),
)

agreed = Table(
    "agreed",
    metadata,
    column("interview_id", ID, _JUDGED, below("interview.id"), primary_key=True),
    column("question_id", ID, _JUDGED, primary_key=True),
    column("revision", Integer, _JUDGED, primary_key=True, autoincrement=False),
    column("kind", WORD, _JUDGED),
    column("level", Integer, _JUDGED, nullable=True),
    column("cause", WORD, _JUDGED, nullable=True),
    column("set_by", ID, _JUDGED, ForeignKey("person.id")),
    column("set_at", Moment, _JUDGED),
    CheckConstraint("level BETWEEN 1 AND 5", name="level"),
)

snapshot = Table(
    "snapshot",
    metadata,
    column("id", ID, _JUDGED, primary_key=True),
    column("vacancy_id", ID, _JUDGED, below("vacancy.id"), index=True),
    column("taken_at", Moment, _JUDGED),
    column("sha256", String(64), _JUDGED),
    column("body", Text, _JUDGED_TYPED),
)

decision = Table(
    "decision",
    metadata,
    column("id", ID, _JUDGED, primary_key=True),
    column("vacancy_id", ID, _JUDGED, below("vacancy.id"), index=True),
    column("candidate_id", ID, _JUDGED, below("candidate.id")),
    column("verdict", WORD, _JUDGED),
    column("reasons", Text, _JUDGED_TYPED),
    column("departure_reason", Text, _JUDGED_TYPED),
    column("snapshot_id", ID, _JUDGED, below("snapshot.id")),
    column("decided_by", ID, _JUDGED, ForeignKey("person.id")),
    column("decided_at", Moment, _JUDGED),
    column("revision", Integer, _JUDGED),
    UniqueConstraint("candidate_id", "revision"),
)

opening = Table(
    "opening",
    metadata,
    column("vacancy_id", ID, _WHO, below("vacancy.id"), primary_key=True),
    column("person_id", ID, _WHO, ForeignKey("person.id"), primary_key=True),
    column("opened_at", Moment, _WHO),
)

group_count = Table(
    "group_count",
    metadata,
    column("vacancy_id", ID, _COUNTED, below("vacancy.id"), primary_key=True),
    column("attribute", Text, _COUNTED_TYPED, primary_key=True),
    column("group", Text, _COUNTED_TYPED, primary_key=True),
    column("applied", Integer, _COUNTED),
    column("interviewed", Integer, _COUNTED),
    column("hired", Integer, _COUNTED),
    CheckConstraint("applied >= interviewed AND interviewed >= hired AND hired >= 0", name="order"),
)
