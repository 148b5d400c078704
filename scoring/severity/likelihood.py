"""The restricted likelihood with every candidate absorbed, and its gradient.

Per candidate V = su2 11' + sk2 [same competency] + sw2 [same question] + sh2 [same rater] + se2 I and
B = its border. C = sum B'V^-1B + diag(0, 1/ss2), b = sum B'V^-1y, c = C^-1 b, and
-2 REML = sum ln|V| + R ln ss2 + ln|C| + sum y'V^-1y - b'c + (n - p) ln 2 pi
(Patterson & Thompson 1971; absorption as in Henderson's mixed model equations, Searle, Casella &
McCulloch 1992). The gradient needs one more pass: with
S = sum (y - Bc)(y - Bc)' + B C^-1 B', d/dt = <A_t, N V^-1 - V^-1 S V^-1> for V = sum t A_t.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.ratings import Codes, Floats
from scoring.severity.border import Border
from scoring.severity.patterns import Patterns
from scoring.severity.settings import Sds

STRUCTURES = ("u", "k", "w", "h", "e")
"""The components within a candidate's covariance; leniency (s) lies in the border."""

Piece = tuple[Any, Any, Any, Any, Any, Any]
"""Arrays: pattern, local row, local column, row and column of the whole border, how often."""


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The border solved at given standard deviations; `effects` and `inverse` are on the whole border."""

    minus2reml: float
    effects: Floats
    inverse: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Sums over candidates that every likelihood needs again.

    `count` (P), `products` = sum yy' (P x n x n), `totals` = sum y (P x n). Per (pattern, slot, rater):
    `at` = pattern, `slot`, `rater` and `sums` = sum y. `gather` (sparse, width^2 x P L^2) lays the
    local crossproducts out on the whole border; `by_slot` (sparse, P S x entries) adds entries up.
    """

    count: Floats
    products: Floats
    totals: Floats
    at: Codes
    slot: Codes
    rater: Codes
    sums: Floats
    gather: Any
    by_slot: Any


@dataclass(frozen=True, slots=True, eq=False)
class Absorbed:
    """Candidates summed out: sum B'V^-1B and sum B'V^-1y on the whole border, sum ln|V| + y'V^-1y, rows."""

    matrix: Floats
    right: Floats
    value: float
    rows: int

    def __add__(self, other: Absorbed) -> Absorbed:
        return Absorbed(
            self.matrix + other.matrix, self.right + other.right, self.value + other.value, self.rows + other.rows
        )


class Likelihood:
    """-2 REML of one set of patterns as a function of the standard deviations."""

    def __init__(self, border: Border, patterns: Patterns) -> None:
        self._border = border
        self._patterns = patterns
        self._entries = _entries(border, patterns)
        self._masks = {name: _structure(patterns, name) for name in STRUCTURES}
        self._rows = int(self._entries.count @ patterns.valid.sum(axis=1))

    def absorb(self, sds: Sds) -> tuple[Absorbed, Floats]:
        """The sums over candidates, and V^-1 per pattern."""
        patterns, entries, border = self._patterns, self._entries, self._border
        covariance = _covariance(patterns, sds, self._masks)
        log_v = 2 * np.log(np.diagonal(np.linalg.cholesky(covariance), axis1=1, axis2=2)).sum(axis=1)
        inverses = np.asarray(np.linalg.inv(covariance), dtype=np.float64)
        scaled = inverses @ patterns.local
        crossed = patterns.local.transpose(0, 2, 1) @ scaled
        matrix = (entries.gather @ crossed.ravel()).reshape(border.width, border.width)
        value = float(entries.count @ log_v) + _inner(entries.products, inverses)
        return Absorbed(matrix, self._right_side(scaled), value, self._rows), inverses

    def value_and_gradient(self, sds: Sds) -> tuple[float, dict[str, float]]:
        """-2 REML and its derivatives with respect to the VARIANCES."""
        absorbed, inverses = self.absorb(sds)
        solution = solve(self._border, absorbed, sds)
        patterns, entries, border = self._patterns, self._entries, self._border
        effects = solution.effects
        spread = entries.gather.T @ (solution.inverse + np.outer(effects, effects)).ravel()
        width = patterns.local.shape[2]
        turned = patterns.local.transpose(0, 2, 1)
        residual = entries.products + patterns.local @ spread.reshape(-1, width, width) @ turned
        mixed = self._level_by_effect(effects) @ turned
        residual -= mixed + mixed.transpose(0, 2, 1)
        inner = entries.count[:, None, None] * inverses - inverses @ residual @ inverses
        gradient = {name: _inner(mask, inner) for name, mask in self._masks.items()}
        gradient["s"] = 0.0
        if border.leniency:
            start = border.vacancies + border.questions
            spread_s = np.trace(solution.inverse[start:, start:]) + effects[start:] @ effects[start:]
            gradient["s"] = float(border.raters / sds.s**2 - spread_s / sds.s**4)
        return solution.minus2reml, gradient

    def _level_by_effect(self, effects: Floats) -> Floats:
        """Per pattern sum over candidates of y (B-column's effect)', P x n x L."""
        patterns, entries = self._patterns, self._entries
        shared = np.where(patterns.columns >= 0, effects[patterns.columns], 0.0)
        weighted = entries.sums * effects[self._rater_columns()][:, None]
        slots = (entries.by_slot @ weighted).reshape(len(entries.count), -1, weighted.shape[1])
        return np.concatenate([entries.totals[:, :, None] * shared[:, None, :], slots.transpose(0, 2, 1)], axis=2)

    def _rater_columns(self) -> Codes:
        return self._border.vacancies + self._border.questions + self._entries.rater

    def _right_side(self, scaled: Floats) -> Floats:
        """b on the whole border."""
        patterns, entries, border = self._patterns, self._entries, self._border
        shared = np.einsum("pna,pn->pa", scaled[:, :, : patterns.shared], entries.totals)
        known = patterns.columns >= 0
        right = np.zeros(border.width)
        right += np.bincount(patterns.columns[known], weights=shared[known], minlength=border.width)
        per_entry = (scaled[entries.at, :, patterns.shared + entries.slot] * entries.sums).sum(axis=1)
        right += np.bincount(self._rater_columns(), weights=per_entry, minlength=border.width)
        return right


def solve(border: Border, absorbed: Absorbed, sds: Sds) -> Solution:
    """Solve the border: c = C^-1 b, its inverse and -2 REML."""
    from scipy import linalg

    matrix = border.reduce(absorbed.matrix)
    raters = border.raters if border.leniency else 0
    if raters:
        own = np.arange(border.fixed, len(matrix))
        matrix[own, own] += 1 / sds.s**2
    right = border.contrast.T @ absorbed.right
    factor = linalg.cholesky(matrix, lower=True, check_finite=False)
    solved = linalg.cho_solve((factor, True), right, check_finite=False)
    inverse = linalg.cho_solve((factor, True), np.eye(len(matrix)), check_finite=False)
    value = absorbed.value + 2 * float(np.log(np.diagonal(factor)).sum()) - float(right @ solved)
    value += (2 * raters * math.log(sds.s)) if raters else 0.0
    value += (absorbed.rows - border.fixed) * math.log(2 * math.pi)
    return Solution(value, np.asarray(border.contrast @ solved), border.expand(inverse))


def covariance_of(patterns: Patterns, sds: Sds) -> Floats:
    """V per pattern, P x n x n, the identity in the padding."""
    return _covariance(patterns, sds, {name: _structure(patterns, name) for name in STRUCTURES})


def _covariance(patterns: Patterns, sds: Sds, masks: Mapping[str, Floats]) -> Floats:
    covariance = _padding(patterns.valid)
    for name, mask in masks.items():
        if sds[name] > 0:
            covariance += sds[name] ** 2 * mask
    return covariance


def _structure(patterns: Patterns, name: str) -> Floats:
    """The 0/1 matrix of a variance component per pattern, P x n x n, zero in the padding."""
    valid = patterns.valid
    both = valid[:, :, None] & valid[:, None, :]
    if name == "u":
        return both.astype(np.float64)
    if name == "e":
        return np.asarray(both & np.eye(valid.shape[1], dtype=bool), dtype=np.float64)
    codes = {"k": patterns.competency, "w": patterns.question, "h": patterns.slot}[name]
    return np.asarray(both & (codes[:, :, None] == codes[:, None, :]), dtype=np.float64)


def _inner(one: Floats, other: Floats) -> float:
    """Sum of the products of all elements. BLAS would split this over threads that wait for each other."""
    return float(np.einsum("pij,pij->", one, other))


def _padding(valid: NDArray[np.bool_]) -> Floats:
    """Ones on the diagonal of the padding keep the matrices regular and leave everything else alone."""
    return np.asarray((~valid)[:, :, None] * np.eye(valid.shape[1]))


def _entries(border: Border, patterns: Patterns) -> Entries:
    from scipy import sparse

    total, slots = len(patterns.slot), patterns.raters.shape[1]
    order = np.argsort(patterns.pattern, kind="stable")
    pattern, raters, levels = patterns.pattern[order], patterns.raters[order], patterns.levels[order]
    count = np.bincount(pattern, minlength=total).astype(np.float64)
    person, slot = np.nonzero(raters >= 0)
    key = (pattern[person] * slots + slot) * border.raters + raters[person, slot]
    keys, entry = np.unique(key, return_inverse=True)
    pattern_slot, rater = np.divmod(keys, border.raters)
    at, slot_of = np.divmod(pattern_slot, slots)
    adder = sparse.csr_array((np.ones(len(person)), (entry, person)), shape=(len(keys), len(pattern)))
    by_slot = sparse.csr_array(
        (np.ones(len(keys)), (pattern_slot, np.arange(len(keys)))), shape=(total * slots, len(keys))
    )
    return Entries(
        count=count,
        products=_products(levels, count),
        totals=np.add.reduceat(levels, np.searchsorted(pattern, np.arange(total))),
        at=at,
        slot=slot_of,
        rater=rater,
        sums=np.asarray(adder @ levels),
        gather=_gather(border, patterns, count, (at, slot_of, rater, np.bincount(entry)), pattern, raters),
        by_slot=by_slot,
    )


def _products(levels: Floats, count: Floats) -> Floats:
    """sum yy' per pattern; `levels` are in the order of the patterns."""
    ends = np.cumsum(count).astype(int)
    if len(count) * 4 > len(levels):
        return np.add.reduceat(levels[:, :, None] * levels[:, None, :], ends - count.astype(int))
    parts = (levels[end - int(size) : end] for end, size in zip(ends, count, strict=True))
    return np.stack([part.T @ part for part in parts])


def _gather(
    border: Border,
    patterns: Patterns,
    count: Floats,
    entry: tuple[Codes, Codes, Codes, Codes],
    pattern: Codes,
    raters: Codes,
) -> Any:
    """Where each local crossproduct goes on the whole border, and how often."""
    from scipy import sparse

    at, slot, rater, times = entry
    shared, width = patterns.shared, patterns.local.shape[2]
    offset = border.vacancies + border.questions
    known = (patterns.columns[:, :, None] >= 0) & (patterns.columns[:, None, :] >= 0)
    p, a, b = np.nonzero(known)
    pieces: list[Piece] = [(p, a, b, patterns.columns[p, a], patterns.columns[p, b], count[p])]
    e, a = np.nonzero(patterns.columns[at] >= 0)
    mixed: Piece = (at[e], a, shared + slot[e], patterns.columns[at[e], a], offset + rater[e], times[e])
    pieces += [mixed, _swapped(mixed), (at, shared + slot, shared + slot, offset + rater, offset + rater, times)]
    for one in range(raters.shape[1]):
        for other in range(one + 1, raters.shape[1]):
            both = (raters[:, one] >= 0) & (raters[:, other] >= 0)
            key = (pattern[both] * border.raters + raters[both, one]) * border.raters + raters[both, other]
            keys, often = np.unique(key, return_counts=True)
            rest, second = np.divmod(keys, border.raters)
            where, first = np.divmod(rest, border.raters)
            fill = np.full_like(where, shared)
            pair: Piece = (where, fill + one, fill + other, offset + first, offset + second, often)
            pieces += [pair, _swapped(pair)]
    p, a, b, row, column, often = (np.concatenate([np.asarray(piece[i]) for piece in pieces]) for i in range(6))
    shape = (border.width**2, len(count) * width * width)
    place = (row * border.width + column, (p * width + a) * width + b)
    return sparse.csr_array((often.astype(np.float64), place), shape)


def _swapped(piece: Piece) -> Piece:
    p, a, b, row, column, often = piece
    return p, b, a, column, row, often
