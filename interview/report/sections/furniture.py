"""On every page: the running head from page two on, the foot with the delete-by date and the page number."""

from interview.i18n import formats
from interview.model.dossier import Dossier
from interview.palette import PAPER_RULE
from interview.report.drawing import styles
from interview.report.drawing.setting import Line
from interview.report.drawing.styles import Style
from interview.report.sections.paper import FOOT_BASELINE, FOOT_RULE, HEAD_BASELINE, LEFT, MEASURE, RIGHT, Paper


def draw(paper: Paper, dossier: Dossier) -> None:
    """On all pages, once it is known how many there are. On page one the foot is content: it is said nowhere else."""
    count = len(paper.sheet.pages)
    for page in range(count):
        paper.sheet.page = page
        if page:
            _head(paper, dossier)
        _foot(paper, dossier, page, count)


def _head(paper: Paper, dossier: Dossier) -> None:
    setter, sheet = paper.setter, paper.sheet
    name, style = setter.fit(dossier.candidate_name, styles.HEAD, MEASURE * 0.4)
    sheet.artifact_text(name, style, LEFT, HEAD_BASELINE)
    title, light = setter.fit(dossier.vacancy_title, styles.HEAD_LIGHT, MEASURE * 0.35)
    sheet.artifact_text(title, light, LEFT + name.width + 6, HEAD_BASELINE)
    number, light = setter.fit(dossier.report_number, styles.HEAD_LIGHT, MEASURE * 0.2)
    sheet.artifact_text(number, light, RIGHT - number.width, HEAD_BASELINE)
    sheet.rule(LEFT, HEAD_BASELINE + 10, MEASURE, 0.6, PAPER_RULE)


def retention(paper: Paper, dossier: Dossier) -> str:
    """The sentence that says until when this may be kept."""
    if dossier.delete_by is None:
        return paper.words("report.delete_unset")
    return paper.words("report.delete_by", date=formats.long_date(dossier.delete_by, paper.language))


def _foot(paper: Paper, dossier: Dossier, page: int, count: int) -> None:
    setter, words = paper.setter, paper.words
    paper.sheet.rule(LEFT, FOOT_RULE, MEASURE, 0.6, PAPER_RULE)
    number = setter.line(words("report.page", page=page + 1, count=count), styles.FOOT)
    middle, strong = setter.fit(retention(paper, dossier), styles.FOOT_STRONG, MEASURE * 0.36)
    left, light = setter.fit(words(dossier.confidentiality), styles.FOOT, MEASURE * 0.44)
    x = max(LEFT + left.width + 12, LEFT + MEASURE * 0.62 - middle.width / 2)
    _once(paper, page, left, light, LEFT)
    _once(paper, page, middle, strong, x)
    paper.sheet.artifact_text(number, styles.FOOT, RIGHT - number.width, FOOT_BASELINE)


def _once(paper: Paper, page: int, line: Line, style: Style, x: float) -> None:
    if page:
        paper.sheet.artifact_text(line, style, x, FOOT_BASELINE)
    else:
        paper.sheet.text(paper.body.add("P"), line, style, x, FOOT_BASELINE)
