from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from scoring import ErrorCode, Phase, RatingRow, TableError, Use, rating_table
from tests.scoring.cases import panel

GOOD: dict[str, list[Any]] = {
    "candidate": ["a", "a", "b"],
    "rater": ["r", "s", "r"],
    "competency": ["k", "k", "k"],
    "question": ["q", "q", "q"],
    "level": [3, 4, None],
}


def changed(**columns: list[Any]) -> dict[str, list[Any]]:
    return {**GOOD, **columns}


@pytest.mark.parametrize(
    ("columns", "code", "row", "column"),
    [
        (changed(level=[3, 6, 2]), ErrorCode.LEVEL_OUT_OF_RANGE, 1, "level"),
        (changed(level=[3, 4, 0]), ErrorCode.LEVEL_OUT_OF_RANGE, 2, "level"),
        (changed(level=[3, float("inf"), 2]), ErrorCode.LEVEL_OUT_OF_RANGE, 1, "level"),
        (changed(level=[3, 2.5, 2]), ErrorCode.LEVEL_NOT_WHOLE, 1, "level"),
        (changed(level=[3, "4", 2]), ErrorCode.LEVEL_NOT_A_NUMBER, 1, "level"),
        (changed(level=[3, 4, True]), ErrorCode.LEVEL_NOT_A_NUMBER, 2, "level"),
        (changed(rater=["r", None, "r"]), ErrorCode.ID_MISSING, 1, "rater"),
        (changed(candidate=["a", "a", "  "]), ErrorCode.ID_MISSING, 2, "candidate"),
        (changed(rater=["r", "r", "r"]), ErrorCode.DUPLICATE_RATING, 1, "level"),
        (changed(phase=["first", "later", "first"]), ErrorCode.PHASE_UNKNOWN, 1, "phase"),
        (changed(competency=["k", "k", "m"]), ErrorCode.QUESTION_IN_TWO_COMPETENCIES, 2, "question"),
        (changed(vacancy=["v", "w", "v"]), ErrorCode.CANDIDATE_IN_TWO_VACANCIES, 1, "candidate"),
        (changed(stars=[1, 2, 3]), ErrorCode.UNKNOWN_COLUMN, None, "stars"),
        ({name: GOOD[name] for name in GOOD if name != "rater"}, ErrorCode.MISSING_COLUMN, None, "rater"),
    ],
)
@pytest.mark.parametrize("as_frame", [True, False])
def test_a_wrong_row_is_named(
    columns: dict[str, list[Any]], code: ErrorCode, row: int | None, column: str, as_frame: bool
) -> None:
    with pytest.raises(TableError) as caught:
        rating_table(pd.DataFrame(columns) if as_frame else columns)
    assert (caught.value.code, caught.value.place.row, caught.value.place.column) == (code, row, column)


def test_a_duplicate_names_both_rows() -> None:
    with pytest.raises(TableError) as caught:
        rating_table(changed(rater=["r", "r", "r"]))
    assert (caught.value.place.other_row, caught.value.place.row) == (0, 1)


def test_an_empty_table_and_unequal_columns_are_refused() -> None:
    with pytest.raises(TableError, match="empty_table"):
        rating_table({name: [] for name in GOOD})
    with pytest.raises(TableError, match="unequal_columns"):
        rating_table(changed(rater=["r"]))


def test_missing_levels_come_in_many_clothes() -> None:
    for missing in (None, float("nan"), pd.NA):
        table = rating_table(pd.DataFrame(changed(level=[3, 4, missing]), dtype=object))
        assert np.isnan(table.level).sum() == 1
    whole = pd.DataFrame(changed(level=[3, 4, None])).astype({"level": "Int64"})
    assert len(rating_table(whole).rows(Use.FIRST)) == 2


def test_rows_frames_and_columns_give_the_same_table() -> None:
    rows = panel(1)
    frame = pd.DataFrame(rows)
    columns = {name: [row[i] for row in rows] for i, name in enumerate(RatingRow._fields)}
    digests = {rating_table(data).digest for data in (rows, frame, columns, frame.sample(frac=1, random_state=2))}
    assert len(digests) == 1
    assert rating_table(rating_table(rows).frame()).digest in digests


def test_another_level_is_another_hash() -> None:
    assert rating_table(GOOD).digest != rating_table(changed(level=[3, 5, None])).digest


def test_a_debrief_rating_replaces_the_first_one_only_for_the_decision() -> None:
    rows = [
        RatingRow("a", "r", "k", "q", 2),
        RatingRow("a", "r", "k", "q", 4, Phase.DEBRIEF),
        RatingRow("a", "s", "k", "q", 3),
        RatingRow("a", "s", "k", "q", None, Phase.DEBRIEF),
    ]
    table = rating_table(rows)
    assert table.level[table.rows(Use.FIRST)].tolist() == [2, 3]
    assert table.level[table.rows(Use.DECISION)].tolist() == [4]


def test_an_unknown_name_is_an_error_of_the_table() -> None:
    with pytest.raises(TableError, match="unknown_name"):
        rating_table(GOOD).find("rater", "nobody")
