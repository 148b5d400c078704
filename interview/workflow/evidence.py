"""What a score rests on: one candidate's answers, each rater's level on the anchors, and the lines beside it."""

from collections.abc import Mapping
from typing import NamedTuple

from interview.errors import NotAllowed, NotFound
from interview.model.comparison import Compared, Comparison
from interview.model.debrief import Agreed
from interview.model.language import Language
from interview.model.note import Note, Part
from interview.model.rating import Amendment, Outcome, Rating
from interview.model.treatment import Treatment
from interview.model.value import Value
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.compare import compared
from interview.workflow.measure import last_amendments
from interview.workflow.opened import Opened, OpenedInterview, opened


class NotedLine(Value):
    """One line of somebody's notes; `carries`: their rating rests on it."""

    part: Part
    text: str
    carries: bool


class Judged(Value):
    """One rater on one answer: the first rating, what it became, and what was noted."""

    rater_id: str
    rater: str
    first: Rating
    amended: Amendment | None
    lines: tuple[NotedLine, ...]

    @property
    def outcome(self) -> Outcome:
        """The outcome that counts."""
        return (self.amended or self.first).outcome

    @property
    def level(self) -> int | None:
        """The level that counts."""
        return (self.amended or self.first).level


class AnswerEvidence(Value):
    """One question as it was put to this candidate."""

    question_id: str
    number: int
    competency_id: str
    text: str
    anchors: tuple[str, ...]
    planned_probes: int
    """Put by anybody of the panel; how many on average over all open candidates: `usual_probes`."""
    own_probes: int
    usual_probes: float
    judged: tuple[Judged, ...]
    agreed: Agreed | None


class Evidence(Value):
    """The page of one candidate."""

    comparison: Comparison
    row: Compared
    minutes: int
    answers: tuple[AnswerEvidence, ...]

    def of(self, competency_id: str) -> tuple[AnswerEvidence, ...]:
        """The answers that tell about a competency."""
        return tuple(answer for answer in self.answers if answer.competency_id == competency_id)

    def rater_means(self, competency_id: str) -> tuple[float, ...]:
        """Each rater's own mean of the levels that count, low to high; only raters who gave one."""
        levels: dict[str, list[int]] = {}
        for answer in self.of(competency_id):
            for judged in answer.judged:
                if judged.level is not None:
                    levels.setdefault(judged.rater_id, []).append(judged.level)
        return tuple(sorted(sum(given) / len(given) for given in levels.values()))


class _Kept(NamedTuple):
    """What was kept on the cards of one open interview; `raters` and `notes` by card, the notes also by question."""

    raters: Mapping[str, str]
    notes: Mapping[tuple[str, str], list[Note]]
    ratings: tuple[Rating, ...]
    treatments: tuple[Treatment, ...]


def evidence(uow: UnitOfWork, viewer: str, vacancy_id: str, candidate_id: str) -> Evidence:
    """Errors: `NotFound`, `NotAllowed` without a seat; before the totals were opened; while a card is out."""
    held = opened(uow, viewer, vacancy_id)
    shown = compared(uow, held, viewer)
    if shown.opened_at is None:
        raise NotAllowed("totals_shut")
    one = next((one for one in held.interviews if one.candidate.id == candidate_id), None)
    if one is None:
        raise NotFound("not_open")
    row = shown.row(candidate_id)
    if row is None:
        raise NotFound("no_ratings")
    treated = next(t for t in shown.treatment.rows if t.candidate_id == candidate_id)
    kept = _kept(uow, one)
    settled = {a.question_id: a for a in uow.agreed.of_vacancy(vacancy_id) if a.interview_id == one.interview.id}
    language = held.vacancy.interview_language
    return Evidence(
        comparison=shown,
        row=row,
        minutes=treated.minutes,
        answers=tuple(
            _answer(held, kept, place, id, language, settled.get(id), shown)
            for place, id in enumerate(held.vacancy.guide.guide.question_ids)
        ),
    )


def _answer(
    held: Opened,
    kept: _Kept,
    place: int,
    id: str,
    language: Language,
    agreed: Agreed | None,
    shown: Comparison,
) -> AnswerEvidence:
    question = held.vacancy.guide.question(id)
    mine = [t for t in kept.treatments if t.question_id == id]
    usual = [row.probes[place] for row in shown.treatment.rows]
    put = _variant(mine)
    return AnswerEvidence(
        question_id=id,
        number=place + 1,
        competency_id=question.competency,
        text=(question.outside_work if put == "outside_work" else question.text).get(language),
        anchors=tuple(question.anchors.at(level).get(language) for level in range(1, 6)),
        planned_probes=len({probe for t in mine for probe in t.probes}),
        own_probes=max((len(t.own_probes) for t in mine), default=0),
        usual_probes=sum(usual) / len(usual),
        judged=_judged(held, kept, id),
        agreed=agreed,
    )


def _variant(treatments: list[Treatment]) -> str:
    """The variant that was put, when all who noted one noted the same."""
    put = {t.variant for t in treatments if t.variant}
    return put.pop() if len(put) == 1 else "work"


def _judged(held: Opened, kept: _Kept, id: str) -> tuple[Judged, ...]:
    last = last_amendments(held.amendments)
    found = [
        Judged(
            rater_id=kept.raters[rating.scorecard_id],
            rater=held.people[kept.raters[rating.scorecard_id]].name,
            first=rating,
            amended=last.get((rating.scorecard_id, id)),
            lines=_lines(rating, kept.notes.get((rating.scorecard_id, id), [])),
        )
        for rating in kept.ratings
        if rating.question_id == id
    ]
    return tuple(sorted(found, key=lambda judged: (judged.level or 0, judged.rater.casefold())))


def _lines(rating: Rating, notes: list[Note]) -> tuple[NotedLine, ...]:
    """Notes in the order of the parts; ticked lines whose text was changed since stand as they were ticked."""
    ticked = {(line.part, line.text.strip()) for line in rating.evidence}
    noted = [(note.part, line) for part in Part for note in notes if note.part is part for line in note.lines]
    lines = [NotedLine(part=part, text=text, carries=(part, text) in ticked) for part, text in noted]
    gone = ticked - set(noted)
    lines += [NotedLine(part=part, text=text, carries=True) for part, text in sorted(gone)]
    return tuple(sorted(lines, key=lambda line: list(Part).index(line.part)))


def _kept(uow: UnitOfWork, one: OpenedInterview) -> _Kept:
    raters = {card.id: card.rater_id for card in one.cards}
    cards = tuple(raters)
    notes: dict[tuple[str, str], list[Note]] = {}
    for note in uow.notes.of_cards(cards):
        notes.setdefault((note.scorecard_id, note.question_id), []).append(note)
    return _Kept(raters, notes, uow.ratings.of_cards(cards), uow.treatments.of_cards(cards))
