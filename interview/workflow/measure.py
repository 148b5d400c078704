"""From cards to the measurement: the tidy rows that `scoring` reads."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from interview.model.interview import Interview
from interview.model.rating import Amendment
from interview.model.scorecard import Scorecard
from interview.model.vacancy import Vacancy

if TYPE_CHECKING:
    from scoring import RatingRow


class Judged(Protocol):
    """A rating, bare or with its evidence."""

    @property
    def scorecard_id(self) -> str: ...
    @property
    def question_id(self) -> str: ...
    @property
    def level(self) -> int | None: ...


class RatingColumns(NamedTuple):
    """The columns of a rating table, named and ordered as in `scoring`'s RatingRow; one place a judgement."""

    candidate: tuple[str, ...]
    rater: tuple[str, ...]
    competency: tuple[str, ...]
    question: tuple[str, ...]
    level: tuple[int | None, ...]
    phase: tuple[str, ...]
    vacancy: tuple[str, ...]


def rating_rows(
    vacancy: Vacancy,
    interviews: Iterable[Interview],
    cards: Iterable[Scorecard],
    ratings: Iterable[Judged],
    amendments: Iterable[Amendment],
) -> list["RatingRow"]:
    """As `rating_columns`, row by row."""
    # Imported here: numpy comes with it, and most pages never compute anything.
    from scoring import RatingRow

    columns = rating_columns(vacancy, interviews, cards, ratings, amendments)
    return [RatingRow(*row) for row in zip(*columns, strict=True)]


def rating_columns(
    vacancy: Vacancy,
    interviews: Iterable[Interview],
    cards: Iterable[Scorecard],
    ratings: Iterable[Judged],
    amendments: Iterable[Amendment],
) -> RatingColumns:
    """One place a judgement: first ratings, and the last amendment of each beside it under the phase `debrief`.

    Reliability and leniency read the first ones only, so whatever was changed after submitting, be it a slip, never
    touches them. "No evidence" and "not asked" are rows without a level.
    """
    candidate_of = {interview.id: interview.candidate_id for interview in interviews}
    card_of = {card.id: card for card in cards}
    competency_of = {question.id: question.competency for question in vacancy.guide.questions}
    last = last_amendments(amendments)
    judged: list[tuple[Scorecard, Judged, str]] = []
    for rating in ratings:
        card = card_of.get(rating.scorecard_id)
        if card is None or rating.question_id not in competency_of:
            continue
        judged.append((card, rating, "first"))
        later = last.get((rating.scorecard_id, rating.question_id)) if last else None
        if later is not None:
            judged.append((card, later, "debrief"))
    return RatingColumns(
        candidate=tuple([candidate_of[card.interview_id] for card, _, _ in judged]),
        rater=tuple([card.rater_id for card, _, _ in judged]),
        competency=tuple([competency_of[one.question_id] for _, one, _ in judged]),
        question=tuple([one.question_id for _, one, _ in judged]),
        level=tuple([one.level for _, one, _ in judged]),
        phase=tuple([phase for _, _, phase in judged]),
        vacancy=(vacancy.id,) * len(judged),
    )


def last_amendments(amendments: Iterable[Amendment]) -> dict[tuple[str, str], Amendment]:
    """The newest amendment by card and question; amendments come oldest first."""
    return {(amendment.scorecard_id, amendment.question_id): amendment for amendment in amendments}


def competency_weights(vacancy: Vacancy) -> Mapping[str, float]:
    """The guide's fixed weights, of the competencies it asks about."""
    return {competency: float(weight) for competency, weight in vacancy.guide.guide.weights.items()}


def questions_of(vacancy: Vacancy, competency_id: str) -> Sequence[str]:
    """The ids of the guide's questions about one competency, in order."""
    return [id for id in vacancy.guide.guide.question_ids if vacancy.guide.question(id).competency == competency_id]
