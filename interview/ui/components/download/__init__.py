"""Let the browser fetch a document from the route that hands it over once (never Streamlit's /media/)."""

from pathlib import Path

import streamlit as st

_mount = st.components.v2.component(
    "doorvraag_download", js=(Path(__file__).parent / "download.js").read_text("utf-8"), isolate_styles=False
)


def fetch(path: str) -> None:
    """Start the download of `path`, which was offered for this click."""
    key = path.replace("_", ".")  # Streamlit refuses a key with two underscores in a row, as one path in a hundred has
    with st.container(key="fetch"):  # no room on the page
        _mount(key=f"fetch-{key}", data={"path": path}, height=0)
