"""Standard deviations, priors and the version of the mixed model."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from enum import StrEnum

from scoring.errors import ErrorCode, Place, SettingError

MODEL_VERSION = "severity-1"
"""Changes whenever the same ratings would give other scores; stored with every result."""

FEWEST_FOR_ESTIMATION = 30
"""Below this number of candidates the standard settings hold: same ranks, never fails."""

SMALLEST_SD, LARGEST_SD = 1e-3, 5.0
SMALLEST_RESIDUAL = 1 / math.sqrt(12)
"""The error of rounding to whole levels: a residual below it would claim more than a level can say."""

NORMAL_FROM_RATERS = 12
"""From this number of raters intervals use the normal distribution, below it t with raters - 1 df."""

MOST_ELEMENTS = 1_000_000
"""Patterns x cells^2 up to which all candidates estimate the variances; above it a sample does."""

SAMPLE_SIZE = 2_000
SAMPLE_SEED = 20_260_917


class Method(StrEnum):
    """How the variances were obtained."""

    AUTO = "auto"
    STANDARD = "standard"
    MAP = "map"
    REML = "reml"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Sds:
    """Standard deviations in scale points; 0 leaves a component out.

    u candidate, k candidate x competency, w candidate x question (an answer all raters heard),
    h candidate x rater (halo), s rater leniency, e residual.
    """

    u: float
    k: float
    w: float
    h: float
    s: float
    e: float

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not math.isfinite(value) or value < 0 or (field.name == "e" and value == 0):
                raise SettingError(ErrorCode.OUT_OF_RANGE, Place(column=field.name, value=repr(value)))

    def __getitem__(self, name: str) -> float:
        return float(getattr(self, name))

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))


STANDARD = Sds(u=0.55, k=0.30, w=0.35, h=0.30, s=0.35, e=0.60)
"""The standard settings: also the centre of the prior and the start of the search."""

PRIOR_SPREAD = Sds(u=0.7, k=0.7, w=0.7, h=0.7, s=0.7, e=0.5)
"""The prior's standard deviation of ln sd."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """What to fit. `sds` given means no estimation; `components` lists what REML and MAP may use."""

    method: Method = Method.AUTO
    sds: Sds | None = None
    components: tuple[str, ...] = ("u", "k", "w", "h", "s", "e")
    level: float = 0.90

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise SettingError(ErrorCode.OUT_OF_RANGE, Place(column="level", value=repr(self.level)))
        if self.method is Method.GIVEN and self.sds is None:
            raise SettingError(ErrorCode.OUT_OF_RANGE, Place(column="sds", value="None"))
        unknown = set(self.components) - set(Sds.names())
        if unknown or "e" not in self.components:
            raise SettingError(ErrorCode.UNKNOWN_NAME, Place(column="components", value=repr(self.components)))
