"""The panel's talk, led by the chair and followed on every screen."""

import streamlit as st

from interview.i18n import Language
from interview.ui.context import Context
from interview.ui.disclose import disclose
from interview.ui.widgets import (
    debrief_agenda,
    debrief_head,
    debrief_open,
    debrief_outside,
    debrief_screen,
    panel_dress,
    vacancy_head,
)
from interview.ui.widgets.debrief_forms import Change, Settlement
from interview.ui.widgets.debrief_screen import END, Screen
from interview.workflow import debrief, panel
from interview.workflow.debrief import DebriefView, OpenTopic

KEY = "debrief"


def render(context: Context) -> None:
    """Read, show, and listen for what others do."""
    vacancy_id = context.asked("vacancy")
    disclose(context, vacancy_id)
    with context.reading() as work:
        head = panel.vacancy_head(work, context.viewer, vacancy_id)
        view = debrief.debrief(work, context.viewer, vacancy_id)
        screen = debrief_screen.screen(view)
        at = debrief_screen.found(view, screen.at)
        ids = (at.interview_id, at.question_id) if at else None
        found = debrief.debrief_topic(work, context.viewer, vacancy_id, *ids) if ids else None
    vacancy_head.show_head(context, head, KEY)
    panel_dress.dress()
    if view.agenda:
        _talk(context, view, screen, found, head.vacancy.interview_language)
    else:
        debrief_outside.nothing(context, view)
    debrief_screen.hear(context, vacancy_id, view.state.version if view.state else 0)


def _talk(context: Context, view: DebriefView, screen: Screen, found: OpenTopic | None, spoken: Language) -> None:
    with st.container(key="debrief", horizontal=True, wrap=False, gap=None):
        with st.container(key="debrief-agenda", width=296):
            chosen = debrief_agenda.draw(view, screen, context.language, context.say)
        with st.container(key="debrief-open"):
            topic = found.topic if found else None
            asked = debrief_head.draw(view, screen, topic, context.language, context.say)
            context.problem_place = st.container(key="problem")
            if found:
                _open(context, view, screen, found, spoken)
            else:
                _outside(context, view, screen)
    if asked:
        debrief_screen.choose(view, screen, follow=asked == "follow")
    if chosen:
        debrief_screen.go(context, view, chosen)
    if asked or chosen:
        context.again()


def _open(context: Context, view: DebriefView, screen: Screen, found: OpenTopic, spoken: Language) -> None:
    wish = debrief_open.draw(view, screen, found, context.viewer, spoken, context.language, context.local, context.say)
    if wish.change:
        _amend(context, view, found, wish.change)
    if wish.settlement:
        _settle(context, view, found, wish.settlement)
    if wish.go:
        debrief_screen.go(context, view, wish.go)
    if wish != debrief_open.NOTHING:
        context.again("debrief.own.kept" if wish.change else "")


def _outside(context: Context, view: DebriefView, screen: Screen) -> None:
    if screen.at != END:
        if debrief_outside.begin(context, view, screen):
            debrief_screen.go(context, view, debrief_screen.places(view)[0])
            context.again()
        return
    asked = debrief_outside.end(context, view, screen)
    if asked:
        with context.open_work() as work:
            if asked == "close":
                debrief.close(work, context.viewer, view.vacancy_id)
            else:
                debrief.show_topic(work, context.viewer, view.vacancy_id, None, None)
        context.again()


def _settle(context: Context, view: DebriefView, found: OpenTopic, wanted: Settlement) -> None:
    topic = found.topic
    with context.open_work() as work:
        debrief.settle(
            work,
            context.viewer,
            view.vacancy_id,
            topic.interview_id,
            topic.question_id,
            kind=wanted.kind,
            level=wanted.level,
            cause=wanted.cause,
            revision=topic.agreed.revision if topic.agreed else 0,
        )


def _amend(context: Context, view: DebriefView, found: OpenTopic, wanted: Change) -> None:
    ids = (view.vacancy_id, wanted.card_id, found.topic.question_id)
    with context.open_work() as work:
        debrief.amend(work, context.viewer, *ids, outcome=wanted.outcome, level=wanted.level, reason=wanted.reason)
    debrief_screen.typing_ended(view)
