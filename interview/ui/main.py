"""The script that runs for every page and every click."""

from interview.ui import app

app.run()
