"""Candidates side by side: scores with their uncertainty, and what could change the order.

Figures come from `measured`; here they are put beside names. Only what is open to the viewer goes in, so nothing
sealed can come out: not a mean, not an order, not a count.
"""

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from interview.model.audit import Action
from interview.model.comparison import (
    Cell,
    Chosen,
    Compared,
    Comparison,
    CompetencyHead,
    Moment,
    ReleasedCard,
    Steps,
)
from interview.model.panel import Role
from interview.model.rating import BareRating
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import require_seat
from interview.workflow.measure import competency_weights, questions_of
from interview.workflow.measured import Measured, Order, measured_of
from interview.workflow.opened import Opened, OpenedInterview, opened
from interview.workflow.treatment import Treated, treatment_table

if TYPE_CHECKING:
    from scoring import Score

EXPORTERS = frozenset({Role.CHAIR, Role.HR})
"""Who may take a table or the comparison out of the app."""


def comparison(
    uow: UnitOfWork,
    viewer: str,
    vacancy_id: str,
    moment: Moment = "decision",
    *,
    top: int = 1,
    chosen: str | None = None,
) -> Comparison:
    """The comparison as far as it is open to the viewer. Errors: `NotFound`, `NotAllowed` without a seat.

    While the viewer has not opened the totals, `rows` is empty: the treatment table comes first. `top` is the m of
    P(among the first m), 1 or more; `chosen` the id of a candidate to set against the others, and any id that is not
    there (an empty one) means the first.
    """
    return compared(uow, opened(uow, viewer, vacancy_id), viewer, moment, top=top, chosen=chosen)


def compared(
    uow: UnitOfWork, held: Opened, viewer: str, moment: Moment = "decision", *, top: int = 1, chosen: str | None = None
) -> Comparison:
    """As `comparison`, of what was opened already."""
    opened_at = uow.openings.of_person(held.vacancy.id, viewer)
    measured = measured_of(held, moment, max(1, top)) if opened_at else None
    rows = _rows(held, measured) if measured else ()
    return Comparison(
        vacancy_id=held.vacancy.id,
        title=held.vacancy.title,
        moment=moment,
        competencies=_heads(held),
        rows=rows,
        brackets=tuple(run for order in measured.orders for run in order.brackets) if measured else (),
        parts=len({row.part for row in rows}),
        top=max(1, top),
        sealed=tuple(sorted((c.name for c in held.sealed), key=str.casefold)),
        candidates=len(held.interviews) + len(held.sealed),
        raters=len({card.rater_id for card in held.cards}),
        amended=len({(a.scorecard_id, a.question_id) for a in held.amendments}),
        treatment=treatment_table(held.vacancy, _treated(held)),
        opened_at=opened_at,
        released=tuple(_released(held)),
        degrees=measured.sheet.model.degrees if measured and measured.sheet.model else None,
        chosen=_chosen(held, measured, rows, chosen) if measured and chosen is not None else None,
        may_export=bool(held.roles & EXPORTERS),
    )


def open_totals(uow: UnitOfWork, viewer: str, vacancy_id: str) -> None:
    """The viewer has read how the candidates were treated; logged once. Errors: `NotAllowed` without a seat."""
    require_seat(uow, vacancy_id, viewer)
    uow.openings.add(vacancy_id, viewer, uow.now)
    uow.audit.append(Action.COMPARISON_OPENED, vacancy_id, dedupe=f"totals:{viewer}:{vacancy_id}")


def blind_numbers(viewer: str, candidate_ids: Iterable[str]) -> dict[str, int]:
    """A number for each candidate that tells nothing: the order is shuffled, once and for all for each viewer."""
    order = sorted(candidate_ids, key=lambda id: hashlib.sha256(f"{viewer} {id}".encode()).digest())
    return {id: number for number, id in enumerate(order, start=1)}


def _heads(held: Opened) -> tuple[CompetencyHead, ...]:
    frozen = held.vacancy.guide
    return tuple(
        CompetencyHead(
            id=id,
            name=frozen.competency(id).name,
            weight=weight,
            questions=len(questions_of(held.vacancy, id)),
        )
        for id, weight in competency_weights(held.vacancy).items()
    )


def _rows(held: Opened, measured: Measured) -> tuple[Compared, ...]:
    by_id = {one.candidate.id: one for one in held.interviews}
    rows = [
        _row(by_id[id], measured.scores[id], held, measured, order)
        for order in measured.orders
        for id in order.candidates
    ]
    rest = [one for id, one in by_id.items() if id in measured.scores and id not in measured.ranking.candidates]
    rest.sort(key=lambda one: one.candidate.number)
    return (*rows, *(_row(one, measured.scores[one.candidate.id], held, measured, None) for one in rest))


def _row(one: OpenedInterview, score: "Score", held: Opened, measured: Measured, order: Order | None) -> Compared:
    shown = score.overall or score.provisional
    standing = order.standings.get(score.candidate) if order else None
    return Compared(
        candidate_id=one.candidate.id,
        interview_id=one.interview.id,
        candidate=one.candidate.name,
        number=one.candidate.number,
        total=score.overall.value if score.overall else None,
        provisional=score.provisional.value if score.provisional else None,
        low=shown.low if shown else None,
        high=shown.high if shown else None,
        raw=score.explanation.raw if score.explanation else None,
        missing=score.missing,
        cells=_cells(score, held, measured),
        rank_low=standing.low if standing else None,
        rank_high=standing.high if standing else None,
        among=standing.top if standing else None,
        raters=len(one.cards),
        released=len(one.released),
        part=score.part,
        steps=_steps(score),
    )


def _steps(score: "Score") -> Steps | None:
    said = score.explanation
    if said is None:
        return None
    return Steps(
        raw=said.raw,
        seen=said.seen,
        leniency=said.leniency,
        questions=said.questions,
        carried=said.carried,
        expected=said.expected,
        score=said.score,
        raters=said.raters,
        asked=said.asked,
    )


def _cells(score: "Score", held: Opened, measured: Measured) -> tuple[Cell, ...]:
    counts = measured.sheet.counts[measured.place(score.candidate)]
    columns = measured.sheet.weight_set.competencies
    cells = []
    for id in competency_weights(held.vacancy):
        estimate = score.competencies.get(id)
        if estimate is None:
            cells.append(Cell(competency_id=id))
            continue
        cells.append(
            Cell(
                competency_id=id,
                value=estimate.value,
                low=estimate.low,
                high=estimate.high,
                ratings=int(counts[columns.index(id)]),
                apart=(score.candidate, id) in measured.apart,
            )
        )
    return tuple(cells)


def _chosen(held: Opened, measured: Measured, rows: tuple[Compared, ...], wanted: str) -> Chosen | None:
    ids = [row.candidate_id for row in rows]
    if not ids:
        return None
    id = wanted if wanted in ids else ids[0]
    lines = tuple(
        line.model_copy(update={"rater": held.people[line.rater].name}) if line.rater else line
        for line in measured.stability(id)
    )
    return Chosen(candidate_id=id, pairs=measured.pairs_of(id), stability=lines)


def _treated(held: Opened) -> list[Treated]:
    ratings: dict[str, list[BareRating]] = {}
    for rating in held.ratings:
        ratings.setdefault(rating.scorecard_id, []).append(rating)
    return [
        Treated(
            candidate_id=one.candidate.id,
            candidate=one.candidate.name,
            interview_id=one.interview.id,
            cards=one.cards,
            released=len(one.released),
            totals=held.treatments,
            ratings=tuple(r for card in one.cards for r in ratings.get(card.id, ())),
        )
        for one in held.interviews
    ]


def _released(held: Opened) -> list[ReleasedCard]:
    return [
        ReleasedCard(
            candidate_id=one.candidate.id,
            candidate=one.candidate.name,
            rater=held.people[card.rater_id].name,
            by=held.people[card.released_by].name if card.released_by else "",
            reason=card.released_reason,
        )
        for one in held.interviews
        for card in one.released
    ]
