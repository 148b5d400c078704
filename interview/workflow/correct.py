"""Put right what was set up wrong, and close a vacancy. Nothing that was noted or judged is touched here."""

from datetime import date

from interview.errors import InputError, NotAllowed
from interview.model.audit import Action
from interview.model.candidate import Candidate
from interview.model.panel import Person
from interview.model.scorecard import Scorecard
from interview.model.vacancy import Vacancy
from interview.model.value import required_name
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import require_seat
from interview.workflow.prepare import checked_email


def change_candidate(
    uow: UnitOfWork, viewer: str, candidate_id: str, *, name: str, email: str, little_experience: bool
) -> Candidate:
    """Correct a candidate's name, address or experience. Errors: `InputError`, `NotAllowed`, `NotFound`."""
    candidate = uow.candidates.get(candidate_id)
    require_seat(uow, candidate.vacancy_id, viewer)
    changed = candidate.model_copy(
        update={
            "name": required_name(name, "candidate_name"),
            "email": checked_email(email),
            "little_experience": little_experience,
        }
    )
    if changed == candidate:
        return candidate
    changed = uow.candidates.update(changed)
    uow.audit.append(Action.CANDIDATE_CHANGED, candidate.id)
    return changed


def remove_candidate(uow: UnitOfWork, viewer: str, candidate_id: str) -> None:
    """Take out a candidate who was added by mistake. Errors: `NotAllowed` once a talk was started, `NotFound`.

    After that only erasure removes a candidate, because there is something to account for.
    """
    candidate = uow.candidates.get(candidate_id)
    require_seat(uow, candidate.vacancy_id, viewer)
    talks = {interview.id for interview in uow.interviews.of_candidate(candidate.id)}
    if any(_used(card) for talk in talks for card in uow.scorecards.of_interview(talk)):
        raise NotAllowed("candidate_has_cards")
    uow.candidates.remove(candidate.id)
    uow.audit.append(Action.CANDIDATE_REMOVED, candidate.id)


def change_member(uow: UnitOfWork, viewer: str, vacancy_id: str, person_id: str, *, name: str, email: str) -> Person:
    """Correct the name or address of somebody on the panel, in every vacancy. Errors: as `change_candidate`."""
    require_seat(uow, vacancy_id, viewer)
    require_seat(uow, vacancy_id, person_id)
    person = uow.people.get(person_id)
    changed = person.model_copy(update={"name": required_name(name, "member_name"), "email": checked_email(email)})
    if changed != person:
        uow.people.update(changed)
        uow.audit.append(Action.PERSON_CHANGED, person.id)
    return changed


def remove_member(uow: UnitOfWork, viewer: str, vacancy_id: str, person_id: str) -> None:
    """Take somebody off the panel, with the cards they never started.

    Errors: `NotAllowed` for oneself, and for who started a card: a chair can go on without it, with a reason
    (`panel.release`).
    """
    require_seat(uow, vacancy_id, viewer)
    seats = [seat for seat in uow.seats.of_vacancy(vacancy_id) if seat.person_id == person_id]
    cards = [card for card in uow.scorecards.of_vacancy(vacancy_id) if card.rater_id == person_id]
    if person_id == viewer:
        raise NotAllowed("member_is_you")
    if any(_used(card) for card in cards):
        raise NotAllowed("member_has_cards")
    for card in cards:
        uow.scorecards.remove(card.id)
    for seat in seats:
        uow.seats.remove(vacancy_id, person_id, seat.role)
        uow.audit.append(Action.SEAT_REMOVED, vacancy_id, detail=f"{seat.role} {person_id}")
    if not uow.seats.of_person(person_id):
        # Kept, because the trail may name them; but nobody is asked any more whether they are this person.
        uow.people.update(uow.people.get(person_id).model_copy(update={"active": False}))
        uow.audit.append(Action.PERSON_CHANGED, person_id, detail="inactive")


def close_vacancy(uow: UnitOfWork, viewer: str, vacancy_id: str, closed_on: date | None) -> Vacancy:
    """The procedure ended on this day, from which candidates are kept for their term; None opens it again.

    Errors: `InputError` for a day to come, or one before the vacancy was made; `NotAllowed`, `Stale`.
    """
    vacancy = uow.vacancies.get(vacancy_id)
    require_seat(uow, vacancy_id, viewer)
    if closed_on is not None:
        if closed_on > uow.now.date():
            raise InputError("closed_in_future", field="closed_on")
        if closed_on < vacancy.created_at.astimezone(uow.now.tzinfo).date():
            raise InputError("closed_before_made", field="closed_on")
    changed = uow.vacancies.update(vacancy.model_copy(update={"closed_on": closed_on}))
    uow.audit.append(Action.VACANCY_CLOSED, vacancy_id, detail=closed_on.isoformat() if closed_on else "open")
    return changed


def _used(card: Scorecard) -> bool:
    return card.started_at is not None or card.released_by is not None
