"""A question of a sealed card, to read: notes, evidence, the judgement and what was amended since."""

from collections.abc import Iterable
from datetime import tzinfo

from interview.i18n import Language, Words, formats
from interview.model.note import Part
from interview.model.rating import Amendment, Outcome
from interview.ui.widgets.html import Html, div, span, tag
from interview.ui.widgets.shapes import level
from interview.workflow.live import LiveQuestion


def question(question: LiveQuestion, spoken: Language, say: Words) -> Html:
    """What was asked, in the language `spoken` in the talk, and the four boxes; evidence is marked."""
    evidence = {(line.part, line.text.strip()) for line in question.rating.evidence} if question.rating else set()
    asked = tag("p", question.text[question.variant], class_="dv-asked", lang=spoken)
    return div("dv-card", asked, *_boxes(question, evidence, say))


def _boxes(question: LiveQuestion, evidence: set[tuple[Part, str]], say: Words) -> Iterable[Html]:
    for part in Part:
        body = question.notes[part].body if part in question.notes else ""
        lines = [line.strip() for line in body.split("\n") if line.strip()]
        shown = [_line(line, (part, line) in evidence, say) for line in lines]
        yield div(
            "dv-box",
            span("dv-strong", say(f"review.part.{part.value}")),
            div("dv-typed", *(shown or [span("dv-quiet", say("review.empty"))])),
        )


def _line(line: str, marked: bool, say: Words) -> Html:
    sign = span("dv-quiet dv-accent", "  ● " + say("card.evidence")) if marked else ""
    return div("", line, sign)


def judgement(outcome: Outcome, figure: int | None, reason: str, say: Words) -> Html:
    """A level, "no evidence", or "not asked" with its reason."""
    if outcome is Outcome.LEVEL:
        return Html(level(figure) + span("dv-unseen", say("review.level", n=figure)))
    if outcome is Outcome.NO_EVIDENCE:
        return Html(level(None) + span("dv-quiet", " " + say("review.no_evidence")))
    return span("dv-quiet", f"{say('review.not_asked')}: {reason}")


def amendment(made: Amendment, language: Language, zone: tzinfo | None, say: Words) -> Html:
    """A later judgement with its reason and day."""
    day = formats.date(made.made_at.astimezone(zone).date(), language)
    what = (
        judgement(made.outcome, made.level, "", say)
        if made.outcome is not Outcome.NOT_ASKED
        else span("", say("review.not_asked"))
    )
    return div("dv-amended", span("dv-quiet", say("card.amended", day=day)), what, span("dv-typed", made.reason))
