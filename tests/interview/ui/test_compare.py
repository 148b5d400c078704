"""The comparison, the evidence and the decision as pages, run without a browser."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.many import CHAIR, NOW, VACANCY, World, fill
from interview.i18n import words
from interview.model.decision import Verdict
from interview.workflow import compare, decide, opened
from tests.interview.ui.conftest import Rooms, at_page, told

say = words("nl")
CHAIR_NAME, HR_NAME, RATER_NAME = "Sanne Vos", "Hanneke Prins", "Rachid El Amrani"


def visit(rooms: Rooms, page: str = "comparison", person: str = CHAIR_NAME, **ids: str) -> AppTest:
    at = rooms.visitor(person, "nl")
    return at_page(at, page, vacancy=VACANCY, **ids)


def settled(rooms: Rooms, **world: Any) -> None:
    """A vacancy of which the chair opened the totals."""
    fill(rooms.storage, World(**{"candidates": 5, **world}))
    open_totals(rooms, CHAIR)


def open_totals(rooms: Rooms, viewer: str) -> None:
    with rooms.storage.work(viewer, NOW) as work:
        opened.open_for(work, viewer, VACANCY)
        compare.open_totals(work, viewer, VACANCY)


def drawn(at: AppTest) -> dict[str, Any]:
    """What the component on the page was given."""
    for element in at.get("bidi_component"):
        data = json.loads(element.proto.json or "{}")
        if "rows" in data:
            return dict(data)
    raise AssertionError("no rows on the page")


def everything(at: AppTest) -> str:
    return "".join(str(element.proto) for element in at.main if hasattr(element, "proto")) + told(at)


def keys(at: AppTest) -> set[str | None]:
    return {button.key for button in at.button}


def names(rooms: Rooms) -> dict[str, str]:
    with rooms.storage.reading() as work:
        return {candidate.id: candidate.name for candidate in work.candidates.of_vacancy(VACANCY)}


def test_no_score_is_on_the_page_before_the_treatment_was_read(rooms: Rooms) -> None:
    fill(rooms.storage, World(candidates=4))
    at = visit(rooms)
    assert not at.exception
    assert say("compare.gate.title") in told(at)
    assert not at.get("bidi_component") or all("rows" not in e.proto.json for e in at.get("bidi_component"))
    at.button(key="open-totals").click().run()
    open_totals(rooms, "hr")
    with rooms.storage.reading() as work:
        totals = [row.total for row in compare.comparison(work, "hr", VACANCY).rows]
    found = drawn(at)
    assert [row["figure"] for row in found["rows"]] == [f"{total:.1f}".replace(".", ",") for total in totals if total]
    assert say("compare.strip.title") in told(at)


def test_a_sealed_vacancy_says_so_and_names_nobody_s_figures(rooms: Rooms) -> None:
    fill(rooms.storage, World(candidates=3, sealed=3))
    at = visit(rooms)
    assert say("compare.sealed.text") in told(at)
    assert "open-totals" not in keys(at)


def test_choosing_a_candidate_shows_the_step_from_raw_to_corrected(rooms: Rooms) -> None:
    settled(rooms)
    at = visit(rooms, candidate="candidate-3")
    name = names(rooms)["candidate-3"]
    assert drawn(at)["chosen"] == "candidate-3"
    assert say("compare.step.title", name=name) in told(at)
    assert say("compare.stable.title") in told(at)


def test_the_figures_of_the_steps_add_up_as_printed(rooms: Rooms) -> None:
    from interview.ui.widgets.compare_text import Figures
    from interview.ui.widgets.compare_under import waterfall_steps

    settled(rooms, candidates=8)
    with rooms.storage.reading() as work:
        rows = compare.comparison(work, CHAIR, VACANCY).rows
    for row in rows:
        assert row.steps is not None
        first, *between, last = waterfall_steps(row.steps, Figures(say, "nl"))
        total = first.start + sum(round(step.end - step.start, 2) for step in between)
        assert round(total, 2) == last.start == round(row.steps.score, 2)


def test_hidden_names_are_nowhere_on_the_page(rooms: Rooms) -> None:
    settled(rooms)
    at = visit(rooms)
    at.toggle[0].set_value(True).run()
    page = everything(at) + json.dumps(drawn(at))
    assert not [name for name in names(rooms).values() if name in page]
    numbers = compare.blind_numbers(CHAIR, names(rooms))
    found = {row["id"]: row["name"] for row in drawn(at)["rows"]}
    assert found == {id: say("compare.number", n=number) for id, number in numbers.items()}


@pytest.mark.parametrize(("order", "key"), [("name", "name"), ("number", "id")])
def test_rows_can_be_sorted(rooms: Rooms, order: str, key: str) -> None:
    settled(rooms)
    at = visit(rooms)
    at.selectbox(key=f"compare-sort-{VACANCY}").set_value(order).run()
    rows = [row[key] for row in drawn(at)["rows"]]
    assert rows == sorted(rows)
    assert all(not block["brackets"] for block in drawn(at)["blocks"])


def test_many_candidates_stand_small_beside_a_window(rooms: Rooms) -> None:
    settled(rooms, candidates=20, notes=False)
    data = drawn(visit(rooms))
    assert (data["window"], len(data["rows"])) == (13, 20)
    places = [place for first, last, *_ in data["groups"] for place in range(first, last + 1)]
    assert places == list(range(20))
    assert data["run"] is not None and data["run"][0] == 0


def test_panels_without_a_common_rater_stand_in_blocks(rooms: Rooms) -> None:
    settled(rooms, candidates=8, raters=6, parts=2)
    at = visit(rooms)
    blocks = drawn(at)["blocks"]
    assert [(block["from"], block["to"]) for block in blocks] == [(0, 3), (4, 7)]
    assert all(block["title"] for block in blocks)
    assert say("compare.parts") in told(at)


def test_one_rater_draws_open_dots_and_says_why(rooms: Rooms) -> None:
    settled(rooms, candidates=3, raters=1, panel=(1, 1))
    at = visit(rooms)
    assert all(row["hollow"] for row in drawn(at)["rows"])
    assert say("compare.one_rater") in told(at)


def test_what_is_missing_is_said_in_words(rooms: Rooms) -> None:
    settled(rooms, candidates=8, no_evidence=0.55, seed=3)
    rows = drawn(visit(rooms))["rows"]
    gaps = [row for row in rows if row["note"]]
    assert gaps and all(row["figure"] == "" and row["hollow"] for row in gaps)
    empty = [cell for row in gaps for cell in row["cells"] if cell[1] is None]
    assert empty and all(cell[0] == say("compare.no_evidence") for cell in empty)


def test_only_chair_and_hr_find_the_export(rooms: Rooms) -> None:
    settled(rooms)
    open_totals(rooms, "rater-2")
    assert visit(rooms).get("menu_button")
    assert not visit(rooms, person=RATER_NAME).get("menu_button")


def test_the_evidence_shows_every_raters_lines(rooms: Rooms) -> None:
    settled(rooms)
    at = visit(rooms, "evidence", candidate="candidate-2")
    page = told(at)
    assert not at.exception
    assert names(rooms)["candidate-2"] in page
    assert "Belde zelf terug en legde uit waarom (2, " in page
    assert "dv-carries" in page
    assert len(drawn(at)["rows"]) == 3


def test_the_decision_waits_for_the_totals(rooms: Rooms) -> None:
    fill(rooms.storage, World(candidates=3))
    at = visit(rooms, "decision")
    assert say("decision.shut") in told(at)
    assert "record-decision" not in keys(at)


def order(rooms: Rooms) -> list[str]:
    with rooms.storage.reading() as work:
        return [row.candidate_id for row in compare.comparison(work, CHAIR, VACANCY).rows]


def test_nothing_is_preselected_and_a_decision_without_verdict_is_not_recorded(rooms: Rooms) -> None:
    settled(rooms)
    at = visit(rooms, "decision")
    first = order(rooms)[0]
    assert at.button_group(key=f"verdict-{first}-0").value in (None, [])
    at.button(key="record-decision").click().run()
    assert say("errors.choose_verdict") in told(at)
    with rooms.storage.reading() as work:
        assert work.decisions.of_vacancy(VACANCY) == ()


def test_hiring_against_the_order_asks_for_a_reason_and_is_then_recorded(rooms: Rooms) -> None:
    settled(rooms)
    third = order(rooms)[2]
    at = visit(rooms, "decision", candidate=third)
    at.button_group(key=f"verdict-{third}-0").set_value(Verdict.HIRE).run()
    assert say("decision.departs.title") in told(at)
    reasons = [area for area in at.text_area if area.key and area.key.startswith("reason-")]
    reasons[0].set_value("Zei nee en bood een alternatief.").run()
    at.button(key="record-decision").click().run()
    assert say("errors.departure_needs_reason") in told(at)
    at.text_area(key=f"departs-{third}-0").set_value("Sterkste in nee zeggen, vraag 3.").run()
    at.button(key="record-decision").click().run()
    assert say("decision.recorded", name=names(rooms)[third]) in told(at)
    with rooms.storage.reading() as work:
        (kept,) = work.decisions.of_vacancy(VACANCY)
    assert (kept.verdict, kept.departure_reason) == (Verdict.HIRE, "Sterkste in nee zeggen, vraag 3.")
    assert kept.reasons[0].question_id


def test_a_rater_reads_the_decision_and_can_not_make_it(rooms: Rooms) -> None:
    settled(rooms)
    open_totals(rooms, "rater-2")
    at = visit(rooms, "decision", person=RATER_NAME)
    assert say("decision.read_only") in told(at)
    assert not at.text_area


def test_an_earlier_version_is_computed_again_on_request(rooms: Rooms) -> None:
    settled(rooms)
    first = order(rooms)[0]
    with rooms.storage.work(CHAIR, NOW) as work:
        kept = decide.decide(work, CHAIR, VACANCY, first, verdict=Verdict.WITHDRAWN, reasons=())
    at = visit(rooms, "decision", candidate=first)
    at.button(key=f"check-{kept.id}").click().run()
    assert say("decision.check.same", n=1) in told(at)
