"""Candidates side by side: nothing before the treatment was read, the figures of `scoring`, and orders that hold."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.many import CHAIR, NOW, VACANCY, World, fill, shown_to
from interview.errors import NotAllowed, NotFound
from interview.model.audit import Action
from interview.model.rating import AmendmentPhase, Outcome
from interview.settings import Settings
from interview.storage import Storage, UnitOfWork, open_storage
from interview.workflow import compare, evidence, exports, opened, rate
from interview.workflow.measured import measured_of


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    """An empty installation."""
    made = open_storage(Settings(data=tmp_path))
    yield made
    made.close()


def settle(storage: Storage, world: World, *viewers: str) -> None:
    """The world, with the totals opened by the viewers."""
    fill(storage, world)
    for viewer in viewers:
        shown_to(storage, viewer)
        with storage.work(viewer, NOW) as work:
            compare.open_totals(work, viewer, VACANCY)


def actions(work: UnitOfWork, action: Action) -> list[str]:
    return [event.actor for event in work.audit.all() if event.action is action]


def test_totals_stay_shut_for_each_person_until_they_read_the_treatment(storage: Storage) -> None:
    settle(storage, World(candidates=4), CHAIR)
    shown_to(storage, "hr")
    with storage.reading() as work:
        assert len(compare.comparison(work, CHAIR, VACANCY).rows) == 4
        shut = compare.comparison(work, "hr", VACANCY, chosen="")
        assert (shut.rows, shut.brackets, shut.chosen, shut.opened_at, shut.degrees) == ((), (), None, None, None)
        assert len(shut.treatment.rows) == 4
        for read in (
            lambda: evidence.evidence(work, "hr", VACANCY, "candidate-1"),
            lambda: exports.comparison_file(work, "hr", VACANCY, "csv", "decision", "nl"),
        ):
            with pytest.raises(NotAllowed, match="totals_shut"):
                read()


def test_opening_is_logged_once(storage: Storage) -> None:
    settle(storage, World(candidates=3), CHAIR, CHAIR)
    with storage.reading() as work:
        assert actions(work, Action.COMPARISON_OPENED) == [CHAIR]


@pytest.mark.parametrize("change", [{"restricted": True}, {"erased_at": NOW}])
def test_who_is_restricted_or_erased_is_not_compared(storage: Storage, change: dict[str, Any]) -> None:
    settle(storage, World(candidates=3), CHAIR)
    with storage.work("system", NOW) as work:
        work.candidates.update(work.candidates.get("candidate-1").model_copy(update=change))
    with storage.reading() as work:
        seen = compare.comparison(work, CHAIR, VACANCY)
    assert {row.candidate_id for row in seen.rows} == {"candidate-2", "candidate-3"}
    assert (seen.candidates, seen.sealed) == (2, ())


def test_nobody_without_a_seat_sees_anything(storage: Storage) -> None:
    settle(storage, World(candidates=3), CHAIR)
    with storage.reading() as work, pytest.raises(NotAllowed):
        compare.comparison(work, "stranger", VACANCY)


def test_rows_are_in_score_order_with_the_figures_of_the_measurement(storage: Storage) -> None:
    settle(storage, World(candidates=6), CHAIR)
    with storage.reading() as work:
        seen = compare.comparison(work, CHAIR, VACANCY, chosen="")
        measured = measured_of(opened.opened(work, CHAIR, VACANCY), "decision")
    assert measured is not None
    totals = [row.total for row in seen.rows]
    assert totals == sorted(totals, key=lambda total: -(total or 0))
    for row in seen.rows:
        score = measured.scores[row.candidate_id]
        assert score.overall is not None
        assert (row.total, row.low, row.high) == (score.overall.value, score.overall.low, score.overall.high)
        assert row.rank_low is not None and row.rank_high is not None and 1 <= row.rank_low <= row.rank_high <= 6
        assert [cell.competency_id for cell in row.cells] == [head.id for head in seen.competencies]


def test_steps_from_raw_to_corrected_add_up(storage: Storage) -> None:
    settle(storage, World(candidates=6), CHAIR)
    with storage.reading() as work:
        rows = compare.comparison(work, CHAIR, VACANCY).rows
    for row in rows:
        said = row.steps
        assert said is not None
        adjusted = said.seen - said.leniency - said.questions
        assert said.carried * adjusted + (1 - said.carried) * said.expected == pytest.approx(said.score, abs=1e-9)


def test_the_chosen_one_is_set_against_all_others_nearest_first(storage: Storage) -> None:
    settle(storage, World(candidates=5), CHAIR)
    with storage.reading() as work:
        first = compare.comparison(work, CHAIR, VACANCY, chosen="nobody").chosen
        rows = compare.comparison(work, CHAIR, VACANCY).rows
        third = compare.comparison(work, CHAIR, VACANCY, chosen=rows[2].candidate_id).chosen
    ids = [row.candidate_id for row in rows]
    assert first is not None and first.candidate_id == ids[0]
    assert third is not None
    assert [(ids.index(p.one), ids.index(p.other)) for p in third.pairs] == [(1, 2), (2, 3), (0, 2), (2, 4)]
    assert all(pair.probability >= 0.5 for pair in third.pairs)
    assert {line.kind for line in third.stability} == {"without_rater", "equal_weights"}
    assert all(not line.rater.startswith("rater-") for line in third.stability)


def test_a_swap_names_the_one_who_would_pass_the_other(storage: Storage) -> None:
    settle(storage, World(candidates=12), CHAIR)
    with storage.reading() as work:
        chosen = compare.comparison(work, CHAIR, VACANCY, chosen="").chosen
        ids = [row.candidate_id for row in compare.comparison(work, CHAIR, VACANCY).rows]
    assert chosen is not None
    swaps = [swap for line in chosen.stability for swap in line.swaps]
    assert swaps
    assert all(ids.index(lower) == ids.index(upper) + 1 for lower, upper in swaps)


def test_panels_that_share_no_rater_have_orders_of_their_own(storage: Storage) -> None:
    settle(storage, World(candidates=10, raters=6, parts=2), CHAIR)
    with storage.reading() as work:
        seen = compare.comparison(work, CHAIR, VACANCY, chosen="")
    parts = [row.part for row in seen.rows]
    assert seen.parts == 2
    assert parts == sorted(parts, key=parts.index)
    assert all(len({row.part for row in seen.rows if row.candidate_id in run}) == 1 for run in seen.brackets)
    assert max(row.rank_high or 0 for row in seen.rows) == 5
    assert seen.chosen is not None
    assert len(seen.chosen.pairs) == 4


def test_sealed_candidates_are_named_and_nothing_else(storage: Storage) -> None:
    settle(storage, World(candidates=5, sealed=2), CHAIR)
    with storage.reading() as work:
        seen = compare.comparison(work, CHAIR, VACANCY)
        sealed = {c.name for c in work.candidates.of_vacancy(VACANCY) if c.number > 3}
    assert set(seen.sealed) == sealed
    assert len(seen.rows) == len(seen.treatment.rows) == 3
    assert seen.candidates == 5


def test_a_missing_competency_leaves_the_total_open(storage: Storage) -> None:
    settle(storage, World(candidates=8, no_evidence=0.55, seed=3), CHAIR)
    with storage.reading() as work:
        seen = compare.comparison(work, CHAIR, VACANCY)
    missing = [row for row in seen.rows if row.missing]
    assert missing and len(missing) < len(seen.rows)
    assert seen.rows[-len(missing) :] == tuple(missing)
    for row in missing:
        assert row.total is None and row.rank_low is None
        assert [cell.competency_id for cell in row.cells if cell.value is None] == list(row.missing)


def test_first_and_later_ratings_are_two_moments(storage: Storage) -> None:
    settle(storage, World(candidates=3), CHAIR)
    with storage.work(CHAIR, NOW) as work:
        mine = next(card for card in work.scorecards.of_vacancy(VACANCY) if card.rater_id == CHAIR)
        rating = next(r for r in work.ratings.of_card(mine.id) if r.level is not None)
        later = 1 if (rating.level or 3) > 2 else 5
        rate.amend(
            work,
            CHAIR,
            mine.id,
            rating.question_id,
            outcome=Outcome.LEVEL,
            level=later,
            reason="ander bewijs",
            phase=AmendmentPhase.DEBRIEF,
        )
    with storage.reading() as work:
        before, after = (compare.comparison(work, CHAIR, VACANCY, moment) for moment in ("first", "decision"))
    assert before.amended == after.amended == 1
    assert [row.total for row in before.rows] != [row.total for row in after.rows]


def test_numbers_instead_of_names_are_shuffled_once_for_each_viewer() -> None:
    ids = [f"candidate-{number}" for number in range(40)]
    mine = compare.blind_numbers("ann", ids)
    assert sorted(mine.values()) == list(range(1, 41))
    assert mine == compare.blind_numbers("ann", reversed(ids))
    assert mine != compare.blind_numbers("bob", ids)
    assert [mine[id] for id in ids] != sorted(mine.values())


def test_evidence_holds_each_raters_lines_and_marks_what_carries_the_level(storage: Storage) -> None:
    settle(storage, World(candidates=3), CHAIR)
    with storage.reading() as work:
        seen = evidence.evidence(work, CHAIR, VACANCY, "candidate-2")
        cards = [card for card in work.scorecards.of_vacancy(VACANCY) if card.interview_id == "talk-2"]
        with pytest.raises(NotFound):
            evidence.evidence(work, CHAIR, VACANCY, "candidate-9")
    assert {judged.rater_id for answer in seen.answers for judged in answer.judged} == {c.rater_id for c in cards}
    noted = [judged for answer in seen.answers for judged in answer.judged if judged.lines]
    assert noted
    assert all([line.carries for line in judged.lines] == [True, False] for judged in noted)
    means = seen.rater_means(seen.comparison.competencies[0].id)
    assert len(means) == len(cards) and list(means) == sorted(means)


def test_evidence_of_a_sealed_candidate_is_not_there(storage: Storage) -> None:
    settle(storage, World(candidates=3, sealed=1), CHAIR)
    with storage.reading() as work, pytest.raises(NotFound, match="not_open"):
        evidence.evidence(work, CHAIR, VACANCY, "candidate-3")


def test_tables_go_to_chair_and_hr_and_leave_a_trace(storage: Storage) -> None:
    settle(storage, World(candidates=4, sealed=1), CHAIR, "hr", "rater-2")
    for viewer in (CHAIR, "hr"):
        with storage.work(viewer, NOW) as work:
            file = exports.comparison_file(work, viewer, VACANCY, "xlsx", "decision", "nl")
        assert {line.candidate_id for line in file.ratings} == {"candidate-1", "candidate-2", "candidate-3"}
    with storage.work("rater-2", NOW) as work, pytest.raises(NotAllowed):
        exports.comparison_file(work, "rater-2", VACANCY, "xlsx", "decision", "nl")
    with storage.reading() as work:
        assert actions(work, Action.TABLE_EXPORTED) == [CHAIR, "hr"]
