"""How each question does: spread, levels never used, whether it separates candidates, where raters part.

For the owner of the guide. The thresholds are choices of this design, meant to start a look at the
wording and the anchors, not to settle anything; below 20 candidates only counts are given. Only
ratings from before the debrief count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from scoring.composite import candidate_means
from scoring.ratings import Codes, Floats, RatingTable, Use
from scoring.reasons import Reason

FEWEST_CANDIDATES = 20
LITTLE_DISCRIMINATION = 0.10
LITTLE_SPREAD = 0.40
CEILING_SHARE = 0.80
OFTEN_MISSING = 0.20
RATERS_APART = 1.5


class Mark(StrEnum):
    """What to look at."""

    SEPARATES_NOBODY = "separates_nobody"
    LEVELS_NEVER_USED = "levels_never_used"
    CEILING = "ceiling"
    FLOOR = "floor"
    OFTEN_NO_EVIDENCE = "often_no_evidence"
    RATERS_APART = "raters_apart"


@dataclass(frozen=True, slots=True)
class QuestionHealth:
    """Figures of one question.

    `missing`: share of rows without a level. `levels`: share of each level. `spread`: SD between
    candidates' means, in scale points. `discrimination`: correlation over candidates of the question's
    mean with the mean of the other questions. `rater_range`: mean range between raters of one answer.
    Figures are None with a reason below 20 candidates or without variance.
    """

    question: str
    competency: str
    candidates: int
    ratings: int
    missing: float
    mean: float | None
    levels: Mapping[int, float]
    never_used: tuple[int, ...]
    spread: float | None
    discrimination: float | None
    discrimination_reason: Reason | None
    rater_range: float | None
    marks: tuple[Mark, ...]
    reason: Reason | None


def examine_questions(table: RatingTable, vacancy: str | None = None) -> dict[str, QuestionHealth]:
    """Health of every question that was put (of one vacancy), by question."""
    first = table.of_vacancy(np.flatnonzero(~table.debrief), vacancy)
    rated = table.of_vacancy(table.rows(Use.FIRST), vacancy)
    return {
        table.questions[code]: _health(table, code, first[table.question[first] == code], rated)
        for code in np.unique(table.question[first]).tolist()
    }


def _health(table: RatingTable, code: int, put: Codes, rated: Codes) -> QuestionHealth:
    own = rated[table.question[rated] == code]
    means = candidate_means(table, own)
    people = int((~np.isnan(means)).sum())
    low, high = table.scale
    levels = {level: float((table.level[own] == level).mean()) for level in range(low, high + 1)} if len(own) else {}
    reason = None if people >= FEWEST_CANDIDATES else Reason.TOO_FEW_CANDIDATES
    discrimination, why = (None, reason) if reason else _discrimination(table, code, means, rated)
    spread = None if reason else float(np.nanstd(means, ddof=1))
    apart = None if reason else _rater_range(table, own)
    missing = 1 - len(own) / len(put)
    never = tuple(level for level, share in levels.items() if share == 0)
    marks = () if reason else _marks(levels, table.scale, never, missing, spread, discrimination, apart)
    return QuestionHealth(
        question=table.questions[code],
        competency=table.competencies[table.competency_of[code]],
        candidates=people,
        ratings=len(own),
        missing=missing,
        mean=float(table.level[own].mean()) if len(own) else None,
        levels=MappingProxyType(levels),
        never_used=never,
        spread=spread,
        discrimination=discrimination,
        discrimination_reason=why,
        rater_range=apart,
        marks=marks,
        reason=reason,
    )


def _marks(
    levels: Mapping[int, float],
    scale: tuple[int, int],
    never: tuple[int, ...],
    missing: float,
    spread: float | None,
    discrimination: float | None,
    apart: float | None,
) -> tuple[Mark, ...]:
    low, high = scale
    flat = spread is not None and spread < LITTLE_SPREAD
    unrelated = discrimination is not None and discrimination < LITTLE_DISCRIMINATION
    found = (
        (flat or unrelated, Mark.SEPARATES_NOBODY),
        (bool(never), Mark.LEVELS_NEVER_USED),
        (levels[high] + levels[high - 1] >= CEILING_SHARE, Mark.CEILING),
        (levels[low] + levels[low + 1] >= CEILING_SHARE, Mark.FLOOR),
        (missing >= OFTEN_MISSING, Mark.OFTEN_NO_EVIDENCE),
        (apart is not None and apart >= RATERS_APART, Mark.RATERS_APART),
    )
    return tuple(mark for holds, mark in found if holds)


def _discrimination(table: RatingTable, code: int, means: Floats, rated: Codes) -> tuple[float | None, Reason | None]:
    """Correlation with the mean of the other questions, each question counting alike."""
    others = rated[table.question[rated] != code]
    if not len(others):
        return None, Reason.ONE_QUESTION
    cell, place = np.unique(
        table.candidate[others] * len(table.questions) + table.question[others], return_inverse=True
    )
    by_question = np.bincount(place, weights=table.level[others]) / np.bincount(place)
    person = cell // len(table.questions)
    counts = np.bincount(person, minlength=len(table.candidates))
    rest = np.bincount(person, weights=by_question, minlength=len(table.candidates)) / np.maximum(counts, 1)
    both = ~np.isnan(means) & (counts > 0)
    if both.sum() < FEWEST_CANDIDATES:
        return None, Reason.TOO_FEW_CANDIDATES
    x, y = means[both], rest[both]
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return None, Reason.NO_VARIANCE
    return float(np.corrcoef(x, y)[0, 1]), None


def _rater_range(table: RatingTable, rows: Codes) -> float | None:
    """Mean range between raters over the answers two or more of them rated."""
    people, person = np.unique(table.candidate[rows], return_inverse=True)
    highest = np.full(len(people), -np.inf)
    lowest = np.full(len(people), np.inf)
    np.maximum.at(highest, person, table.level[rows])
    np.minimum.at(lowest, person, table.level[rows])
    several = np.bincount(person) > 1
    return float((highest - lowest)[several].mean()) if several.any() else None
