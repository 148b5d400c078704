"""What the panel did afterwards, on the candidate report: who was released, what was agreed, decided and corrected."""

import pytest

from interview.errors import NotAllowed
from interview.model.debrief import Agreed, AgreedKind
from interview.model.decision import CompetencyReason, Verdict
from interview.model.dossier import Decision, DecisionReason, Dossier, ReleasedLine
from interview.model.panel import SealRule
from interview.storage import Storage
from interview.workflow import compare, decide, panel
from interview.workflow.documents import candidate_dossier
from tests.interview.workflow import table as t

ROUNDED = 1e-9


@pytest.fixture
def desk(storage: Storage) -> Storage:
    """Every card is in, everybody has looked, nobody opened the totals yet."""
    with storage.work("system", t.NOW) as uow:
        t.settle(uow)
    t.open_for_everybody(storage)
    return storage


def report(storage: Storage, viewer: str, candidate: str = t.NINA) -> Dossier:
    with storage.work(viewer, t.NOW) as uow:
        return candidate_dossier(uow, viewer, t.talk(candidate), "en")


def totals(storage: Storage, *viewers: str) -> None:
    for viewer in viewers:
        with storage.work(viewer, t.NOW) as uow:
            compare.open_totals(uow, viewer, t.VACANCY)


def settle(storage: Storage, place: int, kind: AgreedKind, level: int | None, revision: int = 0) -> None:
    agreed = Agreed(
        interview_id=t.talk(t.NINA),
        question_id=t.question(place),
        kind=kind,
        level=level,
        set_by=t.CAS,
        set_at=t.NOW,
        revision=revision,
    )
    with storage.work(t.CAS, t.NOW) as uow:
        uow.agreed.save(agreed)


def decided(storage: Storage, verdict: Verdict, text: str, *, revision: int = 0, departure: str = "") -> None:
    competency = t.guide().question(t.question(2)).competency
    reasons = (CompetencyReason(competency_id=competency, text=text, question_id=t.question(2)),)
    with storage.work(t.CAS, t.NOW) as uow:
        decide.decide(
            uow,
            t.CAS,
            t.VACANCY,
            t.NINA,
            verdict=verdict,
            reasons=reasons,
            departure_reason=departure,
            revision=revision,
        )


def half_way(storage: Storage) -> None:
    """Bob is in, Cas was released, Ann is not in; what is agreed and decided could give it away."""
    with storage.work("system", t.NOW) as uow:
        t.settle(uow, still_open=(t.card(t.ANN, t.NINA), t.card(t.CAS, t.NINA)))
        uow.vacancies.update(uow.vacancies.get(t.VACANCY).model_copy(update={"seal_rule": SealRule.OWN_IN}))
        released = uow.scorecards.get(t.card(t.CAS, t.NINA))
        uow.scorecards.update(
            released.model_copy(update={"state": "released", "released_reason": "ill", "released_by": t.HR})
        )
    totals(storage, t.BOB, t.CAS)
    settle(storage, 0, AgreedKind.LEVEL, 4)
    with storage.work(t.CAS, t.NOW) as uow:
        decide.decide(uow, t.CAS, t.VACANCY, t.NINA, verdict=Verdict.WITHDRAWN, reasons=())


def test_a_released_rater_stays_on_the_report_by_name_with_reason_and_chair(storage: Storage) -> None:
    with storage.work("system", t.NOW) as uow:
        t.settle(uow, still_open=(t.card(t.ANN, t.NINA),))
    with storage.work(t.CAS, t.NOW) as uow:
        panel.release(uow, t.CAS, t.VACANCY, (t.card(t.ANN, t.NINA),), "Ill since Monday")
    for viewer in (t.BOB, t.CAS, t.HR, t.ANN):
        dossier = report(storage, viewer)
        assert dossier.released == (ReleasedLine(rater="Ann de Wit", by="Cas Voorzitter", reason="Ill since Monday"),)
        assert [member.name for member in dossier.panel] == ["Bob Özil", "Cas Voorzitter"]
    assert report(storage, t.BOB, t.OTTO).released == ()


def test_levels_the_panel_agreed_on_stand_at_their_question(desk: Storage) -> None:
    settle(desk, 0, AgreedKind.LEVEL, 3)
    settle(desk, 0, AgreedKind.LEVEL, 4, revision=1)
    settle(desk, 1, AgreedKind.NO_AGREEMENT, None)
    settle(desk, 2, AgreedKind.NO_EVIDENCE, None)
    told = [question.agreed_level for question in report(desk, t.ANN).questions]
    assert told == [4, *[None] * (len(told) - 1)]
    assert {question.agreed_level for question in report(desk, t.ANN, t.OTTO).questions} == {None}


def test_the_newest_decision_is_told_with_the_numbers_of_the_questions(desk: Storage) -> None:
    assert report(desk, t.ANN).decision is None
    totals(desk, t.CAS)
    decided(desk, Verdict.RESERVE, "First thought")
    decided(desk, Verdict.HIRE, "Called back herself", revision=1, departure="Stronger in saying no")
    with desk.reading() as uow:
        departs = bool(decide.departures(uow, t.CAS, t.VACANCY, t.NINA))
    competency = t.guide().competency(t.guide().question(t.question(2)).competency).name.get("en")
    assert departs
    assert report(desk, t.HR).decision is None, "before the totals were opened"
    totals(desk, t.HR)
    assert report(desk, t.HR).decision == Decision(
        verdict=Verdict.HIRE,
        reasons=(DecisionReason(competency=competency, text="Called back herself", question=3),),
        departure="Stronger in saying no",
        by="Cas Voorzitter",
        on=t.NOW.date(),
    )
    assert report(desk, t.HR, t.OTTO).decision is None


@pytest.mark.parametrize("viewer", [t.BOB, t.CAS, t.HR])
def test_nothing_but_the_released_is_told_while_a_card_is_out(storage: Storage, viewer: str) -> None:
    half_way(storage)
    if viewer != t.BOB:
        with pytest.raises(NotAllowed, match="report_sealed"):
            report(storage, viewer)
        return
    dossier = report(storage, viewer)
    assert [line.rater for line in dossier.released] == ["Cas Voorzitter"]
    assert dossier.decision is None
    assert {question.agreed_level for question in dossier.questions} == {None}
    assert dossier.overall is not None
    assert (dossier.overall_corrected, dossier.overall_interval) == (None, None)
    assert {line.corrected for line in dossier.competencies} == {None}


def test_the_corrected_score_and_its_interval_are_those_of_the_comparison(desk: Storage) -> None:
    totals(desk, t.CAS)
    dossier = report(desk, t.CAS)
    with desk.reading() as uow:
        row = compare.comparison(uow, t.CAS, t.VACANCY).row(t.NINA)
    assert row is not None and row.total is not None and row.low is not None and row.high is not None
    assert dossier.overall_corrected == pytest.approx(row.total, abs=ROUNDED)
    assert dossier.overall_interval == pytest.approx((max(1, row.low), min(5, row.high)), abs=ROUNDED)
    assert dossier.overall == pytest.approx(row.raw, abs=ROUNDED)
    cells = {cell.competency_id: cell for cell in row.cells}
    for line in dossier.competencies:
        cell = cells[line.id]
        assert cell.low is not None and cell.high is not None
        assert line.corrected == pytest.approx(cell.value, abs=ROUNDED)
        assert line.interval == pytest.approx((max(1, cell.low), min(5, cell.high)), abs=ROUNDED)
    assert any(line.corrected != line.mean for line in dossier.competencies)


def test_who_has_not_opened_the_totals_gets_no_corrected_score(desk: Storage) -> None:
    totals(desk, t.CAS)
    dossier = report(desk, t.ANN)
    assert (dossier.overall_corrected, dossier.overall_interval) == (None, None)
    assert {line.interval for line in dossier.competencies} == {None}


def test_the_interval_stays_on_the_scale(storage: Storage) -> None:
    with storage.work("system", t.NOW) as uow:
        best = {(t.NINA, place): (5, 5, 5) for place in range(len(t.guide().guide.question_ids))}
        t.settle(uow, {**best, (t.OTTO, 0): (1, 2, 1), (t.OTTO, 1): (5, 1, 3)})
    t.open_for_everybody(storage)
    totals(storage, t.CAS)
    with storage.reading() as uow:
        row = compare.comparison(uow, t.CAS, t.VACANCY).row(t.NINA)
    assert row is not None and max(cell.high or 0 for cell in row.cells) > 5
    intervals = [line.interval for line in report(storage, t.CAS).competencies]
    assert all(one is not None and 1 <= one[0] <= one[1] <= 5 for one in intervals)
