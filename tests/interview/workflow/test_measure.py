"""The rows that scoring reads: first judgements, and what each became; a missing level is never a low one."""

from datetime import timedelta

from interview.model.interview import Interview
from interview.model.rating import Amendment, AmendmentPhase, Outcome, Rating
from interview.model.scorecard import Scorecard
from interview.model.vacancy import Vacancy
from interview.workflow.measure import competency_weights, last_amendments, questions_of, rating_rows
from tests.interview.workflow import table as t

VACANCY = Vacancy(id="v", title="Desk", department="", interview_language="en", guide=t.guide(), created_at=t.NOW)
TALKS = [Interview(id=f"talk-{name}", vacancy_id="v", candidate_id=name) for name in ("nina", "otto")]
CARDS = [Scorecard(id=f"{rater}-nina", interview_id="talk-nina", rater_id=rater) for rater in ("ann", "bob")]


def rating(card: str, place: int, level: int | None) -> Rating:
    outcome = Outcome.LEVEL if level else Outcome.NO_EVIDENCE
    return Rating(scorecard_id=card, question_id=t.question(place), outcome=outcome, level=level)


def amendment(card: str, place: int, level: int | None, after: int) -> Amendment:
    return Amendment(
        id=f"{card}-{place}-{after}",
        scorecard_id=card,
        question_id=t.question(place),
        phase=AmendmentPhase.CORRECTION,
        outcome=Outcome.LEVEL if level else Outcome.NO_EVIDENCE,
        level=level,
        reason="slip",
        made_at=t.NOW + timedelta(minutes=after),
    )


def test_one_row_a_judgement_with_everything_scoring_asks() -> None:
    (row,) = rating_rows(VACANCY, TALKS, CARDS, [rating("ann-nina", 2, 4)], [])
    assert row._asdict() == {
        "candidate": "nina",
        "rater": "ann",
        "competency": "saying-no",
        "question": t.question(2),
        "level": 4,
        "phase": "first",
        "vacancy": "v",
    }


def test_the_last_amendment_stands_beside_the_first_judgement() -> None:
    ratings = [rating("ann-nina", 0, 4), rating("ann-nina", 1, 2), rating("bob-nina", 0, 3)]
    amended = [amendment("ann-nina", 0, 1, 1), amendment("ann-nina", 0, 5, 2), amendment("ann-nina", 1, None, 3)]
    rows = rating_rows(VACANCY, TALKS, CARDS, ratings, amended)
    assert [(row.rater, row.question, row.phase, row.level) for row in rows] == [
        ("ann", t.question(0), "first", 4),
        ("ann", t.question(0), "debrief", 5),
        ("ann", t.question(1), "first", 2),
        ("ann", t.question(1), "debrief", None),
        ("bob", t.question(0), "first", 3),
    ]
    assert last_amendments(amended)["ann-nina", t.question(0)].level == 5


def test_a_missing_level_is_a_row_without_one() -> None:
    (row,) = rating_rows(VACANCY, TALKS, CARDS, [rating("ann-nina", 0, None)], [])
    assert row.level is None


def test_cards_that_were_not_given_and_questions_not_asked_leave_no_row() -> None:
    unknown = rating("ann-nina", 0, 3).model_copy(update={"question_id": "no-such-question"})
    assert rating_rows(VACANCY, TALKS, CARDS[1:], [rating("ann-nina", 0, 3), unknown], []) == []
    assert rating_rows(VACANCY, TALKS, CARDS, [unknown], []) == []


def test_weights_are_the_guides_and_so_is_the_order_of_questions() -> None:
    assert dict(competency_weights(VACANCY)) == {"intrinsic-motivation": 34, "assertiveness": 33, "saying-no": 33}
    assert list(questions_of(VACANCY, "assertiveness")) == [t.question(1), t.question(4)]
    assert list(questions_of(VACANCY, "composure")) == []
