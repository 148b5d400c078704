"""Starting and going on, what the live page shows, and what becomes of everything it sends."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from interview.errors import InputError, NotAllowed, NotFound, Sealed
from interview.model.note import Part
from interview.model.rating import Outcome
from interview.model.scorecard import CardState
from interview.model.treatment import Treatment
from interview.storage import Storage, UnitOfWork
from interview.wording.star_gaps import PartState, Rule
from interview.workflow import access, conduct
from interview.workflow.live import (
    LiveBlock,
    LiveCard,
    LiveQuestion,
    OwnProbe,
    PositionMoved,
    ProbeTicked,
    SecondsSpent,
    VariantPut,
    Write,
)
from interview.workflow.prepare import NewCandidate
from tests.interview.workflow.conftest import BOTH
from tests.interview.workflow.office import ANN, BOB, CAS, NINA, NOW, OTTO, Office, chosen, note


def live(office: Office, rater: str, candidate: str) -> LiveCard:
    card = office.card(rater, candidate)
    return office.look(lambda uow: conduct.live_card(uow, card.rater_id, card.id))


def asked(card: LiveCard) -> list[LiveQuestion]:
    return [section for section in card.sections if isinstance(section, LiveQuestion)]


def treatment(office: Office, card_id: str, question: str) -> Treatment | None:
    return office.look(
        lambda uow: next((t for t in uow.treatments.of_card(card_id) if t.question_id == question), None)
    )


def test_a_start_is_recorded_once_and_resumed_without_a_trace(office: Office) -> None:
    card = office.start(ANN, NINA)
    assert (card.started_at, card.state) == (office.now, CardState.OPEN)
    assert office.talk(NINA).started_at == card.started_at
    assert office.start(ANN, NINA) == card
    assert office.trail(card.id) == ["interview.started"]
    office.start(BOB, NINA)
    assert office.talk(NINA).started_at == card.started_at, "the talk began with the first of them"
    assert office.card(BOB, NINA).started_at != card.started_at


@pytest.mark.parametrize("state", ["submitted", "released"])
def test_a_card_that_was_handed_in_or_released_is_not_started(office: Office, state: str) -> None:
    if state == "submitted":
        office.hold(ANN, NINA)
    else:
        office.release(office.card(ANN, NINA))
    with pytest.raises(Sealed, match="card_sealed"):
        office.start(ANN, NINA)


def test_nobody_starts_or_reads_the_card_of_somebody_else(office: Office) -> None:
    card = office.card(ANN, NINA)
    verbs: tuple[Callable[..., Any], ...] = (conduct.start, conduct.live_card, conduct.end, conduct.pause)
    for other in (office.person(BOB), office.person(CAS), "eve"):
        for verb in verbs:
            with pytest.raises(NotAllowed, match="not_your_card"):
                office.do(other, partial(verb, viewer=other, card_id=card.id))
        with pytest.raises(NotAllowed, match="not_your_card"):
            office.do(other, partial(conduct.save, viewer=other, card_id=card.id, writes=[note("x", "y")]))
    with pytest.raises(NotFound):
        office.do("ann", lambda uow: conduct.start(uow, "ann", "no-such-card"))


def test_who_was_shown_a_card_about_the_candidate_cannot_start(office: Office) -> None:
    office.hold(ANN, NINA)
    bob, talk, cards = office.person(BOB), office.talk(NINA), office.cards(NINA).values()
    office.do(bob, lambda uow: access.record_shown(uow, bob, talk, cards))
    with pytest.raises(NotAllowed, match="already_shown"):
        office.start(BOB, NINA)
    assert office.start(BOB, OTTO).started_at, "of another candidate nothing was shown"


def test_who_was_shown_a_card_after_starting_goes_on(office: Office) -> None:
    started = office.start(BOB, NINA)
    office.hold(ANN, NINA)
    bob, talk, cards = office.person(BOB), office.talk(NINA), office.cards(NINA).values()
    office.do(bob, lambda uow: access.record_shown(uow, bob, talk, cards))
    assert office.start(BOB, NINA) == started


def test_pause_review_and_the_place_to_go_on(office: Office) -> None:
    card = office.start(ANN, NINA)
    ann = card.rater_id
    office.do(ann, lambda uow: conduct.pause(uow, ann, card.id))
    office.do(ann, lambda uow: conduct.go_to(uow, ann, card.id, 4))
    assert live(office, ANN, NINA).position == 4
    office.do(ann, lambda uow: conduct.end(uow, ann, card.id))
    ended = office.talk(NINA).ended_at
    assert ended == office.now
    office.do(ann, lambda uow: conduct.end(uow, ann, card.id))
    assert office.talk(NINA).ended_at == ended, "going back and looking it over again does not make the talk longer"
    assert office.trail(card.id) == ["interview.started", "interview.paused", "interview.reviewed"]
    office.fill(card)
    office.submit(card)
    office.do(ann, lambda uow: conduct.go_to(uow, ann, card.id, 7))
    assert office.card(ANN, NINA).position == 4


def test_the_live_page_has_the_guide_in_the_language_of_the_interview(office: Office) -> None:
    card = live(office, ANN, NINA)
    guide = office.vacancy.guide
    assert [s.kind for s in card.sections] == [
        "opening",
        *["question"] * len(office.questions),
        "candidate_questions",
        "closing",
    ]
    assert (card.candidate.name, card.candidate.first_name, card.state) == (NINA, "Nina", "open")
    opening = card.sections[0]
    assert isinstance(opening, LiveBlock)
    spoken = [line.en for line in (*guide.guide.opening.script, *guide.guide.notes_and_privacy)]
    assert list(opening.lines) == spoken
    for number, (question, entry) in enumerate(zip(asked(card), guide.guide.questions, strict=True), start=1):
        frozen = guide.question(entry.question)
        assert (question.id, question.number, question.minutes) == (entry.question, number, entry.minutes)
        assert question.text == {"work": frozen.text.en, "outside_work": frozen.outside_work.en}
        assert question.anchors == tuple(frozen.anchors.at(level).en for level in range(1, 6))
        expected = [
            (f"{part}{n}", part, probe.en)
            for part, name in (("S", "situation"), ("T", "task"), ("A", "action"), ("R", "result"))
            for n, probe in enumerate(getattr(frozen.probes, name), start=1)
        ]
        assert [(probe.id, probe.part, probe.text) for probe in question.probes] == expected
        assert (question.rating, question.notes, question.asked, question.own_probes) == (None, {}, (), ())


def test_dutch_and_english_interviews_read_differently(storage: Storage) -> None:
    office = Office(storage, interview_language="nl")
    question = asked(live(office, ANN, NINA))[0]
    assert question.text["work"] == office.vacancy.guide.questions[0].text.nl
    assert question.competency == office.vacancy.guide.competency(office.vacancy.guide.questions[0].competency).name.nl


@pytest.mark.parametrize(
    ("guide", "little", "variant"),
    [
        ("service-desk-core", False, "work"),
        ("service-desk-core", True, "outside_work"),
        ("service-desk-starter", False, "outside_work"),
        ("service-desk-starter", True, "outside_work"),
    ],
)
def test_the_variant_shown_first_is_the_one_that_counts_once_the_answer_is_noted(
    storage: Storage, guide: str, little: bool, variant: str
) -> None:
    office = Office(storage, guide_id=guide, candidates=(NewCandidate(name=NINA, little_experience=little),))
    assert {question.variant for question in asked(live(office, ANN, NINA))} == {variant}
    card = office.start(ANN, NINA)
    first, second, third, fourth, *_ = office.questions
    office.save(card, SecondsSpent(id="s", kind="seconds", question=first, seconds=9))
    seen = treatment(office, card.id, first)
    assert seen is not None and seen.variant is None, "looking at a question does not put it"
    office.save(card, note(first, "rang her", part="S"), chosen(second, 3))
    office.save(card, chosen(third, None, outcome="not_asked", reason="no time"))
    put = [treatment(office, card.id, question) for question in (first, second)]
    assert [t.variant for t in put if t] == [variant, variant]
    assert treatment(office, card.id, third) is None, "what was not asked was not put"
    other = "work" if variant == "outside_work" else "outside_work"
    office.save(card, VariantPut.model_validate({"id": "v", "kind": "variant", "question": fourth, "variant": other}))
    office.save(card, note(fourth, "did it"), chosen(fourth, 4))
    chosen_before = treatment(office, card.id, fourth)
    assert chosen_before is not None and chosen_before.variant == other
    assert {q.id: q.variant for q in asked(live(office, ANN, NINA))}[fourth] == other


def test_a_talk_with_a_team_member_begins_with_the_obstacles(storage: Storage) -> None:
    office = Office(storage, guide_id="team-review")
    sections = live(office, ANN, NINA).sections
    assert [section.id for section in sections][:3] == ["opening", "obstacles", office.questions[0]]
    obstacles = office.vacancy.guide.guide.obstacles
    assert obstacles is not None
    assert isinstance(sections[1], LiveBlock)
    assert sections[1].lines == tuple(line.en for line in obstacles.script)
    card = office.start(ANN, NINA)
    answer = office.save(card, SecondsSpent(id="s", kind="seconds", question="obstacles", seconds=70))
    assert answer.writes[0].status == "saved"
    assert live(office, ANN, NINA).sections[1].seconds == 70


def every_write(question: str) -> list[Write]:
    return [
        note(question, "we called, we wrote, then it was done and it was fine", id="n1"),
        chosen(question, 4, id="r1", reason=" as heard ", evidence=[{"part": "A", "text": "we called"}]),
        ProbeTicked(id="p1", kind="probe", question=question, probe="A1", asked=True),
        ProbeTicked(id="p2", kind="probe", question=question, probe="A2", asked=True),
        ProbeTicked(id="p3", kind="probe", question=question, probe="A2", asked=False),
        OwnProbe(id="o1", kind="own_probe", question=question, text=" and \u202ethen? "),
        VariantPut(id="v1", kind="variant", question=question, variant="outside_work"),
        SecondsSpent(id="s1", kind="seconds", question=question, seconds=90),
        SecondsSpent(id="s2", kind="seconds", question=question, seconds=60),
        SecondsSpent(id="s3", kind="seconds", question="closing", seconds=12),
        PositionMoved(id="m1", kind="position", position=3),
    ]


@BOTH
def test_every_kind_is_kept_and_a_repetition_changes_nothing(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    writes = every_write(question)
    first = office.save(card, *writes)
    assert [(w.id, w.status) for w in first.writes] == [(w.id, "saved") for w in writes]
    assert (first.at, first.rev) == (office.now, 1)
    shown = live(office, ANN, NINA)
    again = office.save(card, *writes)
    assert (again.writes, again.rev, again.readings) == (first.writes, first.rev, first.readings)
    assert live(office, ANN, NINA) == shown

    kept = asked(shown)[0]
    assert shown.position == 3
    assert {part: (box.body, box.rev) for part, box in kept.notes.items()} == {
        Part.ACTION: ("we called, we wrote, then it was done and it was fine", 1)
    }
    assert kept.rating is not None
    assert (kept.rating.outcome, kept.rating.level, kept.rating.reason, kept.rating.rev) == (
        Outcome.LEVEL,
        4,
        "as heard",
        1,
    )
    assert (kept.asked, kept.own_probes, kept.variant, kept.seconds) == (("A1",), ("and then?",), "outside_work", 90)
    assert shown.sections[-1].seconds == 12
    reading = first.readings[question]
    assert reading == kept.reading
    assert reading.hint is not None
    assert (reading.hint.rule, reading.hint.probe) == (Rule.WE_WITHOUT_I, "A2"), "A1 was put already"
    assert reading.states[Part.ACTION] is PartState.THIN
    assert set(first.readings) == {question}


@BOTH
def test_what_a_closing_page_typed_after_an_unanswered_save_is_no_conflict_with_itself(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    unheard = note(question, "rang", id="unheard")
    since = note(question, "rang her twice", id="since")
    level, other = chosen(question, 3, id="level"), chosen(question, 4, id="other")
    office.save(card, unheard, level)
    for _ in range(2):  # sending it again is harmless
        answers = office.save(card, unheard, since, level, other).writes
        assert [(answer.status, answer.rev) for answer in answers] == [("saved", n) for n in (1, 2, 1, 2)]
    kept = asked(live(office, ANN, NINA))[0]
    assert kept.notes[Part.ACTION].body == "rang her twice"
    assert kept.rating is not None
    assert kept.rating.level == 4


@BOTH
def test_what_a_closing_page_typed_never_replaces_what_came_from_elsewhere(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    office.save(card, note(question, "typed elsewhere"))
    answers = office.save(card, note(question, "rang"), note(question, "rang her twice")).writes
    assert [answer.status for answer in answers] == ["conflict", "conflict"]
    office.save(card, note(question, "rang", 1, id="unheard"))
    office.save(card, note(question, "then elsewhere", 2))
    answers = office.save(card, note(question, "rang", 1, id="unheard"), note(question, "rang her twice", 1)).writes
    assert [answer.status for answer in answers] == ["saved", "conflict"]
    assert asked(live(office, ANN, NINA))[0].notes[Part.ACTION].body == "then elsewhere"


@BOTH
def test_two_places_typing_in_one_box_keep_both_texts(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    office.save(card, note(question, "rang her"))
    (second,) = office.save(card, note(question, "rang her twice", 1)).writes
    assert (second.status, second.rev, second.head_rev, second.head_body) == ("saved", 2, 2, None)
    (late,) = office.save(card, note(question, "rang him", 1)).writes
    assert (late.status, late.rev, late.head_rev, late.head_body) == ("conflict", -1, 2, "rang her twice")
    assert late.head_at == office.now - timedelta(seconds=1)
    (merged,) = office.save(card, note(question, "rang her twice\nrang him", 2)).writes
    assert (merged.status, merged.rev) == ("saved", 3)
    revisions = office.look(lambda uow: uow.notes.revisions(card.id, question, Part.ACTION))
    assert [r.rev for r in revisions] == [1, 2, 3, -1]


@BOTH
def test_a_stale_rating_is_told_and_not_kept(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    assert office.save(card, chosen(question, 2)).writes[0].status == "saved"
    assert office.save(card, chosen(question, 3, 1)).writes[0].head_rev == 2
    answer = office.save(card, chosen(question, 5, 1), note(question, "kept all the same"))
    assert [(w.status, w.head_rev) for w in answer.writes] == [("stale", 2), ("saved", 1)]
    rating = asked(live(office, ANN, NINA))[0].rating
    assert rating is not None and rating.level == 3


@BOTH
def test_after_handing_in_notes_are_kept_apart_and_nothing_else_is(office: Office) -> None:
    card = office.hold(ANN, NINA)
    before = live(office, ANN, NINA)
    writes = every_write(office.questions[0])
    answer = office.save(card, *writes)
    assert answer.writes[0].status == "kept_apart"
    assert (answer.writes[0].head_rev, answer.writes[0].head_body) == (1, "rang her back the same day")
    assert {w.status for w in answer.writes[1:]} == {"refused"}
    assert office.save(card, *writes).writes == answer.writes
    after = live(office, ANN, NINA)
    assert after.total_rev == before.total_rev + 1
    assert after.model_copy(update={"total_rev": before.total_rev}) == before
    (apart,) = [
        r for r in office.look(lambda uow: uow.notes.revisions(card.id, office.questions[0], Part.ACTION)) if r.rev < 0
    ]
    assert apart.after_submit


def test_what_the_guide_does_not_have_is_refused_and_the_rest_is_kept(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    unknown = [write for write in every_write("no-such-question") if not isinstance(write, PositionMoved)]
    unknown = [write for write in unknown if write.question != "closing"]
    odd: list[Write] = [
        *unknown,
        ProbeTicked(id="p9", kind="probe", question=question, probe="A99", asked=True),
        ProbeTicked(id="p8", kind="probe", question="closing", probe="A1", asked=True),
        chosen(question, None, id="x1"),
        chosen(question, 3, id="x2", outcome="no_evidence"),
    ]
    answer = office.save(card, *odd, note(question, "kept", id="good"))
    assert [w.status for w in answer.writes] == [*["refused"] * len(odd), "saved"]
    assert set(answer.readings) == {question}
    assert answer.rev == 1
    held = office.look(lambda uow: (uow.ratings.of_card(card.id), uow.treatments.of_card(card.id)))
    assert held == ((), (Treatment(scorecard_id=card.id, question_id=question, variant="work"),))


def test_a_probe_without_words_is_no_probe(office: Office) -> None:
    card = office.start(ANN, NINA)
    sent = OwnProbe(id="o", kind="own_probe", question=office.questions[0], text=" \u202e\n")
    assert office.save(card, sent).writes[0].status == "saved", "a refusal would seal the page"
    assert asked(live(office, ANN, NINA))[0].own_probes == ()


def test_nothing_is_kept_before_the_start(office: Office) -> None:
    card = office.card(ANN, NINA)
    with pytest.raises(NotAllowed, match="not_started"):
        office.save(card, note(office.questions[0], "too soon"))
    assert live(office, ANN, NINA).total_rev == 0


def test_one_id_never_stands_for_two_texts(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    office.save(card, note(question, "one", id="same"))
    with pytest.raises(InputError, match="write_id_reused"):
        office.save(card, note(question, "two", 1, id="same"))
    assert asked(live(office, ANN, NINA))[0].notes[Part.ACTION].body == "one"


def test_readings_come_only_for_what_was_typed_or_asked(office: Office) -> None:
    card = office.start(ANN, NINA)
    first, second, third, *_ = office.questions
    answer = office.save(
        card,
        note(first, "rang"),
        ProbeTicked(id="p", kind="probe", question=second, probe="S1", asked=True),
        chosen(third, 2),
    )
    assert set(answer.readings) == {first, second}


def test_a_whole_batch_is_kept_or_none_of_it(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]

    def broken(uow: UnitOfWork) -> None:
        conduct.save(uow, card.rater_id, card.id, [note(question, "one")])
        raise InputError("empty", field="test")

    with pytest.raises(InputError):
        office.storage.save(card.rater_id, NOW, broken)
    assert live(office, ANN, NINA).total_rev == 0
