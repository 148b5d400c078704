"""The one predicate, against the rules written a second time, for every combination of facts there is."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from interview.model.panel import CardFacts, Person, Role, SealRule, may_see


def every_fact() -> Iterator[tuple[str, CardFacts]]:
    """All combinations: 2 viewers x 2 x 2 x 8 sets of roles x 2 x 2 x 2 rules."""
    sets = [frozenset(held) for n in range(4) for held in itertools.combinations(Role, n)]
    flags = itertools.product((False, True), repeat=4)
    for viewer, held, (submitted, everybody, rates, handed_in), rule in itertools.product(
        ("owner", "other"), sets, list(flags), SealRule
    ):
        yield (
            viewer,
            CardFacts(
                owner_id="owner",
                owner_submitted=submitted,
                all_submitted=everybody,
                viewer_roles=held,
                viewer_rates=rates,
                viewer_submitted=handed_in,
                seal_rule=rule,
            ),
        )


def oracle(viewer: str, f: CardFacts) -> bool:
    """The rules as a list of refusals, in the words of the design."""
    own = viewer == f.owner_id
    refusals = [
        not f.owner_submitted,
        len(f.viewer_roles) == 0,
        f.viewer_rates and not f.viewer_submitted,
        f.viewer_rates and f.seal_rule == SealRule.ALL_IN and not f.all_submitted,
        not f.viewer_rates and not f.all_submitted,
    ]
    return own or not any(refusals)


def test_every_combination_of_facts_follows_the_rules() -> None:
    facts = list(every_fact())
    assert len(facts) == 2 * 8 * 16 * 2
    wrong = [(viewer, f) for viewer, f in facts if may_see(viewer, f) != oracle(viewer, f)]
    assert wrong == []


def test_a_seat_as_chair_or_hr_never_opens_more_to_somebody_who_rates() -> None:
    for viewer, f in every_fact():
        if f.viewer_rates and f.viewer_roles:
            plain = replace(f, viewer_roles=frozenset({Role.INTERVIEWER}))
            assert may_see(viewer, f) == may_see(viewer, plain)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Marieke de Vries", "MV"),
        ("Ann", "A"),
        ("Samuel Okafor", "SO"),
        ("van der Berg", "VB"),
        ("Ann (HR)", "A"),
        ("Bob 2", "B"),
        ("çiğdem öz", "ÇÖ"),
        ("李雷", "李"),
        ("🙂", "🙂"),
        ("42", "4"),
        ("", "?"),
        ("\u202e\u200b", "?"),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert Person(id="p", name=name).initials == initials


def test_a_persons_name_and_address_are_clean() -> None:
    person = Person(id="p", name=" Ann\u202e\n de Wit ", email=" ann@example.org\u200b")
    assert (person.name, person.email) == ("Ann de Wit", "ann@example.org")
