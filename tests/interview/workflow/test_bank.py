"""What a question brought so far: counted from open cards only, by version, never from the example."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview.errors import InputError, ReadOnly, Stale
from interview.model.candidate import Candidate
from interview.model.interview import Interview
from interview.model.panel import Person, Role, SealRule, Seat
from interview.model.rating import Outcome, Rating
from interview.model.scorecard import CardState, Scorecard
from interview.model.vacancy import Vacancy
from interview.settings import Settings
from interview.storage import Storage, UnitOfWork, open_storage
from interview.workflow import access, own_bank
from interview.workflow.bank import QuestionResult, question_result
from question_bank import Guide, Question, Shelf, adapt, freeze, next_version, read_bank
from question_bank.schema import plain

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BANK = read_bank()
GUIDE = freeze(BANK.guides["service-desk-core"], BANK)
QUESTION = GUIDE.questions[0]
ANN, BOB, HR, OUTSIDER = "ann", "bob", "dora", "eve"


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    opened = open_storage(Settings(data=tmp_path / "data"))
    with opened.work("system", NOW) as uow:
        for id in (ANN, BOB, HR, OUTSIDER):
            uow.people.add(Person(id=id, name=id.title()))
    yield opened
    opened.close()


def vacancy(
    uow: UnitOfWork, candidates: int, *, id: str = "desk", guide: object = GUIDE, example: bool = False
) -> None:
    """A vacancy with Ann and Bob as raters and HR beside them, and open cards for every candidate."""
    uow.vacancies.add(
        Vacancy(
            id=id,
            title="Desk",
            department="",
            interview_language="en",
            guide=guide,
            seal_rule=SealRule.ALL_IN,
            created_at=NOW,
            is_example=example,
        )
    )
    for person, role in ((ANN, Role.INTERVIEWER), (BOB, Role.INTERVIEWER), (HR, Role.HR)):
        uow.seats.add(Seat(vacancy_id=id, person_id=person, role=role))
    for number in range(1, candidates + 1):
        talk = f"{id}-{number}"
        uow.candidates.add(Candidate(id=talk, vacancy_id=id, number=number, name=f"Candidate {number}"))
        uow.interviews.add(Interview(id=talk, vacancy_id=id, candidate_id=talk))
        for rater in (ANN, BOB):
            uow.scorecards.add(Scorecard(id=f"{talk}-{rater}", interview_id=talk, rater_id=rater))


def rate(
    uow: UnitOfWork, card: str, level: int | None, *, submit: bool = True, outcome: Outcome = Outcome.LEVEL
) -> None:
    """One rating of the question on a card, which is then handed in."""
    rating = Rating(scorecard_id=card, question_id=QUESTION.id, outcome=outcome, level=level)
    uow.ratings.save(rating, base_rev=0, write_id=f"w-{card}")
    if submit:
        held = uow.scorecards.get(card)
        uow.scorecards.update(held.model_copy(update={"state": CardState.SUBMITTED, "submitted_at": NOW}))


def show(uow: UnitOfWork, viewer: str, id: str = "desk") -> None:
    """Everything that is open to the viewer in a vacancy, shown as the panel's pages show it: with a trace."""
    vacancy, held = uow.vacancies.get(id), access.roles(uow, id, viewer)
    for interview in uow.interviews.of_vacancy(id):
        access.record_shown(uow, viewer, interview, access.visible_cards(uow, viewer, interview, vacancy, held))


def seen(storage: Storage, viewer: str, question: Question = QUESTION) -> QuestionResult:
    with storage.reading() as uow:
        return question_result(uow, viewer, question)


def test_a_question_that_was_never_asked_brought_nothing(storage: Storage) -> None:
    assert seen(storage, ANN) == QuestionResult(needed=20)
    assert not seen(storage, ANN).settled


def test_spread_and_counts_come_from_the_cards_that_are_open(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        vacancy(uow, 3)
        for number, (ann, bob) in enumerate(((4, 5), (2, 4)), start=1):
            rate(uow, f"desk-{number}-{ANN}", ann)
            rate(uow, f"desk-{number}-{BOB}", bob)
        rate(uow, f"desk-3-{ANN}", None, outcome=Outcome.NO_EVIDENCE)
        rate(uow, f"desk-3-{BOB}", None, outcome=Outcome.NOT_ASKED)
        show(uow, HR)

    found = seen(storage, HR)
    assert (found.asked, found.levels, found.no_evidence, found.not_asked) == (3, (0, 1, 0, 2, 1), 1, 0)


def test_a_sealed_card_of_another_counts_for_nobody(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        vacancy(uow, 1)
        rate(uow, f"desk-1-{BOB}", 5)
        for viewer in (ANN, HR):
            show(uow, viewer)

    assert seen(storage, ANN).ratings == 0  # Ann still has to hand in
    assert seen(storage, HR).ratings == 0  # not everybody has
    assert seen(storage, BOB).levels == (0, 0, 0, 0, 1)  # one's own
    assert seen(storage, OUTSIDER).ratings == 0


def test_a_card_that_is_open_but_was_never_shown_counts_for_nobody_else(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        vacancy(uow, 1)
        rate(uow, f"desk-1-{ANN}", 3)
        rate(uow, f"desk-1-{BOB}", 5)
    assert [seen(storage, viewer).ratings for viewer in (ANN, BOB, HR)] == [1, 1, 0]
    with storage.work(HR, NOW) as uow:
        show(uow, HR)
    assert [seen(storage, viewer).ratings for viewer in (ANN, BOB, HR)] == [1, 1, 2]


def test_a_level_that_was_not_handed_in_counts_for_nobody(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        vacancy(uow, 1)
        rate(uow, f"desk-1-{ANN}", 3, submit=False)
    assert [seen(storage, viewer).ratings for viewer in (ANN, BOB, HR)] == [0, 0, 0]


def test_somebody_without_a_seat_sees_nothing_of_it(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        vacancy(uow, 1)
        rate(uow, f"desk-1-{ANN}", 3)
        rate(uow, f"desk-1-{BOB}", 3)
        show(uow, HR)
        show(uow, OUTSIDER)
    assert seen(storage, HR).ratings == 2
    assert seen(storage, OUTSIDER) == QuestionResult(needed=20)


def test_earlier_versions_are_only_counted_apart(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        vacancy(uow, 1)
        rate(uow, f"desk-1-{ANN}", 3)
        rate(uow, f"desk-1-{BOB}", 4)
        show(uow, HR)
    found = seen(storage, HR, next_version(QUESTION))
    assert (found.asked, found.ratings, found.earlier) == (0, 0, 2)


def test_the_example_counts_for_the_people_of_the_example_only(storage: Storage) -> None:
    with storage.work("system", NOW) as uow:
        vacancy(uow, 1, example=True)
        rate(uow, f"desk-1-{ANN}", 3)
        rate(uow, f"desk-1-{BOB}", 4)
        uow.people.add(Person(id="made-up", name="Made Up", is_example=True))
        uow.seats.add(Seat(vacancy_id="desk", person_id="made-up", role=Role.HR))
        for viewer in (HR, "made-up"):
            show(uow, viewer)
    assert seen(storage, HR).ratings == 0
    assert seen(storage, "made-up").ratings == 2


@pytest.mark.parametrize(("candidates", "marks"), [(19, ()), (20, ("separates_nobody", "levels_never_used"))])
def test_it_takes_twenty_candidates_to_say_that_nobody_is_told_apart(
    storage: Storage, candidates: int, marks: tuple[str, ...]
) -> None:
    with storage.work("system", NOW) as uow:
        vacancy(uow, candidates)
        for number in range(1, candidates + 1):
            rate(uow, f"desk-{number}-{ANN}", 3)
            rate(uow, f"desk-{number}-{BOB}", 3)
        show(uow, HR)
    found = seen(storage, HR)
    assert found.settled == (candidates == 20)
    assert found.marks == marks


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "bank")


def own(**changed: object) -> Question:
    return adapt(BANK.questions["angry-customer"], "ours").model_copy(update=changed)


def test_an_own_question_is_kept_with_its_trace(storage: Storage, shelf: Shelf) -> None:
    with storage.work(ANN, NOW) as uow:
        own_bank.keep_question(uow, shelf, own())
        own_bank.keep_question(uow, shelf, own(version=2, minutes=9))
        events = [(event.action.value, event.actor, event.detail) for event in uow.audit.of_object("ours")]
    assert shelf.bank.questions["ours"].minutes == 9
    assert events == [("question.kept", ANN, "version=1"), ("question.kept", ANN, "version=2")]


@pytest.mark.parametrize(
    ("question", "error"),
    [
        (adapt(BANK.questions["angry-customer"], "somebody-upset"), InputError),
        (own(), InputError),  # a new one under an id that is taken
        (own(version=3), Stale),  # somebody else kept version 2 meanwhile, or nobody did
    ],
)
def test_nothing_takes_the_place_of_another(
    storage: Storage, shelf: Shelf, question: Question, error: type[Exception]
) -> None:
    with storage.work(ANN, NOW) as uow:
        own_bank.keep_question(uow, shelf, own())
        with pytest.raises(error):
            own_bank.keep_question(uow, shelf, question)
    assert shelf.bank.questions["ours"] == own()


def guide(**changed: object) -> Guide:
    return Guide.model_validate(plain(BANK.guides["service-desk-core"]) | {"id": "our-guide"} | changed)


def test_a_guide_is_published_once_and_with_its_fingerprint_in_the_trail(storage: Storage, shelf: Shelf) -> None:
    with storage.work(ANN, NOW) as uow:
        frozen = own_bank.publish_guide(uow, shelf, guide())
        with pytest.raises(Stale):
            own_bank.publish_guide(uow, shelf, guide())
        (event,) = uow.audit.of_object("our-guide")
    assert event.detail == f"version=1 fingerprint={frozen.fingerprint[:16]}"


def test_a_guide_with_a_finding_is_refused_even_past_the_page(storage: Storage, shelf: Shelf) -> None:
    with storage.work(ANN, NOW) as uow, pytest.raises(InputError) as refused:
        own_bank.publish_guide(uow, shelf, guide(minutes=50))
    assert (refused.value.key, refused.value.params["n"]) == ("guide_has_findings", 1)
    assert shelf.bank.published == {}


def test_a_draft_never_hides_a_built_in_guide(storage: Storage, shelf: Shelf) -> None:
    with storage.work(ANN, NOW) as uow, pytest.raises(InputError):
        own_bank.keep_draft(uow, shelf, BANK.guides["service-desk-core"])


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(storage: Storage, shelf: Shelf) -> None:
    shelf.own.write_text("a file where the folder should be")
    for write in (
        lambda uow: own_bank.keep_question(uow, shelf, own()),
        lambda uow: own_bank.keep_draft(uow, shelf, guide()),
        lambda uow: own_bank.publish_guide(uow, shelf, guide()),
    ):
        with storage.work(ANN, NOW) as uow, pytest.raises(ReadOnly):
            write(uow)
