"""Every threshold of the shipped rules at its exact boundary and one below, under every reading and flag."""

from collections.abc import Iterator
from datetime import date
from math import lcm

import pytest
from worlds import HERE

from phocap.evaluate import evaluate
from phocap.infer import choose
from phocap.language.load import load_pack
from phocap.language.registry import Registry, choices
from phocap.language.ruleset import Bound, Case, MeasureTest, RuleSet, ShareTest
from phocap.model.outcome import Outcome
from phocap.model.record import Given, Record, Unit, UnitsBelow
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())
DAYS = (date(2013, 9, 30), date(2020, 9, 30), date(2026, 9, 30))


def rule_sets() -> Iterator[RuleSet]:
    """Yield every shipped rule set on days of all its periods, under every choice of readings."""
    registry = Registry(PACK)
    for day in DAYS:
        for programme in registry.programmes_on(day):
            in_force = registry.in_force(programme, day)
            for choice in choices(in_force.readings, {}):
                yield in_force.rules(choice)


def boundaries() -> dict[str, tuple[RuleSet, str, str, object, int]]:
    """Return each test, tier and case once, by a name that says which it is."""
    found: dict[str, tuple[RuleSet, str, str, object, int]] = {}
    seen = set()
    for rules in rule_sets():
        for tier in rules.tiers.values():
            for node, test in tier.tests.items():
                for number, case in enumerate(getattr(test, "cases", ())):
                    if case.bound is None or (rules.id, tier.tier, node, test, number) in seen:
                        continue
                    seen.add((rules.id, tier.tier, node, test, number))
                    name = f"{rules.id} {rules.as_of.year} {tier.tier} {node} {case.flag or 'ordinary'}"
                    found[f"{name} {len(found)}"] = (rules, tier.tier, node, test, number)
    return found


BOUNDARIES = boundaries()


def counts(bound: Bound, scale: int) -> tuple[int, int]:
    """Return numerator and denominator exactly at a bound."""
    whole = lcm(bound.value.denominator, 1) * scale
    return int(bound.value * whole), whole


def figures(case: Case, n: int, d: int) -> dict[str, int]:
    """Return figures whose measure is n of d."""
    found = dict.fromkeys(case.measure.fields, 0)
    found[case.measure.of[0][0]] = n
    to = case.measure.to or ()
    found[to[0][0]] = d
    return found


def outcome(rules: RuleSet, tier: str, node: str, test: object, number: int, n: int, d: int) -> Outcome:
    """Decide a record that stands at n of d for one case of a test."""
    case = test.cases[number]  # type: ignore[attr-defined]
    flags = {other.flag: Given(other is case, HERE) for other in test.cases if other.flag}  # type: ignore[attr-defined]
    given = {}
    units = {}
    if isinstance(test, MeasureTest):
        given = {name: Given(value, HERE) for name, value in figures(case, n, d).items()}
    elif isinstance(test, ShareTest):
        units = {test.tier: UnitsBelow(Given(d, HERE), {test.programme: {test.level: Given(n, HERE)}})}
    record = Record(Unit(tier, "Thử"), rules.as_of, HERE, flags=flags, figures=given, units=units)
    evaluation = evaluate(
        [record],
        PACK,
        programmes=[rules.programme],
        instrument=rules.instrument.instrument,
        readings=rules.choice,
        inference=choose("reference"),
    )
    return evaluation.programmes[0].tiers[tier].outcome(0, node)


def test_all_of_the_law_is_tried() -> None:
    """The search finds the thresholds of every rule file."""
    assert {rules.id for rules, *_ in BOUNDARIES.values()} == set(PACK.rule_files)
    assert len(BOUNDARIES) > 40


@pytest.mark.parametrize("name", sorted(BOUNDARIES))
@pytest.mark.parametrize("scale", [1, 7, 2009])
def test_the_boundary_is_met_and_one_below_is_not(name: str, scale: int) -> None:
    """Exactly at the threshold is enough; one child or unit fewer is not."""
    rules, tier, node, test, number = BOUNDARIES[name]
    bound = test.cases[number].bound  # type: ignore[attr-defined]
    n, d = counts(bound, scale)
    assert bound.sense == "at_least"
    assert outcome(rules, tier, node, test, number, n, d) is Outcome.MET
    assert outcome(rules, tier, node, test, number, n - 1, d) is Outcome.NOT_MET
