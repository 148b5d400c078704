"""A panel at the table: three raters, of whom the most senior chairs, HR, and two candidates whose cards are in."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from interview.model.candidate import Candidate
from interview.model.interview import Interview
from interview.model.note import Part
from interview.model.panel import Person, Role, Seat
from interview.model.rating import EvidenceLine, Outcome, Rating
from interview.model.scorecard import CardState, Scorecard
from interview.model.vacancy import Vacancy
from interview.storage import Storage, UnitOfWork
from interview.workflow import opened
from question_bank import FrozenGuide, freeze, read_bank

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VACANCY = "table"
ANN, BOB, CAS, HR = "ann", "bob", "cas", "dora"
RATERS = (ANN, BOB, CAS)
NAMES = {ANN: "Ann de Wit", BOB: "Bob Özil", CAS: "Cas Voorzitter", HR: "Dora Personeel"}
SENIORITY = {ANN: 2, BOB: 5, CAS: 9, HR: 7}
ROLES = {
    ANN: (Role.INTERVIEWER,),
    BOB: (Role.INTERVIEWER,),
    CAS: (Role.INTERVIEWER, Role.CHAIR),
    HR: (Role.HR,),
}
NINA, OTTO = "nina", "otto"
CANDIDATES = {NINA: "Nina Baker", OTTO: "Otto Cohen"}

Levels = Mapping[tuple[str, int], tuple[int | None, int | None, int | None]]
"""Levels of ann, bob and cas by candidate and place of the question (from 0). The others get 3 from everybody."""
DIFFERENT: Levels = {(NINA, 0): (2, 4, 4), (NINA, 2): (2, 3, 3), (OTTO, 1): (5, 3, 2)}


@cache
def guide() -> FrozenGuide:
    """The core guide, frozen."""
    built_in = read_bank()
    return freeze(built_in.guides["service-desk-core"], built_in)


def question(place: int) -> str:
    """The id of the question at a place of the guide, from 0."""
    return guide().guide.question_ids[place]


def talk(candidate: str) -> str:
    """The id of a candidate's interview."""
    return f"talk-{candidate}"


def card(rater: str, candidate: str) -> str:
    """The id of a rater's card."""
    return f"card-{rater}-{candidate}"


def settle(uow: UnitOfWork, levels: Levels = DIFFERENT, *, still_open: tuple[str, ...] = ()) -> None:
    """Put everything in. `still_open`: ids of cards that are not handed in."""
    for id, name in NAMES.items():
        uow.people.add(Person(id=id, name=name))
    uow.vacancies.add(
        Vacancy(id=VACANCY, title="Desk", department="", interview_language="en", guide=guide(), created_at=NOW)
    )
    for id, roles in ROLES.items():
        for role in roles:
            uow.seats.add(Seat(vacancy_id=VACANCY, person_id=id, role=role, seniority=SENIORITY[id]))
    for number, (candidate, name) in enumerate(CANDIDATES.items(), 1):
        uow.candidates.add(Candidate(id=candidate, vacancy_id=VACANCY, number=number, name=name))
        uow.interviews.add(Interview(id=talk(candidate), vacancy_id=VACANCY, candidate_id=candidate, planned_at=NOW))
        for place, rater in enumerate(RATERS):
            _rate(uow, rater, candidate, place, levels)
            if card(rater, candidate) not in still_open:
                hand_in(uow, card(rater, candidate))


def _rate(uow: UnitOfWork, rater: str, candidate: str, seat: int, levels: Levels) -> None:
    made = Scorecard(id=card(rater, candidate), interview_id=talk(candidate), rater_id=rater)
    uow.scorecards.add(made)
    for place, question_id in enumerate(guide().guide.question_ids):
        level = levels.get((candidate, place), (3, 3, 3))[seat]
        rating = Rating(
            scorecard_id=made.id,
            question_id=question_id,
            outcome=Outcome.LEVEL if level else Outcome.NO_EVIDENCE,
            level=level,
            evidence=(EvidenceLine(part=Part.ACTION, text=line(rater, candidate, place)),),
        )
        uow.ratings.save(rating, base_rev=0, write_id=f"{made.id}-{place}")


def hand_in(uow: UnitOfWork, card_id: str) -> None:
    """A card is in."""
    made = uow.scorecards.get(card_id)
    uow.scorecards.update(
        made.model_copy(update={"state": CardState.SUBMITTED, "submitted_at": NOW, "content_hash": "0" * 64})
    )


def line(rater: str, candidate: str, place: int) -> str:
    """The evidence a rater ticked: nobody else has this line."""
    return f"heard by {rater} from {candidate} at {place}"


def open_for_everybody(storage: Storage) -> None:
    """Everybody with a seat opened a page of the panel once."""
    for viewer in NAMES:
        with storage.work(viewer, NOW) as uow:
            opened.open_for(uow, viewer, VACANCY)
