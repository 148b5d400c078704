"""Every page, in the order of the bar. A page is `KEY`, its word in the address, and `render(context)`."""

from interview.ui.pages import bank, card, conduct, home, office, review, set_up, start, vacancies, vacancy

IN_THE_BAR = (home, vacancies, bank, office)
PAGES = (*IN_THE_BAR, start, set_up, vacancy, conduct, review, card)
