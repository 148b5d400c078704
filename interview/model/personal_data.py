"""Whose data a kept field is, why it is kept, and for how long: one label for every column of the database.

Erasure, subject access and retention have nothing to go by but these labels, and a test refuses a column without one,
so a field that is added later can't be forgotten. The reasons behind the terms are in docs/privacy.md.
"""

from dataclasses import dataclass
from enum import StrEnum


class Whose(StrEnum):
    """Whom a value tells something about. Notes and ratings tell about the candidate and about who made them."""

    NOBODY = "nobody"
    CANDIDATE = "candidate"
    PERSON = "person"
    """Somebody who works with the app."""
    BOTH = "both"
    """The candidate, and the person who wrote or judged."""


class Why(StrEnum):
    """What it is needed for."""

    PROCEDURE = "procedure"
    """To hold the procedure: plan, conduct, rate and compare interviews."""
    ACCOUNT = "account"
    """To account for a judgement later: what was written and judged, when, and on which grounds."""
    ACCESS = "access"
    """To know who may see and do what."""
    TRAIL = "trail"
    """To show afterwards who did what."""
    OPERATION = "operation"
    """To keep the database right: revisions, retries, order."""


class Keep(StrEnum):
    """Until when."""

    CANDIDATE = "candidate"
    """Until the candidate's retention term ends or erasure is asked for; whichever comes first."""
    VACANCY = "vacancy"
    """As long as the vacancy is kept."""
    PERSON = "person"
    """Until the person is removed."""
    SESSION = "session"
    """Until a day after the session ended."""
    TRAIL = "trail"
    """The term of the audit trail, which outlives what it tells about and therefore holds ids only."""


@dataclass(frozen=True, slots=True)
class Label:
    """`typed` marks words somebody typed: they can hold a name, so they are searched after an erasure."""

    whose: Whose
    why: Why
    keep: Keep
    typed: bool = False
