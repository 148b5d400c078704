"""Speed and memory of the mixed model beside its peers, in one run.

Ours at 300, 3,000 and 30,000 candidates (2 or 3 raters, 6 questions; complete and with 20 % of the
ratings missing); statsmodels' MixedLM with the same model at 300 candidates; a dense textbook solution
(one covariance matrix of all ratings, one solve at known variances, no estimation) at 300. Every
figure comes from a process of its own: seconds are the best of the rounds after the first (peers run
once), memory is the peak over what the imports and the data take. All run on one thread, so that cpu
(processor seconds) is the work itself; targets are judged by the smaller of both, because on a shared
machine the clock also counts what others do.

    python -m benchmarks.scoring                 all of it, some minutes because of statsmodels
    python -m benchmarks.scoring --quick         without statsmodels
Needs statsmodels: see benchmarks/requirements.txt.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if sys.path and Path(sys.path[0] or ".").resolve() == ROOT / "benchmarks":
    # Run as a file, Python would find this file under the name of the package it measures.
    sys.path[0] = str(ROOT)

LIMIT_SECONDS = {"300": 0.1, "30000": 2.0}
LIMIT_MEGABYTES = 500.0
IMPORT_LIMIT_SECONDS = 0.05
ROUNDS = 5
ONE_THREAD = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def measure(name: str, size: int, missing: float) -> dict[str, Any]:
    """One measurement in this process: {seconds, megabytes, rows, sds}."""
    import numpy as np

    from benchmarks.simulation import World, simulate

    data = simulate(World(candidates=size, raters=max(12, size // 100), missing=missing), seed=1)
    import pandas as pd

    frame = pd.DataFrame(data.columns)
    del data
    before = _resident()
    solvers: dict[str, Callable[[pd.DataFrame], dict[str, Any]]]
    solvers = {"ours": _ours, "dense": _dense, "statsmodels": _statsmodels}
    seconds, cpu = [], []
    for _ in range(ROUNDS + 1 if name == "ours" else 1):
        start, worked = time.perf_counter(), time.process_time()
        result = solvers[name](frame)
        seconds.append(time.perf_counter() - start)
        cpu.append(time.process_time() - worked)
    assert np.isfinite(result["score"])
    return {
        "seconds": min(seconds[1:] or seconds),
        "cpu": min(cpu[1:] or cpu),
        "first": seconds[0],
        "megabytes": _peak() - before,
        "peak": _peak(),
        "rows": len(frame),
        **result,
    }


def _ours(frame: Any) -> dict[str, Any]:
    from scoring import rating_table, score_candidates

    sheet = score_candidates(rating_table(frame))
    assert sheet.model is not None
    sds = {name: round(sheet.model.sds[name], 3) for name in "ukwhse"}
    return {"score": float(sheet.values(sheet.table.candidates[:1])[0]), "sds": sds}


def _dense(frame: Any) -> dict[str, Any]:
    from benchmarks.dense_mixed_model import solve_dense
    from scoring import STANDARD, rating_table

    return {"score": float(solve_dense(rating_table(frame), STANDARD).scores[0]), "sds": "given"}


def _statsmodels(frame: Any) -> dict[str, Any]:
    from statsmodels.regression.mixed_linear_model import MixedLM  # type: ignore[import-untyped,unused-ignore]

    frame = frame.assign(
        all="1",
        answer=frame["candidate"] + frame["question"],
        card=frame["candidate"] + frame["rater"],
    )
    components = {"u": "0 + C(candidate)", "w": "0 + C(answer)", "h": "0 + C(card)", "s": "0 + C(rater)"}
    model = MixedLM.from_formula("level ~ C(question, Sum)", groups="all", vc_formula=components, data=frame)
    fitted = model.fit(reml=True, method="lbfgs")
    sds = dict(zip(sorted(components), (round(float(v) ** 0.5, 3) for v in fitted.vcomp), strict=True))
    return {"score": float(fitted.fe_params.iloc[0]), "sds": {**sds, "e": round(float(fitted.scale) ** 0.5, 3)}}


def _resident() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def import_seconds() -> float:
    """How long `import scoring` takes in a fresh process, best of five."""
    program = "import time; start = time.perf_counter(); import scoring; print(time.perf_counter() - start)"
    return min(
        float(
            subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT).stdout
        )
        for _ in range(ROUNDS)
    )


def main(quick: bool) -> int:
    """Print the table and the ratios; the exit code counts the targets missed."""
    plan = [("ours", size, missing) for missing in (0.0, 0.2) for size in (300, 3_000, 30_000)]
    plan.append(("dense", 300, 0.0))
    if not quick:
        plan.append(("statsmodels", 300, 0.0))
    found: dict[tuple[str, int, float], dict[str, Any]] = {}
    heads = ("candidates", "rows", "missing", "seconds", "cpu", "first", "MB")
    print(f"{'method':12s} " + " ".join(f"{head:>10s}" for head in heads) + "  sds")
    for name, size, missing in plan:
        command = [sys.executable, "-m", "benchmarks.scoring", "--one", name, str(size), str(missing)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=ONE_THREAD)
        result = json.loads(done.stdout)
        found[name, size, missing] = result
        print(
            f"{name:12s} {size:10,d} {result['rows']:10,d} {missing:10.0%} {result['seconds']:10.3f} "
            f"{result['cpu']:10.3f} {result['first']:10.3f} {result['megabytes']:10.0f}  {result['sds']}",
            flush=True,
        )
    ours = _work(found["ours", 300, 0.0])
    for name in ("dense", "statsmodels"):
        if (name, 300, 0.0) in found:
            print(f"ours : {name} at 300 candidates = 1 : {_work(found[name, 300, 0.0]) / ours:,.0f}")
    return _judge(found)


def _work(result: dict[str, Any]) -> float:
    return min(float(result["seconds"]), float(result["cpu"]))


def _judge(found: dict[tuple[str, int, float], dict[str, Any]]) -> int:
    started = import_seconds()
    checks = [
        (f"{int(size):,} candidates within {limit} s", _work(found["ours", int(size), 0.0]) <= limit)
        for size, limit in LIMIT_SECONDS.items()
    ]
    checks.append(
        (
            f"30,000 candidates within {LIMIT_MEGABYTES:.0f} MB, peak of the whole process",
            found["ours", 30_000, 0.0]["peak"] <= LIMIT_MEGABYTES,
        )
    )
    checks.append((f"import scoring in {started * 1000:.0f} ms, limit 50", started <= IMPORT_LIMIT_SECONDS))
    for text, good in checks:
        print(f"{'met   ' if good else 'MISSED'} {text}")
    return sum(not good for _, good in checks)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))))
    else:
        sys.exit(main(quick="--quick" in sys.argv))
