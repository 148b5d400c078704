"""Numbers, dates and times as each language writes them. Rounding is half away from zero, on paper and screen alike."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from babel import dates

from interview.model.language import Language

_LOCALE = {"nl": "nl_NL", "en": "en_GB"}


def number(value: float | Decimal, decimals: int, language: Language) -> str:
    """`3.25` with one decimal is `3,3` in Dutch and `3.3` in English."""
    step = Decimal(1).scaleb(-decimals)
    # repr of a float is the shortest text that gives it back: 3.25 stays 3.25, where the binary value might round down.
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    figure = str(exact.quantize(step, ROUND_HALF_UP))
    return figure.replace(".", ",") if language == "nl" else figure


def date(value: dt.date, language: Language) -> str:
    """`19 nov 2026` / `19 Nov 2026`."""
    return dates.format_date(value, "d MMM yyyy", locale=_LOCALE[language]).replace(".", "")


def long_date(value: dt.date, language: Language) -> str:
    """`19 november 2026` / `19 November 2026`."""
    return dates.format_date(value, "d MMMM yyyy", locale=_LOCALE[language])


def weekday(value: dt.date, language: Language) -> str:
    """`donderdag 19 november` / `Thursday 19 November`, without the year."""
    return dates.format_date(value, "EEEE d MMMM", locale=_LOCALE[language])


def time(value: dt.datetime, language: Language) -> str:
    """`10:42`, in the time zone the value carries."""
    return dates.format_time(value, "HH:mm", locale=_LOCALE[language])


def minutes(seconds: int) -> str:
    """`4:10` for 250 seconds."""
    return f"{seconds // 60}:{seconds % 60:02d}"
