"""People, their seats in a vacancy, and the one predicate that says who may see whose ratings."""

from dataclasses import dataclass
from enum import StrEnum

from interview.model.value import Line, Value


class Person(Value):
    """Somebody who works with the app: a panel member or HR. Never a candidate."""

    id: str
    name: Line
    email: Line = ""
    active: bool = True
    is_example: bool = False

    @property
    def initials(self) -> str:
        """The first letters of the first and of the last word, in capitals; "?" without a name."""
        words = [word for word in self.name.split() if word[0].isalpha()] or [self.name or "?"]
        return "".join(word[0] for word in (words if len(words) <= 2 else [words[0], words[-1]])).upper()


class Role(StrEnum):
    """What a seat is for. The interviewer seat overrides the others: who rates sees what a rater may see."""

    INTERVIEWER = "interviewer"
    CHAIR = "chair"
    HR = "hr"


class Seat(Value):
    """A person's role in one vacancy. A person may hold several (an interviewer may chair)."""

    vacancy_id: str
    person_id: str
    role: Role
    seniority: int = 0
    """Years or rank as the panel sees it; the least senior speaks first in the debrief."""


class SealRule(StrEnum):
    """When a submitted scorecard opens for the others; fixed before the first interview."""

    ALL_IN = "all_in"
    OWN_IN = "own_in"


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the predicate needs to know about the card that is asked for, and about the viewer's own card."""

    owner_id: str
    owner_submitted: bool
    all_submitted: bool
    """Every card of this candidate is submitted or released."""
    viewer_roles: frozenset[Role]
    viewer_rates: bool
    """The viewer has a card of their own for this candidate that was not released."""
    viewer_submitted: bool
    seal_rule: SealRule


def may_see(viewer_id: str, card: CardFacts) -> bool:
    """Whether `viewer_id` may see the content of this card: notes, ratings and everything computed from them.

    The rules, in order: one's own card, always. A card that is not submitted, never, whoever asks. Somebody without
    a seat, never. Who rates this candidate, only after submitting their own, and under "all in" only when everybody
    has. A chair or HR who does not rate, only when all have submitted.
    """
    if viewer_id == card.owner_id:
        return True
    if not card.owner_submitted or not card.viewer_roles:
        return False
    if card.viewer_rates:
        return card.viewer_submitted and (card.all_submitted or card.seal_rule is SealRule.OWN_IN)
    return card.all_submitted
