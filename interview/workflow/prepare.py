"""Set up a vacancy: its guide, panel, candidates and planned talks."""

from collections.abc import Collection
from datetime import datetime

from interview.errors import InputError, NotAllowed
from interview.model.audit import Action
from interview.model.candidate import Candidate
from interview.model.interview import Interview
from interview.model.language import Language
from interview.model.panel import Person, Role, SealRule, Seat
from interview.model.scorecard import CardState, Scorecard
from interview.model.vacancy import Vacancy
from interview.model.value import Line, Value, clean_line, new_id, required_name
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import may_start, require_seat
from question_bank import Bank, freeze


class NewMember(Value):
    """Somebody to be seated: a known person by `person_id`, or a new one by name."""

    name: Line = ""
    email: Line = ""
    roles: frozenset[Role] = frozenset({Role.INTERVIEWER})
    person_id: str | None = None
    seniority: int = 0


class NewCandidate(Value):
    """A candidate to be added, with the time of the talk when it is known."""

    name: Line
    email: Line = ""
    little_experience: bool = False
    planned_at: datetime | None = None


class NewVacancy(Value):
    """What the set-up page asks for."""

    title: str
    department: str = ""
    interview_language: Language
    guide_id: str
    seal_rule: SealRule = SealRule.ALL_IN
    members: tuple[NewMember, ...] = ()
    candidates: tuple[NewCandidate, ...] = ()
    is_example: bool = False


def create_vacancy(uow: UnitOfWork, wanted: NewVacancy, bank: Bank) -> Vacancy:
    """Make the vacancy with everything that was filled in; all of it or nothing.

    Errors: `InputError` naming the field: an empty or too long name, an unknown guide, nobody who rates, a bad e-mail
    address, a talk planned in the past, a candidate of the same name and address twice.
    """
    title = required_name(wanted.title, "title")
    department = clean_line(wanted.department) and required_name(wanted.department, "department")
    if wanted.guide_id not in bank.guides:
        raise InputError("unknown_guide", field="guide_id", guide=wanted.guide_id)
    if not any(Role.INTERVIEWER in member.roles for member in wanted.members):
        raise InputError("no_interviewer", field="members")
    vacancy = Vacancy(
        id=new_id(),
        title=title,
        department=department,
        interview_language=wanted.interview_language,
        guide=freeze(bank.guides[wanted.guide_id], bank),
        seal_rule=wanted.seal_rule,
        created_at=uow.now,
        is_example=wanted.is_example,
    )
    uow.vacancies.add(vacancy)
    uow.audit.append(Action.VACANCY_CREATED, vacancy.id, detail=f"guide={vacancy.guide.fingerprint[:16]}")
    for member in wanted.members:
        add_member(uow, vacancy, member)
    for candidate in wanted.candidates:
        add_candidate(uow, vacancy, candidate)
    return vacancy


def add_member(uow: UnitOfWork, vacancy: Vacancy, wanted: NewMember) -> Person:
    """Seat somebody; a person of the same name and address is the same person, or, where people sign in, of the
    same address. Errors: `InputError`.
    """
    person = _person(uow, wanted, vacancy.is_example)
    held = {seat.role for seat in uow.seats.of_vacancy(vacancy.id) if seat.person_id == person.id}
    for role in sorted(wanted.roles - held):
        uow.seats.add(Seat(vacancy_id=vacancy.id, person_id=person.id, role=role, seniority=max(0, wanted.seniority)))
        uow.audit.append(Action.SEAT_ADDED, vacancy.id, detail=f"{role} {person.id}")
    return person


def _person(uow: UnitOfWork, wanted: NewMember, is_example: bool) -> Person:
    if wanted.person_id:
        return uow.people.get(wanted.person_id)
    name = required_name(wanted.name, "member_name")
    email = checked_email(wanted.email)
    for known in uow.people.all():
        if known.is_example == is_example and (_same(known, name, email) or _signs_in_as(uow, known, email)):
            return known if known.active else _back(uow, known)
    person = Person(id=new_id(), name=name, email=email, is_example=is_example)
    uow.people.add(person)
    uow.audit.append(Action.PERSON_ADDED, person.id)
    return person


def _same(known: Person, name: str, email: str) -> bool:
    return (known.name.casefold(), known.email.casefold()) == (name.casefold(), email.casefold())


def _signs_in_as(uow: UnitOfWork, known: Person, email: str) -> bool:
    """Whether this address is somebody's who signs in, however their name is written this time."""
    same = bool(email) and known.email.casefold() == email.casefold()
    return same and bool(uow.sign_ins.of_person(known.id))


def _back(uow: UnitOfWork, person: Person) -> Person:
    """Somebody who had no seat any more gets one again."""
    person = person.model_copy(update={"active": True})
    uow.people.update(person)
    uow.audit.append(Action.PERSON_CHANGED, person.id, detail="active")
    return person


def add_candidate(uow: UnitOfWork, vacancy: Vacancy, wanted: NewCandidate) -> Candidate:
    """Add a candidate, and plan the talk with the whole panel. Errors: `InputError`."""
    present = uow.candidates.of_vacancy(vacancy.id)
    check_candidate(wanted, [(known.name, known.email) for known in present], vacancy, uow.now)
    candidate = Candidate(
        id=new_id(),
        vacancy_id=vacancy.id,
        number=max((c.number for c in present), default=0) + 1,
        name=wanted.name,
        email=wanted.email,
        little_experience=wanted.little_experience,
    )
    uow.candidates.add(candidate)
    uow.audit.append(Action.CANDIDATE_ADDED, candidate.id)
    plan_interview(uow, vacancy, candidate, wanted.planned_at)
    return candidate


def check_candidate(wanted: NewCandidate, known: Collection[tuple[str, str]], vacancy: Vacancy, now: datetime) -> None:
    """Whether this candidate can be added beside those with the `known` names and addresses. Errors: `InputError`."""
    name, email = required_name(wanted.name, "candidate_name"), checked_email(wanted.email)
    if (name.casefold(), email.casefold()) in {(other.casefold(), address.casefold()) for other, address in known}:
        raise InputError("candidate_twice", field="candidate_name", name=name)
    _not_before_today(wanted.planned_at, now, vacancy)


def plan_interview(
    uow: UnitOfWork,
    vacancy: Vacancy,
    candidate: Candidate,
    planned_at: datetime | None,
    rater_ids: tuple[str, ...] | None = None,
) -> Interview:
    """Plan the talk: every interviewer of the panel gets a card, or those named. Errors: `InputError` for the past."""
    _not_before_today(planned_at, uow.now, vacancy)
    interview = Interview(id=new_id(), vacancy_id=vacancy.id, candidate_id=candidate.id, planned_at=planned_at)
    uow.interviews.add(interview)
    uow.audit.append(Action.INTERVIEW_PLANNED, interview.id)
    seated = [s.person_id for s in uow.seats.of_vacancy(vacancy.id) if s.role is Role.INTERVIEWER]
    for rater_id in seated if rater_ids is None else rater_ids:
        uow.scorecards.add(Scorecard(id=new_id(), interview_id=interview.id, rater_id=rater_id))
    return interview


def replan(
    uow: UnitOfWork, viewer: str, interview_id: str, planned_at: datetime | None, rater_ids: tuple[str, ...]
) -> None:
    """Move a talk and change who rates it. A card that was started stays. Errors: `InputError`, `NotAllowed`."""
    interview = uow.interviews.get(interview_id)
    vacancy = uow.vacancies.get(interview.vacancy_id)
    require_seat(uow, vacancy.id, viewer)
    if planned_at != interview.planned_at:
        _not_before_today(planned_at, uow.now, vacancy)
        uow.interviews.update(interview.model_copy(update={"planned_at": planned_at}))
    cards = {card.rater_id: card for card in uow.scorecards.of_interview(interview.id)}
    for rater_id in rater_ids:
        if rater_id not in cards:
            require_seat(uow, vacancy.id, rater_id, Role.INTERVIEWER)
            if not may_start(uow, rater_id, interview.candidate_id):
                raise NotAllowed("already_shown_rater")
            uow.scorecards.add(Scorecard(id=new_id(), interview_id=interview.id, rater_id=rater_id))
    for rater_id, card in cards.items():
        if rater_id not in rater_ids and card.state is CardState.OPEN and card.started_at is None:
            uow.scorecards.remove(card.id)
    uow.audit.append(Action.INTERVIEW_PLANNED, interview.id)


def checked_email(text: str) -> str:
    """A cleaned address, or nothing. Errors: `InputError` when it can't be one.

    Only the shape is looked at: something, an @, something; whether mail arrives can't be known here.
    """
    email = clean_line(text)
    if not email:
        return ""
    local, _, domain = email.rpartition("@")
    if not local or not domain or " " in email or len(email) > 254:
        raise InputError("bad_email", field="email", email=email[:80])
    return email


def _not_before_today(planned_at: datetime | None, now: datetime, vacancy: Vacancy) -> None:
    # The example tells of talks that were held, so it may plan in the past.
    if planned_at is not None and not vacancy.is_example and planned_at.astimezone(now.tzinfo).date() < now.date():
        raise InputError("planned_in_the_past", field="planned_at")
