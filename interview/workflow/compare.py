"""Candidates side by side: scores with their uncertainty, and what could change the order.

Every figure comes from `scoring`; here they are put beside names. Only what is open to the viewer goes in, so nothing
sealed can come out: not a mean, not an order, not a count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from interview.errors import NotAllowed, NotFound
from interview.model.audit import Action
from interview.model.value import Value
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import require_seat
from interview.workflow.measure import competency_weights, rating_rows
from interview.workflow.opened import Opened, OpenedInterview, opened
from interview.workflow.treatment import Treated, TreatmentTable, treatment_table

if TYPE_CHECKING:
    from scoring import RatingRow
    from scoring.ranking import Comparison as Ranking
    from scoring.severity.sheet import Score, ScoreSheet

Moment = Literal["first", "decision"]
"""Which ratings: those from before the debrief, or those that decide (amendments included)."""
APART = 2.0
"""Raters this far apart on a competency are marked."""


class Cell(Value):
    """One competency of one candidate. Without a value nobody could rate it."""

    competency_id: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    ratings: int = 0
    apart: bool = False
    """Raters are two levels or more apart."""


class Steps(Value):
    """The step from raw to corrected, as numbers that add up (see `scoring` Explanation)."""

    raw: float | None
    seen: float
    leniency: float
    questions: float
    carried: float
    expected: float
    score: float
    raters: int
    asked: int


class Compared(Value):
    """One candidate as a row. `total` is None while a competency is missing; the interval then belongs to the rest."""

    candidate_id: str
    interview_id: str
    candidate: str
    number: int
    total: float | None
    provisional: float | None
    low: float | None
    high: float | None
    raw: float | None
    missing: tuple[str, ...]
    cells: tuple[Cell, ...]
    rank_low: int | None = None
    rank_high: int | None = None
    raters: int
    released: int
    part: int | None = None
    """Which connected part of the panels; candidates of different parts are never put in one order."""
    steps: Steps | None = None


class CompetencyHead(Value):
    """A column."""

    id: str
    name: str
    weight: float
    questions: int


class ReleasedCard(Value):
    """A card the panel went on without."""

    candidate: str
    rater: str
    by: str
    reason: str


class Comparison(Value):
    """The whole page. `rows` are in score order, incomplete candidates last."""

    vacancy_id: str
    title: str
    competencies: tuple[CompetencyHead, ...]
    rows: tuple[Compared, ...]
    brackets: tuple[tuple[str, ...], ...]
    """Runs of candidate ids whose order is not settled; they may overlap."""
    parts: int
    sealed: tuple[str, ...]
    raters: int
    amended: int
    treatment: TreatmentTable
    opened_at: datetime | None
    """When the viewer read the treatment table and opened the totals; None keeps the totals shut."""
    released: tuple[ReleasedCard, ...]
    degrees: int | None
    """Degrees of freedom of the interval; None where the normal distribution holds."""


class PairWords(Value):
    """P(one > other) and the word for it: `apart`, `leans`, `likely`, `clear` as scoring says."""

    one: str
    other: str
    probability: float
    word: str
    connected: bool


class StabilityLine(Value):
    """What the order does without one rater, or with equal weights."""

    kind: Literal["without_rater", "equal_weights"]
    rater: str = ""
    stays: bool
    swaps: tuple[tuple[str, str], ...] = ()
    """Candidate ids: the first would stand above the second, unlike now."""
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """Scores and order of one vacancy at one moment."""

    sheet: "ScoreSheet"
    ranking: "Ranking"


def comparison(uow: UnitOfWork, viewer: str, vacancy_id: str, moment: Moment = "decision") -> Comparison:
    """The comparison as far as it is open to the viewer. Errors: `NotFound`, `NotAllowed` without a seat.

    While the viewer has not opened the totals, `rows` is empty: the treatment table comes first.
    """
    held = opened(uow, viewer, vacancy_id)
    opened_at = uow.openings.of_person(vacancy_id, viewer)
    measured = measured_of(held, moment) if opened_at else None
    rows = tuple(_rows(held, measured)) if measured else ()
    language = held.vacancy.interview_language
    frozen = held.vacancy.guide
    asked = [frozen.question(id).competency for id in frozen.guide.question_ids]
    return Comparison(
        vacancy_id=vacancy_id,
        title=held.vacancy.title,
        competencies=tuple(
            CompetencyHead(
                id=id, name=frozen.competency(id).name.get(language), weight=weight, questions=asked.count(id)
            )
            for id, weight in competency_weights(held.vacancy).items()
        ),
        rows=rows,
        brackets=measured.ranking.brackets if measured else (),
        parts=measured.ranking.parts if measured else 0,
        sealed=tuple(sorted((c.name for c in held.sealed), key=str.casefold)),
        raters=len({card.rater_id for card in held.cards}),
        amended=len({(a.scorecard_id, a.question_id) for a in held.amendments}),
        treatment=treatment_table(held.vacancy, [_treated(held, one) for one in held.interviews]),
        opened_at=opened_at,
        released=tuple(_released(held)),
        degrees=measured.sheet.model.degrees if measured and measured.sheet.model else None,
    )


def open_totals(uow: UnitOfWork, viewer: str, vacancy_id: str) -> None:
    """The viewer has read how the candidates were treated; logged once. Errors: `NotAllowed` without a seat."""
    require_seat(uow, vacancy_id, viewer)
    uow.openings.add(vacancy_id, viewer, uow.now)
    uow.audit.append(Action.COMPARISON_OPENED, vacancy_id, dedupe=f"totals:{viewer}:{vacancy_id}")


def against(uow: UnitOfWork, viewer: str, vacancy_id: str, candidate_id: str, moment: Moment) -> tuple[PairWords, ...]:
    """The candidate set against every other complete one, nearest first. Errors: `NotAllowed` before the totals."""
    measured = _required(uow, viewer, vacancy_id, moment)
    names = measured.ranking.candidates
    if candidate_id not in names:
        return ()
    place = names.index(candidate_id)
    pairs = []
    for other in sorted(names, key=lambda name: abs(names.index(name) - place)):
        if other != candidate_id:
            first, second = sorted((candidate_id, other), key=names.index)
            pair = measured.ranking.pair(first, second)
            pairs.append(
                PairWords(
                    one=first,
                    other=second,
                    probability=pair.probability,
                    word=pair.word.value,
                    connected=pair.connected,
                )
            )
    return tuple(pairs)


def stability(uow: UnitOfWork, viewer: str, vacancy_id: str, moment: Moment) -> tuple[StabilityLine, ...]:
    """Would the order change without one rater, or with equal weights? Errors: `NotAllowed` before the totals."""
    from scoring import weight_sensitivity, without_each_rater

    measured = _required(uow, viewer, vacancy_id, moment)
    order = measured.ranking.candidates
    if len(order) < 2:
        return ()
    lines = [
        StabilityLine(
            kind="without_rater",
            rater=one.rater,
            stays=not one.swapped and not one.lost,
            swaps=_swaps(order, one.order),
            lost=one.lost,
        )
        for one in without_each_rater(measured.sheet, vacancy_id)
    ]
    equal = weight_sensitivity(measured.sheet, vacancy_id)
    if equal.equal_keeps_order is not None:
        swaps = _swaps(order, equal.equal_order)
        lines.append(StabilityLine(kind="equal_weights", stays=equal.equal_keeps_order, swaps=swaps))
    return tuple(lines)


def measured_of(held: Opened, moment: Moment) -> Measured | None:
    """Scores and order of what is open; None when nobody gave a level."""
    rows = tuple(
        rating_rows(held.vacancy, [one.interview for one in held.interviews], held.cards, held.ratings, held.amendments)
    )
    if not any(row.level is not None for row in rows):
        return None
    return _measure(rows, tuple(competency_weights(held.vacancy).items()), held.vacancy.id, moment)


@lru_cache(maxsize=8)
def _measure(
    rows: tuple["RatingRow", ...], weights: tuple[tuple[str, float], ...], vacancy_id: str, moment: Moment
) -> Measured:
    """The same rows give the same figures, whoever asks; the key holds everything they come from."""
    from scoring import Use, compare, rating_table, score_candidates

    sheet = score_candidates(rating_table(rows), dict(weights), use=Use(moment))
    return Measured(sheet, compare(sheet, vacancy_id))


def _required(uow: UnitOfWork, viewer: str, vacancy_id: str, moment: Moment) -> Measured:
    held = opened(uow, viewer, vacancy_id)
    if uow.openings.of_person(vacancy_id, viewer) is None:
        raise NotAllowed("totals_shut")
    measured = measured_of(held, moment)
    if measured is None:
        raise NotFound("no_ratings")
    return measured


def _rows(held: Opened, measured: Measured) -> list[Compared]:
    from scoring import disagreements

    scores = measured.sheet.scores()
    order = {id: place for place, id in enumerate(measured.ranking.candidates)}
    apart = {(one.candidate, one.competency) for one in disagreements(measured.sheet.table) if one.spread >= APART}
    known = [one for one in held.interviews if one.candidate.id in scores]
    at = {id: place for place, id in enumerate(measured.sheet.table.candidates)}
    known.sort(key=lambda one: (order.get(one.candidate.id, len(order)), one.candidate.number))
    return [_row(one, scores[one.candidate.id], held, measured, apart, at[one.candidate.id]) for one in known]


def _row(
    one: OpenedInterview,
    score: "Score",
    held: Opened,
    measured: Measured,
    apart: set[tuple[str, str]],
    place: int,
) -> Compared:
    shown = score.overall or score.provisional
    standing = measured.ranking.ranks.standings.get(score.candidate) if measured.ranking.ranks else None
    said = score.explanation
    return Compared(
        candidate_id=one.candidate.id,
        interview_id=one.interview.id,
        candidate=one.candidate.name,
        number=one.candidate.number,
        total=score.overall.value if score.overall else None,
        provisional=score.provisional.value if score.provisional else None,
        low=shown.low if shown else None,
        high=shown.high if shown else None,
        raw=said.raw if said else None,
        missing=score.missing,
        cells=tuple(_cell(id, score, measured, apart, place) for id in competency_weights(held.vacancy)),
        rank_low=standing.low if standing else None,
        rank_high=standing.high if standing else None,
        raters=len(one.cards),
        released=len(one.released),
        part=score.part,
        steps=Steps(
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
        if said
        else None,
    )


def _cell(id: str, score: "Score", measured: Measured, apart: set[tuple[str, str]], place: int) -> Cell:
    estimate = score.competencies.get(id)
    if estimate is None:
        return Cell(competency_id=id)
    sheet = measured.sheet
    column = sheet.weight_set.competencies.index(id)
    return Cell(
        competency_id=id,
        value=estimate.value,
        low=estimate.low,
        high=estimate.high,
        ratings=int(sheet.counts[place, column]),
        apart=(score.candidate, id) in apart,
    )


def _treated(held: Opened, one: OpenedInterview) -> Treated:
    ids = {card.id for card in one.cards}
    return Treated(
        candidate_id=one.candidate.id,
        candidate=one.candidate.name,
        cards=one.cards,
        released=len(one.released),
        treatments=tuple(t for t in held.treatments if t.scorecard_id in ids),
        ratings=tuple(r for r in held.ratings if r.scorecard_id in ids),
    )


def _released(held: Opened) -> list[ReleasedCard]:
    return [
        ReleasedCard(
            candidate=one.candidate.name,
            rater=held.people[card.rater_id].name,
            by=held.people[card.released_by].name if card.released_by else "",
            reason=card.released_reason,
        )
        for one in held.interviews
        for card in one.released
    ]


def _swaps(now: Sequence[str], then: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs that stand the other way round in `then`; only neighbours of the order now, so that a page can say them."""
    place = {id: at for at, id in enumerate(then)}
    return tuple(
        (lower, upper)
        for upper, lower in pairwise(now)
        if upper in place and lower in place and place[lower] < place[upper]
    )
