"""Today: the talks of the viewer, what waits for them, and their vacancies."""

import streamlit as st

from interview.i18n import formats
from interview.ui.context import Context
from interview.ui.pages import start
from interview.ui.widgets import frame, talks
from interview.ui.widgets.html import literal, show
from interview.workflow import conduct
from interview.workflow import home as today
from interview.workflow.home import Home, Step, Talk, Waiting

KEY = "home"


def render(context: Context) -> None:
    """Read, show, act."""
    with context.reading() as work:
        view = today.home(work, context.viewer, context.now, context.language)
    if not view.vacancies:
        start.render(context)
        return
    start.example_banner(context, view.has_example)
    day = formats.weekday(context.now.date(), context.language)
    frame.title(day[0].upper() + day[1:], beside=_next(context, view))
    left, right = frame.sides(752, 304)
    with left:
        chosen = _talks(context, view)
    with right:
        _waiting(context, view)
    _vacancies(context, view)
    if chosen:
        _begin(context, chosen)


def _next(context: Context, view: Home) -> str:
    if view.next_at is None or not view.today:
        return ""
    at = context.local(view.next_at)
    count = context.say("home.count", n=len(view.today))
    if at.date() != context.now.date():
        return count
    return context.say("home.count_next", count=count, time=formats.time(at, context.language))


def _talks(context: Context, view: Home) -> Talk | None:
    with frame.rows("today"):
        frame.section(context.say("home.today"))
        chosen = [talk for talk in view.today if _talk(context, talk)]
    if view.today:
        show(talks.legend(context.say))
    else:
        frame.quiet(_none_today(context, view))
    if view.unplanned:
        with frame.rows("also-open"):
            frame.section(context.say("home.also_open"))
            chosen += [talk for talk in view.unplanned if _talk(context, talk, day=True)]
    return chosen[0] if chosen else None


def _none_today(context: Context, view: Home) -> str:
    if view.next_at is None:
        return context.say("home.none_planned")
    at = context.local(view.next_at)
    day, time = formats.weekday(at.date(), context.language), formats.time(at, context.language)
    return context.say("home.none_today", day=day, time=time)


def _talk(context: Context, talk: Talk, *, day: bool = False) -> bool:
    at = context.local(talk.planned_at) if talk.planned_at else None
    date = formats.date(at.date(), context.language) if day and at else ""
    with frame.row(f"talk-{talk.interview_id}", talks.talk(talk, context.language, context.say, at, date), end=116):
        if talk.step in (Step.START, Step.CONTINUE):
            under_way = talk.step is Step.CONTINUE
            label = context.say(f"home.{talk.step.value}")
            return st.button(label, key=f"begin-{talk.card_id}", type="primary" if under_way else "secondary")
        if talk.step is Step.SEALED and talk.card_id:
            link = context.say("home.sealed_mine")
            st.page_link(context.pages["card"], label=link, query_params={"card": talk.card_id})
    return False


def _waiting(context: Context, view: Home) -> None:
    with frame.rows("waiting"):
        frame.section(context.say("home.waiting"))
        for task in view.waiting:
            markup = talks.waiting(task, context.language, context.say)
            with frame.row(f"wait-{task.kind.value}-{task.card_id or task.vacancy_id}", markup):
                if task.kind is Waiting.SUBMIT and task.card_id:
                    page, ids = "review", {"card": task.card_id}
                else:
                    page, ids = "debrief", {"vacancy": task.vacancy_id}
                label = context.say(f"home.waiting.{task.kind.value}.link")
                st.page_link(context.pages[page], label=label, query_params=ids)
    if not view.waiting:
        frame.quiet(context.say("home.nothing_waits"))


def _vacancies(context: Context, view: Home) -> None:
    with frame.rows("vacancies"):
        frame.section(context.say("home.vacancies"))
        with st.container(key="new-vacancy", width="content"):
            st.page_link(context.pages["set_up"], label=context.say("home.new_vacancy"))
        for line in view.vacancies:
            with frame.led_row(f"vacancy-{line.vacancy_id}", talks.vacancy(line, context.say)):
                ids = {"vacancy": line.vacancy_id}
                st.page_link(context.pages["vacancy"], label=literal(line.title), query_params=ids)


def _begin(context: Context, talk: Talk) -> None:
    with context.open_work() as work:
        conduct.start(work, context.viewer, talk.card_id or "")
    context.go("conduct", card=talk.card_id or "")
