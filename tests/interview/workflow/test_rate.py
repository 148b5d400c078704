"""Looking the card over, handing it in, and amending it: the first judgement is never lost."""

import itertools
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from interview.errors import InputError, NotAllowed, NotFound, Sealed
from interview.model.note import Note, Part
from interview.model.rating import AmendmentPhase, Outcome, Rating
from interview.model.scorecard import CardContent, CardState, KeptWord, Scorecard
from interview.model.treatment import Treatment
from interview.storage import Storage
from interview.wording.note_lint import Objection
from interview.wording.star_gaps import PartState
from interview.workflow import rate
from interview.workflow.live import OwnProbe, ProbeTicked, VariantPut
from interview.workflow.prepare import NewCandidate
from interview.workflow.rate import Gap, Review
from tests.interview.workflow.conftest import BOTH
from tests.interview.workflow.office import ANN, BOB, CAS, NINA, NOW, Office, chosen, note

LINE = "rang her back the same day"
TICKED = ({"part": "A", "text": LINE},)


def review(office: Office, rater: str = ANN, candidate: str = NINA) -> Review:
    card = office.card(rater, candidate)
    return office.look(lambda uow: rate.review(uow, card.rater_id, card.id))


def keep(office: Office, card: Scorecard, question: str, word: str, reason: str) -> None:
    office.do(card.rater_id, lambda uow: rate.keep_word(uow, card.rater_id, card.id, question, word, reason))


def amend(office: Office, card: Scorecard, question: str, **changes: Any) -> None:
    wanted: dict[str, Any] = {"outcome": Outcome.LEVEL, "level": 2, "reason": "misread the anchor"} | changes
    office.do(card.rater_id, lambda uow: rate.amend(uow, card.rater_id, card.id, question, **wanted))


def test_a_new_card_has_everything_open(office: Office) -> None:
    view = review(office)
    assert (view.candidate, view.vacancy_id) == (NINA, office.vacancy.id)
    assert [line.question_id for line in view.lines] == list(office.questions)
    assert [(line.number, line.section) for line in view.lines] == [(n, n) for n in range(1, 7)]
    assert {line.gaps for line in view.lines} == {(Gap.NOT_RATED,)}
    assert (view.asked, view.open_questions, view.open_words, view.open_choices) == (0, 6, 0, 6)


GAPS: list[tuple[dict[str, str], dict[str, Any], tuple[Gap, ...]]] = [
    ({"A": LINE, "R": "solved"}, {"level": 3, "evidence": TICKED}, ()),
    ({"A": f"  {LINE}  \nmore", "R": "solved"}, {"level": 3, "evidence": TICKED}, ()),
    ({"A": LINE, "R": "solved"}, {"level": 3}, (Gap.NO_EVIDENCE_LINE,)),
    ({"A": "rang him", "R": "solved"}, {"level": 3, "evidence": TICKED}, (Gap.EVIDENCE_CHANGED,)),
    ({"A": "rang him", "R": LINE}, {"level": 3, "evidence": TICKED}, (Gap.EVIDENCE_CHANGED,)),
    ({"S": LINE}, {"level": 3, "evidence": ({"part": "S", "text": LINE},)}, (Gap.ACTION_EMPTY, Gap.RESULT_EMPTY)),
    ({}, {"level": 5}, (Gap.NO_EVIDENCE_LINE, Gap.ACTION_EMPTY, Gap.RESULT_EMPTY)),
    ({}, {"level": None, "outcome": "no_evidence"}, ()),
    ({}, {"level": None, "outcome": "not_asked", "reason": "no time"}, ()),
    ({}, {"level": None, "outcome": "not_asked", "reason": " \n"}, (Gap.NO_REASON,)),
]


@pytest.mark.parametrize(("boxes", "rating", "gaps"), GAPS)
def test_what_may_be_missing(
    office: Office, boxes: dict[str, str], rating: dict[str, Any], gaps: tuple[Gap, ...]
) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    for part, body in boxes.items():
        office.save(card, note(question, body, part=part))
    office.save(card, chosen(question, **rating))
    view = review(office)
    assert view.lines[0].gaps == gaps
    assert view.open_questions == 5 + (Gap.NO_REASON in gaps)
    assert view.asked == (rating.get("outcome") != "not_asked")


def test_a_line_tells_what_was_done_at_its_question(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[1]
    office.save(card, note(question, LINE), chosen(question, 4, evidence=TICKED))
    office.save(card, ProbeTicked(id="p", kind="probe", question=question, probe="A1", asked=True))
    office.save(card, OwnProbe(id="o", kind="own_probe", question=question, text="and then?"))
    office.save(card, VariantPut(id="v", kind="variant", question=question, variant="outside_work"))
    line = review(office).lines[1]
    frozen = office.vacancy.guide.question(question)
    assert (line.outcome, line.level, line.evidence, line.probes) == (Outcome.LEVEL, 4, 1, 2)
    assert (line.competency, line.text) == (
        office.vacancy.guide.competency(frozen.competency).name,
        frozen.outside_work.en,
    )
    assert line.states == {
        Part.SITUATION: PartState.EMPTY,
        Part.TASK: PartState.EMPTY,
        Part.ACTION: PartState.THIN,
        Part.RESULT: PartState.EMPTY,
    }


def test_the_review_shows_the_variant_that_the_live_page_showed(storage: Storage) -> None:
    office = Office(storage, candidates=(NewCandidate(name=NINA, little_experience=True),))
    office.start(ANN, NINA)
    frozen = office.vacancy.guide
    assert [line.text for line in review(office).lines] == [
        frozen.question(q).outside_work.en for q in office.questions
    ]


def test_words_are_found_with_their_place(storage: Storage) -> None:
    office = Office(storage, guide_id="team-review")
    card, question = office.start(ANN, NINA), office.questions[1]
    office.save(
        card,
        note(question, "a busy day\n\nmarried, very enthusiastic", part="S"),
        note(question, "rang him\nhas an accent", part="A"),
    )
    words = review(office).words
    assert [(w.found.word, w.number, w.section, w.part, w.line_number) for w in words] == [
        ("married", 2, 3, Part.SITUATION, 2),
        ("enthusiastic", 2, 3, Part.SITUATION, 2),
        ("accent", 2, 3, Part.ACTION, 4),
    ]
    assert [w.line for w in words] == ["married, very enthusiastic"] * 2 + ["has an accent"]
    assert review(office).lines[1].words == 3
    assert review(office).open_words == 2, "a judgement is pointed out, a protected ground has to be settled"


def test_a_word_is_kept_with_a_reason_or_changed(office: Office) -> None:
    card = office.start(ANN, NINA)
    first, second, *_ = office.questions
    office.save(card, note(first, "Pregnant, said so; pregnant"), note(second, "pregnant"))
    assert review(office).open_words == 3
    with pytest.raises(InputError, match="empty"):
        keep(office, card, first, "pregnant", " \n ")
    keep(office, card, first, "Pregnant", " asked for\r\nother hours ")
    view = review(office)
    assert view.open_words == 1, "of that question both spellings, of the other one none"
    assert [w.kept_because for w in view.words] == ["asked for\nother hours"] * 2 + [""]
    assert [line.words for line in view.lines][:2] == [0, 1]
    keep(office, card, first, "Pregnant", "no other reason")
    assert review(office).words[0].kept_because == "no other reason"
    office.save(card, note(second, "asked for other hours", 1))
    assert review(office).open_words == 0
    assert office.trail(card.id)[-1] == "word.kept"
    details = [e.detail for e in office.look(lambda uow: uow.audit.of_object(card.id))]
    assert "pregnant" not in " ".join(details).casefold()


def test_a_card_is_refused_while_something_is_open_and_says_how_much(office: Office) -> None:
    card = office.start(ANN, NINA)
    office.fill(card)
    first, second, third, *_ = office.questions
    office.save(card, note(first, "married", part="T"))
    office.save(card, chosen(second, None, 1, outcome="not_asked"))
    assert review(office).open_choices == 2
    with pytest.raises(InputError) as error:
        office.submit(card)
    assert (error.value.key, error.value.field, error.value.params["n"]) == ("review_open", "card", 2)
    assert office.card(ANN, NINA).state is CardState.OPEN
    keep(office, card, first, "married", "her own example")
    office.save(card, chosen(second, None, 2, outcome="not_asked", reason="no time"))
    office.save(card, note(third, "arrogant", part="S"))
    assert office.submit(card).state is CardState.SUBMITTED, "a judgement does not stop anybody"


def test_a_card_is_handed_in_once(office: Office) -> None:
    card = office.hold(ANN, NINA)
    assert office.card(ANN, NINA) == card
    assert (card.submitted_at, len(card.content_hash or "")) == (office.now, 64)
    (handed_in,) = [
        e for e in office.look(lambda uow: uow.audit.of_object(card.id)) if e.action.value == "card.submitted"
    ]
    assert handed_in.detail == f"sha256={card.content_hash}"
    with pytest.raises(Sealed, match="card_sealed"):
        office.submit(card)
    with pytest.raises(Sealed, match="card_sealed"):
        keep(office, card, office.questions[0], "married", "because")
    other = office.card(BOB, NINA)
    office.release(other)
    with pytest.raises(Sealed):
        office.submit(other)


def test_nobody_looks_over_or_hands_in_the_card_of_somebody_else(office: Office) -> None:
    card = office.start(ANN, NINA)
    office.fill(card)
    for other in (office.person(BOB), office.person(CAS), "eve"):
        with pytest.raises(NotAllowed, match="not_your_card"):
            office.do(other, partial(rate.submit, viewer=other, card_id=card.id))
        with pytest.raises(NotAllowed, match="not_your_card"):
            office.look(partial(rate.review, viewer=other, card_id=card.id))
    with pytest.raises(NotFound):
        office.look(lambda uow: rate.review(uow, card.rater_id, "no-such-card"))


@BOTH
def test_the_hash_is_that_of_the_content_whatever_comes_later(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    office.fill(card)
    office.save(card, note(question, 'married, ça va? 李雷 🙂 \\ "quoted"', part="S"))
    keep(office, card, question, "married", "her own example")
    for probe in ("R1", "A2", "A1"):
        office.save(card, ProbeTicked(id=probe, kind="probe", question=question, probe=probe, asked=True))
    card = office.submit(card)
    office.save(card, note(question, "came to mind later", 1))
    amend(office, card, question)
    held = office.look(lambda uow: rate.content(uow, card.id))
    assert rate.content_hash(held) == card.content_hash
    assert rate.content_hash(CardContent.model_validate_json(held.model_dump_json())) == card.content_hash


def content(**changes: Any) -> CardContent:
    """A card's content with everything in it."""
    filled: dict[str, Any] = {
        "notes": [
            Note(scorecard_id="c", question_id=q, part=Part.ACTION, rev=1, body="rang her", updated_at=NOW)
            for q in ("q1", "q2")
        ],
        "ratings": [
            Rating(scorecard_id="c", question_id=q, rev=1, outcome=Outcome.LEVEL, level=3, updated_at=NOW)
            for q in ("q1", "q2")
        ],
        "treatments": [
            Treatment(scorecard_id="c", question_id=q, probes=frozenset({"A1", "A2", "S1"}), own_probes=("why?",))
            for q in ("q1", "q2")
        ],
        "kept_words": [KeptWord(scorecard_id="c", question_id="q1", word="married", reason="her own example")],
    }
    return CardContent(**(filled | changes))


def test_the_hash_is_the_same_on_every_machine_and_in_any_order() -> None:
    whole = content()
    known = "cb380287299e9f4efe2897f2923d69708f050c477fcfcba1c4857ec6b0aa5fc7"
    assert rate.content_hash(whole) == known
    for field in ("notes", "ratings", "treatments"):
        assert rate.content_hash(content(**{field: getattr(whole, field)[::-1]})) == known


CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("notes", {"body": "rang her."}),
    ("notes", {"part": Part.RESULT}),
    ("notes", {"rev": 2}),
    ("notes", {"question_id": "q3"}),
    ("notes", {"scorecard_id": "d"}),
    ("notes", {"updated_at": NOW + timedelta(microseconds=1)}),
    ("ratings", {"level": 4}),
    ("ratings", {"outcome": Outcome.NO_EVIDENCE, "level": None}),
    ("ratings", {"reason": "x"}),
    ("ratings", {"evidence": [{"part": "A", "text": "rang her"}]}),
    ("ratings", {"rev": 2}),
    ("ratings", {"updated_at": NOW + timedelta(microseconds=1)}),
    ("treatments", {"seconds": 1}),
    ("treatments", {"variant": "work"}),
    ("treatments", {"probes": ["A1", "A2"]}),
    ("treatments", {"own_probes": ["why?", "how?"]}),
    ("kept_words", {"reason": "x"}),
    ("kept_words", {"word": "x"}),
]


@pytest.mark.parametrize(("field", "change"), CHANGES, ids=[f"{field} {next(iter(c))}" for field, c in CHANGES])
def test_the_hash_changes_with_any_content(field: str, change: dict[str, Any]) -> None:
    first, *others = getattr(content(), field)
    changed = type(first).model_validate(first.model_dump() | change)
    assert rate.content_hash(content(**{field: [changed, *others]})) != rate.content_hash(content())
    assert rate.content_hash(content(**{field: others})) != rate.content_hash(content())


def test_levels_cannot_be_found_by_trying_them_all(office: Office) -> None:
    """The hash may be read in the audit trail. Who knows all but the levels and the moments finds nothing by trying."""
    card = office.start(ANN, NINA)
    office.now += timedelta(microseconds=123_457)
    for question in office.questions:
        office.save(card, chosen(question, 3))
    card = office.submit(card)
    held = office.look(lambda uow: rate.content(uow, card.id))
    assert all(rating.updated_at and rating.updated_at.microsecond == 123_457 for rating in held.ratings)

    def hashed(levels: tuple[int, ...], moved: timedelta) -> str:
        ratings = tuple(
            rating.model_copy(update={"level": level, "updated_at": rating.updated_at and rating.updated_at - moved})
            for rating, level in zip(held.ratings, levels, strict=True)
        )
        return rate.content_hash(held.model_copy(update={"ratings": ratings}))

    assert hashed((3,) * 6, timedelta(0)) == card.content_hash
    to_the_second = timedelta(microseconds=123_457)
    guesses = {hashed(levels, to_the_second) for levels in itertools.product((2, 3, 4), repeat=6)}
    assert len(guesses) == 3**6
    assert card.content_hash not in guesses


def test_an_amendment_stands_beside_the_first_judgement(office: Office) -> None:
    card, question = office.hold(ANN, NINA), office.questions[0]
    before = office.look(lambda uow: rate.content(uow, card.id))
    amend(office, card, question)
    amend(office, card, question, outcome=Outcome.NO_EVIDENCE, level=None, reason=" it was\r\nhearsay ")
    after = office.look(lambda uow: rate.content(uow, card.id))
    assert after.model_copy(update={"amendments": ()}) == before
    assert office.card(ANN, NINA) == card
    assert [(a.outcome, a.level, a.reason, a.phase) for a in after.amendments] == [
        (Outcome.LEVEL, 2, "misread the anchor", AmendmentPhase.CORRECTION),
        (Outcome.NO_EVIDENCE, None, "it was\nhearsay", AmendmentPhase.CORRECTION),
    ]
    assert after.amendments[1].made_at == office.now
    events = office.look(lambda uow: uow.audit.of_object(card.id))
    assert [e.detail for e in events if e.action.value == "rating.amended"] == [f"correction {question}"] * 2


def test_an_open_or_released_card_is_not_amended(office: Office) -> None:
    card = office.start(ANN, NINA)
    office.fill(card)
    with pytest.raises(NotAllowed, match="amend_only_sealed"):
        amend(office, card, office.questions[0])
    office.release(card)
    with pytest.raises(NotAllowed, match="amend_only_sealed"):
        amend(office, card, office.questions[0])


@pytest.mark.parametrize(
    ("changes", "key", "field"),
    [
        ({"reason": " \n"}, "empty", "reason"),
        ({"reason": "x" * 10_000}, "too_long", "reason"),
        ({"level": None}, "empty", "level"),
        ({"outcome": Outcome.NO_EVIDENCE, "level": 2}, "empty", "level"),
    ],
)
def test_an_amendment_needs_its_reason_and_its_level(
    office: Office, changes: dict[str, Any], key: str, field: str
) -> None:
    card = office.hold(ANN, NINA)
    with pytest.raises(InputError) as error:
        amend(office, card, office.questions[0], **changes)
    assert (error.value.key, error.value.field) == (key, field)
    assert office.look(lambda uow: uow.amendments.of_card(card.id)) == ()


def test_only_the_rater_amends_and_only_what_was_asked(office: Office) -> None:
    card = office.hold(ANN, NINA)
    theirs = card.model_copy(update={"rater_id": office.person(BOB)})
    with pytest.raises(NotAllowed, match="not_your_card"):
        amend(office, theirs, office.questions[0])
    with pytest.raises(NotFound):
        amend(office, card, "no-such-question")
    assert office.look(lambda uow: uow.amendments.of_card(card.id)) == ()


def test_found_words_are_of_two_kinds(office: Office) -> None:
    card = office.start(ANN, NINA)
    office.save(card, note(office.questions[0], "arrogant and too young"))
    assert [w.found.objection for w in review(office).words] == [Objection.JUDGEMENT, Objection.PROTECTED]
