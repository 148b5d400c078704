"""The ASGI entry: Streamlit's pages behind our own guard, with our own routes beside them.

`make run` serves `app` with uvicorn; `streamlit run streamlit_app.py` works too and is guarded alike. Streamlit finds
the application by reading this file for `app = st.App(`, so that line stays as it is.
"""

from pathlib import Path

import streamlit as st

from interview import cli
from interview import settings as settings_
from interview.storage import open_storage
from interview.ui.app import on_script_error
from interview.ui.doors import Doors, furnish
from interview.web import downloads
from interview.web.app import Edge, life
from interview.web.passes import Passes
from question_bank import Shelf

ROOT = settings_.ROOT
INDEX = Path(st.__file__).parent / "static" / "index.html"

with cli.refusals():
    settings = settings_.read()
    edge = Edge.of(settings, index=INDEX, streamlit_address=st.get_option("server.address"))
    storage = open_storage(settings)
    entrance = edge.entrance(storage)
    passes = Passes(settings.data)

furnish(
    Doors(
        storage=storage,
        shelf=Shelf(settings.own_bank, expected=settings.bank is not None),
        mint=passes.mint,
        offer=downloads.offer,
        language=settings.language,
        entrance=entrance,
    )
)

routes = edge.routes(storage, passes, entrance)
app = st.App(
    ROOT / "interview" / "ui" / "entry" / "main.py",
    secrets=edge.secrets,
    routes=routes,
    middleware=edge.middleware(routes),
    lifespan=life(storage),
    on_script_error=on_script_error,
)
