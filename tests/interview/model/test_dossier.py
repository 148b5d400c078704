"""A dossier can't say two things at once."""

from typing import Any

import pytest
from pydantic import ValidationError

from interview.model.dossier import Answer, CompetencyLine, Missing
from interview.model.rating import Outcome
from tests.interview.report.dossiers import dossier, panel_dossier


@pytest.mark.parametrize(("mean", "missing"), [(None, None), (3.0, Missing.NO_EVIDENCE)])
def test_a_competency_has_a_mean_or_a_reason_why_not(mean: float | None, missing: Missing | None) -> None:
    with pytest.raises(ValidationError, match="either a mean or a reason"):
        CompetencyLine(id="c", name="Saying no", weight=30, mean=mean, missing=missing)


@pytest.mark.parametrize(
    "contents", [{"outcome": Outcome.LEVEL}, {"outcome": Outcome.NO_EVIDENCE, "level": 3}, {"level": 3}]
)
def test_a_level_belongs_to_the_outcome_level(contents: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Answer(rater_id="p1", **contents)


def test_what_is_missing_is_named() -> None:
    assert [line.name for line in dossier(complete=False).missing] == ["Saying no"]
    assert dossier().missing == ()


def test_members_are_found_by_their_id() -> None:
    assert panel_dossier().member("p2").initials == "SO"
    with pytest.raises(KeyError):
        dossier().member("nobody")
