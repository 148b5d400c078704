"""A vacancy with as many rated candidates as a test needs: two raters, a chair and HR, every card in."""

import random
from datetime import UTC, datetime
from functools import cache

from interview.model.candidate import Candidate
from interview.model.interview import Interview
from interview.model.panel import Person, Role, Seat
from interview.model.rating import Outcome, Rating
from interview.model.scorecard import CardState, Scorecard
from interview.model.vacancy import Vacancy
from interview.storage import UnitOfWork
from question_bank import FrozenGuide, freeze, read_bank

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VACANCY = "crowd"
LENIENT, STRICT, CHAIR, HR = "lena", "stef", "carl", "dora"
NAMES = {LENIENT: "Lena Mild", STRICT: "Stef Streng", CHAIR: "Carl Voorzitter", HR: "Dora Personeel"}
SEATS = {LENIENT: Role.INTERVIEWER, STRICT: Role.INTERVIEWER, CHAIR: Role.CHAIR, HR: Role.HR}
GAP = 1
"""Levels between the two raters: both hear the same answers, the lenient one gives a level more."""
FLAT = 2
"""Place of the question on which everybody gets level 3 or, from the lenient rater, 4."""


@cache
def guide() -> FrozenGuide:
    """The core guide, frozen."""
    built_in = read_bank()
    return freeze(built_in.guides["service-desk-core"], built_in)


def settle(uow: UnitOfWork, candidates: int) -> None:
    """Put the vacancy in. The levels are drawn from a fixed seed, so every run has the same ones."""
    for id, name in NAMES.items():
        uow.people.add(Person(id=id, name=name))
    uow.vacancies.add(
        Vacancy(id=VACANCY, title="Desk", department="", interview_language="en", guide=guide(), created_at=NOW)
    )
    for id, role in SEATS.items():
        uow.seats.add(Seat(vacancy_id=VACANCY, person_id=id, role=role))
    drawn = random.Random(7)
    for number in range(1, candidates + 1):
        _hold(uow, number, drawn)


def _hold(uow: UnitOfWork, number: int, drawn: random.Random) -> None:
    candidate, talk = f"candidate-{number}", f"talk-{number}"
    uow.candidates.add(Candidate(id=candidate, vacancy_id=VACANCY, number=number, name=f"Candidate {number}"))
    uow.interviews.add(Interview(id=talk, vacancy_id=VACANCY, candidate_id=candidate, planned_at=NOW))
    able = drawn.gauss(2.5, 0.8)
    answers = [min(4, max(1, round(able + drawn.gauss(0, 0.6)))) for _ in guide().guide.question_ids]
    for rater in (LENIENT, STRICT):
        card = Scorecard(id=f"card-{rater}-{number}", interview_id=talk, rater_id=rater)
        uow.scorecards.add(card)
        for place, question in enumerate(guide().guide.question_ids):
            level = (3 if place == FLAT else answers[place]) + (GAP if rater == LENIENT else 0)
            uow.ratings.save(
                Rating(scorecard_id=card.id, question_id=question, outcome=Outcome.LEVEL, level=level),
                base_rev=0,
                write_id=f"{card.id}-{place}",
            )
        uow.scorecards.update(
            card.model_copy(update={"state": CardState.SUBMITTED, "submitted_at": NOW, "content_hash": "0" * 64})
        )
