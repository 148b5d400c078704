"""The end of the debrief: what was agreed, how far everybody moved, and towards whom."""

from interview.i18n import Language, Words
from interview.ui.widgets import debrief_talk
from interview.ui.widgets.html import Html, div, span, tag
from interview.workflow.debrief import DebriefView
from interview.workflow.movement import Movement


def movements(view: DebriefView, say: Words) -> Html:
    """Everybody, also who stayed."""
    head = [say(f"debrief.moved.{name}") for name in ("rater", "how_far", "towards")]
    rows = [tag("tr", tag("th", one.name, scope="row"), *map(_cell, _moved(one, say))) for one in view.movements]
    return _table(head, rows)


def _moved(one: Movement, say: Words) -> tuple[str, str]:
    if not one.changed:
        return say("debrief.moved.not"), ""
    ways = [say(f"debrief.moved.{way}", n=times) for way, times in (("up", one.up), ("down", one.down)) if times]
    far = say("debrief.moved.far", n=one.changed, ways=", ".join(ways), levels=say("debrief.levels", n=one.levels))
    return far, ", ".join(say("debrief.moved.to", n=times, name=name) for name, times in one.towards)


def settlements(view: DebriefView, language: Language, say: Words) -> Html:
    """Every topic with what came of it."""
    head = [say(f"debrief.settlement.{name}") for name in ("candidate", "question", "first", "agreed", "cause")]
    rows = [
        tag(
            "tr",
            tag("th", topic.candidate, scope="row"),
            _cell(f"{say('debrief.number', n=topic.number)} {topic.competency.get(language)}"),
            _cell(" · ".join(map(str, topic.levels))),
            tag("td", tag("b", debrief_talk.agreement(topic.agreed, say))),
            _cell(debrief_talk.cause(topic.agreed, say)),
        )
        for topic in view.agenda
    ]
    return _table(head, rows)


def _cell(words: str) -> Html:
    return tag("td", words)


def _table(head: list[str], rows: list[Html]) -> Html:
    heads = tag("tr", *(tag("th", words, scope="col") for words in head))
    table = tag("table", tag("thead", heads), tag("tbody", *rows), class_="dv-matrix dv-outcome")
    return div("dv-matrix-window", table)


def left_open(view: DebriefView, say: Words) -> Html:
    """How many topics were not settled."""
    missing = len(view.agenda) - view.settled
    return span("dv-quiet", say("debrief.end.open", n=missing) if missing else say("debrief.end.all"))
