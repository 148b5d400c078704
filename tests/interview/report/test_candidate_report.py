"""The candidate report, looked at from outside; and the looking itself, on reports spoiled on purpose."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from interview.i18n import text
from interview.model.decision import Verdict
from interview.model.dossier import Decision, DecisionReason, Dossier
from interview.model.language import LANGUAGES, Language
from interview.report.documents.candidate_report import build
from interview.report.drawing.sheet import Sheet
from tests.interview.report import checks
from tests.interview.report.dossiers import answer, dossier, panel_dossier

SAMPLES: dict[str, Callable[[Language], Dossier]] = {
    "one interviewer": lambda language: dossier(language),
    "incomplete": lambda language: dossier(language, complete=False),
    "panel": lambda language: panel_dossier(language),
    "twenty questions": lambda language: panel_dossier(language, questions=20),
}


def strings(value: object) -> Iterator[str]:
    """Every text of a dossier that is on paper: all but ids, keys and codes."""
    hidden = {
        "id",
        "rater_id",
        "evidence",
        "guide_fingerprint",
        "confidentiality",
        "language",
        "variant",
        "outcome",
        "part",
    }
    hidden |= {"first_outcome", "missing", "standing", "verdict", "by_rater"}
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in hidden:
                yield from strings(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str) and value:
        yield value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_report_is_sound_in_structure_tags_layout_and_holds_every_text(name: str, language: Language) -> None:
    sample = SAMPLES[name](language)
    data = build(sample, language)
    assert checks.structure(data) == []
    assert checks.tags(data) == []
    assert checks.layout(data) == []
    assert checks.content(data, strings(sample.model_dump())) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_of_files_for_the_blind_finds_nothing_to_warn_about(language: Language, tmp_path: Path) -> None:
    # Not among the test dependencies: it brings PyMuPDF, which is AGPL. Who has it installed, runs this too.
    main: Any = pytest.importorskip("outloud.cli", reason="outloud is not installed (it needs PyMuPDF, AGPL)").main
    for name, make in SAMPLES.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(build(make(language), language))
    paths = [str(path) for path in sorted(tmp_path.glob("*.pdf"))]
    with pytest.raises(SystemExit) as ended:
        main(["--fail-on", "warning", "-q", *paths])
    assert ended.value.code == 0


def test_equal_dossiers_give_equal_bytes() -> None:
    assert build(panel_dossier("nl"), "nl") == build(panel_dossier("nl"), "nl")


def test_a_report_without_a_decision_names_what_is_missing_and_gives_no_verdict() -> None:
    words = checks.squeezed(checks.words_of(build(dossier("en", complete=False), "en")))
    assert checks.squeezed("Incomplete") in words
    assert checks.squeezed("a competency is missing: Saying no (no evidence).") in words
    assert checks.squeezed("No decision has been recorded yet.") in words
    for verdict in Verdict:
        assert checks.squeezed(text("en", f"decision.verdict.{verdict.value}")) not in words


def first_and_last(sample: Dossier, language: Language = "en") -> tuple[str, str]:
    """The words of page one and of the last page."""
    first, *_, last = checks.words_of(build(sample, language)).split("\n")
    return checks.squeezed(first), checks.squeezed(last)


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_is_shown_large_with_its_reasons_and_whoever_recorded_it(
    verdict: Verdict, language: Language
) -> None:
    sample = panel_dossier(language)
    assert sample.decision is not None
    sample = sample.model_copy(update={"decision": sample.decision.model_copy(update={"verdict": verdict})})
    data = build(sample, language)
    assert checks.structure(data) == checks.tags(data) == checks.layout(data) == []
    first, last = first_and_last(sample, language)
    word = text(language, f"decision.verdict.{verdict.value}")
    why = checks.squeezed("Clear of the required level, also when it was not her case.")
    departure = checks.squeezed("Stronger on the competency that the team lacks.")
    assert all(checks.squeezed(shown) in first for shown in (word, "Marieke de Vries", "2026")) and why in first
    assert all(shown in last for shown in (checks.squeezed(word), why, departure))
    assert departure not in first


def test_reasons_too_long_for_page_one_stand_in_full_at_the_end() -> None:
    sample = panel_dossier("en")
    reasons = tuple(DecisionReason(competency=f"Competency {n}", text=f"{n} heard it. " * 90) for n in range(6))
    decision = Decision(verdict=Verdict.NOT_NOW, reasons=reasons, by="Lin Huang", on=sample.prepared_on)
    sample = sample.model_copy(update={"decision": decision})
    data = build(sample, "en")
    assert checks.structure(data) == checks.tags(data) == checks.layout(data) == []
    assert checks.content(data, [one.text for one in reasons]) == []
    first, _ = first_and_last(sample)
    assert checks.squeezed("Not now") in first and checks.squeezed("Competencies") in first


def test_a_withdrawn_candidate_needs_no_reasons() -> None:
    decision = Decision(verdict=Verdict.WITHDRAWN, by="Lin Huang", on=dossier("en").prepared_on)
    first, _ = first_and_last(dossier("en").model_copy(update={"decision": decision}))
    assert checks.squeezed("Withdrawn") in first and checks.squeezed("Recorded without reasons.") in first


@pytest.mark.parametrize(
    ("language", "hint", "told"),
    [
        (
            "en",
            "The panel went on without Fatima El Idrissi",
            "Without Fatima El Idrissi, released by Marieke de Vries",
        ),
        ("nl", "Het panel ging verder zonder Fatima El", "Zonder Fatima El Idrissi, vrijgegeven door Marieke"),
    ],
)
def test_who_was_released_stands_on_the_first_and_the_last_page(language: Language, hint: str, told: str) -> None:
    first, last = first_and_last(panel_dossier(language).model_copy(update={"decision": None}), language)
    assert checks.squeezed(hint) in first
    assert checks.squeezed(told) in last and checks.squeezed("Ill since the day of the talk.") in last
    with_decision, _ = first_and_last(panel_dossier(language), language)
    assert checks.squeezed(text(language, "report.form.released", n=1)) in with_decision
    without, _ = first_and_last(dossier(language), language)
    assert checks.squeezed(text(language, "report.form.released", n=1)) not in without


def test_a_corrected_score_is_called_so_and_stands_beside_the_mean() -> None:
    first, last = first_and_last(panel_dossier("en"))
    assert checks.squeezed("corrected 4.3 (3.9–4.8)") in first
    assert checks.squeezed("4.1 Overall mean 4.0 Corrected score 3.7–4.5 90% interval") in first
    assert checks.squeezed("The corrected score stands beside the plain mean") in last
    first, last = first_and_last(dossier("en"))
    assert "corrected" not in (first + last).lower()


def test_the_level_agreed_on_is_marked() -> None:
    shown = checks.squeezed(checks.words_of(build(panel_dossier("en"), "en")))
    assert checks.squeezed("4 panel") in shown
    assert checks.squeezed("4 panel") not in checks.squeezed(checks.words_of(build(dossier("en"), "en")))


def test_means_are_rounded_half_up_as_on_the_screen() -> None:
    sample = dossier("nl").model_copy(update={"overall": 3.25})
    assert "3,3" in checks.words_of(build(sample, "nl"))


def test_a_line_the_rating_rests_on_is_announced_to_those_who_cannot_see_the_bar() -> None:
    words = checks.squeezed(checks.words_of(build(dossier("en"), "en")))
    assert checks.squeezed("Carries the rating: Sent the file to another floor") in words


def test_what_was_amended_keeps_both_levels() -> None:
    words = checks.squeezed(checks.words_of(build(panel_dossier("en"), "en")))
    assert checks.squeezed("After submitting: first level 3, now level 4. Misread the anchor of level 4.") in words


def test_notes_in_another_language_than_the_document_say_so() -> None:
    with pikepdf.open(io.BytesIO(build(dossier("nl"), "en"))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        spoken = {
            str(thing.get("/Lang"))
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Lang" in thing
        }
    assert spoken == {"en-GB", "nl-NL"}


def test_an_open_vacancy_has_no_date_to_delete_by_and_the_foot_says_why() -> None:
    words = checks.words_of(build(dossier("en").model_copy(update={"delete_by": None}), "en"))
    assert "To be deleted once the vacancy has closed" in words


def test_the_outline_leads_to_every_question() -> None:
    with pikepdf.open(io.BytesIO(build(dossier("en"), "en"))) as pdf, pdf.open_outline() as outline:
        top = outline.root[0]
        titles = [entry.title for entry in top.children]
        assert top.title == "Amélie Van den Broeck"
        assert titles[:2] == ["Competencies", "Evidence by question"]
        assert len(top.children[1].children) == 6


@pytest.mark.parametrize(
    "note", ["x" * 20_000, "word " * 4_000, "line\n" * 300, "日本語のテキスト。" * 700], ids=str.__len__
)
def test_a_note_longer_than_a_page_goes_on_on_the_next(note: str) -> None:
    sample = dossier("en")
    first = answer("en", 1, "p1", 4)
    long = first.notes[0].model_copy(update={"text": note})
    changed = first.model_copy(update={"notes": (long, *first.notes[1:]), "evidence": (long.id,)})
    question = sample.questions[0].model_copy(update={"answers": (changed,)})
    data = build(sample.model_copy(update={"questions": (question, *sample.questions[1:])}), "en")
    assert checks.structure(data) == checks.tags(data) == checks.layout(data) == []
    assert checks.content(data, [note]) == []


def test_another_reader_sees_the_same_words() -> None:
    with pdfplumber.open(io.BytesIO(build(dossier("nl"), "nl"))) as pdf:
        first, last = pdf.pages[0].extract_text(), pdf.pages[-1].extract_text()
    assert "Amélie Van den Broeck" in first
    assert "Verwijderen uiterlijk 12 juni 2026" in first
    assert f"Pagina {len(pdf.pages)} van {len(pdf.pages)}" in last


# The looking itself: each check must see the fault it is there for.


def test_layout_sees_a_label_moved_over_its_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Sheet.right

    def moved(self: Sheet, node: Any, line: Any, style: Any, x: float, y: float) -> None:
        right(self, node, line, style, x - 80, y)

    monkeypatch.setattr(Sheet, "right", moved)
    assert checks.layout(build(panel_dossier("en"), "en"))


def test_layout_sees_lines_a_quarter_too_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    from interview.report.drawing import setting

    true = setting.broken
    monkeypatch.setattr(setting, "broken", lambda words, limit, measure: true(words, limit * 1.25, measure))
    assert checks.layout(build(dossier("en"), "en"))


def test_content_sees_one_wrong_letter() -> None:
    sample = dossier("en")
    data = build(sample.model_copy(update={"candidate_name": "Amelie Van den Broeck"}), "en")
    assert checks.content(data, [sample.candidate_name])


def test_tags_see_a_line_drawn_outside_any_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    def bare(self: Sheet, shown: str, kind: str = "/Layout") -> None:
        self.pages[self.page].append(shown)

    monkeypatch.setattr(Sheet, "_artifact", bare)
    assert checks.tags(build(dossier("en"), "en"))


def test_tags_see_a_glyph_that_no_font_has(monkeypatch: pytest.MonkeyPatch) -> None:
    from interview.report.drawing import faces

    monkeypatch.setattr(faces.Numbers, "__getitem__", lambda self, char: 0)
    assert any("no font has" in finding for finding in checks.tags(build(dossier("en"), "en")))


def test_structure_sees_an_action() -> None:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(build(dossier("en"), "en"))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.save(changed)
    assert {"holds /OpenAction", "holds /JS"} <= set(checks.structure(changed.getvalue()))
