"""What is put in comes out the same, on both engines."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from interview.errors import NotFound, Stale
from interview.model.candidate import Candidate
from interview.model.interview import Interview
from interview.model.language import LANGUAGES
from interview.model.note import Part
from interview.model.panel import Person, Role, SealRule, Seat
from interview.model.rating import Amendment, AmendmentPhase, EvidenceLine, Outcome
from interview.model.scorecard import CardState, KeptWord, Scorecard
from interview.model.treatment import Treatment
from interview.storage import Storage
from tests.interview.storage.world import CARD, NOW, OTHER_CARD, QUESTION, vacancy, write

AWKWARD = "=1+1 <b>Zoë</b> \\textbf{x} 👩‍🔧 'quoted' \"double\" 100% :name {brace}"


def test_a_person_comes_back_as_put_in(storage: Storage) -> None:
    person = Person(id="eve", name=AWKWARD, email="eve@example.org", active=False, is_example=True)
    with storage.work("system", NOW) as uow:
        uow.people.add(person)
    with storage.reading() as uow:
        assert uow.people.get("eve") == person
        assert [one.id for one in uow.people.all()] == ["eve", "ann", "bob"]


def test_a_changed_person_is_kept(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        uow.people.update(uow.people.get("bob").model_copy(update={"name": "Bobby", "active": False}))
    with storage.reading() as uow:
        assert uow.people.get("bob") == Person(id="bob", name="Bobby", active=False)


def test_a_person_in_use_is_not_removed_and_one_without_use_is(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        uow.people.add(Person(id="eve", name="Eve"))
        uow.people.remove("eve")
        with pytest.raises(Stale, match="person_in_use"):
            uow.people.remove("ann")
    with storage.reading() as uow:
        assert [one.id for one in uow.people.all()] == ["ann", "bob"]


def test_a_vacancy_comes_back_with_its_frozen_guide(storage: Storage) -> None:
    with storage.reading() as uow:
        assert uow.vacancies.get("vacancy") == vacancy()
    closed = vacancy("other", title=AWKWARD, seal_rule=SealRule.OWN_IN, closed_on=date(2026, 4, 1), is_example=True)
    with storage.work("system", NOW) as uow:
        uow.vacancies.add(closed.model_copy(update={"created_at": NOW + timedelta(days=1)}))
    with storage.reading() as uow:
        assert uow.vacancies.get("other").title == AWKWARD
        assert uow.vacancies.get("other").seal_rule is SealRule.OWN_IN
        assert [one.id for one in uow.vacancies.all()] == ["other", "vacancy"]
        assert uow.vacancies.get("other").interview_language in LANGUAGES


@pytest.mark.parametrize("repository", ["vacancies", "candidates"])
def test_of_two_changes_made_on_the_same_revision_the_second_is_refused(storage: Storage, repository: str) -> None:
    ident = {"vacancies": "vacancy", "candidates": "candidate-1"}[repository]
    with storage.reading() as uow:
        seen = getattr(uow, repository).get(ident)
    with storage.work("ann", NOW) as uow:
        assert getattr(uow, repository).update(seen).revision == seen.revision + 1
    with pytest.raises(Stale), storage.work("bob", NOW) as uow:
        getattr(uow, repository).update(seen)
    with storage.reading() as uow:
        assert getattr(uow, repository).get(ident).revision == 2


def test_removing_a_vacancy_removes_everything_below_it(storage: Storage) -> None:
    with storage.work("ann", NOW) as uow:
        uow.notes.save(write("I called them", 0), after_submit=False)
        uow.treatments.set_probe(CARD, QUESTION, "A1", True)
        uow.vacancies.remove("vacancy")
    with storage.reading() as uow:
        left = [
            uow.vacancies.all(),
            uow.seats.of_person("ann"),
            uow.candidates.of_vacancy("vacancy"),
            uow.interviews.all(),
            uow.scorecards.of_rater("ann"),
            uow.notes.of_card(CARD),
            uow.notes.revisions(CARD, QUESTION, Part.ACTION),
            uow.treatments.of_card(CARD),
        ]
        assert left == [()] * len(left)
        assert len(uow.people.all()) == 2


def test_seats_are_found_from_both_sides_and_removed_one_by_one(storage: Storage) -> None:
    chair = Seat(vacancy_id="vacancy", person_id="ann", role=Role.CHAIR)
    with storage.work("system", NOW) as uow:
        uow.seats.add(chair)
        uow.seats.remove("vacancy", "ann", Role.INTERVIEWER)
    with storage.reading() as uow:
        assert uow.seats.of_person("ann") == (chair,)
        assert [seat.person_id for seat in uow.seats.of_vacancy("vacancy")] == ["ann", "bob"]
    with pytest.raises(NotFound), storage.work("system", NOW) as uow:
        uow.seats.remove("vacancy", "ann", Role.INTERVIEWER)


def test_the_same_seat_twice_or_below_nothing_clashes(storage: Storage) -> None:
    for wrong in ("vacancy", "gone"):
        with pytest.raises(Stale), storage.work("system", NOW) as uow:
            uow.seats.add(Seat(vacancy_id=wrong, person_id="ann", role=Role.INTERVIEWER))


def test_a_candidate_comes_back_as_put_in(storage: Storage) -> None:
    full = Candidate(
        id="full",
        vacancy_id="vacancy",
        number=9,
        name=AWKWARD,
        email="full@example.org",
        little_experience=True,
        consent_until=date(2027, 1, 1),
        restricted=True,
        erased_at=NOW,
        revision=3,
    )
    with storage.work("system", NOW) as uow:
        uow.candidates.add(full)
    with storage.reading() as uow:
        assert uow.candidates.get("full") == full
        assert [one.number for one in uow.candidates.of_vacancy("vacancy")] == [1, 2, 9]


def test_interviews_are_found_by_time_and_those_without_a_time_come_last(storage: Storage) -> None:
    unplanned = Interview(id="0", vacancy_id="vacancy", candidate_id="candidate-1", started_at=NOW, ended_at=NOW)
    with storage.work("system", NOW) as uow:
        uow.interviews.add(unplanned)
    with storage.reading() as uow:
        assert [one.id for one in uow.interviews.all()] == ["interview-1", "interview-2", "0"]
        assert [one.id for one in uow.interviews.of_candidate("candidate-1")] == ["interview-1", "0"]
        assert len(uow.interviews.of_vacancy("vacancy")) == 3
        assert uow.interviews.get("0") == unplanned


def test_times_come_back_in_utc_wherever_they_were_made(storage: Storage) -> None:
    amsterdam = timezone(timedelta(hours=2))
    planned = datetime(2026, 7, 1, 14, 0, 0, 123456, tzinfo=amsterdam)
    with storage.work("system", NOW) as uow:
        uow.interviews.update(uow.interviews.get("interview-1").model_copy(update={"planned_at": planned}))
    with storage.reading() as uow:
        found = uow.interviews.get("interview-1").planned_at
    assert found == planned
    assert found is not None
    assert found.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(storage: Storage) -> None:
    naive = datetime(2026, 7, 1, 14, 0)  # noqa: DTZ001 (that is the point)
    with pytest.raises(StatementError, match="without a zone"), storage.work("system", NOW) as uow:
        uow.interviews.update(Interview(id="interview-1", vacancy_id="v", candidate_id="c", planned_at=naive))


def test_a_scorecard_comes_back_as_put_in(storage: Storage) -> None:
    card = Scorecard(
        id=CARD,
        interview_id="interview-1",
        rater_id="ann",
        state=CardState.SUBMITTED,
        started_at=NOW,
        submitted_at=NOW,
        content_hash="0" * 64,
        position=4,
        released_reason=AWKWARD,
        released_by="bob",
    )
    with storage.work("ann", NOW) as uow:
        uow.scorecards.update(card)
    with storage.reading() as uow:
        assert uow.scorecards.get(CARD) == card
        assert {one.id for one in uow.scorecards.of_interview("interview-1")} == {CARD, OTHER_CARD}
        assert uow.scorecards.of_vacancy("vacancy") == uow.scorecards.of_interview("interview-1")
        assert uow.scorecards.of_rater("ann") == (card,)


def test_a_card_that_was_started_is_never_removed(storage: Storage) -> None:
    with storage.work("ann", NOW) as uow:
        uow.scorecards.update(uow.scorecards.get(CARD).model_copy(update={"started_at": NOW}))
        with pytest.raises(NotFound):
            uow.scorecards.remove(CARD)
        uow.scorecards.remove(OTHER_CARD)
    with storage.reading() as uow:
        assert [card.id for card in uow.scorecards.of_vacancy("vacancy")] == [CARD]


def test_one_rater_has_one_card_for_an_interview(storage: Storage) -> None:
    with pytest.raises(Stale), storage.work("ann", NOW) as uow:
        uow.scorecards.add(Scorecard(id="second", interview_id="interview-1", rater_id="ann"))


def test_treatments_gather_variant_probes_and_the_larger_time(storage: Storage) -> None:
    with storage.work("ann", NOW) as uow:
        uow.treatments.set_variant(CARD, QUESTION, "outside_work")
        uow.treatments.set_seconds(CARD, QUESTION, 90)
        uow.treatments.set_seconds(CARD, QUESTION, 60)
        for probe, asked in (("S1", True), ("A2", True), ("A2", True), ("S1", False)):
            uow.treatments.set_probe(CARD, QUESTION, probe, asked)
        for ident, text in (("w2", "And then?"), ("w1", AWKWARD), ("w2", "And then?")):
            uow.treatments.add_own_probe(CARD, QUESTION, text, ident)
        uow.treatments.set_seconds(CARD, "closing", 5)
    with storage.reading() as uow:
        closing, question = uow.treatments.of_card(CARD)
    assert closing == Treatment(scorecard_id=CARD, question_id="closing", seconds=5)
    assert question == Treatment(
        scorecard_id=CARD,
        question_id=QUESTION,
        variant="outside_work",
        seconds=90,
        probes=frozenset({"A2"}),
        own_probes=("And then?", AWKWARD),
    )


def test_amendments_come_back_in_the_order_they_were_made_though_the_clock_went_back(storage: Storage) -> None:
    def amend(ident: str, hours: int) -> Amendment:
        return Amendment(
            id=ident,
            scorecard_id=CARD,
            question_id=QUESTION,
            phase=AmendmentPhase.DEBRIEF,
            outcome=Outcome.LEVEL,
            level=4,
            reason=AWKWARD,
            evidence=(EvidenceLine(part=Part.ACTION, text=AWKWARD),),
            made_at=NOW + timedelta(hours=hours),
        )

    made = amend("z", 2), amend("a", 1)
    with storage.work("ann", NOW) as uow:
        for one in made:
            uow.amendments.add(one)
    with storage.reading() as uow:
        assert uow.amendments.of_card(CARD) == uow.amendments.of_cards((CARD, OTHER_CARD)) == made


def test_a_kept_word_has_the_reason_given_last(storage: Storage) -> None:
    word = KeptWord(scorecard_id=CARD, question_id=QUESTION, word="young", reason="said so")
    with storage.work("ann", NOW) as uow:
        uow.kept_words.put(word)
        uow.kept_words.put(word.model_copy(update={"reason": AWKWARD}))
    with storage.reading() as uow:
        assert uow.kept_words.of_card(CARD) == (word.model_copy(update={"reason": AWKWARD}),)


@pytest.mark.parametrize("repository", ["people", "vacancies", "candidates", "interviews", "scorecards"])
def test_what_is_not_there_is_not_found(storage: Storage, repository: str) -> None:
    with storage.reading() as uow, pytest.raises(NotFound):
        getattr(uow, repository).get("nowhere")


def test_a_card_that_is_gone_takes_nothing(storage: Storage) -> None:
    with pytest.raises(NotFound), storage.work("ann", NOW) as uow:
        uow.notes.save(write("text", 0, card="nowhere"), after_submit=False)
    with pytest.raises(NotFound), storage.work("ann", NOW) as uow:
        uow.treatments.set_seconds("nowhere", QUESTION, 1)
