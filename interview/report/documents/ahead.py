"""What documents are drawn with, loaded before anybody asks for one."""

import string
from datetime import date

from interview.i18n import words


def warm() -> None:
    """Draw a page that nobody sees, a line in every style: libraries, fonts and documents are loaded; some seconds."""
    from interview.report.drawing import styles
    from interview.report.drawing.binding import About, bind
    from interview.report.sections import compared, evidence, guide_question
    from interview.report.sections.paper import LEFT, Paper

    paper = Paper(words("en"), "en", "en")
    for style in vars(styles).values():
        if isinstance(style, styles.Style):
            paper.put(paper.body.add("P"), string.printable[:94], style, LEFT, paper.y)
    bind(paper.sheet, About(title="", subject="", author="", language="en-GB", made_on=date(2000, 1, 1)))
    _ = compared, evidence, guide_question
