"""The figures of one vacancy at one moment, computed once for whoever asks: scores, orders, pairs, stability.

Every figure comes from `scoring`. Candidates whose panels share no rater are never put in one order: each connected
part has its own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from interview.model.comparison import Moment, PairWords, StabilityLine
from interview.workflow.measure import RatingColumns, competency_weights, rating_columns
from interview.workflow.opened import Opened

if TYPE_CHECKING:
    from scoring import Score, Standing
    from scoring.ranking import Comparison as Ranking
    from scoring.severity.sheet import ScoreSheet

MOST_RATERS = 12
"""With more raters, leaving out each of them one by one takes too long for a page."""
MOST_DRAWS, DRAWN = 4_000, 1_000_000
"""Draws of all ranks at once, and of ranks in all: with more than 250 candidates fewer draws are as good for a page."""
APART = 2.0
"""Raters this far apart on a competency are marked."""


@dataclass(frozen=True, slots=True)
class Order:
    """One connected part in score order, with the runs that are not settled and where each may stand."""

    candidates: tuple[str, ...]
    brackets: tuple[tuple[str, ...], ...]
    standings: "Mapping[str, Standing]"


@dataclass(frozen=True, eq=False)
class Measured:
    """Scores and order of one vacancy at one moment; `top` is the m of P(among the first m)."""

    sheet: "ScoreSheet"
    ranking: "Ranking"
    vacancy_id: str | None
    top: int

    @cached_property
    def scores(self) -> "dict[str, Score]":
        """All candidates with a rating."""
        return self.sheet.scores()

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.sheet.table.candidates)}

    def place(self, candidate_id: str) -> int:
        """The row of a candidate in the arrays of the sheet."""
        return self._places[candidate_id]

    @cached_property
    def apart(self) -> frozenset[tuple[str, str]]:
        """Candidate and competency ids on which raters are two levels or more apart."""
        from scoring import disagreements

        found = disagreements(self.sheet.table, least=APART)
        return frozenset((one.candidate, one.competency) for one in found)

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """The connected parts, the one with the highest score first."""
        parts: dict[int | None, list[str]] = {}
        for name in self.ranking.candidates:
            parts.setdefault(self.scores[name].part, []).append(name)
        if len(parts) > 1:
            return tuple(self._order(names) for names in parts.values())
        ranks = self.ranking.ranks
        return (Order(self.ranking.candidates, self.ranking.brackets, ranks.standings if ranks else {}),)

    def _order(self, names: Sequence[str]) -> Order:
        from scoring import brackets, pair_probabilities, rank_distribution

        values, covariance = self.sheet.values(names), self.sheet.covariance(names)
        unsettled = brackets(names, pair_probabilities(values, covariance))
        ranks = rank_distribution(names, values, covariance, self.top) if len(names) > 1 else None
        return Order(tuple(names), unsettled, ranks.standings if ranks else {})

    def pair(self, one: str, other: str) -> PairWords:
        """P(one > other) in numbers and the code of its word."""
        pair = self.ranking.pair(one, other)
        return PairWords(
            one=one, other=other, probability=pair.probability, word=pair.word.value, connected=pair.connected
        )

    def pairs_of(self, candidate_id: str) -> tuple[PairWords, ...]:
        """The candidate against every other of the same part, nearest first; the higher one comes first in each."""
        names = next((order.candidates for order in self.orders if candidate_id in order.candidates), ())
        if candidate_id not in names:
            return ()
        place = names.index(candidate_id)
        others = sorted(range(len(names)), key=lambda at: (abs(at - place), at))
        return tuple(self.pair(names[min(at, place)], names[max(at, place)]) for at in others if at != place)

    @cached_property
    def _lines(self) -> dict[str, StabilityLine]:
        """What leaving out a rater would do, for the raters somebody asked about so far."""
        return {}

    def without(self, raters: Collection[str]) -> list[StabilityLine]:
        """What leaving out each of these raters would do; kept, because each takes another solve."""
        from scoring import without_each_rater

        fresh = [rater for rater in raters if rater not in self._lines]
        for one in without_each_rater(self.sheet, self.vacancy_id, only=fresh) if fresh else ():
            self._lines[one.rater] = StabilityLine(
                kind="without_rater",
                rater=one.rater,
                stays=not one.swapped and not one.lost,
                swaps=self._swaps(one.order),
                lost=one.lost,
            )
        return [self._lines[rater] for rater in sorted(raters) if rater in self._lines]

    def stability(self, candidate_id: str) -> tuple[StabilityLine, ...]:
        """What leaving out one rater or equal weights would do; `rater` is an id here. Empty below two candidates.

        With very many raters only those who rated this candidate are looked at.
        """
        order = self.ranking.candidates
        if len(order) < 2:
            return ()
        table = self.sheet.table
        raters = set(table.raters)
        if len(raters) > MOST_RATERS:
            of = table.rater[table.candidate == self.place(candidate_id)]
            raters = {table.raters[rater] for rater in set(of.tolist())}
        lines = self.without(raters)
        return (*lines, *self._equal_weights)

    @cached_property
    def _equal_weights(self) -> tuple[StabilityLine, ...]:
        from scoring import weight_sensitivity

        equal = weight_sensitivity(self.sheet, self.vacancy_id)
        if equal.equal_keeps_order is None:
            return ()
        swaps = self._swaps(equal.equal_order)
        return (StabilityLine(kind="equal_weights", stays=equal.equal_keeps_order, swaps=swaps),)

    def _swaps(self, then: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Neighbours within a part that stand the other way round in `then`: few enough for a page to say them."""
        place = {id: at for at, id in enumerate(then)}
        return tuple(
            (lower, upper)
            for order in self.orders
            for upper, lower in pairwise(order.candidates)
            if upper in place and lower in place and place[lower] < place[upper]
        )


def measured_of(held: Opened, moment: Moment, top: int = 1) -> Measured | None:
    """Scores and order of what is open; None when nobody gave a level."""
    columns = columns_of(held)
    if not any(level is not None for level in columns.level):
        return None
    return _measure(columns, tuple(competency_weights(held.vacancy).items()), held.vacancy.id, moment, top)


def columns_of(held: Opened) -> RatingColumns:
    """Every judgement that is open, as `scoring` reads it."""
    talks = [one.interview for one in held.interviews]
    return rating_columns(held.vacancy, talks, held.cards, held.ratings, held.amendments)


@lru_cache(maxsize=8)
def _measure(
    columns: RatingColumns, weights: tuple[tuple[str, float], ...], vacancy_id: str, moment: Moment, top: int
) -> Measured:
    """The same rows give the same figures, whoever asks; the key holds everything they come from."""
    return _compute(columns, weights, vacancy_id, moment, top)


def _compute(
    columns: RatingColumns,
    weights: tuple[tuple[str, float], ...],
    vacancy_id: str | None,
    moment: Moment,
    top: int,
) -> Measured:
    from scoring import Use, compare, rating_table, score_candidates

    sheet = score_candidates(rating_table(columns._asdict()), dict(weights), use=Use(moment))
    draws = min(MOST_DRAWS, max(500, DRAWN // max(1, len(sheet.table.candidates))))
    return Measured(sheet, compare(sheet, vacancy_id, top, draws), vacancy_id, top)


def warm() -> None:
    """Compute something small, so that nobody waits for numpy and scipy to be loaded; up to some seconds."""
    from scoring import RatingRow

    rows = [
        RatingRow(candidate=f"c{place}", rater=rater, competency=f"k{asked}", question=f"q{asked}", level=place % 3 + 2)
        for place in range(3)
        for rater in ("r1", "r2")
        for asked in range(2)
    ]
    found = _compute(RatingColumns(*zip(*rows, strict=True)), (("k0", 50.0), ("k1", 50.0)), None, "first", 1)
    found.pairs_of(found.orders[0].candidates[0])
    _ = found.apart, found.stability("c0")


def forget() -> None:
    """Compute everything anew from here on; only figures are kept, so nothing but time changes."""
    _measure.cache_clear()
