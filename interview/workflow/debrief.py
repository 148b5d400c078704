"""The panel's talk: what to discuss, in which order, who speaks first, and what came of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview.errors import InputError, NotAllowed, NotFound
from interview.model.audit import Action
from interview.model.debrief import Agreed, AgreedKind, Cause, Debrief
from interview.model.note import Part
from interview.model.panel import Role
from interview.model.rating import Amendment, AmendmentPhase, Outcome, Rating
from interview.model.scorecard import Scorecard
from interview.model.value import Value
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow import rate
from interview.workflow.access import require_seat
from interview.workflow.measure import competency_weights, last_amendments, questions_of
from interview.workflow.measured import columns_of, measured_of
from interview.workflow.movement import Movement, movements
from interview.workflow.opened import Opened, OpenedInterview, opened
from question_bank import Bilingual

if TYPE_CHECKING:
    from scoring import Disagreement


class Topic(Value):
    """One answer to talk about, largest disagreement times weight first."""

    interview_id: str
    question_id: str
    candidate: str
    number: int
    competency: Bilingual
    weight: float
    levels: tuple[int, ...]
    """The distinct first levels, low to high."""
    apart: int
    must: bool
    """False: worth a look if there is time."""
    mostly_leniency: bool
    agreed: Agreed | None = None


class Mark(Value):
    """One rater's judgement on the anchors."""

    rater_id: str
    name: str
    initials: str
    first: Rating
    amended: Amendment | None = None


class Side(Value):
    """Raters who judged alike at first, with the lines they rest it on."""

    outcome: Outcome
    level: int | None
    marks: tuple[Mark, ...]
    evidence: tuple[tuple[Part, str], ...]


class Speaker(Value):
    """Somebody's turn. `off` is how far they stand from the others after leniency, for whoever stands furthest."""

    rater_id: str
    name: str
    why: str
    """`least_senior`, `furthest_off` or `then`."""
    off: float | None = None


class OpenTopic(Value):
    """One answer, open on the table."""

    topic: Topic
    text: str
    anchors: tuple[str, ...]
    watch_for: str
    sides: tuple[Side, ...]
    speakers: tuple[Speaker, ...]
    history: tuple[Agreed, ...]


class DebriefView(Value):
    """The page: the agenda, where the chair is, and what the viewer may do."""

    vacancy_id: str
    title: str
    state: Debrief | None
    agenda: tuple[Topic, ...]
    alike: int
    """Answers that differ by one level or less: they need no talk."""
    sealed: tuple[str, ...]
    open: int
    """Candidates whose every card is in."""
    leads: bool
    """The viewer chairs."""
    chairs: tuple[str, ...]
    """Names of those who may lead, by name."""
    movements: tuple[Movement, ...]
    """Everybody with a card that counts, by name; also who did not move."""

    @property
    def settled(self) -> int:
        """How many topics of the agenda are settled."""
        return sum(topic.agreed is not None for topic in self.agenda)


def debrief(uow: UnitOfWork, viewer: str, vacancy_id: str) -> DebriefView:
    """The agenda of everything that is open to the viewer. Errors: `NotFound`, `NotAllowed` without a seat."""
    held = opened(uow, viewer, vacancy_id)
    settled = {(a.interview_id, a.question_id): a for a in uow.agreed.of_vacancy(vacancy_id)}
    agenda, alike = _agenda(held, settled)
    return DebriefView(
        vacancy_id=vacancy_id,
        title=held.vacancy.title,
        state=uow.debriefs.get(vacancy_id),
        agenda=agenda,
        alike=alike,
        sealed=tuple(sorted((c.name for c in held.sealed), key=str.casefold)),
        open=len(held.interviews),
        leads=Role.CHAIR in held.roles,
        chairs=_chairs(uow, held),
        movements=movements(held),
    )


def version(uow: UnitOfWork, viewer: str, vacancy_id: str) -> int:
    """Counts every change of what the panel's screens share; 0 before the chair began. Errors: `NotAllowed`."""
    require_seat(uow, vacancy_id, viewer)
    now = uow.debriefs.get(vacancy_id)
    return now.version if now else 0


def debrief_topic(uow: UnitOfWork, viewer: str, vacancy_id: str, interview_id: str, question_id: str) -> OpenTopic:
    """One topic with both sides' evidence and who speaks first. Errors: `NotFound` when it is not open or not asked."""
    held = opened(uow, viewer, vacancy_id)
    one = held.of(interview_id)
    if one is None or question_id not in held.vacancy.guide.guide.question_ids:
        raise NotFound("not_open")
    settled = {(a.interview_id, a.question_id): a for a in uow.agreed.of_vacancy(vacancy_id)}
    question = held.vacancy.guide.question(question_id)
    language = held.vacancy.interview_language
    found = {(d.candidate, d.competency): d for d in _disagreements(held)}
    disagreement = found.get((one.candidate.id, question_id))
    marks = _marks(uow, held, one, question_id)
    return OpenTopic(
        topic=_topic(held, one, question_id, disagreement, settled),
        text=question.text.get(language),
        anchors=tuple(question.anchors.at(level).get(language) for level in range(1, 6)),
        watch_for=question.watch_for.get(language),
        sides=_sides(marks),
        speakers=_speakers(uow, held, marks, disagreement),
        history=uow.agreed.history(interview_id, question_id),
    )


def show_topic(
    uow: UnitOfWork, viewer: str, vacancy_id: str, interview_id: str | None, question_id: str | None
) -> None:
    """The chair opens a topic; the screens of the panel follow. Errors: `NotAllowed` for anybody but a chair."""
    require_seat(uow, vacancy_id, viewer, Role.CHAIR)
    before = uow.debriefs.get(vacancy_id)
    now = before or Debrief(vacancy_id=vacancy_id, opened_by=viewer, opened_at=uow.now)
    uow.debriefs.put(
        now.model_copy(update={"interview_id": interview_id, "question_id": question_id, "closed_at": None})
    )
    if before is None or before.closed_at is not None:
        uow.audit.append(Action.DEBRIEF_OPENED, vacancy_id)


def settle(
    uow: UnitOfWork,
    viewer: str,
    vacancy_id: str,
    interview_id: str,
    question_id: str,
    *,
    kind: AgreedKind,
    level: int | None,
    cause: Cause | None,
    revision: int,
) -> Agreed:
    """The chair records what was agreed, after the talk. `revision` is the version it was based on, 0 for none.

    Errors: `NotAllowed` for anybody but a chair, while the cards are sealed and after the end; `InputError` without a
    level; `Stale`.
    """
    require_seat(uow, vacancy_id, viewer, Role.CHAIR)
    _require_going_on(uow, vacancy_id)
    if opened(uow, viewer, vacancy_id).of(interview_id) is None:
        raise NotAllowed("not_open")
    if (kind is AgreedKind.LEVEL) != (level is not None):
        raise InputError("empty", field="level")
    kept = uow.agreed.save(
        Agreed(
            interview_id=interview_id,
            question_id=question_id,
            kind=kind,
            level=level,
            cause=cause,
            set_by=viewer,
            set_at=uow.now,
            revision=revision,
        )
    )
    uow.audit.append(Action.LEVEL_AGREED, interview_id, detail=question_id)
    _touch(uow, vacancy_id)
    return kept


def amend(
    uow: UnitOfWork,
    viewer: str,
    vacancy_id: str,
    card_id: str,
    question_id: str,
    *,
    outcome: Outcome,
    level: int | None,
    reason: str,
) -> Amendment:
    """A rater changes their mind, with the reason; the first rating stays.

    Errors: as `rate.amend`; `NotAllowed` while the cards are sealed and after the end.
    """
    _require_going_on(uow, vacancy_id)
    if all(card.id != card_id for card in opened(uow, viewer, vacancy_id).cards):
        raise NotAllowed("not_open")
    kept = rate.amend(
        uow,
        viewer,
        card_id,
        question_id,
        outcome=outcome,
        level=level,
        reason=reason,
        phase=AmendmentPhase.DEBRIEF,
    )
    _touch(uow, vacancy_id)
    return kept


def close(uow: UnitOfWork, viewer: str, vacancy_id: str) -> None:
    """The chair ends the debrief, also one in which nothing had to be discussed; it can be opened again.

    Errors: `NotAllowed` for anybody but a chair.
    """
    require_seat(uow, vacancy_id, viewer, Role.CHAIR)
    now = uow.debriefs.get(vacancy_id) or Debrief(vacancy_id=vacancy_id, opened_by=viewer, opened_at=uow.now)
    uow.debriefs.put(now.model_copy(update={"closed_at": uow.now}))
    uow.audit.append(Action.DEBRIEF_ENDED, vacancy_id)


def _require_going_on(uow: UnitOfWork, vacancy_id: str) -> None:
    now = uow.debriefs.get(vacancy_id)
    if now is not None and now.closed_at is not None:
        raise NotAllowed("debrief_closed")


def _touch(uow: UnitOfWork, vacancy_id: str) -> None:
    """Let the other screens know that something changed. Before the chair began there is nothing they follow."""
    now = uow.debriefs.get(vacancy_id)
    if now is not None:
        uow.debriefs.put(now)


def _chairs(uow: UnitOfWork, held: Opened) -> tuple[str, ...]:
    seats = uow.seats.of_vacancy(held.vacancy.id)
    return tuple(sorted((held.people[s.person_id].name for s in seats if s.role is Role.CHAIR), key=str.casefold))


def _agenda(held: Opened, settled: dict[tuple[str, str], Agreed]) -> tuple[tuple[Topic, ...], int]:
    from scoring import Flag

    by_candidate = {one.candidate.id: one for one in held.interviews}
    topics, alike = [], 0
    for found in _disagreements(held):
        if found.flag is Flag.AGREE:
            alike += 1
            continue
        topics.append(_topic(held, by_candidate[found.candidate], found.competency, found, settled))
    topics.sort(
        key=lambda topic: (not topic.must, -topic.apart * topic.weight, topic.candidate.casefold(), topic.number)
    )
    return tuple(topics), alike


def _disagreements(held: Opened) -> Sequence["Disagreement"]:
    """Disagreement answer by answer: each question stands for itself, after the leniency that all ratings show."""
    from scoring import disagreements, rating_table

    measured = measured_of(held, "first")
    if measured is None:
        return ()
    columns = columns_of(held)
    leniency = {rater: found.value for rater, found in measured.sheet.leniency.items()}
    return disagreements(rating_table(columns._replace(competency=columns.question)._asdict()), leniency)


def _topic(
    held: Opened,
    one: OpenedInterview,
    question_id: str,
    found: "Disagreement | None",
    settled: dict[tuple[str, str], Agreed],
) -> Topic:
    from scoring import Flag

    frozen = held.vacancy.guide
    competency = frozen.question(question_id).competency
    share = competency_weights(held.vacancy).get(competency, 0.0) / len(questions_of(held.vacancy, competency))
    levels = sorted({round(value) for value in found.values.values()}) if found else []
    return Topic(
        interview_id=one.interview.id,
        question_id=question_id,
        candidate=one.candidate.name,
        number=frozen.guide.question_ids.index(question_id) + 1,
        competency=frozen.competency(competency).name,
        weight=share,
        levels=tuple(levels),
        apart=levels[-1] - levels[0] if levels else 0,
        must=found is not None and found.flag is Flag.MUST_DISCUSS,
        mostly_leniency=found is not None and found.mostly_leniency,
        agreed=settled.get((one.interview.id, question_id)),
    )


def _marks(uow: UnitOfWork, held: Opened, one: OpenedInterview, question_id: str) -> tuple[Mark, ...]:
    last = last_amendments(held.amendments)
    cards: dict[str, Scorecard] = {card.id: card for card in one.cards}
    marks = []
    for rating in uow.ratings.of_cards(tuple(cards)):
        if rating.question_id == question_id:
            person = held.people[cards[rating.scorecard_id].rater_id]
            marks.append(
                Mark(
                    rater_id=person.id,
                    name=person.name,
                    initials=person.initials,
                    first=rating,
                    amended=last.get((rating.scorecard_id, question_id)),
                )
            )
    return tuple(sorted(marks, key=lambda mark: (mark.first.level or 0, mark.name.casefold())))


def _sides(marks: Sequence[Mark]) -> tuple[Side, ...]:
    sides: dict[tuple[Outcome, int | None], list[Mark]] = {}
    for mark in marks:
        sides.setdefault((mark.first.outcome, mark.first.level), []).append(mark)
    return tuple(
        Side(
            outcome=outcome,
            level=level,
            marks=tuple(alike),
            evidence=tuple(dict.fromkeys((line.part, line.text) for mark in alike for line in mark.first.evidence)),
        )
        for (outcome, level), alike in sides.items()
    )


def _speakers(
    uow: UnitOfWork, held: Opened, marks: Sequence[Mark], found: "Disagreement | None"
) -> tuple[Speaker, ...]:
    """The least senior first, so that rank does not anchor; then whoever stands furthest off after leniency."""
    seniority = {seat.person_id: seat.seniority for seat in uow.seats.of_vacancy(held.vacancy.id)}
    waiting = sorted(marks, key=lambda mark: (seniority.get(mark.rater_id, 0), mark.name.casefold()))
    if not waiting:
        return ()
    far = next((mark for mark in waiting if found and mark.rater_id in found.furthest), None)
    off = _off(found, far.rater_id) if far else None
    first, *others = waiting
    speakers = [
        Speaker(rater_id=first.rater_id, name=first.name, why="least_senior", off=off if first is far else None)
    ]
    if far and first is not far:
        speakers.append(Speaker(rater_id=far.rater_id, name=far.name, why="furthest_off", off=off))
    told = {speaker.rater_id for speaker in speakers}
    speakers += [
        Speaker(rater_id=mark.rater_id, name=mark.name, why="then") for mark in others if mark.rater_id not in told
    ]
    return tuple(speakers)


def _off(found: "Disagreement | None", rater_id: str) -> float | None:
    """How far the rater stands above (+) or below (-) the mean of the others, leniency taken out."""
    if found is None or len(found.adjusted) < 2:
        return None
    own = found.adjusted[rater_id]
    return own - (sum(found.adjusted.values()) - own) / (len(found.adjusted) - 1)
