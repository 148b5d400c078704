"""The script that runs for every page and every click.

It has a folder of its own because Streamlit takes a folder `pages` beside the script for a list of scripts: the first
visitor of /review would then get that file, run by itself.
"""

from interview.ui import app

app.run()
