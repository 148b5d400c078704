"""One run of the app: who is looking, which page, and the door where errors become sentences."""

from datetime import datetime
from functools import partial
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from interview.errors import DoorvraagError, NotAllowed, NotFound
from interview.i18n import words
from interview.ui import login, sign_in, state
from interview.ui.components.browser import remember
from interview.ui.context import Context
from interview.ui.doors import furnished
from interview.ui.pages import IN_THE_BAR, PAGES, home
from interview.ui.widgets import notice, shell
from interview.workflow.sign_in import Refused

_ICON = Path(__file__).parent / "entry" / "static" / "icon.png"


def run() -> None:
    """What the entry script does for every page and every click."""
    st.set_page_config(page_title="Doorvraag", page_icon=str(_ICON), layout="wide")
    place = st.container(key="notices", gap="small")
    try:
        _run(place)
    except DoorvraagError as error:
        notice.known(place, error, words(state.language(None)))
    except Exception as error:  # noqa: BLE001 - the door: a person gets a sentence, the log gets the place
        notice.unknown(place, error, words(state.language(None)))


def on_script_error(error: Exception) -> bool:
    """For `st.App`: what escaped `run` (a widget's callback) is shown as a sentence too, never as a stack trace."""
    notice.unknown(st.container(), error, words(state.language(None)))
    return True


def _run(place: DeltaGenerator) -> None:
    context = _context(place)
    outside = context.doors.entrance is not None and context.person is None
    current = st.navigation(list(context.pages.values()), position="hidden" if outside else "top")
    st.set_page_config(page_title=f"{current.title} · Doorvraag")
    with st.container(key="shell"):
        shell.dress()
        remember(state.said_person(), state.chosen_language(), context.language, context.say("shell.skip"))
        sign_in.top_right(context)
        if context.doors.entrance:
            login.keep_the_way(context)
    said = state.take_notice()
    if said:
        notice.good(place, context.say(said[0], **said[1]))
    _warn(place, context)
    current.run()


def _warn(place: DeltaGenerator, context: Context) -> None:
    """A disk that fills up, on every page: whoever can make room may never open Office."""
    if context.doors.entrance and context.person is None:
        return
    for seen in context.doors.storage.notices:
        if seen.key == "little_room":
            notice.bad(place, context.say(f"notices.{seen.key}", **dict(seen.params)))


def _context(place: DeltaGenerator) -> Context:
    doors = furnished()
    now = _now()
    seen = login.look(doors.entrance, doors.storage, now) if doors.entrance else login.Seen()
    with doors.storage.reading() as work:
        people = tuple(person for person in work.people.all() if person.active)
    who = seen.person_id if doors.entrance else state.person_id()
    person = next((person for person in people if person.id == who), None)
    context = Context(
        doors=doors,
        person=person,
        people=people,
        language=state.language(doors.language),
        now=now,
        problem_place=place,
        pages={},
        login=seen.login,
        refused=Refused.INACTIVE if seen.person_id and person is None else seen.refused,
    )
    context.pages.update({page.KEY: _page(page, context) for page in PAGES})
    return context


def _page(page: ModuleType, context: Context) -> "st.Page":
    """Streamlit's page for one of ours. The title in the bar and in the tab is the page's own word."""
    return st.Page(
        partial(_render, page, context),
        title=context.say(f"shell.{page.KEY}"),
        url_path="" if page is home else page.KEY,
        default=page is home,
        visibility="visible" if page in IN_THE_BAR else "hidden",
    )


def _render(page: ModuleType, context: Context) -> None:
    """The page, or first the question who is looking. An error is told where the page wants it told."""
    above = context.problem_place
    try:
        if context.doors.entrance:
            if not login.render(context):
                page.render(context)
        elif context.people and context.person is None and page.KEY != "start":
            sign_in.who_are_you(context)
        else:
            page.render(context)
    except DoorvraagError as error:
        notice.known(context.problem_place, error, context.say)
        if isinstance(error, NotFound | NotAllowed) and context.problem_place is above:
            # The page could not even begin: nothing else stands on it.
            st.page_link(context.pages[home.KEY], label=context.say("shell.to_home"))


def _now() -> datetime:
    """Now, on the clock of the browser; on the server's when the browser did not say."""
    try:
        zone = ZoneInfo(st.context.timezone or "")
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.now().astimezone()
    return datetime.now(zone)
