"""The mixed model against lme4, published values and a dense textbook solution."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.dense_mixed_model import solve_dense
from scoring import STANDARD, Method, ModelSettings, Sds, compare, rating_table, score_candidates
from tests.scoring.cases import panel, reference, reference_table


def test_penicillin_by_reml() -> None:
    case = reference("V08_lmm_penicillin")
    rows = case["input"]["rows"]
    table = rating_table(
        {
            "candidate": [row[0] for row in rows],
            "rater": [row[1] for row in rows],
            "competency": ["zone"] * len(rows),
            "question": ["diameter"] * len(rows),
            "level": [row[2] for row in rows],
        },
        scale=(0, 50),
    )
    sheet = score_candidates(table, settings=ModelSettings(method=Method.REML, components=("u", "s", "e")))
    wanted, room = case["expected"], case["tolerance"]
    assert sheet.model is not None
    assert sheet.model.converged
    sds = sheet.model.sds
    assert [sds.u, sds.s, sds.e] == pytest.approx(
        [wanted["sd_plate"], wanted["sd_sample"], wanted["sd_residual"]], abs=room["sd"]
    )
    assert sheet.model.minus2reml == pytest.approx(wanted["minus2reml"], abs=room["minus2reml"])
    mean = sheet.vacancy_means[""]
    assert mean == pytest.approx(wanted["mean"], abs=1e-6)
    for sample, value in wanted["sample_blup"].items():
        assert sheet.leniency[sample].value == pytest.approx(value, abs=room["blup"])
    plates = list(wanted["plate_blup"])
    assert sheet.values(plates) - mean == pytest.approx(list(wanted["plate_blup"].values()), abs=room["blup"])


def test_small_panel_with_given_variances() -> None:
    case = reference("V09_blup_small_fixed_sd")
    wanted, room = case["expected"], case["tolerance"]
    sheet = score_candidates(
        reference_table("V09_blup_small_fixed_sd"), settings=ModelSettings(sds=Sds(k=0.0, **case["input"]["sd"]))
    )
    names = list(wanted["overall"])
    assert sheet.vacancy_means["J1"] == pytest.approx(wanted["group_mean"][0], abs=room)
    assert dict(sheet.question_effects) == pytest.approx(wanted["question_effect"], abs=room)
    assert {r: found.value for r, found in sheet.leniency.items()} == pytest.approx(wanted["leniency"], abs=room)
    assert {r: found.se for r, found in sheet.leniency.items()} == pytest.approx(wanted["leniency_se"], abs=room)
    overall = {name: sheet.score(name).overall for name in names}
    assert {n: e.value for n, e in overall.items() if e} == pytest.approx(wanted["overall"], abs=room)
    assert {n: e.se for n, e in overall.items() if e} == pytest.approx(wanted["overall_se"], abs=room)
    assert sheet.covariance(names) == pytest.approx(np.array(wanted["prediction_error_cov"]), abs=room)
    assert sheet.model is not None
    assert sheet.model.minus2reml == pytest.approx(wanted["minus2reml"], abs=room)
    against = compare(sheet)
    for pair in wanted["pairs"]:
        found = against.pair(pair["a"], pair["b"])
        assert [found.difference, found.se, found.probability] == pytest.approx(
            [pair["diff"], pair["se_diff"], pair["p"]], abs=room
        )


@pytest.mark.parametrize(("seed", "vacancies"), [(1, 1), (2, 2), (3, 3), (4, 1)])
def test_untidy_panels_equal_the_dense_textbook(seed: int, vacancies: int) -> None:
    table = rating_table(panel(seed, candidates=20, vacancies=vacancies))
    weights = {"k0": 1.0, "k1": 2.0, "k2": 0.5}
    sheet = score_candidates(table, weights, ModelSettings(sds=STANDARD))
    dense = solve_dense(table, STANDARD, weights)
    rated = [name for name in table.candidates if sheet.score(name).explanation]
    assert sheet.values(rated) == pytest.approx(dense.scores, abs=1e-9)
    assert sheet.covariance(rated) == pytest.approx(dense.covariance, abs=1e-9)
    assert [sheet.leniency[r].value for r in table.raters] == pytest.approx(dense.leniency, abs=1e-9)
    assert [sheet.leniency[r].se for r in table.raters] == pytest.approx(dense.leniency_se, abs=1e-9)
    assert sheet.model is not None
    assert sheet.model.minus2reml == pytest.approx(dense.minus2reml, abs=1e-7)


def test_errors_of_single_competencies_equal_the_dense_textbook() -> None:
    table = rating_table(panel(5, candidates=15))
    sheet = score_candidates(table, settings=ModelSettings(sds=STANDARD))
    rated = [name for name in table.candidates if sheet.score(name).explanation]
    for name in table.competencies:
        alone = {other: float(other == name) for other in table.competencies}
        dense = solve_dense(table, STANDARD, alone)
        for position, candidate in enumerate(rated):
            found = sheet.score(candidate).competencies.get(name)
            if found:
                assert found.value == pytest.approx(dense.scores[position], abs=1e-9)
                assert found.se == pytest.approx(np.sqrt(dense.covariance[position, position]), abs=1e-9)
