"""The plain evaluator says what the columns say, on random worlds."""

from hypothesis import given, settings
from small import judged, tiers
from worlds import World, districts, worlds


def check(world: World) -> None:
    for tier in tiers(judged(world)):
        for row in range(len(tier.here.units)):
            for level, gate in tier.gates.items():
                judge, facts = tier.judge(level), tier.facts(row, level)
                found = judge.outcomes(facts)
                assert found is not None, "what the columns accept does not contradict itself"
                for leaf in gate.leaves:
                    assert found[leaf.key] is tier.here.outcome(row, leaf.key), leaf.key
                assert judge.level(facts) is tier.outcome(row, level)


@settings(max_examples=100)
@given(worlds())
def test_both_say_the_same_of_communes(world: World) -> None:
    check(world)


@settings(max_examples=40)
@given(districts())
def test_both_say_the_same_of_districts(world: World) -> None:
    check(world)
