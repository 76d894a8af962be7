"""Clause by clause: which conditions one rule set has and the other has not, and which differ in what."""

from collections.abc import Iterator

from phocap.check.adequacy.goals import bounds
from phocap.language.ruleset import FindingTest, MeasureTest, ProgrammeTest, Rule, ShareTest, TierRules, WindowTest
from phocap.model.base import Text
from phocap.value import dataclass


@dataclass(frozen=True)
class Clause:
    """A condition that is not the same in both rule sets; what it tests in each, None where it is not there."""

    tier: str
    node: str
    title: Text
    before: str | None
    after: str | None


def clauses(tier: str, one: TierRules | None, two: TierRules | None) -> Iterator[Clause]:
    """Yield the conditions of a tier that differ, in the order of the first rule set, then those that are new."""
    before = {rule.node: rule for rule in one.walk()} if one else {}
    after = {rule.node: rule for rule in two.walk()} if two else {}
    for node in dict.fromkeys([*before, *after]):
        left, right = before.get(node), after.get(node)
        shown = [told(rule) if rule else None for rule in (left, right)]
        if shown[0] != shown[1]:
            title = (right or left or next(iter(after.values()))).title
            yield Clause(tier, node, title, shown[0], shown[1])


def told(rule: Rule) -> str:
    """Return what a condition tests, in the words of rule files."""
    test = rule.test
    match test:
        case None if rule.level_ref is not None:
            said = f"requires level {rule.level_ref}"
        case None:
            said = f"at least {rule.needs} of {', '.join(member.id for member in rule.members)}"
        case FindingTest(field=field):
            said = f"finding {field}"
        case ProgrammeTest(programme=programme, level=level):
            said = f"requires {programme} level {level}"
        case WindowTest(years=years, needs=needs, mean=mean):
            inside = _bounds(rule) or getattr(test.test, "field", "")
            said = f"{inside} as the mean of {years} years" if mean else f"{inside} in {needs} of {years} years"
        case MeasureTest() | ShareTest():
            said = _bounds(rule) or "not established"
        case _:
            said = repr(test)
    effect = "" if rule.effect.value == "decides" else f" ({rule.effect.value})"
    return said + effect


def _bounds(rule: Rule) -> str:
    found = [f"{threshold.detail}{f' when {threshold.flag}' if threshold.flag else ''}" for threshold in bounds(rule)]
    test = rule.test
    if not found and isinstance(test, ShareTest):
        found = [f"{'/'.join(map(str, test.key))} {case.bound}" for case in test.cases]
    return "; ".join(found)
