"""Gather what a document prints into one frozen dossier. Every figure comes from `scoring`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from interview.errors import NotAllowed, NotFound
from interview.model.audit import Action
from interview.model.candidate import Candidate
from interview.model.dossier import (
    AmendmentLine,
    Answer,
    CompetencyLine,
    Dossier,
    Missing,
    NoteLine,
    PanelMember,
    QuestionRecord,
)
from interview.model.guide_sheet import GuideSheet
from interview.model.interview import Interview
from interview.model.language import Language
from interview.model.note import Note, Part
from interview.model.panel import Person
from interview.model.rating import Amendment, Outcome, Rating
from interview.model.scorecard import CardContent, CardState, Scorecard
from interview.model.treatment import Treatment
from interview.model.vacancy import Vacancy
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import record_shown, require_seat, visible_cards
from interview.workflow.afterwards import (
    CorrectedFigures,
    agreed_levels,
    corrected_figures,
    newest_decision,
    released_lines,
)
from interview.workflow.conduct import first_variant, notes_by_question, planned_probes
from interview.workflow.measure import competency_weights, last_amendments, questions_of, rating_rows
from interview.workflow.rate import content
from question_bank import Question

RETENTION = timedelta(weeks=4)
"""How long a candidate is kept after the procedure closed, without consent to keep longer."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One interview with the cards the viewer may see."""

    vacancy: Vacancy
    candidate: Candidate
    interview: Interview
    cards: tuple[Scorecard, ...]
    held: dict[str, CardContent]
    people: dict[str, Person]
    initials: dict[str, str]
    whole: bool
    """Every card of the interview is in or released, and the viewer may see all that are in."""


def candidate_dossier(uow: UnitOfWork, viewer: str, interview_id: str, language: Language) -> Dossier:
    """The candidate report's data, from the submitted cards that the viewer may see; leaves its trace in the audit.

    What was agreed is in it once every card is open to the viewer, what was decided and corrected scores once the
    viewer also opened the totals; who was released always. `language` is the language of the document; questions and
    anchors stay in the language of the interview.
    Errors: `NotFound`; `NotAllowed` without a seat, or while no submitted card is open to the viewer.
    """
    case = _case(uow, viewer, interview_id)
    record_shown(uow, viewer, case.interview, case.cards)
    uow.audit.append(Action.REPORT_EXPORTED, interview_id, detail=f"language={language} cards={len(case.cards)}")
    figures = corrected_figures(uow, viewer, case.interview) if case.whole else CorrectedFigures()
    agreed = agreed_levels(uow, case.interview) if case.whole else {}
    lines, overall, ratings = _competencies(case, language, figures)
    frozen = case.vacancy.guide
    zone = uow.now.tzinfo
    started = case.interview.started_at
    return Dossier(
        report_number=f"{case.vacancy.id[:4].upper()}-{case.candidate.number:03d}",
        language=case.vacancy.interview_language,
        candidate_name=case.candidate.name,
        vacancy_title=case.vacancy.title,
        department=case.vacancy.department,
        interviewed_on=(started or uow.now).astimezone(zone).date(),
        minutes=_minutes(case),
        panel=tuple(
            PanelMember(id=p.id, name=p.name, initials=case.initials[p.id])
            for p in (case.people[card.rater_id] for card in case.cards)
        ),
        prepared_by=case.people[viewer].name,
        prepared_on=uow.now.astimezone(zone).date(),
        guide_title=frozen.guide.name.get(language),
        guide_version=str(frozen.guide.version),
        guide_fingerprint=frozen.fingerprint,
        delete_by=delete_by(case.vacancy, case.candidate),
        is_example=case.vacancy.is_example,
        competencies=lines,
        overall=overall,
        overall_corrected=figures.overall.score if figures.overall else None,
        overall_interval=figures.overall.interval if figures.overall else None,
        ratings=ratings,
        ratings_expected=len(case.cards) * len(frozen.guide.question_ids),
        questions=tuple(
            _question(number, frozen.question(id), case, agreed.get(id))
            for number, id in enumerate(frozen.guide.question_ids, start=1)
        ),
        released=released_lines(uow, case.interview, case.people),
        decision=(
            newest_decision(uow, viewer, case.vacancy, case.candidate.id, case.people, language) if case.whole else None
        ),
    )


def guide_sheet(uow: UnitOfWork, viewer: str, interview_id: str) -> GuideSheet:
    """The guide of one talk to print, for whom and when filled in; the viewer's name when they rate it.

    It holds a candidate's name: that it was made stands in the audit. Errors: `NotFound`; `NotAllowed` without a seat.
    """
    interview = uow.interviews.get(interview_id)
    vacancy = uow.vacancies.get(interview.vacancy_id)
    require_seat(uow, vacancy.id, viewer)
    candidate = uow.candidates.get(interview.candidate_id)
    if candidate.restricted or candidate.erased_at is not None:
        raise NotFound("candidate_gone")
    rates = any(card.rater_id == viewer for card in uow.scorecards.of_interview(interview.id))
    zone = uow.now.tzinfo
    uow.audit.append(Action.REPORT_EXPORTED, interview_id, detail="guide")
    return GuideSheet(
        guide=vacancy.guide,
        made_on=uow.now.astimezone(zone).date(),
        vacancy=vacancy.title,
        candidate=candidate.name,
        interviewer=uow.people.get(viewer).name if rates else "",
        planned_at=interview.planned_at.astimezone(zone) if interview.planned_at else None,
        delete_by=delete_by(vacancy, candidate),
    )


def delete_by(vacancy: Vacancy, candidate: Candidate) -> date | None:
    """The last day this candidate may be kept; `None` while the procedure runs and nothing else was agreed."""
    if candidate.consent_until is not None:
        return candidate.consent_until
    return vacancy.closed_on + RETENTION if vacancy.closed_on else None


def _case(uow: UnitOfWork, viewer: str, interview_id: str) -> _Case:
    interview = uow.interviews.get(interview_id)
    vacancy = uow.vacancies.get(interview.vacancy_id)
    held = require_seat(uow, vacancy.id, viewer)
    candidate = uow.candidates.get(interview.candidate_id)
    if candidate.restricted or candidate.erased_at is not None:
        raise NotFound("candidate_gone")
    cards = tuple(
        card for card in visible_cards(uow, viewer, interview, vacancy, held) if card.state is CardState.SUBMITTED
    )
    if not cards:
        raise NotAllowed("report_sealed")
    people = {person.id: person for person in uow.people.all()}
    # The same people stand in the same places on the paper of every candidate.
    cards = tuple(sorted(cards, key=lambda card: (people[card.rater_id].name.casefold(), card.rater_id)))
    states = [card.state for card in uow.scorecards.of_interview(interview.id)]
    return _Case(
        vacancy=vacancy,
        candidate=candidate,
        interview=interview,
        cards=cards,
        held={card.id: content(uow, card.id) for card in cards},
        people=people,
        initials=_unique_initials([people[card.rater_id] for card in cards]),
        whole=CardState.OPEN not in states and states.count(CardState.SUBMITTED) == len(cards),
    )


def _unique_initials(members: Sequence[Person]) -> dict[str, str]:
    """Initials that tell the members apart; a second "MV" becomes "MV2"."""
    seen: dict[str, int] = {}
    found = {}
    for member in members:
        short = member.initials[:2]
        seen[short] = seen.get(short, 0) + 1
        number = str(seen[short]) if seen[short] > 1 else ""
        found[member.id] = short[: 3 - len(number)] + number
    return found


def _minutes(case: _Case) -> int | None:
    longest = max(sum(t.seconds for t in held.treatments) for held in case.held.values())
    return round(longest / 60) or None


def _competencies(
    case: _Case, language: Language, figures: CorrectedFigures
) -> tuple[tuple[CompetencyLine, ...], float | None, int]:
    from scoring import rating_table, raw_composite

    ratings = [rating for held in case.held.values() for rating in held.ratings]
    amendments = [amendment for held in case.held.values() for amendment in held.amendments]
    rows = rating_rows(case.vacancy, [case.interview], case.cards, ratings, amendments)
    weights = competency_weights(case.vacancy)
    composite = raw_composite(rating_table(rows), weights)[case.candidate.id] if rows else None
    lines = []
    for competency_id, weight in weights.items():
        cell = composite.competencies.get(competency_id) if composite else None
        mean = cell.mean if cell else None
        corrected = figures.competencies.get(competency_id)
        lines.append(
            CompetencyLine(
                id=competency_id,
                name=case.vacancy.guide.competency(competency_id).name.get(language),
                weight=weight,
                mean=mean,
                ratings=cell.ratings if cell else 0,
                by_rater=_by_rater(case, competency_id),
                missing=_why_missing(case, competency_id) if mean is None else None,
                corrected=corrected.score if corrected else None,
                interval=corrected.interval if corrected else None,
            )
        )
    return tuple(lines), composite.overall if composite else None, composite.ratings if composite else 0


def _by_rater(case: _Case, competency_id: str) -> tuple[tuple[str, float], ...]:
    """Each rater's own mean: the raw composite of that rater's rows alone."""
    from scoring import rating_table, raw_composite

    found = []
    for card in case.cards:
        held = case.held[card.id]
        rows = rating_rows(case.vacancy, [case.interview], [card], held.ratings, held.amendments)
        rows = [row for row in rows if row.competency == competency_id]
        cell = raw_composite(rating_table(rows))[case.candidate.id].competencies.get(competency_id) if rows else None
        if cell is not None and cell.mean is not None:
            found.append((card.rater_id, cell.mean))
    return tuple(found)


def _why_missing(case: _Case, competency_id: str) -> Missing:
    wanted = set(questions_of(case.vacancy, competency_id))
    outcomes = {r.outcome for held in case.held.values() for r in held.ratings if r.question_id in wanted}
    if not outcomes:
        return Missing.NOT_RATED
    return Missing.NO_EVIDENCE if Outcome.NO_EVIDENCE in outcomes else Missing.NOT_ASKED


def _question(number: int, question: Question, case: _Case, agreed: int | None) -> QuestionRecord:
    language = case.vacancy.interview_language
    answers = tuple(_answer(question, card, case.held[card.id], language) for card in case.cards)
    put = {t.variant for h in case.held.values() for t in h.treatments if t.question_id == question.id and t.variant}
    outside = (put or {first_variant(case.vacancy, case.candidate)}) == {"outside_work"}
    levels = [answer.level for answer in answers if answer.level is not None]
    return QuestionRecord(
        id=question.id,
        number=number,
        competency=case.vacancy.guide.competency(question.competency).name.get(language),
        text=(question.outside_work if outside else question.text).get(language),
        variant="outside_work" if outside else "work",
        anchors=tuple(question.anchors.at(level).get(language) for level in range(1, 6)),
        answers=answers,
        mean=sum(levels) / len(levels) if levels else None,
        spread=max(levels) - min(levels) if len(levels) > 1 else None,
        agreed_level=agreed,
    )


def _answer(question: Question, card: Scorecard, held: CardContent, language: Language) -> Answer:
    notes = _note_lines(notes_by_question(held.notes).get(question.id, {}))
    first = next((r for r in held.ratings if r.question_id == question.id), None)
    treatment = next((t for t in held.treatments if t.question_id == question.id), None)
    amended = [a for a in held.amendments if a.question_id == question.id]
    now = last_amendments(amended).get((card.id, question.id), first)
    evidence, changed = _evidence(now or first, first, notes)
    return Answer(
        rater_id=card.rater_id,
        outcome=now.outcome if now else None,
        level=now.level if now else None,
        reason=first.reason if first else "",
        notes=notes,
        evidence=evidence,
        evidence_as_ticked=changed,
        probes=_probes(question, treatment, language),
        seconds=treatment.seconds if treatment else 0,
        amendments=_amendment_lines(first, amended),
    )


def _note_lines(boxes: dict[Part, Note]) -> tuple[NoteLine, ...]:
    return tuple(
        NoteLine(id=f"{part}{n}", part=part, text=line)
        for part in Part
        if part in boxes
        for n, line in enumerate(boxes[part].lines, start=1)
    )


def _evidence(
    judged: Rating | Amendment | None, first: Rating | None, notes: tuple[NoteLine, ...]
) -> tuple[tuple[str, ...], tuple[NoteLine, ...]]:
    """Ids of the lines that still stand as they were ticked, and the ticked ones that were changed since."""
    ticked = (judged.evidence if judged else ()) or (first.evidence if first else ())
    present = {(line.part, line.text): line.id for line in notes}
    standing, changed = [], []
    for n, line in enumerate(ticked, start=1):
        found = present.get((line.part, line.text.strip()))
        if found:
            standing.append(found)
        else:
            changed.append(NoteLine(id=f"{line.part}-ticked-{n}", part=line.part, text=line.text))
    return tuple(standing), tuple(changed)


def _probes(question: Question, treatment: Treatment | None, language: Language) -> tuple[str, ...]:
    if treatment is None:
        return ()
    planned = (probe.get(language) for id, probe in planned_probes(question).items() if id in treatment.probes)
    return (*planned, *treatment.own_probes)


def _amendment_lines(first: Rating | None, amended: Sequence[Amendment]) -> tuple[AmendmentLine, ...]:
    if first is None:
        return ()
    return tuple(
        AmendmentLine(
            first_outcome=first.outcome,
            first_level=first.level,
            outcome=later.outcome,
            level=later.level,
            reason=later.reason,
            made_at=later.made_at,
        )
        for later in amended
    )
