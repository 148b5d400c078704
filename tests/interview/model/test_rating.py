"""A level belongs to the outcome "level" and to no other; the others are missing values."""

from typing import Any

import pytest
from pydantic import ValidationError

from interview.model.rating import Amendment, AmendmentPhase, Outcome, Rating
from tests.interview.storage.world import NOW


def rating(**changes: Any) -> Rating:
    return Rating.model_validate({"scorecard_id": "c", "question_id": "q", **changes})


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_every_level_of_the_scale_is_a_rating(level: int) -> None:
    assert rating(outcome="level", level=level).level == level


@pytest.mark.parametrize("outcome", [Outcome.NO_EVIDENCE, Outcome.NOT_ASKED])
def test_the_other_outcomes_have_no_level(outcome: Outcome) -> None:
    assert rating(outcome=outcome).level is None
    with pytest.raises(ValidationError, match="a level belongs to the outcome"):
        rating(outcome=outcome, level=1)


@pytest.mark.parametrize("level", [None, 0, 6, -1, 2.5, "high"])
def test_what_is_not_on_the_scale_is_refused(level: object) -> None:
    with pytest.raises(ValidationError):
        rating(outcome="level", level=level)


@pytest.mark.parametrize(("outcome", "level"), [("level", None), ("no_evidence", 3), ("level", 6)])
def test_an_amendment_follows_the_same_rule(outcome: str, level: int | None) -> None:
    with pytest.raises(ValidationError):
        Amendment(
            id="a",
            scorecard_id="c",
            question_id="q",
            phase=AmendmentPhase.CORRECTION,
            outcome=Outcome(outcome),
            level=level,
            reason="slip",
            made_at=NOW,
        )
