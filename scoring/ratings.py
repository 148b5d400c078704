"""The rating table: one row a rating, checked once, read by everything else.

Columns: candidate, rater, competency, question, level, and optionally phase ("first" or "debrief")
and vacancy. A level is a whole number on the scale, or missing ("no evidence", "not asked"): missing
is never a low level. A rating changed in the debrief is a second row with phase "debrief"; the first
one stays, because reliability and leniency only look at what was submitted before the debrief.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from scoring.errors import ErrorCode, Place, TableError

if TYPE_CHECKING:
    import pandas as pd

Codes = NDArray[np.intp]
Floats = NDArray[np.float64]
Labels = tuple[str, ...]

REQUIRED = ("candidate", "rater", "competency", "question", "level")
OPTIONAL = ("phase", "vacancy")
SCALE = (1, 5)
_PLAIN = {int, float, type(None)}
"""What a level is of nearly always: turned into numbers at once, and None becomes nan."""
LABELS = {
    "candidate": "candidates",
    "rater": "raters",
    "competency": "competencies",
    "question": "questions",
    "vacancy": "vacancies",
}


class Phase(StrEnum):
    """When a rating was submitted."""

    FIRST = "first"
    DEBRIEF = "debrief"


class Use(StrEnum):
    """Which ratings a figure rests on: those from before the debrief, or those that decide."""

    FIRST = "first"
    DECISION = "decision"


class RatingRow(NamedTuple):
    """One rating as a row; `level` None means no evidence or not asked."""

    candidate: str
    rater: str
    competency: str
    question: str
    level: int | None
    phase: str = Phase.FIRST
    vacancy: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class RatingTable:
    """A checked table; labels are sorted and rows ordered, so the order of the input leaves no trace.

    `candidates` ... `vacancies` are the labels; `candidate` ... `question` hold, per row, the position
    of the label. `level` is nan where there is no evidence. `competency_of` gives each question's
    competency and `vacancy_of` each candidate's vacancy. Make one with `rating_table`.
    """

    candidates: tuple[str, ...]
    raters: tuple[str, ...]
    competencies: tuple[str, ...]
    questions: tuple[str, ...]
    vacancies: tuple[str, ...]
    candidate: Codes
    rater: Codes
    question: Codes
    debrief: NDArray[np.bool_]
    level: Floats
    competency_of: Codes
    vacancy_of: Codes
    scale: tuple[int, int]
    digest: str

    def __len__(self) -> int:
        return len(self.level)

    def rows(self, use: Use) -> Codes:
        """Positions of the rows with a level: first ratings, or per rating the one that decides."""
        if use is Use.FIRST:
            chosen = ~self.debrief
        else:
            # Rows are sorted with the debrief rating right after the first one it replaces.
            chosen = np.ones(len(self), dtype=bool)
            chosen[:-1] = (
                (self.candidate[1:] != self.candidate[:-1])
                | (self.rater[1:] != self.rater[:-1])
                | (self.question[1:] != self.question[:-1])
            )
        return np.flatnonzero(chosen & ~np.isnan(self.level))

    def frame(self) -> pd.DataFrame:
        """The table as a tidy DataFrame with all seven columns."""
        import pandas as pd

        phases = np.array([Phase.FIRST.value, Phase.DEBRIEF.value])
        return pd.DataFrame(
            {
                "candidate": np.array(self.candidates)[self.candidate],
                "rater": np.array(self.raters)[self.rater],
                "competency": np.array(self.competencies)[self.competency_of[self.question]],
                "question": np.array(self.questions)[self.question],
                "level": self.level,
                "phase": phases[self.debrief.astype(np.intp)],
                "vacancy": np.array(self.vacancies)[self.vacancy_of[self.candidate]],
            }
        )

    def find(self, column: str, name: str) -> int:
        """The position of a label, `column` being candidate, rater, competency, question or vacancy.

        Raises TableError for a label that is not in the table.
        """
        labels: Labels = getattr(self, LABELS[column])
        if name not in labels:
            raise TableError(ErrorCode.UNKNOWN_NAME, Place(column=column, value=name))
        return labels.index(name)

    def of_vacancy(self, rows: Codes, vacancy: str | None) -> Codes:
        """Those of `rows` that belong to the vacancy; None keeps all."""
        if vacancy is None:
            return rows
        return np.asarray(rows[self.vacancy_of[self.candidate[rows]] == self.find("vacancy", vacancy)])

    def without_rater(self, rater: str) -> RatingTable:
        """The table with one rater's rows left out; labels of candidates and questions stay."""
        kept = self.rater != self.find("rater", rater)
        return _assemble(
            (self.candidates, self.raters, self.competencies, self.questions, self.vacancies),
            (self.candidate[kept], self.rater[kept], self.question[kept], self.debrief[kept], self.level[kept]),
            (self.competency_of, self.vacancy_of),
            self.scale,
        )


def rating_table(
    data: pd.DataFrame | Mapping[str, Sequence[Any]] | Iterable[RatingRow], scale: tuple[int, int] = SCALE
) -> RatingTable:
    """Check a tidy DataFrame, a mapping of columns or rows, and return the table.

    Raises TableError with the row and column for: an empty table, an unknown or missing column, a
    missing identifier, a level that is no whole number on the scale, an unknown phase, the same
    candidate, rater, question and phase twice, a question under two competencies, a candidate under
    two vacancies.
    """
    columns = _columns(data)
    length = len(columns["level"])
    if not length:
        raise TableError(ErrorCode.EMPTY_TABLE)
    labels: dict[str, tuple[str, ...]] = {}
    codes: dict[str, Codes] = {}
    for name in ("candidate", "rater", "competency", "question", "vacancy", "phase"):
        if name in columns:
            labels[name], codes[name] = _identifiers(name, columns[name])
        else:
            labels[name] = (Phase.FIRST.value if name == "phase" else "",)
            codes[name] = np.zeros(length, dtype=np.intp)
    level = _levels(columns["level"], scale)
    debrief = _debrief(labels["phase"], codes["phase"])
    competency_of = _owner(codes["question"], codes["competency"], ErrorCode.QUESTION_IN_TWO_COMPETENCIES, "question")
    vacancy_of = _owner(codes["candidate"], codes["vacancy"], ErrorCode.CANDIDATE_IN_TWO_VACANCIES, "candidate")
    order = _row_order(codes, debrief)
    _refuse_duplicates(codes, debrief, order)
    return _assemble(
        (labels["candidate"], labels["rater"], labels["competency"], labels["question"], labels["vacancy"]),
        (codes["candidate"][order], codes["rater"][order], codes["question"][order], debrief[order], level[order]),
        (competency_of, vacancy_of),
        scale,
    )


def _columns(data: Any) -> dict[str, Any]:
    """The input as named columns of equal length."""
    if hasattr(data, "columns") and hasattr(data, "iloc"):
        names = [str(name) for name in data.columns]
        columns = {str(name): data[name] for name in data.columns}
    elif isinstance(data, Mapping):
        names = [str(name) for name in data]
        columns = {str(name): list(values) for name, values in data.items()}
    else:
        rows = list(data)
        names = list(RatingRow._fields)
        columns = {name: [row[index] for row in rows] for index, name in enumerate(names)}
    known = set(REQUIRED) | set(OPTIONAL)
    for name in names:
        if name not in known or names.count(name) > 1:
            raise TableError(ErrorCode.UNKNOWN_COLUMN, Place(column=name))
    for name in REQUIRED:
        if name not in columns:
            raise TableError(ErrorCode.MISSING_COLUMN, Place(column=name))
    for name in names:
        if len(columns[name]) != len(columns["level"]):
            raise TableError(ErrorCode.UNEQUAL_COLUMNS, Place(column=name))
    return columns


def _identifiers(name: str, values: Any) -> tuple[tuple[str, ...], Codes]:
    """Sorted labels and, per row, the position of its label."""
    if hasattr(values, "iloc"):
        import pandas as pd

        found, uniques = pd.factorize(values)
        codes = np.asarray(found, dtype=np.intp)
        texts = [str(unique) for unique in uniques]
    else:
        seen = dict.fromkeys(values)
        texts = [str(value) for value in seen if not _is_missing(value)]
        place = count()
        code_of = {value: -1 if _is_missing(value) else next(place) for value in seen}
        codes = np.fromiter(map(code_of.__getitem__, values), dtype=np.intp, count=len(values))
    # An empty vacancy is the single unnamed one; everything else needs a name.
    empty = np.array([not text.strip() and name != "vacancy" for text in texts] + [True])
    bad = np.flatnonzero(empty[codes])
    if len(bad):
        raise TableError(ErrorCode.ID_MISSING, Place(row=int(bad[0]), column=name))
    labels, positions = np.unique(np.array(texts, dtype=object), return_inverse=True)
    return tuple(labels.tolist()), positions.astype(np.intp)[codes]


def _is_missing(value: object) -> bool:
    return value is None or value != value


def _levels(values: Any, scale: tuple[int, int]) -> Floats:
    """Levels as floats, nan where missing."""
    numbers = _numbers(values)
    present = ~np.isnan(numbers)
    whole = np.equal(np.floor(numbers, where=present, out=numbers.copy()), numbers)
    for wrong, code in (
        (present & ~whole, ErrorCode.LEVEL_NOT_WHOLE),
        (present & ((numbers < scale[0]) | (numbers > scale[1])), ErrorCode.LEVEL_OUT_OF_RANGE),
    ):
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            raise TableError(code, Place(row=row, column="level", value=repr(float(numbers[row]))))
    return numbers


def _numbers(values: Any) -> Floats:
    dtype = getattr(values, "dtype", None)
    if isinstance(dtype, np.dtype) and dtype.kind in "iuf":
        return np.array(values, dtype=np.float64)
    if isinstance(values, (list, tuple)) and set(map(type, values)) <= _PLAIN:
        return np.array(values, dtype=np.float64)
    numbers = np.full(len(values), np.nan)
    for row, value in enumerate(values):
        if value is None or type(value).__name__ == "NAType":
            continue
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, (Integral, Real)):
            raise TableError(ErrorCode.LEVEL_NOT_A_NUMBER, Place(row=row, column="level", value=repr(value)[:40]))
        numbers[row] = float(value)
    return numbers


def _debrief(labels: tuple[str, ...], codes: Codes) -> NDArray[np.bool_]:
    known = {phase.value for phase in Phase}
    for position, label in enumerate(labels):
        if label not in known:
            row = int(np.flatnonzero(codes == position)[0])
            raise TableError(ErrorCode.PHASE_UNKNOWN, Place(row=row, column="phase", value=label))
    return np.array([label == Phase.DEBRIEF for label in labels])[codes]


def _owner(things: Codes, owners: Codes, code: ErrorCode, column: str) -> Codes:
    """The one owner of each thing (question -> competency, candidate -> vacancy)."""
    owner_of = np.zeros(int(things.max()) + 1, dtype=np.intp)
    owner_of[things[::-1]] = owners[::-1]
    wrong = np.flatnonzero(owner_of[things] != owners)
    if len(wrong):
        row = int(wrong[0])
        first = int(np.flatnonzero(things == things[row])[0])
        raise TableError(code, Place(row=row, column=column, other_row=first))
    return owner_of


def _key(codes: Mapping[str, Codes], debrief: NDArray[np.bool_]) -> NDArray[np.int64]:
    """One number per (candidate, rater, question, phase), in that order of sorting."""
    raters, questions = int(codes["rater"].max()) + 1, int(codes["question"].max()) + 1
    key = codes["candidate"].astype(np.int64) * raters + codes["rater"]
    return cast("NDArray[np.int64]", (key * questions + codes["question"]) * 2 + debrief)


def _row_order(codes: Mapping[str, Codes], debrief: NDArray[np.bool_]) -> Codes:
    return np.argsort(_key(codes, debrief), kind="stable")


def _refuse_duplicates(codes: Mapping[str, Codes], debrief: NDArray[np.bool_], order: Codes) -> None:
    key = _key(codes, debrief)[order]
    same = np.flatnonzero(key[1:] == key[:-1])
    if len(same):
        first, second = int(order[same[0]]), int(order[same[0] + 1])
        raise TableError(ErrorCode.DUPLICATE_RATING, Place(row=second, column="level", other_row=first))


def _assemble(
    labels: tuple[Labels, Labels, Labels, Labels, Labels],
    rows: tuple[Codes, Codes, Codes, NDArray[np.bool_], Floats],
    owners: tuple[Codes, Codes],
    scale: tuple[int, int],
) -> RatingTable:
    digest = hashlib.sha256(repr((labels, scale)).encode())
    for array in (*rows, *owners):
        array.flags.writeable = False
        digest.update(np.ascontiguousarray(array).tobytes())
    return RatingTable(*labels, *rows, *owners, scale, digest.hexdigest())
