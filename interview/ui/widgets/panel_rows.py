"""The members of a panel, with what they are seated for."""

from collections.abc import Iterable

from interview.i18n import Words
from interview.model.panel import Role
from interview.ui.widgets.html import Html, div, show, span
from interview.workflow.overview import Member


def show_members(members: Iterable[Member], say: Words) -> None:
    """One under the other, by name."""
    show(*(_member(member, say) for member in members))


def _member(member: Member, say: Words) -> Html:
    roles = ", ".join(say(f"vacancy.role.{role.value}") for role in Role if role in member.roles)
    circle = span("dv-initials", member.person.initials)
    return div("dv-member", circle, div("dv-line", div("dv-strong", member.person.name), div("dv-quiet", roles)))
