"""Rows of the set-up form: panel members and candidates. A row without a name and an address is not there."""

from datetime import date, datetime, time, tzinfo
from typing import Literal, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from interview.errors import InputError
from interview.i18n import Words
from interview.model.panel import Person, Role
from interview.workflow.prepare import NewCandidate, NewMember

Shown = Literal["visible", "collapsed"]
ROLES: dict[str, frozenset[Role]] = {
    "interviewer": frozenset({Role.INTERVIEWER}),
    "interviewer_chair": frozenset({Role.INTERVIEWER, Role.CHAIR}),
    "chair": frozenset({Role.CHAIR}),
    "hr": frozenset({Role.HR}),
}


def member(number: int, say: Words, you: Person | None = None) -> NewMember | None:
    """Row `number` from 0; in row 0 sits who fills in the form. None for an empty row."""
    first = number == 0
    name, email, role = st.columns([5, 5, 4], vertical_alignment="bottom")
    shown: Shown = "visible" if first else "collapsed"
    typed = name.text_input(
        say("setup.member.name") if first else say("setup.member.name_n", n=number + 1),
        value=you.name if you and first else "",
        key=f"setup-member-{number}-name",
        placeholder=say("setup.member.you") if first else "",
        label_visibility=shown,
        autocomplete="off",
    )
    address = email.text_input(
        say("setup.email") if first else say("setup.email_n", n=number + 1),
        value=you.email if you and first else "",
        key=f"setup-member-{number}-email",
        label_visibility=shown,
        autocomplete="off",
    )
    chosen = role.selectbox(
        say("setup.role") if first else say("setup.role_n", n=number + 1),
        list(ROLES),
        index=1 if first else 0,
        format_func=lambda key: say(f"setup.role.{key}"),
        key=f"setup-member-{number}-role",
        label_visibility=shown,
    )
    if not typed.strip() and not address.strip():
        return None
    return NewMember(name=typed, email=address, roles=ROLES[chosen])


def new_member(prefix: str, say: Words) -> NewMember | None:
    """One panel member to add later, the fields under each other. None without a name."""
    name = st.text_input(say("setup.member.name"), key=f"{prefix}-name", autocomplete="off")
    email = st.text_input(say("setup.email"), key=f"{prefix}-email", autocomplete="off")
    role = st.selectbox(
        say("setup.role"), list(ROLES), format_func=lambda key: say(f"setup.role.{key}"), key=f"{prefix}-role"
    )
    return NewMember(name=name, email=email, roles=ROLES[role]) if name.strip() or email.strip() else None


class When(NamedTuple):
    """The two boxes of a moment, as filled in."""

    day: date | None
    clock: time | None

    def at(self, zone: tzinfo | None) -> datetime | None:
        """The moment on the clock of `zone`, None when both are empty. Errors: `InputError` when one of them is."""
        if self.day is None and self.clock is None:
            return None
        if self.day is None or self.clock is None:
            raise InputError("planned_half", field="planned_at")
        return datetime.combine(self.day, self.clock, zone)


class CandidateRow(NamedTuple):
    """A candidate as filled in."""

    name: str
    email: str
    little_experience: bool
    when: When

    def wanted(self, zone: tzinfo | None) -> NewCandidate:
        """The candidate, with times on the clock of `zone`. Errors: `InputError` for half a moment."""
        return NewCandidate(
            name=self.name,
            email=self.email,
            little_experience=self.little_experience,
            planned_at=self.when.at(zone),
        )


def when(
    places: tuple[DeltaGenerator, DeltaGenerator], planned: datetime | None, number: str, key: str, say: Words
) -> When:
    """A day and a time, two boxes: one box for both gives nothing at all while either of them is missing.

    `planned` is on the clock of the browser; `number` is the candidate's where rows have no visible labels.
    """
    shown: Shown = "collapsed" if number else "visible"
    day = places[0].date_input(
        say("setup.planned_n", n=number) if number else say("setup.planned"),
        planned.date() if planned else None,
        format="DD-MM-YYYY",
        key=f"{key}-day",
        label_visibility=shown,
    )
    clock = places[1].time_input(
        say("setup.time_n", n=number) if number else say("setup.time"),
        planned.time() if planned else None,
        key=f"{key}-time",
        label_visibility=shown,
    )
    return When(day, clock)


def candidate(number: int, say: Words, prefix: str = "setup") -> CandidateRow | None:
    """Row `number` from 0. None for an empty row."""
    first = number == 0
    with st.container(key=f"candidate-row-{prefix}-{number}"):
        name, email, day, clock, experience = st.columns([3, 3, 4, 3, 4], vertical_alignment="bottom")
    shown: Shown = "visible" if first else "collapsed"
    typed = name.text_input(
        say("setup.candidate.name") if first else say("setup.candidate.name_n", n=number + 1),
        key=f"{prefix}-candidate-{number}-name",
        label_visibility=shown,
        autocomplete="off",
    )
    address = email.text_input(
        say("setup.email") if first else say("setup.candidate.email_n", n=number + 1),
        key=f"{prefix}-candidate-{number}-email",
        label_visibility=shown,
        autocomplete="off",
    )
    planned = when((day, clock), None, "" if first else str(number + 1), f"{prefix}-candidate-{number}", say)
    little = experience.checkbox(
        say("setup.little_experience") if first else say("setup.little_experience_n", n=number + 1),
        key=f"{prefix}-candidate-{number}-little",
    )
    if not typed.strip() and not address.strip():
        return None
    return CandidateRow(typed, address, little, planned)
