"""The web edge in one piece for streamlit_app.py: middleware, routes and life of the application."""

import gc
import importlib
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from starlette.middleware import Middleware
from starlette.routing import Route

from interview.errors import StartError
from interview.report.documents import ahead
from interview.settings import Settings
from interview.storage import Storage
from interview.web import downloads, health, logins, notes, sign_in
from interview.web.gate import Gate
from interview.web.guard import Guard, script_hashes
from interview.web.host_config import NoErrorDialogs
from interview.web.logins import Logins
from interview.web.passes import Passes
from interview.web.start_token import StartTokens
from interview.workflow import measured
from interview.workflow.sign_in import Entrance, Rules, Sessions

# What the first page needs; loaded before anybody waits for it, and before the collector is told to leave it alone.
WARM = ("pandas", "pyarrow")
# The measurement and the documents take some seconds to load and are asked for later: behind the first page, not
# before it.
WARM_LATER_SECONDS = 3.0


@dataclass(frozen=True)
class Edge:
    """What stands around Streamlit. With `auth` (the part of the secrets) people log in, and no link is asked for."""

    settings: Settings
    auth: dict[str, Any]
    guard: Middleware

    @classmethod
    def of(cls, settings: Settings, *, index: Path, streamlit_address: str | None) -> Self:
        """The edge for these settings.

        `index` is Streamlit's page, whose own script is allowed; `streamlit_address` where Streamlit would listen.
        Raises SettingsRefused when others could reach the app without sign-in, StartError for the data folder.
        """
        auth = sign_in.read(settings)
        sign_in.check_exposure(settings, auth, streamlit_address=streamlit_address)
        try:
            gate = None if auth else Gate(StartTokens(settings.data), settings.language)
        except OSError as error:
            raise StartError("data_folder_unwritable", folder=str(settings.data)) from error
        scripts = script_hashes(index.read_text("utf-8"))
        guard = Middleware(Guard, public_url=settings.public_url, sign_in=bool(auth), gate=gate, scripts=scripts)
        return cls(settings, auth, guard)

    @property
    def secrets(self) -> dict[str, Any] | None:
        """For `st.App(secrets=)`: Streamlit's login reads what was checked here, wherever the file stands."""
        return {"auth": self.auth} if self.auth else None

    def entrance(self, storage: Storage) -> Entrance | None:
        """How people come in; None without sign-in."""
        if not self.auth:
            return None
        rules = Rules(self.settings.organiser, trust_email=self.settings.trust_email)
        return Entrance(Sessions(storage), rules, sign_in.providers(self.auth))

    def routes(self, storage: Storage, passes: Passes, entrance: Entrance | None) -> list[Route]:
        """Routes beside Streamlit: saving notes, handing documents over, saying that the app is well."""
        present = None
        if entrance:
            secret = str(self.auth["cookie_secret"])
            present = Logins(entrance.sessions, secret=secret, origin=self.settings.public_url)
        return [
            health.route(lambda: _ask(storage)),
            notes.route(storage, passes, present),
            downloads.route(self.settings.language, present),
            *([logins.route(present)] if present else []),
        ]

    def middleware(self, routes: list[Route]) -> list[Middleware]:
        """What every request passes before Streamlit's own middleware; notes go no further than the guard."""
        notes_ = next(route for route in routes if route.path == notes.PATH)
        return [self.guard, Middleware(notes.Lane, route=notes_), Middleware(NoErrorDialogs)]


def life(storage: Storage) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """The life of the application for `st.App(lifespan=)`: load what pages need and freeze it; close `storage`.

    Streamlit collects garbage after every run of a page; without the freeze that is three quarters of the run.
    """

    @asynccontextmanager
    async def living(_app: Any) -> AsyncIterator[None]:
        for name in WARM:
            importlib.import_module(name)
        gc.collect()
        gc.freeze()
        gc.enable()
        later = threading.Timer(WARM_LATER_SECONDS, _warm_later)
        later.daemon = True
        later.start()
        try:
            yield
        finally:
            later.cancel()
            storage.close()

    return living


def _warm_later() -> None:
    """Load what the comparison and the documents need, and keep it from the collector like the rest."""
    measured.warm()
    ahead.warm()
    gc.collect()
    gc.freeze()


def _ask(storage: Storage) -> None:
    """Something small, to see that the database answers."""
    with storage.reading() as work:
        work.people.all()
