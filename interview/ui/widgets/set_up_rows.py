"""Rows of the set-up form: panel members and candidates. A row without a name and an address is not there."""

from datetime import datetime, tzinfo
from typing import Literal

import streamlit as st

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


def candidate(number: int, say: Words, zone: tzinfo | None, prefix: str = "setup") -> NewCandidate | None:
    """Row `number` from 0; the time is read on the clock of `zone`. None for an empty row."""
    first = number == 0
    name, email, when, experience = st.columns([4, 4, 5, 4], vertical_alignment="bottom")
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
    planned = when.datetime_input(
        say("setup.planned") if first else say("setup.planned_n", n=number + 1),
        value=None,
        key=f"{prefix}-candidate-{number}-planned",
        label_visibility=shown,
        format="DD-MM-YYYY",
    )
    little = experience.checkbox(
        say("setup.little_experience") if first else say("setup.little_experience_n", n=number + 1),
        key=f"{prefix}-candidate-{number}-little",
    )
    if not typed.strip() and not address.strip():
        return None
    return NewCandidate(name=typed, email=address, little_experience=little, planned_at=in_zone(planned, zone))


def in_zone(naive: datetime | None, zone: tzinfo | None) -> datetime | None:
    """A time from the form, as the moment it is on that clock."""
    return naive.replace(tzinfo=zone) if naive else None
