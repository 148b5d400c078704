"""How far each rater moved in the debrief, and towards whom: so that a panel can see whether it follows one voice."""

from collections import Counter
from collections.abc import Iterable, Sequence

from interview.model.panel import Person
from interview.model.rating import Amendment, AmendmentPhase
from interview.model.value import Value
from interview.workflow.measure import last_amendments
from interview.workflow.opened import Opened


class Movement(Value):
    """How one rater moved in the debrief, over all their answers. Only changes from level to level are counted."""

    rater_id: str
    name: str
    changed: int
    up: int
    down: int
    levels: int
    """How many levels in all, up and down added together."""
    towards: tuple[tuple[str, int], ...]
    """Name of a colleague whose first level the new one is nearer to, and how often."""


def movements(held: Opened) -> tuple[Movement, ...]:
    """Everybody with a card that counts, by name; counted over the answers they amended in the debrief."""
    first = {(rating.scorecard_id, rating.question_id): rating for rating in held.ratings}
    card_of = {card.id: card for card in held.cards}
    moved: dict[str, list[tuple[int, int]]] = {card.rater_id: [] for card in held.cards}
    towards: dict[str, Counter[str]] = {rater: Counter() for rater in moved}
    for (card_id, question_id), later in last_amendments(_in_debrief(held.amendments)).items():
        card, before = card_of[card_id], first.get((card_id, question_id))
        if before is None or before.level is None or later.level is None or before.level == later.level:
            continue
        moved[card.rater_id].append((before.level, later.level))
        for other in held.cards:
            theirs = first.get((other.id, question_id))
            if other.interview_id == card.interview_id and other.id != card_id and theirs and theirs.level is not None:
                nearer = abs(theirs.level - later.level) < abs(theirs.level - before.level)
                towards[card.rater_id][held.people[other.rater_id].name] += nearer
    return tuple(
        _movement(held.people[rater], steps, towards[rater])
        for rater, steps in sorted(moved.items(), key=lambda pair: held.people[pair[0]].name.casefold())
    )


def _movement(rater: Person, steps: Sequence[tuple[int, int]], towards: Counter[str]) -> Movement:
    return Movement(
        rater_id=rater.id,
        name=rater.name,
        changed=len(steps),
        up=sum(after > before for before, after in steps),
        down=sum(after < before for before, after in steps),
        levels=sum(abs(after - before) for before, after in steps),
        towards=tuple((name, times) for name, times in towards.most_common() if times),
    )


def _in_debrief(amendments: Iterable[Amendment]) -> list[Amendment]:
    return [amendment for amendment in amendments if amendment.phase is AmendmentPhase.DEBRIEF]
