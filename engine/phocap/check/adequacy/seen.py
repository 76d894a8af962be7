"""What the cases beside a rule file have seen."""

from collections.abc import Iterator

from phocap.check.adequacy.goals import Goal, Kind, Side, Threshold, deciding, members, thresholds
from phocap.check.ruletests import Ran
from phocap.check.testfile import TestCase
from phocap.language.compile import level_node
from phocap.language.ruleset import Bound, Measure, Rule, Sum
from phocap.model.outcome import Outcome
from phocap.model.record import Record
from phocap.model.rulefile import RuleFile


def seen(ran: Ran, model: RuleFile) -> Iterator[Goal]:
    """Yield the goals that some cases reach, for the options that they were judged under."""
    for case, row in zip(ran.cases, ran.rows, strict=True):
        yield from _case(ran, case, row)
        chosen = {name: reading.default for name, reading in model.readings.items()} | dict(case.readings)
        yield from (Goal(Kind.READING, case.tier, name, option) for name, option in chosen.items())


def _case(ran: Ran, case: TestCase, row: int) -> Iterator[Goal]:
    rules, record = ran.tier.rules[0], case.records[0]
    for level in rules.levels:
        outcome = ran.tier.outcome(row, level.node)
        yield Goal(Kind.OUTCOME, case.tier, f"level {level.level}", outcome.value)
    for rule in deciding(rules):
        found = outcome_of(ran, row, rule)
        if found is None:
            continue
        yield Goal(Kind.OUTCOME, case.tier, rule.node, found.value)
        for threshold in thresholds(rule):
            amounts = _amounts(ran, row, record, threshold) if _holds(record, threshold) else None
            for side in sides(*amounts, threshold.bound) if amounts else ():
                yield Goal(Kind.THRESHOLD, case.tier, rule.node, side, threshold.flag or "", threshold.detail)
        inside = members(rule)
        if len(inside) > 1:
            outcomes = [outcome_of(ran, row, member) for member in inside]
            if Outcome.UNDETERMINED not in outcomes:
                passing = sum(outcome is not None and outcome.passes for outcome in outcomes)
                detail = f"{min(rule.needs, len(inside))}/{len(inside)}"
                yield Goal(Kind.QUORUM, case.tier, rule.node, str(passing), detail=detail)


def outcome_of(ran: Ran, row: int, rule: Rule) -> Outcome | None:
    """Return what a rule comes to, or None where it tests nothing."""
    if rule.level_ref is not None:
        return ran.tier.outcome(row, level_node(rule.level_ref))
    tested = rule.node in ran.tier.rules[0].tests
    known = tested or rule.node in ran.tier.conclusions[0].quorums
    return ran.tier.outcome(row, rule.node) if known else None


def sides(n: int, d: int, bound: Bound) -> Iterator[Side]:
    """Yield where n/d lies against a bound, if it lies next to it."""
    p, q = bound.value.numerator, bound.value.denominator
    if d == 0:
        return
    if n * q == d * p:
        yield Side.AT
    elif n * q < d * p <= (n + 1) * q:
        yield Side.BELOW
    elif (n - 1) * q <= d * p < n * q:
        yield Side.ABOVE


def _holds(record: Record, threshold: Threshold) -> bool:
    """Whether the flags of a record choose this case."""

    def given(flag: str) -> bool | None:
        found = record.flags.get(flag)
        return None if found is None else found.value

    wanted = threshold.flag is None or given(threshold.flag) is True
    return wanted and all(given(flag) is False for flag in threshold.not_flags)


def _amounts(ran: Ran, row: int, record: Record, threshold: Threshold) -> tuple[int, int] | None:
    """Return numerator and denominator, where all of them is given."""
    if isinstance(threshold.subject, Measure):
        measure = threshold.subject
        n = _sum(measure.of, record)
        d = 1 if measure.to is None else _sum(measure.to, record)
        return None if n is None or d is None else (n, d)
    counted = ran.tier.below[0].get(threshold.subject.key)
    return None if counted is None else counted[row].exact


def _sum(terms: Sum, record: Record) -> int | None:
    given = [record.figures.get(name) for name, _ in terms]
    if None in given:
        return None
    return max(0, sum(sign * found.value for found, (_, sign) in zip(given, terms, strict=True) if found))
