"""The measurement: what a panel's ratings can carry.

Tidy ratings in, frozen results out; no person, screen, file or sentence. Start with
`rating_table(frame)`, then `raw_composite(table, weights)` and `score_candidates(table, weights)`;
`docs/formulas.md` explains every figure. Names are loaded when first used, so importing `scoring`
costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.adverse_impact import (
        GroupCount,
        Impact,
        Pooled,
        RateImpact,
        StageImpact,
        Verdict,
        impact,
        pooled_impact,
        rate_impact,
        stage_impact,
    )
    from scoring.agreement import (
        Coefficient,
        Intraclass,
        Metric,
        candidate_matrix,
        disagreement_weights,
        intraclass,
        krippendorff_alpha,
        pair_table,
        question_matrix,
        weighted_kappa,
    )
    from scoring.composite import CompetencyMean, Composite, raw_composite
    from scoring.connectivity import Connectivity, connected_parts
    from scoring.disagreement import CellAgreement, Disagreement, Flag, cell_agreement, disagreements, flag_for
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
    from scoring.generalizability import (
        Components,
        DStudy,
        GStudy,
        Plan,
        SparseReliability,
        components_of,
        d_study,
        full_block,
        g_study,
        plan,
        sparse_reliability,
    )
    from scoring.question_health import Mark, QuestionHealth, examine_questions
    from scoring.ranking import (
        Comparison,
        Pair,
        RankDistribution,
        Standing,
        Word,
        band_of_equals,
        brackets,
        compare,
        pair_probabilities,
        rank_distribution,
        word_for,
    )
    from scoring.rater_profile import Figure, RaterProfile, profile_rater
    from scoring.ratings import Phase, RatingRow, RatingTable, Use, rating_table
    from scoring.reasons import Reason
    from scoring.sensitivity import WeightSensitivity, WithoutRater, weight_sensitivity, without_each_rater
    from scoring.severity.score import score_candidates
    from scoring.severity.settings import MODEL_VERSION, PRIOR_SPREAD, STANDARD, Method, ModelSettings, Sds
    from scoring.severity.sheet import Estimate, Explanation, Leniency, Model, Score, ScoreSheet
    from scoring.weights import Weights, WeightSet, resolve_weights

_HOMES = {
    "adverse_impact": (
        "GroupCount",
        "Impact",
        "Pooled",
        "RateImpact",
        "StageImpact",
        "Verdict",
        "impact",
        "pooled_impact",
        "rate_impact",
        "stage_impact",
    ),
    "agreement": (
        "Coefficient",
        "Intraclass",
        "Metric",
        "candidate_matrix",
        "disagreement_weights",
        "intraclass",
        "krippendorff_alpha",
        "pair_table",
        "question_matrix",
        "weighted_kappa",
    ),
    "composite": ("CompetencyMean", "Composite", "raw_composite"),
    "connectivity": ("Connectivity", "connected_parts"),
    "disagreement": ("CellAgreement", "Disagreement", "Flag", "cell_agreement", "disagreements", "flag_for"),
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
    "generalizability": (
        "Components",
        "DStudy",
        "GStudy",
        "Plan",
        "SparseReliability",
        "components_of",
        "d_study",
        "full_block",
        "g_study",
        "plan",
        "sparse_reliability",
    ),
    "question_health": ("Mark", "QuestionHealth", "examine_questions"),
    "ranking": (
        "Comparison",
        "Pair",
        "RankDistribution",
        "Standing",
        "Word",
        "band_of_equals",
        "brackets",
        "compare",
        "pair_probabilities",
        "rank_distribution",
        "word_for",
    ),
    "rater_profile": ("Figure", "RaterProfile", "profile_rater"),
    "ratings": ("Phase", "RatingRow", "RatingTable", "Use", "rating_table"),
    "reasons": ("Reason",),
    "sensitivity": ("WeightSensitivity", "WithoutRater", "weight_sensitivity", "without_each_rater"),
    "severity.score": ("score_candidates",),
    "severity.settings": ("MODEL_VERSION", "PRIOR_SPREAD", "STANDARD", "Method", "ModelSettings", "Sds"),
    "severity.sheet": ("Estimate", "Explanation", "Leniency", "Model", "Score", "ScoreSheet"),
    "weights": ("WeightSet", "Weights", "resolve_weights"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'scoring' has no attribute {name!r}")
    return getattr(import_module(f"scoring.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOME_OF)


__all__ = [
    "MODEL_VERSION",
    "PRIOR_SPREAD",
    "STANDARD",
    "CellAgreement",
    "Coefficient",
    "Comparison",
    "CompetencyMean",
    "Components",
    "Composite",
    "Connectivity",
    "CountError",
    "DStudy",
    "Disagreement",
    "ErrorCode",
    "Estimate",
    "Explanation",
    "Figure",
    "Flag",
    "GStudy",
    "GroupCount",
    "Impact",
    "Intraclass",
    "Leniency",
    "Mark",
    "MatrixError",
    "Method",
    "Metric",
    "Model",
    "ModelSettings",
    "Pair",
    "Phase",
    "Place",
    "Plan",
    "Pooled",
    "QuestionHealth",
    "RankDistribution",
    "RateImpact",
    "RaterProfile",
    "RatingRow",
    "RatingTable",
    "Reason",
    "Score",
    "ScoreSheet",
    "ScoringError",
    "Sds",
    "SettingError",
    "SparseReliability",
    "StageImpact",
    "Standing",
    "TableError",
    "Use",
    "Verdict",
    "WeightError",
    "WeightSensitivity",
    "WeightSet",
    "Weights",
    "WithoutRater",
    "Word",
    "band_of_equals",
    "brackets",
    "candidate_matrix",
    "cell_agreement",
    "compare",
    "components_of",
    "connected_parts",
    "d_study",
    "disagreement_weights",
    "disagreements",
    "examine_questions",
    "flag_for",
    "full_block",
    "g_study",
    "impact",
    "intraclass",
    "krippendorff_alpha",
    "pair_probabilities",
    "pair_table",
    "plan",
    "pooled_impact",
    "profile_rater",
    "question_matrix",
    "rank_distribution",
    "rate_impact",
    "rating_table",
    "raw_composite",
    "resolve_weights",
    "score_candidates",
    "sparse_reliability",
    "stage_impact",
    "weight_sensitivity",
    "weighted_kappa",
    "without_each_rater",
    "word_for",
]
