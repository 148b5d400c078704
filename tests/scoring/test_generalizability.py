from __future__ import annotations

import numpy as np
import pytest

from scoring import (
    STANDARD,
    Components,
    MatrixError,
    ModelSettings,
    RatingRow,
    Reason,
    SettingError,
    components_of,
    d_study,
    full_block,
    g_study,
    plan,
    rating_table,
    score_candidates,
    sparse_reliability,
)
from tests.scoring.cases import full_panel, panel, reference

TYPICAL = Components(p=0.36, r=0.20, q=0.03, pr=0.09, pq=0.12, rq=0.02, prq=0.40)

PLANNING_TABLE = """
0.51/0.39 0.58/0.43 0.62/0.46 0.67/0.49 0.70/0.50 0.72/0.51
0.64/0.54 0.70/0.59 0.74/0.61 0.79/0.64 0.81/0.66 0.82/0.67
0.70/0.61 0.76/0.66 0.79/0.69 0.83/0.72 0.85/0.74 0.87/0.75
0.73/0.66 0.79/0.71 0.82/0.74 0.86/0.77 0.88/0.78 0.89/0.79
0.75/0.69 0.81/0.74 0.84/0.77 0.88/0.80 0.89/0.81 0.90/0.82
"""


def test_components_of_brennan() -> None:
    case = reference("V06_gtheory_brennan_synth3")
    # Occasions are read as raters: candidates x raters x questions.
    study = g_study(np.array(case["input"]["y"]).transpose(0, 2, 1))
    ours = {"p": "p", "i": "q", "o": "r", "pi": "pq", "po": "pr", "io": "rq", "pio": "prq"}
    for theirs, name in ours.items():
        assert getattr(study.mean_squares, name) == pytest.approx(case["expected"]["MS"][theirs], abs=1e-6)
        assert getattr(study.components, name) == pytest.approx(case["expected"]["var"][theirs], abs=1e-6)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_d_studies_of_brennan(number: int) -> None:
    case = reference("V06_gtheory_brennan_synth3")
    wanted = case["expected"]["dstudy"][number]
    components = g_study(np.array(case["input"]["y"]).transpose(0, 2, 1)).components
    assert components is not None
    found = d_study(components, raters=wanted["n_o"], questions=wanted["n_i"])
    assert [
        found.relative,
        found.absolute,
        found.generalizability,
        found.dependability,
        found.relative_sem,
        found.absolute_sem,
    ] == pytest.approx(
        [wanted[name] for name in ("rel", "abs", "Erho2", "Phi", "SEM_rel", "SEM_abs")], abs=case["tolerance"]
    )


def test_the_planner_reproduces_the_planning_table() -> None:
    same, mixed = plan(TYPICAL), plan(TYPICAL, same_panel=False)
    for row, line in enumerate(PLANNING_TABLE.split("\n")[1:-1]):
        for column, cell in enumerate(line.split()):
            both = f"{same.studies[row][column].generalizability:.2f}/{mixed.studies[row][column].generalizability:.2f}"
            assert both == cell, (row, column)


def test_negative_components_are_reported_and_count_as_nothing() -> None:
    block = np.array([[[1, 5], [5, 1]], [[5, 1], [1, 5]], [[1, 5], [5, 1]]], dtype=float)
    components = g_study(block).components
    assert components is not None
    assert components.pr < 0
    assert d_study(components, 2, 2).relative >= 0


@pytest.mark.parametrize(
    ("shape", "reason"),
    [((1, 2, 2), Reason.ONE_CANDIDATE), ((2, 1, 2), Reason.ONE_RATER), ((2, 2, 1), Reason.ONE_QUESTION)],
)
def test_a_block_needs_two_of_everything(shape: tuple[int, int, int], reason: Reason) -> None:
    assert g_study(np.ones(shape)).reason is reason


def test_gaps_and_flat_shapes() -> None:
    assert g_study([[[1, 2], [3, np.nan]], [[1, 2], [3, 4]]]).reason is Reason.INCOMPLETE_BLOCK
    with pytest.raises(MatrixError):
        g_study(np.ones((3, 3)))


def test_no_truth_and_no_error_has_no_coefficient() -> None:
    nothing = Components(0, 0, 0, 0, 0, 0, 0)
    assert d_study(nothing, 1, 1).generalizability is None
    with pytest.raises(SettingError):
        d_study(nothing, 0, 1)


def test_full_block_keeps_the_places() -> None:
    rows = full_panel(5)
    block = full_block(rating_table(rows))
    assert block.shape == (8, 3, 4)
    assert block[2, 1, 3] == next(r.level for r in rows if (r.candidate, r.rater, r.question) == ("c2", "r1", "q3"))


def test_overlap_factor_of_crossed_and_nested_panels() -> None:
    settings = ModelSettings(sds=STANDARD)
    crossed = sparse_reliability(score_candidates(rating_table(full_panel(6)), settings=settings))
    assert crossed.overlap_factor == pytest.approx(0.0)
    assert crossed.raw == pytest.approx(crossed.corrected)
    nested_rows = [row._replace(rater=f"{row.rater} of {row.candidate}") for row in full_panel(6)]
    nested = sparse_reliability(score_candidates(rating_table(nested_rows), settings=settings))
    assert nested.overlap_factor == pytest.approx(1 / 3)
    assert nested.raw is not None
    assert nested.corrected is not None
    assert nested.raw < nested.corrected


def test_overlap_factor_by_the_definition() -> None:
    table = rating_table(panel(7, missing=0.0))
    seats = {(table.candidate[i], table.rater[i]) for i in range(len(table))}
    by_person = {person: {r for p, r in seats if p == person} for person, _ in seats}
    count, shared = len(by_person), 0.0
    for one, ones in by_person.items():
        for other, others in by_person.items():
            if one != other:
                shared += len(ones & others) / (len(ones) * len(others))
    wanted = np.mean([1 / len(raters) for raters in by_person.values()]) - shared / (count * (count - 1))
    found = sparse_reliability(score_candidates(table, settings=ModelSettings(sds=STANDARD)))
    assert found.overlap_factor == pytest.approx(wanted)


def test_reliability_needs_two_candidates_and_two_raters() -> None:
    alone = rating_table([RatingRow("a", "r", "k", "q", 3)])
    assert sparse_reliability(score_candidates(alone)).reason is Reason.ONE_CANDIDATE
    one_rater = rating_table([RatingRow(name, "r", "k", "q", 3 + i) for i, name in enumerate("ab")])
    assert sparse_reliability(score_candidates(one_rater)).reason is Reason.ONE_RATER


def test_components_of_the_model() -> None:
    found = components_of(STANDARD, [0.5, 0.5])
    assert found.p == pytest.approx(0.55**2 + 0.30**2 / 2)
    assert (found.r, found.prq) == (0.35**2, 0.60**2)
