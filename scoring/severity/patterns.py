"""Candidates grouped by the pattern of who rated which question.

Candidates of one vacancy with the same (rater slot, question) cells share their covariance matrix and
their part of the border up to the names of the raters. So one likelihood costs as much as there are
patterns, not candidates. Slots are ordered by what was rated, so that it does not matter which of
three raters skipped a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring.ratings import Codes, Floats, RatingTable, Use
from scoring.severity.border import Border


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Padded tensors, patterns first. P patterns, n cells, L border columns, N candidates, S slots.

    cells: `slot`, `question`, `competency`, `valid` (P x n). border: `local` (P x n x L), laid out as
    [vacancy | questions of the guide | slots]; `columns` (P x Ls) are the shared columns in the whole
    border (-1 = padding). candidates: `members` (position in the table), `pattern`, `raters` (N x S,
    -1 = none), `levels` (N x n, centred on `centre`).
    """

    slot: Codes
    question: Codes
    competency: Codes
    valid: NDArray[np.bool_]
    local: Floats
    columns: Codes
    members: Codes
    pattern: Codes
    raters: Codes
    levels: Floats
    centre: float

    @property
    def shared(self) -> int:
        """How many border columns a pattern shares: its vacancy and the questions of the guide."""
        return int(self.columns.shape[1])

    def parts(self, elements: int) -> Iterator[Patterns]:
        """The same in pieces of whole patterns with at most about `elements` pattern cells^2 each."""
        size = max(1, elements // max(1, self.valid.shape[1]) ** 2)
        order = np.argsort(self.pattern, kind="stable")
        pattern = self.pattern[order]
        for start in range(0, len(self.slot), size):
            stop = min(start + size, len(self.slot))
            people = order[np.searchsorted(pattern, start) : np.searchsorted(pattern, stop)]
            yield replace(
                self,
                slot=self.slot[start:stop],
                question=self.question[start:stop],
                competency=self.competency[start:stop],
                valid=self.valid[start:stop],
                local=self.local[start:stop],
                columns=self.columns[start:stop],
                members=self.members[people],
                pattern=self.pattern[people] - start,
                raters=self.raters[people],
                levels=self.levels[people],
            )


def patterns_of(
    table: RatingTable, border: Border, use: Use, centre: float, chosen: NDArray[np.bool_] | None = None
) -> Patterns:
    """Group the candidates (all, or those where `chosen` is true) that have a rating."""
    rows = table.rows(use)
    if chosen is not None:
        rows = rows[chosen[table.candidate[rows]]]
    rows = rows[border.vacancy_seen[table.vacancy_of[table.candidate[rows]]]]
    candidate, rater, question = table.candidate[rows], table.rater[rows], table.question[rows]
    slot = _slots(candidate, rater, question, len(table.questions))
    order = np.argsort((candidate * (slot.max(initial=0) + 1) + slot) * len(table.questions) + question, kind="stable")
    rows, candidate, rater, question, slot = (x[order] for x in (rows, candidate, rater, question, slot))
    members, start, sizes = np.unique(candidate, return_index=True, return_counts=True)
    person = np.repeat(np.arange(len(members)), sizes)
    cell = np.arange(len(rows)) - np.repeat(start, sizes)
    shape = (len(members), int(sizes.max(initial=0)))
    key = np.full(shape, -1, dtype=np.int64)
    key[person, cell] = slot * len(table.questions) + question
    levels = np.zeros(shape)
    levels[person, cell] = table.level[rows] - centre
    raters = np.full((len(members), int(slot.max(initial=0)) + 1), -1, dtype=np.intp)
    raters[person, slot] = rater
    vacancy = table.vacancy_of[members]
    example, pattern = _unique_rows(np.column_stack([key, vacancy]))
    cells = key[example]
    valid = cells >= 0
    slots, questions = np.divmod(np.where(valid, cells, 0), len(table.questions))
    local, columns = _local_border(border, vacancy[example], slots, questions, valid, raters.shape[1])
    competency = table.competency_of[questions]
    return Patterns(slots, questions, competency, valid, local, columns, members, pattern, raters, levels, centre)


def _slots(candidate: Codes, rater: Codes, question: Codes, questions: int) -> Codes:
    """Per row the place of its rater among the candidate's raters, ordered by what each rated.

    The signature only orders; patterns are told apart by their exact cells.
    """
    if not len(candidate):
        return np.zeros(0, dtype=np.intp)
    new_card = np.ones(len(candidate), dtype=bool)
    new_card[1:] = (candidate[1:] != candidate[:-1]) | (rater[1:] != rater[:-1])
    card = np.cumsum(new_card) - 1
    starts = np.flatnonzero(new_card)
    signature = np.add.reduceat(_mixed(questions)[question], starts)
    order = np.lexsort((rater[starts], signature, candidate[starts]))
    owner = candidate[starts][order]
    first = np.ones(len(owner), dtype=bool)
    first[1:] = owner[1:] != owner[:-1]
    begin = np.maximum.accumulate(np.where(first, np.arange(len(owner)), 0))
    slot = np.empty(len(owner), dtype=np.intp)
    slot[order] = np.arange(len(owner)) - begin
    return np.asarray(slot[card])


def _mixed(count: int) -> NDArray[np.uint64]:
    """A fixed, well spread 64-bit number per position (the mixing steps of splitmix64)."""
    z = (np.arange(1, count + 1, dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(z ^ (z >> np.uint64(31)))


def _unique_rows(rows: NDArray[np.int64]) -> tuple[Codes, Codes]:
    """Position of one example per distinct row, and per row its group. Sorting one mixed number per
    row is much faster than sorting rows; a collision is found by comparing and then sorted out.
    """
    mixed = (rows.astype(np.uint64) * _mixed(rows.shape[1])).sum(axis=1, dtype=np.uint64)
    _, example, group = np.unique(mixed, return_index=True, return_inverse=True)
    if len(rows) and not np.array_equal(rows[example][group], rows):
        _, example, group = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return example.astype(np.intp), group.reshape(-1).astype(np.intp)


def _local_border(
    border: Border, vacancy: Codes, slots: Codes, questions: Codes, valid: NDArray[np.bool_], most_slots: int
) -> tuple[Floats, Codes]:
    guide = border.guide[vacancy]
    shared = 1 + guide.shape[1]
    columns = np.full((len(vacancy), shared), -1, dtype=np.intp)
    columns[:, 0] = vacancy
    columns[:, 1:] = np.where(guide >= 0, guide + border.vacancies, -1)
    place = np.full((len(border.guide), border.questions), -1, dtype=np.intp)
    row, position = np.nonzero(border.guide >= 0)
    place[row, border.guide[row, position]] = position
    local = np.zeros((*valid.shape, shared + most_slots))
    pattern, cell = np.nonzero(valid)
    local[pattern, cell, 0] = 1.0
    local[pattern, cell, 1 + place[vacancy[pattern], questions[pattern, cell]]] = 1.0
    local[pattern, cell, shared + slots[pattern, cell]] = 1.0
    return local, columns
