"""The border of the arrowhead: the columns all candidates share (vacancies, questions, raters)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.connectivity import bipartite_parts
from scoring.ratings import Codes, Floats, RatingTable, Use


@dataclass(frozen=True, slots=True, eq=False)
class Border:
    """Columns [vacancies | questions | raters] and the map to the columns that can be estimated.

    `contrast` (full x free, sparse) makes question effects sum to zero within each part of the
    vacancy-question graph (two vacancies without a common question cannot be set against each other)
    and drops what no first rating speaks of. `fixed` counts its fixed columns; `leniency` says whether
    raters are in the model. `guide` holds, per vacancy, its questions (-1 = none).
    """

    vacancies: int
    questions: int
    raters: int
    leniency: bool
    contrast: Any
    fixed: int
    guide: Codes
    vacancy_seen: NDArray[np.bool_]

    @property
    def width(self) -> int:
        return self.vacancies + self.questions + self.raters

    def reduce(self, full: Floats) -> Floats:
        """Contrast' full Contrast."""
        half = self.contrast.T @ full
        return np.asarray((self.contrast.T @ half.T).T)

    def expand(self, free: Floats) -> Floats:
        """Contrast free Contrast'."""
        half = self.contrast @ free
        return np.asarray((self.contrast @ half.T).T)


def border_of(table: RatingTable, with_raters: bool) -> Border:
    """The border of a table; `with_raters` False leaves leniency out of the model."""
    first = table.rows(Use.FIRST)
    vacancies, questions, raters = len(table.vacancies), len(table.questions), len(table.raters)
    asked = np.zeros((vacancies, questions), dtype=bool)
    asked[table.vacancy_of[table.candidate[first]], table.question[first]] = True
    contrast, fixed = _contrast(asked, raters if with_raters else 0, raters)
    spoken_of = asked.copy()
    decided = table.rows(Use.DECISION)
    spoken_of[table.vacancy_of[table.candidate[decided]], table.question[decided]] = True
    return Border(
        vacancies, questions, raters, with_raters, contrast, fixed, _guide(spoken_of), np.asarray(asked.any(axis=1))
    )


def _contrast(asked: Any, free_raters: int, raters: int) -> tuple[Any, int]:
    from scipy import sparse

    vacancies, questions = asked.shape
    vacancy, question = np.nonzero(asked)
    part = bipartite_parts(vacancy, question, vacancies, questions)
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    width = 0
    for seen in np.flatnonzero(asked.any(axis=1)).tolist():
        rows.append(seen)
        columns.append(width)
        values.append(1.0)
        width += 1
    for members in _parts(part[vacancies:]):
        for member in members[:-1]:
            rows += [vacancies + member, vacancies + members[-1]]
            columns += [width, width]
            values += [1.0, -1.0]
            width += 1
    fixed = width
    rows += [vacancies + questions + rater for rater in range(free_raters)]
    columns += list(range(width, width + free_raters))
    values += [1.0] * free_raters
    shape = (vacancies + questions + raters, width + free_raters)
    return sparse.csr_array((values, (rows, columns)), shape=shape), fixed


def _parts(labels: Any) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for position, label in enumerate(labels.tolist()):
        found.setdefault(label, []).append(position)
    return list(found.values())


def _guide(spoken_of: Any) -> Codes:
    """Per vacancy its questions in order, padded with -1."""
    longest = max(1, int(spoken_of.sum(axis=1).max()))
    guide = np.full((len(spoken_of), longest), -1, dtype=np.intp)
    for vacancy, row in enumerate(spoken_of):
        questions = np.flatnonzero(row)
        guide[vacancy, : len(questions)] = questions
    return guide
