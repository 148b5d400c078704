"""The top of page one: what this is, who it is about, when and by whom."""

from interview.i18n import formats
from interview.model.dossier import Dossier
from interview.palette import PAPER_RULE
from interview.report.drawing import styles
from interview.report.drawing.setting import Line
from interview.report.drawing.styles import Style
from interview.report.sections.paper import FIRST_BASELINE, LEFT, MEASURE, RIGHT, Paper, column, columns

SMALLEST_NAME = 15
NAME_LINES = 3
CELL_LINES = 4


def draw(paper: Paper, dossier: Dossier) -> None:
    """Kicker, name, role and the four cells below it."""
    words, sheet = paper.words, paper.sheet
    kicker = words("report.kicker.example" if dossier.is_example else "report.kicker")
    number = words("report.number", number=dossier.report_number, version=dossier.version)
    head = paper.body.add("P")
    paper.put(head, kicker + " ", styles.KICKER, LEFT, FIRST_BASELINE, MEASURE * 0.6)
    paper.put_right(head, number, styles.KICKER_RIGHT, RIGHT, FIRST_BASELINE, MEASURE * 0.38)
    sheet.rule(LEFT, FIRST_BASELINE + 7.2, MEASURE, 0.7)
    sheet.place("top", 0)
    sheet.entry(dossier.candidate_name, "top", 0)
    baseline = _name(paper, dossier.candidate_name)
    _role(paper, dossier, baseline + 20)
    paper.y = _meta(paper, dossier, baseline + 52) + 13
    sheet.rule(LEFT, paper.y, MEASURE, 0.6, PAPER_RULE)


def _name(paper: Paper, name: str) -> float:
    lines, style = fitted_name(paper, name)
    first = FIRST_BASELINE + 7.2 + 12 + style.size
    paper.sheet.text(paper.body.add("H1"), lines, style, LEFT - 0.02 * style.size, first)
    return first + (len(lines) - 1) * style.leading


def fitted_name(paper: Paper, name: str) -> tuple[list[Line], Style]:
    """The name on one line if 15 points or more allow it, else on three lines at most."""
    style = styles.NAME
    line = paper.setter.line(name, style)
    if line.width > MEASURE:
        style = style.sized(max(SMALLEST_NAME, style.size * MEASURE / line.width * 0.999))
        line = paper.setter.line(name, style)
    if line.width <= MEASURE:
        return [line], style
    return paper.setter.few(" ".join(name.split()), style, MEASURE, NAME_LINES), style


def _role(paper: Paper, dossier: Dossier, baseline: float) -> None:
    node = paper.body.add("P")
    has_team = bool(dossier.department)
    text = dossier.vacancy_title + (" " if has_team else "")
    end = paper.put(node, text, styles.ROLE, LEFT, baseline, MEASURE * (0.66 if has_team else 1))
    if has_team:
        paper.put(node, dossier.department, styles.TEAM, end + 9, baseline, RIGHT - end - 9)


def _meta(paper: Paper, dossier: Dossier, top: float) -> float:
    words = paper.words
    when = [formats.long_date(dossier.interviewed_on, paper.language)]
    if dossier.minutes is not None:
        when.append(words("report.minutes", n=dossier.minutes))
    form = words("report.form.panel" if len(dossier.panel) > 1 else "report.form.one")
    shape = [form, words("report.questions", n=len(dossier.questions))]
    if dossier.released:
        shape.append(words("report.form.released", n=len(dossier.released)))
    cells = (
        ("report.interviewed", 0, 3, "\n".join(when)),
        ("report.form", 3, 2, "\n".join(shape)),
        ("report.panel", 5, 5, ", ".join(member.name for member in dossier.panel)),
        (
            "report.prepared_by",
            10,
            2,
            f"{dossier.prepared_by}\n{formats.date(dossier.prepared_on, paper.language)}",
        ),
    )
    return max(_cell(paper, top, *cell) for cell in cells)


def _cell(paper: Paper, top: float, label: str, first: int, count: int, text: str) -> float:
    section = paper.body.add("P")
    paper.put(section, paper.words(label) + " ", styles.LABEL, column(first), top, columns(count))
    lines = paper.setter.few(text, styles.META, columns(count), CELL_LINES)
    paper.sheet.text(section, lines, styles.META, column(first), top + 13)
    return top + 13 + (len(lines) - 1) * styles.META.leading
