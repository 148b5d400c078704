"""The bank that ships: complete as the design asks, and nothing in it that its own rules object to."""

import pytest

from question_bank import LANGUAGES, PARTS, FrozenGuide, check, coverage, fingerprint, freeze, seal, sentence
from tests.question_bank import planting

SIX_ON_EACH = ("intrinsic-motivation", "assertiveness", "saying-no")
THEMES_OF_THE_SEEDS = (
    "customer-at-home",
    "people-before-procedure",
    "helping-outside-work",
    "promise-not-kept",
    "ticket-ate-time",
    "went-along",
    "question-behind",
    "no-to-senior",
    "plain-no",
    "disliked-and-said",
    "pushback-boss-or-rule",
)


def test_the_rules_find_nothing_in_the_built_in_bank() -> None:
    found = [f"{finding.place}: {sentence(finding, 'en')}" for finding in check(planting.built_in())]
    assert found == []


def test_it_is_as_large_as_the_design_asks() -> None:
    bank = planting.built_in()
    asked = [question.competency for question in bank.questions.values()]
    assert len(bank.competencies) == 14
    assert len(bank.questions) >= 40
    assert all(asked.count(competency) >= 6 for competency in SIX_ON_EACH)
    assert all(asked.count(competency) >= 2 for competency in bank.competencies)
    assert len(bank.vignettes) >= 8
    assert [competency.id for competency in bank.competencies.values() if competency.group == "core"] == list(
        SIX_ON_EACH
    )


def test_every_theme_of_the_seeds_has_a_question_under_a_core_competency() -> None:
    covered = {row.theme: row for row in coverage(planting.built_in()) if row.competency in SIX_ON_EACH}
    assert [theme for theme in THEMES_OF_THE_SEEDS if theme not in covered or not covered[theme].enough] == []


def test_every_part_of_every_question_can_be_probed_in_both_languages() -> None:
    for question in planting.built_in().questions.values():
        for part in PARTS:
            for language in LANGUAGES:
                assert len({probe.get(language) for probe in question.probes.of(part)}) >= 2, (question.id, part)


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("service-desk-core", 45),
        ("service-desk-broad", 75),
        ("service-desk-starter", 45),
        ("second-interview", 45),
        ("team-review", 60),
    ],
)
def test_the_five_guides_take_the_time_they_say(name: str, minutes: int) -> None:
    guide = planting.built_in().guides[name]
    assert guide.minutes == guide.planned_minutes == minutes
    assert sum(guide.weights.values()) == 100


def test_the_core_guide_asks_two_questions_on_each_core_competency() -> None:
    bank = planting.built_in()
    guide = bank.guides["service-desk-core"]
    asked = [bank.questions[question_id].competency for question_id in guide.question_ids]
    assert sorted(asked) == sorted(SIX_ON_EACH * 2)
    assert (guide.opening.minutes, guide.candidate_questions.minutes, guide.closing.minutes) == (5, 5, 3)


def test_the_second_interview_repeats_no_question_of_the_first() -> None:
    guides = planting.built_in().guides
    assert not set(guides["second-interview"].question_ids) & set(guides["service-desk-core"].question_ids)
    assert len(guides["second-interview"].weights) == 5


def test_starters_get_the_same_questions_put_outside_work_first() -> None:
    guides = planting.built_in().guides
    assert guides["service-desk-starter"].question_ids == guides["service-desk-core"].question_ids
    assert guides["service-desk-starter"].asks_first == "outside-work"


def test_a_team_review_begins_with_what_stands_in_the_way() -> None:
    guide = planting.built_in().guides["team-review"]
    assert guide.kind == "team-review"
    assert guide.obstacles is not None
    assert len(guide.obstacles.script) >= 3


def test_a_frozen_guide_survives_json_and_keeps_its_seal() -> None:
    bank = planting.built_in()
    for guide in bank.guides.values():
        frozen = freeze(guide, bank)
        again = FrozenGuide.model_validate_json(frozen.model_dump_json())
        assert again == frozen
        assert seal(again) == frozen.fingerprint == fingerprint(guide, bank)
        assert [question.id for question in again.questions] == list(guide.question_ids)
        assert {competency.id for competency in again.competencies} == set(guide.weights)


def test_a_later_edit_changes_the_fingerprint_and_not_the_frozen_copy() -> None:
    bank = planting.built_in()
    guide = bank.guides["service-desk-core"]
    frozen = freeze(guide, bank)
    edited = planting.question("anchors.4.en", "Offered the other person something that could be done instead.")
    later = bank.with_question(edited)
    assert fingerprint(guide, later) != frozen.fingerprint
    assert frozen.question(edited.id) == bank.questions[edited.id]


def test_the_order_in_which_weights_are_written_does_not_matter() -> None:
    bank = planting.built_in()
    guide = planting.guide("weights", {"saying-no": 100, "self-study": 0, "composure": 0})
    turned = guide.model_copy(update={"weights": dict(reversed(guide.weights.items()))})
    assert fingerprint(turned, bank) == fingerprint(guide, bank)


def test_freezing_a_guide_with_a_missing_question_names_it() -> None:
    broken = planting.guide("questions.0.question", "no-such-question")
    with pytest.raises(KeyError, match="no-such-question"):
        freeze(broken, planting.built_in())


def test_coverage_lists_each_competency_before_its_themes() -> None:
    rows = coverage(planting.built_in())
    saying_no = [row for row in rows if row.competency == "saying-no"]
    assert saying_no[0].theme == ""
    assert len(saying_no[0].questions) >= 6
    assert next(row for row in saying_no if row.theme == "plain-no").questions == ("no-in-plain-words",)


def test_the_bank_knows_which_guides_ask_a_question() -> None:
    asking = [guide.id for guide in planting.built_in().guides_asking("no-in-plain-words")]
    assert asking == ["service-desk-core", "service-desk-broad", "service-desk-starter"]
