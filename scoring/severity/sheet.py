"""The results: scores with errors and explanations, leniency, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

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
        return self._score(self.table.find("candidate", candidate))

    def scores(self) -> dict[str, Score]:
        """All candidates, in the order of their labels."""
        return {name: self._score(index) for index, name in enumerate(self.table.candidates)}

    def complete(self, vacancy: str | None = None, provisional: bool = False) -> tuple[str, ...]:
        """Candidates with an overall score (of one vacancy), highest first; ties by label.

        `provisional` takes incomplete candidates in as well.
        """
        if self.predictions is None:
            return ()
        chosen = [
            index
            for index, name in enumerate(self.table.candidates)
            if self.position[index] >= 0
            and (provisional or not self._missing(index))
            and vacancy in (None, self.table.vacancies[self.table.vacancy_of[index]])
        ]
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

    def _missing(self, index: int) -> tuple[str, ...]:
        lacks = (self.weight_set.matrix[self.table.vacancy_of[index]] > 0) & (self.counts[index] == 0)
        return tuple(self.weight_set.competencies[column] for column in np.flatnonzero(lacks))

    def _estimate(self, value: float, se: float, variance: float) -> Estimate:
        reach = self.quantile * se
        reliability = max(0.0, 1 - se**2 / variance) if variance > 0 else None
        return Estimate(value, se, value - reach, value + reach, reliability)

    def _score(self, index: int) -> Score:
        name = self.table.candidates[index]
        vacancy = self.table.vacancies[self.table.vacancy_of[index]]
        missing = self._missing(index)
        part = self.connectivity.part_of.get(name)
        at, found = int(self.position[index]), self.predictions
        if at < 0 or found is None or self.fit is None:
            reason = Reason.NO_FIRST_RATINGS if self.counts[index].any() else Reason.NO_RATINGS
            return Score(name, vacancy, None, reason, missing, None, MappingProxyType({}), None, part)
        overall = self._estimate(float(found.overall[at]), float(found.overall_error[at]), float(found.variance[at]))
        return Score(
            candidate=name,
            vacancy=vacancy,
            overall=None if missing else overall,
            reason=Reason.INCOMPLETE if missing else None,
            missing=missing,
            provisional=overall if missing else None,
            competencies=MappingProxyType(self._competencies(index, at, found, self.fit.sds)),
            explanation=self._explanation(index, at, found),
            part=part,
        )

    def _competencies(self, index: int, at: int, found: Predictions, sds: Sds) -> dict[str, Estimate | None]:
        weights = self.weight_set.matrix[self.table.vacancy_of[index]]
        return {
            name: self._estimate(float(found.values[at, column]), float(found.errors[at, column]), sds.u**2 + sds.k**2)
            if self.counts[index, column]
            else None
            for column, name in enumerate(self.weight_set.competencies)
            if weights[column] > 0 or self.counts[index, column]
        }

    def _explanation(self, index: int, at: int, found: Predictions) -> Explanation:
        raw = float(self.raw[index])
        seen, leniency, carried = float(found.seen[at]), float(found.leniency[at]), float(found.carried[at])
        expected = float(found.expected[at])
        questions = float(found.questions[at]) - (expected - float(found.vacancy_mean[at]))
        return Explanation(
            raw=None if np.isnan(raw) else raw,
            seen=seen,
            leniency=leniency,
            questions=questions,
            adjusted=seen - leniency - questions,
            carried=carried,
            expected=expected,
            score=float(found.overall[at]),
            raters=int(found.raters[at]),
            asked=int(found.asked[at]),
            ratings=int(self.counts[index].sum()),
        )
