"""What stands on every page of the guide: its name, its version, what to do with it afterwards, the page number."""

from interview.i18n import formats
from interview.model.guide_sheet import GuideSheet
from interview.palette import PAPER_RULE
from interview.report.drawing import styles
from interview.report.sections.paper import FOOT_BASELINE, FOOT_RULE, HEAD_BASELINE, LEFT, MEASURE, RIGHT, Paper

FINGERPRINT = 12
"""Characters of the fingerprint that are printed: enough to tell two guides apart, short enough to read out."""


def draw(paper: Paper, sheet: GuideSheet) -> None:
    """On all pages, once it is known how many there are. On page one the foot is content: it is said nowhere else."""
    count = len(paper.sheet.pages)
    for page in range(count):
        paper.sheet.page = page
        if page:
            _head(paper, sheet)
        _foot(paper, sheet, page, count)


def version(paper: Paper, sheet: GuideSheet) -> str:
    """Which version this is, with the beginning of its fingerprint."""
    guide = sheet.guide
    return paper.words("guide.version", version=guide.guide.version, fingerprint=guide.fingerprint[:FINGERPRINT])


def _head(paper: Paper, sheet: GuideSheet) -> None:
    setter = paper.setter
    bold = sheet.candidate or sheet.guide.guide.name.get(paper.language)
    name, style = setter.fit(bold, styles.HEAD, MEASURE * 0.45)
    paper.sheet.artifact_text(name, style, LEFT, HEAD_BASELINE)
    beside, light = setter.fit(sheet.vacancy, styles.HEAD_LIGHT, MEASURE * 0.25)
    paper.sheet.artifact_text(beside, light, LEFT + name.width + 6, HEAD_BASELINE)
    number, light = setter.fit(version(paper, sheet), styles.HEAD_LIGHT, MEASURE * 0.28)
    paper.sheet.artifact_text(number, light, RIGHT - number.width, HEAD_BASELINE)
    paper.sheet.rule(LEFT, HEAD_BASELINE + 10, MEASURE, 0.6, PAPER_RULE)


def _foot(paper: Paper, sheet: GuideSheet, page: int, count: int) -> None:
    setter, words = paper.setter, paper.words
    paper.sheet.rule(LEFT, FOOT_RULE, MEASURE, 0.6, PAPER_RULE)
    when = formats.long_date(sheet.delete_by, paper.language) if sheet.delete_by else ""
    keep = words("guide.keep_until", date=when) if when else words("guide.keep")
    said, style = setter.fit(keep, styles.FOOT, MEASURE * 0.8)
    number = setter.line(words("guide.page", page=page + 1, count=count), styles.FOOT)
    if page:
        paper.sheet.artifact_text(said, style, LEFT, FOOT_BASELINE)
    else:
        paper.sheet.text(paper.body.add("P"), said, style, LEFT, FOOT_BASELINE)
    paper.sheet.artifact_text(number, styles.FOOT, RIGHT - number.width, FOOT_BASELINE)
