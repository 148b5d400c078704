"""With sign-in: who logged in at the provider, the page before that, and the way out."""

from datetime import datetime
from typing import NamedTuple

import streamlit as st

from interview.model.panel import Person
from interview.model.sign_in import Login, UserSession
from interview.storage import Storage
from interview.ui.components.unsent import unsent
from interview.ui.components.way_in import way_in
from interview.ui.context import NOBODY, Context
from interview.ui.widgets import frame, notice
from interview.ui.widgets.html import literal
from interview.workflow import sign_in
from interview.workflow.sign_in import Entrance, Refused

_LEAVING = "doorvraag.leaving"


class Seen(NamedTuple):
    """Who logged in, as whom they come in, or why not. All empty when nobody logged in."""

    login: Login | None = None
    person_id: str = ""
    refused: Refused | None = None


def look(entrance: Entrance, storage: Storage, now: datetime) -> Seen:
    """Who looks, by Streamlit's own login and our session behind it; a new login begins its session here."""
    login = Login.from_claims(st.user.to_dict()) if st.user.is_logged_in else None
    if login is None:
        return Seen()
    known = entrance.sessions.person(login.key, now, active=True)
    if known is not None:
        return Seen(login, known)
    with storage.work(NOBODY, now) as work:
        entered = sign_in.enter(work, login, entrance.rules)
    if isinstance(entered, UserSession):
        return Seen(login, entered.person_id)
    return Seen(login, refused=entered)


def keep_the_way(context: Context) -> None:
    """Somebody who has to log in first still gets to the page they asked for."""
    way_in(inside=context.person is not None, ended=context.refused is Refused.OVER)


def menu(context: Context, person: Person) -> None:
    """Who is signed in, and the way out; not while somebody is leaving, when it would stand open over the page."""
    say = context.say
    if _LEAVING in st.session_state:
        return
    with st.popover(literal(person.name), type="tertiary", key=f"person-{person.id}"):
        frame.quiet(say("login.as", name=person.name, email=person.email or "–"))
        for which in ("here", "everywhere"):
            st.button(
                say(f"login.out.{which}"), key=f"sign-out-{which}", type="tertiary", on_click=_begin, args=(which,)
            )


def _begin(which: str) -> None:
    st.session_state[_LEAVING] = which


def render(context: Context) -> bool:
    """The page in the place of what was asked for; False when somebody is in and stays."""
    if context.person is None:
        _door(context)
        return True
    if _LEAVING in st.session_state:
        _leaving(context, context.person)
        return True
    return False


def _door(context: Context) -> None:
    say, refused = context.say, context.refused
    key = refused.value if refused else "welcome"
    with st.container(key="who", width=640):
        frame.title(say(f"login.{key}.title"), below=say(f"login.{key}.text", **_asked(context)))
        if refused in (None, Refused.OVER):
            _buttons(context)
        else:
            st.button(say("login.out.account"), key="log-out", on_click=st.logout)


def _asked(context: Context) -> dict[str, str]:
    """What the sentences name: the account that logged in, and whom to ask."""
    entrance, login = context.doors.entrance, context.login
    account = (login.email or login.name or login.subject) if login else ""
    return {"account": account, "organiser": entrance.rules.organiser if entrance else ""}


def _buttons(context: Context) -> None:
    providers = context.doors.entrance.providers if context.doors.entrance else ()
    for provider in providers:
        label = context.say("login.in") if len(providers) == 1 else context.say("login.in_with", provider=provider)
        st.button(label, key=f"log-in-{provider}", type="primary", on_click=st.login, args=(provider,))


def _leaving(context: Context, person: Person) -> None:
    """Out at once when the server has everything; otherwise first the choice."""
    say = context.say
    with st.container(key="who", width=640):
        left = unsent(person.id)
        if left is None:
            frame.title(say("login.leaving.title"))
            return
        if not left:
            _leave(context)
        frame.title(say("login.unsent.title"))
        notice.bad(st.container(), say("login.unsent.text", n=len(left)))
        for card in left:
            if st.button(say("login.unsent.open"), key=f"open-{card}", type="primary"):
                _stay()
                context.go("conduct", card=card)
        if st.button(say("login.unsent.leave"), key="leave-anyway"):
            _leave(context)
        st.button(say("login.unsent.stay"), key="stay", on_click=_stay)


def _stay() -> None:
    st.session_state.pop(_LEAVING, None)


def _leave(context: Context) -> None:
    everywhere = st.session_state.pop(_LEAVING) == "everywhere"
    with context.open_work() as work:
        if everywhere:
            sign_in.leave_everywhere(work)
        elif context.login:
            sign_in.leave(work, context.login.key)
    st.logout()
    st.stop()
