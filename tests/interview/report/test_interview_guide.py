"""The interview guide on paper: every question with its probes, anchors and room to write, in both languages."""

import io
import itertools
from datetime import UTC, date, datetime

import pdfplumber
import pytest

from interview.i18n import Language
from interview.model.guide_sheet import GuideSheet
from interview.report.documents import interview_guide
from question_bank import FrozenGuide, freeze, read_bank
from tests.interview.report import checks

MADE = date(2026, 3, 2)
MM = 72 / 25.4
BANK = read_bank()


def frozen(guide: str = "service-desk-core") -> FrozenGuide:
    return freeze(BANK.guides[guide], BANK)


def build(guide: str, language: Language) -> bytes:
    return interview_guide.build(GuideSheet(guide=frozen(guide), made_on=MADE), language)


def words(text: str) -> str:
    """Text without spaces: lines break where the page is full."""
    return "".join(text.split())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("guide", sorted(BANK.guides))
def test_everything_that_is_asked_stands_on_the_page_of_its_question(guide: str, language: Language) -> None:
    with pdfplumber.open(io.BytesIO(build(guide, language))) as pdf:
        pages = [words(page.extract_text()) for page in pdf.pages]
    for place, id in enumerate(frozen(guide).guide.question_ids):
        question, page = frozen(guide).question(id), pages[2 + place]
        assert words(question.text.get(language)) in page
        for part in ("situation", "task", "action", "result"):
            for probe in getattr(question.probes, part):
                # Two probes stand side by side, so a broken one is looked for by its beginning.
                assert words(" ".join(probe.get(language).split()[:3])) in page, probe
    assert len(pages) == len(frozen(guide).guide.questions) + 3


@pytest.mark.parametrize(("language", "candidate"), [("nl", "kandidaat"), ("en", "candidate")])
def test_nobody_is_a_candidate_in_a_talk_with_a_colleague(language: Language, candidate: str) -> None:
    with pdfplumber.open(io.BytesIO(build("team-review", language))) as pdf:
        around = (pdf.pages[0], pdf.pages[-1])
        assert candidate not in "".join(page.extract_text() for page in around).casefold()


@pytest.mark.parametrize("guide", sorted(BANK.guides))
def test_it_holds_what_the_other_reports_hold(guide: str) -> None:
    data = build(guide, "nl")
    assert checks.structure(data) == []


def test_lines_to_write_on_are_eight_millimetres_apart() -> None:
    with pdfplumber.open(io.BytesIO(build("service-desk-core", "en"))) as pdf:
        rules = sorted({round(line["top"], 1) for line in pdf.pages[2].lines if line["x0"] > 45 * MM})
    gaps = {round((low - high) / MM, 1) for high, low in itertools.pairwise(rules)}
    assert len(rules) >= 12
    assert gaps == {8.0}


def test_what_is_known_of_the_talk_is_printed() -> None:
    sheet = GuideSheet(
        guide=frozen(),
        made_on=MADE,
        vacancy="Service desk agent",
        candidate="Łukasz عمر 王",
        interviewer="Eva de Boer",
        planned_at=datetime(2026, 3, 9, 10, 30, tzinfo=UTC),
        delete_by=date(2026, 6, 12),
    )
    with pdfplumber.open(io.BytesIO(interview_guide.build(sheet, "en"))) as pdf:
        cover, second = pdf.pages[0].extract_text(), pdf.pages[1].extract_text()
    assert "Eva de Boer" in cover
    assert "10:30" in cover
    assert "12 June 2026" in cover
    assert "Łukasz" in second
    assert "Service desk agent" in second


def test_equal_sheets_give_equal_bytes() -> None:
    assert build("second-interview", "nl") == build("second-interview", "nl")


def test_a_question_with_more_text_than_a_page_goes_on_over_the_page() -> None:
    guide = frozen()
    probes = tuple(
        guide.questions[0].probes.action[0].model_copy(update={"en": f"Probe {n}: {'why ' * 60}?"}) for n in range(10)
    )
    loud = guide.questions[0].probes.model_copy(update=dict.fromkeys(("situation", "task", "action", "result"), probes))
    first = guide.questions[0].model_copy(update={"probes": loud})
    long = guide.model_copy(update={"questions": (first, *guide.questions[1:])})
    data = interview_guide.build(GuideSheet(guide=long, made_on=MADE), "en")
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 9
        lowest = max(char["bottom"] for page in pdf.pages[2:4] for char in page.chars if char["size"] > 7.5)
    assert lowest < (297 - 14.5) * MM
    assert checks.structure(data) == []
