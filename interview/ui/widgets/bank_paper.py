"""A question as the printed guide has it: one page with room to write, and the five anchors at its foot."""

from interview.i18n import Language, Words
from interview.ui.widgets.html import Html, div, span, tag
from question_bank import LEVELS, PARTS, Competency, Question

LINES = {"situation": 4, "task": 2, "action": 6, "result": 4}
"""Ruled lines for each part of the answer, as on paper."""


def page(number: int, question: Question, competency: Competency | None, language: Language, say: Words) -> Html:
    """The page of one question; always dark on white, since it stands for paper."""
    name = competency.name.get(language) if competency else ""
    head = div("dv-p-head", span("dv-p-number", str(number)), span("dv-p-name", name))
    probes = [tag("li", probe.get(language)) for part in PARTS for probe in question.probes.of(part)]
    parts = [_part(part, say) for part in PARTS]
    cells = [
        div("dv-p-cell", tag("i"), tag("b", str(level)), tag("p", question.anchors.at(level).get(language)))
        for level in LEVELS
    ]
    return tag(
        "div",
        head,
        tag("p", question.text.get(language), class_="dv-p-asked"),
        tag("p", tag("b", say("guide.outside_work")), " ", question.outside_work.get(language), class_="dv-p-outside"),
        tag("p", say("guide.probes"), class_="dv-p-label"),
        tag("ul", *probes, class_="dv-q-ticks"),
        *parts,
        tag("p", say("guide.rating"), class_="dv-p-label"),
        div("dv-p-cells", *cells),
        class_="dv-paper",
        lang=language,
    )


def _part(part: str, say: Words) -> Html:
    ruled = Html("<hr>" * LINES[part])
    return div("dv-p-part", span("dv-p-label", say(f"bank.part.{part}")), div("dv-p-rules", ruled))
