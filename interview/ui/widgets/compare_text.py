"""Figures and names of the comparison in words: one decimal, clipped to the scale, never without their interval."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from interview.i18n import Language, Words, formats
from interview.model.comparison import Compared, Comparison, PairWords
from interview.workflow.compare import blind_numbers

Names = Mapping[str, str]
"""What a candidate is called on this page, by id: the name, or a number that tells nothing."""


@dataclass(frozen=True)
class Figures:
    """Figures as the language writes them."""

    say: Words
    language: Language

    def one(self, value: float) -> str:
        """A score with one decimal, clipped to 1 to 5."""
        return formats.number(clipped(value), 1, self.language)

    def count(self, value: float) -> str:
        """A mean count with one decimal."""
        return formats.number(value, 1, self.language)

    def two(self, value: float) -> str:
        """A step of the explanation, or a probability."""
        return formats.number(value, 2, self.language)

    def signed(self, value: float) -> str:
        """A step with its sign."""
        figure = self.two(abs(value))
        return figure if round(abs(value), 2) == 0 else f"{'+' if value > 0 else '−'}{figure}"

    def interval(self, low: float | None, high: float | None) -> str:
        """`3,8–4,5`; empty without one."""
        return "" if low is None or high is None else f"{self.one(low)}–{self.one(high)}"

    def place(self, row: Compared) -> str:
        """Where somebody may stand, never as a bare rank."""
        if row.rank_low is None or row.rank_high is None:
            return ""
        if row.rank_low == row.rank_high:
            return self.say("compare.place.sure", place=row.rank_low)
        return self.say("compare.place", low=row.rank_low, high=row.rank_high)

    def chance(self, pair: PairWords) -> str:
        """P as the second of the two would read it: of the one who leads, so .50 and up."""
        return self.two(max(pair.probability, 1 - pair.probability))


def clipped(value: float) -> float:
    """Within the scale, for display only."""
    return min(5.0, max(1.0, value))


def names_of(comparison: Comparison, viewer: str, say: Words, *, hidden: bool) -> Names:
    """Names, or numbers in an order that is shuffled once for each viewer."""
    known = {row.candidate_id: row.candidate for row in comparison.treatment.rows}
    if not hidden:
        return known
    return {id: say("compare.number", n=number) for id, number in blind_numbers(viewer, known).items()}


def by_name(ids: Iterable[str], names: Names) -> list[str]:
    """Ids in the order of what they are called here; `Candidate 9` comes before `Candidate 10`."""
    return sorted(ids, key=lambda id: re.sub(r"\d+", lambda found: found[0].zfill(6), names[id].casefold()))


def together(parts: Iterable[str], say: Words) -> str:
    """`Noor, Ilse en Yusuf`."""
    *first, last = parts
    return f"{', '.join(first)} {say('compare.and')} {last}" if first else last
