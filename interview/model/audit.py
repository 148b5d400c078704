"""The audit trail: who did what to which thing, ids only."""

from datetime import datetime
from enum import StrEnum

from interview.model.value import Value


class Action(StrEnum):
    """What can be recorded."""

    VACANCY_CREATED = "vacancy.created"
    VACANCY_CLOSED = "vacancy.closed"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    SEAT_ADDED = "seat.added"
    SEAT_REMOVED = "seat.removed"
    CANDIDATE_ADDED = "candidate.added"
    CANDIDATE_CHANGED = "candidate.changed"
    CANDIDATE_REMOVED = "candidate.removed"
    INTERVIEW_PLANNED = "interview.planned"
    INTERVIEW_STARTED = "interview.started"
    INTERVIEW_PAUSED = "interview.paused"
    INTERVIEW_REVIEWED = "interview.reviewed"
    CARD_SUBMITTED = "card.submitted"
    CARD_RELEASED = "card.released"
    CARD_SHOWN = "card.shown"
    WORD_KEPT = "word.kept"
    RATING_AMENDED = "rating.amended"
    DEBRIEF_OPENED = "debrief.opened"
    DEBRIEF_ENDED = "debrief.ended"
    LEVEL_AGREED = "level.agreed"
    COMPARISON_OPENED = "comparison.opened"
    DECISION_MADE = "decision.made"
    GROUPS_COUNTED = "groups.counted"
    REPORT_EXPORTED = "report.exported"
    TABLE_EXPORTED = "table.exported"
    QUESTION_KEPT = "question.kept"
    QUESTION_DROPPED = "question.dropped"
    GUIDE_DRAFTED = "guide.drafted"
    GUIDE_DROPPED = "guide.dropped"
    GUIDE_PUBLISHED = "guide.published"
    GUIDE_WITHDRAWN = "guide.withdrawn"
    GUIDE_OFFERED = "guide.offered"
    BANK_IMPORTED = "bank.imported"
    EXAMPLE_MADE = "example.made"
    EXAMPLE_REMOVED = "example.removed"
    SIGNED_IN = "session.begun"
    SIGNED_OUT = "session.ended"
    SIGN_IN_REFUSED = "session.refused"
    ACCOUNT_LINKED = "account.linked"
    ACCOUNT_UNLINKED = "account.unlinked"
    SCHEMA_MIGRATED = "schema.migrated"
    BACKUP_RESTORED = "backup.restored"


class AuditEvent(Value):
    """One line of the chain. `object` and `detail` hold ids, states and hashes, never names or note text."""

    seq: int
    at: datetime
    actor: str
    """A person's id, or `system`."""
    action: Action
    object: str
    detail: str = ""
    previous: bytes
    hash: bytes
