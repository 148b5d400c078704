"""Every page, in the order of the bar. A page is `KEY`, its word in the address, and `render(context)`."""

from interview.ui.pages import (
    assemble,
    bank,
    card,
    conduct,
    exchange,
    guide,
    home,
    office,
    question,
    review,
    set_up,
    start,
    vacancies,
    vacancy,
    write_question,
)

IN_THE_BAR = (home, vacancies, bank, office)
IN_THE_BANK = (question, write_question, guide, assemble, exchange)
PAGES = (*IN_THE_BAR, start, set_up, vacancy, conduct, review, card, *IN_THE_BANK)
