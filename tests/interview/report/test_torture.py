"""Names and notes nobody expects. Every report is made, nothing leaves the margins, nothing is interpreted."""

import io
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview.model.dossier import Dossier, NoteLine
from interview.report.documents.candidate_report import build
from interview.report.drawing import embedding
from interview.report.drawing.clean import LIMIT, MARKS_IN_A_ROW, clean, is_mark
from interview.report.drawing.embedding import program
from interview.report.drawing.faces import FALLBACKS, face
from interview.report.drawing.setting import Setter
from interview.report.drawing.styles import EVIDENCE, NAME
from tests.interview.report import checks
from tests.interview.report.dossiers import dossier, panel_dossier

NAMES = {
    "empty": "",
    "Arabic": "محمد بن سلمان",
    "Arabic and Latin": "محمد, Samuel Okafor",
    "Hebrew": "יוסף בן־דוד",
    "Hindi": "प्रियंका चोपड़ा",
    "Bengali": "রবীন্দ্রনাথ ঠাকুর",
    "Tamil": "சுந்தர் பிச்சை",
    "Telugu": "సత్య నాదెళ్ల",
    "Thai": "สมชาย ใจดี",
    "Khmer": "សុខ សាន្ត",
    "Burmese": "အောင်ဆန်း",
    "Armenian": "Արամ Խաչատրյան",
    "Georgian": "შოთა რუსთაველი",
    "Amharic": "አበበ በቂላ",
    "Han": "王小明",
    "kana": "たなか さくら、タナカ",
    "Hangul": "김하늘",
    "Cyrillic": "Фёдор Достоевский",
    "Greek": "Ελένη Παπαδοπούλου",
    "Vietnamese": "Nguyễn Thị Mỹ Linh",
    "emoji": "Sam 👩‍👩‍👧‍👦 🇳🇱 🧑🏽‍💻 ❤️",
    "zalgo": "Z" + "\u0335\u0321\u031b\u0334\u0328" * 8 + "algo",
    "lone surrogate": "A\ud800B\udfffC",
    "controls": "A\x00B\x1b[31mC\x07D\u2028E",
    "turned around": "abc\u202egnp.exe",
    "private and none": "\ue000\uf8ff\uffff\U000f0000",
    "mathematical": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ﬁ ①",
    "markup": '<img src="/dev/zero"><b>R&D < sales</b> **bold** $\\frac{1}{2}$ [x](javascript:1)',
    "operators": ") Tj ET EMC Q (",
    "no space": "W" * 400,
    "many words": "van der " * 60,
    "marks first": "\u0301\u0302abc",
    "joiners only": "\u200d\ufe0f\u200b",
}


def everywhere(name: str) -> Dossier:
    """The name in every slot there is."""
    sample = panel_dossier("en")
    question = sample.questions[0]
    first = question.answers[0].model_copy(
        update={"notes": tuple(NoteLine(id=str(place), part=part, text=name) for place, part in enumerate("STAR"))}
    )
    first = first.model_copy(update={"evidence": ("1", "2"), "probes": (name, name), "reason": name})
    changed = question.model_copy(
        update={
            "text": name,
            "competency": name,
            "anchors": (name,) * 5,
            "answers": (first, *question.answers[1:]),
        }
    )
    assert sample.decision is not None
    return sample.model_copy(
        update={
            "candidate_name": name,
            "vacancy_title": name,
            "department": name,
            "report_number": name,
            "prepared_by": name,
            "guide_title": name,
            "panel": tuple(member.model_copy(update={"name": name, "seat": name}) for member in sample.panel),
            "competencies": tuple(line.model_copy(update={"name": name}) for line in sample.competencies),
            "questions": (changed, *sample.questions[1:]),
            "released": tuple(line.model_copy(update={"rater": name, "reason": name}) for line in sample.released),
            "decision": sample.decision.model_copy(
                update={
                    "reasons": tuple(
                        one.model_copy(update={"competency": name, "text": name}) for one in sample.decision.reasons
                    ),
                    "departure": name,
                    "by": name,
                }
            ),
        }
    )


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_any_name_in_every_slot_makes_a_sound_report(name: str) -> None:
    data = build(everywhere(name), "en")
    assert checks.structure(data) == []
    assert checks.tags(data) == []
    assert [finding for finding in checks.layout(data) if "margins" in finding or "foot" in finding] == []


def test_no_picture_link_or_script_comes_from_markup() -> None:
    with pikepdf.open(io.BytesIO(build(everywhere(NAMES["markup"]), "en"))) as pdf:
        assert not any(page.get_images() for page in pdf.pages)
        assert all("/A" not in note for page in pdf.pages for note in page.get("/Annots", []))


def test_what_reads_right_to_left_is_heard_in_the_order_it_was_typed() -> None:
    data = build(everywhere(NAMES["Arabic and Latin"]), "en")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spoken = {
            str(operands[1]["/ActualText"])
            for operands, operator in checks.marks_of(pdf.pages[0])
            if operator == "BDC" and "/ActualText" in operands[1]
        }
    assert NAMES["Arabic and Latin"] in {words.strip() for words in spoken}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("tab\there", "tab here"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("\ud83d\ude00", "\U0001f600"),
        ("\ud83d", "\ufffd"),
        ("e\u0301", "é"),
        ("\ue000", "\ufffd"),
        ("\ufeffx\x00y\x1bz", "xyz"),
    ],
)
def test_cleaning(typed: str, shown: str) -> None:
    assert clean(typed) == shown


def test_cleaning_caps_length_and_marks() -> None:
    assert len(clean("x" * (LIMIT + 5))) == LIMIT
    assert clean("x" * (LIMIT + 5)).endswith("…")
    assert sum(map(is_mark, clean("a" + "\u0335" * 50))) == MARKS_IN_A_ROW


def test_more_characters_than_one_font_of_the_file_holds_are_all_there() -> None:
    # ReportLab cuts a font at 256 characters; the notes' own face and a fallback face both run over here.
    letters = "".join(map(chr, [*range(0xC0, 0x250), *range(0x48A, 0x500)]))
    ideographs = "".join(map(chr, range(0x4E00, 0x4E00 + 700)))
    text = " ".join(textwrap.wrap(letters, 8)) + " " + ideographs
    sample = dossier("en")
    first = sample.questions[0].answers[0]
    long = first.notes[0].model_copy(update={"text": text})
    answered = first.model_copy(update={"notes": (long, *first.notes[1:])})
    question = sample.questions[0].model_copy(update={"answers": (answered,)})
    data = build(sample.model_copy(update={"questions": (question, *sample.questions[1:])}), "en")
    assert checks.structure(data) == checks.tags(data) == checks.layout(data) == []
    assert checks.content(data, [text]) == []


def test_reports_made_at_the_same_time_are_those_made_one_by_one() -> None:
    samples = [everywhere(NAMES[name]) for name in ("Arabic", "Hindi", "emoji", "Cyrillic", "zalgo", "Vietnamese")]
    alone = [build(sample, "en") for sample in samples]
    embedding._loaded.cache_clear()
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(len(samples)) as pool:
            together = list(pool.map(lambda sample: build(sample, "en"), samples))
    finally:
        sys.setswitchinterval(usual)
    assert together == alone


@pytest.mark.parametrize("file", FALLBACKS)
def test_a_font_is_written_with_the_advances_it_was_measured_by(file: str) -> None:
    written, measured = program(file), face(file)
    advances = [written.pdfScale(advance) for advance, _ in written.face.hmetrics]
    assert advances == pytest.approx([measured.advance(number) for number in range(len(advances))])


ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@given(ANY_TEXT, st.integers(60, 500))
@settings(max_examples=150, deadline=None)
def test_any_text_is_set_in_lines_that_fit_and_lose_no_letter(typed: str, limit: int) -> None:
    setter = Setter()
    lines = setter.wrap(typed, EVIDENCE, float(limit))
    assert all(line.width <= limit + 0.01 for line in lines)
    assert checks.squeezed("".join(line.text for line in lines)) == checks.squeezed(clean(typed))
    pieces = [piece for line in lines for piece in line.pieces or ()]
    assert all(char in piece.face.coverage for piece in pieces if piece.glyphs is None for char in piece.text)
    assert all(glyph.number for piece in pieces for glyph in piece.glyphs or ())


@given(ANY_TEXT, st.integers(40, 400))
@settings(max_examples=100, deadline=None)
def test_any_text_fits_on_one_line(typed: str, limit: int) -> None:
    line, style = Setter().fit(typed, NAME, float(limit))
    assert line.width <= limit + 0.01
    assert style.size >= NAME.size * 0.86 - 0.01


@given(ANY_TEXT)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_makes_a_sound_report(typed: str) -> None:
    sample = dossier("en", complete=False)
    first = sample.questions[0].answers[0]
    line = first.notes[0].model_copy(update={"text": typed})
    answered = first.model_copy(update={"notes": (line,), "evidence": (line.id,)})
    changed = sample.questions[0].model_copy(update={"answers": (answered,), "text": typed})
    data = build(
        sample.model_copy(update={"candidate_name": typed, "questions": (changed, *sample.questions[1:])}), "nl"
    )
    assert checks.structure(data) == checks.tags(data) == []
