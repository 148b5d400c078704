"""What waits for somebody today, and the vacancies they have a seat in."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from interview.model.candidate import Candidate
from interview.model.decision import Verdict
from interview.model.interview import Interview
from interview.model.language import Language
from interview.model.panel import Person
from interview.model.scorecard import CardState, Scorecard
from interview.model.vacancy import Vacancy
from interview.model.value import Value
from interview.storage.unit_of_work import UnitOfWork


class Step(StrEnum):
    """What the viewer can do with a talk."""

    START = "start"
    CONTINUE = "continue"
    SEALED = "sealed"
    WATCH = "watch"
    """No card of their own: only the stand of the panel is shown."""


class RaterMark(Value):
    """One rater's card as a mark: initials, filled when sealed."""

    person_id: str
    initials: str
    name: str
    state: CardState


class Talk(Value):
    """One planned talk as a row."""

    interview_id: str
    card_id: str | None
    candidate_id: str
    candidate: str
    vacancy_id: str
    vacancy: str
    guide: str
    guide_version: int
    language: Language
    planned_at: datetime | None
    raters: tuple[RaterMark, ...]
    step: Step
    position: int = 0
    questions: int
    """How many questions the guide asks."""

    @property
    def sealed(self) -> int:
        """How many cards are handed in."""
        return sum(mark.state is not CardState.OPEN for mark in self.raters)


class Waiting(StrEnum):
    """What can wait for somebody."""

    SUBMIT = "submit"
    DEBRIEF = "debrief"


class WaitingTask(Value):
    """Something that waits for the viewer: a card to hand in, or the debrief of a vacancy."""

    kind: Waiting
    card_id: str | None = None
    vacancy_id: str
    vacancy: str
    candidates: tuple[str, ...]
    """One name for a card; for a debrief everybody whose cards are all in."""
    since: date | None = None
    """The day of the talk, for a card."""


class VacancyLine(Value):
    """One vacancy as a row."""

    vacancy_id: str
    title: str
    department: str
    guide: str
    guide_version: int
    candidates: int
    interviewed: int
    panel_differs: bool
    """Not every candidate is rated by the same people."""
    is_example: bool
    closed_on: date | None


class Home(Value):
    """The first page."""

    today: tuple[Talk, ...]
    unplanned: tuple[Talk, ...]
    """Other talks of the viewer to do: begun, without a time, or on an earlier day. Closed vacancies are left out."""
    next_at: datetime | None
    """The next talk of the viewer after now, on any day."""
    waiting: tuple[WaitingTask, ...]
    vacancies: tuple[VacancyLine, ...]
    has_example: bool


def home(uow: UnitOfWork, viewer: str, now: datetime, language: Language) -> Home:
    """The first page of `viewer` at `now`; an aware time whose zone decides what today is."""
    people = {person.id: person for person in uow.people.all()}
    every = [(v, uow.seats.of_vacancy(v.id)) for v in uow.vacancies.all()]
    mine = [v for v, seats in every if any(seat.person_id == viewer for seat in seats)]
    talks: list[Talk] = []
    waiting: list[WaitingTask] = []
    lines: list[VacancyLine] = []
    for vacancy in mine:
        found = talks_of(uow, vacancy, viewer, people, language)
        needed = _needed(uow, vacancy.id, found)
        talks += needed
        waiting += _waiting(vacancy, needed, now, uow)
        lines.append(_line(vacancy, found, language))
    talks.sort(key=lambda talk: (talk.planned_at is None, talk.planned_at))
    closed = {v.id for v in mine if v.closed_on}
    due = [t for t in talks if t.vacancy_id not in closed]
    today = tuple(t for t in talks if t.planned_at and t.planned_at.astimezone(now.tzinfo).date() == now.date())
    return Home(
        today=today,
        unplanned=tuple(t for t in due if t not in today and _open_and_due(t, now)),
        next_at=next(
            (t.planned_at for t in due if t.planned_at and t.planned_at > now and t.step is not Step.WATCH), None
        ),
        waiting=tuple(waiting),
        vacancies=tuple(lines),
        has_example=any(v.is_example for v, _ in every),
    )


def _needed(uow: UnitOfWork, vacancy_id: str, talks: Iterable[Talk]) -> list[Talk]:
    """The talks without those that will not be held or finished, because the candidate stopped."""
    stopped = {d.candidate_id for d in uow.decisions.of_vacancy(vacancy_id) if d.verdict is Verdict.WITHDRAWN}
    return [talk for talk in talks if talk.step is Step.SEALED or talk.candidate_id not in stopped]


def talks_of(
    uow: UnitOfWork, vacancy: Vacancy, viewer: str, people: dict[str, Person], language: Language
) -> list[Talk]:
    """The talks of one vacancy as rows, by the numbers of the candidates; who is restricted or erased is left out."""
    candidates = {c.id: c for c in uow.candidates.of_vacancy(vacancy.id) if not c.restricted and c.erased_at is None}
    cards: dict[str, list[Scorecard]] = {}
    for card in uow.scorecards.of_vacancy(vacancy.id):
        cards.setdefault(card.interview_id, []).append(card)
    return [
        _talk(i, vacancy, candidates[i.candidate_id], cards.get(i.id, []), viewer, people, language)
        for i in sorted(
            (i for i in uow.interviews.of_vacancy(vacancy.id) if i.candidate_id in candidates),
            key=lambda i: candidates[i.candidate_id].number,
        )
    ]


def _talk(
    interview: Interview,
    vacancy: Vacancy,
    candidate: Candidate,
    cards: Iterable[Scorecard],
    viewer: str,
    people: dict[str, Person],
    language: Language,
) -> Talk:
    cards = tuple(cards)
    own = next((card for card in cards if card.rater_id == viewer), None)
    guide = vacancy.guide.guide
    return Talk(
        interview_id=interview.id,
        card_id=own.id if own else None,
        candidate_id=candidate.id,
        candidate=candidate.name,
        vacancy_id=vacancy.id,
        vacancy=vacancy.title,
        guide=guide.name.get(language),
        guide_version=guide.version,
        language=vacancy.interview_language,
        planned_at=interview.planned_at,
        raters=_marks(cards, people),
        step=_step(own),
        position=own.position if own else 0,
        questions=len(guide.question_ids),
    )


def _marks(cards: Iterable[Scorecard], people: dict[str, Person]) -> tuple[RaterMark, ...]:
    """One mark a card, always in the order of the names, so that a face stays in its place from row to row."""
    raters = sorted(((people[card.rater_id], card.state) for card in cards), key=lambda pair: pair[0].name.casefold())
    return tuple(RaterMark(person_id=p.id, initials=p.initials, name=p.name, state=state) for p, state in raters)


def _step(own: Scorecard | None) -> Step:
    if own is None or own.state is CardState.RELEASED:
        return Step.WATCH
    if own.state is CardState.SUBMITTED:
        return Step.SEALED
    return Step.CONTINUE if own.started_at else Step.START


def _open_and_due(talk: Talk, now: datetime) -> bool:
    if talk.step is Step.CONTINUE:  # begun before its day and paused
        return True
    return talk.step is Step.START and (talk.planned_at is None or talk.planned_at < now)


def _waiting(vacancy: Vacancy, talks: Iterable[Talk], now: datetime, uow: UnitOfWork) -> list[WaitingTask]:
    talks = tuple(talks)
    cards = [
        WaitingTask(
            kind=Waiting.SUBMIT,
            card_id=talk.card_id,
            vacancy_id=vacancy.id,
            vacancy=vacancy.title,
            candidates=(talk.candidate,),
            since=talk.planned_at.astimezone(now.tzinfo).date() if talk.planned_at else None,
        )
        for talk in talks
        if talk.step is Step.CONTINUE and uow.interviews.get(talk.interview_id).ended_at is not None
    ]
    complete = tuple(talk.candidate for talk in talks if _all_in(talk))
    if not complete or vacancy.closed_on or _debrief_ended(uow, vacancy.id):
        return cards
    debrief = WaitingTask(kind=Waiting.DEBRIEF, vacancy_id=vacancy.id, vacancy=vacancy.title, candidates=complete)
    return [*cards, debrief]


def _all_in(talk: Talk) -> bool:
    return len(talk.raters) > 1 and talk.sealed == len(talk.raters) and talk.step is Step.SEALED


def _debrief_ended(uow: UnitOfWork, vacancy_id: str) -> bool:
    debrief = uow.debriefs.get(vacancy_id)
    return debrief is not None and debrief.closed_at is not None


def _line(vacancy: Vacancy, talks: list[Talk], language: Language) -> VacancyLine:
    panels = {frozenset(mark.person_id for mark in talk.raters) for talk in talks}
    return VacancyLine(
        vacancy_id=vacancy.id,
        title=vacancy.title,
        department=vacancy.department,
        guide=vacancy.guide.guide.name.get(language),
        guide_version=vacancy.guide.guide.version,
        candidates=len({talk.candidate_id for talk in talks}),
        interviewed=sum(talk.sealed > 0 for talk in talks),
        panel_differs=len(panels) > 1,
        is_example=vacancy.is_example,
        closed_on=vacancy.closed_on,
    )
