"""The led debrief: what is discussed in which order, who speaks first, who may change what, and what is kept."""

from collections.abc import Callable
from typing import Any

import pytest

from interview.errors import InputError, NotAllowed, NotFound, Stale
from interview.model.debrief import Agreed, AgreedKind, Cause
from interview.model.rating import Amendment, Outcome
from interview.storage import Storage
from interview.workflow import debrief, rate
from interview.workflow.debrief import DebriefView, OpenTopic
from tests.interview.workflow import table as t


@pytest.fixture
def at_table(storage: Storage) -> Storage:
    """Everybody differs on three answers, and has opened the debrief."""
    with storage.work("system", t.NOW) as uow:
        t.settle(uow)
    t.open_for_everybody(storage)
    return storage


def view(storage: Storage, viewer: str = t.CAS) -> DebriefView:
    with storage.reading() as uow:
        return debrief.debrief(uow, viewer, t.VACANCY)


def topic(storage: Storage, candidate: str, place: int, viewer: str = t.CAS) -> OpenTopic:
    with storage.reading() as uow:
        return debrief.debrief_topic(uow, viewer, t.VACANCY, t.talk(candidate), t.question(place))


def settle(
    storage: Storage, viewer: str, level: int | None, *, revision: int = 0, kind: AgreedKind = AgreedKind.LEVEL
) -> Agreed:
    with storage.work(viewer, t.NOW) as uow:
        return debrief.settle(
            uow,
            viewer,
            t.VACANCY,
            t.talk(t.NINA),
            t.question(0),
            kind=kind,
            level=level,
            cause=Cause.MISHEARD,
            revision=revision,
        )


def amend(
    storage: Storage, viewer: str, level: int, *, candidate: str = t.NINA, place: int = 0, reason: str = "Misheard."
) -> Amendment:
    with storage.work(viewer, t.NOW) as uow:
        return debrief.amend(
            uow,
            viewer,
            t.VACANCY,
            t.card(viewer, candidate),
            t.question(place),
            outcome=Outcome.LEVEL,
            level=level,
            reason=reason,
        )


def show(storage: Storage, viewer: str = t.CAS, *, end: bool = False) -> None:
    with storage.work(viewer, t.NOW) as uow:
        ids = (None, None) if end else (t.talk(t.NINA), t.question(0))
        debrief.show_topic(uow, viewer, t.VACANCY, *ids)


def close(storage: Storage, viewer: str = t.CAS) -> None:
    with storage.work(viewer, t.NOW) as uow:
        debrief.close(uow, viewer, t.VACANCY)


def version(storage: Storage) -> int:
    with storage.reading() as uow:
        return debrief.version(uow, t.HR, t.VACANCY)


def test_agenda_holds_what_differs_by_two_or_more_the_largest_first(at_table: Storage) -> None:
    seen = view(at_table)
    assert [(one.candidate, one.number, one.apart) for one in seen.agenda] == [
        ("Otto Cohen", 2, 3),
        ("Nina Baker", 1, 2),
    ]
    assert [one.must for one in seen.agenda] == [True, True]
    assert seen.alike == 2 * len(t.guide().guide.question_ids) - 2
    assert (seen.open, seen.sealed) == (2, ())


def test_of_equal_gaps_the_heavier_question_comes_first(storage: Storage) -> None:
    with storage.work("system", t.NOW) as uow:
        t.settle(uow, {(t.NINA, 2): (1, 4, 4), (t.OTTO, 0): (1, 4, 4)})
    t.open_for_everybody(storage)
    first, second = view(storage).agenda
    assert first.weight > second.weight
    assert (first.candidate, second.candidate) == ("Otto Cohen", "Nina Baker")


def test_nothing_to_discuss_when_everybody_is_close(storage: Storage) -> None:
    with storage.work("system", t.NOW) as uow:
        t.settle(uow, {(t.NINA, 0): (3, 4, 4)})
    t.open_for_everybody(storage)
    seen = view(storage)
    assert seen.agenda == ()
    assert (seen.open, seen.alike) == (2, 2 * len(t.guide().guide.question_ids))


@pytest.mark.parametrize("viewer", t.NAMES)
def test_a_candidate_with_a_card_out_is_a_name_and_nothing_more(storage: Storage, viewer: str) -> None:
    with storage.work("system", t.NOW) as uow:
        t.settle(uow, still_open=(t.card(t.ANN, t.OTTO),))
    t.open_for_everybody(storage)
    seen = view(storage, viewer)
    assert [one.candidate for one in seen.agenda] == ["Nina Baker"]
    assert (seen.open, seen.sealed) == (1, ("Otto Cohen",))
    assert seen.alike == len(t.guide().guide.question_ids) - 1
    with pytest.raises(NotFound):
        topic(storage, t.OTTO, 1, viewer)
    assert t.OTTO not in topic(storage, t.NINA, 0, viewer).model_dump_json()


def test_a_page_that_left_no_trace_sees_nothing(storage: Storage) -> None:
    with storage.work("system", t.NOW) as uow:
        t.settle(uow)
    assert view(storage, t.HR).agenda == ()
    assert view(storage, t.HR).open == 0


def test_both_sides_lie_side_by_side_with_their_own_lines(at_table: Storage) -> None:
    low, high = topic(at_table, t.NINA, 0).sides
    assert (low.level, [mark.rater_id for mark in low.marks]) == (2, [t.ANN])
    assert (high.level, [mark.rater_id for mark in high.marks]) == (4, [t.BOB, t.CAS])
    assert [text for _, text in low.evidence] == [t.line(t.ANN, t.NINA, 0)]
    assert [text for _, text in high.evidence] == [t.line(t.BOB, t.NINA, 0), t.line(t.CAS, t.NINA, 0)]


def test_the_least_senior_speaks_first_then_whoever_stands_furthest_off(storage: Storage) -> None:
    with storage.work("system", t.NOW) as uow:
        t.settle(uow, {(t.NINA, 0): (4, 4, 1), (t.OTTO, 1): (1, 4, 4)})
    t.open_for_everybody(storage)

    ann, cas, bob = topic(storage, t.NINA, 0).speakers
    assert [(s.rater_id, s.why) for s in (ann, cas, bob)] == [
        (t.ANN, "least_senior"),
        (t.CAS, "furthest_off"),
        (t.BOB, "then"),
    ]
    assert ann.off is None and bob.off is None
    assert cas.off is not None and cas.off < -2

    first = topic(storage, t.OTTO, 1).speakers[0]
    assert (first.rater_id, first.why) == (t.ANN, "least_senior")
    assert first.off is not None and first.off < -2


@pytest.mark.parametrize("act", [lambda s: settle(s, t.BOB, 3), lambda s: show(s, t.HR), lambda s: close(s, t.ANN)])
def test_only_the_chair_leads_settles_and_closes(at_table: Storage, act: Callable[[Storage], Any]) -> None:
    with pytest.raises(NotAllowed) as refused:
        act(at_table)
    assert refused.value.key == "no_seat"
    assert view(at_table).settled == 0


def test_what_is_agreed_is_kept_in_every_version(at_table: Storage) -> None:
    settle(at_table, t.CAS, 3)
    settle(at_table, t.CAS, None, revision=1, kind=AgreedKind.NO_AGREEMENT)
    found = topic(at_table, t.NINA, 0, t.ANN)
    assert [(one.kind, one.level) for one in found.history] == [
        (AgreedKind.LEVEL, 3),
        (AgreedKind.NO_AGREEMENT, None),
    ]
    assert found.topic.agreed == found.history[-1]
    assert found.history[-1].cause is Cause.MISHEARD
    assert view(at_table).settled == 1


def test_two_chairs_do_not_overwrite_each_other(at_table: Storage) -> None:
    settle(at_table, t.CAS, 3)
    with pytest.raises(Stale):
        settle(at_table, t.CAS, 4)
    assert [one.level for one in topic(at_table, t.NINA, 0).history] == [3]


def test_a_level_has_to_be_chosen(at_table: Storage) -> None:
    with pytest.raises(InputError) as refused:
        settle(at_table, t.CAS, None)
    assert refused.value.field == "level"


def test_settling_leaves_ratings_as_they_were(at_table: Storage) -> None:
    settle(at_table, t.CAS, 1)
    levels = [side.level for side in topic(at_table, t.NINA, 0).sides]
    assert levels == [2, 4]


def test_an_amendment_stands_beside_the_first_rating_with_its_reason(at_table: Storage) -> None:
    amend(at_table, t.BOB, 3, reason="A colleague made the call.")
    mark = next(m for side in topic(at_table, t.NINA, 0).sides for m in side.marks if m.rater_id == t.BOB)
    assert mark.first.level == 4
    assert mark.amended and (mark.amended.level, mark.amended.reason) == (3, "A colleague made the call.")
    assert view(at_table).agenda[1].levels == (2, 4)


def test_a_mark_stays_at_its_first_level_when_it_was_amended(at_table: Storage) -> None:
    before = [(side.level, [mark.rater_id for mark in side.marks]) for side in topic(at_table, t.NINA, 0).sides]
    amend(at_table, t.BOB, 2)
    after = [(side.level, [mark.rater_id for mark in side.marks]) for side in topic(at_table, t.NINA, 0).sides]
    assert before == after == [(2, [t.ANN]), (4, [t.BOB, t.CAS])]


def test_nothing_is_settled_or_amended_while_a_card_is_out(storage: Storage) -> None:
    with storage.work("system", t.NOW) as uow:
        t.settle(uow, still_open=(t.card(t.ANN, t.NINA),))
    t.open_for_everybody(storage)
    with pytest.raises(NotAllowed, match="not_open"):
        settle(storage, t.CAS, 3)
    with pytest.raises(NotAllowed, match="not_open"):
        amend(storage, t.BOB, 3)
    with storage.reading() as uow:
        assert uow.agreed.of_vacancy(t.VACANCY) == ()
        assert uow.amendments.of_card(t.card(t.BOB, t.NINA)) == ()


def test_an_amendment_needs_a_reason_and_ones_own_card(at_table: Storage) -> None:
    with pytest.raises(InputError):
        amend(at_table, t.BOB, 3, reason="  ")
    with at_table.work(t.ANN, t.NOW) as uow, pytest.raises(NotAllowed) as refused:
        debrief.amend(
            uow,
            t.ANN,
            t.VACANCY,
            t.card(t.BOB, t.NINA),
            t.question(0),
            outcome=Outcome.LEVEL,
            level=1,
            reason="Not mine.",
        )
    assert refused.value.key == "not_your_card"


def test_everybody_is_told_how_far_they_moved_and_towards_whom(at_table: Storage) -> None:
    amend(at_table, t.ANN, 3)
    amend(at_table, t.ANN, 4, candidate=t.OTTO, place=1)
    amend(at_table, t.BOB, 3)
    amend(at_table, t.BOB, 4)  # back to where it was: no movement
    ann, bob, cas = view(at_table).movements
    assert (ann.name, ann.changed, ann.up, ann.down, ann.levels) == ("Ann de Wit", 2, 1, 1, 2)
    assert ann.towards == (("Bob Özil", 2), ("Cas Voorzitter", 2))
    assert (bob.changed, bob.levels, bob.towards) == (0, 0, ())
    assert (cas.changed, cas.levels, cas.towards) == (0, 0, ())


def test_a_slip_put_right_before_the_debrief_is_no_movement(at_table: Storage) -> None:
    with at_table.work(t.ANN, t.NOW) as uow:
        card, question = t.card(t.ANN, t.NINA), t.question(0)
        rate.amend(uow, t.ANN, card, question, outcome=Outcome.LEVEL, level=4, reason="Slip.")
    assert {(one.changed, one.levels) for one in view(at_table).movements} == {(0, 0)}


def test_towards_names_only_those_the_new_level_is_nearer_to(at_table: Storage) -> None:
    amend(at_table, t.BOB, 4, candidate=t.OTTO, place=1)  # ann gave 5, cas gave 2
    bob = next(one for one in view(at_table).movements if one.rater_id == t.BOB)
    assert bob.towards == (("Ann de Wit", 1),)


def test_every_change_is_heard_by_the_other_screens(at_table: Storage) -> None:
    assert version(at_table) == 0
    acts: list[Callable[[], object]] = [
        lambda: show(at_table),
        lambda: settle(at_table, t.CAS, 3),
        lambda: amend(at_table, t.ANN, 3),
        lambda: show(at_table, end=True),
        lambda: close(at_table),
        lambda: show(at_table),
    ]
    before = 0
    for act in acts:
        act()
        assert version(at_table) > before
        before = version(at_table)


def test_amending_early_does_not_begin_the_debrief(at_table: Storage) -> None:
    amend(at_table, t.ANN, 3)
    assert view(at_table).state is None


def test_after_the_end_nothing_changes_until_the_chair_opens_it_again(at_table: Storage) -> None:
    show(at_table)
    close(at_table)
    for act in (lambda: settle(at_table, t.CAS, 3), lambda: amend(at_table, t.ANN, 3)):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.key == "debrief_closed"
    show(at_table)
    assert settle(at_table, t.CAS, 3).revision == 1


def test_the_version_is_told_to_nobody_without_a_seat(at_table: Storage) -> None:
    with at_table.reading() as uow, pytest.raises(NotAllowed):
        debrief.version(uow, "stranger", t.VACANCY)


def test_a_debrief_in_which_nothing_was_opened_can_be_ended(at_table: Storage) -> None:
    close(at_table)
    with at_table.reading() as uow:
        state = uow.debriefs.get(t.VACANCY)
    assert state is not None and state.closed_at is not None
