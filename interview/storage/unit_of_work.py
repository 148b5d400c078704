"""One transaction and what can be done in it. The only commit of the app is in `transaction`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from interview.storage.amendments import Amendments
from interview.storage.audit import Audit
from interview.storage.candidates import Candidates
from interview.storage.debriefs import AgreedLevels, Debriefs
from interview.storage.decisions import Decisions, GroupCounts, Snapshots
from interview.storage.disclosures import Disclosures, Openings
from interview.storage.interviews import Interviews
from interview.storage.kept_words import KeptWords
from interview.storage.notes import Notes
from interview.storage.people import People
from interview.storage.ratings import Ratings
from interview.storage.rows import HeldCards
from interview.storage.scorecards import Scorecards
from interview.storage.seats import Seats
from interview.storage.sign_ins import SignIns
from interview.storage.treatments import Treatments
from interview.storage.vacancies import Vacancies


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """Begin; commit at the end of the block, roll back when it raises."""
    connection.begin()
    try:
        yield connection
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


class UnitOfWork:
    """The repositories on one transaction. Without `actor` and `now` it only reads."""

    def __init__(self, connection: Connection, actor: str | None = None, now: datetime | None = None) -> None:
        self._connection = connection
        self._actor = actor
        self._now = now
        self._held = HeldCards(connection)
        self.access_changed = False
        """Whether somebody's access may have ended in it: what others remember of sessions is to be read again."""

    def _access_changes(self) -> None:
        self.access_changed = True

    @property
    def writes(self) -> bool:
        """Whether this unit of work can change anything."""
        return self._now is not None

    @property
    def actor(self) -> str:
        """Who acts: a person's id, or `system`. Errors: `RuntimeError` in a reading unit of work."""
        if self._actor is None:
            raise RuntimeError("a reading unit of work has no actor")
        return self._actor

    @property
    def now(self) -> datetime:
        """When it happens, aware. Errors: `RuntimeError` in a reading unit of work."""
        if self._now is None:
            raise RuntimeError("a reading unit of work has no time")
        return self._now

    @cached_property
    def people(self) -> People:
        """Panel members and HR."""
        return People(self._connection, lock=self.writes, changed=self._access_changes)

    @cached_property
    def sign_ins(self) -> SignIns:
        """Accounts that stand for people, and the sessions in use."""
        return SignIns(self._connection, self._access_changes)

    @cached_property
    def seats(self) -> Seats:
        """Who has which role in which vacancy."""
        return Seats(self._connection)

    @cached_property
    def vacancies(self) -> Vacancies:
        """Procedures with their frozen guides."""
        return Vacancies(self._connection)

    @cached_property
    def candidates(self) -> Candidates:
        """Who applies."""
        return Candidates(self._connection)

    @cached_property
    def interviews(self) -> Interviews:
        """Planned and held talks."""
        return Interviews(self._connection, lock=self.writes)

    @cached_property
    def scorecards(self) -> Scorecards:
        """One card for each rater of an interview."""
        return Scorecards(self._connection, self._held, lock=self.writes)

    @cached_property
    def notes(self) -> Notes:
        """Typed notes with every revision."""
        return Notes(self._connection, self._now, self._held)

    @cached_property
    def ratings(self) -> Ratings:
        """Judgements with every revision."""
        return Ratings(self._connection, self._now, self._held)

    @cached_property
    def treatments(self) -> Treatments:
        """Variant, probes and time at each question."""
        return Treatments(self._connection, self._held)

    @cached_property
    def amendments(self) -> Amendments:
        """Judgements made after submitting."""
        return Amendments(self._connection, self._held)

    @cached_property
    def kept_words(self) -> KeptWords:
        """Words a rater kept with a reason."""
        return KeptWords(self._connection, self._held)

    @cached_property
    def audit(self) -> Audit:
        """The trail of who did what."""
        return Audit(self._connection, self._actor, self._now)

    @cached_property
    def disclosures(self) -> Disclosures:
        """Who was shown whose card."""
        return Disclosures(self._connection)

    @cached_property
    def openings(self) -> Openings:
        """Who opened the totals of a vacancy."""
        return Openings(self._connection)

    @cached_property
    def debriefs(self) -> Debriefs:
        """The state the panel's screens share."""
        return Debriefs(self._connection)

    @cached_property
    def agreed(self) -> AgreedLevels:
        """What the panel settled."""
        return AgreedLevels(self._connection)

    @cached_property
    def decisions(self) -> Decisions:
        """What was decided about candidates."""
        return Decisions(self._connection)

    @cached_property
    def snapshots(self) -> Snapshots:
        """What the figures behind decisions were computed from."""
        return Snapshots(self._connection)

    @cached_property
    def group_counts(self) -> GroupCounts:
        """The fairness record."""
        return GroupCounts(self._connection)
