"""A question of the bank, in full."""

from interview.i18n import Language, Words
from interview.ui.widgets.html import Html, div, span, tag
from question_bank import LEVELS, PARTS, Question


def question(question: Question, language: Language, say: Words) -> tuple[Html, ...]:
    """The question, its variant outside work, its probes, its five anchors and what to watch for."""
    probes = [
        tag("li", tag("b", say(f"bank.part.{part}"), ": "), probe.get(language))
        for part in PARTS
        for probe in question.probes.of(part)
    ]
    anchors = [
        div("dv-anchor", span("dv-level", str(level)), span("dv-line", question.anchors.at(level).get(language)))
        for level in LEVELS
    ]
    return (
        tag("h3", question.text.get(language)),
        tag("p", tag("b", say("bank.outside_work"), ": "), question.outside_work.get(language)),
        tag("h4", say("bank.probes")),
        tag("ul", *probes),
        tag("h4", say("bank.anchors")),
        *anchors,
        tag("h4", say("bank.watch_for")),
        tag("p", question.watch_for.get(language)),
    )
