"""The left side of the debrief: how far the panel is, and what there is to talk about."""

from interview.i18n import Language, Words, formats
from interview.model.debrief import AgreedKind
from interview.ui.components.agenda import AgendaRow, agenda
from interview.ui.widgets import debrief_screen, debrief_talk
from interview.ui.widgets.debrief_screen import END, Screen
from interview.ui.widgets.html import Html, div, show, span, tag
from interview.workflow.debrief import DebriefView, Topic


def draw(view: DebriefView, screen: Screen, language: Language, say: Words) -> str:
    """Show it; gives the place somebody went to, else an empty string."""
    count = tag(
        "p", tag("b", say("debrief.settled", n=view.settled, of=len(view.agenda))), " ", say("debrief.settled.in")
    )
    show(steps(view, screen.at), div("dv-progress-words", count), tag("p", say("debrief.order"), class_="dv-order"))
    weighed = len({formats.number(topic.weight, 0, language) for topic in view.agenda}) > 1
    rows = [_row(topic, screen, language, say, weighed=weighed) for topic in view.agenda]
    rows.append(
        AgendaRow(
            id=END,
            title=say("debrief.end"),
            about=say("debrief.end.about"),
            side="",
            levels=(),
            spoken="",
            settled=screen.closed,
            here=screen.at == END,
        )
    )
    chosen = agenda(rows, say("debrief.agenda"), _heard(view, screen.at, say), key=f"agenda-{view.vacancy_id}")
    show(*_beneath(view, say))
    return chosen


def steps(view: DebriefView, at: str) -> Html:
    """A bar with a step for every topic: settled, at hand, still to come. Said in words beside it."""
    kinds = [
        "dv-done" if topic.agreed else "dv-here" if debrief_screen.place(topic) == at else "dv-todo"
        for topic in view.agenda
    ]
    return Html(f'<div class="dv-progress" aria-hidden="true">{"".join(span(kind) for kind in kinds)}</div>')


def _heard(view: DebriefView, at: str, say: Words) -> str:
    """What is at hand now, for a screen reader."""
    topic = debrief_screen.found(view, at)
    if topic is None:
        return say("debrief.end") if at == END else ""
    here = view.agenda.index(topic) + 1
    return say("debrief.heard", n=here, of=len(view.agenda), name=topic.candidate, number=topic.number)


def _row(topic: Topic, screen: Screen, language: Language, say: Words, *, weighed: bool) -> AgendaRow:
    """`weighed`: the weights differ, so that they explain the order."""
    at = debrief_screen.place(topic)
    about = f"{say('debrief.number', n=topic.number)} {topic.competency.get(language)}"
    return AgendaRow(
        id=at,
        title=topic.candidate,
        about=f"{about}, {formats.number(topic.weight, 0, language)}%" if weighed else about,
        side=_side(topic, screen.at == at, say),
        levels=topic.levels,
        spoken=say("debrief.apart", n=topic.apart),
        settled=topic.agreed is not None,
        here=screen.at == at,
    )


def _side(topic: Topic, here: bool, say: Words) -> str:
    if topic.agreed:
        words = debrief_talk.agreement(topic.agreed, say)
        return say("debrief.agreed.short", level=words) if topic.agreed.kind is AgreedKind.LEVEL else words
    if here:
        return say("debrief.now")
    if topic.mostly_leniency:
        return say("debrief.mostly_leniency")
    return "" if topic.must else say("debrief.if_time")


def _beneath(view: DebriefView, say: Words) -> list[Html]:
    lines = [say("debrief.alike", n=view.alike)] if view.alike else []
    if view.sealed:
        lines.append(say("debrief.sealed", names=", ".join(view.sealed)))
    return [tag("p", line, class_="dv-quiet") for line in lines]
