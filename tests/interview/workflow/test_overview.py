"""The vacancy page: members, talks in their order, and which reports are open to whom."""

from datetime import date, timedelta
from typing import Any

import pytest

from interview.errors import NotAllowed, NotFound
from interview.model.panel import Role, SealRule
from interview.storage import Storage
from interview.workflow import correct, overview
from interview.workflow.overview import Overview
from interview.workflow.prepare import NewCandidate, NewMember
from tests.interview.workflow.office import ANN, BOB, CAS, DORA, NINA, NOW, OTTO, Office


def page(office: Office, viewer: str = ANN) -> Overview:
    who = office.person(viewer)
    return office.look(lambda uow: overview.overview(uow, who, office.vacancy.id))


def test_members_by_name_with_all_their_seats(storage: Storage) -> None:
    both = frozenset({Role.INTERVIEWER, Role.CHAIR})
    office = Office(
        storage,
        members=(NewMember(name="zoë", roles=both), NewMember(name="Bob"), NewMember(name="anna", roles={Role.HR})),
    )
    found = page(office, "zoë")
    assert [(m.person.name, m.roles) for m in found.members] == [
        ("anna", {Role.HR}),
        ("Bob", {Role.INTERVIEWER}),
        ("zoë", both),
    ]
    assert {person.name for person in found.raters.values()} == {"Bob", "zoë"}


def test_talks_by_time_and_those_without_one_last_as_they_were_added(storage: Storage) -> None:
    times = {"a": None, "b": NOW + timedelta(days=2), "c": NOW + timedelta(days=1), "d": None, "e": NOW}
    office = Office(storage, candidates=tuple(NewCandidate(name=n, planned_at=at) for n, at in times.items()))
    found = page(office)
    assert [talk.candidate for talk in found.talks] == ["e", "c", "b", "a", "d"]
    assert {c.name for c in found.candidates.values()} == set(times)
    assert {talk.candidate_id for talk in found.talks} == set(found.candidates)


def test_a_report_is_open_with_a_submitted_card_that_may_be_seen(office: Office) -> None:
    nina, otto = office.talk(NINA).id, office.talk(OTTO).id
    assert page(office).reports == frozenset()
    office.hold(ANN, NINA)
    assert {name: page(office, name).reports for name in (ANN, BOB, CAS, DORA)} == {
        ANN: {nina},
        BOB: frozenset(),
        CAS: frozenset(),
        DORA: frozenset(),
    }
    office.hold(BOB, NINA)
    for viewer in (ANN, BOB, CAS, DORA):
        assert page(office, viewer).reports == {nina}
    office.release(office.card(ANN, OTTO))
    office.release(office.card(BOB, OTTO))
    assert page(office, CAS).reports == {nina}, "a talk without a single card that is in has no report"
    assert otto not in page(office, ANN).reports


def test_own_card_in_opens_the_report_of_the_others(storage: Storage) -> None:
    office = Office(storage, seal_rule=SealRule.OWN_IN)
    office.hold(ANN, NINA)
    assert page(office, BOB).reports == frozenset()
    assert page(office, ANN).reports == {office.talk(NINA).id}


def test_until_when_candidates_are_kept(office: Office) -> None:
    assert page(office).delete_by is None
    ann = office.person(ANN)
    office.do(ann, lambda uow: correct.close_vacancy(uow, ann, office.vacancy.id, NOW.date()))
    assert page(office).delete_by == date(2026, 3, 30)


@pytest.mark.parametrize("change", [{"restricted": True}, {"erased_at": NOW}])
def test_who_is_restricted_or_erased_is_not_on_the_page(office: Office, change: dict[str, Any]) -> None:
    candidate = office.look(lambda uow: uow.candidates.get(office.candidate(NINA)))
    office.do("system", lambda uow: uow.candidates.update(candidate.model_copy(update=change)))
    found = page(office)
    assert [talk.candidate for talk in found.talks] == [OTTO]
    assert [c.name for c in found.candidates.values()] == [OTTO]


def test_without_a_seat_or_a_vacancy_there_is_no_page(office: Office) -> None:
    with pytest.raises(NotAllowed, match="no_seat"):
        office.look(lambda uow: overview.overview(uow, "eve", office.vacancy.id))
    with pytest.raises(NotFound):
        office.look(lambda uow: overview.overview(uow, "eve", "no-such-vacancy"))
