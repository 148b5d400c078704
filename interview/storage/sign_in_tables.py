"""The tables of signing in: which account stands for which person, and the sessions in use."""

from sqlalchemy import String, Table

from interview.model.personal_data import Keep, Label, Whose, Why
from interview.storage.tables import ID, Moment, below, column, metadata

_ACCOUNT = Label(Whose.PERSON, Why.ACCESS, Keep.PERSON)
_SESSION = Label(Whose.PERSON, Why.ACCESS, Keep.SESSION)

identity = Table(
    "identity",
    metadata,
    column("issuer", String(512), _ACCOUNT, primary_key=True),
    column("subject", String(255), _ACCOUNT, primary_key=True),
    column("person_id", ID, _ACCOUNT, below("person.id"), index=True),
    column("linked_at", Moment, _ACCOUNT),
)

user_session = Table(
    "user_session",
    metadata,
    column("key", String(64), _SESSION, primary_key=True),
    column("person_id", ID, _SESSION, below("person.id"), index=True),
    column("created_at", Moment, _SESSION),
    column("seen_at", Moment, _SESSION),
    column("ends_at", Moment, _SESSION),
    column("revoked_at", Moment, _SESSION, nullable=True),
)
