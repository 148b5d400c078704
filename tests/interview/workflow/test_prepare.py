"""Setting up: all of it or nothing, every refusal with its field, and who may be planned for which talk."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from interview.errors import InputError, NotAllowed, NotFound
from interview.model.panel import Role
from interview.model.scorecard import CardState
from interview.storage import Storage
from interview.workflow import access, correct, prepare
from interview.workflow.prepare import NewCandidate, NewMember
from tests.interview.workflow.office import ANN, BOB, CAS, DORA, HOME, NINA, NOW, OTTO, Office, bank, wanted

RATER = NewMember(name=ANN)
NAMELESS = NewCandidate(name="", email="x@example.org")
TWICE = NewCandidate(name=" nina\tBAKER ")
YESTERDAY = NOW - timedelta(days=1)


def refused(storage: Storage, now: datetime = NOW, **changes: Any) -> InputError:
    """The error of a set-up, after looking that nothing of it was kept."""
    with pytest.raises(InputError) as error, storage.work("ann", now) as uow:
        prepare.create_vacancy(uow, wanted(**changes), bank())
    with storage.reading() as uow:
        assert (uow.vacancies.all(), uow.people.all(), uow.interviews.all()) == ((), (), ())
        assert {event.actor for event in uow.audit.all()} == {"system"}
    return error.value


REFUSALS: list[tuple[dict[str, Any], str, str]] = [
    ({"title": " \u202e "}, "empty", "title"),
    ({"title": "x" * 10_000}, "too_long", "title"),
    ({"department": "x" * 201}, "too_long", "department"),
    ({"guide_id": "no-such-guide"}, "unknown_guide", "guide_id"),
    ({"members": ()}, "no_interviewer", "members"),
    ({"members": (NewMember(name=CAS, roles=frozenset({Role.CHAIR, Role.HR})),)}, "no_interviewer", "members"),
    ({"members": (RATER, NewMember(name="\u200d"))}, "empty", "member_name"),
    ({"members": (RATER, NewMember(name="x" * 10_000))}, "too_long", "member_name"),
    ({"members": (RATER, NewMember(name=BOB, email="bob"))}, "bad_email", "email"),
    ({"candidates": (NewCandidate(name=NINA), NAMELESS)}, "empty", "candidate_name"),
    ({"candidates": (NewCandidate(name="x" * 10_000),)}, "too_long", "candidate_name"),
    ({"candidates": (NewCandidate(name=NINA, email="nina@"),)}, "bad_email", "email"),
    ({"candidates": (NewCandidate(name=NINA), TWICE)}, "candidate_twice", "candidate_name"),
    ({"candidates": (NewCandidate(name=NINA), NewCandidate(name=OTTO, planned_at=YESTERDAY))}, "planned_in_the_past",
     "planned_at"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "key", "field"), REFUSALS, ids=[f"{key} {field}" for _, key, field in REFUSALS])
def test_all_or_nothing(storage: Storage, changes: dict[str, Any], key: str, field: str) -> None:
    error = refused(storage, **changes)
    assert (error.key, error.field) == (key, field)


def test_everything_that_was_filled_in_is_there(office: Office) -> None:
    vacancy = office.look(lambda uow: uow.vacancies.get(office.vacancy.id))
    assert vacancy == office.vacancy
    assert (vacancy.title, vacancy.department, vacancy.guide.guide.id) == (
        "Service desk agent",
        "IT",
        "service-desk-core",
    )
    seats = office.look(lambda uow: {(s.person_id, s.role) for s in uow.seats.of_vacancy(vacancy.id)})
    roles = {ANN: Role.INTERVIEWER, BOB: Role.INTERVIEWER, CAS: Role.CHAIR, DORA: Role.HR}
    assert seats == {(office.person(name), role) for name, role in roles.items()}
    candidates = office.look(lambda uow: uow.candidates.of_vacancy(vacancy.id))
    assert [(c.number, c.name) for c in candidates] == [(1, NINA), (2, OTTO)]
    assert office.talk(NINA).planned_at == NOW + timedelta(hours=3)
    assert office.talk(OTTO).planned_at is None
    for candidate in (NINA, OTTO):
        assert set(office.cards(candidate)) == {office.person(ANN), office.person(BOB)}
    assert office.trail(vacancy.id)[0] == "vacancy.created"


def test_later_changes_of_the_bank_do_not_reach_a_frozen_guide(office: Office) -> None:
    assert office.vacancy.guide.fingerprint
    assert office.vacancy.guide.guide == bank().guides["service-desk-core"]


@pytest.mark.parametrize(
    "email", ["", " ", "ann@example.org", "a.b+c@sub.example.org", "ann@localhost", '"a@b"@example.org', "é@bücher.de"]
)
def test_addresses_that_could_be_one(email: str) -> None:
    assert prepare.checked_email(email) == email.strip()


@pytest.mark.parametrize("email", ["ann", "@example.org", "ann@", "an n@example.org", "x" * 250 + "@a.nl"])
def test_addresses_that_cannot_be_one(email: str) -> None:
    with pytest.raises(InputError) as error:
        prepare.checked_email(email)
    assert (error.value.key, error.value.field) == ("bad_email", "email")
    assert len(error.value.params["email"]) <= 80


def test_the_same_person_is_not_made_twice(office: Office) -> None:
    again = NewMember(name=" ann DE wit ", roles=frozenset({Role.INTERVIEWER, Role.CHAIR}), seniority=-3)
    person = office.do("ann", lambda uow: prepare.add_member(uow, office.vacancy, again))
    assert person.id == office.person(ANN)
    seats = office.look(lambda uow: uow.seats.of_person(person.id))
    assert {(s.role, s.seniority) for s in seats} == {(Role.INTERVIEWER, 0), (Role.CHAIR, 0)}
    by_id = NewMember(person_id=person.id, roles=frozenset({Role.HR}))
    assert office.do("ann", lambda uow: prepare.add_member(uow, office.vacancy, by_id)) == person
    with pytest.raises(NotFound):
        office.do("ann", lambda uow: prepare.add_member(uow, office.vacancy, NewMember(person_id="nobody")))


def test_another_address_is_another_person(office: Office) -> None:
    other = NewMember(name=ANN, email="Ann@example.org")
    made = office.do("ann", lambda uow: prepare.add_member(uow, office.vacancy, other))
    same = NewMember(name=ANN, email="ann@EXAMPLE.org")
    assert office.do("ann", lambda uow: prepare.add_member(uow, office.vacancy, same)) == made
    assert len({person.id for person in office.look(lambda uow: uow.people.all()) if person.name == ANN}) == 2


def test_who_left_the_panel_and_comes_back_is_active_again(office: Office) -> None:
    cas = office.person(CAS)
    office.do("ann", lambda uow: correct.remove_member(uow, office.person(ANN), office.vacancy.id, cas))
    assert not office.look(lambda uow: uow.people.get(cas).active)
    back = office.do("ann", lambda uow: prepare.add_member(uow, office.vacancy, NewMember(name=CAS)))
    assert (back.id, back.active) == (cas, True)
    assert office.look(lambda uow: uow.people.get(cas).active)


def test_a_candidate_of_the_same_name_and_another_address_is_somebody_else(office: Office) -> None:
    office.do("ann", lambda uow: prepare.add_candidate(uow, office.vacancy, NewCandidate(name=NINA, email="n@x.org")))
    twice = NewCandidate(name=NINA.upper(), email="N@X.org")
    with pytest.raises(InputError) as error:
        office.do("ann", lambda uow: prepare.add_candidate(uow, office.vacancy, twice))
    assert error.value.key == "candidate_twice"


def test_a_number_in_use_is_not_given_again(office: Office) -> None:
    nina = office.candidate(NINA)
    office.do("ann", lambda uow: correct.remove_candidate(uow, office.person(ANN), nina))
    added = office.do("ann", lambda uow: prepare.add_candidate(uow, office.vacancy, NewCandidate(name="Pia")))
    assert added.number == 3


# Half past eleven in the evening in Amsterdam is an hour past midnight in Helsinki, and half past two in Los Angeles.
LATE = datetime(2026, 3, 2, 23, 30, tzinfo=HOME)


@pytest.mark.parametrize(
    ("zone", "planned_at", "allowed"),
    [
        ("Europe/Amsterdam", datetime(2026, 3, 2, 0, 0, tzinfo=HOME), True),
        ("Europe/Amsterdam", datetime(2026, 3, 1, 23, 59, tzinfo=HOME), False),
        ("Europe/Amsterdam", datetime(2026, 3, 1, 23, 0, tzinfo=UTC), True),
        ("Europe/Amsterdam", datetime(2026, 3, 1, 22, 59, tzinfo=UTC), False),
        ("Europe/Helsinki", datetime(2026, 3, 2, 22, 59, tzinfo=HOME), False),
        ("Europe/Helsinki", datetime(2026, 3, 2, 23, 0, tzinfo=HOME), True),
        ("America/Los_Angeles", datetime(2026, 3, 2, 9, 0, tzinfo=HOME), True),
        ("America/Los_Angeles", datetime(2026, 3, 2, 8, 59, tzinfo=HOME), False),
    ],
)
def test_a_day_is_past_where_the_browser_is(storage: Storage, zone: str, planned_at: datetime, allowed: bool) -> None:
    there = LATE.astimezone(ZoneInfo(zone))
    candidates = (NewCandidate(name=NINA, planned_at=planned_at),)
    if not allowed:
        assert refused(storage, there, candidates=candidates).key == "planned_in_the_past"
        return
    with storage.work("ann", there) as uow:
        vacancy = prepare.create_vacancy(uow, wanted(candidates=candidates), bank())
    with storage.reading() as uow:
        assert [i.planned_at for i in uow.interviews.of_vacancy(vacancy.id)] == [planned_at]


def replan(office: Office, name: str, planned_at: datetime | None, *raters: str, viewer: str = ANN) -> None:
    ids = tuple(office.person(rater) for rater in raters)
    who, talk = office.person(viewer), office.talk(name).id
    office.do(who, lambda uow: prepare.replan(uow, who, talk, planned_at, ids))


def test_a_talk_is_moved_and_rated_by_others(office: Office) -> None:
    tomorrow = NOW + timedelta(days=1)
    eve = NewMember(name="Eve Later")
    office.do("ann", lambda uow: prepare.add_member(uow, office.vacancy, eve))
    kept = office.card(BOB, NINA)
    replan(office, NINA, tomorrow, BOB, "Eve Later", viewer=DORA)
    assert office.talk(NINA).planned_at == tomorrow
    assert set(office.cards(NINA)) == {office.person(BOB), office.person("Eve Later")}
    assert office.card(BOB, NINA) == kept
    replan(office, NINA, None, BOB, BOB)
    assert office.talk(NINA).planned_at is None
    assert set(office.cards(NINA)) == {office.person(BOB)}


def test_a_started_card_stays(office: Office) -> None:
    office.start(ANN, NINA)
    replan(office, NINA, office.talk(NINA).planned_at, BOB)
    assert set(office.cards(NINA)) == {office.person(ANN), office.person(BOB)}


def test_a_released_card_stays(office: Office) -> None:
    office.release(office.card(ANN, NINA))
    replan(office, NINA, None, BOB)
    assert office.card(ANN, NINA).state is CardState.RELEASED


def test_a_talk_of_the_past_may_stay_where_it_was_but_not_be_put_there(office: Office) -> None:
    held = office.talk(NINA).planned_at
    office.now += timedelta(days=3)
    replan(office, NINA, held, BOB)
    assert set(office.cards(NINA)) == {office.person(BOB)}
    with pytest.raises(InputError) as error:
        replan(office, NINA, NOW + timedelta(days=1), ANN)
    assert error.value.key == "planned_in_the_past"
    assert set(office.cards(NINA)) == {office.person(BOB)}, "nothing of a refused change is kept"


@pytest.mark.parametrize("rater", [CAS, DORA])
def test_only_interviewers_rate(office: Office, rater: str) -> None:
    before = office.cards(NINA)
    with pytest.raises(NotAllowed, match="no_seat"):
        replan(office, NINA, None, rater)
    assert office.cards(NINA) == before
    assert office.talk(NINA).planned_at is not None


def test_who_has_no_seat_plans_nothing(office: Office) -> None:
    with pytest.raises(NotAllowed, match="no_seat"):
        office.do("eve", lambda uow: prepare.replan(uow, "eve", office.talk(NINA).id, None, ()))


def test_who_was_shown_a_card_cannot_be_planned_for_that_candidate_any_more(office: Office) -> None:
    replan(office, NINA, None, ANN)
    replan(office, OTTO, None, ANN)
    office.hold(ANN, NINA)
    office.hold(ANN, OTTO)
    bob, talk = office.person(BOB), office.talk(NINA)
    cards = office.cards(NINA).values()
    office.do(bob, lambda uow: access.record_shown(uow, bob, talk, cards))
    with pytest.raises(NotAllowed, match="already_shown_rater"):
        replan(office, NINA, None, ANN, BOB)
    assert set(office.cards(NINA)) == {office.person(ANN)}
    replan(office, OTTO, None, ANN, BOB)
    assert set(office.cards(OTTO)) == {office.person(ANN), bob}
