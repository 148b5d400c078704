"""The candidate report: page one that answers in half a minute, evidence by question, a last page to check and sign."""

from interview.i18n import Language, words
from interview.model.dossier import Dossier


def build(dossier: Dossier, language: Language) -> bytes:
    """The report as a tagged PDF 1.7 with its own words in `language`. Equal dossiers give equal bytes.

    Any text is taken: what fonts lack is shown as U+FFFD, markup is shown as typed, single lines that are too long are
    cut with an ellipsis. Pages are as many as the notes need.
    """
    # Imported here: the drawing takes longer to load than a page of the app may take to appear.
    from interview.report.drawing.binding import About, bind
    from interview.report.drawing.clean import one_line
    from interview.report.sections import claims, closing, competencies, evidence, furniture, masthead, standing
    from interview.report.sections.paper import TAGS, Paper

    paper = Paper(words(language), language, dossier.language)
    for section in (masthead, standing, competencies, claims, evidence, closing, furniture):
        section.draw(paper, dossier)
    about = About(
        title=one_line(paper.words("report.title", name=dossier.candidate_name, vacancy=dossier.vacancy_title)),
        subject=one_line(paper.words("report.subject", number=dossier.report_number, version=dossier.version)),
        author=one_line(dossier.prepared_by),
        language=TAGS[language],
        made_on=dossier.prepared_on,
        keywords=furniture.retention(paper, dossier),
    )
    return bind(paper.sheet, about)
