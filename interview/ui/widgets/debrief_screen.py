"""Which topic this screen shows: the chair's, or for a while its own. Hears of changes without drawing anything."""

from dataclasses import dataclass

import streamlit as st

from interview.ui.context import Context
from interview.workflow import debrief
from interview.workflow.debrief import DebriefView, Topic

END = "end"
"""The last place of the agenda: how everybody moved, and closing."""
POLL_SECONDS = 1.5


@dataclass(frozen=True)
class Screen:
    """What is on this screen. `at` is a place of the agenda (see `place`), empty before the chair began."""

    at: str
    leads: bool
    following: bool
    waits: bool
    """The chair went on, but a reason is being typed here: this screen stays until it is kept or given up."""
    closed: bool


def place(topic: Topic) -> str:
    """The place of a topic on the agenda, as one word."""
    return f"{topic.interview_id}/{topic.question_id}"


def places(view: DebriefView) -> list[str]:
    """Every place in order; the end comes last."""
    return [*map(place, view.agenda), END]


def found(view: DebriefView, at: str) -> Topic | None:
    """The item at a place."""
    return next((topic for topic in view.agenda if place(topic) == at), None)


def screen(view: DebriefView) -> Screen:
    """What this screen shows now."""
    closed = view.state is not None and view.state.closed_at is not None
    leads = view.leads and not closed
    chair = chair_at(view)
    own = "" if leads else _own(view)
    busy = _busy_at(view)
    waits = not leads and not own and busy not in ("", chair)
    at = busy if waits else own or chair
    return Screen(at=at, leads=leads, following=not own and not waits, waits=waits, closed=closed)


def chair_at(view: DebriefView) -> str:
    """Where the chair is: a place, `END` after the last item, empty before the beginning."""
    if view.state is None:
        return ""
    if view.state.closed_at is not None or view.state.interview_id is None:
        return END
    return f"{view.state.interview_id}/{view.state.question_id}"


def go(context: Context, view: DebriefView, at: str) -> None:
    """Go to a place: the chair takes every screen along, anybody else leaves the chair until they follow again."""
    closed = view.state is not None and view.state.closed_at is not None
    if view.leads and not closed:
        topic = found(view, at)
        ids = (topic.interview_id, topic.question_id) if topic else (None, None)
        with context.open_work() as work:
            debrief.show_topic(work, context.viewer, view.vacancy_id, *ids)
    else:
        st.session_state[_own_at(view.vacancy_id)] = "" if at == chair_at(view) else at
        typing_ended(view)


def choose(view: DebriefView, screen: Screen, *, follow: bool) -> None:
    """Follow the chair again, or stay where this screen is while the chair goes on."""
    st.session_state[_own_at(view.vacancy_id)] = "" if follow else screen.at
    typing_ended(view)


def typing(view: DebriefView, at: str, key: str) -> None:
    """Remember that the box with this `key` belongs to the topic shown, so that nothing pulls it away."""
    st.session_state[_typing_at(view.vacancy_id)] = (at, key)


def typing_ended(view: DebriefView) -> None:
    """The reason was kept, or somebody turned to another topic: nothing holds this screen back."""
    st.session_state.pop(_typing_at(view.vacancy_id), None)


@st.fragment(run_every=POLL_SECONDS)
def hear(context: Context, vacancy_id: str, seen: int) -> None:
    """Ask for the version only; when it changed the page runs anew, and what is typed stays where it is."""
    with context.reading() as work:
        changed = debrief.version(work, context.viewer, vacancy_id) != seen
    if changed:
        st.rerun()


def _own(view: DebriefView) -> str:
    own = str(st.session_state.get(_own_at(view.vacancy_id), ""))
    return own if own in places(view) else ""


def _busy_at(view: DebriefView) -> str:
    """The place whose reason is being typed on this screen, empty for none."""
    busy = st.session_state.get(_typing_at(view.vacancy_id))
    if busy is None or busy[0] not in places(view):
        return ""
    return busy[0] if str(st.session_state.get(busy[1]) or "").strip() else ""


def _own_at(vacancy_id: str) -> str:
    return f"debrief-own-{vacancy_id}"


def _typing_at(vacancy_id: str) -> str:
    return f"debrief-typing-{vacancy_id}"
