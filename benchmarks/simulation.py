"""Simulated panels whose truth is known, and how well each method finds it.

The generator: u ~ N(0, .6) per candidate, w ~ N(0, .4) per candidate x question, s ~ N(0, .5) per rater,
d ~ N(0, .2) per question (centred), rq ~ N(0, .15), h ~ N(0, .3) per candidate x rater, e ~ N(0, .6);
two or three raters a candidate; level = clip(round(3.1 + all of it), 1, 5). Truth: the level an
average rater is expected to give, mean over questions of
1 + sum over t = 1..4 of Phi((3.1 + u + d - t - .5) / sqrt(.4^2 + .3^2 + .15^2 + .6^2)).

    python -m benchmarks.simulation [data sets per block, 60]
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.ratings import RatingTable, Use, rating_table
from scoring.severity.score import score_candidates
from scoring.severity.settings import Method, ModelSettings

Floats = NDArray[np.float64]

CENTRE = 3.1
DEPARTMENTS = (-0.49, 0.0, 0.49)


@dataclass(frozen=True, slots=True)
class World:
    """One way panels are made up. Standard deviations in scale points."""

    candidates: int = 300
    raters: int = 12
    questions: int = 6
    panel: tuple[int, ...] = (2, 3)
    departments: bool = False
    closed_panels: int = 1
    missing: float = 0.0
    u: float = 0.6
    w: float = 0.4
    h: float = 0.3
    s: float = 0.5
    rq: float = 0.15
    e: float = 0.6
    d: float = 0.2


@dataclass(frozen=True, slots=True)
class Simulated:
    """Columns of a rating table, and the truth per candidate and per rater."""

    columns: dict[str, NDArray[np.str_] | Floats]
    truth: Floats
    leniency: Floats
    department: NDArray[np.intp]


def simulate(world: World, seed: int) -> Simulated:
    """One data set. Labels sort in the order of the truth arrays."""
    from scipy import special

    rng = np.random.default_rng(seed)
    n, r, q = world.candidates, world.raters, world.questions
    department = rng.integers(len(DEPARTMENTS), size=n) if world.departments else np.zeros(n, dtype=np.intp)
    u = rng.normal(0, world.u, n)
    if world.departments:
        u = np.array(DEPARTMENTS)[department] + rng.normal(0, math.sqrt(max(world.u**2 - 0.16, 0.0)), n)
    d = rng.normal(0, world.d, q)
    d -= d.mean()
    s, rq = rng.normal(0, world.s, r), rng.normal(0, world.rq, (r, q))
    w = rng.normal(0, world.w, (n, q))
    person, rater = _panels(world, department, rng)
    h = rng.normal(0, world.h, len(person))
    e = rng.normal(0, world.e, (len(person), q))
    latent = CENTRE + (u[person] + s[rater] + h)[:, None] + w[person] + d + rq[rater] + e
    level = np.clip(np.round(latent), 1, 5)
    spread = math.sqrt(world.w**2 + world.h**2 + world.rq**2 + world.e**2)
    steps = np.arange(1, 5) + 0.5
    truth = 1 + special.ndtr((CENTRE + u[:, None, None] + d[:, None] - steps) / spread).sum(axis=2).mean(axis=1)
    kept = rng.random(level.shape) >= world.missing
    row, question = np.nonzero(kept)
    columns: dict[str, NDArray[np.str_] | Floats] = {
        "candidate": _labels("c", n)[person[row]],
        "rater": _labels("r", r)[rater[row]],
        "competency": _labels("k", q)[question // 2],
        "question": _labels("q", q)[question],
        "level": level[kept],
        "vacancy": _labels("v", len(DEPARTMENTS))[department[person[row]]],
    }
    return Simulated(columns, truth, s, department)


def table_of(simulated: Simulated, vacancies: bool = False) -> RatingTable:
    """The rating table; `vacancies` tells the model which department is which."""
    import pandas as pd

    frame = pd.DataFrame(simulated.columns)
    return rating_table(frame if vacancies else frame.drop(columns="vacancy"))


def _labels(letter: str, count: int) -> NDArray[np.str_]:
    return np.array([f"{letter}{index:05d}" for index in range(count)])


def _panels(
    world: World, department: NDArray[np.intp], rng: np.random.Generator
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Candidate and rater of every scorecard: raters drawn without replacement."""
    n, r = world.candidates, world.raters
    size = rng.choice(world.panel, size=n)
    odds = np.ones((n, r))
    if world.departments:
        own = np.arange(r) // (r // len(DEPARTMENTS))
        odds = np.where(own[None, :] == department[:, None], 1.0, 0.03)
    if world.closed_panels > 1:
        closed = np.arange(r) // (r // world.closed_panels)
        odds = np.where(closed[None, :] == rng.integers(world.closed_panels, size=n)[:, None], 1.0, 0.0)
    # The largest of u^(1/odds) are a draw without replacement with these odds (Efraimidis & Spirakis 2006).
    with np.errstate(divide="ignore"):
        keys = np.log(rng.random((n, r))) / odds
    order = np.argsort(-keys, axis=1)
    person = np.repeat(np.arange(n), size)
    place = np.arange(len(person)) - np.repeat(np.cumsum(size) - size, size)
    return person, order[person, place]


@dataclass(frozen=True, slots=True)
class Scored:
    """What a method says of each candidate: score and 90 % interval."""

    value: Floats
    low: Floats
    high: Floats


Method90 = Callable[[RatingTable], Scored]
Z90 = 1.6448536269514722


def raw_mean(table: RatingTable) -> Scored:
    """Plain mean with the standard error of all its ratings."""
    rows = table.rows(Use.FIRST)
    return _mean_and_spread(table, table.level[rows], table.candidate[rows])


def raw_rater_means(table: RatingTable) -> Scored:
    """Plain mean with t on the raters' means: honest about leniency, and very wide."""
    from scipy import special

    rows = table.rows(Use.FIRST)
    cards, card = np.unique(table.candidate[rows] * len(table.raters) + table.rater[rows], return_inverse=True)
    means = np.bincount(card, weights=table.level[rows]) / np.bincount(card)
    owner = cards // len(table.raters)
    size = np.bincount(owner)
    centre = np.bincount(owner, weights=means) / size
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.bincount(owner, weights=(means - centre[owner]) ** 2) / (size - 1)
        reach = special.stdtrit(np.maximum(size - 1, 1), 0.95) * np.sqrt(variance / size)
    value = raw_mean(table).value
    reach = np.where(size > 1, reach, np.nan)
    return Scored(value, value - reach, value + reach)


def rater_centred(table: RatingTable) -> Scored:
    """Each rating minus its rater's mean: takes a strong department for lenient raters."""
    rows = table.rows(Use.FIRST)
    level, rater = table.level[rows], table.rater[rows]
    own = np.bincount(rater, weights=level) / np.maximum(np.bincount(rater), 1)
    return _mean_and_spread(table, level - own[rater] + level.mean(), table.candidate[rows])


def _mean_and_spread(table: RatingTable, level: Floats, candidate: NDArray[np.intp]) -> Scored:
    size = np.bincount(candidate, minlength=len(table.candidates))
    value = np.bincount(candidate, weights=level) / size
    variance = np.bincount(candidate, weights=(level - value[candidate]) ** 2) / (size - 1)
    reach = Z90 * np.sqrt(variance / size)
    return Scored(value, value - reach, value + reach)


def two_way(table: RatingTable) -> Scored:
    """Ordinary least squares with a fixed effect per candidate, rater and question."""
    rows = table.rows(Use.FIRST)
    n, r, q = len(table.candidates), len(table.raters), len(table.questions)
    x = np.zeros((len(rows), n + r + q))
    for start, codes in ((0, table.candidate), (n, table.rater), (n + r, table.question)):
        x[np.arange(len(rows)), start + codes[rows]] = 1.0
    y = table.level[rows]
    inverse = np.linalg.pinv(x.T @ x, hermitian=True)
    effects = inverse @ (x.T @ y)
    target = np.zeros((n, n + r + q))
    target[np.arange(n), np.arange(n)] = 1.0
    target[:, n : n + r], target[:, n + r :] = 1 / r, 1 / q
    value = target @ effects
    residual = y - x @ effects
    variance = residual @ residual / (len(y) - (n + r + q - 2))
    reach = Z90 * np.sqrt(variance * np.einsum("ij,jk,ik->i", target, inverse, target, optimize=True))
    return Scored(value, value - reach, value + reach)


def mixed(method: Method, components: tuple[str, ...]) -> Method90:
    """The mixed model with some of its components."""

    def score(table: RatingTable) -> Scored:
        sheet = score_candidates(table, None, ModelSettings(method=method, components=components))
        found = sheet.predictions
        assert found is not None
        reach = sheet.quantile * found.overall_error
        return Scored(found.overall, found.overall - reach, found.overall + reach)

    return score


FIVE = ("u", "w", "h", "s", "e")
SIX = ("u", "k", "w", "h", "s", "e")
METHODS: dict[str, Method90] = {
    "raw mean": raw_mean,
    "raw, t on rater means": raw_rater_means,
    "rater-centred": rater_centred,
    "two-way least squares": two_way,
    "mixed u+s+e": mixed(Method.REML, ("u", "s", "e")),
    "mixed u+w+h+s+e REML": mixed(Method.REML, FIVE),
    "mixed u+w+h+s+e MAP": mixed(Method.MAP, FIVE),
    "standard settings": mixed(Method.STANDARD, FIVE),
    "as shipped (six, auto)": mixed(Method.AUTO, SIX),
}
WITH_VACANCIES = "as shipped, vacancy fixed"

WORLDS = {
    "base": World(),
    "unequal departments": World(departments=True),
    "one rater each": World(panel=(1,)),
    "ten candidates": World(candidates=10, raters=5),
    "no leniency": World(s=0.0),
    "20 % missing": World(missing=0.2),
    "four closed panels": World(closed_panels=4),
}

EXPECTED_SETS = 60
EXPECTED: dict[tuple[str, str], tuple[float | None, ...]] = {
    # rank correlation, root mean squared error, coverage of the 90 % interval (scoring design, 3.6 and 3.7)
    ("base", "raw mean"): (0.803, 0.422, 0.61),
    ("base", "raw, t on rater means"): (0.803, 0.422, 0.88),
    ("base", "rater-centred"): (0.877, 0.319, 0.69),
    ("base", "two-way least squares"): (0.878, 0.320, 0.70),
    ("base", "mixed u+s+e"): (0.879, 0.301, 0.80),
    ("base", "mixed u+w+h+s+e REML"): (0.879, 0.296, 0.90),
    ("base", "mixed u+w+h+s+e MAP"): (0.879, 0.296, 0.89),
    ("base", "standard settings"): (0.879, 0.296, 0.85),
    ("unequal departments", "raw mean"): (0.801, 0.426, 0.60),
    ("unequal departments", "rater-centred"): (0.674, 0.455, 0.51),
    ("unequal departments", "two-way least squares"): (0.883, 0.321, 0.71),
    ("unequal departments", "mixed u+s+e"): (0.808, 0.356, 0.73),
    ("unequal departments", "mixed u+w+h+s+e REML"): (0.777, 0.385, 0.78),
    ("unequal departments", WITH_VACANCIES): (0.901, 0.280, 0.90),
    ("one rater each", "raw mean"): (0.660, 0.625, 0.55),
    ("one rater each", "rater-centred"): (0.776, 0.443, 0.70),
    ("one rater each", "mixed u+w+h+s+e REML"): (0.777, 0.378, 0.89),
    ("ten candidates", "raw mean"): (0.790, None, None),
    ("ten candidates", "as shipped (six, auto)"): (0.826, 0.337, 0.94),
    ("no leniency", "raw mean"): (0.879, 0.299, 0.73),
    ("no leniency", "mixed u+w+h+s+e REML"): (0.880, 0.265, 0.90),
    ("20 % missing", "raw mean"): (0.791, 0.437, 0.64),
    ("20 % missing", "mixed u+w+h+s+e REML"): (0.866, 0.307, 0.89),
    ("four closed panels", "raw mean"): (0.799, 0.422, 0.61),
    ("four closed panels", "mixed u+w+h+s+e REML"): (0.877, 0.296, 0.90),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Means over data sets, and the standard error of each of the three."""

    rank: float
    error: float
    coverage: float
    noise: tuple[float, float, float]
    seconds: float
    sets: int


def evaluate(world: World, method: Method90, sets: int, vacancies: bool = False, seed: int = 1) -> Outcome:
    """One method in one world over several data sets."""
    from scipy import stats

    ranks, errors, covered, seconds = [], [], [], 0.0
    for number in range(sets):
        data = simulate(world, seed * 1_000 + number)
        table = table_of(data, vacancies)
        start = time.perf_counter()
        scored = method(table)
        seconds += time.perf_counter() - start
        ranks.append(float(stats.spearmanr(scored.value, data.truth).statistic))
        errors.append(math.sqrt(float(((scored.value - data.truth) ** 2).mean())))
        covered.append(float(((scored.low <= data.truth) & (data.truth <= scored.high)).mean()))
    rank, error, coverage = (float(np.std(figure, ddof=1)) / math.sqrt(sets) for figure in (ranks, errors, covered))
    means = (float(np.mean(ranks)), float(np.mean(errors)), float(np.mean(covered)))
    return Outcome(means[0], means[1], means[2], (rank, error, coverage), seconds / sets, sets)


def accepted(outcome: Outcome, expected: tuple[float | None, ...]) -> bool:
    """Whether all figures lie within three standard errors of the expected ones and a rounding unit.

    The expected figures are means over 60 data sets of their own, so their noise counts as well.
    """
    both = math.sqrt(1 + outcome.sets / EXPECTED_SETS)
    found = (outcome.rank, outcome.error, outcome.coverage)
    return all(
        wanted is None or abs(figure - wanted) <= 3 * noise * both + unit
        for figure, wanted, noise, unit in zip(found, expected, outcome.noise, (0.003, 0.003, 0.01), strict=True)
    )


def main(sets: int = 60) -> int:
    """Print the table of methods; the exit code counts the figures out of reach."""
    outside = 0
    for world_name, world in WORLDS.items():
        print(f"\n{world_name}  ({sets} data sets: rank correlation / error / coverage of the 90 % interval)")
        methods = dict(METHODS)
        if world.departments:
            methods[WITH_VACANCIES] = METHODS["as shipped (six, auto)"]
        for name, method in methods.items():
            outcome = evaluate(world, method, sets, vacancies=name == WITH_VACANCIES)
            line = f"  {name:28s} {outcome.rank:.3f} / {outcome.error:.3f} / {outcome.coverage:.2f}"
            line += f"  {outcome.seconds:7.3f} s"
            expected = EXPECTED.get((world_name, name))
            if expected:
                good = accepted(outcome, expected)
                outside += not good
                wanted = " / ".join("-" if value is None else f"{value:g}" for value in expected)
                line += f"   expected {wanted}   {'within noise' if good else 'OUTSIDE'}"
            print(line)
    print(f"\n{outside} of {len(EXPECTED)} outside")
    return outside


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
