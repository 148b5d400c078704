"""Letting people in who logged in at a provider: which person an account stands for, and until when.

Roles never come from what a provider says. An account is linked to a person once, at its first login, by the e-mail
address at which somebody of the panel expects that person; from then on the address plays no part.
"""

import logging
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from interview.errors import StorageError
from interview.model.audit import Action
from interview.model.panel import Person
from interview.model.sign_in import LONGEST, NOTED_EVERY, Identity, Login, UserSession
from interview.model.value import new_id
from interview.storage import Storage
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.prepare import checked_email

log = logging.getLogger(__name__)

KEPT_AFTER = timedelta(days=1)
MOST_REMEMBERED = 10_000


class Refused(StrEnum):
    """Why somebody who logged in does not come in."""

    OVER = "over"
    """The session ended or is too old: log in again."""
    UNKNOWN = "unknown"
    """Nobody added this address."""
    UNVERIFIED = "unverified"
    """The provider does not vouch for the address, or gives none."""
    INACTIVE = "inactive"
    """The person has no place here any more."""
    SEVERAL = "several"
    """The address stands at several people."""
    OTHER_ACCOUNT = "other_account"
    """Another account of the same provider stands for the person with this address."""


@dataclass(frozen=True)
class Rules:
    """What the installation chose. `organiser` is the address that always comes in, in lower case.

    `trust_email` takes addresses of a provider that does not say whether it verified them.
    """

    organiser: str
    trust_email: bool = False


def enter(uow: UnitOfWork, login: Login, rules: Rules) -> UserSession | Refused:
    """Begin a session for a login that has none yet, and link its account when that is new. Leaves a line either way.

    A login comes in once: when its session has ended it is refused, whoever shows it.
    """
    over = uow.now >= login.issued_at + LONGEST or uow.sign_ins.known(login.key)
    found = _gone(uow, login) if over else _person(uow, login, rules)
    if isinstance(found, Refused):
        detail = f"{found} {login.account[:16]}"
        uow.audit.append(Action.SIGN_IN_REFUSED, login.key, detail=detail, dedupe=f"refused {found} {login.key}")
        return found
    begun = min(uow.now, login.issued_at)
    session = UserSession(
        key=login.key, person_id=found.id, created_at=uow.now, seen_at=uow.now, ends_at=begun + LONGEST
    )
    uow.sign_ins.drop_ended(uow.now - KEPT_AFTER)
    uow.sign_ins.begin(session)
    uow.audit.append(Action.SIGNED_IN, found.id, detail=login.key[:16])
    return session


def _gone(uow: UnitOfWork, login: Login) -> Refused:
    """Why a login that came in before does not come in again."""
    linked = uow.sign_ins.person_of(login.issuer, login.subject)
    inactive = linked is not None and not uow.people.get(linked).active
    return Refused.INACTIVE if inactive else Refused.OVER


def _person(uow: UnitOfWork, login: Login, rules: Rules) -> Person | Refused:
    linked = uow.sign_ins.person_of(login.issuer, login.subject)
    if linked is not None:
        person = uow.people.get(linked)
        return person if person.active else Refused.INACTIVE
    found = _by_address(uow, login, rules)
    if isinstance(found, Refused):
        return found
    if any(known.issuer == login.issuer for known in uow.sign_ins.of_person(found.id)):
        return Refused.OTHER_ACCOUNT
    uow.sign_ins.link(Identity(issuer=login.issuer, subject=login.subject, person_id=found.id, linked_at=uow.now))
    uow.audit.append(Action.ACCOUNT_LINKED, found.id, detail=login.account[:16])
    return found


def _by_address(uow: UnitOfWork, login: Login, rules: Rules) -> Person | Refused:
    vouched = rules.trust_email if login.email_verified is None else login.email_verified
    if not vouched or not login.email:
        return Refused.UNVERIFIED
    address = login.email.casefold()
    known = [p for p in uow.people.all() if p.email.casefold() == address and not p.is_example]
    active = [person for person in known if person.active]
    if len(active) > 1:
        return Refused.SEVERAL
    if active:
        return active[0]
    if known:
        return Refused.INACTIVE
    return _organiser(uow, login) if address == rules.organiser else Refused.UNKNOWN


def _organiser(uow: UnitOfWork, login: Login) -> Person:
    """Whoever the installation names as its organiser needs nobody to add them."""
    email = checked_email(login.email)
    person = Person(id=new_id(), name=login.name[:200] or email.rpartition("@")[0], email=email)
    uow.people.add(person)
    uow.audit.append(Action.PERSON_ADDED, person.id)
    return person


def leave(uow: UnitOfWork, key: str) -> None:
    """End this session at once; a copy of its cookie is worth nothing from now on."""
    if uow.sign_ins.revoke(key, uow.now):
        uow.audit.append(Action.SIGNED_OUT, uow.actor, detail=key[:16])


def leave_everywhere(uow: UnitOfWork) -> int:
    """End every session of the actor, on every device; gives how many."""
    ended = uow.sign_ins.revoke_all(uow.actor, uow.now)
    uow.audit.append(Action.SIGNED_OUT, uow.actor, detail="everywhere")
    return ended


def unlink(uow: UnitOfWork, email: str) -> int:
    """People with this address get a new account at their next login; gives how many accounts stood for them."""
    count = 0
    for person in uow.people.all():
        if email and person.email.casefold() == email.casefold():
            count += uow.sign_ins.unlink(person.id)
            uow.sign_ins.revoke_all(person.id, uow.now)
            uow.audit.append(Action.ACCOUNT_UNLINKED, person.id)
    return count


@dataclass(frozen=True, slots=True)
class _Remembered:
    session: UserSession
    read_at: datetime
    version: int


class Sessions:
    """Whose session a login is, now: from memory, and from the database at most once a minute and after every change.

    What ends in this process counts at once, what another process ends within a minute.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._remembered: dict[str, _Remembered] = {}
        self._lock = threading.Lock()

    def person(self, key: str, now: datetime, *, active: bool) -> str | None:
        """The id of the person of an open session; None when it is over, unknown, or its person is not active.

        `active` says that somebody just did something, which keeps the session from being idle.
        """
        session = self._session(key, now)
        if session is None or not session.open_at(now):
            return None
        if active and now - session.seen_at >= NOTED_EVERY:
            self._note(session, now)
        return session.person_id

    def _session(self, key: str, now: datetime) -> UserSession | None:
        version = self._storage.access_version
        known = self._remembered.get(key)
        if known and known.version == version and now - known.read_at < NOTED_EVERY:
            return known.session
        with self._storage.reading() as uow:
            session = uow.sign_ins.session(key)
        self._keep(key, None if session is None else _Remembered(session, now, version))
        return session

    def _note(self, session: UserSession, now: datetime) -> None:
        # The seconds after this one need not wait for the disk, and those of others not at all.
        with self._lock:
            known = self._remembered.get(session.key)
            if known is None or known.session.seen_at != session.seen_at:
                return
            seen = known.session.model_copy(update={"seen_at": now})
            self._remembered[session.key] = _Remembered(seen, known.read_at, known.version)
        try:
            self._storage.save(session.person_id, now, lambda uow: uow.sign_ins.seen(session.key, now))
        except StorageError as error:  # a full disk is no reason to send somebody out who is typing
            log.warning("could not note that a session is in use: %s", error)

    def _keep(self, key: str, known: _Remembered | None) -> None:
        with self._lock:
            self._remembered.pop(key, None)
            if known:
                self._remembered[key] = known
            if len(self._remembered) > MOST_REMEMBERED:
                del self._remembered[next(iter(self._remembered))]


@dataclass(frozen=True)
class Entrance:
    """How people come in where they log in: the sessions, the rules, and the names of the providers."""

    sessions: Sessions
    rules: Rules
    providers: tuple[str, ...]
