from __future__ import annotations

import pytest

from scoring import CountError, ErrorCode, GroupCount, Reason, Verdict, impact, pooled_impact, rate_impact, stage_impact
from scoring.adverse_impact import below_four_fifths, exact_tests
from tests.scoring.cases import reference


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_two_by_two_tables(number: int) -> None:
    case = reference(f"V10_adverse_{number}")
    given, wanted = case["input"], case["expected"]
    found = impact(
        GroupCount(given["focal_n"], given["focal_selected"]), GroupCount(given["ref_n"], given["ref_selected"])
    )
    assert [
        found.rate,
        found.reference_rate,
        found.ratio,
        found.fisher,
        found.fisher_less,
        found.mid_p,
        found.z,
    ] == pytest.approx(
        [
            wanted[name]
            for name in (
                "rate_focal",
                "rate_ref",
                "impact_ratio",
                "fisher_two_sided",
                "fisher_less",
                "midp_two_sided",
                "z_pooled",
            )
        ],
        abs=case["tolerance"],
    )
    assert found.below_four_fifths is wanted["below_four_fifths"]
    if wanted["ratio_ci95"]:
        assert [found.low, found.high] == pytest.approx(wanted["ratio_ci95"], abs=case["tolerance"])
    else:
        assert (found.low, found.high, found.interval_reason) == (None, None, Reason.A_ZERO_COUNT)


def test_four_groups_by_their_rates() -> None:
    case = reference("V11_adverse_multigroup")
    found, wanted = rate_impact(case["input"]["rates"]), case["expected"]
    assert found.reference == wanted["reference"]
    assert dict(found.ratios) == pytest.approx(wanted["impact_ratio"], abs=case["tolerance"])
    assert dict(found.below_four_fifths) == wanted["below_four_fifths"]


def test_the_same_four_groups_by_counts() -> None:
    counts = {"White": 60, "AmericanIndian": 45, "Hispanic": 48, "Black": 51}
    found = stage_impact({name: GroupCount(100, selected) for name, selected in counts.items()})
    assert found.reference == "White"
    assert {name: group.below_four_fifths for name, group in found.groups.items()} == {
        "AmericanIndian": True,
        "Hispanic": False,
        "Black": False,
    }


def test_the_lady_tasting_tea() -> None:
    case = reference("V12_fisher_tea")
    (a, b), (c, d) = case["input"]["table"]
    two_sided, _, _ = exact_tests(GroupCount(a + b, a), GroupCount(c + d, c))
    _, greater, _ = exact_tests(GroupCount(c + d, c), GroupCount(a + b, a))
    assert two_sided == pytest.approx(case["expected"]["fisher_two_sided"], abs=case["tolerance"])
    assert greater == pytest.approx(case["expected"]["fisher_greater"], abs=case["tolerance"])


def test_exactly_four_fifths_passes() -> None:
    assert not below_four_fifths(GroupCount(100, 48), GroupCount(100, 60))
    assert below_four_fifths(GroupCount(1000, 479), GroupCount(100, 60))


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ({"a": GroupCount(10, 0), "b": GroupCount(8, 0)}, Reason.NOBODY_SELECTED),
        ({"a": GroupCount(10, 10), "b": GroupCount(8, 8)}, Reason.EVERYBODY_SELECTED),
        ({"a": GroupCount(10, 3)}, Reason.ONE_GROUP),
        ({"a": GroupCount(10, 3), "b": GroupCount(0, 0)}, Reason.ONE_GROUP),
        ({}, Reason.ONE_GROUP),
    ],
)
def test_nothing_can_be_said(groups: dict[str, GroupCount], reason: Reason) -> None:
    found = stage_impact(groups)
    assert found.reason is reason
    for group in found.groups.values():
        assert (group.ratio, group.fisher, group.verdict, group.reason) == (None, None, None, reason)


def test_a_tiny_group_is_no_reference_and_is_hidden() -> None:
    found = stage_impact({"a": GroupCount(100, 30), "b": GroupCount(100, 20), "c": GroupCount(2, 2)})
    assert found.reference == "a"
    assert found.groups["c"].hidden
    assert not found.groups["b"].hidden


@pytest.mark.parametrize(
    ("focal", "other", "verdict"),
    [
        (GroupCount(40, 12), GroupCount(80, 48), Verdict.SUPPORTED),
        (GroupCount(10, 3), GroupCount(20, 10), Verdict.BELOW_BUT_TOO_FEW),
        (GroupCount(2000, 1700), GroupCount(2000, 1800), Verdict.STATISTICAL_SMALL),
        (GroupCount(20, 9), GroupCount(20, 10), Verdict.NOTHING_SHOWN),
    ],
)
def test_verdicts(focal: GroupCount, other: GroupCount, verdict: Verdict) -> None:
    assert impact(focal, other).verdict is verdict


def test_what_one_selection_would_change() -> None:
    found = impact(GroupCount(10, 3), GroupCount(20, 10))
    assert found.ratio_if_moved == pytest.approx((4 / 10) / (9 / 20))
    assert found.below_if_moved is False
    assert found.shortfall == pytest.approx(10 * 13 / 30 - 3)
    assert impact(GroupCount(3, 3), GroupCount(9, 8)).ratio_if_moved is None


@pytest.mark.parametrize(
    ("group", "code"),
    [
        (GroupCount(-1, 0), ErrorCode.NEGATIVE),
        (GroupCount(3, 4), ErrorCode.MORE_SELECTED_THAN_PEOPLE),
        (GroupCount(3.5, 1), ErrorCode.NOT_WHOLE),  # type: ignore[arg-type]
    ],
)
def test_impossible_counts_are_refused(group: GroupCount, code: ErrorCode) -> None:
    with pytest.raises(CountError) as caught:
        stage_impact({"a": group, "b": GroupCount(10, 5)})
    assert (caught.value.code, caught.value.place.column) == (code, "a")


def test_impossible_rates_are_refused() -> None:
    with pytest.raises(CountError):
        rate_impact({"a": 1.2, "b": 0.5})
    assert rate_impact({"a": 0.0, "b": 0.0}).reason is Reason.NOBODY_SELECTED


def test_vacancies_are_pooled_not_added() -> None:
    # Within each vacancy both groups do equally well; added up, one seems to do worse (Simpson 1951).
    strata = [(GroupCount(80, 16), GroupCount(20, 4)), (GroupCount(20, 16), GroupCount(80, 64))]
    found = pooled_impact(strata)
    assert (found.risk_ratio, found.odds_ratio) == pytest.approx((1.0, 1.0))
    assert found.chi_square == pytest.approx(0.0, abs=1e-12)
    added = impact(GroupCount(100, 32), GroupCount(100, 68))
    assert added.below_four_fifths


def test_one_stratum_is_the_table_itself() -> None:
    focal, other = GroupCount(40, 12), GroupCount(80, 48)
    found, alone = pooled_impact([(focal, other), (GroupCount(5, 0), GroupCount(5, 0))]), impact(focal, other)
    assert found.strata == 1
    assert found.risk_ratio == pytest.approx(alone.ratio)
    # The Mantel-Haenszel variance divides by n - 1 where the pooled z divides by n.
    assert alone.z is not None
    assert found.chi_square == pytest.approx(alone.z**2 * 119 / 120)
    assert pooled_impact([]).reason is Reason.NOBODY_SELECTED
