"""Did everybody get the same interview? Minutes, probes, skipped questions and raters of each candidate, side by side.

Read before any score is: it says where a score needs more caution. Source: structured interviewing asks the same
questions in the same way of everybody (Campion, Palmer & Campion 1997, components 2 and 3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from interview.model.equal_treatment import Difference, Skipped, TreatmentFlag, TreatmentRow, TreatmentTable
from interview.model.rating import BareRating, Outcome
from interview.model.scorecard import Scorecard
from interview.model.treatment import TreatmentTotals
from interview.model.vacancy import Vacancy

PROBES_APART = 3
"""A difference of this many probes at one question is named."""
MINUTES_SHARE = 0.2
"""A talk this share shorter or longer than the middle one is named, but never for less than five minutes."""
MINUTES_LEAST = 5


@dataclass(frozen=True, slots=True)
class Treated:
    """What was kept of one candidate's interview: all cards the viewer may see."""

    candidate_id: str
    candidate: str
    interview_id: str
    cards: tuple[Scorecard, ...]
    released: int
    totals: TreatmentTotals
    """Of this candidate's cards, and perhaps of others'."""
    ratings: tuple[BareRating, ...]


def treatment_table(vacancy: Vacancy, treated: Sequence[Treated]) -> TreatmentTable:
    """The table for candidates whose cards are open to the viewer; no levels go in, so none can come out."""
    order = vacancy.guide.guide.question_ids
    plain = sorted((_row(order, one) for one in treated), key=lambda row: row.candidate.casefold())
    middle = round(median(row.minutes for row in plain)) if plain else 0
    flags = [*_minutes(plain, middle), *_probes(plain, order), *_skipped(plain), *_raters(plain)]
    named: dict[str, set[Difference]] = {}
    for flag in flags:
        for name in (flag.low, flag.high):
            named.setdefault(name, set()).add(flag.kind)
    rows = [
        row.model_copy(update={"differs": frozenset(named[row.candidate_id])}) if row.candidate_id in named else row
        for row in plain
    ]
    return TreatmentTable(rows=tuple(rows), flags=tuple(flags), median_minutes=middle)


def _row(order: Sequence[str], one: Treated) -> TreatmentRow:
    totals = one.totals
    put = [(one.interview_id, id) for id in order]
    return TreatmentRow(
        candidate_id=one.candidate_id,
        candidate=one.candidate,
        minutes=round(max((totals.seconds.get(card.id, 0) for card in one.cards), default=0) / 60),
        probes=tuple(totals.probes.get(at, 0) + totals.own.get(at, 0) for at in put),
        skipped=_not_put(order, one.ratings),
        raters=len(one.cards),
        released=one.released,
        outside_work=sum(at in totals.outside for at in put),
    )


def _not_put(order: Sequence[str], ratings: Sequence[BareRating]) -> tuple[Skipped, ...]:
    reasons: dict[str, list[str]] = {}
    for rating in ratings:
        if rating.outcome is Outcome.NOT_ASKED:
            reasons.setdefault(rating.question_id, []).append(rating.reason)
    return tuple(
        Skipped(number=number, question_id=id, reasons=tuple(dict.fromkeys(filter(None, reasons[id]))))
        for number, id in enumerate(order, start=1)
        if id in reasons
    )


def _minutes(rows: Sequence[TreatmentRow], middle: int) -> list[TreatmentFlag]:
    allowed = max(MINUTES_LEAST, MINUTES_SHARE * middle)
    far = [row for row in rows if abs(row.minutes - middle) > allowed]
    return [
        TreatmentFlag(kind=Difference.MINUTES, low=row.candidate_id, low_value=row.minutes, high_value=middle)
        for row in far
    ]


def _probes(rows: Sequence[TreatmentRow], order: Sequence[str]) -> list[TreatmentFlag]:
    flags = []
    for index in range(len(order)):
        asked = [row for row in rows if not row.skipped or all(skip.number != index + 1 for skip in row.skipped)]
        if len(asked) < 2:
            continue
        low, high = min(asked, key=lambda r: r.probes[index]), max(asked, key=lambda r: r.probes[index])
        if high.probes[index] - low.probes[index] >= PROBES_APART:
            flags.append(
                TreatmentFlag(
                    kind=Difference.PROBES,
                    question=index + 1,
                    low=low.candidate_id,
                    low_value=low.probes[index],
                    high=high.candidate_id,
                    high_value=high.probes[index],
                )
            )
    return flags


def _skipped(rows: Sequence[TreatmentRow]) -> list[TreatmentFlag]:
    return [
        TreatmentFlag(kind=Difference.SKIPPED, question=skip.number, low=row.candidate_id, reasons=skip.reasons)
        for row in rows
        for skip in row.skipped
    ]


def _raters(rows: Sequence[TreatmentRow]) -> list[TreatmentFlag]:
    counts: Mapping[str, int] = {row.candidate_id: row.raters for row in rows}
    usual = max(counts.values(), default=0)
    return [
        TreatmentFlag(kind=Difference.RATERS, low=id, low_value=n, high_value=usual)
        for id, n in counts.items()
        if n < usual
    ]
