"""Who may see which card: gathers the facts, asks the one predicate, and leaves a trace of another's card shown."""

from collections.abc import Collection, Iterable, Iterator

from interview.errors import NotAllowed
from interview.model.audit import Action
from interview.model.debrief import Disclosure
from interview.model.interview import Interview
from interview.model.panel import CardFacts, Role, may_see
from interview.model.scorecard import CardState, Scorecard
from interview.model.vacancy import Vacancy
from interview.storage.scorecards import PlacedCard
from interview.storage.unit_of_work import UnitOfWork


def roles(uow: UnitOfWork, vacancy_id: str, person_id: str) -> frozenset[Role]:
    """The seats a person holds in a vacancy; empty when none."""
    return frozenset(seat.role for seat in uow.seats.of_vacancy(vacancy_id) if seat.person_id == person_id)


def require_seat(uow: UnitOfWork, vacancy_id: str, person_id: str, *wanted: Role) -> frozenset[Role]:
    """The person's roles. Errors: `NotAllowed` without a seat, or without one of the wanted roles."""
    held = roles(uow, vacancy_id, person_id)
    if not held or (wanted and not held & set(wanted)):
        raise NotAllowed("no_seat")
    return held


def own_card(uow: UnitOfWork, viewer: str, card_id: str) -> Scorecard:
    """The card, if it is the viewer's own. Errors: `NotFound`, and `NotAllowed` for somebody else's card."""
    card = uow.scorecards.get(card_id)
    if card.rater_id != viewer:
        raise NotAllowed("not_your_card")
    return card


def own_placed_card(uow: UnitOfWork, viewer: str, card_id: str) -> PlacedCard:
    """As `own_card`, with its candidate and its vacancy."""
    placed = uow.scorecards.placed(card_id)
    if placed.card.rater_id != viewer:
        raise NotAllowed("not_your_card")
    return placed


def facts(
    cards: Collection[Scorecard], viewer: str, held: frozenset[Role], vacancy: Vacancy
) -> Iterator[tuple[Scorecard, CardFacts]]:
    """Each card with the facts about it, where `cards` are all cards of one interview."""
    own = next((card for card in cards if card.rater_id == viewer), None)
    all_submitted = all(card.state is not CardState.OPEN for card in cards)
    for card in cards:
        yield (
            card,
            CardFacts(
                owner_id=card.rater_id,
                owner_submitted=card.state is CardState.SUBMITTED,
                all_submitted=all_submitted,
                viewer_roles=held,
                viewer_rates=own is not None and own.state is not CardState.RELEASED,
                viewer_submitted=own is not None and own.state is CardState.SUBMITTED,
                seal_rule=vacancy.seal_rule,
            ),
        )


def visible_cards(
    uow: UnitOfWork, viewer: str, interview: Interview, vacancy: Vacancy, held: frozenset[Role]
) -> tuple[Scorecard, ...]:
    """The cards of one interview whose content the viewer may see, in a stable order."""
    cards = uow.scorecards.of_interview(interview.id)
    seen = visible_of(cards, viewer, held, vacancy)
    return tuple(card for card in cards if card.id in seen)


def visible_of(cards: Iterable[Scorecard], viewer: str, held: frozenset[Role], vacancy: Vacancy) -> frozenset[str]:
    """The ids of those cards of one interview (all of them are given) whose content the viewer may see."""
    cards = tuple(cards)
    return frozenset(card.id for card, told in facts(cards, viewer, held, vacancy) if may_see(viewer, told))


def record_shown(uow: UnitOfWork, viewer: str, interview: Interview, cards: Iterable[Scorecard]) -> None:
    """Leave the trace that these cards of others were shown: a disclosure and a line in the audit trail, once each."""
    for card in cards:
        if card.rater_id != viewer:
            uow.disclosures.add(
                Disclosure(viewer_id=viewer, card_id=card.id, candidate_id=interview.candidate_id, shown_at=uow.now)
            )
            uow.audit.append(Action.CARD_SHOWN, card.id, dedupe=f"shown:{viewer}:{card.id}")


def may_start(uow: UnitOfWork, person_id: str, candidate_id: str) -> bool:
    """Whether this person was never shown another's card for the candidate, so that they can still rate blind."""
    return all(seen.candidate_id != candidate_id for seen in uow.disclosures.of_viewer(person_id))
