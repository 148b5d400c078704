"""Look the card over, hand it in, and amend it afterwards without losing the first judgement."""

import hashlib
import json
from enum import StrEnum

from interview.errors import InputError, NotAllowed, NotFound, Sealed
from interview.model.audit import Action
from interview.model.note import Note, Part
from interview.model.rating import Amendment, AmendmentPhase, EvidenceLine, Outcome, Rating
from interview.model.scorecard import CardContent, CardState, KeptWord, Scorecard
from interview.model.treatment import Treatment, Variant
from interview.model.vacancy import Vacancy
from interview.model.value import Value, new_id, required_reason
from interview.storage.unit_of_work import UnitOfWork
from interview.wording.note_lint import FoundWord, Objection, read_line
from interview.wording.star_gaps import PartState
from interview.workflow.access import own_card
from interview.workflow.conduct import first_variant, notes_by_question, read_notes
from question_bank import Bilingual


class Gap(StrEnum):
    """What may be missing at a question. The first two keep a card from being handed in."""

    NOT_RATED = "not_rated"
    NO_REASON = "no_reason"
    NO_EVIDENCE_LINE = "no_evidence_line"
    EVIDENCE_CHANGED = "evidence_changed"
    ACTION_EMPTY = "action_empty"
    RESULT_EMPTY = "result_empty"


BLOCKING = frozenset({Gap.NOT_RATED, Gap.NO_REASON})


class ReviewLine(Value):
    """One question of the review."""

    number: int
    question_id: str
    section: int
    """Its place on the live page."""
    competency: Bilingual
    text: str
    outcome: Outcome | None
    level: int | None
    reason: str
    evidence: int
    states: dict[Part, PartState]
    probes: int
    gaps: tuple[Gap, ...]
    words: int
    """Words to look at that were not decided."""


class ReviewWord(Value):
    """One word to look at, with its line."""

    question_id: str
    number: int
    section: int
    part: Part
    line_number: int
    line: str
    found: FoundWord
    kept_because: str = ""


class Review(Value):
    """The whole review page."""

    card: Scorecard
    candidate: str
    vacancy_id: str
    lines: tuple[ReviewLine, ...]
    words: tuple[ReviewWord, ...]

    @property
    def asked(self) -> int:
        """How many questions were put."""
        return sum(line.outcome is not None and line.outcome is not Outcome.NOT_ASKED for line in self.lines)

    @property
    def open_questions(self) -> int:
        """How many questions still keep the card from being handed in."""
        return sum(bool(BLOCKING & set(line.gaps)) for line in self.lines)

    @property
    def open_words(self) -> int:
        """How many words about a protected ground were neither changed nor kept with a reason."""
        return sum(word.found.objection is Objection.PROTECTED and not word.kept_because for word in self.words)

    @property
    def open_choices(self) -> int:
        """What has to be settled before the card can be handed in."""
        return self.open_questions + self.open_words


def content(uow: UnitOfWork, card_id: str) -> CardContent:
    """Everything on a card. Who may see it is asked before, not here."""
    return CardContent(
        notes=uow.notes.of_card(card_id),
        ratings=uow.ratings.of_card(card_id),
        treatments=uow.treatments.of_card(card_id),
        amendments=uow.amendments.of_card(card_id),
        kept_words=uow.kept_words.of_card(card_id),
    )


def review(uow: UnitOfWork, viewer: str, card_id: str) -> Review:
    """The viewer's own card looked over. Errors: `NotFound`, `NotAllowed`."""
    card = own_card(uow, viewer, card_id)
    interview = uow.interviews.get(card.interview_id)
    vacancy = uow.vacancies.get(interview.vacancy_id)
    held = content(uow, card.id)
    candidate = uow.candidates.get(interview.candidate_id)
    words = _words(held, vacancy)
    return Review(
        card=card,
        candidate=candidate.name,
        vacancy_id=vacancy.id,
        lines=_lines(held, vacancy, words, first_variant(vacancy, candidate)),
        words=words,
    )


def _lines(
    held: CardContent, vacancy: Vacancy, words: tuple[ReviewWord, ...], first: Variant
) -> tuple[ReviewLine, ...]:
    notes = notes_by_question(held.notes)
    ratings = {rating.question_id: rating for rating in held.ratings}
    treatments = {treatment.question_id: treatment for treatment in held.treatments}
    lines = []
    for number, question_id in enumerate(vacancy.guide.guide.question_ids, start=1):
        rating, boxes = ratings.get(question_id), notes.get(question_id, {})
        treatment = treatments.get(question_id, Treatment(scorecard_id="", question_id=question_id))
        put = treatment.model_copy(update={"variant": treatment.variant or first})
        lines.append(_line(number, question_id, vacancy, rating, boxes, put, words))
    return tuple(lines)


def _line(
    number: int,
    question_id: str,
    vacancy: Vacancy,
    rating: Rating | None,
    boxes: dict[Part, Note],
    treatment: Treatment,
    words: tuple[ReviewWord, ...],
) -> ReviewLine:
    question = vacancy.guide.question(question_id)
    reading = read_notes(question, boxes, treatment.probes, vacancy)
    undecided = [w for w in words if w.question_id == question_id and not w.kept_because]
    texts = question.outside_work if treatment.variant == "outside_work" else question.text
    return ReviewLine(
        number=number,
        question_id=question_id,
        section=section_of(vacancy, number),
        competency=vacancy.guide.competency(question.competency).name,
        text=texts.get(vacancy.interview_language),
        outcome=rating.outcome if rating else None,
        level=rating.level if rating else None,
        reason=rating.reason if rating else "",
        evidence=len(rating.evidence) if rating else 0,
        states=reading.states,
        probes=len(treatment.probes) + len(treatment.own_probes),
        gaps=tuple(_gaps(rating, boxes, reading.states)),
        words=len(undecided),
    )


def section_of(vacancy: Vacancy, number: int) -> int:
    """Where question `number` (from 1) stands among the sections of the live page."""
    return number + (1 if vacancy.guide.guide.obstacles else 0)


def _gaps(rating: Rating | None, boxes: dict[Part, Note], states: dict[Part, PartState]) -> list[Gap]:
    if rating is None:
        return [Gap.NOT_RATED]
    if rating.outcome is Outcome.NOT_ASKED:
        return [] if rating.reason else [Gap.NO_REASON]
    if rating.outcome is Outcome.NO_EVIDENCE:
        return []
    gaps = []
    present = {(part, line) for part, note in boxes.items() for line in note.lines}
    if not rating.evidence:
        gaps.append(Gap.NO_EVIDENCE_LINE)
    elif any((line.part, line.text.strip()) not in present for line in rating.evidence):
        gaps.append(Gap.EVIDENCE_CHANGED)
    if states[Part.ACTION] is PartState.EMPTY:
        gaps.append(Gap.ACTION_EMPTY)
    if states[Part.RESULT] is PartState.EMPTY:
        gaps.append(Gap.RESULT_EMPTY)
    return gaps


def _words(held: CardContent, vacancy: Vacancy) -> tuple[ReviewWord, ...]:
    kept = {(word.question_id, word.word.casefold()): word.reason for word in held.kept_words}
    notes = notes_by_question(held.notes)
    found = []
    for number, question_id in enumerate(vacancy.guide.guide.question_ids, start=1):
        line_number = 0
        for part in Part:
            for line in notes[question_id][part].lines if part in notes.get(question_id, {}) else ():
                line_number += 1
                found += [
                    ReviewWord(
                        question_id=question_id,
                        number=number,
                        section=section_of(vacancy, number),
                        part=part,
                        line_number=line_number,
                        line=line,
                        found=word,
                        kept_because=kept.get((question_id, word.word.casefold()), ""),
                    )
                    for word in read_line(line, vacancy.interview_language)
                ]
    return tuple(found)


def keep_word(uow: UnitOfWork, viewer: str, card_id: str, question_id: str, word: str, reason: str) -> None:
    """Keep a word the rules object to, with the reason. Errors: `InputError` without a reason, `Sealed`."""
    card = own_card(uow, viewer, card_id)
    _require_open(card)
    uow.kept_words.put(
        KeptWord(scorecard_id=card.id, question_id=question_id, word=word, reason=required_reason(reason))
    )
    uow.audit.append(Action.WORD_KEPT, card.id, detail=question_id)


def submit(uow: UnitOfWork, viewer: str, card_id: str) -> Scorecard:
    """Hand the card in: sealed from now on, its content fixed by a hash in the audit trail.

    Errors: `Sealed` when it was before; `InputError` `review_open` while something has to be settled.
    """
    card = own_card(uow, viewer, card_id)
    _require_open(card)
    still_open = review(uow, viewer, card_id).open_choices
    if still_open:
        raise InputError("review_open", field="card", n=still_open)
    digest = content_hash(content(uow, card.id))
    card = card.model_copy(update={"state": CardState.SUBMITTED, "submitted_at": uow.now, "content_hash": digest})
    uow.scorecards.update(card)
    uow.audit.append(Action.CARD_SUBMITTED, card.id, detail=f"sha256={digest}")
    return card


def content_hash(held: CardContent) -> str:
    """SHA-256 of notes, ratings, treatment and kept words as handed in: 64 hexadecimal characters.

    Computed over sorted canonical JSON, so the same content gives the same hash on every machine. The hash stands in
    the audit trail, where somebody may read it who may not see the card. They can't find the levels by trying them
    all: beside the notes, the moment at which every rating was made, to the microsecond, is part of what is hashed.
    """
    rows = held.model_dump(mode="json", exclude={"amendments"})
    for values in rows.values():
        values.sort(key=lambda row: json.dumps(row, sort_keys=True))
        for row in values:
            for name, value in row.items():
                if name == "probes":
                    row[name] = sorted(value)
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def amend(
    uow: UnitOfWork,
    viewer: str,
    card_id: str,
    question_id: str,
    *,
    outcome: Outcome,
    level: int | None,
    reason: str,
    phase: AmendmentPhase = AmendmentPhase.CORRECTION,
    evidence: tuple[EvidenceLine, ...] = (),
) -> Amendment:
    """Put a later judgement beside the first one of a sealed card.

    Errors: `InputError` without a reason, or a level where none belongs; `NotAllowed` for another's card and for one
    that is not sealed; `NotFound` for a question that the guide does not ask.
    """
    card = own_card(uow, viewer, card_id)
    if card.state is not CardState.SUBMITTED:
        raise NotAllowed("amend_only_sealed")
    vacancy = uow.vacancies.get(uow.interviews.get(card.interview_id).vacancy_id)
    if question_id not in vacancy.guide.guide.question_ids:
        raise NotFound("not_found", noun="question", id=question_id)
    if (level is None) == (outcome is Outcome.LEVEL):
        raise InputError("empty", field="level")
    amendment = Amendment(
        id=new_id(),
        scorecard_id=card.id,
        question_id=question_id,
        phase=phase,
        outcome=outcome,
        level=level,
        reason=required_reason(reason),
        evidence=evidence,
        made_at=uow.now,
    )
    uow.amendments.add(amendment)
    uow.audit.append(Action.RATING_AMENDED, card.id, detail=f"{phase} {question_id}")
    return amendment


def _require_open(card: Scorecard) -> None:
    if card.state is not CardState.OPEN:
        raise Sealed("card_sealed", at=card.submitted_at)
