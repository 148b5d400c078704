"""Mistakes of the set-up are put right without touching what was noted; closing starts the term."""

from datetime import UTC, date, datetime

import pytest

from interview.errors import InputError, NotAllowed, NotFound
from interview.model.panel import Role
from interview.model.scorecard import CardState
from interview.model.vacancy import Vacancy
from interview.storage import Storage
from interview.workflow import conduct, correct, documents, panel, prepare
from interview.workflow.overview import overview
from interview.workflow.prepare import NewCandidate, NewMember, NewVacancy
from question_bank import read_bank

NOW = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
EVA, YUSUF, NADIA = "Eva de Boer", "Yusuf Demir", "Nadia Ali"


@pytest.fixture
def vacancy(storage: Storage) -> Vacancy:
    wanted = NewVacancy(
        title="Desk",
        interview_language="en",
        guide_id="service-desk-core",
        members=(
            NewMember(name=EVA, roles=frozenset({Role.INTERVIEWER, Role.CHAIR})),
            NewMember(name=YUSUF),
        ),
        candidates=(NewCandidate(name=NADIA),),
    )
    with storage.work("system", NOW) as uow:
        return prepare.create_vacancy(uow, wanted, read_bank())


def person(storage: Storage, name: str) -> str:
    with storage.reading() as uow:
        return next(one.id for one in uow.people.all() if one.name == name)


def candidate(storage: Storage, vacancy: Vacancy) -> str:
    with storage.reading() as uow:
        return uow.candidates.of_vacancy(vacancy.id)[0].id


def begin(storage: Storage, name: str) -> None:
    rater = person(storage, name)
    with storage.work(rater, NOW) as uow:
        (card,) = uow.scorecards.of_rater(rater)
        conduct.start(uow, rater, card.id)


def trail(storage: Storage, object_id: str) -> list[str]:
    with storage.reading() as uow:
        return [f"{event.action} {event.detail}".strip() for event in uow.audit.of_object(object_id)]


def test_a_candidate_is_corrected_and_saving_without_a_change_leaves_no_line(
    storage: Storage, vacancy: Vacancy
) -> None:
    eva, who = person(storage, EVA), candidate(storage, vacancy)
    for _ in range(2):
        with storage.work(eva, NOW) as uow:
            correct.change_candidate(uow, eva, who, name="Nadia Aly", email="n@example.org", little_experience=True)
    with storage.reading() as uow:
        changed = uow.candidates.get(who)
    assert (changed.name, changed.email, changed.little_experience) == ("Nadia Aly", "n@example.org", True)
    assert trail(storage, who) == ["candidate.added", "candidate.changed"]


@pytest.mark.parametrize(("name", "email"), [("", ""), ("N" * 201, ""), ("Nadia", "nonsense")])
def test_what_a_candidate_can_not_be_called_is_refused(
    storage: Storage, vacancy: Vacancy, name: str, email: str
) -> None:
    eva, who = person(storage, EVA), candidate(storage, vacancy)
    with storage.work(eva, NOW) as uow, pytest.raises(InputError):
        correct.change_candidate(uow, eva, who, name=name, email=email, little_experience=False)
    with storage.reading() as uow:
        assert uow.candidates.get(who).name == NADIA


def test_a_candidate_added_by_mistake_goes_until_a_talk_began(storage: Storage, vacancy: Vacancy) -> None:
    eva, who = person(storage, EVA), candidate(storage, vacancy)
    with storage.work(eva, NOW) as uow:
        mistake = prepare.add_candidate(uow, vacancy, NewCandidate(name="Wrong"))
        correct.remove_candidate(uow, eva, mistake.id)
    begin(storage, YUSUF)
    with storage.work(eva, NOW) as uow, pytest.raises(NotAllowed, match="candidate_has_cards"):
        correct.remove_candidate(uow, eva, who)
    with storage.reading() as uow:
        assert [one.id for one in uow.candidates.of_vacancy(vacancy.id)] == [who]
        assert len(uow.interviews.of_vacancy(vacancy.id)) == 1
        with pytest.raises(NotFound):
            uow.candidates.get(mistake.id)
    assert trail(storage, mistake.id) == ["candidate.added", "candidate.removed"]


def test_a_released_card_keeps_its_candidate_too(storage: Storage, vacancy: Vacancy) -> None:
    eva, who = person(storage, EVA), candidate(storage, vacancy)
    with storage.work(eva, NOW) as uow:
        (card,) = uow.scorecards.of_rater(person(storage, YUSUF))
        panel.release(uow, eva, vacancy.id, (card.id,), "Ill")
    with storage.work(eva, NOW) as uow, pytest.raises(NotAllowed, match="candidate_has_cards"):
        correct.remove_candidate(uow, eva, who)


def test_a_name_on_the_panel_is_corrected(storage: Storage, vacancy: Vacancy) -> None:
    eva, yusuf = person(storage, EVA), person(storage, YUSUF)
    with storage.work(eva, NOW) as uow:
        correct.change_member(uow, eva, vacancy.id, yusuf, name="Yusuf Demír", email="y@example.org")
    assert person(storage, "Yusuf Demír") == yusuf
    assert trail(storage, yusuf) == ["person.added", "person.changed"]


def test_a_member_leaves_with_cards_never_started_and_can_come_back(storage: Storage, vacancy: Vacancy) -> None:
    eva, yusuf = person(storage, EVA), person(storage, YUSUF)
    with storage.work(eva, NOW) as uow:
        correct.remove_member(uow, eva, vacancy.id, yusuf)
    with storage.reading() as uow:
        assert {card.rater_id for card in uow.scorecards.of_vacancy(vacancy.id)} == {eva}
        assert {seat.person_id for seat in uow.seats.of_vacancy(vacancy.id)} == {eva}
        assert not uow.people.get(yusuf).active
    assert f"seat.removed interviewer {yusuf}" in trail(storage, vacancy.id)
    with storage.work(eva, NOW) as uow:
        back = prepare.add_member(uow, vacancy, NewMember(name=YUSUF))
    assert back.id == yusuf
    assert back.active


def test_who_began_a_talk_stays_and_nobody_leaves_by_themselves(storage: Storage, vacancy: Vacancy) -> None:
    eva, yusuf = person(storage, EVA), person(storage, YUSUF)
    begin(storage, YUSUF)
    for viewer, leaving, why in ((eva, yusuf, "member_has_cards"), (eva, eva, "member_is_you")):
        with storage.work(viewer, NOW) as uow, pytest.raises(NotAllowed, match=why):
            correct.remove_member(uow, viewer, vacancy.id, leaving)
    with storage.reading() as uow:
        assert [card.state for card in uow.scorecards.of_rater(yusuf)] == [CardState.OPEN]


def test_closing_gives_the_day_of_deletion_and_opening_takes_it_away(storage: Storage, vacancy: Vacancy) -> None:
    eva, who = person(storage, EVA), candidate(storage, vacancy)
    with storage.work(eva, NOW) as uow:
        closed = correct.close_vacancy(uow, eva, vacancy.id, date(2026, 3, 2))
        assert documents.delete_by(closed, uow.candidates.get(who)) == date(2026, 3, 30)
        assert overview(uow, eva, vacancy.id).delete_by == date(2026, 3, 30)
        opened = correct.close_vacancy(uow, eva, vacancy.id, None)
        assert documents.delete_by(opened, uow.candidates.get(who)) is None
    assert trail(storage, vacancy.id)[-2:] == ["vacancy.closed 2026-03-02", "vacancy.closed open"]


@pytest.mark.parametrize(
    ("day", "why"), [(date(2026, 3, 3), "closed_in_future"), (date(2026, 3, 1), "closed_before_made")]
)
def test_a_day_that_can_not_be_is_refused(storage: Storage, vacancy: Vacancy, day: date, why: str) -> None:
    eva = person(storage, EVA)
    with storage.work(eva, NOW) as uow, pytest.raises(InputError, match=why):
        correct.close_vacancy(uow, eva, vacancy.id, day)


def test_without_a_seat_nothing_can_be_put_right(storage: Storage, vacancy: Vacancy) -> None:
    eva, who = person(storage, EVA), candidate(storage, vacancy)
    steps = (
        lambda uow: correct.change_candidate(uow, "x", who, name="N", email="", little_experience=False),
        lambda uow: correct.remove_candidate(uow, "x", who),
        lambda uow: correct.change_member(uow, "x", vacancy.id, eva, name="N", email=""),
        lambda uow: correct.change_member(uow, eva, vacancy.id, "x", name="N", email=""),
        lambda uow: correct.remove_member(uow, "x", vacancy.id, eva),
        lambda uow: correct.close_vacancy(uow, "x", vacancy.id, None),
    )
    for step in steps:
        with storage.work("x", NOW) as uow, pytest.raises(NotAllowed, match="no_seat"):
            step(uow)


def test_the_trail_holds_ids_and_never_what_somebody_typed(storage: Storage, vacancy: Vacancy) -> None:
    eva, who = person(storage, EVA), candidate(storage, vacancy)
    with storage.work(eva, NOW) as uow:
        correct.change_candidate(uow, eva, who, name="Secret", email="secret@example.org", little_experience=False)
        correct.change_member(uow, eva, vacancy.id, person(storage, YUSUF), name="Secret", email="")
    with storage.reading() as uow:
        lines = [f"{event.actor} {event.object} {event.detail}" for event in uow.audit.all()]
    assert lines
    typed = ("Eva", "Boer", "Yusuf", "Demir", "Nadia", "Ali", "Secret", "example.org", "Desk")
    assert [line for line in lines for word in typed if word in line] == []
