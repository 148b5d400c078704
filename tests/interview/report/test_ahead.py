"""Warming up loads what the first document would otherwise make somebody wait for."""

import subprocess
import sys

from interview.settings import ROOT

LOADED = """
import sys
from interview.report.documents import ahead
assert "reportlab" not in sys.modules, "loading the documents alone already loads the drawing"
ahead.warm()
from interview.report.drawing.embedding import _loaded
assert {"reportlab", "interview.report.sections.compared", "interview.report.sections.evidence"} <= set(sys.modules)
assert _loaded.cache_info().currsize >= 3
"""


def test_the_drawing_its_fonts_and_its_documents_are_loaded() -> None:
    ended = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
