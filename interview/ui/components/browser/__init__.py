"""What the browser remembers until it is closed: who sits at it, and the language of the app.

Without sign-in this is a name tag and not a lock: everybody at this computer may pick any name from the panel.
"""

from pathlib import Path

import streamlit as st

from interview.i18n import Language

_mount = st.components.v2.component(
    "doorvraag_browser", js=(Path(__file__).parent / "browser.js").read_text("utf-8"), isolate_styles=False
)


def remember(person_id: str | None, chosen: Language | None, shown: Language, skip: str) -> None:
    """Keep who looks and the language they chose in cookies of this browser session; tell the page which one is shown.

    None leaves what another tab of the same browser may have kept. `skip` is the sentence of the link that leads
    past the bar: Streamlit's own is English in every language.
    """
    _mount(key="browser", data={"person": person_id, "language": chosen, "shown": shown, "skip": skip}, height=0)


def remembered(what: str) -> str:
    """What the browser sent when this session began, empty when nothing was kept. `what`: "person" or "language"."""
    port = (st.context.headers.get("Host") or "").rpartition(":")[2]
    return st.context.cookies.get(f"doorvraag_{what}_{port if port.isdigit() else '0'}", "")
