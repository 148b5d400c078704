"""A small world to keep: one vacancy with two candidates, two raters, their interviews and cards."""

from datetime import UTC, datetime, timedelta
from functools import cache

from interview.model.candidate import Candidate
from interview.model.interview import Interview
from interview.model.note import NoteWrite, Part
from interview.model.panel import Person, Role, Seat
from interview.model.scorecard import Scorecard
from interview.model.vacancy import Vacancy
from interview.model.value import new_id
from interview.storage import Storage
from question_bank import FrozenGuide, freeze, read_bank

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CARD = "card-ann"
OTHER_CARD = "card-bob"
QUESTION = "im-1"


@cache
def guide() -> FrozenGuide:
    """A guide of the built-in bank, frozen."""
    bank = read_bank()
    return freeze(bank.guides["service-desk-core"], bank)


def vacancy(ident: str = "vacancy", **changes: object) -> Vacancy:
    """A vacancy with everything filled in."""
    made = Vacancy(
        id=ident, title="Service desk agent", department="IT", interview_language="nl", guide=guide(), created_at=NOW
    )
    return made.model_copy(update=changes)


def settle(storage: Storage) -> None:
    """Put the world into an empty storage."""
    with storage.work("system", NOW) as uow:
        uow.people.add(Person(id="ann", name="Ann de Wit", email="ann@example.org"))
        uow.people.add(Person(id="bob", name="Bob Özil"))
        uow.vacancies.add(vacancy())
        uow.seats.add(Seat(vacancy_id="vacancy", person_id="ann", role=Role.INTERVIEWER, seniority=3))
        uow.seats.add(Seat(vacancy_id="vacancy", person_id="bob", role=Role.INTERVIEWER))
        for number, name in enumerate(("Çiğdem Jansen", "李雷"), 1):
            uow.candidates.add(Candidate(id=f"candidate-{number}", vacancy_id="vacancy", number=number, name=name))
            planned = Interview(
                id=f"interview-{number}",
                vacancy_id="vacancy",
                candidate_id=f"candidate-{number}",
                planned_at=NOW + timedelta(days=number),
            )
            uow.interviews.add(planned)
        uow.scorecards.add(Scorecard(id=CARD, interview_id="interview-1", rater_id="ann"))
        uow.scorecards.add(Scorecard(id=OTHER_CARD, interview_id="interview-1", rater_id="bob"))


def write(body: str, base: int, *, part: Part = Part.ACTION, card: str = CARD, ident: str = "") -> NoteWrite:
    """A browser's wish to keep `body`, typed on top of revision `base`."""
    return NoteWrite(
        scorecard_id=card, question_id=QUESTION, part=part, body=body, base_rev=base, write_id=ident or new_id()
    )
