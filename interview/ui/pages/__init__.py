"""Every page, in the order of the bar. A page is `KEY`, its word in the address, and `render(context)`."""

from interview.ui.pages import (
    assemble,
    bank,
    card,
    comparison,
    conduct,
    debrief,
    decision,
    evidence,
    exchange,
    fairness,
    guide,
    home,
    office,
    panel,
    question,
    raters,
    review,
    set_up,
    start,
    vacancies,
    vacancy,
    wall,
    write_question,
)

IN_THE_BAR = (home, vacancies, bank, office)
IN_THE_BANK = (question, write_question, guide, assemble, exchange)
IN_THE_VACANCY = (vacancy, panel, debrief, comparison, decision, raters)
"""The sections of a vacancy, in the order of their tabs."""
PAGES = (*IN_THE_BAR, start, set_up, *IN_THE_VACANCY, evidence, fairness, wall, conduct, review, card, *IN_THE_BANK)
