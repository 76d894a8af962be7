"""Columns with durable-rules, columns with the reference inference, and the plain oracle: three ways, one answer."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from worlds import World, districts, worlds

from phocap.evaluate import Evaluation, evaluate
from phocap.infer import Conclusion, Logic, Pattern, choose
from phocap.model.outcome import Outcome
from phocap.oracle import Oracle

pytestmark = pytest.mark.skipif(choose().name == "reference", reason="durable-rules is not installed")


def outcomes(evaluation: Evaluation, choice: int) -> dict[tuple[str, str], Outcome]:
    """Return the outcome of every node of every unit under a choice."""
    found = {}
    for evaluated in evaluation.programmes:
        for tier in evaluated.tiers.values():
            for row, unit in enumerate(tier.units):
                rules = tier.rules[choice]
                nodes = [level.node for level in rules.levels] + list(rules.tests)
                for node in nodes:
                    found[evaluation.records[unit].unit.name, node] = tier.outcome(row, node, choice)
    return found


def by_oracle(world: World, choice: dict[str, str]) -> dict[tuple[str, str], Outcome]:
    """Return the same by the reference evaluator."""
    rules = world.in_force.rules(choice)
    children = {0: [i for i, r in enumerate(world.records) if r.unit.parent]}
    oracle = Oracle(world.pack, rules, world.records, children)
    found = {}
    for index, record in enumerate(world.records):
        tier = rules.tiers.get(record.unit.tier)
        for level in tier.levels if tier else ():
            found[record.unit.name, level.node] = oracle.level(index, level.level)
        for rule in tier.walk() if tier else ():
            if rule.test is not None:
                found[record.unit.name, rule.node] = oracle.rule(index, rule)
    return found


class Both:
    """Draws every conclusion with both back ends and holds them equal, trace and all."""

    name = "both"

    def conclude(self, logic: Logic, patterns: Sequence[Pattern]) -> list[Conclusion]:
        """Return what both conclude."""
        durable = choose("durable").conclude(logic, patterns)
        assert durable == choose("reference").conclude(logic, patterns)
        return durable


def check(world: World) -> None:
    """Compare columns and both inferences with the oracle, under every choice of readings."""
    evaluation = evaluate(world.records, world.pack, inference=Both())
    evaluated = evaluation.programmes[0]
    first = {made: number for number, made in reversed(list(enumerate(evaluated.made_by)))}
    for number, (choice, made) in enumerate(zip(evaluated.choices, evaluated.made_by, strict=True)):
        found, expected = outcomes(evaluation, made), by_oracle(world, choice)
        if number == first[made]:
            assert found == expected
        else:  # choices that share an evaluation may differ in what is only shown
            levels = {key for key in expected if key[1].startswith("level-")}
            assert {key: found[key] for key in levels} == {key: expected[key] for key in levels}


@settings(max_examples=400)
@given(worlds())
def test_communes_are_judged_alike(world: World) -> None:
    """Figures, rates, flags, findings, quorums, readings and levels."""
    check(world)


@settings(max_examples=400)
@given(districts())
def test_districts_are_judged_alike(world: World) -> None:
    """Shares of units with undetermined members and missing units."""
    check(world)


@pytest.mark.deep
@settings(max_examples=35_000)
@given(worlds())
def test_many_communes_are_judged_alike(world: World) -> None:
    """The same with many more examples."""
    check(world)


@pytest.mark.deep
@settings(max_examples=15_000)
@given(districts())
def test_many_districts_are_judged_alike(world: World) -> None:
    """The same with many more examples."""
    check(world)
