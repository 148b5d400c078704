"""What lies on the table: the question, who speaks first, and both sides' evidence."""

from collections.abc import Callable
from datetime import datetime

from interview.i18n import Language, Words, formats
from interview.model.debrief import Agreed, AgreedKind
from interview.ui.widgets import debrief_marks
from interview.ui.widgets.html import Html, div, span, tag
from interview.workflow.debrief import Mark, OpenTopic, Side, Speaker, Topic


def about(topic: Topic, language: Language, say: Words) -> Html:
    """Whom and which competency it is about, and how much it weighs."""
    weight = formats.number(topic.weight, 0, language)
    words = say("debrief.weighs", competency=topic.competency.get(language), weight=weight)
    return tag("p", tag("b", topic.candidate), " ", words, class_="dv-about")


def question(found: OpenTopic, spoken: Language, language: Language, say: Words, *, briefly: bool = False) -> Html:
    """The question, its anchors with the marks, the order of speaking (`briefly`: without figures) and the evidence."""
    number = span("dv-number", say("debrief.number", n=found.topic.number))
    return div(
        "dv-table",
        tag("h2", number, tag("span", found.text, lang=spoken), class_="dv-question"),
        debrief_marks.scale(found, spoken, say),
        _speakers(found, None if briefly else language, say),
        div("dv-sides", *(_side(side, say) for side in found.sides)),
        _reasons(found, say),
    )


def _speakers(found: OpenTopic, language: Language | None, say: Words) -> Html:
    """Who begins and why, then the others; without a language, no figures."""
    parts: list[object] = []
    for place, speaker in enumerate(found.speakers):
        words = say("debrief.speaks.first" if place == 0 else "debrief.speaks.then", name=speaker.name)
        why = _why(speaker, language, say)
        parts += [", " if place else "", tag("b", words) if why else words, *why]
    return tag("p", *parts, ".", class_="dv-speakers")


def _why(speaker: Speaker, language: Language | None, say: Words) -> list[Html]:
    reasons = [say("debrief.speaks.least_senior")] if speaker.why == "least_senior" else []
    if speaker.off is not None and language is None:
        reasons.append(say("debrief.speaks.furthest"))
    elif speaker.off is not None and language:
        off = formats.number(abs(speaker.off), 1, language)
        reasons.append(say(f"debrief.off.{'above' if speaker.off > 0 else 'below'}", off=off))
    return [span("dv-why", f" ({'; '.join(reasons)})")] if reasons else []


def _side(side: Side, say: Words) -> Html:
    names = ", ".join(mark.name for mark in side.marks)
    figure = span("dv-side-level", debrief_marks.judged(side.outcome, side.level, say))
    lines = [
        div("dv-evidence", span("dv-evidence-part", part.value), span("dv-typed", text)) for part, text in side.evidence
    ]
    shown = lines or [tag("p", say("debrief.no_lines"), class_="dv-quiet")]
    return tag("section", tag("h3", figure, " ", names), *shown, class_="dv-side")


def _reasons(found: OpenTopic, say: Words) -> Html:
    """What was amended, with the reason of whoever did."""
    changed = [mark for side in found.sides for mark in side.marks if mark.amended]
    return div("dv-reasons", *(_reason(mark, say) for mark in changed)) if changed else Html("")


def _reason(mark: Mark, say: Words) -> Html:
    why = mark.amended.reason if mark.amended else ""
    return tag("p", tag("b", debrief_marks.spelled(mark, say)), ". ", span("dv-typed", why))


def kept(found: OpenTopic, local: Callable[[datetime], datetime], language: Language, say: Words) -> Html:
    """When it was settled and what stood before; first ratings never change."""
    stays = say("debrief.first_stays")
    if found.topic.agreed is None:
        return tag("p", stays, class_="dv-kept-line")
    time = formats.time(local(found.topic.agreed.set_at), language)
    said = [say("debrief.settled_at", time=time)]
    earlier = ", ".join(agreement(one, say) for one in found.history[:-1])
    said += [say("debrief.settled_before", levels=earlier)] if earlier else []
    return tag("p", " ".join([*said, stays]), class_="dv-kept-line")


def agreement(agreed: Agreed | None, say: Words) -> str:
    """What was settled, in a word or a figure."""
    if agreed is None:
        return say("debrief.agreed.not_yet")
    if agreed.kind is AgreedKind.LEVEL:
        return str(agreed.level)
    return say(f"debrief.agreed.{agreed.kind.value}")


def cause(agreed: Agreed | None, say: Words) -> str:
    """Why the raters differed, as the panel saw it."""
    return say(f"debrief.cause.{agreed.cause.value}") if agreed and agreed.cause else say("debrief.cause.none")
