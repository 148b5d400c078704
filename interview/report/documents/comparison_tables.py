"""The comparison as a workbook or as plain text: scores and ratings, for whoever wants to look at the figures.

Nothing typed by anybody becomes a formula: in the workbook every text is written as text; in plain text a cell that a
spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Sequence
from typing import Any

from interview.i18n import Language, Words, words
from interview.model.comparison import Compared, ComparisonFile, RatingLine
from interview.model.rating import Outcome

Row = Sequence[str | float | int | None]
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def workbook(file: ComparisonFile, language: Language) -> bytes:
    """An XLSX file with three sheets: scores, ratings, and what the figures mean."""
    import xlsxwriter

    say = words(language)
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        scale = book.add_format({"num_format": "0.00"})
        sheets: tuple[tuple[str, list[str], list[Row]], ...] = (
            ("scores", _scores_head(file, say, language), _scores(file, language)),
            ("ratings", _ratings_head(say), [_rating(line, say) for line in file.ratings]),
            ("about", [], _about(file, say)),
        )
        for name, head, rows in sheets:
            sheet = book.add_worksheet(say(f"compare.file.{name}"))
            for column, title in enumerate(head):
                sheet.write_string(0, column, title, bold)
            for line, row in enumerate(rows, start=1 if head else 0):
                _write(sheet, line, row, scale)
            sheet.set_column(0, 0, 28)
            sheet.set_column(1, 12, 14)
            if head:
                sheet.freeze_panes(1, 1)
                sheet.autofilter(0, 0, max(1, len(rows)), len(head) - 1)
    return target.getvalue()


def plain(file: ComparisonFile, language: Language) -> bytes:
    """The ratings with the score of their candidate beside them, as CSV in UTF-8 that a spreadsheet opens as such."""
    say = words(language)
    target = io.StringIO(newline="")
    out = csv.writer(target)
    shown = {row.candidate_id: row for row in file.comparison.rows}
    out.writerow([*map(_harmless, _ratings_head(say)), *map(_harmless, _figures_head(say))])
    for line in file.ratings:
        row = shown.get(line.candidate_id)
        figures = _figures(row) if row else ["", "", "", ""]
        out.writerow([_harmless(cell) for cell in (*_rating(line, say), *figures)])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _write(sheet: Any, line: int, row: Row, scale: Any) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            if cell:
                sheet.write_string(line, column, cell)
        elif isinstance(cell, float):
            sheet.write_number(line, column, cell, scale)
        elif cell is not None:
            sheet.write_number(line, column, cell)


def _harmless(cell: str | float | int | None) -> str | float | int | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS) else cell


def _figures_head(say: Words) -> list[str]:
    return [say(f"compare.{key}") for key in ("total", "table.low", "table.high", "table.raw")]


def _figures(row: Compared) -> list[float | None]:
    return [row.total, row.low, row.high, row.raw]


def _scores_head(file: ComparisonFile, say: Words, language: Language) -> list[str]:
    head = [say("compare.candidate"), *_figures_head(say), say("compare.table.place"), say("compare.table.raters")]
    for competency in file.comparison.competencies:
        low, high = say("compare.table.low"), say("compare.table.high")
        name = competency.name.get(language)
        head += [name, f"{name}, {low}", f"{name}, {high}"]
    return [*head, say("compare.table.flags")]


def _scores(file: ComparisonFile, language: Language) -> list[Row]:
    names = {head.id: head.name.get(language) for head in file.comparison.competencies}
    rows: list[Row] = []
    for row in file.comparison.rows:
        place = f"{row.rank_low}–{row.rank_high}" if row.rank_low is not None else ""
        cells = [figure for cell in row.cells for figure in (cell.value, cell.low, cell.high)]
        missing = ", ".join(names[id] for id in row.missing)
        rows.append([row.candidate, *_figures(row), place, row.raters, *cells, missing])
    return rows


def _ratings_head(say: Words) -> list[str]:
    keys = ("rater", "competency", "question", "outcome", "level", "later", "reason")
    return [say("compare.candidate"), *(say(f"compare.file.{key}") for key in keys)]


def _rating(line: RatingLine, say: Words) -> Row:
    counts = line.later_outcome or line.outcome
    outcome = "" if counts is Outcome.LEVEL else say(f"compare.evidence.{counts.value}")
    later = line.later_level
    return [line.candidate, line.rater, line.competency, line.question, outcome, line.level, later, line.reason]


def _about(file: ComparisonFile, say: Words) -> list[Row]:
    shown = file.comparison
    keys = ("figures", "missing", "order", f"moment.{shown.moment}")
    guide = f"{file.guide} {file.guide_version}, {file.fingerprint}"
    return [[shown.title], *([say(f"compare.file.note.{key}")] for key in keys), [guide]]
