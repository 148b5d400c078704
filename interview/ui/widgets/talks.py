"""Rows about talks and what waits: who, when, which vacancy, how far the panel is."""

from datetime import datetime

from interview.i18n import Language, Words, formats
from interview.model.scorecard import CardState
from interview.ui.widgets.html import Html, div, span
from interview.ui.widgets.shapes import FULL, HALF, RING, dot, initials
from interview.workflow.home import RaterMark, Step, Talk, VacancyLine, Waiting, WaitingTask

LEGEND_SHAPES = ((True, "home.sealed"), (False, "home.open"))


def talk(talk: Talk, app: Language, say: Words, at: datetime | None, day: str = "") -> Html:
    """One talk. `at` is its time on the clock of the browser; `day` stands above the time when it is not today."""
    past = talk.step is Step.SEALED
    when = formats.time(at, app) if at else say("home.no_time")
    clock = span("dv-quiet" if past or not at else "dv-strong", when)
    return div(
        "dv-grid dv-talk",
        div("dv-clock", span("dv-quiet", day) if day else "", clock),
        _stacked("dv-strong dv-name", talk.candidate, *_beneath(talk, app, say)),
        _stacked("", talk.vacancy, "dv-quiet", say("home.guide", guide=talk.guide, version=talk.guide_version)),
        panel(talk.raters, say),
    )


def talk_short(talk: Talk, app: Language, say: Words, at: datetime | None, day: str) -> Html:
    """One talk on the page of its vacancy, where the vacancy need not be named."""
    when = f"{day} {formats.time(at, app)}" if at else say("home.no_time")
    below_class, below = _beneath(talk, app, say) if talk.step is Step.CONTINUE else ("", "")
    return div(
        "dv-grid dv-talk-short",
        _stacked("dv-strong dv-name", talk.candidate, below_class, below),
        span("dv-quiet", when),
        panel(talk.raters, say),
    )


def _beneath(talk: Talk, app: Language, say: Words) -> tuple[str, str]:
    if talk.step is Step.CONTINUE:
        at = min(max(talk.position, 1), talk.questions)
        return "dv-small dv-accent", say("home.busy", n=at, of=talk.questions)
    if talk.language != app:
        return "dv-quiet", say(f"home.in_language.{talk.language}")
    return "dv-quiet", ""


def _stacked(class_: str, first: str, below_class: str, second: str) -> Html:
    below = div(below_class, second) if second else ""
    return div("dv-line", div(class_, first), below)


def panel(raters: tuple[RaterMark, ...], say: Words) -> Html:
    """The panel as circles with a sentence: who has handed in, never what."""
    raters = tuple(sorted(raters, key=lambda mark: mark.name.casefold()))
    done = [mark for mark in raters if mark.state is not CardState.OPEN]
    circles = (
        initials(
            mark.initials,
            mark.name,
            sealed=mark.state is not CardState.OPEN,
            words=say("home.sealed" if mark.state is not CardState.OPEN else "home.open"),
        )
        for mark in raters
    )
    return div("dv-line", div("dv-circles", *circles), div("dv-tiny", _count(len(done), len(raters), say)))


def _count(done: int, raters: int, say: Words) -> str:
    if not raters:
        return say("home.no_raters")
    if done:
        return say("home.sealed_of", n=done, of=raters)
    return say("home.both_open") if raters == 2 else say("home.all_open", n=raters)


def legend(say: Words) -> Html:
    """What the circles mean."""
    signs = [
        span("dv-state", span(f"dv-initials dv-mini{' dv-sealed' if sealed else ''}"), span("", say(key)))
        for sealed, key in LEGEND_SHAPES
    ]
    return div("dv-legend dv-tiny", *signs, span("", say("home.seal_rule")))


def waiting(task: WaitingTask, app: Language, say: Words) -> Html:
    """Something that waits for the viewer."""
    shape = {Waiting.SUBMIT: HALF, Waiting.DEBRIEF: FULL}.get(task.kind, RING)
    since = f", {formats.date(task.since, app)}" if task.since else ""
    everybody = f"{task.vacancy}: {say('home.candidates', n=len(task.candidates))}"
    below = everybody if task.kind is Waiting.DEBRIEF else f"{', '.join(task.candidates)}{since}"
    return div(
        "dv-waiting",
        dot(shape),
        div("dv-line", div("dv-strong", say(f"home.waiting.{task.kind.value}")), div("dv-quiet", below)),
    )


def vacancy(line: VacancyLine, say: Words) -> Html:
    """One vacancy, after its title."""
    return div(
        "dv-grid dv-vacancy",
        span("dv-quiet", say("home.guide", guide=line.guide, version=line.guide_version)),
        span("dv-small", say("home.candidates", n=line.candidates)),
        span("dv-small", say("home.interviewed", n=line.interviewed)),
        _stand(line, say),
    )


def _stand(line: VacancyLine, say: Words) -> Html:
    left = line.candidates - line.interviewed
    if line.closed_on:
        return span("dv-state dv-end", dot(FULL), say("home.closed"))
    if line.panel_differs:
        return span("dv-state dv-is-half dv-end", dot(HALF), say("home.panel_differs"))
    if left:
        return span("dv-state dv-end", dot(RING), say("home.to_interview", n=left))
    return span(
        "dv-state dv-is-full dv-end", dot(FULL), say("home.all_interviewed" if line.candidates else "home.none_yet")
    )
