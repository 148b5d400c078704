"""The comparison on paper: landscape, candidates by competencies, the same figures as the page."""

from interview.i18n import Language, words
from interview.model.comparison import ComparisonFile


def build(file: ComparisonFile, language: Language) -> bytes:
    """A tagged PDF 1.7, 15 candidates on the first page and 17 on each after it. Equal files give equal bytes."""
    # Imported here: the drawing takes longer to load than a page of the app may take to appear.
    from interview.report.drawing.binding import About, bind
    from interview.report.drawing.clean import one_line
    from interview.report.sections import compared, compared_furniture
    from interview.report.sections.paper import TAGS

    paper = compared_furniture.paper(words(language), language)
    compared_furniture.head(paper, file)
    compared.draw(paper, file)
    compared_furniture.draw(paper, file)
    about = About(
        title=one_line(f"{paper.words('compare.paper.kicker')}: {file.comparison.title}"),
        subject=one_line(f"{file.guide} {file.guide_version}"),
        author=one_line(file.prepared_by),
        language=TAGS[language],
        made_on=file.prepared_on,
        keywords=compared_furniture.retention(paper, file),
    )
    return bind(paper.sheet, about)
