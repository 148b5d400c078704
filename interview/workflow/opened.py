"""What is open to somebody in a vacancy: the candidates whose every card is in, with all that was noted and judged.

Two steps, so that nothing is shown without a trace: `open_for` records what is about to be shown (a short transaction),
`opened` reads only what was recorded. A page that forgets the first step sees nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from interview.model.candidate import Candidate
from interview.model.interview import Interview
from interview.model.panel import Person, Role
from interview.model.rating import Amendment, BareRating
from interview.model.scorecard import CardState, Scorecard
from interview.model.treatment import TreatmentTotals
from interview.model.vacancy import Vacancy
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import record_shown, require_seat, visible_of


class _Asked(Protocol):
    @property
    def question_id(self) -> str: ...


_Row = TypeVar("_Row", bound=_Asked)


@dataclass(frozen=True, slots=True)
class OpenedInterview:
    """One candidate's interview, open: the submitted cards, and the released ones beside them."""

    interview: Interview
    candidate: Candidate
    cards: tuple[Scorecard, ...]
    released: tuple[Scorecard, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A vacancy as far as it is open to one viewer."""

    vacancy: Vacancy
    roles: frozenset[Role]
    people: dict[str, Person]
    interviews: tuple[OpenedInterview, ...]
    sealed: tuple[Candidate, ...]
    """Candidates of whom a card is still out; nothing but their name is known here."""
    ratings: tuple[BareRating, ...]
    """Without their evidence, which is read for one interview at a time."""
    amendments: tuple[Amendment, ...]
    treatments: TreatmentTotals

    @property
    def cards(self) -> tuple[Scorecard, ...]:
        """The submitted cards of all open interviews."""
        return tuple(card for one in self.interviews for card in one.cards)

    def of(self, interview_id: str) -> OpenedInterview | None:
        """The open interview with this id, if it is open."""
        return next((one for one in self.interviews if one.interview.id == interview_id), None)


def to_be_shown(uow: UnitOfWork, viewer: str, vacancy_id: str) -> bool:
    """Whether `open_for` has something to record. Errors: `NotFound`, `NotAllowed` without a seat."""
    vacancy = uow.vacancies.get(vacancy_id)
    held = require_seat(uow, vacancy_id, viewer)
    if not uow.disclosures.unshown(viewer, vacancy_id):
        return False
    known = shown_to(uow, viewer)
    complete, _ = _complete(uow, viewer, vacancy, held)
    return any(card.rater_id != viewer and card.id not in known for one in complete for card in one.cards)


def shown_to(uow: UnitOfWork, viewer: str) -> frozenset[str]:
    """The ids of the cards of others that were recorded as shown to the viewer."""
    return uow.disclosures.cards_of(viewer)


def open_for(uow: UnitOfWork, viewer: str, vacancy_id: str) -> None:
    """Record that every card that is open to the viewer is shown to them. Errors: `NotFound`, `NotAllowed`."""
    vacancy = uow.vacancies.get(vacancy_id)
    held = require_seat(uow, vacancy_id, viewer)
    complete, _ = _complete(uow, viewer, vacancy, held)
    for one in complete:
        record_shown(uow, viewer, one.interview, one.cards)


def opened(uow: UnitOfWork, viewer: str, vacancy_id: str) -> Opened:
    """What is open to the viewer and was recorded as shown. Errors: `NotFound`, `NotAllowed` without a seat."""
    vacancy = uow.vacancies.get(vacancy_id)
    held = require_seat(uow, vacancy_id, viewer)
    known = shown_to(uow, viewer)
    complete, sealed = _complete(uow, viewer, vacancy, held)
    shown = tuple(one for one in complete if all(card.rater_id == viewer or card.id in known for card in one.cards))
    ids = [card.id for one in shown for card in one.cards]
    asked = frozenset(vacancy.guide.guide.question_ids)
    return Opened(
        vacancy=vacancy,
        roles=held,
        people={person.id: person for person in uow.people.all()},
        interviews=shown,
        sealed=sealed,
        ratings=_asked(uow.ratings.bare(ids), asked),
        amendments=_asked(uow.amendments.of_cards(ids), asked),
        treatments=uow.treatments.totals(ids),
    )


def _asked(rows: Iterable[_Row], asked: frozenset[str]) -> tuple[_Row, ...]:
    return tuple(row for row in rows if row.question_id in asked)


def _complete(
    uow: UnitOfWork, viewer: str, vacancy: Vacancy, held: frozenset[Role]
) -> tuple[list[OpenedInterview], tuple[Candidate, ...]]:
    """Interviews of which every card is in or released and visible to the viewer; and the other candidates."""
    candidates = {c.id: c for c in uow.candidates.of_vacancy(vacancy.id) if c.erased_at is None and not c.restricted}
    cards: dict[str, list[Scorecard]] = {}
    for card in uow.scorecards.of_vacancy(vacancy.id):
        cards.setdefault(card.interview_id, []).append(card)
    complete: list[OpenedInterview] = []
    for interview in uow.interviews.of_vacancy(vacancy.id):
        if interview.candidate_id not in candidates:
            continue
        mine = tuple(cards.get(interview.id, ()))
        submitted = tuple(card for card in mine if card.state is CardState.SUBMITTED)
        everybody_in = bool(submitted) and all(card.state is not CardState.OPEN for card in mine)
        if everybody_in and visible_of(mine, viewer, held, vacancy) >= {card.id for card in submitted}:
            complete.append(
                OpenedInterview(
                    interview=interview,
                    candidate=candidates[interview.candidate_id],
                    cards=submitted,
                    released=tuple(card for card in mine if card.state is CardState.RELEASED),
                )
            )
    open_ids = {one.candidate.id for one in complete}
    return complete, tuple(candidate for id, candidate in candidates.items() if id not in open_ids)
