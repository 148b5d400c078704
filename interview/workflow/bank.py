"""What the questions of the bank brought so far, from the cards that are open to who looks."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from interview.model.rating import Outcome, Rating
from interview.model.scorecard import CardState
from interview.model.vacancy import Vacancy
from interview.model.value import Value
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import roles, visible_cards
from interview.workflow.measure import rating_rows
from interview.workflow.opened import shown_to
from question_bank import Question

if TYPE_CHECKING:
    from scoring import RatingRow


class QuestionResult(Value):
    """What one version of a question brought, from the cards that are open to the viewer.

    `asked`: candidates it was put to. `levels`: how many ratings on each level, 1 to 5. `no_evidence`: ratings without
    an own example. `not_asked`: candidates it was skipped with. `earlier`: ratings of other versions of it, which are
    in none of the other figures. `marks`: what to look at (`scoring.Mark`), empty below `needed` candidates.
    """

    asked: int = 0
    levels: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    no_evidence: int = 0
    not_asked: int = 0
    earlier: int = 0
    marks: tuple[str, ...] = ()
    needed: int = 0

    @property
    def ratings(self) -> int:
        """How many ratings with a level there are."""
        return sum(self.levels)

    @property
    def settled(self) -> bool:
        """Whether enough candidates answered to say anything about the question."""
        return self.asked >= self.needed


def question_result(uow: UnitOfWork, viewer: str, question: Question) -> QuestionResult:
    """What a question brought in the vacancies the viewer has a seat in. Sealed cards of others count nowhere.

    Ratings of the example count only for the people of the example.
    """
    rows: list[RatingRow] = []
    asked: set[str] = set()
    skipped: set[str] = set()
    outcomes: Counter[int | Outcome] = Counter()
    earlier = 0
    for vacancy, ratings, interview_of in _open_ratings(uow, viewer):
        rows += _rows(uow, vacancy, ratings)
        if question.id not in vacancy.guide.guide.question_ids:
            continue
        own = [rating for rating in ratings if rating.question_id == question.id]
        if vacancy.guide.question(question.id).version != question.version:
            earlier += len(own)
            continue
        outcomes.update(rating.level if rating.level else rating.outcome for rating in own)
        for rating in own:
            (skipped if rating.outcome is Outcome.NOT_ASKED else asked).add(interview_of[rating.scorecard_id])
    marks, needed = _examined(rows, question)
    return QuestionResult(
        asked=len(asked),
        levels=(outcomes[1], outcomes[2], outcomes[3], outcomes[4], outcomes[5]),
        no_evidence=outcomes[Outcome.NO_EVIDENCE],
        not_asked=len(skipped - asked),
        earlier=earlier,
        marks=marks,
        needed=needed,
    )


def _open_ratings(uow: UnitOfWork, viewer: str) -> Iterator[tuple[Vacancy, tuple[Rating, ...], dict[str, str]]]:
    """Each vacancy of the viewer with their own ratings and those they were shown, and the interview of each card.

    What is open but was not shown yet counts nowhere: a figure would tell about it without a trace.
    """
    shown = shown_to(uow, viewer)
    example = any(person.id == viewer and person.is_example for person in uow.people.all())
    for vacancy_id in dict.fromkeys(seat.vacancy_id for seat in uow.seats.of_person(viewer)):
        vacancy = uow.vacancies.get(vacancy_id)
        if vacancy.is_example != example:
            continue
        held = roles(uow, vacancy_id, viewer)
        cards = [
            card
            for interview in uow.interviews.of_vacancy(vacancy_id)
            for card in visible_cards(uow, viewer, interview, vacancy, held)
            if card.state is CardState.SUBMITTED and (card.rater_id == viewer or card.id in shown)
        ]
        yield vacancy, uow.ratings.of_cards([card.id for card in cards]), {c.id: c.interview_id for c in cards}


def _rows(uow: UnitOfWork, vacancy: Vacancy, ratings: tuple[Rating, ...]) -> list["RatingRow"]:
    """As the measurement reads them, with versions of a question kept apart; its competency does not matter here."""
    version = {question.id: question.version for question in vacancy.guide.questions}
    interviews = uow.interviews.of_vacancy(vacancy.id)
    found = rating_rows(vacancy, interviews, uow.scorecards.of_vacancy(vacancy.id), ratings, ())
    return [row._replace(question=_named(row.question, version[row.question]), competency="-") for row in found]


def _named(question_id: str, version: int) -> str:
    return f"{question_id} {version}"


def _examined(rows: list["RatingRow"], question: Question) -> tuple[tuple[str, ...], int]:
    """Marks of the question, and how many candidates it takes before there are any."""
    # Imported here: numpy comes with it, and most pages never compute anything.
    from scoring import examine_questions, rating_table
    from scoring.question_health import FEWEST_CANDIDATES

    found = examine_questions(rating_table(rows)).get(_named(question.id, question.version)) if rows else None
    return tuple(mark.value for mark in found.marks) if found else (), FEWEST_CANDIDATES
