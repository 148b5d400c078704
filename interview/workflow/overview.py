"""One vacancy as its panel sees it: who is in it, which talks there are, and which reports are open."""

from datetime import date

from interview.model.candidate import Candidate
from interview.model.panel import Person, Role
from interview.model.scorecard import CardState
from interview.model.vacancy import Vacancy
from interview.model.value import Value
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import require_seat, visible_cards
from interview.workflow.documents import RETENTION
from interview.workflow.home import Talk, talks_of


class Member(Value):
    """Somebody with a seat, and what for."""

    person: Person
    roles: frozenset[Role]


class Overview(Value):
    """The vacancy page."""

    vacancy: Vacancy
    members: tuple[Member, ...]
    talks: tuple[Talk, ...]
    """By time, those without a time last; equal times by the order in which candidates were added."""
    candidates: dict[str, Candidate]
    """The candidates of these talks, by id."""
    reports: frozenset[str]
    """Ids of the talks with a submitted card that the viewer may see."""

    delete_by: date | None
    """Until when candidates who agreed to nothing else may be kept; None while the vacancy is open."""

    @property
    def raters(self) -> dict[str, Person]:
        """Those who rate, by id."""
        return {m.person.id: m.person for m in self.members if Role.INTERVIEWER in m.roles}


def overview(uow: UnitOfWork, viewer: str, vacancy_id: str) -> Overview:
    """The vacancy, for somebody with a seat in it. Errors: `NotFound`, `NotAllowed`."""
    vacancy = uow.vacancies.get(vacancy_id)
    held = require_seat(uow, vacancy_id, viewer)
    people = {person.id: person for person in uow.people.all()}
    talks = talks_of(uow, vacancy, viewer, people, vacancy.interview_language)
    shown = {talk.candidate_id for talk in talks}
    return Overview(
        vacancy=vacancy,
        members=_members(uow, vacancy_id, people),
        talks=tuple(sorted(talks, key=lambda talk: (talk.planned_at is None, talk.planned_at or vacancy.created_at))),
        delete_by=vacancy.closed_on + RETENTION if vacancy.closed_on else None,
        candidates={c.id: c for c in uow.candidates.of_vacancy(vacancy_id) if c.id in shown},
        reports=frozenset(
            talk.interview_id for talk in talks if talk.sealed and _report_open(uow, viewer, talk, vacancy, held)
        ),
    )


def _members(uow: UnitOfWork, vacancy_id: str, people: dict[str, Person]) -> tuple[Member, ...]:
    roles: dict[str, set[Role]] = {}
    for seat in uow.seats.of_vacancy(vacancy_id):
        roles.setdefault(seat.person_id, set()).add(seat.role)
    found = (Member(person=people[id], roles=frozenset(held)) for id, held in roles.items())
    return tuple(sorted(found, key=lambda member: member.person.name.casefold()))


def _report_open(uow: UnitOfWork, viewer: str, talk: Talk, vacancy: Vacancy, held: frozenset[Role]) -> bool:
    visible = visible_cards(uow, viewer, uow.interviews.get(talk.interview_id), vacancy, held)
    return any(card.state is CardState.SUBMITTED for card in visible)
