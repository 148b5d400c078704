"""The two forms under a topic: what the chair settles, and what a rater changes about their own rating."""

from typing import NamedTuple

import streamlit as st

from interview.i18n import Words
from interview.model.debrief import AgreedKind, Cause
from interview.model.rating import Outcome
from interview.ui.components.typing import answer_while_typing
from interview.ui.widgets import debrief_marks, debrief_screen, debrief_talk
from interview.ui.widgets.html import show, tag
from interview.workflow.debrief import DebriefView, Mark, OpenTopic, Topic

NO_AGREEMENT, NO_EVIDENCE = AgreedKind.NO_AGREEMENT.value, AgreedKind.NO_EVIDENCE.value
LEVELS = ("1", "2", "3", "4", "5")


class Settlement(NamedTuple):
    """What the chair chose. `changed`: it differs from what is kept."""

    kind: AgreedKind
    level: int | None
    cause: Cause | None
    changed: bool


class Change(NamedTuple):
    """What a rater makes of their own rating."""

    card_id: str
    outcome: Outcome
    level: int | None
    reason: str


def settlement(topic: Topic, say: Words) -> Settlement:
    """The chair's form. What is chosen stays while the chair looks elsewhere, until it is settled."""
    agreed = topic.agreed
    about = f"{debrief_screen.place(topic)}-{agreed.revision if agreed else 0}"
    causes = list(Cause)
    cause = st.radio(
        say("debrief.cause"),
        causes,
        index=causes.index(agreed.cause) if agreed and agreed.cause else None,
        format_func=lambda one: say(f"debrief.cause.{one.value}"),
        key=f"cause-{about}",
        persist_state="session",
    )
    chosen = st.segmented_control(
        say("debrief.agreed.by_chair"),
        [*LEVELS, NO_EVIDENCE, NO_AGREEMENT],
        default=_kept(topic),
        format_func=lambda one: one if one in LEVELS else say(f"debrief.agreed.{one}"),
        key=f"agreed-{about}",
        persist_state="session",
    )
    kind = AgreedKind(chosen) if chosen in (NO_AGREEMENT, NO_EVIDENCE) else AgreedKind.LEVEL
    changed = chosen != _kept(topic) or cause != (agreed.cause if agreed else None)
    return Settlement(kind, int(chosen) if chosen in LEVELS else None, cause, changed)


def _kept(topic: Topic) -> str | None:
    if topic.agreed is None:
        return None
    return str(topic.agreed.level) if topic.agreed.level else topic.agreed.kind.value


def settled(topic: Topic, say: Words) -> None:
    """What the chair settled, to read."""
    show(
        tag("p", tag("b", say("debrief.cause")), " ", debrief_talk.cause(topic.agreed, say), class_="dv-read"),
        tag("p", tag("b", say("debrief.agreed")), " ", debrief_talk.agreement(topic.agreed, say), class_="dv-read"),
    )


def own_mark(found: OpenTopic, viewer_id: str) -> Mark | None:
    """The viewer's own rating of this answer, if they gave one."""
    marks = (mark for side in found.sides for mark in side.marks)
    return next((mark for mark in marks if mark.rater_id == viewer_id), None)


def own_rating(view: DebriefView, found: OpenTopic, mark: Mark, say: Words) -> Change | None:
    """A rater's form; gives the change when the button is pressed. The reason is kept with every pause in typing."""
    at = debrief_screen.place(found.topic)
    # The last amendment in the key: a new one empties the form.
    about = f"{at}-{mark.rater_id}-{mark.amended.id if mark.amended else 'first'}"
    now = mark.amended or mark.first
    current = _choice(now.outcome, now.level)
    chosen = st.segmented_control(
        say("debrief.own"),
        [*LEVELS, NO_EVIDENCE],
        default=current,
        required=True,
        format_func=lambda one: _label(one, mark, say),
        key=f"own-level-{about}",
        persist_state="session",
    )
    with st.container(key="debrief-reason"):
        reason = st.text_area(
            say("debrief.own.reason"),
            height=68,
            placeholder=say("debrief.own.example"),
            key=f"own-reason-{about}",
            persist_state="session",
        )
    debrief_screen.typing(view, at, f"own-reason-{about}")
    answer_while_typing("debrief-reason", at_once=True)
    outcome, level = _read(chosen)
    words = {"before": _spelled(current, say), "after": debrief_marks.judged(outcome, level, say)}
    label = say("debrief.own.do", **words) if chosen not in (None, current) else say("debrief.own.same")
    pressed = st.button(label, key="amend", disabled=chosen in (None, current))
    return Change(mark.first.scorecard_id, outcome, level, reason) if pressed else None


def _choice(outcome: Outcome, level: int | None) -> str | None:
    return str(level) if level else NO_EVIDENCE if outcome is Outcome.NO_EVIDENCE else None


def _read(chosen: str | None) -> tuple[Outcome, int | None]:
    return (Outcome.LEVEL, int(chosen)) if chosen in LEVELS and chosen else (Outcome.NO_EVIDENCE, None)


def _spelled(choice: str | None, say: Words) -> str:
    return choice if choice in LEVELS and choice else say(f"review.{choice or 'not_asked'}")


def _label(choice: str, mark: Mark, say: Words) -> str:
    words = _spelled(choice, say)
    first = choice == _choice(mark.first.outcome, mark.first.level)
    return say("debrief.own.first", level=words) if first else words
