"""The members of a panel, with what they are seated for, and what can be put right about them."""

from typing import NamedTuple

import streamlit as st

from interview.i18n import Words
from interview.model.panel import Role
from interview.ui.widgets.html import Html, div, span
from interview.workflow.overview import Member


def member(member: Member, say: Words) -> Html:
    """One member: initials, name and roles."""
    roles = ", ".join(say(f"vacancy.role.{role.value}") for role in Role if role in member.roles)
    circle = span("dv-initials", member.person.initials)
    return div("dv-member", circle, div("dv-line", div("dv-strong", member.person.name), div("dv-quiet", roles)))


class MemberChange(NamedTuple):
    """Another name or address; or, with `remove`, off the panel."""

    name: str
    email: str
    remove: bool


def change_form(member: Member, say: Words) -> MemberChange | None:
    """Name and address, and the way out; None until a button is pressed."""
    person = member.person
    with st.form(f"member-{person.id}", border=False, enter_to_submit=False):
        name = st.text_input(say("setup.member.name"), person.name, key=f"member-name-{person.id}", autocomplete="off")
        email = st.text_input(say("setup.email"), person.email, key=f"member-email-{person.id}", autocomplete="off")
        with st.container(horizontal=True):
            save = st.form_submit_button(say("vacancy.change.save"), type="primary", key=f"member-save-{person.id}")
            remove = st.form_submit_button(say("vacancy.member.remove"), key=f"member-remove-{person.id}")
    return MemberChange(name, email, remove) if save or remove else None
