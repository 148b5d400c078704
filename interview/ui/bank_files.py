"""Files of the bank, offered for one click: the printable guide, and a guide or the whole bank as YAML or XLSX."""

from typing import Literal

from interview.i18n import Language, words
from interview.model.guide_sheet import GuideSheet
from interview.report.documents import interview_guide
from interview.ui.components.download import fetch
from interview.ui.context import Context
from question_bank import FrozenGuide, Shelf
from question_bank.exchange import only_guide, to_yaml_file, whole

Format = Literal["yaml", "xlsx"]
FORMATS: tuple[Format, ...] = ("yaml", "xlsx")
_TYPES: dict[Format, str] = {
    "yaml": "application/yaml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def fetch_guide(context: Context, frozen: FrozenGuide, language: Language) -> None:
    """Let the browser fetch the printable guide in `language`."""

    today = context.now.date()

    def make(_viewer: str) -> bytes:
        return interview_guide.build(GuideSheet(guide=frozen, made_on=today), language)

    name = words(language)("guide.file", guide=frozen.guide.id, version=frozen.guide.version)
    fetch(context.doors.offer(make, name, "application/pdf", context.viewer))


def fetch_bank(context: Context, guide_id: str, form: Format) -> None:
    """Let the browser fetch one guide with all it needs, or, without an id, the whole bank."""
    shelf = context.doors.shelf

    def make(_viewer: str) -> bytes:
        return _written(shelf, guide_id, form)

    name = f"doorvraag-{guide_id or 'bank'}.{form}"
    fetch(context.doors.offer(make, name, _TYPES[form], context.viewer))


def _written(shelf: Shelf, guide_id: str, form: Format) -> bytes:
    bank = shelf.bank
    collection = only_guide(bank.guides[guide_id], bank) if guide_id else whole(bank)
    if form == "yaml":
        return to_yaml_file(collection)
    # Imported here: the writer of workbooks is needed by nobody else.
    from question_bank.spreadsheet import to_xlsx_file

    return to_xlsx_file(collection)
