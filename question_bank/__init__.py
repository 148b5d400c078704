"""The instrument: the questions, competencies, guides and practice answers, read from YAML and checked.

    bank = read_bank(own=folder_or_none)
    guide = bank.guides["service-desk-core"]
    frozen = freeze(guide, bank)        # what an interview keeps
    findings = check(bank)              # everything wrong, with file, line and key

The bank is a leaf: it imports nothing of the application, so that it can be used, checked and tested by itself.
"""

from question_bank.findings import Finding, sentence
from question_bank.reader import BUILT_IN, Bank, Place, fingerprint, freeze, read_bank, seal
from question_bank.schema import (
    LANGUAGES,
    LEVELS,
    PARTS,
    Anchors,
    Bilingual,
    Block,
    Competency,
    FrozenGuide,
    Guide,
    GuideQuestion,
    Language,
    Level,
    Part,
    Probes,
    Question,
    Source,
    Theme,
    Vignette,
)

__all__ = [
    "BUILT_IN",
    "LANGUAGES",
    "LEVELS",
    "PARTS",
    "Anchors",
    "Bank",
    "Bilingual",
    "Block",
    "Competency",
    "Finding",
    "FrozenGuide",
    "Guide",
    "GuideQuestion",
    "Language",
    "Level",
    "Part",
    "Place",
    "Probes",
    "Question",
    "Source",
    "Theme",
    "Vignette",
    "fingerprint",
    "freeze",
    "read_bank",
    "seal",
    "sentence",
]
