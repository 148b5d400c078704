"""What a page does once it is drawn, and forms that are closed and empty again after they were saved."""

from collections.abc import Callable
from typing import NoReturn

import streamlit as st

from interview.ui.context import Context

_SAVES = "saves"
Act = Callable[[], None]
"""Done when the whole page is drawn, so that a refusal takes nothing off it."""


def saves() -> int:
    """How often something was saved in this session; part of the key of a form that has to be fresh afterwards."""
    return int(st.session_state.get(_SAVES, 0))


def saved(context: Context, notice: str, name: str = "", n: int = 0) -> NoReturn:
    """Run the page anew with the sentence `notice` about `name`, or about `n` of them."""
    st.session_state[_SAVES] = saves() + 1
    context.again(notice, name=name, n=n)
