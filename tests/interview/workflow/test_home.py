"""Today, what comes next and what waits, wherever the browser is."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from interview.model.decision import Verdict
from interview.model.panel import Role
from interview.model.scorecard import CardState
from interview.storage import Storage
from interview.workflow import conduct, correct, debrief, decide, home, opened, prepare
from interview.workflow.home import Home, Step, Waiting
from interview.workflow.prepare import NewCandidate, NewMember
from tests.interview.workflow.office import ANN, BOB, CAS, DORA, HOME, NINA, NOW, OTTO, Office, bank, wanted


def page(office: Office, viewer: str = ANN, now: datetime = NOW) -> Home:
    who = office.person(viewer)
    return office.look(lambda uow: home.home(uow, who, now, "en"))


def names(talks: Any) -> list[str]:
    return [talk.candidate for talk in talks]


def test_a_talk_as_a_row(office: Office) -> None:
    (talk,) = page(office).today
    card = office.card(ANN, NINA)
    assert (talk.candidate, talk.vacancy, talk.planned_at) == (NINA, "Service desk agent", NOW + timedelta(hours=3))
    assert (talk.card_id, talk.step, talk.position, talk.questions) == (card.id, Step.START, 0, 6)
    assert (talk.guide, talk.guide_version) == (office.vacancy.guide.guide.name.en, 1)
    assert [(mark.initials, mark.name, mark.state) for mark in talk.raters] == [
        ("AW", ANN, CardState.OPEN),
        ("BÖ", BOB, CardState.OPEN),
    ]
    assert talk.sealed == 0


def test_marks_stand_in_the_order_of_names_on_every_row(storage: Storage) -> None:
    office = Office(storage, members=tuple(NewMember(name=name) for name in ("zoë", "Émile", "anna", "Bob")))
    (line,) = page(office, "anna").vacancies
    assert line.candidates == 2
    rows = [*page(office, "anna").today, *page(office, "anna").unplanned]
    assert {tuple(mark.name for mark in talk.raters) for talk in rows} == {("anna", "Bob", "zoë", "Émile")}


def test_the_steps_of_a_rater(office: Office) -> None:
    def step(viewer: str = ANN) -> Step:
        return page(office, viewer).today[0].step

    assert (step(), step(CAS), step(DORA)) == (Step.START, Step.WATCH, Step.WATCH)
    card = office.start(ANN, NINA)
    office.do(card.rater_id, lambda uow: conduct.go_to(uow, card.rater_id, card.id, 2))
    assert (step(), page(office).today[0].position, step(BOB)) == (Step.CONTINUE, 2, Step.START)
    office.fill(card)
    office.submit(card)
    assert (step(), page(office).today[0].sealed) == (Step.SEALED, 1)
    office.release(office.card(BOB, NINA))
    assert (step(BOB), page(office).today[0].sealed) == (Step.WATCH, 2)


def test_what_is_not_planned_or_overdue_is_shown_apart_until_it_is_handed_in(office: Office) -> None:
    assert names(page(office).unplanned) == [OTTO]
    later = NOW + timedelta(days=2)
    assert (names(page(office, now=later).today), names(page(office, now=later).unplanned)) == ([], [NINA, OTTO])
    assert page(office, CAS, later).unplanned == (), "nothing of it is theirs to do"
    office.hold(ANN, NINA)
    assert names(page(office, now=later).unplanned) == [OTTO]
    assert names(page(office, BOB, later).unplanned) == [NINA, OTTO]
    earlier = NOW - timedelta(days=1)
    assert names(page(office, BOB, earlier).unplanned) == [OTTO], "tomorrow's talk is not due"
    office.start(BOB, NINA)
    assert names(page(office, BOB, earlier).unplanned) == [NINA, OTTO], "begun before its day, and to be finished"


# A talk at half past midnight on Tuesday in Amsterdam.
MIDNIGHT = datetime(2026, 3, 3, 0, 30, tzinfo=HOME)


@pytest.mark.parametrize(
    ("now", "today"),
    [
        (datetime(2026, 3, 2, 23, 59, tzinfo=HOME), False),
        (datetime(2026, 3, 3, 0, 0, tzinfo=HOME), True),
        (datetime(2026, 3, 3, 23, 59, tzinfo=HOME), True),
        (datetime(2026, 3, 4, 0, 0, tzinfo=HOME), False),
        (datetime(2026, 3, 2, 0, 1, tzinfo=ZoneInfo("Europe/London")), True),
        (datetime(2026, 3, 3, 0, 1, tzinfo=ZoneInfo("Europe/London")), False),
        (datetime(2026, 3, 2, 15, 0, tzinfo=ZoneInfo("America/Los_Angeles")), True),
        (datetime(2026, 3, 3, 23, 0, tzinfo=ZoneInfo("Pacific/Auckland")), True),
    ],
)
def test_today_is_the_day_where_the_browser_is(storage: Storage, now: datetime, today: bool) -> None:
    office = Office(storage, candidates=(NewCandidate(name=NINA, planned_at=MIDNIGHT),))
    assert names(page(office, now=now).today) == ([NINA] if today else [])


def test_the_days_when_the_clock_is_put_forward_or_back(storage: Storage) -> None:
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
        start = datetime(day.year, day.month, day.day, tzinfo=HOME).astimezone(ZoneInfo("UTC"))
        times = [start - timedelta(minutes=1), start, start + timedelta(hours=hours, minutes=-1)]
        candidates = tuple(NewCandidate(name=f"{day} {n}", planned_at=at) for n, at in enumerate(times))
        with storage.work("ann", NOW) as uow:
            prepare.create_vacancy(uow, wanted(candidates=candidates), bank())
        with storage.reading() as uow:
            ann = next(p.id for p in uow.people.all() if p.name == ANN)
            found = home.home(uow, ann, datetime(day.year, day.month, day.day, 12, tzinfo=HOME), "en")
        assert names(found.today) == [f"{day} 1", f"{day} 2"]


def test_the_next_talk_is_ones_own_and_still_to_be_held(storage: Storage) -> None:
    times = [NOW - timedelta(hours=1), NOW + timedelta(hours=1), NOW + timedelta(days=2)]
    candidates = tuple(NewCandidate(name=f"Nr {n}", planned_at=at) for n, at in enumerate(times))
    office = Office(storage, candidates=candidates)
    assert page(office).next_at == times[1]
    assert page(office, now=times[1]).next_at == times[2]
    assert page(office, now=times[2]).next_at is None
    assert page(office, CAS).next_at is None
    office.release(office.card(ANN, "Nr 1"))
    assert page(office).next_at == times[2]
    assert page(office, BOB).next_at == times[1]


def end(office: Office, rater: str, candidate: str) -> None:
    card = office.start(rater, candidate)
    office.do(card.rater_id, lambda uow: conduct.end(uow, card.rater_id, card.id))


def test_a_card_waits_from_the_end_of_the_talk_until_it_is_handed_in(office: Office) -> None:
    office.start(ANN, NINA)
    assert page(office).waiting == ()
    end(office, ANN, NINA)
    (task,) = page(office).waiting
    assert (task.kind, task.card_id, task.candidates, task.since) == (
        Waiting.SUBMIT,
        office.card(ANN, NINA).id,
        (NINA,),
        NOW.date(),
    )
    assert task.vacancy == "Service desk agent"
    tokyo = NOW.astimezone(ZoneInfo("Pacific/Kiritimati"))
    assert page(office, now=tokyo).waiting[0].since == date(2026, 3, 3)
    end(office, ANN, OTTO)
    assert [(t.candidates, t.since) for t in page(office).waiting] == [((NINA,), NOW.date()), ((OTTO,), None)]
    assert page(office, CAS).waiting == page(office, BOB).waiting == ()
    office.fill(office.card(ANN, NINA))
    office.submit(office.card(ANN, NINA))
    assert [t.candidates for t in page(office).waiting] == [(OTTO,)]


def test_a_debrief_waits_for_who_rated_once_all_cards_of_somebody_are_in(office: Office) -> None:
    office.hold(ANN, NINA)
    assert page(office).waiting == ()
    office.hold(BOB, NINA)
    for viewer in (ANN, BOB):
        (task,) = page(office, viewer).waiting
        assert (task.kind, task.vacancy_id, task.candidates, task.card_id) == (
            Waiting.DEBRIEF,
            office.vacancy.id,
            (NINA,),
            None,
        )
    office.hold(ANN, OTTO)
    office.hold(BOB, OTTO)
    assert page(office).waiting[0].candidates == (NINA, OTTO)
    cas = office.person(CAS)
    office.do(cas, lambda uow: opened.open_for(uow, cas, office.vacancy.id))
    topic = (office.talk(NINA).id, office.questions[0])
    office.do(cas, lambda uow: debrief.show_topic(uow, cas, office.vacancy.id, *topic))
    assert page(office).waiting != (), "it has begun"
    office.do(cas, lambda uow: debrief.close(uow, cas, office.vacancy.id))
    assert page(office).waiting == ()


def test_nobody_meets_alone(storage: Storage) -> None:
    office = Office(storage, members=(NewMember(name=ANN),))
    office.hold(ANN, NINA)
    assert page(office).waiting == ()


def stop(office: Office, candidate_id: str) -> None:
    cas, vacancy_id = office.person(CAS), office.vacancy.id
    office.do(
        cas,
        lambda uow: decide.decide(uow, cas, vacancy_id, candidate_id, verdict=Verdict.WITHDRAWN, reasons=()),
    )


def test_somebody_who_stopped_is_no_longer_waited_for(office: Office) -> None:
    end(office, BOB, NINA)
    (talk,) = page(office).today
    assert len(page(office, BOB).waiting) == 1
    stop(office, talk.candidate_id)
    assert NINA not in names([*page(office).today, *page(office).unplanned])
    assert page(office, BOB).waiting == ()


def test_a_sealed_card_of_somebody_who_stopped_stays_in_sight(office: Office) -> None:
    office.hold(ANN, NINA)
    (talk,) = page(office).today
    stop(office, talk.candidate_id)
    assert [kept.step for kept in page(office).today] == [Step.SEALED]


def test_of_a_closed_vacancy_nothing_is_due(office: Office) -> None:
    office.hold(ANN, NINA)
    office.hold(BOB, NINA)
    ann = office.person(ANN)
    office.do(ann, lambda uow: correct.close_vacancy(uow, ann, office.vacancy.id, NOW.date()))
    found = page(office)
    assert (found.unplanned, found.next_at, found.waiting) == ((), None, ())
    assert found.vacancies[0].closed_on == NOW.date()


def test_a_vacancy_as_a_row(office: Office) -> None:
    (line,) = page(office).vacancies
    assert (line.title, line.department, line.candidates, line.interviewed) == ("Service desk agent", "IT", 2, 0)
    assert (line.panel_differs, line.is_example, line.closed_on) == (False, False, None)
    office.hold(ANN, NINA)
    ann, talk = office.person(ANN), office.talk(OTTO).id
    office.do(ann, lambda uow: prepare.replan(uow, ann, talk, None, (ann,)))
    (line,) = page(office).vacancies
    assert (line.interviewed, line.panel_differs) == (1, True)


def test_only_vacancies_with_a_seat_are_there(office: Office) -> None:
    other = wanted(title="Other", members=(NewMember(name="Eve"), NewMember(name=DORA, roles=frozenset({Role.HR}))))
    office.do("eve", lambda uow: prepare.create_vacancy(uow, other, bank()))
    assert [line.title for line in page(office, ANN).vacancies] == ["Service desk agent"]
    assert {line.title for line in page(office, DORA).vacancies} == {"Service desk agent", "Other"}
    assert {talk.vacancy for talk in page(office, "Eve").today} == {"Other"}
    nobody = office.look(lambda uow: home.home(uow, "nobody", NOW, "en"))
    assert nobody == Home(today=(), unplanned=(), next_at=None, waiting=(), vacancies=(), has_example=False)


@pytest.mark.parametrize("change", [{"restricted": True}, {"erased_at": NOW}])
def test_who_is_restricted_or_erased_is_nowhere(office: Office, change: dict[str, Any]) -> None:
    end(office, ANN, NINA)
    candidate = office.look(lambda uow: uow.candidates.get(office.candidate(NINA)))
    office.do("system", lambda uow: uow.candidates.update(candidate.model_copy(update=change)))
    found = page(office)
    assert (found.today, found.waiting, names(found.unplanned)) == ((), (), [OTTO])
    assert (found.next_at, found.vacancies[0].candidates) == (None, 1)
