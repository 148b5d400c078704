"""Nothing about a card leaks: every state of a small world, every viewer, every read, in two worlds that differ only in
one rater's notes, levels and treatment. And nobody starts a card after having been shown another's.

The oracle knows the rules in its own words; it does not import the predicate.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from interview.errors import DoorvraagError
from interview.model.panel import CardFacts, Role, SealRule, Seat
from interview.model.scorecard import CardState
from interview.storage import UnitOfWork
from interview.workflow import access, compare, conduct, opened, panel, prepare
from tests.interview.workflow.sealed import world as w


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    file = w.build(tmp_path_factory.mktemp("sealed") / "data")
    with w.engine_of(file).connect() as opened_:
        opened_.begin()
        yield opened_


def may_know(viewer: str, victim: str, states: dict[str, str], rule: SealRule) -> bool:
    """Whether `viewer` may know what is on `victim`'s card for candidate one, told from the rules as written."""
    if viewer == victim:
        return True
    if states[victim] != "submitted" or viewer == w.OUTSIDER:
        return False
    everybody_in = all(state in ("submitted", "released") for state in states.values())
    if viewer in states and states[viewer] != "released":
        return states[viewer] == "submitted" and (everybody_in or rule is SealRule.OWN_IN)
    return everybody_in


def leaks(connection: Connection, situations: Iterator[tuple[dict[str, str], SealRule]]) -> list[str]:
    """Every read that tells a viewer about a card they may not know, or were not recorded to have been shown."""
    found = []
    for states, rule in situations:
        for victim in (w.ANN, w.BOB):
            if states[victim] == "new":
                continue
            here, there = (_answers(connection, states, rule, victim, level) for level in (2, 4))
            for (viewer, read, recorded), told in here.items():
                allowed = may_know(viewer, victim, states, rule) and (recorded or viewer == victim)
                if told != there[viewer, read, recorded] and not allowed:
                    found.append(f"{viewer} learns of {victim} by {read}, {states}, {rule}, recorded={recorded}")
    return found


ONE_STEP = {f"report {candidate}" for candidate in w.CANDIDATES}
Answers = dict[tuple[str, str, bool], str]


def _answers(connection: Connection, states: dict[str, str], rule: SealRule, victim: str, level: int) -> Answers:
    told: Answers = {}
    with w.world(connection) as uow:
        w.set_rule(connection, rule)
        for rater, state in states.items():
            w.put(uow, rater, "one", state, level if rater == victim else 3)
        w.put(uow, w.ANN, "two", "submitted", 3)
        w.put(uow, w.BOB, "two", "started", 3)
        compare_openings(uow)
        for viewer in w.VIEWERS:
            told |= {(viewer, name, False): w.answer(read, uow, viewer) for name, read in w.reads().items()}
            for name, read in w.reports().items():
                with w.world(connection, viewer) as theirs:
                    # A report records in the same transaction that it shows; a table needs the trace before.
                    told[viewer, name, name in ONE_STEP] = w.answer(read, theirs, viewer)
            with w.world(connection, viewer) as theirs:
                if viewer == w.OUTSIDER or not opened.to_be_shown(theirs, viewer, w.VACANCY):
                    continue  # nothing would be recorded, so the answers are those above
                opened.open_for(theirs, viewer, w.VACANCY)
                told |= {(viewer, name, True): w.answer(read, theirs, viewer) for name, read in w.reads().items()}
    return told


def compare_openings(uow: UnitOfWork) -> None:
    """Everybody with a seat has opened the totals, so that nothing hides behind that gate."""
    for viewer in w.VIEWERS:
        if viewer != w.OUTSIDER:
            compare.open_totals(UnitOfWork(uow._connection, viewer, w.NOW), viewer, w.VACANCY)


def test_no_read_tells_anybody_about_a_sealed_card(connection: Connection) -> None:
    assert leaks(connection, w.situations()) == []


def _sees_submitted(viewer_id: str, card: CardFacts) -> bool:
    return viewer_id == card.owner_id or (card.owner_submitted and bool(card.viewer_roles))


def _hr_sees_all(viewer_id: str, card: CardFacts) -> bool:
    return viewer_id == card.owner_id or Role.HR in card.viewer_roles


def _chair_before_all_are_in(viewer_id: str, card: CardFacts) -> bool:
    return viewer_id == card.owner_id or (
        card.owner_submitted and (Role.CHAIR in card.viewer_roles or card.all_submitted) and bool(card.viewer_roles)
    )


@pytest.mark.parametrize("planted", [_sees_submitted, _hr_sees_all, _chair_before_all_are_in])
def test_the_search_finds_a_planted_leak(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, planted: Callable[[str, CardFacts], bool]
) -> None:
    monkeypatch.setattr(access, "may_see", planted)
    half_way = {w.ANN: "started", w.BOB: "submitted"}
    assert leaks(connection, iter([(half_way, SealRule.ALL_IN)]))


def test_the_search_finds_a_page_that_shows_without_a_trace(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Everything:
        def __contains__(self, _: object) -> bool:
            return True

    monkeypatch.setattr(opened, "shown_to", lambda *_: Everything())
    both_in = {w.ANN: "submitted", w.BOB: "submitted"}
    assert leaks(connection, iter([(both_in, SealRule.ALL_IN)]))


# The second search: what people can do, one after another, and whether anybody ends up rating after having seen.

Step = tuple[str, Callable[[UnitOfWork], object]]


def _steps() -> list[Step]:
    steps: list[Step] = []
    for person in (w.ANN, w.BOB, w.CHAIR):
        steps += _steps_of(person)
    for raters in ((w.ANN, w.BOB), (w.ANN,), (w.BOB,), (w.ANN, w.BOB, w.CHAIR)):
        steps.append((f"plan {raters}", _plan(raters)))
    return [*steps, ("seat the chair", _seat), ("release ann", _release(w.ANN)), ("release bob", _release(w.BOB))]


def _steps_of(person: str) -> list[Step]:
    return [
        (f"{person} starts", lambda u: _start(u, person)),
        (f"{person} hands in", lambda u: _hand_in(u, person)),
        (f"{person} looks", lambda u: opened.open_for(_as(u, person), person, w.VACANCY)),
    ]


def _plan(raters: tuple[str, ...]) -> Callable[[UnitOfWork], object]:
    return lambda u: prepare.replan(u, w.CHAIR, "talk-one", w.NOW, raters)


def _release(rater: str) -> Callable[[UnitOfWork], object]:
    return lambda u: panel.release(u, w.CHAIR, w.VACANCY, (w.card_id(rater, "one"),), "ill")


def _as(uow: UnitOfWork, person: str) -> UnitOfWork:
    return UnitOfWork(uow._connection, person, uow.now)


def _card(uow: UnitOfWork, person: str) -> str:
    return next(card.id for card in uow.scorecards.of_interview("talk-one") if card.rater_id == person)


def _start(uow: UnitOfWork, person: str) -> None:
    conduct.start(_as(uow, person), person, _card(uow, person))


def _hand_in(uow: UnitOfWork, person: str) -> None:
    card = uow.scorecards.get(_card(uow, person))
    if card.started_at is None or card.state is not CardState.OPEN:
        raise StopIteration
    uow.scorecards.update(card.model_copy(update={"state": CardState.SUBMITTED, "submitted_at": uow.now}))


def _seat(uow: UnitOfWork) -> None:
    if Role.INTERVIEWER in access.roles(uow, w.VACANCY, w.CHAIR):
        raise StopIteration
    uow.seats.add(Seat(vacancy_id=w.VACANCY, person_id=w.CHAIR, role=Role.INTERVIEWER))


def _state(uow: UnitOfWork) -> tuple[object, ...]:
    cards = tuple(
        sorted((c.rater_id, c.state, c.started_at is not None) for c in uow.scorecards.of_interview("talk-one"))
    )
    shown = tuple(sorted((v, d.card_id) for v in w.VIEWERS for d in uow.disclosures.of_viewer(v)))
    return cards, shown, access.roles(uow, w.VACANCY, w.CHAIR)


def started_after_seeing(connection: Connection, depth: int, *, first_only: bool = False) -> list[str]:
    """Every way, up to `depth` steps, in which somebody starts a card for a candidate they were shown a card of."""
    found: list[str] = []
    seen: dict[tuple[object, ...], int] = {}
    steps = _steps()

    def walk(path: tuple[str, ...]) -> None:
        with w.world(connection) as uow:
            state = _state(uow)
        if seen.get(state, -1) >= depth - len(path):
            return
        seen[state] = depth - len(path)
        if len(path) == depth or (found and first_only):
            return
        for name, step in steps:
            now = w.NOW + timedelta(minutes=len(path) + 1)
            with w.world(connection, "system", now) as uow:
                try:
                    step(uow)
                except (DoorvraagError, StopIteration):
                    continue
                found.extend(f"{' > '.join((*path, name))}: {who}" for who in _rated_knowing(uow))
                walk((*path, name))

    walk(())
    return found


def _rated_knowing(uow: UnitOfWork) -> Iterator[str]:
    for card in uow.scorecards.of_interview("talk-one"):
        for shown in uow.disclosures.of_viewer(card.rater_id):
            if card.started_at is not None and shown.candidate_id == "one" and card.started_at > shown.shown_at:
                yield card.rater_id


def test_nobody_starts_a_card_after_having_been_shown_one(connection: Connection) -> None:
    assert started_after_seeing(connection, depth=6) == []


def test_the_walk_finds_the_hole_when_the_rule_is_taken_out(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conduct, "may_start", lambda *_: True)
    monkeypatch.setattr(prepare, "may_start", lambda *_: True)
    assert started_after_seeing(connection, depth=6, first_only=True)
