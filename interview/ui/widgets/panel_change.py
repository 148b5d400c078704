"""The panel of a vacancy, each member with a menu to put them right, and the way to add one."""

from collections.abc import Iterable

import streamlit as st

from interview.errors import InputError
from interview.ui.context import Context
from interview.ui.widgets import frame, panel_rows, set_up_rows
from interview.ui.widgets.saved import Act, saved, saves
from interview.workflow import correct, prepare
from interview.workflow.overview import Member, Overview


def panel_change(context: Context, view: Overview) -> Iterable[Act]:
    """The section; gives what was asked for."""
    frame.section(context.say("setup.panel"))
    for member in view.members:
        with frame.row(f"member-{member.person.id}", panel_rows.member(member, context.say)):
            yield from _member(context, view, member)
    with (
        st.popover(context.say("vacancy.add_member"), type="tertiary", key=f"add-member-{saves()}"),
        st.form("add-member", border=False, enter_to_submit=False),
    ):
        if context.doors.entrance:
            frame.quiet(context.say("login.address_needed"))
        wanted = set_up_rows.new_member(f"vacancy-{view.vacancy.id}-{saves()}", context.say)
        add = st.form_submit_button(context.say("vacancy.add"), type="primary")

    def act() -> None:
        if wanted is None:
            raise InputError("empty", field="member_name")
        with context.open_work() as work:
            prepare.add_member(work, work.vacancies.get(view.vacancy.id), wanted)
        saved(context, "vacancy.member_added", wanted.name)

    if add:
        yield act


def _member(context: Context, view: Overview, member: Member) -> Iterable[Act]:
    with st.popover(context.say("vacancy.change"), type="tertiary", key=f"member-{member.person.id}-{saves()}"):
        wanted = panel_rows.change_form(member, context.say)
    who = (context.viewer, view.vacancy.id, member.person.id)

    def act() -> None:
        if wanted is None:
            return
        with context.open_work() as work:
            if wanted.remove:
                correct.remove_member(work, *who)
            else:
                correct.change_member(work, *who, name=wanted.name, email=wanted.email)
        saved(context, "vacancy.member.removed" if wanted.remove else "vacancy.changed", member.person.name)

    if wanted:
        yield act
