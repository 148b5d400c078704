"""The results: scores with errors and explanations, leniency, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scoring.connectivity import Connectivity
from scoring.errors import ErrorCode, Place, SettingError
from scoring.ratings import Codes, Floats, RatingTable, Use
from scoring.reasons import Reason
from scoring.severity.estimate import Fit
from scoring.severity.predict import Predictions, joint_covariance
from scoring.severity.settings import Method, Sds
from scoring.weights import WeightSet

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score in scale points with its standard error and interval; `reliability` 0..1.

    The interval is not cut at the ends of the scale; cut it for display only.
    """

    value: float
    se: float
    low: float
    high: float
    reliability: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The step from raw to corrected, as numbers that add up.

    adjusted = seen - leniency - questions, and the score = carried x adjusted + (1 - carried) x expected.
    `raw` is the plain composite (None when incomplete); `seen` the model's weighting of the same
    ratings (equal to raw for a full, balanced panel); `leniency` this panel above the average rater;
    `questions` the questions asked being easier than the guide's; `expected` the vacancy's mean.
    """

    raw: float | None
    seen: float
    leniency: float
    questions: float
    adjusted: float
    carried: float
    expected: float
    score: float
    raters: int
    asked: int
    ratings: int


@dataclass(frozen=True, slots=True)
class Score:
    """One candidate. `overall` is None with a reason when a competency is missing; `provisional` then
    says what the other ratings allow, with the wider interval. `part` numbers the panel's connected part.
    """

    candidate: str
    vacancy: str
    overall: Estimate | None
    reason: Reason | None
    missing: tuple[str, ...]
    provisional: Estimate | None
    competencies: Mapping[str, Estimate | None]
    explanation: Explanation | None
    part: int | None


@dataclass(frozen=True, slots=True)
class Leniency:
    """A rater's leniency in scale points (+ = lenient), from ratings before the debrief."""

    rater: str
    value: float
    se: float
    candidates: int
    ratings: int


@dataclass(frozen=True, slots=True)
class Model:
    """What the scores rest on, so that they can be computed again: version, sds, prior, input hash.

    `reason` says why the standard settings were used; `degrees` is None where the normal holds.
    """

    version: str
    method: Method
    sds: Sds
    prior: Sds
    prior_spread: Sds
    level: float
    degrees: int | None
    candidates: int
    raters: int
    ratings: int
    sampled: int
    minus2reml: float
    converged: bool
    reason: Reason | None
    use: Use
    input_hash: str


@dataclass(frozen=True, slots=True, eq=False)
class ScoreSheet:
    """All scores of one table. Look one up with `score`, all with `scores` or `frame`."""

    model: Model | None
    reason: Reason | None
    leniency: Mapping[str, Leniency]
    vacancy_means: Mapping[str, float]
    question_effects: Mapping[str, float]
    connectivity: Connectivity
    table: RatingTable
    weight_set: WeightSet
    raw: Floats
    counts: Floats
    fit: Fit | None
    predictions: Predictions | None
    position: Codes
    quantile: float

    def score(self, candidate: str) -> Score:
        """One candidate's score. Raises TableError for a name that is not in the table."""
        (score,) = self._scored(np.array([self.table.find("candidate", candidate)]))
        return score

    def scores(self) -> dict[str, Score]:
        """All candidates, in the order of their labels."""
        return dict(zip(self.table.candidates, self._scored(np.arange(len(self.table.candidates))), strict=True))

    def complete(self, vacancy: str | None = None, provisional: bool = False) -> tuple[str, ...]:
        """Candidates with an overall score (of one vacancy), highest first; ties by label.

        `provisional` takes incomplete candidates in as well.
        """
        if self.predictions is None:
            return ()
        kept = self.position >= 0
        if not provisional:
            kept &= ~self._lacks(np.arange(len(kept))).any(axis=1)
        if vacancy is not None:
            kept &= np.array(self.table.vacancies)[self.table.vacancy_of] == vacancy
        chosen = np.flatnonzero(kept)
        overall = self.predictions.overall[self.position[chosen]]
        order = np.argsort(-np.round(overall, 9), kind="stable")
        return tuple(self.table.candidates[chosen[index]] for index in order)

    def values(self, candidates: Sequence[str]) -> Floats:
        """Overall scores, complete or provisional."""
        if self.predictions is None:
            raise SettingError(ErrorCode.UNKNOWN_NAME, Place(column="candidate"))
        return self.predictions.overall[self._positions(candidates)]

    def competency_values(self, candidates: Sequence[str]) -> Floats:
        """Scores by competency of the weight set: the overall is their weighted sum for ANY weights."""
        if self.predictions is None:
            raise SettingError(ErrorCode.UNKNOWN_NAME, Place(column="candidate"))
        return self.predictions.values[self._positions(candidates)]

    def covariance(self, candidates: Sequence[str]) -> Floats:
        """The joint error covariance of the overall scores, n x n."""
        if self.predictions is None or self.fit is None:
            raise SettingError(ErrorCode.UNKNOWN_NAME, Place(column="candidate"))
        return joint_covariance(self.fit, self.predictions, self._positions(candidates))

    def frame(self) -> pd.DataFrame:
        """One row a candidate: vacancy, raw, score, se, low, high, reliability, missing, part."""
        import pandas as pd

        rows = []
        for score in self.scores().values():
            shown = score.overall or score.provisional
            rows.append(
                {
                    "candidate": score.candidate,
                    "vacancy": score.vacancy,
                    "raw": score.explanation.raw if score.explanation else None,
                    "score": score.overall.value if score.overall else None,
                    "se": shown.se if shown else None,
                    "low": shown.low if shown else None,
                    "high": shown.high if shown else None,
                    "reliability": shown.reliability if shown else None,
                    "missing": ", ".join(score.missing),
                    "part": score.part,
                }
            )
        return pd.DataFrame(rows)

    def _positions(self, candidates: Sequence[str]) -> Codes:
        index_of = {name: index for index, name in enumerate(self.table.candidates)}
        positions = [self.position[index_of[name]] if name in index_of else -1 for name in candidates]
        if -1 in positions:
            raise SettingError(ErrorCode.UNKNOWN_NAME, Place(column="candidate", value=candidates[positions.index(-1)]))
        return np.array(positions, dtype=np.intp)

    def vacancies_of(self, candidates: Sequence[str]) -> list[str]:
        """The vacancy of each of these candidates of the table."""
        of = dict(zip(self.table.candidates, self.table.vacancy_of.tolist(), strict=True))
        return [self.table.vacancies[of[name]] for name in candidates]

    def _lacks(self, chosen: Codes) -> NDArray[np.bool_]:
        """Chosen candidates x competencies: whether one with weight was rated by nobody."""
        weights = self.weight_set.matrix[self.table.vacancy_of[chosen]]
        return np.asarray((weights > 0) & (self.counts[chosen] == 0))

    def _estimates(self, value: Floats, se: Floats, variance: Floats) -> list[Estimate]:
        reach = self.quantile * se
        share = np.maximum(0.0, 1 - np.divide(se**2, variance, out=np.ones_like(se), where=variance > 0))
        known = (variance > 0).tolist()
        columns = (value.tolist(), se.tolist(), (value - reach).tolist(), (value + reach).tolist())
        reliability = [one if there else None for one, there in zip(share.tolist(), known, strict=True)]
        return [Estimate(*row) for row in zip(*columns, reliability, strict=True)]

    def _scored(self, chosen: Codes) -> list[Score]:
        """The scores at these positions of the table; arrays become lists once, not once a candidate."""
        at, lacks = self.position[chosen], self._lacks(chosen)
        rated = iter(self._rated(chosen[at >= 0], at[at >= 0]) if (at >= 0).any() else ())
        names = self.weight_set.competencies
        missing = [tuple(names[column] for column in np.flatnonzero(row)) for row in lacks]
        for place in np.flatnonzero(~lacks.any(axis=1)).tolist():
            missing[place] = ()
        return [
            self._unrated(index, missing[place]) if at[place] < 0 else self._score(index, missing[place], *next(rated))
            for place, index in enumerate(chosen.tolist())
        ]

    def _unrated(self, index: int, missing: tuple[str, ...]) -> Score:
        name, vacancy = self._named(index)
        reason = Reason.NO_FIRST_RATINGS if self.counts[index].any() else Reason.NO_RATINGS
        part = self.connectivity.part_of.get(name)
        return Score(name, vacancy, None, reason, missing, None, MappingProxyType({}), None, part)

    def _score(
        self,
        index: int,
        missing: tuple[str, ...],
        overall: Estimate,
        competencies: dict[str, Estimate | None],
        explanation: Explanation,
    ) -> Score:
        name, vacancy = self._named(index)
        return Score(
            candidate=name,
            vacancy=vacancy,
            overall=None if missing else overall,
            reason=Reason.INCOMPLETE if missing else None,
            missing=missing,
            provisional=overall if missing else None,
            competencies=MappingProxyType(competencies),
            explanation=explanation,
            part=self.connectivity.part_of.get(name),
        )

    def _named(self, index: int) -> tuple[str, str]:
        return self.table.candidates[index], self.table.vacancies[self.table.vacancy_of[index]]

    def _rated(self, chosen: Codes, at: Codes) -> Iterator[tuple[Estimate, dict[str, Estimate | None], Explanation]]:
        found, fit = self.predictions, self.fit
        if found is None or fit is None:
            raise SettingError(ErrorCode.UNKNOWN_NAME, Place(column="candidate"))
        overall = self._estimates(found.overall[at], found.overall_error[at], found.variance[at])
        competencies = self._competencies(chosen, at, found, fit.sds)
        return zip(overall, competencies, self._explanations(chosen, at, found), strict=True)

    def _competencies(self, chosen: Codes, at: Codes, found: Predictions, sds: Sds) -> list[dict[str, Estimate | None]]:
        weights, counts = self.weight_set.matrix[self.table.vacancy_of[chosen]], self.counts[chosen]
        variance = np.full(len(at), sds.u**2 + sds.k**2)
        result: list[dict[str, Estimate | None]] = [{} for _ in at]
        for column, name in enumerate(self.weight_set.competencies):
            estimates = self._estimates(found.values[at, column], found.errors[at, column], variance)
            rated, asked = (counts[:, column] > 0).tolist(), (weights[:, column] > 0).tolist()
            for by_name, estimate, is_rated, is_asked in zip(result, estimates, rated, asked, strict=True):
                if is_rated or is_asked:
                    by_name[name] = estimate if is_rated else None
        return result

    def _explanations(self, chosen: Codes, at: Codes, found: Predictions) -> list[Explanation]:
        raw = [None if value != value else value for value in self.raw[chosen].tolist()]
        seen, leniency, carried, expected = (
            column[at] for column in (found.seen, found.leniency, found.carried, found.expected)
        )
        questions = found.questions[at] - (expected - found.vacancy_mean[at])
        adjusted = seen - leniency - questions
        figures = (seen, leniency, questions, adjusted, carried, expected, found.overall[at], found.raters[at])
        ratings = self.counts[chosen].sum(axis=1).astype(int)
        columns = [column.tolist() for column in (*figures, found.asked[at], ratings)]
        return [Explanation(*row) for row in zip(raw, *columns, strict=True)]
