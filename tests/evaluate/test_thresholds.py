"""Every threshold of the shipped rules at its exact boundary and one beyond it, under every reading and flag."""

from collections.abc import Iterator
from datetime import date

import pytest
from worlds import HERE

from phocap.evaluate.below import Below, judge
from phocap.language.load import load_pack
from phocap.language.registry import Registry, choices
from phocap.language.ruleset import Case, MeasureTest, RuleSet, ShareCase, ShareTest, WindowTest
from phocap.measure.columns import RecordColumns
from phocap.measure.tests import outcomes
from phocap.model.outcome import OUTCOMES, Outcome
from phocap.model.record import Given, Record, Unit
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())
DAYS = (date(2005, 9, 30), date(2013, 9, 30), date(2020, 9, 30), date(2025, 6, 30), date(2026, 9, 30))
SCALES = (1, 7, 2009)


def rule_sets() -> Iterator[RuleSet]:
    """Yield every shipped rule set on days of all its periods, under every choice of readings."""
    registry = Registry(PACK)
    for day in DAYS:
        for programme in registry.programmes_on(day):
            in_force = registry.in_force(programme, day)
            for choice in choices(in_force.readings, {}):
                yield in_force.rules(choice)


def boundaries() -> dict[str, tuple[MeasureTest | ShareTest, int]]:
    """Return each case of each test once, by a name that says where it was first met."""
    found: dict[str, tuple[MeasureTest | ShareTest, int]] = {}
    seen = set()
    for rules in rule_sets():
        for tier in rules.tiers.values():
            for node, whole in tier.tests.items():
                test = whole.test if isinstance(whole, WindowTest) else whole
                if not isinstance(test, MeasureTest | ShareTest):
                    continue
                for number, case in enumerate(test.cases):
                    if case.bound is None or (rules.id, node, test, number) in seen:
                        continue
                    seen.add((rules.id, node, test, number))
                    found[f"{rules.id} {tier.tier} {node} {case.flag or 'ordinary'} {len(found)}"] = test, number
    return found


BOUNDARIES = boundaries()


def decide(test: MeasureTest | ShareTest, number: int, pairs: list[tuple[int, int]]) -> list[Outcome]:
    """Decide units that stand at n of d for one case of a test."""
    case: Case | ShareCase = test.cases[number]
    if isinstance(test, ShareTest):
        return [judge(Below(n, d - n, d, d), case.bound, test.empty) for n, d in pairs]
    assert isinstance(case, Case)
    flags = {other.flag: Given(other is case, HERE) for other in test.cases if other.flag}
    records = []
    for n, d in pairs:
        figures = dict.fromkeys(case.measure.fields, 0)
        if case.measure.to:
            figures[case.measure.to[0][0]] = d
        figures[case.measure.of[0][0]] = n
        given = {name: Given(value, HERE) for name, value in figures.items()}
        records.append(Record(Unit("any", "Thử"), DAYS[0], HERE, flags=flags, figures=given))
    return [OUTCOMES[code] for code in outcomes(RecordColumns(records, ()), test)]


def test_all_of_the_law_is_tried() -> None:
    """The search finds the thresholds of every rule file that has any."""
    tried = {name.split()[0] for name in BOUNDARIES}
    bounded = {
        name
        for name, file in PACK.rule_files.items()
        if any(
            c.measure or c.share_of
            for level in file.model.levels.values()
            for listed in level.tiers.values()
            for c in listed
            if not c.not_established
        )
    }
    assert bounded <= tried
    assert len(BOUNDARIES) > 40


@pytest.mark.parametrize("name", sorted(BOUNDARIES))
def test_the_boundary_is_met_and_one_beyond_is_not(name: str) -> None:
    """Exactly at the threshold is enough; one child or unit fewer (or more, for a bound from above) is not."""
    test, number = BOUNDARIES[name]
    bound = test.cases[number].bound
    assert bound is not None
    counted = isinstance(test, MeasureTest) and test.cases[number].measure.to is None
    whole = [1] if counted else [bound.value.denominator * scale for scale in SCALES]
    at = [(int(bound.value * d), d) for d in whole]
    step = -1 if bound.sense == "at_least" else 1
    beyond = [(n + step, d) for n, d in at if n + step >= 0]
    assert set(decide(test, number, at)) == {Outcome.MET}
    assert beyond or bound.value == 0
    assert set(decide(test, number, beyond)) <= {Outcome.NOT_MET}
