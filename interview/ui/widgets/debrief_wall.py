"""The debrief in large type, to be read from the other end of the room."""

from interview.i18n import Language, Words
from interview.ui.widgets import debrief_agenda, debrief_end, debrief_outside, debrief_screen, debrief_talk
from interview.ui.widgets.html import Html, div, span, tag
from interview.workflow.debrief import DebriefView, OpenTopic

MOST_LEFT_OUT = 40


def topic(view: DebriefView, found: OpenTopic, spoken: Language, language: Language, say: Words) -> Html:
    """The chair's topic: question, marks, evidence, and what was settled."""
    at = debrief_screen.places(view).index(debrief_screen.place(found.topic))
    place = span("", say("debrief.place", n=at + 1, of=len(view.agenda)))
    bar = debrief_agenda.steps(view, debrief_screen.place(found.topic))
    agreed = found.topic.agreed
    return div(
        "dv-wall",
        div("dv-wall-top", debrief_talk.about(found.topic, language, say), div("dv-wall-place", place, bar)),
        debrief_talk.question(found, spoken, language, say, briefly=True),
        div(
            "dv-wall-foot",
            tag("p", say("debrief.cause"), " ", tag("b", debrief_talk.cause(agreed, say))),
            tag("p", say("debrief.agreed"), " ", tag("b", debrief_talk.agreement(agreed, say))),
        ),
    )


def between(view: DebriefView, say: Words) -> Html:
    """Before the beginning, with nothing to discuss, and what came of it at the end."""
    if debrief_screen.chair_at(view) == debrief_screen.END and view.open:
        return div("dv-wall", tag("h1", say("debrief.end.moved")), debrief_end.movements(view, say))
    key = debrief_outside.nothing_key(view)
    words = say(f"{key}.text", n=view.alike) if key else say("debrief.waiting")
    return div("dv-wall", tag("h1", view.title), tag("p", tag("b", say(key)), " ", words) if key else tag("p", words))


def more(say: Words) -> list[str]:
    """That lines of evidence are left out for want of room, for every number of them."""
    return [say("debrief.wall.more", n=lines) for lines in range(1, MOST_LEFT_OUT + 1)]
