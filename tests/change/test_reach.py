"""The least change and the least loss are what trying everything finds."""

from collections.abc import Callable

from hypothesis import given, settings
from small import Plain, cheapest, complete, judged, state, tiers
from worlds import HERE, World

from phocap.change.changes import lose, reach
from phocap.change.unit import Tier
from phocap.model.change import Change
from phocap.model.outcome import Outcome
from phocap.model.record import Finding, Given, Record


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
