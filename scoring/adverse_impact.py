"""Adverse impact of a selection stage: four-fifths, exact tests, and plain words for "too few to tell".

Counts come from a voluntary record kept apart from ratings and never reach an interviewer. Four-fifths
by whole numbers, 5 s_f n_ref < 4 s_ref n_f, so exactly 80 % passes (EEOC Questions and Answers 1979);
Fisher's exact test and mid-p (Collins & Morris 2008); log interval of the ratio (Katz et al. 1978);
several vacancies by Mantel-Haenszel, never by adding tables up. Nothing here ever corrects a score.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from scoring.errors import CountError, ErrorCode, Place
from scoring.reasons import Reason

SMALLEST_SHARE_OF_REFERENCE = 0.02
FEWEST_SHOWN = 5
SIGNIFICANT = 0.05
Z95 = 1.959963984540054
EDGE = 1e-9
"""Rates are typed with few decimals: .48 / .60 must not fall below .8."""


class Verdict(StrEnum):
    """What may be said. Never "no adverse impact"."""

    SUPPORTED = "supported"
    BELOW_BUT_TOO_FEW = "below_but_too_few"
    STATISTICAL_SMALL = "statistical_small"
    NOTHING_SHOWN = "nothing_shown"


@dataclass(frozen=True, slots=True)
class GroupCount:
    """People of one group who reached the stage, and how many of them were selected."""

    people: int
    selected: int


@dataclass(frozen=True, slots=True)
class Impact:
    """One group against the reference group.

    `ratio` of the selection rates with its 95 % interval; `shortfall` = selections missing against the
    pooled rate; `z` pooled. `ratio_if_moved`, `below_if_moved`: the same with one selection moved from
    the reference to this group. `hidden`: a group of fewer than five stays off screens.
    """

    group: str
    reference: str
    people: int
    selected: int
    rate: float
    reference_rate: float
    hidden: bool
    reason: Reason | None = None
    ratio: float | None = None
    below_four_fifths: bool | None = None
    fisher: float | None = None
    fisher_less: float | None = None
    mid_p: float | None = None
    z: float | None = None
    low: float | None = None
    high: float | None = None
    interval_reason: Reason | None = None
    shortfall: float | None = None
    ratio_if_moved: float | None = None
    below_if_moved: bool | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class StageImpact:
    """All groups of one stage against the group with the highest rate."""

    reference: str | None
    groups: Mapping[str, Impact]
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class RateImpact:
    """Ratios when only rates are known."""

    reference: str | None
    ratios: Mapping[str, float]
    below_four_fifths: Mapping[str, bool]
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several vacancies together: common risk ratio and odds ratio, test without continuity correction."""

    risk_ratio: float | None
    odds_ratio: float | None
    chi_square: float | None
    p: float | None
    strata: int
    reason: Reason | None


def stage_impact(groups: Mapping[str, GroupCount]) -> StageImpact:
    """Compare every group with the reference: the highest rate among groups of at least 2 %.

    None with a reason: fewer than two groups, nobody or everybody selected. Raises CountError for
    negative or fractional counts, or more selected than there are people.
    """
    for name, group in groups.items():
        _check(name, group)
    known = {name: group for name, group in groups.items() if group.people}
    if len(known) < 2:
        return StageImpact(None, MappingProxyType({}), Reason.ONE_GROUP)
    total = sum(group.people for group in known.values())
    large = {name: g for name, g in known.items() if g.people >= SMALLEST_SHARE_OF_REFERENCE * total}
    reference = min(large, key=lambda name: (-large[name].selected / large[name].people, -large[name].people, name))
    impacts = {
        name: impact(group, known[reference], name, reference) for name, group in known.items() if name != reference
    }
    return StageImpact(reference, MappingProxyType(impacts), _why_nothing(known.values()))


def _check(name: str, group: GroupCount) -> None:
    for value in (group.people, group.selected):
        if isinstance(value, bool) or value != int(value):
            raise CountError(ErrorCode.NOT_WHOLE, Place(column=name, value=repr(value)))
        if value < 0:
            raise CountError(ErrorCode.NEGATIVE, Place(column=name, value=repr(value)))
    if group.selected > group.people:
        raise CountError(ErrorCode.MORE_SELECTED_THAN_PEOPLE, Place(column=name, value=repr(group.selected)))


def _why_nothing(groups: Iterable[GroupCount]) -> Reason | None:
    counts = list(groups)
    if not any(group.selected for group in counts):
        return Reason.NOBODY_SELECTED
    return Reason.EVERYBODY_SELECTED if all(group.selected == group.people for group in counts) else None


def impact(focal: GroupCount, reference: GroupCount, group: str = "focal", against: str = "reference") -> Impact:
    """One group against another, exact.

    Figures are None with a reason when a group is empty, or nobody or everybody of both was selected.
    """
    _check(group, focal)
    _check(against, reference)
    hidden = min(focal.people, reference.people) < FEWEST_SHOWN
    reason = Reason.GROUP_TOO_SMALL if not (focal.people and reference.people) else _why_nothing([focal, reference])
    rate = focal.selected / focal.people if focal.people else 0.0
    reference_rate = reference.selected / reference.people if reference.people else 0.0
    start = (group, against, focal.people, focal.selected, rate, reference_rate, hidden)
    if reason:
        return Impact(*start, reason=reason)
    fisher, less, mid_p = exact_tests(focal, reference)
    below = below_four_fifths(focal, reference)
    low, high = _interval(focal, reference)
    moved = _one_moved(focal, reference)
    pooled = (focal.selected + reference.selected) / (focal.people + reference.people)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / focal.people + 1 / reference.people))
    return Impact(
        *start,
        ratio=_rate_ratio(focal, reference),
        below_four_fifths=below,
        fisher=fisher,
        fisher_less=less,
        mid_p=mid_p,
        z=(rate - reference_rate) / spread,
        low=low,
        high=high,
        interval_reason=None if low is not None else Reason.A_ZERO_COUNT,
        shortfall=focal.people * pooled - focal.selected,
        ratio_if_moved=_rate_ratio(*moved) if moved else None,
        below_if_moved=below_four_fifths(*moved) if moved else None,
        verdict=_verdict(below, fisher),
    )


def below_four_fifths(focal: GroupCount, reference: GroupCount) -> bool:
    """Whether the rate lies below four fifths of the reference, by whole numbers."""
    return 5 * focal.selected * reference.people < 4 * reference.selected * focal.people


def exact_tests(focal: GroupCount, reference: GroupCount) -> tuple[float, float, float]:
    """Fisher's exact test two-sided and "less" (focal selected too rarely), and the two-sided mid-p."""
    import numpy as np
    from scipy import stats

    cells = np.array(
        [
            [focal.selected, focal.people - focal.selected],
            [reference.selected, reference.people - reference.selected],
        ]
    )
    two_sided = float(stats.fisher_exact(cells).pvalue)
    less = float(stats.fisher_exact(cells, alternative="less").pvalue)
    people, selected = focal.people + reference.people, focal.selected + reference.selected
    observed = float(stats.hypergeom.pmf(focal.selected, people, selected, focal.people))
    return two_sided, less, two_sided - observed / 2


def rate_impact(rates: Mapping[str, float], shares: Mapping[str, float] | None = None) -> RateImpact:
    """Ratios from selection rates alone; `shares` of all candidates decide who may be the reference."""
    for name, rate in rates.items():
        if not math.isfinite(rate) or not 0 <= rate <= 1:
            raise CountError(ErrorCode.OUT_OF_RANGE, Place(column=name, value=repr(rate)))
    if len(rates) < 2:
        return RateImpact(None, MappingProxyType({}), MappingProxyType({}), Reason.ONE_GROUP)
    large = [name for name in rates if shares is None or shares.get(name, 0.0) >= SMALLEST_SHARE_OF_REFERENCE]
    reference = min(large or rates, key=lambda name: (-rates[name], name))
    if not rates[reference]:
        return RateImpact(reference, MappingProxyType({}), MappingProxyType({}), Reason.NOBODY_SELECTED)
    ratios = {name: rate / rates[reference] for name, rate in rates.items() if name != reference}
    below = {name: ratio < 0.8 - EDGE for name, ratio in ratios.items()}
    return RateImpact(reference, MappingProxyType(ratios), MappingProxyType(below), None)


def pooled_impact(strata: Sequence[tuple[GroupCount, GroupCount]]) -> Pooled:
    """Focal and reference group of several vacancies, by Mantel & Haenszel 1959.

    Vacancies in which a group is missing, or nobody or everybody was selected, say nothing and drop out.
    """
    from scipy import special

    for focal, reference in strata:
        _check("focal", focal)
        _check("reference", reference)
    used = [pair for pair in strata if pair[0].people and pair[1].people and not _why_nothing(pair)]
    if not used:
        return Pooled(None, None, None, None, 0, Reason.NOBODY_SELECTED)
    risk_top = risk_bottom = odds_top = odds_bottom = surplus = variance = 0.0
    for focal, reference in used:
        people, selected = focal.people + reference.people, focal.selected + reference.selected
        risk_top += focal.selected * reference.people / people
        risk_bottom += reference.selected * focal.people / people
        odds_top += focal.selected * (reference.people - reference.selected) / people
        odds_bottom += reference.selected * (focal.people - focal.selected) / people
        surplus += focal.selected - focal.people * selected / people
        variance += focal.people * reference.people * selected * (people - selected) / (people**2 * (people - 1))
    chi_square = surplus**2 / variance
    return Pooled(
        risk_ratio=risk_top / risk_bottom if risk_bottom else None,
        odds_ratio=odds_top / odds_bottom if odds_bottom else None,
        chi_square=chi_square,
        p=float(special.chdtrc(1, chi_square)),
        strata=len(used),
        reason=None if risk_bottom and odds_bottom else Reason.A_ZERO_COUNT,
    )


def _rate_ratio(focal: GroupCount, reference: GroupCount) -> float | None:
    if not reference.selected:
        return None
    return (focal.selected / focal.people) / (reference.selected / reference.people)


def _interval(focal: GroupCount, reference: GroupCount) -> tuple[float | None, float | None]:
    if not focal.selected or not reference.selected:
        return None, None
    ratio = math.log((focal.selected / focal.people) / (reference.selected / reference.people))
    se = math.sqrt(1 / focal.selected - 1 / focal.people + 1 / reference.selected - 1 / reference.people)
    return math.exp(ratio - Z95 * se), math.exp(ratio + Z95 * se)


def _one_moved(focal: GroupCount, reference: GroupCount) -> tuple[GroupCount, GroupCount] | None:
    """One selection moved to the focal group: what the Guidelines ask about small numbers."""
    if focal.selected == focal.people or not reference.selected:
        return None
    return (
        GroupCount(focal.people, focal.selected + 1),
        GroupCount(reference.people, reference.selected - 1),
    )


def _verdict(below: bool, p: float) -> Verdict:
    if below:
        return Verdict.SUPPORTED if p < SIGNIFICANT else Verdict.BELOW_BUT_TOO_FEW
    return Verdict.STATISTICAL_SMALL if p < SIGNIFICANT else Verdict.NOTHING_SHOWN
