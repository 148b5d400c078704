"""What the panel did once the cards were in, as its report tells it: who was released, what was agreed and decided.

Who was released stands on the panel's page for everybody with a seat. The rest is told only when every card of the
interview is open to whoever asks; the caller sees to that.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from interview.model.debrief import AgreedKind
from interview.model.dossier import Decision, DecisionReason, Interval, ReleasedLine
from interview.model.interview import Interview
from interview.model.language import Language
from interview.model.panel import Person
from interview.model.scorecard import CardState
from interview.model.vacancy import Vacancy
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.measured import measured_of
from interview.workflow.opened import opened

if TYPE_CHECKING:
    from scoring import Estimate

LOWEST, HIGHEST = 1.0, 5.0


class Corrected(NamedTuple):
    """A score as the comparison shows it, and its 90 % interval; both within the scale."""

    score: float
    interval: Interval


class CorrectedFigures(NamedTuple):
    """Of one candidate: the whole, unless a competency is missing, and each competency that was rated, by id."""

    overall: Corrected | None = None
    competencies: Mapping[str, Corrected] = {}


def released_lines(uow: UnitOfWork, interview: Interview, people: Mapping[str, Person]) -> tuple[ReleasedLine, ...]:
    """The raters the panel went on without, for anybody with a seat."""
    return tuple(
        ReleasedLine(
            rater=people[card.rater_id].name,
            by=people[card.released_by].name if card.released_by else "",
            reason=card.released_reason,
        )
        for card in uow.scorecards.of_interview(interview.id)
        if card.state is CardState.RELEASED
    )


def agreed_levels(uow: UnitOfWork, interview: Interview) -> dict[str, int]:
    """The level the panel settled on, by question; without those where it settled on no level."""
    return {
        settled.question_id: settled.level
        for settled in uow.agreed.of_vacancy(interview.vacancy_id)
        if settled.interview_id == interview.id and settled.kind is AgreedKind.LEVEL and settled.level is not None
    }


def newest_decision(
    uow: UnitOfWork, viewer: str, vacancy: Vacancy, candidate_id: str, people: Mapping[str, Person], language: Language
) -> Decision | None:
    """The last version of the decision about a candidate; competencies are named in `language`.

    None for who has not opened the totals, as on the page: a reason for departing tells of the order.
    """
    if uow.openings.of_person(vacancy.id, viewer) is None:
        return None
    versions = uow.decisions.history(candidate_id)
    if not versions:
        return None
    made, guide = versions[-1], vacancy.guide
    numbers = {id: number for number, id in enumerate(guide.guide.question_ids, start=1)}
    return Decision(
        verdict=made.verdict,
        reasons=tuple(
            DecisionReason(
                competency=guide.competency(reason.competency_id).name.get(language),
                text=reason.text,
                question=numbers.get(reason.question_id) if reason.question_id else None,
            )
            for reason in made.reasons
        ),
        departure=made.departure_reason,
        by=people[made.decided_by].name,
        on=made.decided_at.astimezone(uow.now.tzinfo).date(),
    )


def corrected_figures(uow: UnitOfWork, viewer: str, interview: Interview) -> CorrectedFigures:
    """The figures of the comparison for this candidate; none for who has not opened the totals.

    They rest on everything that was shown to the viewer so far, as the page does. Errors: `NotAllowed` without a seat.
    """
    if uow.openings.of_person(interview.vacancy_id, viewer) is None:
        return CorrectedFigures()
    held = opened(uow, viewer, interview.vacancy_id)
    measured = measured_of(held, "decision") if held.of(interview.id) else None
    score = measured.scores.get(interview.candidate_id) if measured else None
    if score is None:
        return CorrectedFigures()
    within = {id: _within(one) for id, one in score.competencies.items()}
    found = {id: one for id, one in within.items() if one is not None}
    return CorrectedFigures(
        overall=_within(score.overall),
        competencies=found,
    )


def _within(estimate: "Estimate | None") -> Corrected | None:
    if estimate is None:
        return None
    score, low, high = (min(HIGHEST, max(LOWEST, figure)) for figure in (estimate.value, estimate.low, estimate.high))
    return Corrected(score, (low, high))
