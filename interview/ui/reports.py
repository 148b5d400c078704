"""Papers about one talk, offered for one click: made when the browser comes for them, rights checked again then."""

from datetime import datetime

from interview.i18n import Language
from interview.report.documents import candidate_report, interview_guide
from interview.ui.components.download import fetch
from interview.ui.context import Context
from interview.ui.doors import Doors
from interview.workflow import documents


def fetch_report(context: Context, interview_id: str, language: Language) -> None:
    """Let the browser fetch the report of one interview in `language`."""
    doors, zone = context.doors, context.zone

    def make(viewer: str) -> bytes:
        return _make(doors, viewer, datetime.now(zone), interview_id, language)

    name = context.say("card.report.file", language=language)
    fetch(doors.offer(make, name, "application/pdf", context.viewer))


def fetch_filled_guide(context: Context, interview_id: str, language: Language) -> None:
    """Let the browser fetch the guide of one talk with the candidate and the time filled in."""
    doors, zone = context.doors, context.zone

    def make(viewer: str) -> bytes:
        with doors.storage.work(viewer, datetime.now(zone)) as work:
            sheet = documents.guide_sheet(work, viewer, interview_id)
        return interview_guide.build(sheet, language)

    fetch(doors.offer(make, context.say("vacancy.guide.file"), "application/pdf", context.viewer))


def _make(doors: Doors, viewer: str, now: datetime, interview_id: str, language: Language) -> bytes:
    with doors.storage.work(viewer, now) as work:
        dossier = documents.candidate_dossier(work, viewer, interview_id, language)
    return candidate_report.build(dossier, language)
