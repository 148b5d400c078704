"""A rater's own card after it was handed in: everything on it, and what was amended since."""

from datetime import datetime

from interview.errors import NotAllowed
from interview.model.rating import Amendment
from interview.model.scorecard import CardState
from interview.model.value import Value
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import own_card, require_seat, visible_cards
from interview.workflow.conduct import live_card
from interview.workflow.live import LiveCard, LiveQuestion


class OwnCard(Value):
    """The page of one's own sealed card."""

    live: LiveCard
    interview_id: str
    vacancy_id: str
    submitted_at: datetime | None
    content_hash: str
    amendments: tuple[Amendment, ...]
    report_open: bool
    """Whether a report of this talk shows more than nothing to the viewer."""

    @property
    def questions(self) -> tuple[LiveQuestion, ...]:
        """The rated parts, in the order of the guide."""
        return tuple(section for section in self.live.sections if isinstance(section, LiveQuestion))

    def amended(self, question_id: str) -> tuple[Amendment, ...]:
        """What was amended at one question, first to last."""
        return tuple(amendment for amendment in self.amendments if amendment.question_id == question_id)


def sealed_card(uow: UnitOfWork, viewer: str, card_id: str) -> OwnCard:
    """The viewer's own card, handed in. Errors: `NotFound`; `NotAllowed` for another's card or an open one."""
    card = own_card(uow, viewer, card_id)
    if card.state is CardState.OPEN:
        raise NotAllowed("amend_only_sealed")
    interview = uow.interviews.get(card.interview_id)
    vacancy = uow.vacancies.get(interview.vacancy_id)
    held = require_seat(uow, vacancy.id, viewer)
    visible = visible_cards(uow, viewer, interview, vacancy, held)
    return OwnCard(
        live=live_card(uow, viewer, card_id),
        interview_id=interview.id,
        vacancy_id=vacancy.id,
        submitted_at=card.submitted_at,
        content_hash=card.content_hash or "",
        amendments=uow.amendments.of_card(card.id),
        report_open=any(other.state is CardState.SUBMITTED for other in visible),
    )
