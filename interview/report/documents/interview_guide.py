"""The interview guide on paper: a cover with the rules, what is said, a page to write on for each question, the end."""

from interview.i18n import Language, words
from interview.model.guide_sheet import GuideSheet


def build(sheet: GuideSheet, language: Language) -> bytes:
    """The guide as a tagged PDF 1.7, questions and words both in `language`. Equal sheets give equal bytes.

    Lines to write on are 8 mm apart. A question with so much text that no room to write is left goes on over the page.
    """
    # Imported here: the drawing takes longer to load than a page of the app may take to appear.
    from interview.report.drawing.binding import About, bind
    from interview.report.drawing.clean import one_line
    from interview.report.sections import guide_around, guide_cover, guide_furniture, guide_question
    from interview.report.sections.paper import TAGS, Paper

    paper = Paper(words(language), language, language)
    guide_cover.draw(paper, sheet)
    guide_around.opening(paper, sheet)
    for number in range(1, len(sheet.guide.guide.questions) + 1):
        guide_question.draw(paper, sheet, number)
    guide_around.closing(paper, sheet)
    guide_furniture.draw(paper, sheet)
    name = sheet.guide.guide.name.get(language)
    about = About(
        title=one_line(paper.words("guide.title", name=name)),
        subject=one_line(guide_furniture.version(paper, sheet)),
        author="Doorvraag",
        language=TAGS[language],
        made_on=sheet.made_on,
    )
    return bind(paper.sheet, about)
