"""The comparison on paper and in tables: the figures of the page, on every page of it, and nothing that acts."""

import csv
import io
from collections.abc import Iterator

import openpyxl
import pikepdf
import pytest

from benchmarks.many import CHAIR, NOW, VACANCY, World, fill, shown_to
from interview.i18n import formats
from interview.model.comparison import ComparisonFile
from interview.model.language import Language
from interview.report.documents import comparison, comparison_tables
from interview.settings import Settings
from interview.storage import open_storage
from interview.workflow import compare, exports
from tests.interview.report import checks


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ComparisonFile]:
    """Twenty candidates, one of them sealed."""
    storage = open_storage(Settings(data=tmp_path_factory.mktemp("data")))
    fill(storage, World(candidates=20, sealed=1, notes=False))
    shown_to(storage, CHAIR)
    with storage.work(CHAIR, NOW) as work:
        compare.open_totals(work, CHAIR, VACANCY)
    with storage.work(CHAIR, NOW) as work:
        yield exports.comparison_file(work, CHAIR, VACANCY, "pdf", "decision", "nl")
    storage.close()


def renamed(file: ComparisonFile, name: str) -> ComparisonFile:
    """The same, with the first candidate called otherwise."""
    first, *others = file.comparison.rows
    rows = (first.model_copy(update={"candidate": name}), *others)
    lines = tuple(
        line.model_copy(update={"candidate": name}) if line.candidate_id == first.candidate_id else line
        for line in file.ratings
    )
    shown = file.comparison.model_copy(update={"rows": rows})
    return file.model_copy(update={"comparison": shown, "ratings": lines})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_paper_is_whole_tagged_and_holds_every_figure(file: ComparisonFile, language: Language) -> None:
    data = comparison.build(file, language)
    assert checks.structure(data) == []
    assert checks.tags(data) == []
    figures = [formats.number(row.total, 1, language) for row in file.comparison.rows if row.total is not None]
    names = [row.candidate for row in file.comparison.rows]
    assert checks.content(data, [*names, *figures, *file.comparison.sealed]) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 2
        width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
        assert width > height


def test_equal_files_give_equal_bytes(file: ComparisonFile) -> None:
    assert comparison.build(file, "nl") == comparison.build(file, "nl")


@pytest.mark.parametrize("name", ["محمد الأمين", "山田太郎", "x" * 400, "<b>&amp;</b> \\( ) %", "Þórunn 🦊"])
def test_any_name_is_taken(file: ComparisonFile, name: str) -> None:
    data = comparison.build(renamed(file, name), "nl")
    assert checks.structure(data) == [] and checks.tags(data) == []


def test_the_workbook_holds_scores_and_ratings_as_numbers(file: ComparisonFile) -> None:
    book = openpyxl.load_workbook(io.BytesIO(comparison_tables.workbook(file, "nl")))
    scores, ratings, about = book.worksheets
    rows = list(scores.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [row.candidate for row in file.comparison.rows]
    totals = [row.total for row in file.comparison.rows]
    assert [row[1] for row in rows] == pytest.approx(totals, abs=1e-9)
    assert ratings.max_row == len(file.ratings) + 1
    assert file.fingerprint in str(list(about.values))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_competencies_are_named_in_the_language_of_the_document(file: ComparisonFile, language: Language) -> None:
    scores, *_ = openpyxl.load_workbook(io.BytesIO(comparison_tables.workbook(file, language))).worksheets
    heads = [cell.value for cell in scores[1]]
    assert {head.name.get(language) for head in file.comparison.competencies} <= set(heads)
    words_of = [word for head in file.comparison.competencies for word in head.name.get(language).split()[:1]]
    assert checks.content(comparison.build(file, language), words_of) == []


@pytest.mark.parametrize("name", ["=1+1", "+31 6", "-2", "@SUM(A1)", "\tx", "＝cmd"])
def test_nothing_typed_becomes_a_formula(file: ComparisonFile, name: str) -> None:
    hostile = renamed(file, name)
    book = openpyxl.load_workbook(io.BytesIO(comparison_tables.workbook(hostile, "nl")))
    cell = book.worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", name)
    text = comparison_tables.plain(hostile, "nl").decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(text))]
    assert f"'{name}" in cells and name not in cells


def test_plain_text_has_a_line_for_each_rating_with_the_score_beside_it(file: ComparisonFile) -> None:
    rows = list(csv.reader(io.StringIO(comparison_tables.plain(file, "en").decode("utf-8-sig"))))
    totals = {row.candidate: row.total for row in file.comparison.rows}
    assert len(rows) == len(file.ratings) + 1
    assert all(row[8] == ("" if totals[row[0]] is None else str(totals[row[0]])) for row in rows[1:])
