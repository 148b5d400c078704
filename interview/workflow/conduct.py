"""Hold the interview: start, show the live page, keep what is typed."""

from collections.abc import Sequence
from itertools import count
from typing import TypeGuard

from interview.errors import NotAllowed, Sealed, Stale
from interview.model.audit import Action
from interview.model.candidate import Candidate
from interview.model.note import Note, NoteWrite, Part
from interview.model.rating import Outcome, Rating
from interview.model.scorecard import CardState, Scorecard
from interview.model.treatment import Treatment, Variant
from interview.model.vacancy import Vacancy
from interview.model.value import clean_line
from interview.storage.unit_of_work import UnitOfWork
from interview.wording.star_gaps import Reading, read_answer
from interview.workflow.access import may_start, own_card, own_placed_card
from interview.workflow.live import (
    LiveBlock,
    LiveCandidate,
    LiveCard,
    LiveNote,
    LiveProbe,
    LiveQuestion,
    LiveRating,
    NoteTyped,
    OwnProbe,
    PositionMoved,
    ProbeTicked,
    RatingChosen,
    SaveAnswer,
    Saved,
    SecondsSpent,
    VariantPut,
    Write,
)
from question_bank import PARTS, Bilingual, Block, Question

PART_NAMES = dict(zip(Part, PARTS, strict=True))
"""`S` is called `situation` in the bank, and so on."""
BLOCKS = frozenset({"opening", "obstacles", "candidate-questions", "closing"})
"""The parts of a talk that are not rated; time is spent in them too."""


def start(uow: UnitOfWork, viewer: str, card_id: str) -> Scorecard:
    """Begin, or go on after a pause.

    Errors: `Sealed` when the card was handed in or released; `NotAllowed` for another's card, and for somebody who was
    shown another's card for this candidate before starting their own.
    """
    card = own_card(uow, viewer, card_id)
    if card.state is not CardState.OPEN:
        raise Sealed("card_sealed", at=card.submitted_at)
    if card.started_at is not None:
        return card
    interview = uow.interviews.get(card.interview_id)
    if not may_start(uow, viewer, interview.candidate_id):
        raise NotAllowed("already_shown")
    card = card.model_copy(update={"started_at": uow.now})
    uow.scorecards.update(card)
    if interview.started_at is None:
        uow.interviews.update(interview.model_copy(update={"started_at": uow.now}))
    uow.audit.append(Action.INTERVIEW_STARTED, card.id)
    return card


def pause(uow: UnitOfWork, viewer: str, card_id: str) -> None:
    """Left for a while, perhaps for days. Everything is kept already; this only leaves the trace."""
    uow.audit.append(Action.INTERVIEW_PAUSED, own_card(uow, viewer, card_id).id)


def go_to(uow: UnitOfWork, viewer: str, card_id: str, position: int) -> None:
    """Somebody opens the live page at this part of it: from now on that is where a pause is resumed."""
    card = own_card(uow, viewer, card_id)
    if card.state is CardState.OPEN and card.position != position:
        uow.scorecards.update(card.model_copy(update={"position": position}))


def end(uow: UnitOfWork, viewer: str, card_id: str) -> None:
    """The talk is over for this rater: the review can begin. Going back stays possible."""
    card = own_card(uow, viewer, card_id)
    interview = uow.interviews.get(card.interview_id)
    if interview.ended_at is None:
        uow.interviews.update(interview.model_copy(update={"ended_at": uow.now}))
    uow.audit.append(Action.INTERVIEW_REVIEWED, card.id, dedupe=f"reviewed:{card.id}")


def live_card(uow: UnitOfWork, viewer: str, card_id: str) -> LiveCard:
    """Everything the live page shows of the viewer's own card. Errors: `NotFound`, `NotAllowed`."""
    card = own_card(uow, viewer, card_id)
    interview = uow.interviews.get(card.interview_id)
    vacancy = uow.vacancies.get(interview.vacancy_id)
    candidate = uow.candidates.get(interview.candidate_id)
    return LiveCard(
        card=card.id,
        person=viewer,
        interview_language=vacancy.interview_language,
        candidate=LiveCandidate(name=candidate.name, first_name=(candidate.name.split() or [""])[0]),
        vacancy=vacancy.title,
        state=card.state.value,
        submitted_at=card.submitted_at,
        position=card.position,
        total_rev=uow.notes.total_revisions(card.id),
        sections=_sections(uow, card, vacancy, first_variant(vacancy, candidate)),
    )


def first_variant(vacancy: Vacancy, candidate: Candidate) -> Variant:
    """The variant that is shown of every question until another is chosen."""
    outside = candidate.little_experience or vacancy.guide.guide.asks_first == "outside-work"
    return "outside_work" if outside else "work"


def _sections(
    uow: UnitOfWork, card: Scorecard, vacancy: Vacancy, first: Variant
) -> tuple[LiveBlock | LiveQuestion, ...]:
    frozen, language = vacancy.guide, vacancy.interview_language
    guide = frozen.guide
    treated = {t.question_id: t for t in uow.treatments.of_card(card.id)}
    rated = {r.question_id: r for r in uow.ratings.of_card(card.id)}
    notes = notes_by_question(uow.notes.of_card(card.id))

    def block(id: str, kind: str, content: Block, extra: Sequence[str] = ()) -> LiveBlock:
        lines = (*(line.get(language) for line in content.script), *extra)
        seconds = treated[id].seconds if id in treated else 0
        return LiveBlock.model_validate(
            {"id": id, "kind": kind, "minutes": content.minutes, "seconds": seconds, "lines": lines}
        )

    privacy = [line.get(language) for line in guide.notes_and_privacy]
    sections: list[LiveBlock | LiveQuestion] = [block("opening", "opening", guide.opening, privacy)]
    if guide.obstacles:
        sections.append(block("obstacles", "opening", guide.obstacles))
    number = count(1)
    for entry in guide.questions:
        question = frozen.question(entry.question)
        treatment = treated.get(question.id, Treatment(scorecard_id=card.id, question_id=question.id))
        sections.append(
            _question(
                question,
                vacancy,
                next(number),
                entry.minutes,
                treatment,
                notes.get(question.id, {}),
                rated.get(question.id),
                first,
            )
        )
    sections.append(block("candidate-questions", "candidate_questions", guide.candidate_questions))
    sections.append(block("closing", "closing", guide.closing))
    return tuple(sections)


def _question(
    question: Question,
    vacancy: Vacancy,
    number: int,
    minutes: int,
    treatment: Treatment,
    notes: dict[Part, Note],
    rating: Rating | None,
    first: Variant,
) -> LiveQuestion:
    language = vacancy.interview_language
    competency = vacancy.guide.competency(question.competency)
    return LiveQuestion(
        id=question.id,
        number=number,
        minutes=minutes,
        seconds=treatment.seconds,
        competency=competency.name.get(language),
        group=competency.group,
        text={"work": question.text.get(language), "outside_work": question.outside_work.get(language)},
        variant=treatment.variant or first,
        probes=tuple(
            LiveProbe(id=id, part=Part(id[0]), text=probe.get(language))
            for id, probe in planned_probes(question).items()
        ),
        anchors=tuple(question.anchors.at(level).get(language) for level in range(1, 6)),
        watch_for=question.watch_for.get(language),
        notes={part: LiveNote(body=notes[part].body, rev=notes[part].rev) for part in Part if part in notes},
        rating=_live_rating(rating),
        asked=tuple(sorted(treatment.probes)),
        own_probes=treatment.own_probes,
        reading=read_notes(question, notes, treatment.probes, vacancy),
    )


def _live_rating(rating: Rating | None) -> LiveRating | None:
    if rating is None:
        return None
    return LiveRating(
        outcome=rating.outcome, level=rating.level, reason=rating.reason, evidence=rating.evidence, rev=rating.rev
    )


def notes_by_question(notes: Sequence[Note]) -> dict[str, dict[Part, Note]]:
    """The boxes of one card, by question and part."""
    found: dict[str, dict[Part, Note]] = {}
    for note in notes:
        found.setdefault(note.question_id, {})[note.part] = note
    return found


def read_notes(question: Question, notes: dict[Part, Note], asked: frozenset[str], vacancy: Vacancy) -> Reading:
    """What the plain rules see in the four boxes of one answer."""
    return read_answer(
        {part: note.body for part, note in notes.items()},
        vacancy.interview_language,
        probes={part: len(question.probes.of(name)) for part, name in PART_NAMES.items()},
        asked=asked,
    )


def save(uow: UnitOfWork, viewer: str, card_id: str, writes: Sequence[Write]) -> SaveAnswer:
    """Keep one batch of what was typed and chosen. Safe to repeat: the ids of the writes make it so.

    Errors: `NotFound`, `NotAllowed` when the card is not the viewer's.
    """
    card, candidate_id, vacancy = own_placed_card(uow, viewer, card_id)
    if card.started_at is None:
        raise NotAllowed("not_started")
    known = {*vacancy.guide.guide.question_ids}
    saved: list[Saved] = []
    for write in writes:
        saved.append(_save_one(uow, card, _following(write, writes, saved), vacancy, known))
        if card.state is CardState.OPEN and _first_of_an_answer(write) and write.question in known:
            _put_variant(uow, card, write.question, vacancy, candidate_id)
        if isinstance(write, PositionMoved) and card.state is CardState.OPEN:
            card = card.model_copy(update={"position": write.position})
            uow.scorecards.update(card)
    touched = {w.question for w in writes if isinstance(w, NoteTyped | ProbeTicked)} & known
    return SaveAnswer(
        at=uow.now,
        rev=uow.notes.total_revisions(card.id),
        writes=tuple(saved),
        readings={id: _reading(uow, card, vacancy, id) for id in touched},
    )


def _following(write: Write, writes: Sequence[Write], saved: Sequence[Saved]) -> Write:
    """The same write, based on what its own batch just saved in that place.

    A page that closes sends what it never heard back about, and what was typed since: both know the same revision.
    """
    if not isinstance(write, NoteTyped | RatingChosen):
        return write
    for before, answer in zip(reversed(writes[: len(saved)]), reversed(saved), strict=True):
        if type(before) is type(write) and _place(before) == _place(write) and before.base == write.base:
            return write.model_copy(update={"base": answer.rev}) if answer.status == "saved" else write
    return write


def _place(write: NoteTyped | RatingChosen) -> tuple[str, str]:
    return write.question, write.part if isinstance(write, NoteTyped) else ""


def _first_of_an_answer(write: Write) -> TypeGuard[NoteTyped | RatingChosen]:
    if isinstance(write, RatingChosen):
        return write.base == 0 and write.outcome is not Outcome.NOT_ASKED
    return isinstance(write, NoteTyped) and write.base == 0


def _put_variant(uow: UnitOfWork, card: Scorecard, question_id: str, vacancy: Vacancy, candidate_id: str) -> None:
    """An answer is noted, so the question was put: in the variant shown first, unless another was chosen before."""
    put = {treatment.question_id: treatment.variant for treatment in uow.treatments.of_card(card.id)}
    if put.get(question_id) is None:
        variant = first_variant(vacancy, uow.candidates.get(candidate_id))
        uow.treatments.set_variant(card.id, question_id, variant)


def _save_one(uow: UnitOfWork, card: Scorecard, write: Write, vacancy: Vacancy, known: set[str]) -> Saved:
    sealed = card.state is not CardState.OPEN
    if isinstance(write, PositionMoved):
        return Saved(id=write.id, status="refused" if sealed else "saved")
    if isinstance(write, NoteTyped) and write.question in known:
        return _save_note(uow, card, write, sealed=sealed)
    if sealed or not _belongs(write, vacancy, known):
        return Saved(id=write.id, status="refused")
    if isinstance(write, RatingChosen):
        return _save_rating(uow, card, write)
    if isinstance(write, ProbeTicked):
        uow.treatments.set_probe(card.id, write.question, write.probe, write.asked)
    elif isinstance(write, OwnProbe):
        if text := clean_line(write.text):
            uow.treatments.add_own_probe(card.id, write.question, text, write.id)
    elif isinstance(write, VariantPut):
        uow.treatments.set_variant(card.id, write.question, write.variant)
    elif isinstance(write, SecondsSpent):
        uow.treatments.set_seconds(card.id, write.question, write.seconds)
    return Saved(id=write.id, status="saved")


def _belongs(write: Write, vacancy: Vacancy, known: set[str]) -> bool:
    """Whether the guide has what this write is about."""
    if isinstance(write, PositionMoved):
        return True
    if write.question not in known:
        return isinstance(write, SecondsSpent) and write.question in BLOCKS
    return not isinstance(write, ProbeTicked) or write.probe in planned_probes(vacancy.guide.question(write.question))


def planned_probes(question: Question) -> dict[str, Bilingual]:
    """The planned probes by their ids: `S1`, `S2`, `T1` …"""
    return {
        f"{part}{n}": probe
        for part, name in PART_NAMES.items()
        for n, probe in enumerate(question.probes.of(name), start=1)
    }


def _save_note(uow: UnitOfWork, card: Scorecard, write: NoteTyped, *, sealed: bool) -> Saved:
    answer = uow.notes.save(
        NoteWrite(
            scorecard_id=card.id,
            question_id=write.question,
            part=write.part,
            body=write.body,
            base_rev=write.base,
            write_id=write.id,
        ),
        after_submit=sealed,
    )
    return Saved(
        id=write.id,
        status=answer.status.value,
        rev=answer.rev,
        head_rev=answer.head_rev,
        head_body=answer.head_body,
        head_at=answer.head_at,
    )


def _save_rating(uow: UnitOfWork, card: Scorecard, write: RatingChosen) -> Saved:
    if (write.level is None) == (write.outcome.value == "level"):
        return Saved(id=write.id, status="refused")
    rating = Rating(
        scorecard_id=card.id,
        question_id=write.question,
        outcome=write.outcome,
        level=write.level,
        reason=write.reason.strip(),
        evidence=write.evidence,
    )
    try:
        kept = uow.ratings.save(rating, base_rev=write.base, write_id=write.id)
    except Stale as stale:
        return Saved(id=write.id, status="stale", head_rev=int(stale.params.get("revision", 0)))
    return Saved(id=write.id, status="saved", rev=kept.rev, head_rev=kept.rev)


def _reading(uow: UnitOfWork, card: Scorecard, vacancy: Vacancy, question_id: str) -> Reading:
    notes = {note.part: note for note in uow.notes.of_question(card.id, question_id)}
    asked = uow.treatments.asked(card.id, question_id)
    return read_notes(vacancy.guide.question(question_id), notes, asked, vacancy)
