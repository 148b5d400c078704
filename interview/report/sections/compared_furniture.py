"""Around the table of the comparison: the head of page one, the sentences after the table, the foot of every page."""

from interview.i18n import Language, Words, formats
from interview.model.comparison import ComparisonFile
from interview.palette import PAPER, PAPER_RULE
from interview.report.drawing import styles
from interview.report.drawing.sheet import HEIGHT, MM, WIDTH, Sheet
from interview.report.sections.paper import Paper

LEFT, RIGHT = 14 * MM, HEIGHT - 14 * MM
MEASURE = RIGHT - LEFT
HEAD_BASELINE = 12 * MM
FOOT_RULE = WIDTH - 13.5 * MM
FOOT_BASELINE = WIDTH - 9.5 * MM
BODY_FOOT = WIDTH - 17 * MM


def paper(words: Words, language: Language) -> Paper:
    """A document in landscape, its first page open."""
    return Paper(words, language, language, Sheet(HEIGHT, WIDTH))


def head(on: Paper, file: ComparisonFile) -> None:
    """Kicker, title, what this is, and what the marks mean; moves `y` to where the table begins."""
    words, seen = on.words, file.comparison
    kicker = words("compare.paper.kicker.example" if file.is_example else "compare.paper.kicker")
    node = on.body.add("P")
    on.put(node, kicker + " ", styles.KICKER, LEFT, HEAD_BASELINE, MEASURE * 0.6)
    on.put_right(node, file.number, styles.KICKER_RIGHT, RIGHT, HEAD_BASELINE, MEASURE * 0.3)
    on.sheet.rule(LEFT, HEAD_BASELINE + 6, MEASURE, 0.7)
    on.put(on.body.add("H1"), seen.title, styles.NAME, LEFT, HEAD_BASELINE + 36, MEASURE * 0.62)
    on.sheet.place("comparison", HEAD_BASELINE)
    on.sheet.entry(seen.title, "comparison", 0)
    about = words(
        "compare.paper.about",
        candidates=words("home.candidates", n=len(seen.rows)),
        raters=words("panel.raters", n=seen.raters),
        questions=words("compare.paper.questions", n=file.questions),
        moment=words(f"compare.file.note.moment.{seen.moment}"),
    )
    on.put(on.body.add("P"), about, styles.RATIONALE.ink(PAPER.secondary), LEFT, HEAD_BASELINE + 53, MEASURE)
    _legend(on, HEAD_BASELINE + 36)
    on.y = HEAD_BASELINE + 66


def _legend(on: Paper, baseline: float) -> None:
    node, sheet, x = on.body.add("P"), on.sheet, RIGHT
    for kind, room in (("apart", 11.0), ("interval", 21.0), ("raw", 11.0), ("total", 12.0)):
        x = on.put_right(node, on.words(f"compare.legend.{kind}") + " ", styles.LABEL, x, baseline) - room
        if kind == "total":
            sheet.disc(x + 5, baseline - 2.6, 4.2, PAPER.accent, PAPER.background, 0.8)
        elif kind == "raw":
            sheet.disc(x + 5, baseline - 2.6, 2.8, PAPER.background, PAPER.ink, 0.8)
        elif kind == "interval":
            sheet.bar(x, baseline - 5, 17, 4.8, PAPER.interval, PAPER.interval_edge)
        else:
            apart(on, x + 4, baseline - 2.6)
        x -= 12


def apart(on: Paper, x: float, y: float) -> None:
    """The sign of raters who are two levels or more apart: a small open square on its point would be a diamond."""
    line = on.setter.line("◇", styles.LABEL_STRONG.ink(PAPER.amber))
    on.sheet.artifact_text(line, styles.LABEL_STRONG.ink(PAPER.amber), x - line.width / 2, y + 2.6)


def retention(on: Paper, file: ComparisonFile) -> str:
    """Until when this may be kept: as long as the candidate who goes first."""
    if file.delete_by is None:
        return on.words("report.delete_unset")
    return on.words("report.delete_by", date=formats.long_date(file.delete_by, on.language))


def draw(on: Paper, file: ComparisonFile) -> None:
    """The foot of every page, once it is known how many there are. On page one it is content: said nowhere else."""
    count = len(on.sheet.pages)
    for page in range(count):
        on.sheet.page = page
        on.sheet.rule(LEFT, FOOT_RULE, MEASURE, 0.6, PAPER_RULE)
        number = on.setter.line(on.words("report.page", page=page + 1, count=count), styles.FOOT)
        on.sheet.artifact_text(number, styles.FOOT, RIGHT - number.width, FOOT_BASELINE)
        left, light = on.setter.fit(on.words("report.confidential"), styles.FOOT, MEASURE * 0.4)
        middle, strong = on.setter.fit(retention(on, file), styles.FOOT_STRONG, MEASURE * 0.36)
        x = LEFT + MEASURE / 2 - middle.width / 2
        if page:
            on.sheet.artifact_text(left, light, LEFT, FOOT_BASELINE)
            on.sheet.artifact_text(middle, strong, x, FOOT_BASELINE)
        else:
            on.sheet.text(on.body.add("P"), left, light, LEFT, FOOT_BASELINE)
            on.sheet.text(on.body.add("P"), middle, strong, x, FOOT_BASELINE)
