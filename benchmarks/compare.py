"""Server time of the comparison page with 60 and with 1,000 candidates, beside a page made of chart objects.

The page is run through the real script on a real SQLite database in a temporary folder (Streamlit's own test runner, no
browser), in a process that has served the page before. `first` computes every figure anew, as after somebody handed in
a card; `again` is every further visit, click or choice, where the figures are kept. `scoring` is the share of `first`
spent in the measurement. The peer draws the same table the usual way, in the same run: an Altair chart object of
intervals and dots, and a pandas Styler table of the competencies; its figures are kept, so it stands beside `again`.

Milliseconds, median of five; in brackets the processor's own. On a shared machine the clock also counts what others do,
so the limits are judged by the smaller of both.

    python -m benchmarks.compare
"""

import gc
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

# One thread, set before numpy is loaded, so that processor seconds are the work itself.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks.many import CHAIR, NOW, VACANCY, World, fill, shown_to
from interview.model.comparison import Comparison
from interview.settings import ROOT, Settings
from interview.storage import Storage, open_storage
from interview.ui import doors
from interview.web.downloads import Downloads
from interview.workflow import compare, measured, opened
from interview.workflow.opened import Opened
from question_bank import Shelf

LIMIT_SECONDS = {60: 0.3, 1_000: 1.0}
SCRIPT = ROOT / "interview" / "ui" / "entry" / "main.py"
ROUNDS = 5
Taken = tuple[float, float]
"""Wall seconds, and processor seconds of this process."""


def main() -> None:
    """Print one line for each size, and whether the limit holds."""
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    heads = ("first", "scoring", "again", "peer")
    print(f"{'candidates':>10} " + " ".join(f"{head:>15}" for head in heads) + f" {'limit':>7}")
    for size, limit in LIMIT_SECONDS.items():
        with tempfile.TemporaryDirectory() as folder:
            storage = open_storage(Settings(data=Path(folder)))
            _furnish(storage, Path(folder), size)
            figures = [*_page(storage), _median(partial(_peer, storage))]
            storage.close()
        verdict = "met" if min(figures[0]) <= limit else "MISSED"
        shown = " ".join(f"{wall * 1000:>6.0f} ({cpu * 1000:>5.0f})" + " " for wall, cpu in figures)
        print(f"{size:>10,} {shown} {limit * 1000:>6.0f}  {verdict}", flush=True)


def _furnish(storage: Storage, folder: Path, size: int) -> None:
    fill(storage, World(candidates=size, raters=max(5, size // 25), notes=False))
    shown_to(storage, CHAIR)
    with storage.work(CHAIR, NOW) as work:
        compare.open_totals(work, CHAIR, VACANCY)
    offer = Downloads().offer
    doors.furnish(doors.Doors(storage=storage, shelf=Shelf(folder / "bank"), mint=lambda *_: "", offer=offer))


def _page(storage: Storage) -> tuple[Taken, Taken, Taken]:
    """Time of the page with figures computed anew, of that in scoring, and with figures kept."""
    at = AppTest.from_file(str(SCRIPT), default_timeout=60)
    at.session_state["doorvraag.person"] = CHAIR
    at.session_state["doorvraag.language"] = "nl"
    at.run()
    at.query_params["vacancy"] = VACANCY
    at._page_hash = calc_hash("comparison")
    _checked(at.run())
    gc.collect()
    gc.freeze()  # as the application does when it starts
    first = _median(at.run, before=measured.forget)
    again = _median(at.run)
    with storage.reading() as work:
        held = opened.opened(work, CHAIR, VACANCY)
    return first, _median(partial(_scored, held), before=measured.forget), again


def _checked(at: AppTest) -> None:
    """The page shows totals and no error; otherwise there is nothing to measure."""
    assert not at.exception
    assert any("dv-strip" in piece.proto.body for piece in at.get("html"))


def _scored(held: Opened) -> None:
    """The measurement alone: what the page asks of `scoring`."""
    found = measured.measured_of(held, "decision")
    assert found is not None
    assert found.scores and found.orders and found.stability(found.orders[0].candidates[0])
    assert found.apart is not None


def _peer(storage: Storage) -> None:
    """The same figures the usual way: a chart object and a styled table."""
    with storage.reading() as work:
        seen = compare.comparison(work, CHAIR, VACANCY, chosen="")
    import altair as alt
    import pandas as pd

    rows = pd.DataFrame(_plain(seen))
    base = alt.Chart(rows).encode(y=alt.Y("candidate", sort=None))
    chart = base.mark_bar(height=8).encode(x="low", x2="high") + base.mark_point(filled=True).encode(x="total")
    chart = chart + base.mark_point().encode(x="raw")
    chart.to_json()
    rows.style.format(precision=1).bar(subset=list(rows.columns[5:]), vmin=1, vmax=5).to_html()


def _plain(seen: Comparison) -> list[dict[str, Any]]:
    names = [head.name.nl for head in seen.competencies]
    return [
        {
            "candidate": row.candidate,
            "total": row.total,
            "low": row.low,
            "high": row.high,
            "raw": row.raw,
            **{name: cell.value for name, cell in zip(names, row.cells, strict=True)},
        }
        for row in seen.rows
    ]


def _median(run: Callable[[], object], before: Callable[[], None] | None = None) -> Taken:
    """Median wall and processor seconds."""
    wall, cpu = [], []
    for _ in range(ROUNDS):
        if before:
            before()
        start, worked = time.perf_counter(), time.process_time()
        run()
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - worked)
    return statistics.median(wall), statistics.median(cpu)


if __name__ == "__main__":
    main()
