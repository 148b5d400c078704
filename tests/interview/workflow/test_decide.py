"""The decision: who may, with which reasons, against which order; and the snapshot that computes again."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.many import CHAIR, NOW, VACANCY, World, fill, shown_to
from interview.errors import InputError, NotAllowed, NotFound, Stale
from interview.model.audit import Action
from interview.model.decision import CompetencyReason, Decided, Snapshot, Verdict
from interview.model.panel import Role, Seat
from interview.settings import Settings
from interview.storage import Storage, open_storage
from interview.workflow import compare, decide

HIRE, RESERVE, NOT_NOW, WITHDRAWN = Verdict.HIRE, Verdict.RESERVE, Verdict.NOT_NOW, Verdict.WITHDRAWN


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    """Six candidates, the last one sealed; chair and HR opened the totals."""
    made = open_storage(Settings(data=tmp_path))
    fill(made, World(candidates=6, sealed=1, notes=False))
    for viewer in (CHAIR, "hr", "rater-2"):
        shown_to(made, viewer)
        with made.work(viewer, NOW) as work:
            compare.open_totals(work, viewer, VACANCY)
    yield made
    made.close()


def order(storage: Storage) -> list[str]:
    with storage.reading() as work:
        return [row.candidate_id for row in compare.comparison(work, CHAIR, VACANCY).rows]


def reason(storage: Storage, text: str = "Belde zelf terug.") -> CompetencyReason:
    with storage.reading() as work:
        view = decide.decisions(work, CHAIR, VACANCY)
    question, competency, _ = view.questions[0]
    return CompetencyReason(competency_id=competency, text=text, question_id=question)


def record(
    storage: Storage,
    candidate: str,
    verdict: Verdict,
    *,
    viewer: str = CHAIR,
    why: str = "",
    reasons: tuple[CompetencyReason, ...] | None = None,
    revision: int = 0,
) -> Decided:
    kept = (reason(storage),) if reasons is None else reasons
    with storage.work(viewer, NOW) as work:
        return decide.decide(
            work,
            viewer,
            VACANCY,
            candidate,
            verdict=verdict,
            reasons=kept,
            departure_reason=why,
            revision=revision,
        )


def test_chair_and_hr_decide_and_nobody_else(storage: Storage) -> None:
    first, second, *_ = order(storage)
    record(storage, first, HIRE)
    record(storage, second, RESERVE, viewer="hr")
    with pytest.raises(NotAllowed):
        record(storage, second, NOT_NOW, viewer="rater-2", revision=1)
    with storage.reading() as work:
        view = decide.decisions(work, "rater-2", VACANCY)
        made = [event.object for event in work.audit.all() if event.action is Action.DECISION_MADE]
    assert not view.may_decide
    assert [line.decided.verdict if line.decided else None for line in view.lines[:3]] == [HIRE, RESERVE, None]
    assert view.undecided == 3
    assert made == [first, second]


def test_nobody_decides_before_they_read_how_candidates_were_treated(storage: Storage) -> None:
    first, given = order(storage)[0], (reason(storage),)
    with storage.work("system", NOW) as work:
        work.seats.add(Seat(vacancy_id=VACANCY, person_id="rater-3", role=Role.HR))
    shown_to(storage, "rater-3")
    for verdict in Verdict:
        with pytest.raises(NotAllowed, match="totals_shut"):
            record(storage, first, verdict, viewer="rater-3", reasons=given)


def test_a_decision_needs_a_reason_at_a_competency_of_the_guide(storage: Storage) -> None:
    first = order(storage)[0]
    given = reason(storage)
    with pytest.raises(InputError, match="no_reason_given"):
        record(storage, first, HIRE, reasons=(given.model_copy(update={"text": "  \n"}),))
    with pytest.raises(NotFound, match="unknown_competency"):
        record(storage, first, HIRE, reasons=(given.model_copy(update={"competency_id": "charm"}),))
    with storage.reading() as work:
        questions = decide.decisions(work, CHAIR, VACANCY).questions
    other = next(id for id, competency, _ in questions if competency != given.competency_id)
    with pytest.raises(NotFound, match="unknown_question"):
        record(storage, first, HIRE, reasons=(given.model_copy(update={"question_id": other}),))
    assert record(storage, first, WITHDRAWN, reasons=()).reasons == ()


def test_departing_from_the_order_asks_for_the_reason_and_keeps_it(storage: Storage) -> None:
    first, second, third, *_ = order(storage)
    record(storage, first, RESERVE)
    with storage.reading() as work:
        found = decide.departures(work, CHAIR, VACANCY, third)
        brackets = compare.comparison(work, CHAIR, VACANCY).brackets
    assert [departure.other for departure in found] == [first, second]
    assert all(departure.pair.other == third and departure.pair.probability >= 0.5 for departure in found)
    same = [any(departure.other in run and third in run for run in brackets) for departure in found]
    assert [departure.same_bracket for departure in found] == same
    with pytest.raises(InputError, match="departure_needs_reason"):
        record(storage, third, HIRE, why="  ")
    assert record(storage, third, HIRE, why="Sterker in nee zeggen, vraag 3.").departure_reason
    assert record(storage, second, RESERVE, why="hoort hier niet").departure_reason == ""


def test_a_reason_that_is_too_long_is_refused_and_never_cut_off(storage: Storage) -> None:
    first, second, *_ = order(storage)
    record(storage, first, RESERVE)
    with pytest.raises(InputError, match="too_long") as refused:
        record(storage, second, HIRE, why="a" * 2001)
    assert refused.value.field == "departure_reason"
    with pytest.raises(InputError, match="too_long"):
        record(storage, second, HIRE, why="a" * 2000, reasons=(reason(storage, "b" * 2001),))
    assert len(record(storage, second, HIRE, why="a" * 2000).departure_reason) == 2000


def test_hired_and_withdrawn_candidates_are_not_departed_from(storage: Storage) -> None:
    first, second, third, *_ = order(storage)
    record(storage, first, HIRE)
    record(storage, second, WITHDRAWN, reasons=())
    with storage.reading() as work:
        assert decide.departures(work, CHAIR, VACANCY, third) == ()
    assert record(storage, third, HIRE).departure_reason == ""


def test_a_sealed_candidate_can_only_be_withdrawn_and_a_strange_one_not_at_all(storage: Storage) -> None:
    with pytest.raises(NotAllowed, match="not_open"):
        record(storage, "candidate-6", NOT_NOW)
    assert record(storage, "candidate-6", WITHDRAWN, reasons=()).verdict is WITHDRAWN
    with pytest.raises(NotAllowed, match="not_open"):
        record(storage, "somebody-else", WITHDRAWN, reasons=())


def test_every_version_is_kept_and_two_cannot_be_the_same(storage: Storage) -> None:
    first = order(storage)[0]
    record(storage, first, RESERVE)
    record(storage, first, HIRE, revision=1)
    with pytest.raises(Stale):
        record(storage, first, NOT_NOW, revision=1)
    with storage.reading() as work:
        kept = decide.versions(work, CHAIR, VACANCY, first)
        assert [(one.revision, one.verdict) for one in kept] == [(1, RESERVE), (2, HIRE)]
        assert decide.versions(work, CHAIR, VACANCY, "candidate-6") == ()


def snapshot(storage: Storage, candidate: str) -> Snapshot:
    decided = record(storage, candidate, RESERVE)
    with storage.reading() as work:
        assert decide.recomputed(work, CHAIR, decided)
        return work.snapshots.get(decided.snapshot_id)


def test_the_snapshot_computes_again_and_holds_no_names_and_no_notes(storage: Storage) -> None:
    kept = snapshot(storage, order(storage)[0])
    told = json.loads(kept.body)
    assert decide.recompute(kept)
    assert told["guide"]["fingerprint"] and told["software"] and told["model"]["sds"]
    assert len(told["covariance"]) == len(told["order"]) == 5
    with storage.reading() as work:
        names = {c.name for c in work.candidates.of_vacancy(VACANCY)} | {p.name for p in work.people.all()}
    assert not [name for name in names if name in kept.body]


def resealed(kept: Snapshot, **changes: object) -> Snapshot:
    """A snapshot whose text was changed by somebody who could also change its hash."""
    body = json.dumps({**json.loads(kept.body), **changes})
    return kept.model_copy(update={"body": body, "sha256": hashlib.sha256(body.encode()).hexdigest()})


def test_a_changed_snapshot_is_found_by_its_hash_or_by_its_figures(storage: Storage) -> None:
    kept = snapshot(storage, order(storage)[0])
    told = json.loads(kept.body)
    with pytest.raises(NotFound, match="snapshot_changed"):
        decide.recompute(kept.model_copy(update={"body": kept.body.replace("0", "1", 1)}))
    scores = {**told["scores"], told["order"][0]: told["scores"][told["order"][0]] + 1e-6}
    assert not decide.recompute(resealed(kept, scores=scores))
    assert not decide.recompute(resealed(kept, order=told["order"][::-1]))
    ratings = [[*row] for row in told["ratings"]]
    level = next(place for place, cell in enumerate(ratings[0]) if isinstance(cell, int))
    ratings[0][level] = 1 if ratings[0][level] > 1 else 5
    assert not decide.recompute(resealed(kept, ratings=ratings))
    assert decide.recompute(resealed(kept))


def test_totals_come_first(storage: Storage) -> None:
    with storage.reading() as work, pytest.raises(NotAllowed, match="totals_shut"):
        decide.decisions(work, "rater-3", VACANCY)


def test_what_hiring_would_depart_from_is_told_of_who_is_hired_and_who_is_looked_at(storage: Storage) -> None:
    first, second, third, fourth, *_ = order(storage)
    record(storage, second, HIRE, why="Sterker in nee zeggen, vraag 3.")
    with storage.reading() as work:
        seen = {
            looked_at: {
                line.row.candidate_id: [departure.other for departure in line.departures]
                for line in decide.decisions(work, CHAIR, VACANCY, looked_at).lines
            }
            for looked_at in (fourth, "", "nobody")
        }
    assert seen[fourth][second] == seen[""][second] == [first]
    assert seen[fourth][fourth] == [first, third]
    assert seen[fourth][third] == seen[""][fourth] == seen["nobody"][fourth] == []
