"""The comparison as a file, offered for one click: made when the browser comes for it, rights checked again then."""

from datetime import datetime

from interview.i18n import Language
from interview.model.comparison import Comparison, Moment
from interview.report.documents import comparison as paper
from interview.report.documents import comparison_tables
from interview.ui.components.download import fetch
from interview.ui.context import Context
from interview.ui.doors import Doors
from interview.workflow import exports

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def fetch_table(context: Context, seen: Comparison, kind: str) -> None:
    """Let the browser fetch the comparison as `pdf`, `xlsx` or `csv`, with the ratings that are shown now."""
    doors, zone, language = context.doors, context.zone, context.language
    vacancy_id, moment = seen.vacancy_id, seen.moment

    def make(viewer: str) -> bytes:
        return _make(doors, viewer, datetime.now(zone), vacancy_id, kind, moment, language)

    name = f"{context.say('compare.file.comparison', title=seen.title)}.{kind}"
    fetch(doors.offer(make, name, TYPES[kind], context.viewer))


def _make(
    doors: Doors, viewer: str, now: datetime, vacancy_id: str, kind: str, moment: Moment, language: Language
) -> bytes:
    with doors.storage.work(viewer, now) as work:
        file = exports.comparison_file(work, viewer, vacancy_id, kind, moment, language)
    if kind == "pdf":
        return paper.build(file, language)
    return comparison_tables.workbook(file, language) if kind == "xlsx" else comparison_tables.plain(file, language)
