"""The report's data: figures against a calculation by hand, what is missing and why, and who may have it when."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from interview.errors import NotAllowed, NotFound
from interview.model.dossier import Answer, CompetencyLine, Dossier, Missing, NoteLine
from interview.model.guide_sheet import GuideSheet
from interview.model.note import Part
from interview.model.panel import SealRule
from interview.model.rating import EvidenceLine, Outcome
from interview.model.scorecard import CardState, Scorecard
from interview.storage import Storage
from interview.workflow import correct, documents, prepare, rate
from interview.workflow.live import OwnProbe, ProbeTicked, SecondsSpent, VariantPut
from interview.workflow.prepare import NewCandidate, NewMember
from tests.interview.workflow.office import ANN, BOB, CAS, DORA, HOME, NINA, NOW, OTTO, Office, chosen, note, wanted

MOTIVATION, ASSERTIVENESS, SAYING_NO = "intrinsic-motivation", "assertiveness", "saying-no"
# The core guide asks about these three, twice each: questions 0 and 3, 1 and 4, 2 and 5.
ANNS = (4, 2, 5, 3, 3, None)
BOBS = (2, 3, 4, 1, 5, 2)


def dossier(office: Office, viewer: str = ANN, candidate: str = NINA, language: Any = "en") -> Dossier:
    who, talk = office.person(viewer), office.talk(candidate).id
    return office.do(who, lambda uow: documents.candidate_dossier(uow, who, talk, language))


def lines(found: Dossier) -> dict[str, CompetencyLine]:
    return {line.id: line for line in found.competencies}


def answer(found: Dossier, office: Office, question: int, rater: str) -> Answer:
    id = office.person(rater)
    return next(a for a in found.questions[question].answers if a.rater_id == id)


def amend(office: Office, card: Scorecard, question: int, level: int | None, outcome: Outcome = Outcome.LEVEL) -> None:
    id = office.questions[question]
    office.do(
        card.rater_id,
        lambda uow: rate.amend(uow, card.rater_id, card.id, id, outcome=outcome, level=level, reason="slip"),
    )


def test_the_figures_by_hand(office: Office) -> None:
    office.hold(ANN, NINA, *ANNS)
    office.hold(BOB, NINA, *BOBS)
    found = dossier(office)
    cells = lines(found)
    assert [(line.id, line.weight) for line in found.competencies] == [
        (MOTIVATION, 34),
        (ASSERTIVENESS, 33),
        (SAYING_NO, 33),
    ]
    assert cells[MOTIVATION].mean == pytest.approx((4 + 3 + 2 + 1) / 4)
    assert cells[ASSERTIVENESS].mean == pytest.approx((2 + 3 + 3 + 5) / 4)
    assert cells[SAYING_NO].mean == pytest.approx((5 + 4 + 2) / 3)
    assert [cells[id].ratings for id in cells] == [4, 4, 3]
    ann, bob = office.person(ANN), office.person(BOB)
    assert cells[MOTIVATION].by_rater == ((ann, 3.5), (bob, 1.5))
    assert cells[SAYING_NO].by_rater == ((ann, 5.0), (bob, 3.0))
    assert found.overall == pytest.approx(0.34 * 2.5 + 0.33 * 3.25 + 0.33 * 11 / 3)
    assert (found.ratings, found.ratings_expected, found.missing) == (11, 12, ())
    assert [(q.mean, q.spread) for q in found.questions] == [(3, 2), (2.5, 1), (4.5, 1), (2, 2), (4, 2), (2, None)]
    assert answer(found, office, 5, ANN).outcome is Outcome.NO_EVIDENCE


def test_amendments_count_and_the_first_judgement_stays_beside_them(office: Office) -> None:
    card = office.hold(ANN, NINA, *ANNS)
    office.hold(BOB, NINA, *BOBS)
    amend(office, card, 0, 1)
    amend(office, card, 0, 5)
    amend(office, card, 5, 4)
    amend(office, card, 3, None, Outcome.NO_EVIDENCE)
    found = dossier(office)
    cells = lines(found)
    assert cells[MOTIVATION].mean == pytest.approx((5 + 2 + 1) / 3)
    assert cells[SAYING_NO].mean == pytest.approx((5 + 4 + 4 + 2) / 4)
    assert found.ratings == 11
    first = answer(found, office, 0, ANN)
    assert first.level == 5
    assert [(a.first_level, a.level, a.reason) for a in first.amendments] == [(4, 1, "slip"), (4, 5, "slip")]
    assert first.evidence == ("A1",), "an amendment without lines of its own rests on those of the first judgement"
    assert answer(found, office, 3, ANN).outcome is Outcome.NO_EVIDENCE
    assert answer(found, office, 3, ANN).amendments[0].first_level == 3
    assert answer(found, office, 0, BOB).amendments == ()
    assert (found.questions[0].mean, found.questions[0].spread) == (3.5, 3)


def hold_without(office: Office, rater: str, outcome: str) -> Scorecard:
    """A talk in which nothing was heard, or asked, about saying no."""
    card = office.start(rater, NINA)
    office.fill(card)
    for place in (2, 5):
        reason = "no time" if outcome == "not_asked" else ""
        office.save(card, chosen(office.questions[place], None, 1, outcome=outcome, reason=reason))
    return office.submit(card)


@pytest.mark.parametrize(
    ("anns", "bobs", "missing"),
    [
        ("no_evidence", "no_evidence", Missing.NO_EVIDENCE),
        ("not_asked", "not_asked", Missing.NOT_ASKED),
        ("not_asked", "no_evidence", Missing.NO_EVIDENCE),
    ],
)
def test_nothing_is_filled_in_for_what_is_missing(office: Office, anns: str, bobs: str, missing: Missing) -> None:
    card = hold_without(office, ANN, anns)
    hold_without(office, BOB, bobs)
    found = dossier(office)
    assert found.overall is None
    assert [line.id for line in found.missing] == [SAYING_NO]
    cell = lines(found)[SAYING_NO]
    assert (cell.mean, cell.missing, cell.ratings, cell.by_rater) == (None, missing, 0, ())
    assert lines(found)[MOTIVATION].mean == 3
    assert (found.questions[2].mean, found.questions[2].spread) == (None, None)
    assert answer(found, office, 2, ANN).reason == ("no time" if anns == "not_asked" else "")
    amend(office, card, 2, 4)
    after = dossier(office)
    assert lines(after)[SAYING_NO].mean == 4
    assert after.overall == pytest.approx(0.34 * 3 + 0.33 * 3 + 0.33 * 4)


def test_a_card_without_any_rating_says_not_rated(office: Office) -> None:
    card = office.start(ANN, NINA)
    empty = card.model_copy(update={"state": CardState.SUBMITTED, "submitted_at": office.now})
    office.do("system", lambda uow: uow.scorecards.update(empty))
    found = dossier(office)
    assert {line.missing for line in found.competencies} == {Missing.NOT_RATED}
    assert (found.overall, found.ratings, found.minutes) == (None, 0, None)
    assert answer(found, office, 0, ANN) == Answer(rater_id=card.rater_id)


def test_evidence_points_at_lines_and_lines_that_changed_stand_as_they_were_ticked(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    office.fill(card)
    ticked = [EvidenceLine(part=Part.ACTION, text=text) for text in ("rang her ", "wrote it down", "left")]
    office.save(card, note(question, "rang her\n\n wrote it down\nleft", 1), note(question, "a busy day", part="S"))
    office.save(card, chosen(question, 4, 1, evidence=ticked))
    office.save(card, note(question, "rang her\nwrote down everything\nleft", 2))
    office.submit(card)
    found = answer(dossier(office), office, 0, ANN)
    assert [(line.id, line.text) for line in found.notes] == [
        ("S1", "a busy day"),
        ("A1", "rang her"),
        ("A2", "wrote down everything"),
        ("A3", "left"),
        ("R1", "it was solved"),
    ]
    assert found.evidence == ("A1", "A3")
    assert found.evidence_as_ticked == (NoteLine(id="A-ticked-2", part=Part.ACTION, text="wrote it down"),)


def test_notes_written_after_handing_in_are_not_in_it(office: Office) -> None:
    card = office.hold(ANN, NINA)
    before = dossier(office)
    office.save(card, note(office.questions[0], "came to mind on the train", 1))
    after = dossier(office)
    assert after == before


def test_what_was_done_at_a_question(office: Office) -> None:
    card, question = office.start(ANN, NINA), office.questions[0]
    for probe in ("R1", "A2", "S1"):
        office.save(card, ProbeTicked(id=probe, kind="probe", question=question, probe=probe, asked=True))
    office.save(card, OwnProbe(id="own", kind="own_probe", question=question, text="and then?"))
    office.save(card, SecondsSpent(id="s", kind="seconds", question=question, seconds=400))
    office.save(card, SecondsSpent(id="o", kind="seconds", question="opening", seconds=200))
    office.save(card, VariantPut(id="v", kind="variant", question=question, variant="outside_work"))
    office.fill(card)
    office.submit(card)
    found = dossier(office)
    frozen = office.vacancy.guide.question(question)
    done = answer(found, office, 0, ANN)
    assert done.probes == (
        frozen.probes.situation[0].en,
        frozen.probes.action[1].en,
        frozen.probes.result[0].en,
        "and then?",
    )
    assert (done.seconds, found.minutes) == (400, 10)
    assert (found.questions[0].variant, found.questions[0].text) == ("outside_work", frozen.outside_work.en)
    assert {q.variant for q in found.questions[1:]} == {"work"}


def test_raters_who_put_different_variants_are_told_the_usual_one(office: Office) -> None:
    ann, bob = office.start(ANN, NINA), office.start(BOB, NINA)
    question = office.questions[0]
    office.save(ann, VariantPut(id="v", kind="variant", question=question, variant="outside_work"))
    for card in (ann, bob):
        office.fill(card)
        office.submit(card)
    assert dossier(office).questions[0].variant == "work"


def test_somebody_with_little_experience_was_asked_what_the_page_showed(storage: Storage) -> None:
    office = Office(storage, candidates=(NewCandidate(name=NINA, little_experience=True),))
    card = hold_without(office, ANN, "not_asked")
    assert card.submitted_at
    assert {question.variant for question in dossier(office).questions} == {"outside_work"}


def test_the_language_of_the_paper_and_that_of_the_talk(storage: Storage) -> None:
    office = Office(storage, interview_language="nl")
    office.hold(ANN, NINA)
    found = dossier(office, language="en")
    guide = office.vacancy.guide
    assert found.language == "nl"
    assert found.guide_title == guide.guide.name.en
    assert found.competencies[0].name == guide.competency(MOTIVATION).name.en
    assert found.questions[0].text == guide.questions[0].text.nl
    assert found.questions[0].anchors[4] == guide.questions[0].anchors.at(5).nl
    assert found.questions[0].competency == guide.competency(MOTIVATION).name.nl
    assert dossier(office, language="nl").guide_title == guide.guide.name.nl


def test_what_stands_at_the_head(office: Office) -> None:
    office.hold(BOB, OTTO)
    found = dossier(office, viewer=BOB, candidate=OTTO)
    assert found.report_number == f"{office.vacancy.id[:4].upper()}-002"
    assert (found.candidate_name, found.vacancy_title, found.department) == (OTTO, "Service desk agent", "IT")
    assert (found.prepared_by, found.prepared_on, found.interviewed_on) == (BOB, NOW.date(), NOW.date())
    assert (found.guide_version, found.guide_fingerprint) == ("1", office.vacancy.guide.fingerprint)
    assert not found.is_example


def test_days_are_those_of_who_makes_it(office: Office) -> None:
    office.now = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    office.hold(ANN, NINA)
    assert dossier(office).interviewed_on == date(2026, 3, 2)
    office.now = office.now.astimezone(HOME)
    assert (dossier(office).interviewed_on, dossier(office).prepared_on) == (date(2026, 3, 3), date(2026, 3, 3))
    office.now = office.now.astimezone(ZoneInfo("America/Los_Angeles"))
    assert (dossier(office).interviewed_on, dossier(office).prepared_on) == (date(2026, 3, 2), date(2026, 3, 2))


def test_initials_tell_the_members_apart(storage: Storage) -> None:
    names = ["Ann de Wit", "Anna van der Werf", "Bob", "Abel Westra", *(f"Aad{'a' * n} Wolf" for n in range(8))]
    office = Office(storage, members=tuple(NewMember(name=name) for name in names))
    for name in names:
        card = office.card(name, NINA).model_copy(update={"state": CardState.SUBMITTED, "submitted_at": NOW})
        office.do("system", lambda uow, card=card: uow.scorecards.update(card))  # type: ignore[misc]
    panel = dossier(office).panel
    shown = {member.name: member.initials for member in panel}
    assert len(set(shown.values())) == len(names) == len(panel)
    assert set(shown.values()) == {"B", "AW", *(f"AW{n}" for n in range(2, 10)), "A10", "A11"}
    assert [member.name for member in panel] == sorted(names, key=str.casefold)
    assert (panel[0].initials, panel[-1].initials) == ("AW", "B")


@pytest.mark.parametrize(
    ("closed", "consent", "last"),
    [
        (None, None, None),
        (date(2026, 3, 2), None, date(2026, 3, 30)),
        (date(2026, 3, 2), date(2027, 3, 1), date(2027, 3, 1)),
        (None, date(2027, 3, 1), date(2027, 3, 1)),
    ],
)
def test_until_when_a_candidate_is_kept(
    office: Office, closed: date | None, consent: date | None, last: date | None
) -> None:
    office.hold(ANN, NINA)
    ann = office.person(ANN)
    if closed:
        office.do(ann, lambda uow: correct.close_vacancy(uow, ann, office.vacancy.id, closed))
    candidate = office.look(lambda uow: uow.candidates.get(office.candidate(NINA)))
    agreed = candidate.model_copy(update={"consent_until": consent})
    office.do(ann, lambda uow: uow.candidates.update(agreed))
    assert dossier(office).delete_by == last


def test_while_cards_are_sealed_there_is_no_report_of_them(office: Office) -> None:
    office.start(ANN, NINA)
    for viewer in (ANN, BOB, CAS, DORA):
        with pytest.raises(NotAllowed, match="report_sealed"):
            dossier(office, viewer)
    office.fill(office.card(ANN, NINA))
    ann = office.submit(office.card(ANN, NINA))
    for viewer in (BOB, CAS, DORA):
        with pytest.raises(NotAllowed, match="report_sealed"):
            dossier(office, viewer)
    assert [member.name for member in dossier(office, ANN).panel] == [ANN]
    bob = office.hold(BOB, NINA)
    for viewer in (ANN, BOB, CAS, DORA):
        assert [member.name for member in dossier(office, viewer).panel] == [ANN, BOB]
    assert office.trail(ann.id).count("card.shown") == 3
    assert office.trail(bob.id).count("card.shown") == 3


def test_own_card_in_opens_the_others_when_the_panel_chose_that(storage: Storage) -> None:
    three = (*wanted().members, NewMember(name="Eve Third"))
    office = Office(storage, seal_rule=SealRule.OWN_IN, members=three)
    office.hold(ANN, NINA)
    office.hold(BOB, NINA)
    assert {member.name for member in dossier(office, ANN).panel} == {ANN, BOB}
    for viewer in ("Eve Third", CAS):
        with pytest.raises(NotAllowed, match="report_sealed"):
            dossier(office, viewer)


def test_a_refused_report_leaves_no_trace_and_a_made_one_does(office: Office) -> None:
    talk = office.talk(NINA).id
    with pytest.raises(NotAllowed):
        dossier(office, CAS)
    assert "report.exported" not in office.trail(talk)
    office.hold(ANN, NINA)
    office.hold(BOB, NINA)
    dossier(office, CAS)
    dossier(office, CAS)
    events = [e for e in office.look(lambda uow: uow.audit.of_object(talk)) if e.action.value == "report.exported"]
    assert [(e.actor, e.detail) for e in events] == [(office.person(CAS), "language=en cards=2")] * 2
    shown = office.look(lambda uow: uow.disclosures.of_viewer(office.person(CAS)))
    assert {d.card_id for d in shown} == {card.id for card in office.cards(NINA).values()}
    assert {d.candidate_id for d in shown} == {office.candidate(NINA)}


def test_a_released_card_is_not_part_of_the_report(office: Office) -> None:
    office.start(BOB, NINA)
    office.fill(office.card(BOB, NINA), 1, 1, 1, 1, 1, 1)
    office.release(office.card(BOB, NINA))
    office.hold(ANN, NINA)
    found = dossier(office, CAS)
    assert [member.name for member in found.panel] == [ANN]
    assert found.overall == pytest.approx(3)
    assert found.ratings_expected == 6


def test_without_a_seat_or_a_candidate_there_is_no_report(office: Office) -> None:
    office.hold(ANN, NINA)
    talk = office.talk(NINA).id
    with pytest.raises(NotAllowed, match="no_seat"):
        office.do("eve", lambda uow: documents.candidate_dossier(uow, "eve", talk, "en"))
    with pytest.raises(NotFound):
        office.do("ann", lambda uow: documents.candidate_dossier(uow, "ann", "no-such-talk", "en"))
    for change in ({"restricted": True}, {"restricted": False, "erased_at": NOW + timedelta(days=1)}):
        candidate = office.look(lambda uow: uow.candidates.get(talk_candidate(office)))
        changed = candidate.model_copy(update=change)
        office.do("system", lambda uow, changed=changed: uow.candidates.update(changed))  # type: ignore[misc]
        with pytest.raises(NotFound, match="candidate_gone"):
            dossier(office)


def talk_candidate(office: Office) -> str:
    """The id of the candidate, also when the candidate is out of normal views."""
    return office.look(lambda uow: next(c.id for c in uow.candidates.of_vacancy(office.vacancy.id) if c.number == 1))


def test_the_guide_to_print_says_for_whom_it_is(office: Office) -> None:
    interview = office.card(ANN, NINA).interview_id
    planned = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    ann = office.person(ANN)
    raters = tuple(office.person(name) for name in (ANN, BOB))
    office.do(ann, lambda uow: prepare.replan(uow, ann, interview, planned, raters))
    office.now = office.now.astimezone(HOME)

    def printed(name: str) -> GuideSheet:
        return office.do(office.person(name), lambda uow: documents.guide_sheet(uow, office.person(name), interview))

    sheets = {name: printed(name) for name in (ANN, DORA)}
    assert (sheets[ANN].candidate, sheets[ANN].vacancy) == (NINA, office.vacancy.title)
    begins = sheets[ANN].planned_at
    assert begins and begins.isoformat() == "2026-03-04T00:30:00+01:00"
    assert (sheets[ANN].interviewer, sheets[DORA].interviewer) == (ANN, ""), "who does not rate leaves the line empty"
    assert office.trail(interview).count("report.exported") == 2
    with pytest.raises(NotAllowed, match="no_seat"):
        office.do("f" * 32, lambda uow: documents.guide_sheet(uow, "f" * 32, interview))
