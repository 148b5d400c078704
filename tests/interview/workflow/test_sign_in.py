"""Who comes in after logging in, as whom, and until when."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from interview.errors import DiskFull
from interview.model.audit import Action
from interview.model.panel import Person
from interview.model.sign_in import IDLE, LONGEST, Login, UserSession
from interview.model.value import new_id
from interview.storage import Storage
from interview.workflow import prepare, sign_in
from interview.workflow.prepare import NewMember
from interview.workflow.sign_in import Refused, Rules, Sessions
from tests.interview.workflow.conftest import BOTH
from tests.interview.workflow.office import Office

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ISSUER = "https://login.example.org"
RULES = Rules(organiser="organiser@example.org")


@pytest.fixture(autouse=True)
def sam(storage: Storage) -> None:
    """One person is expected: Sam."""
    with storage.work("system", NOW) as uow:
        uow.people.add(Person(id="sam", name="Sam de Wit", email="sam@example.org"))


def login(subject: str = "1", email: str = "sam@example.org", **claims: object) -> Login:
    told = {
        "iss": ISSUER,
        "sub": subject,
        "iat": NOW.timestamp(),
        "nonce": new_id(),
        "email": email,
        "email_verified": True,
        "name": "Sam at the Provider",
        **claims,
    }
    found = Login.from_claims(told)
    assert found
    return found


def enter(storage: Storage, who: Login, now: datetime = NOW, rules: Rules = RULES) -> UserSession | Refused:
    with storage.work("system", now) as uow:
        return sign_in.enter(uow, who, rules)


def entered(storage: Storage, who: Login, now: datetime = NOW) -> UserSession:
    session = enter(storage, who, now)
    assert isinstance(session, UserSession)
    return session


def deactivate(storage: Storage, person_id: str) -> None:
    with storage.work("system", NOW) as uow:
        uow.people.update(uow.people.get(person_id).model_copy(update={"active": False}))


def trail(storage: Storage) -> list[tuple[str, str]]:
    with storage.reading() as uow:
        events = [(event.action, event.object) for event in uow.audit.all()]
    return [event for event in events if event[0] is not Action.SCHEMA_MIGRATED]


@BOTH
def test_the_first_login_is_linked_by_address_and_later_ones_by_account(storage: Storage) -> None:
    assert entered(storage, login(email="SAM@example.org")).person_id == "sam"
    assert entered(storage, login(email="married@example.org", email_verified=False)).person_id == "sam"
    assert trail(storage).count((Action.ACCOUNT_LINKED, "sam")) == 1
    assert trail(storage).count((Action.SIGNED_IN, "sam")) == 2


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (login(email="stranger@example.org"), Refused.UNKNOWN),
        (login(email_verified=False), Refused.UNVERIFIED),
        (login(email_verified="false"), Refused.UNVERIFIED),
        (login(email_verified=None), Refused.UNVERIFIED),
        (login(email=""), Refused.UNVERIFIED),
        (login(email="organiser@example.org", email_verified=False), Refused.UNVERIFIED),
        (login(iat=(NOW - LONGEST).timestamp()), Refused.OVER),
    ],
)
def test_who_is_not_expected_does_not_come_in(storage: Storage, who: Login, reason: Refused) -> None:
    assert enter(storage, who) is reason
    assert enter(storage, who) is reason
    assert trail(storage) == [(Action.SIGN_IN_REFUSED, who.key)]
    with storage.reading() as uow:
        assert uow.sign_ins.of_person("sam") == ()
        assert len(uow.people.all()) == 1


def test_a_provider_that_never_says_verified_may_be_trusted(storage: Storage) -> None:
    trusting = Rules(organiser="", trust_email=True)
    assert isinstance(enter(storage, login(email_verified=None), rules=trusting), UserSession)
    assert enter(storage, login("2", email_verified=False), rules=trusting) is Refused.UNVERIFIED


@BOTH
def test_another_account_with_the_same_address_is_not_the_same_person(storage: Storage) -> None:
    entered(storage, login("1"))
    assert enter(storage, login("2")) is Refused.OTHER_ACCOUNT
    assert entered(storage, login("2", iss="https://other.example.org")).person_id == "sam"
    with storage.work("system", NOW) as uow:
        assert sign_in.unlink(uow, "Sam@example.org") == 2
    assert entered(storage, login("2")).person_id == "sam"


def test_two_people_with_one_address_are_not_guessed_between(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        uow.people.add(Person(id="sam2", name="S. de Wit", email="sam@example.org"))
    assert enter(storage, login()) is Refused.SEVERAL


def test_an_invented_person_is_nobody(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        uow.people.add(Person(id="x", name="Invented", email="invented@example.org", is_example=True))
    assert enter(storage, login(email="invented@example.org")) is Refused.UNKNOWN


def test_the_organiser_needs_nobody_to_add_them_and_is_made_once(storage: Storage) -> None:
    first = entered(storage, login("9", "Organiser@example.org", name="Noor Bakker"))
    again = entered(storage, login("9", "organiser@example.org"))
    assert first.person_id == again.person_id
    with storage.reading() as uow:
        assert uow.people.get(first.person_id).name == "Noor Bakker"
    deactivate(storage, first.person_id)
    assert enter(storage, login("9", "organiser@example.org")) is Refused.INACTIVE
    assert enter(storage, login("10", "organiser@example.org")) is Refused.INACTIVE


@BOTH
def test_a_session_that_ended_does_not_begin_again(storage: Storage) -> None:
    who = login()
    sessions = Sessions(storage)
    entered(storage, who)
    assert sessions.person(who.key, NOW, active=False) == "sam"
    with storage.work("sam", NOW) as uow:
        sign_in.leave(uow, who.key)
    assert sessions.person(who.key, NOW, active=True) is None
    assert Sessions(storage).person(who.key, NOW, active=True) is None
    assert enter(storage, who) is Refused.OVER
    assert (Action.SIGNED_OUT, "sam") in trail(storage)


@BOTH
def test_an_ended_session_that_was_cleared_away_does_not_begin_again_either(storage: Storage) -> None:
    who = login()
    entered(storage, who)
    later = NOW + timedelta(days=3)
    entered(storage, login(iat=later.timestamp()), later)
    with storage.reading() as uow:
        assert uow.sign_ins.session(who.key) is None
    assert enter(storage, who, later) is Refused.OVER


@BOTH
def test_signing_out_everywhere_ends_every_device(storage: Storage) -> None:
    one, two = login(), login()
    sessions = Sessions(storage)
    for who in (one, two):
        entered(storage, who)
        assert sessions.person(who.key, NOW, active=False) == "sam"
    with storage.work("sam", NOW) as uow:
        assert sign_in.leave_everywhere(uow) == 2
    assert [sessions.person(who.key, NOW, active=False) for who in (one, two)] == [None, None]


@BOTH
def test_somebody_who_lost_their_place_is_out_at_once(storage: Storage) -> None:
    who = login()
    sessions = Sessions(storage)
    entered(storage, who)
    assert sessions.person(who.key, NOW, active=False) == "sam"
    deactivate(storage, "sam")
    assert sessions.person(who.key, NOW, active=False) is None
    assert enter(storage, who) is Refused.INACTIVE
    assert enter(storage, login()) is Refused.INACTIVE


def test_an_hour_without_doing_anything_ends_it_and_typing_does_not(storage: Storage) -> None:
    typing, idle = login(), login()
    sessions = Sessions(storage)
    for who in (typing, idle):
        entered(storage, who)
    at = NOW
    for _ in range(7):
        at += 10 * MINUTE
        assert sessions.person(typing.key, at, active=True) == "sam"
        still = sessions.person(idle.key, at, active=False)
        assert still == ("sam" if at - NOW < IDLE else None)
    assert Sessions(storage).person(typing.key, at, active=False) == "sam"
    assert Sessions(storage).person(idle.key, at, active=True) is None


def test_ten_hours_end_it_whatever_is_done(storage: Storage) -> None:
    who = login(iat=(NOW - MINUTE).timestamp())
    sessions = Sessions(storage)
    entered(storage, who)
    at = NOW
    while at < NOW + LONGEST - MINUTE:
        assert sessions.person(who.key, at, active=True) == "sam"
        at += 30 * MINUTE
    assert sessions.person(who.key, NOW + LONGEST - MINUTE, active=True) is None


def test_that_somebody_is_there_costs_one_read_and_one_write_a_minute(storage: Storage) -> None:
    who = login()
    entered(storage, who)
    sessions = Sessions(storage)
    reads, writes = _counted(storage)
    for second in range(0, 300, 2):
        assert sessions.person(who.key, NOW + timedelta(seconds=second), active=True) == "sam"
    assert (len(reads), len(writes)) == (5, 4)


def _counted(storage: Storage) -> tuple[list[str], list[str]]:
    """From now on every read and every small write leaves something in these lists."""
    reads: list[str] = []
    writes: list[str] = []
    reading, save = storage.reading, storage.save

    def read() -> Any:
        reads.append("one")
        return reading()

    def write(*given: Any) -> Any:
        writes.append("one")
        return save(*given)

    storage.reading = read  # type: ignore[method-assign]
    storage.save = write  # type: ignore[method-assign, assignment]
    return reads, writes


def test_a_full_disk_sends_nobody_out(storage: Storage) -> None:
    who = login()
    entered(storage, who)
    sessions = Sessions(storage)

    def full(*_: object) -> None:
        raise DiskFull("disk_full")

    storage.save = full  # type: ignore[method-assign, assignment]
    assert sessions.person(who.key, NOW + 2 * MINUTE, active=True) == "sam"


@pytest.mark.parametrize(
    "claims", [{}, {"iss": ISSUER, "sub": "1"}, {"iss": ISSUER, "iat": 1}, {"iss": ISSUER, "sub": "x" * 256, "iat": 1}]
)
def test_claims_without_who_where_and_when_are_no_login(claims: dict[str, object]) -> None:
    assert Login.from_claims(claims) is None


def test_two_logins_of_one_second_are_two_sessions() -> None:
    assert login(nonce="a").key != login(nonce="b").key
    assert login("1", iss=f"{ISSUER}2", nonce="a").key != login("21", nonce="a").key


def test_the_address_somebody_signs_in_with_is_theirs_however_their_name_is_written(office: Office) -> None:
    def added(name: str) -> str:
        with office.storage.work("system", NOW) as uow:
            return prepare.add_member(uow, office.vacancy, NewMember(name=name, email="SAM@example.org")).id

    before = added("S. de Wit")
    assert before != "sam"
    with office.storage.work("system", NOW) as uow:
        uow.people.update(uow.people.get(before).model_copy(update={"email": ""}))
    entered(office.storage, login())
    assert added("Sam W.") == "sam"
