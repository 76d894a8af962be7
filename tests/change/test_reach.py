"""The least change and the least loss are what trying everything finds."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from small import Plain, cheapest, complete, judged, state, tiers
from worlds import DAY, FINDINGS, HERE, TEXT, World, pack_of

from phocap.change.changes import lose, reach
from phocap.change.unit import Tier
from phocap.language.registry import Registry
from phocap.model.change import Change, Cost
from phocap.model.outcome import Outcome
from phocap.model.record import Finding, Given, Record, Unit


def applied(record: Record, change: Change) -> Record:
    """Return the record after the steps of a change."""
    figures, findings = dict(record.figures), dict(record.findings)
    for step in change.steps:
        for shift in step.shifts:
            assert figures[shift.field].value == shift.before
            figures[shift.field] = Given(shift.after, HERE)
        if step.kind == "finding":
            findings[step.subject] = Given(Finding(not findings[step.subject].value.value), HERE)
    return Record(record.unit, record.as_of, record.place, record.flags, figures, {}, findings, years=record.years)


def check(world: World, find: Callable[[Tier, int, int], Change], wanted: bool) -> None:
    record = world.records[0]
    evaluation = judged(world)
    for tier in tiers(evaluation):
        plain = Plain(tier.here.rules[0], record)
        for level in tier.gates:
            if tier.outcome(0, level) is not (Outcome.NOT_MET if wanted else Outcome.MET):
                continue
            change = find(tier, 0, level)
            assert change.exact
            assert not change.wanted
            try:
                least = cheapest(plain, level, wanted)
            except OverflowError:
                continue
            if least is None:
                assert not change.possible
                assert change.obstacles
                continue
            assert change.possible
            assert (change.cost.findings, change.cost.persons) == least
            assert change.cost.persons == sum(step.count for step in change.steps if step.kind == "figures")
            assert plain.level(level, state(applied(record, change))) is wanted
            assert all(step.serves for step in change.steps)


@settings(max_examples=200)
@given(complete())
def test_nothing_cheaper_reaches_the_level(world: World) -> None:
    check(world, reach, True)


@settings(max_examples=200)
@given(complete())
def test_nothing_cheaper_costs_the_level(world: World) -> None:
    check(world, lose, False)


def rule(condition: str, **asked: Any) -> dict[str, Any]:
    return {"id": condition, **asked}


@pytest.mark.parametrize(
    ("conditions", "findings"),
    [
        pytest.param(
            [
                rule(
                    "two",
                    at_least=2,
                    of=[rule("a", finding="light"), rule("b", finding="safe"), rule("c", finding="safe")],
                )
            ],
            1,
            id="two members of a quorum are one finding",
        ),
        pytest.param(
            [rule("one", any=[rule("a", finding="light"), rule("b", finding="safe")]), rule("must", finding="safe")],
            1,
            id="a member of a quorum is asked for elsewhere",
        ),
        pytest.param(
            [rule("all", all=[rule("a", finding="light"), rule("b", finding="safe")]), rule("must", finding="safe")],
            2,
            id="there is no choice",
        ),
    ],
)
def test_one_finding_that_serves_two_conditions_costs_once(conditions: list[dict[str, Any]], findings: int) -> None:
    levels = {1: {"commune": conditions}}
    pack = pack_of({"programme": "trial", "title": TEXT, "instrument": "trial", "levels": levels})
    denied = {name: Given(Finding(False), HERE) for name in FINDINGS}
    record = Record(Unit("commune", "C"), DAY, HERE, findings=denied)
    world = World(pack, Registry(pack).in_force("trial", DAY), [record])
    (tier,) = (tier for tier in tiers(judged(world)) if tier.tier == "commune")
    change = reach(tier, 0, 1)
    assert change.exact
    assert change.cost == Cost(findings=findings)
    assert Plain(tier.here.rules[0], record).level(1, state(applied(record, change)))
