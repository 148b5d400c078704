"""A guide in full: its blocks, what stands beside a question, and its weights."""

from collections.abc import Sequence

from interview.i18n import Language, Words
from interview.ui.widgets.html import Html, div, span, tag
from question_bank import Bilingual, Block, FrozenGuide, Question


def block(title: str, told: Block, language: Language, say: Words, more: Sequence[Bilingual] = ()) -> Html:
    """An unrated part of the talk, line by line."""
    head = div("dv-section", tag("h2", title), span("dv-beside", say("bank.minutes", n=told.minutes)))
    lines = (tag("li", line.get(language)) for line in (*told.script, *more))
    return div("dv-g-block", head, tag("ul", *lines, class_="dv-g-lines", lang=language))


def facts(question: Question, frozen: FrozenGuide, minutes: int, language: Language, say: Words) -> Html:
    """Competency and minutes, beside a question."""
    name = frozen.competency(question.competency).name.get(language)
    return tag("p", f"{name} · {say('bank.min', n=minutes)}", class_="dv-quiet dv-g-facts")


def weights(frozen: FrozenGuide, language: Language) -> Html:
    """The share of each competency in the overall mean, per cent."""
    rows = [
        div("dv-g-weight", span("", frozen.competency(id).name.get(language)), span("dv-strong", f"{share} %"))
        for id, share in frozen.guide.weights.items()
    ]
    return div("", *rows)
