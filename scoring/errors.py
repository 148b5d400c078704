"""What `scoring` raises when its input cannot be measured.

    ScoringError
    ├── TableError      the rating table: a column, a level, an identifier, a duplicate
    ├── WeightError     the weights of the competencies
    ├── MatrixError     a matrix or table of counts handed to an agreement coefficient
    ├── CountError      the counts of a selection stage
    └── SettingError    a setting outside its range, a name that is not in the result

Each error carries a code and the exact place; the words people read are made elsewhere.
"""

from dataclasses import dataclass
from enum import StrEnum


class ErrorCode(StrEnum):
    """Why the input was refused."""

    EMPTY_TABLE = "empty_table"
    UNKNOWN_COLUMN = "unknown_column"
    MISSING_COLUMN = "missing_column"
    UNEQUAL_COLUMNS = "unequal_columns"
    ID_MISSING = "id_missing"
    LEVEL_NOT_A_NUMBER = "level_not_a_number"
    LEVEL_NOT_WHOLE = "level_not_whole"
    LEVEL_OUT_OF_RANGE = "level_out_of_range"
    PHASE_UNKNOWN = "phase_unknown"
    DUPLICATE_RATING = "duplicate_rating"
    QUESTION_IN_TWO_COMPETENCIES = "question_in_two_competencies"
    CANDIDATE_IN_TWO_VACANCIES = "candidate_in_two_vacancies"
    WEIGHT_NOT_FINITE = "weight_not_finite"
    WEIGHT_NEGATIVE = "weight_negative"
    WEIGHTS_SUM_TO_ZERO = "weights_sum_to_zero"
    COMPETENCY_WITHOUT_WEIGHT = "competency_without_weight"
    VACANCY_WITHOUT_WEIGHTS = "vacancy_without_weights"
    SHAPE = "shape"
    NOT_FINITE = "not_finite"
    NEGATIVE = "negative"
    MORE_SELECTED_THAN_PEOPLE = "more_selected_than_people"
    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_NAME = "unknown_name"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the fault is: rows are counted from 0 in the order of the input."""

    row: int | None = None
    column: str | None = None
    value: str | None = None
    other_row: int | None = None

    def __str__(self) -> str:
        named = (
            ("row", self.row),
            ("column", self.column),
            ("value", self.value),
            ("other_row", self.other_row),
        )
        return ", ".join(f"{name}={value}" for name, value in named if value is not None)


class ScoringError(ValueError):
    """The root of the tree: `code` says why, `place` says where."""

    def __init__(self, code: ErrorCode, place: Place | None = None) -> None:
        self.code = code
        self.place = place or Place()
        super().__init__(f"{code.value} ({self.place})")


class TableError(ScoringError):
    """The rating table is refused."""


class WeightError(ScoringError):
    """The weights are refused; `place.column` is the competency or the vacancy."""


class MatrixError(ScoringError):
    """A matrix or table of counts is refused."""


class CountError(ScoringError):
    """The counts of a selection stage are refused; `place.column` is the group."""


class SettingError(ScoringError):
    """A setting is out of its range, or a name is not part of the result."""
