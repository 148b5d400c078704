"""Reference cases (published tables and R results) and small panels the tests are made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from scoring import RatingRow, RatingTable, rating_table

EXPECTED = Path(__file__).parent / "expected"


def reference(name: str) -> dict[str, Any]:
    """One reference case: input, expected, tolerance and source."""
    found: dict[str, Any] = json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    return found


def reference_table(name: str) -> RatingTable:
    """The rows of a mixed-model case as a rating table."""
    given = reference(name)["input"]
    names = {"requisition": "vacancy", "rating": "level"}
    columns = [names.get(column, column) for column in given["columns"]]
    return rating_table({column: [row[i] for row in given["rows"]] for i, column in enumerate(columns)})


def one_rater(levels: list[int]) -> RatingTable:
    """One candidate, one rater, one competency with a question per level."""
    return rating_table([RatingRow("c", "r", "k", f"q{i}", level) for i, level in enumerate(levels)])


def panel(
    seed: int,
    candidates: int = 12,
    raters: int = 5,
    questions: int = 6,
    vacancies: int = 1,
    missing: float = 0.2,
    seats: int = 3,
) -> list[RatingRow]:
    """Random rows of an untidy panel: some raters, some gaps, two questions per competency."""
    rng = np.random.default_rng(seed)
    rows = []
    for person in range(candidates):
        seated = rng.choice(raters, size=int(rng.integers(1, seats + 1)), replace=False)
        for rater in seated.tolist():
            for question in range(questions):
                level = int(rng.integers(1, 6)) if rng.random() >= missing else None
                rows.append(
                    RatingRow(
                        f"c{person:03d}",
                        f"r{rater}",
                        f"k{question // 2}",
                        f"q{question}",
                        level,
                        vacancy=f"v{person % vacancies}",
                    )
                )
    return rows


def full_panel(seed: int, candidates: int = 8, raters: int = 3, questions: int = 4) -> list[RatingRow]:
    """Everybody rates everybody on everything, two questions per competency."""
    rng = np.random.default_rng(seed)
    return [
        RatingRow(f"c{person}", f"r{rater}", f"k{question // 2}", f"q{question}", int(rng.integers(1, 6)))
        for person in range(candidates)
        for rater in range(raters)
        for question in range(questions)
    ]
