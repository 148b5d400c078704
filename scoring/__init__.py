"""The measurement: what a panel's ratings can carry.

Tidy ratings in, frozen results out; no person, screen, file or sentence. Start with
`rating_table(frame)`, then `raw_composite(table, weights)` and `score_candidates(table, weights)`;
`docs/formulas.md` explains every figure. Names are loaded when first used, so importing `scoring`
costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.composite import CompetencyMean, Composite, raw_composite
    from scoring.errors import (
        CountError,
        ErrorCode,
        MatrixError,
        Place,
        ScoringError,
        SettingError,
        TableError,
        WeightError,
    )
    from scoring.ratings import Phase, RatingRow, RatingTable, Use, rating_table
    from scoring.reasons import Reason
    from scoring.weights import Weights, WeightSet, resolve_weights

_HOMES = {
    "composite": ("CompetencyMean", "Composite", "raw_composite"),
    "errors": (
        "CountError",
        "ErrorCode",
        "MatrixError",
        "Place",
        "ScoringError",
        "SettingError",
        "TableError",
        "WeightError",
    ),
    "ratings": ("Phase", "RatingRow", "RatingTable", "Use", "rating_table"),
    "reasons": ("Reason",),
    "weights": ("Weights", "WeightSet", "resolve_weights"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'scoring' has no attribute {name!r}")
    return getattr(import_module(f"scoring.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOME_OF)


__all__ = [
    "CompetencyMean",
    "Composite",
    "CountError",
    "ErrorCode",
    "MatrixError",
    "Phase",
    "Place",
    "RatingRow",
    "RatingTable",
    "Reason",
    "ScoringError",
    "SettingError",
    "TableError",
    "Use",
    "WeightError",
    "WeightSet",
    "Weights",
    "rating_table",
    "raw_composite",
    "resolve_weights",
]
