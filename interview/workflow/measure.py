"""From cards to the measurement: the tidy rows that `scoring` reads."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from interview.model.interview import Interview
from interview.model.rating import Amendment, Rating
from interview.model.scorecard import Scorecard
from interview.model.vacancy import Vacancy

if TYPE_CHECKING:
    from scoring import RatingRow


def rating_rows(
    vacancy: Vacancy,
    interviews: Iterable[Interview],
    cards: Iterable[Scorecard],
    ratings: Iterable[Rating],
    amendments: Iterable[Amendment],
) -> list["RatingRow"]:
    """One row a judgement: first ratings, and the last amendment of each beside it under the phase `debrief`.

    Reliability and leniency read the first ones only, so whatever was changed after submitting, be it a slip, never
    touches them. "No evidence" and "not asked" are rows without a level.
    """
    # Imported here: numpy comes with it, and most pages never compute anything.
    from scoring import RatingRow

    candidate_of = {interview.id: interview.candidate_id for interview in interviews}
    card_of = {card.id: card for card in cards}
    competency_of = {question.id: question.competency for question in vacancy.guide.questions}
    rows = []
    last = last_amendments(amendments)
    for rating in ratings:
        card = card_of.get(rating.scorecard_id)
        if card is None or rating.question_id not in competency_of:
            continue
        later = last.get((rating.scorecard_id, rating.question_id))
        for phase, judged in (("first", rating), ("debrief", later)):
            if judged is not None:
                rows.append(
                    RatingRow(
                        candidate=candidate_of[card.interview_id],
                        rater=card.rater_id,
                        competency=competency_of[rating.question_id],
                        question=rating.question_id,
                        level=judged.level,
                        phase=phase,
                        vacancy=vacancy.id,
                    )
                )
    return rows


def last_amendments(amendments: Iterable[Amendment]) -> dict[tuple[str, str], Amendment]:
    """The newest amendment by card and question; amendments come oldest first."""
    return {(amendment.scorecard_id, amendment.question_id): amendment for amendment in amendments}


def competency_weights(vacancy: Vacancy) -> Mapping[str, float]:
    """The guide's fixed weights, of the competencies it asks about."""
    return {competency: float(weight) for competency, weight in vacancy.guide.guide.weights.items()}


def questions_of(vacancy: Vacancy, competency_id: str) -> Sequence[str]:
    """The ids of the guide's questions about one competency, in order."""
    return [id for id in vacancy.guide.guide.question_ids if vacancy.guide.question(id).competency == competency_id]
