"""The way in through a login elsewhere: where somebody was going is kept by the tab, and found again afterwards."""

from pathlib import Path

import streamlit as st

_mount = st.components.v2.component(
    "doorvraag_way_in", js=(Path(__file__).parent / "way_in.js").read_text("utf-8"), isolate_styles=False
)


def way_in(*, inside: bool, ended: bool) -> None:
    """On every page with sign-in. `inside`: somebody is signed in here; `ended`: their session was, but is over.

    A page whose session is over loads itself anew when the person signed in again in another tab.
    """
    _mount(key="way-in", data={"inside": inside, "ended": ended}, height=0)
