"""The panel decides, in words; what the figures were at that moment is kept so that they can be computed again."""

import hashlib
import json
from typing import Any

from interview import VERSION
from interview.errors import InputError, NotAllowed, NotFound
from interview.model.audit import Action
from interview.model.comparison import Compared, Comparison, PairWords
from interview.model.decision import CompetencyReason, Decided, Snapshot, Verdict
from interview.model.panel import Role
from interview.model.value import REASON_LIMIT, Value, clean_note, new_id
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import require_seat
from interview.workflow.compare import compared
from interview.workflow.measure import competency_weights, questions_of
from interview.workflow.measured import Measured, columns_of, measured_of
from interview.workflow.opened import Opened, opened

DECIDERS = frozenset({Role.CHAIR, Role.HR})
"""Who may record what the panel decided."""


class Departure(Value):
    """Somebody with a higher score who is not hired while this candidate is."""

    pair: PairWords
    other: str
    """The other candidate's id."""
    same_bracket: bool


class DecisionLine(Value):
    """One candidate on the decision page."""

    row: Compared
    decided: Decided | None
    departures: tuple[Departure, ...]
    """Who stands higher and is neither hired nor withdrawn: what hiring this one would depart from.

    Only of those who are hired, and of the one who is looked at: of all of them it is half of all pairs there are.
    """


class Decisions(Value):
    """The decision page."""

    comparison: Comparison
    lines: tuple[DecisionLine, ...]
    """In the order of `comparison.rows`."""
    may_decide: bool
    questions: tuple[tuple[str, str, int], ...]
    """Of the guide, in its order: question id, competency id and number."""
    fingerprint: str
    guide_version: str
    software: str
    names: dict[str, str]
    """Of the people who decided, by id."""

    @property
    def undecided(self) -> int:
        """Open candidates without a decision."""
        return sum(line.decided is None for line in self.lines)

    def line(self, candidate_id: str) -> DecisionLine | None:
        """The line of a candidate, if it is open."""
        return next((line for line in self.lines if line.row.candidate_id == candidate_id), None)


def decisions(uow: UnitOfWork, viewer: str, vacancy_id: str, looked_at: str = "") -> Decisions:
    """The page as far as it is open. `looked_at`: a candidate's id; any that is not there means the first.

    Errors: `NotAllowed` without a seat, or before the viewer opened the totals.
    """
    held = opened(uow, viewer, vacancy_id)
    shown = compared(uow, held, viewer)
    if shown.opened_at is None:
        raise NotAllowed("totals_shut")
    decided = {d.candidate_id: d for d in uow.decisions.of_vacancy(vacancy_id)}
    guide, measured = held.vacancy.guide, measured_of(held, "decision")
    ids = [row.candidate_id for row in shown.rows]
    wanted = {id for id, made in decided.items() if made.verdict is Verdict.HIRE}
    wanted |= {looked_at} if looked_at in ids else set(ids[:1])
    return Decisions(
        comparison=shown,
        lines=tuple(
            DecisionLine(
                row=row,
                decided=decided.get(row.candidate_id),
                departures=_departures(measured, row.candidate_id, decided) if row.candidate_id in wanted else (),
            )
            for row in shown.rows
        ),
        may_decide=bool(held.roles & DECIDERS),
        questions=tuple(
            (id, guide.question(id).competency, number) for number, id in enumerate(guide.guide.question_ids, start=1)
        ),
        fingerprint=guide.fingerprint,
        guide_version=str(guide.guide.version),
        software=VERSION,
        names={d.decided_by: held.people[d.decided_by].name for d in decided.values()},
    )


def versions(uow: UnitOfWork, viewer: str, vacancy_id: str, candidate_id: str) -> tuple[Decided, ...]:
    """Every version of the decision about an open candidate, oldest first. Errors: as `decisions`."""
    held = opened(uow, viewer, vacancy_id)
    if uow.openings.of_person(vacancy_id, viewer) is None:
        raise NotAllowed("totals_shut")
    if all(one.candidate.id != candidate_id for one in held.interviews):
        return ()
    return uow.decisions.history(candidate_id)


def decide(
    uow: UnitOfWork,
    viewer: str,
    vacancy_id: str,
    candidate_id: str,
    *,
    verdict: Verdict,
    reasons: tuple[CompetencyReason, ...],
    departure_reason: str = "",
    revision: int = 0,
) -> Decided:
    """Record the decision about one candidate, with a snapshot. `revision`: the version it was based on, 0 for none.

    That somebody withdrew can be recorded while their cards are out, also before the totals were opened.
    Errors: `NotAllowed` for anybody but chair and HR, before the totals were opened, or while a card is out;
    `InputError` without a reason (a withdrawn candidate needs none), for one that is too long, or without one for
    departing from the order;
    `Stale` when somebody decided meanwhile.
    """
    require_seat(uow, vacancy_id, viewer, *DECIDERS)
    held = opened(uow, viewer, vacancy_id)
    stopped = verdict is Verdict.WITHDRAWN and any(candidate.id == candidate_id for candidate in held.sealed)
    if not stopped and uow.openings.of_person(vacancy_id, viewer) is None:
        raise NotAllowed("totals_shut")
    kept = _checked(held, reasons)
    if not kept and verdict is not Verdict.WITHDRAWN:
        raise InputError("no_reason_given", field="reasons")
    if not stopped and all(one.candidate.id != candidate_id for one in held.interviews):
        raise NotAllowed("not_open")
    departs = verdict is Verdict.HIRE and departures(uow, viewer, vacancy_id, candidate_id)
    why = _typed(departure_reason, "departure_reason")
    if departs and not why:
        raise InputError("departure_needs_reason", field="departure_reason")
    snapshot = take_snapshot(uow, held)
    decided = Decided(
        id=new_id(),
        vacancy_id=vacancy_id,
        candidate_id=candidate_id,
        verdict=verdict,
        reasons=kept,
        departure_reason=why if departs else "",
        snapshot_id=snapshot.id,
        decided_by=viewer,
        decided_at=uow.now,
        revision=revision + 1,
    )
    uow.decisions.add(decided)
    uow.audit.append(Action.DECISION_MADE, candidate_id, detail=f"{verdict} snapshot={snapshot.sha256[:16]}")
    return decided


def departures(uow: UnitOfWork, viewer: str, vacancy_id: str, candidate_id: str) -> tuple[Departure, ...]:
    """Candidates who stand higher and are neither hired nor withdrawn: what hiring this one departs from."""
    held = opened(uow, viewer, vacancy_id)
    if uow.openings.of_person(vacancy_id, viewer) is None:
        raise NotAllowed("totals_shut")
    decided = {d.candidate_id: d for d in uow.decisions.of_vacancy(vacancy_id)}
    return _departures(measured_of(held, "decision"), candidate_id, decided)


def _departures(measured: Measured | None, candidate_id: str, decided: dict[str, Decided]) -> tuple[Departure, ...]:
    """Only within a part: over two parts there is no order to depart from."""
    order = next((one for one in measured.orders if candidate_id in one.candidates), None) if measured else None
    if measured is None or order is None:
        return ()
    found = []
    for higher in order.candidates[: order.candidates.index(candidate_id)]:
        theirs = decided.get(higher)
        if theirs is not None and theirs.verdict in (Verdict.HIRE, Verdict.WITHDRAWN):
            continue
        same = any(higher in bracket and candidate_id in bracket for bracket in order.brackets)
        found.append(Departure(pair=measured.pair(higher, candidate_id), other=higher, same_bracket=same))
    return tuple(found)


def _checked(held: Opened, reasons: tuple[CompetencyReason, ...]) -> tuple[CompetencyReason, ...]:
    known = competency_weights(held.vacancy)
    kept = []
    for reason in reasons:
        text = _typed(reason.text, "reasons")
        if not text:
            continue
        if reason.competency_id not in known:
            raise NotFound("unknown_competency")
        if reason.question_id and reason.question_id not in questions_of(held.vacancy, reason.competency_id):
            raise NotFound("unknown_question")
        kept.append(reason.model_copy(update={"text": text}))
    return tuple(kept)


def _typed(text: str, field: str) -> str:
    """A cleaned reason, perhaps none. Errors: `InputError` when it is too long; nothing is ever cut off."""
    text = clean_note(text).strip()
    if len(text) > REASON_LIMIT:
        raise InputError("too_long", field=field, length=len(text), limit=REASON_LIMIT)
    return text


def take_snapshot(uow: UnitOfWork, held: Opened) -> Snapshot:
    """Keep everything the figures come from, as canonical JSON with its SHA-256: ids and numbers, no names or notes."""
    body = json.dumps(_body(held), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    snapshot = Snapshot(
        id=new_id(),
        vacancy_id=held.vacancy.id,
        taken_at=uow.now,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        body=body,
    )
    uow.snapshots.add(snapshot)
    return snapshot


def _body(held: Opened) -> dict[str, Any]:
    rows = [list(row) for row in zip(*columns_of(held), strict=True)]
    weights = dict(competency_weights(held.vacancy))
    return {
        "software": VERSION,
        "guide": {
            "id": held.vacancy.guide.guide.id,
            "version": held.vacancy.guide.guide.version,
            "fingerprint": held.vacancy.guide.fingerprint,
        },
        "weights": weights,
        "ratings": sorted(rows, key=str),
        **figures(rows, weights, held.vacancy.id),
    }


def figures(rows: list[list[Any]], weights: dict[str, float], vacancy_id: str) -> dict[str, Any]:
    """Model, scores and covariance from rating rows: what `recompute` holds against the snapshot."""
    from dataclasses import asdict

    from scoring import RatingRow, Use, compare, rating_table, score_candidates

    levels = [RatingRow(*row) for row in rows]
    if not any(row.level is not None for row in levels):
        return {"model": None, "scores": {}, "order": [], "covariance": []}
    sheet = score_candidates(rating_table(levels), weights, use=Use.DECISION)
    ranking = compare(sheet, vacancy_id)
    return {
        "model": asdict(sheet.model) if sheet.model else None,
        "scores": dict(zip(ranking.candidates, ranking.values.tolist(), strict=True)),
        "order": list(ranking.candidates),
        "covariance": ranking.covariance.tolist(),
    }


def recomputed(uow: UnitOfWork, viewer: str, decided: Decided) -> bool:
    """Whether the figures behind a version come out the same again. Errors: `NotAllowed`; as `recompute`."""
    require_seat(uow, decided.vacancy_id, viewer)
    if uow.openings.of_person(decided.vacancy_id, viewer) is None:
        raise NotAllowed("totals_shut")
    return recompute(uow.snapshots.get(decided.snapshot_id))


def recompute(snapshot: Snapshot) -> bool:
    """Whether the figures of a snapshot come out the same again from the ratings and weights in it, to 1e-9.

    Errors: `NotFound` when the snapshot's text does not fit its hash: it was changed.
    """
    if hashlib.sha256(snapshot.body.encode()).hexdigest() != snapshot.sha256:
        raise NotFound("snapshot_changed")
    told = json.loads(snapshot.body)
    again = figures(told["ratings"], told["weights"], snapshot.vacancy_id)
    if told["order"] != again["order"]:
        return False
    before = [*told["scores"].values(), *(value for row in told["covariance"] for value in row)]
    after = [
        *(again["scores"][id] for id in told["scores"]),
        *(value for row in again["covariance"] for value in row),
    ]
    return all(abs(a - b) <= 1e-9 for a, b in zip(before, after, strict=True))
