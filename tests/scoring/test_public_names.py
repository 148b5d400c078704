from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

import scoring


def test_importing_scoring_loads_nothing_heavy() -> None:
    program = "import sys, scoring; print([n for n in ('numpy', 'pandas', 'scipy', 'pydantic') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_first_composite_needs_neither_pandas_nor_scipy() -> None:
    program = (
        "import sys; from scoring import RatingRow, rating_table, raw_composite\n"
        "raw_composite(rating_table([RatingRow('a', 'r', 'k', 'q', 3)]))\n"
        "print([n for n in ('pandas', 'scipy') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", scoring.__all__)
def test_every_public_name_is_there(name: str) -> None:
    found = getattr(scoring, name)
    assert not isinstance(found, ModuleType)
    assert name in dir(scoring)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_like_it"):
        scoring.nothing_like_it  # noqa: B018
