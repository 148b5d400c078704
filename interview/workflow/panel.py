"""The panel's stand: who handed in, and going on without an absent rater. Never anything about a card's content."""

from enum import StrEnum

from interview.errors import InputError, NotAllowed
from interview.model.audit import Action
from interview.model.decision import Verdict
from interview.model.panel import Person, Role, SealRule
from interview.model.scorecard import CardState, Scorecard
from interview.model.vacancy import Vacancy
from interview.model.value import Value, required_reason
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import require_seat


class CardMark(StrEnum):
    """What may be said about a card before it opens. An open card says nothing about how far it is."""

    SUBMITTED = "submitted"
    OPEN = "open"
    RELEASED = "released"
    NOT_ASSIGNED = "not_assigned"
    NOT_NEEDED = "not_needed"


class CardCell(Value):
    """One rater's card for one candidate."""

    rater_id: str
    mark: CardMark
    card_id: str | None = None
    released_by: str = ""
    released_reason: str = ""


class SealedRow(Value):
    """One candidate's cards, in the order of the raters."""

    interview_id: str
    candidate_id: str
    candidate: str
    cells: tuple[CardCell, ...]
    withdrawn: bool = False
    """The candidate stopped: nobody waits for the cards that are still open."""

    def marks(self) -> list[CardMark]:
        """What is said about each card."""
        return [
            CardMark.NOT_NEEDED if self.withdrawn and cell.mark is CardMark.OPEN else cell.mark for cell in self.cells
        ]

    @property
    def complete(self) -> bool:
        """Every card is in or released, and at least one is in."""
        marks = {cell.mark for cell in self.cells}
        return CardMark.OPEN not in marks and CardMark.SUBMITTED in marks


class PanelStand(Value):
    """The panel page: rows by candidate's name, columns by rater's name; nothing else decides the order."""

    vacancy: Vacancy
    raters: tuple[Person, ...]
    rows: tuple[SealedRow, ...]
    viewer_roles: frozenset[Role]
    seal_rule: SealRule

    def count(self, mark: CardMark) -> int:
        """How many cards have this mark."""
        return sum(row.marks().count(mark) for row in self.rows)


class VacancyHead(Value):
    """What stands above every page of a vacancy."""

    vacancy: Vacancy
    candidates: int
    raters: int


def vacancy_head(uow: UnitOfWork, viewer: str, vacancy_id: str) -> VacancyHead:
    """The vacancy and its size, for somebody with a seat. Errors: `NotFound`, `NotAllowed`."""
    vacancy = uow.vacancies.get(vacancy_id)
    require_seat(uow, vacancy_id, viewer)
    return VacancyHead(
        vacancy=vacancy,
        candidates=sum(c.erased_at is None and not c.restricted for c in uow.candidates.of_vacancy(vacancy_id)),
        raters=sum(seat.role is Role.INTERVIEWER for seat in uow.seats.of_vacancy(vacancy_id)),
    )


def panel_stand(uow: UnitOfWork, viewer: str, vacancy_id: str) -> PanelStand:
    """Who handed in what, for somebody with a seat. Errors: `NotFound`, `NotAllowed`."""
    vacancy = uow.vacancies.get(vacancy_id)
    held = require_seat(uow, vacancy_id, viewer)
    candidates = {c.id: c for c in uow.candidates.of_vacancy(vacancy_id) if c.erased_at is None and not c.restricted}
    people = {person.id: person for person in uow.people.all()}
    cards: dict[str, dict[str, Scorecard]] = {}
    for card in uow.scorecards.of_vacancy(vacancy_id):
        cards.setdefault(card.interview_id, {})[card.rater_id] = card
    seated = {seat.person_id for seat in uow.seats.of_vacancy(vacancy_id) if seat.role is Role.INTERVIEWER}
    rating = seated.union(*(by.keys() for by in cards.values()))
    raters = tuple(sorted((people[id] for id in rating), key=lambda p: p.name.casefold()))
    stopped = {d.candidate_id for d in uow.decisions.of_vacancy(vacancy_id) if d.verdict is Verdict.WITHDRAWN}
    rows = [
        SealedRow(
            interview_id=interview.id,
            candidate_id=interview.candidate_id,
            candidate=candidates[interview.candidate_id].name,
            cells=tuple(_cell(rater, cards.get(interview.id, {}).get(rater.id), people) for rater in raters),
            withdrawn=interview.candidate_id in stopped,
        )
        for interview in uow.interviews.of_vacancy(vacancy_id)
        if interview.candidate_id in candidates
    ]
    return PanelStand(
        vacancy=vacancy,
        raters=raters,
        rows=tuple(sorted(rows, key=lambda row: row.candidate.casefold())),
        viewer_roles=held,
        seal_rule=vacancy.seal_rule,
    )


def _cell(rater: Person, card: Scorecard | None, people: dict[str, Person]) -> CardCell:
    if card is None:
        return CardCell(rater_id=rater.id, mark=CardMark.NOT_ASSIGNED)
    return CardCell(
        rater_id=rater.id,
        mark=CardMark(card.state.value),
        card_id=card.id,
        released_by=people[card.released_by].name if card.released_by else "",
        released_reason=card.released_reason,
    )


def release(uow: UnitOfWork, viewer: str, vacancy_id: str, card_ids: tuple[str, ...], reason: str) -> None:
    """Go on without these open cards; the reason and the chair's name stay visible for ever.

    Errors: `NotAllowed` for anybody but a chair, for a chair's own card, and when nobody else would be left;
    `InputError` without a reason or a card.
    """
    require_seat(uow, vacancy_id, viewer, Role.CHAIR)
    text = required_reason(reason)
    if not card_ids:
        raise InputError("no_card_chosen", field="cards")
    for card_id in card_ids:
        card = uow.scorecards.get(card_id)
        if uow.interviews.get(card.interview_id).vacancy_id != vacancy_id or card.state is not CardState.OPEN:
            raise NotAllowed("release_only_open")
        if card.rater_id == viewer:
            # A chair who rates must not be able to open the others' cards by giving up their own.
            raise NotAllowed("release_own_card")
        if all(other.id in card_ids for other in uow.scorecards.of_interview(card.interview_id)):
            raise NotAllowed("release_everybody")
        uow.scorecards.update(
            card.model_copy(update={"state": CardState.RELEASED, "released_reason": text, "released_by": viewer})
        )
        uow.audit.append(Action.CARD_RELEASED, card.id)
