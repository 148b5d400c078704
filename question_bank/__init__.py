"""The instrument: the questions, competencies, guides and practice answers, read from YAML and checked.

    bank = read_bank(own=folder_or_none)
    guide = bank.guides["service-desk-core"]
    frozen = freeze(guide, bank)        # what an interview keeps
    findings = check(bank)              # everything wrong, with file, line and key

The bank is a leaf: it imports nothing of the application, so that it can be used, checked and tested by itself.
"""

from question_bank.check import (
    Coverage,
    check,
    check_guide,
    check_question,
    coverage,
    draft_guide,
    draft_question,
    half_written,
)
from question_bank.findings import Finding, sentence
from question_bank.publishing import (
    Unpublishable,
    discard_draft,
    next_guide_version,
    offer_again,
    offered,
    publish,
    save_draft,
    withdraw,
)
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
from question_bank.search import find_questions
from question_bank.shelf import Shelf
from question_bank.writing import adapt, discard_question, next_version, save, save_question

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
    "Coverage",
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
    "Shelf",
    "Source",
    "Theme",
    "Unpublishable",
    "Vignette",
    "adapt",
    "check",
    "check_guide",
    "check_question",
    "coverage",
    "discard_draft",
    "discard_question",
    "draft_guide",
    "draft_question",
    "find_questions",
    "fingerprint",
    "freeze",
    "half_written",
    "next_guide_version",
    "next_version",
    "offer_again",
    "offered",
    "publish",
    "read_bank",
    "save",
    "save_draft",
    "save_question",
    "seal",
    "sentence",
    "withdraw",
]
