"""One unit as plain facts, and its outcomes by plain whole numbers: what search tries thousands of times.

The columns decide verdicts; this decides hypothetical records, one at a time, by the same definitions (docs/design.md,
"Outcomes, exactly"). A test holds both equal on random worlds.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from phocap.change.ranges import CREEP, UNKNOWN, Range, Ties
from phocap.language.ruleset import (
    Bound,
    Case,
    FindingTest,
    Measure,
    MeasureTest,
    ProgrammeTest,
    Rule,
    ShareCase,
    ShareTest,
    WindowTest,
)
from phocap.measure.partition import partition
from phocap.measure.spans import Span, against, possible_means, span
from phocap.model.logic import Quorum
from phocap.model.outcome import Outcome, of_quorum
from phocap.model.record import Interval
from phocap.model.vocabulary import Constraint, closure
from phocap.value import dataclass

AnyCase = TypeVar("AnyCase", Case, ShareCase)

Item = tuple[str, str, int]
"""What may be missing: kind (``figure``, ``finding``, ``flag`` or ``leaf``), name, and years back."""


@dataclass(frozen=True)
class Leaf:
    """A tested condition of a level, with the level that it stands in."""

    rule: Rule
    level: int

    @cached_property
    def key(self) -> str:
        """Its id in the logic."""
        return self.rule.node

    @cached_property
    def told(self) -> bool:
        """Whether it is taken as it came out."""
        return taken_as_told(self.rule)

    @cached_property
    def age(self) -> str | None:
        """The field that says how many years of its window count."""
        return self.rule.test.age if isinstance(self.rule.test, WindowTest) else None

    @cached_property
    def years(self) -> Sequence[tuple[int, MeasureTest | FindingTest]]:
        """Its tests on the unit's own record: see :func:`years_of`."""
        return years_of(self.rule)


@dataclass(frozen=True)
class Gate:
    """At least ``needs`` of ``members``."""

    needs: int
    members: tuple["Leaf | Gate", ...]
    leaves: tuple[Leaf, ...]
    """All below it, each once."""


@dataclass(frozen=True)
class Facts:
    """What is known of one unit, and of the same unit in earlier years (``back``)."""

    figures: Mapping[tuple[int, str], int]
    rates: Mapping[tuple[int, str], Interval]
    findings: Mapping[tuple[int, str], bool]
    flags: Mapping[str, bool]
    leaves: Mapping[str, Outcome]
    """The outcome of every condition that is taken as it came out."""

    def given(self, items: Mapping[Item, int]) -> "Facts":
        """Return the facts with missing findings and flags given; yes is 1."""
        findings, flags = dict(self.findings), dict(self.flags)
        for (kind, name, back), value in items.items():
            if kind == "finding":
                findings[back, name] = bool(value)
            elif kind == "flag":
                flags[name] = bool(value)
        return replace(self, findings=findings, flags=flags)


@dataclass
class Judge:
    """Decides a level for facts, by the vocabulary's constraints."""

    gate: Gate
    constraints: Sequence[Constraint]

    def __post_init__(self) -> None:
        """Find which fields each year of the level needs, and what ties them."""
        self.fields: dict[int, frozenset[str]] = {}
        for leaf in self.gate.leaves:
            for back, test in leaf.years:
                if isinstance(test, MeasureTest):
                    names = {name for case in test.cases for name in case.measure.fields}
                    self.fields[back] = self.fields.get(back, frozenset()) | names
            if leaf.age is not None:
                self.fields[0] = self.fields.get(0, frozenset()) | {leaf.age}
        self.years = sorted({back for leaf in self.gate.leaves for back, _ in leaf.years} | {0})
        self.tied: dict[int, Ties] = {}
        for back, found in self.fields.items():
            self.fields[back] = names_tied = closure(found, self.constraints)
            self.tied[back] = Ties(c for c in self.constraints if c.whole in names_tied)
        self._partitions = {
            case.measure: partition(case.measure, self.constraints)
            for leaf in self.gate.leaves
            for _, test in leaf.years
            if isinstance(test, MeasureTest)
            for case in test.cases
        }
        self.scope: Hashable = (*self.years, *sorted((back, *sorted(names)) for back, names in self.fields.items()))
        """What of a record it looks at."""
        self.wholes = {c.whole for c in self.constraints}
        self.counted = {name for m in self._partitions for name, sign in m.to or () if sign > 0 and m.part}
        """The figures that count a group of which a share is asked."""
        self.depth = self._depths()
        self.items = tuple(dict.fromkeys(item for leaf in self.gate.leaves for item in asked(leaf)))
        """Everything that is asked for, in the order of the law."""

    def _depths(self) -> dict[str, int]:
        """Return how many wholes stand above each field."""
        found = {name: 0 for names in self.fields.values() for name in names}
        for _ in self.constraints:
            for constraint in {c.id: c for ties in self.tied.values() for c in ties.constraints}.values():
                for part in constraint.parts:
                    found[part] = max(found[part], found[constraint.whole] + 1)
        return found

    def narrow(self, ranges: dict[str, Range], back: int, changed: str) -> bool:
        """Narrow the ranges of a year in place after a field changed; return whether all still have a value."""
        return self.tied[back].narrow(ranges, (changed,), CREEP)

    def ranges(self, facts: Facts, fitting: bool = False) -> dict[int, dict[str, Range]] | None:
        """Return the values that every figure can have, by year; None when the figures contradict each other.

        ``fitting`` figures are known not to: they are those of a record that was evaluated.
        """
        found = {}
        for back, names in self.fields.items():
            ranges: dict[str, Range] = dict.fromkeys(names, UNKNOWN)
            given = {name: value for name in names if (value := facts.figures.get((back, name))) is not None}
            ranges |= {name: (value, value) for name, value in given.items()}
            ties = self.tied[back]
            if not (ties.settle(ranges, given) if fitting else ties.narrow(ranges, given)):
                return None
            found[back] = ranges
        return found

    def outcomes(self, facts: Facts) -> dict[str, Outcome] | None:
        """Return the outcome of every leaf; None for facts that contradict each other."""
        ranges = self.ranges(facts)
        if ranges is None:
            return None
        return {leaf.key: self.leaf(leaf, facts, ranges) for leaf in self.gate.leaves}

    def level(self, facts: Facts) -> Outcome | None:
        """Return the outcome of the level; None for facts that contradict each other."""
        found = self.outcomes(facts)
        return None if found is None else combine(self.gate, found)

    def leaf(self, leaf: Leaf, facts: Facts, ranges: Mapping[int, Mapping[str, Range]]) -> Outcome:
        """Return the outcome of one condition."""
        test = leaf.rule.test
        if leaf.told:
            return facts.leaves.get(leaf.key, Outcome.UNDETERMINED)
        if isinstance(test, WindowTest):
            return self._window(test, facts, ranges)
        assert isinstance(test, MeasureTest | FindingTest)
        return self._single(test, 0, facts, ranges)

    def _window(self, window: WindowTest, facts: Facts, ranges: Mapping[int, Mapping[str, Range]]) -> Outcome:
        """Return the outcome over the years; one before the unit existed is not in the way, and helps nobody."""
        length, oldest = window.years, ranges[0][window.age][1] if window.age else None
        if oldest is not None:
            length = max(1, min(length, oldest))
        test = window.test
        if window.mean and isinstance(test, MeasureTest):
            cases = cases_of(test.cases, facts.flags)
            found = {self._mean(case, test.empty, length, facts, ranges) for case in cases}
            return found.pop() if len(found) == 1 else Outcome.UNDETERMINED
        single = [self._single(test, back, facts, ranges) for back in range(length)]
        before = Outcome.NOT_APPLICABLE if window.needs == window.years else Outcome.NOT_MET
        return of_quorum(window.needs, [*single, *[before] * (window.years - length)])

    def _mean(
        self, case: Case, empty: Outcome, length: int, facts: Facts, ranges: Mapping[int, Mapping[str, Range]]
    ) -> Outcome:
        """Return the outcome of a mean of so many years, whichever of those count of which nobody may be there."""
        if case.bound is None:
            return Outcome.UNDETERMINED
        years = [
            self._span(case.measure, facts.rates.get((back, case.measure.id)), ranges[back]) for back in range(length)
        ]
        found = {empty if value is None else against(value, case.bound) for value in possible_means(years)}
        return found.pop() if len(found) == 1 else Outcome.UNDETERMINED

    def _span(self, measure: Measure, printed: Interval | None, ranges: Mapping[str, Range]) -> Span:
        n = _sum(ranges, measure.of)
        if measure.to is None:
            return span(n, None, None, None, measure.part)
        d, rest = _sum(ranges, measure.to), UNKNOWN
        if measure.part:
            n, d, rest = self._as_part(ranges, measure, n, d)
        return span(n, d, rest, printed, measure.part)

    def _single(
        self, test: MeasureTest | FindingTest, back: int, facts: Facts, ranges: Mapping[int, Mapping[str, Range]]
    ) -> Outcome:
        if isinstance(test, FindingTest):
            value = facts.findings.get((back, test.field))
            return Outcome.UNDETERMINED if value is None else Outcome.MET if value else Outcome.NOT_MET
        found = {self.case(case, test.empty, back, facts, ranges[back]) for case in cases_of(test.cases, facts.flags)}
        return found.pop() if len(found) == 1 else Outcome.UNDETERMINED

    def case(self, case: Case, empty: Outcome, back: int, facts: Facts, ranges: Mapping[str, Range]) -> Outcome:
        """Return the outcome of a measure against a bound."""
        measure = case.measure
        n = _sum(ranges, measure.of)
        d = (1, 1) if measure.to is None else _sum(ranges, measure.to)
        rate = None if measure.to is None else facts.rates.get((back, measure.id))
        known = n[0] == n[1] and d[0] == d[1]
        rest: Range = UNKNOWN
        if not known and measure.to is not None and measure.part:
            n, d, rest = self._as_part(ranges, measure, n, d)
        if d[1] == 0:
            return empty
        if case.bound is None or (d[0] == 0 and rate is None):
            return Outcome.UNDETERMINED
        d = max(1, d[0]), d[1]  # from here on there is somebody
        if rest[1] is not None:
            n = max(n[0], d[0] - rest[1]), n[1]
        met, fails = _compare(n, d, rest, case.bound, measure)
        if rate is not None and not met and not fails:
            met, fails = _printed(rate, case.bound)
        return Outcome.MET if met else Outcome.NOT_MET if fails else Outcome.UNDETERMINED

    def _as_part(self, ranges: Mapping[str, Range], measure: Measure, n: Range, d: Range) -> tuple[Range, Range, Range]:
        """Return numerator, denominator and who is in it besides, as far as the constraint that holds them tells."""
        rest: Range = UNKNOWN
        placed = self._partitions[measure]
        if placed is not None:
            low, high = _sum(ranges, placed.rest) if placed.rest else (0, 0)
            rest = (low, high if placed.exhaustive else None)
            away = _sum(ranges, placed.taken) if placed.taken else (0, 0)
            whole = ranges[placed.whole]
            if rest[1] is not None and away[1] is not None:
                n = max(n[0], whole[0] - away[1] - rest[1]), n[1]
            if whole[1] is not None:
                n = n[0], _least(n[1], whole[1] - away[0] - rest[0])
        n = n[0], _least(n[1], None if d[1] is None else d[1] - rest[0])
        d = max(d[0], n[0] + rest[0]), d[1]
        if n[1] is not None and rest[1] is not None:
            d = d[0], _least(d[1], n[1] + rest[1])
        return n, d, rest


def taken_as_told(rule: Rule) -> bool:
    """Whether a condition is taken as it came out: on units below, or another programme."""
    return isinstance(rule.test, ShareTest | ProgrammeTest)


def years_of(rule: Rule) -> list[tuple[int, MeasureTest | FindingTest]]:
    """Return the tests of a condition on the unit's own record, with the years back in which it is asked."""
    if taken_as_told(rule):
        return []
    if isinstance(rule.test, WindowTest):
        return [(back, rule.test.test) for back in range(rule.test.years)]
    return [(0, rule.test)] if isinstance(rule.test, MeasureTest | FindingTest) else []


def asked(leaf: Leaf) -> Iterator[Item]:
    """Yield what a condition asks for, given or not, in the order of the rule."""
    if leaf.told:
        yield "leaf", leaf.key, 0
    for back, test in leaf.years:
        if isinstance(test, FindingTest):
            yield "finding", test.field, back
            continue
        yield from (("flag", case.flag, 0) for case in test.cases if case.flag is not None)
        yield from (("figure", name, back) for case in test.cases for name in case.measure.fields)
    if leaf.age is not None:
        yield "figure", leaf.age, 0


def cases_of(cases: Sequence[AnyCase], flags: Mapping[str, bool]) -> list[AnyCase]:
    """Return the variants that the flags leave possible: the first that holds and those before it not denied."""
    found = []
    for case in cases:
        held = True if case.flag is None else flags.get(case.flag)
        if held is not False:
            found.append(case)
        if held:
            break
    return found


def combine(gate: Gate, outcomes: Mapping[str, Outcome]) -> Outcome:
    """Return the outcome of a gate from those of its leaves."""
    members = [combine(m, outcomes) if isinstance(m, Gate) else outcomes[m.key] for m in gate.members]
    return of_quorum(gate.needs, members)


def _compare(n: Range, d: Range, rest: Range, bound: Bound, measure: Measure) -> tuple[bool, bool]:
    """Return whether the bound is surely reached, and whether it surely is not."""
    p, q = bound.value.numerator, bound.value.denominator
    part = measure.part and measure.to is not None
    most = None if d[1] is None and p else p * (d[1] or 0)
    least = p * d[0]
    if bound.sense == "at_least":
        met = most is not None and n[0] * q >= most
        fails = n[1] is not None and n[1] * q < least
        if part:
            met = met or (rest[1] is not None and n[0] * q >= (n[0] + rest[1]) * p)
            fails = fails or (n[1] is not None and n[1] * q < (n[1] + rest[0]) * p)
    else:
        met = n[1] is not None and n[1] * q <= least
        fails = most is not None and n[0] * q > most
        if part:
            met = met or (n[1] is not None and n[1] * q <= (n[1] + rest[0]) * p) or bound.value >= 1
            fails = fails or (rest[1] is not None and n[0] * q > (n[0] + rest[1]) * p)
    return met, fails and not met


def _printed(rate: Interval, bound: Bound) -> tuple[bool, bool]:
    t = bound.value
    high = rate.high
    if bound.sense == "at_least":
        return rate.low >= t, high is not None and (high < t or (high == t and rate.high_open))
    return high is not None and high <= t, rate.low > t or (rate.low == t and rate.low_open)


def _sum(ranges: Mapping[str, Range], terms: Sequence[tuple[str, int]]) -> Range:
    low = high = 0
    low_open = high_open = False
    for name, sign in terms:
        least, most = ranges[name]
        if sign > 0:
            low += least
            high_open = high_open or most is None
            high += most or 0
        else:
            low_open = low_open or most is None
            low -= most or 0
            high -= least
    return 0 if low_open else max(low, 0), None if high_open else max(high, 0)


def _least(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else min(one, other)


def rate_agrees(rate: Interval, n: int, d: int) -> bool:
    """Whether counts can have been printed as a rate."""
    if d == 0:
        return False
    value = Fraction(n, d)
    above = value > rate.low or (value == rate.low and not rate.low_open)
    below = rate.high is None or value < rate.high or (value == rate.high and not rate.high_open)
    return above and below


__all__ = ["Facts", "Gate", "Item", "Judge", "Leaf", "Quorum", "Range", "combine"]
