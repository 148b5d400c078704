"""A small run of the simulated panels; the whole table is `python -m benchmarks.simulation`."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.simulation import EXPECTED, METHODS, WITH_VACANCIES, WORLDS, accepted, evaluate, simulate, table_of
from scoring import score_candidates

SETS = 8
SHIPPED = "as shipped (six, auto)"


@pytest.mark.parametrize("world", ["base", "one rater each"])
@pytest.mark.parametrize("method", ["raw mean", "mixed u+w+h+s+e REML"])
def test_the_table_of_methods_is_met_within_noise(world: str, method: str) -> None:
    outcome = evaluate(WORLDS[world], METHODS[method], SETS, seed=2)
    assert accepted(outcome, EXPECTED[world, method]), outcome


def test_the_vacancy_is_what_saves_strong_departments() -> None:
    world = WORLDS["unequal departments"]
    outcome = evaluate(world, METHODS[SHIPPED], SETS, vacancies=True, seed=2)
    without = evaluate(world, METHODS[SHIPPED], SETS, vacancies=False, seed=2)
    assert accepted(outcome, EXPECTED["unequal departments", WITH_VACANCIES]), outcome
    assert outcome.rank > without.rank + 0.05


def test_ten_candidates_are_covered_by_the_standard_settings() -> None:
    outcome = evaluate(WORLDS["ten candidates"], METHODS[SHIPPED], 40, seed=2)
    assert accepted(outcome, EXPECTED["ten candidates", SHIPPED]), outcome


def test_a_wrong_table_would_be_noticed() -> None:
    outcome = evaluate(WORLDS["base"], METHODS["raw mean"], SETS, seed=2)
    assert not accepted(outcome, EXPECTED["base", "mixed u+w+h+s+e REML"])


def test_leniency_is_found_again() -> None:
    data = simulate(WORLDS["base"], 3)
    sheet = score_candidates(table_of(data))
    found = [leniency.value for leniency in sheet.leniency.values()]
    assert np.corrcoef(found, data.leniency)[0, 1] > 0.95
