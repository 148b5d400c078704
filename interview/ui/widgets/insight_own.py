"""What a rater sees of themselves, and nobody else does."""

from interview.i18n import Language, Words
from interview.i18n.formats import number
from interview.ui.widgets import insight_levels
from interview.ui.widgets.html import Html, div, span, tag
from interview.workflow.insight import OwnProfile

ENDS = 1.0
"""The drawing of leniency runs from this many points below the others to as many above."""
MINUS = "\N{MINUS SIGN}"


def own(profile: OwnProfile, say: Words, language: Language) -> Html:
    """Leniency with its interval, levels used, and the habits beside them; below the threshold one sentence."""
    if profile.leniency is None or profile.low is None or profile.high is None:
        return div("dv-i-own", tag("p", say("insight.own.not_yet", n=profile.candidates, missing=profile.missing)))
    return div(
        "dv-i-own",
        tag("p", _leniency(profile, profile.leniency, say, language), class_="dv-i-said"),
        _strip(profile.leniency, profile.low, profile.high, say, language),
        tag(
            "p",
            say(
                "insight.own.interval",
                points=signed(profile.leniency, language),
                low=signed(profile.low, language),
                high=signed(profile.high, language),
                n=profile.candidates,
            ),
            class_="dv-quiet",
        ),
        _levels(profile, say),
        tag("ul", *(tag("li", line) for line in _habits(profile, say, language)), class_="dv-i-habits"),
    )


def signed(value: float, language: Language) -> str:
    """One decimal with its sign; what rounds to nothing has none."""
    figure = number(abs(value), 1, language)
    if not float(figure.replace(",", ".")):
        return figure
    return (MINUS if value < 0 else "+") + figure


def _leniency(profile: OwnProfile, value: float, say: Words, language: Language) -> str:
    if not profile.settled:
        return say("insight.own.neither")
    return say("insight.own.milder" if value > 0 else "insight.own.stricter", points=number(abs(value), 1, language))


def _strip(value: float, low: float, high: float, say: Words, language: Language) -> Html:
    spoken = say(
        "insight.own.drawn", points=signed(value, language), low=signed(low, language), high=signed(high, language)
    )
    bar = tag("i", class_="dv-i-interval", style=f"left:{_place(low)}%;width:{_place(high) - _place(low)}%")
    dot = tag("i", class_="dv-i-dot", style=f"left:{_place(value)}%")
    line = tag("div", tag("i", class_="dv-i-middle"), bar, dot, class_="dv-i-strip", role="img", aria_label=spoken)
    ends = tag(
        "div",
        *(span("", words) for words in (say("insight.own.strict_end"), "0", say("insight.own.mild_end"))),
        class_="dv-i-ends",
        aria_hidden="true",
    )
    return div("dv-i-drawing", line, ends)


def _place(value: float) -> int:
    """Per cent from the left end of the drawing; what lies beyond an end stands on it."""
    return round(100 * (min(ENDS, max(-ENDS, value)) + ENDS) / (2 * ENDS))


def _levels(profile: OwnProfile, say: Words) -> Html:
    figures = [say("insight.percent", n=round(100 * share)) for _, share in profile.levels]
    head = tag(
        "tr", tag("th", say("insight.level"), scope="row"), *insight_levels.heads([at for at, _ in profile.levels])
    )
    row = tag("tr", tag("th", say("insight.own.given"), scope="row"), *insight_levels.cells(profile.levels, figures))
    return tag("table", tag("thead", head), tag("tbody", row), class_="dv-i-table dv-i-mine")


def _habits(profile: OwnProfile, say: Words, language: Language) -> list[str]:
    lines = []
    if profile.spread is not None and profile.spread_others is not None:
        mine, theirs = number(profile.spread, 1, language), number(profile.spread_others, 1, language)
        width = "same" if mine == theirs else "narrow" if profile.spread < profile.spread_others else "wide"
        lines.append(say(f"insight.own.spread.{width}", own=mine, others=theirs))
    if profile.halo is not None and profile.halo_others is not None:
        figures = {"own": profile.halo, "others": profile.halo_others}
        lines.append(say("insight.own.halo", **{name: number(value, 1, language) for name, value in figures.items()}))
    if profile.agreement is not None:
        lines.append(say("insight.own.agreement", r=number(profile.agreement, 2, language).replace("-", MINUS)))
    return lines
