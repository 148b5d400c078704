"""Who outranks whom, and how sure that is.

P(A > B) = Phi((T_A - T_B) / sqrt(PEV_AA + PEV_BB - 2 PEV_AB)) from the joint errors: ignoring their
covariance overstates certainty when candidates share raters. Ranks come from draws of all scores at once
(Goldstein & Spiegelhalter 1996; Marshall & Spiegelhalter 1998). A rank is never given without its range.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from scoring.errors import ErrorCode, MatrixError, Place, SettingError
from scoring.ratings import Floats
from scoring.reasons import Reason
from scoring.severity.sheet import ScoreSheet

DRAWS = 4_000
SEED = 20_260_917
SETTLED = 0.80
"""From this probability on an order counts as settled."""
MOST_COMPARED = 3_000


class Word(StrEnum):
    """What a probability may be called."""

    CANNOT_BE_TOLD_APART = "cannot_be_told_apart"
    LEANS = "leans"
    LIKELY = "likely"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Pair:
    """P(one > other). `connected` False: the panels share no rater, so compare within a panel."""

    one: str
    other: str
    difference: float
    se: float
    probability: float
    word: Word
    connected: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one candidate may stand: median rank with a 5 to 95 % range, P(first), P(among the first m)."""

    median: int
    low: int
    high: int
    first: float
    top: float


@dataclass(frozen=True, slots=True, eq=False)
class RankDistribution:
    """`probabilities[i, j]` = P(candidate i has rank j + 1); rows and columns sum to one."""

    candidates: tuple[str, ...]
    probabilities: Floats
    standings: Mapping[str, Standing]
    draws: int
    seed: int
    top: int


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """The candidates of one vacancy set against each other, highest score first.

    `probabilities[i, j]` = P(i > j), .5 on the diagonal. `band`: everybody the best is not settled
    above. `brackets`: maximal runs, in score order, whose first and last are not settled; they may
    overlap. With one candidate or none `ranks` is None and `reason` says why. `incomplete` are left out.
    """

    vacancy: str | None
    candidates: tuple[str, ...]
    values: Floats
    covariance: Floats
    probabilities: Floats
    band: tuple[str, ...]
    brackets: tuple[tuple[str, ...], ...]
    ranks: RankDistribution | None
    reason: Reason | None
    parts: int
    incomplete: tuple[str, ...]
    sheet: ScoreSheet

    def pair(self, one: str, other: str) -> Pair:
        """The two candidates set against each other. Raises SettingError for an unknown name."""
        a, b = self._index(one), self._index(other)
        cov = self.covariance
        se = float(np.sqrt(max(cov[a, a] + cov[b, b] - 2 * cov[a, b], 0.0)))
        probability = float(self.probabilities[a, b])
        difference = float(self.values[a] - self.values[b])
        connected = self.sheet.connectivity.connected(one, other)
        return Pair(one, other, difference, se, probability, word_for(probability), connected)

    def _index(self, name: str) -> int:
        if name not in self.candidates:
            raise SettingError(ErrorCode.UNKNOWN_NAME, Place(column="candidate", value=name))
        return self.candidates.index(name)


def compare(
    sheet: ScoreSheet, vacancy: str | None = None, top: int = 1, draws: int = DRAWS, seed: int = SEED
) -> Comparison:
    """Compare the complete candidates of one vacancy (None: of the whole table).

    Scores of different vacancies lie on different scales; None is for tables with one vacancy.
    Raises SettingError above 3,000 candidates or for a `top` below 1.
    """
    names = sheet.complete(vacancy)
    if len(names) > MOST_COMPARED:
        raise SettingError(ErrorCode.OUT_OF_RANGE, Place(column="candidates", value=str(len(names))))
    values = sheet.values(names) if names else np.zeros(0)
    covariance = sheet.covariance(names) if names else np.zeros((0, 0))
    probabilities = pair_probabilities(values, covariance)
    ranks = rank_distribution(names, values, covariance, top, draws, seed) if len(names) > 1 else None
    left_out = sorted(set(sheet.complete(vacancy, provisional=True)) - set(names))
    return Comparison(
        vacancy=vacancy,
        candidates=names,
        values=values,
        covariance=covariance,
        probabilities=probabilities,
        band=band_of_equals(names, probabilities),
        brackets=brackets(names, probabilities),
        ranks=ranks,
        reason=None if ranks else (Reason.ONE_CANDIDATE if names else Reason.NO_RATINGS),
        parts=len(set(zip(sheet.vacancies_of(names), map(sheet.connectivity.part_of.get, names), strict=True))),
        incomplete=tuple(left_out),
        sheet=sheet,
    )


def word_for(probability: float) -> Word:
    """The word for P(A > B), or for 1 - P when B leads; rounded to two decimals before choosing."""
    rounded = round(max(probability, 1 - probability), 2)
    if rounded < 0.60:
        return Word.CANNOT_BE_TOLD_APART
    if rounded < SETTLED:
        return Word.LEANS
    return Word.LIKELY if rounded < 0.95 else Word.CLEAR


def pair_probabilities(values: Floats, covariance: Floats) -> Floats:
    """P(i > j) for all pairs, n x n with .5 on the diagonal; each pair and its mirror sum to one."""
    from scipy import special

    _check(values, covariance)
    own = np.diagonal(covariance)
    spread = np.sqrt(np.maximum(own[:, None] + own[None, :] - covariance - covariance.T, 0.0))
    difference = values[:, None] - values[None, :]
    certain = np.where(difference == 0, 0.0, np.copysign(np.inf, difference))
    standing = np.divide(difference, spread, out=certain, where=spread > 0)
    above = np.triu_indices(len(values), 1)
    probabilities = np.full(covariance.shape, 0.5)
    probabilities[above] = special.ndtr(standing[above])
    probabilities.T[above] = 1 - probabilities[above]
    return probabilities


def rank_distribution(
    names: Sequence[str], values: Floats, covariance: Floats, top: int = 1, draws: int = DRAWS, seed: int = SEED
) -> RankDistribution:
    """Ranks from draws of N(values, covariance); the seed is part of the result."""
    _check(values, covariance)
    if top < 1 or draws < 1:
        raise SettingError(ErrorCode.OUT_OF_RANGE, Place(column="top" if top < 1 else "draws"))
    count = len(values)
    # Draws follow the order of the scores, so labels and the order of the input leave no trace.
    order = np.argsort(-values, kind="stable")
    noise = np.random.default_rng(seed).standard_normal((draws, count))
    drawn = values[order] + noise @ _root(covariance[np.ix_(order, order)]).T
    # Who stands at each rank: a draw's row says it for every rank at once, without sorting a second time.
    who = np.argsort(-drawn, axis=1, kind="stable")
    cell = who * count + np.arange(count)[None, :]
    found = np.bincount(cell.ravel(), minlength=count * count).reshape(count, count) / draws
    probabilities = np.empty_like(found)
    probabilities[order] = found
    standings = dict(zip(names, _standings(probabilities, top), strict=True))
    return RankDistribution(tuple(names), probabilities, MappingProxyType(standings), draws, seed, top)


def band_of_equals(names: Sequence[str], probabilities: Floats) -> tuple[str, ...]:
    """The first of `names` (highest score first) and everybody it is not settled above."""
    settled = np.round(probabilities, 2) >= SETTLED
    return tuple(name for index, name in enumerate(names) if index == 0 or not settled[0, index])


def brackets(names: Sequence[str], probabilities: Floats) -> tuple[tuple[str, ...], ...]:
    """Maximal runs in score order whose first and last are not settled; a run of one gets none."""
    settled = np.round(probabilities, 2) >= SETTLED
    found: list[tuple[str, ...]] = []
    reached = 0
    for start in range(len(names)):
        open_to = np.flatnonzero(~settled[start, start + 1 :])
        stop = start + 1 + (int(open_to[-1]) if len(open_to) else -1)
        if stop > max(start, reached):
            found.append(tuple(names[start : stop + 1]))
            reached = stop
    return tuple(found)


def _standings(probabilities: Floats, top: int) -> list[Standing]:
    """One for each row; a share is reached at the first rank at which so much has been gathered."""
    reached = np.cumsum(probabilities, axis=1) + 1e-12
    low, median, high = ((np.argmax(reached >= share, axis=1) + 1).tolist() for share in (0.05, 0.5, 0.95))
    first, among = probabilities[:, 0].tolist(), np.minimum(1.0, probabilities[:, :top].sum(axis=1)).tolist()
    return [Standing(*row) for row in zip(median, low, high, first, among, strict=True)]


def _root(covariance: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.cholesky(covariance), dtype=np.float64)
    except np.linalg.LinAlgError:
        # Candidates whose errors are fully tied together make the matrix singular.
        sizes, directions = np.linalg.eigh(covariance)
        return np.asarray(directions * np.sqrt(np.maximum(sizes, 0.0)))


def _check(values: Floats, covariance: Floats) -> None:
    if covariance.shape != (len(values), len(values)):
        raise MatrixError(ErrorCode.SHAPE, Place(value=f"{covariance.shape} for {len(values)} values"))
    if not (np.isfinite(values).all() and np.isfinite(covariance).all()):
        raise MatrixError(ErrorCode.NOT_FINITE)
