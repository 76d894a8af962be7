"""The reference evaluator: one record at a time, plain Python and exact fractions, obvious before fast.

It is the oracle of the differential tests and shares nothing with what it checks but the compiled rules: no
columns, no patterns, no production inference. Where units below are counted it tries every possible count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from functools import reduce
from itertools import product

from phocap.language.pack import Pack
from phocap.language.ruleset import (
    Bound,
    FindingTest,
    MeasureTest,
    ProgrammeTest,
    Rule,
    RuleSet,
    ShareTest,
    Sum,
    WindowTest,
)
from phocap.model.outcome import Outcome
from phocap.model.record import Interval, Record
from phocap.model.rulefile import Effect
from phocap.value import dataclass

Range = tuple[int, int | None]
"""A least and a greatest value; None is unbounded."""

COUNTABLE = 40
"""Totals that nobody gave are tried up to this."""


@dataclass
class Oracle:
    """Decides records of one day by one rule set; ``children[i]`` are the records directly below record i."""

    pack: Pack
    rules: RuleSet
    records: Sequence[Record]
    children: Mapping[int, Sequence[int]] = field(default_factory=dict)

    def level(self, index: int, level: int) -> Outcome:
        """Return the outcome of a level for a record."""
        tier = self.rules.tiers[self.records[index].unit.tier]
        wanted = next(rules for rules in tier.levels if rules.level == level)
        deciding = [self.rule(index, rule) for rule in wanted.rules if _decides(rule)]
        return quorum(deciding, len(deciding))

    def rule(self, index: int, rule: Rule) -> Outcome:
        """Return the outcome of one condition for a record."""
        record = self.records[index]
        if rule.level_ref is not None:
            return self.level(index, rule.level_ref)
        match rule.test:
            case None:
                members = [self.rule(index, m) for m in rule.members if _decides(m)]
                return quorum(members, min(rule.needs, len(members)))
            case FindingTest(field=name):
                given = record.findings.get(name)
                return _known(given.value.value if given else None)
            case MeasureTest() as test:
                outcomes = [self._measure(record, case.measure, case.bound, test.empty) for case in test.cases]
                return _by_flags(record, [case.flag for case in test.cases], outcomes)
            case ShareTest() as test:
                outcomes = [self._share(index, test, case.bound) for case in test.cases]
                return _by_flags(record, [case.flag for case in test.cases], outcomes)
            case ProgrammeTest():
                return Outcome.UNDETERMINED
            case WindowTest() as window:
                return self._window(index, rule, window)
        raise AssertionError(rule)

    def _window(self, index: int, rule: Rule, window: WindowTest) -> Outcome:
        record = self.records[index]
        length = window.years
        oldest = self.ranges(record)[window.age][1] if window.age else None
        if oldest is not None:
            length = max(1, min(length, oldest))
        years = [record.in_year(record.as_of.year - back) if back else record for back in range(length)]
        test = window.test
        if not (window.mean and isinstance(test, MeasureTest)):
            asked = Oracle(self.pack, self.rules, years)
            outcomes = [asked.rule(number, replace(rule, test=test)) for number in range(length)]
            before = Outcome.NOT_APPLICABLE if window.needs == window.years else Outcome.NOT_MET
            return quorum([*outcomes, *[before] * (window.years - length)], window.needs)
        means = [self._mean(years, case.measure, case.bound, test.empty) for case in test.cases]
        return _by_flags(record, [case.flag for case in test.cases], means)

    def _mean(self, years: Sequence[Record], measure: object, bound: Bound | None, empty: Outcome) -> Outcome:
        """Try every choice of the years that count: one of which nobody may have been there counts or does not."""
        if bound is None:
            return Outcome.UNDETERMINED
        known: list[list[Interval | None]] = []
        for year in years:
            values, sure = self._values(year, measure)
            both = reduce(_both, values) if values else None
            known.append([both] if sure or both is None else [both, None])
        verdicts = set()
        for chosen in product(*known):
            there = [value for value in chosen if value is not None]
            verdicts.add(_against(_average(there), bound) if there else empty)
        return verdicts.pop() if len(verdicts) == 1 else Outcome.UNDETERMINED

    def _measure(self, record: Record, measure: object, bound: Bound | None, empty: Outcome) -> Outcome:
        values, sure = self._values(record, measure)
        if not values:
            return empty
        if bound is None or not sure:
            return Outcome.UNDETERMINED
        decided = [v for value in values if (v := _against(value, bound)) is not Outcome.UNDETERMINED]
        return decided[0] if decided else Outcome.UNDETERMINED

    def _values(self, record: Record, measure: object) -> tuple[list[Interval], bool]:
        """Return what figures and rate each say of a measure if anybody is there, and whether somebody surely is."""
        ranges = self.ranges(record)
        of, to, part = measure.of, measure.to, measure.part  # type: ignore[attr-defined]
        n = _sum(ranges, of)
        d = _sum(ranges, to) if to is not None else (1, 1)
        rate = record.rates.get(measure.id) if to is not None else None  # type: ignore[attr-defined]
        rest: Range = (0, None)
        if part and to is not None:
            n, d, rest = self._as_part(ranges, measure, n, d)
        if d[1] == 0:
            return [], True
        sure = d[0] > 0 or rate is not None
        d = (max(1, d[0]), d[1])  # from here on there is somebody
        if rest[1] is not None:
            n = (max(n[0], d[0] - rest[1]), n[1])
        low = Fraction(n[0], d[1]) if d[1] is not None else Fraction(0)
        high = Fraction(n[1], d[0]) if n[1] is not None and d[0] > 0 else None
        if part and to is not None:
            high = Fraction(1) if high is None else min(high, Fraction(1))
        # Some of an unbounded whole comes as near to none as one likes, but is never none.
        if part and to is not None:
            # The denominator is the numerator and the rest of the whole.
            if rest[1] is not None and n[0] + rest[1] > 0:
                low = max(low, Fraction(n[0], n[0] + rest[1]))
            if n[1] is not None and n[1] + rest[0] > 0 and high is not None:
                high = min(high, Fraction(n[1], n[1] + rest[0]))
        by_figures = Interval(low, high, low_open=low == 0 < n[0])
        return [by_figures, *([rate.value] if rate is not None else [])], sure

    def _as_part(self, ranges: Mapping[str, Range], measure: object, n: Range, d: Range) -> tuple[Range, Range, Range]:
        """Return numerator, denominator and the rest between them, as far as the constraint that holds them tells."""
        of = [name for name, _ in measure.of]  # type: ignore[attr-defined]
        (whole, _), *taken = measure.to  # type: ignore[attr-defined]
        out = [name for name, _ in taken]
        rest: Range = (0, None)
        for constraint in self.pack.words.constraints:
            if constraint.whole != whole or not {*of, *out} <= set(constraint.parts):
                continue
            others = [ranges[p] for p in constraint.parts if p not in of and p not in out]
            outs = [ranges[p] for p in out]
            rest = (sum(low for low, _ in others), _total(others) if constraint.exhaustive else None)
            low, high = ranges[whole]
            away = _total(outs)
            if rest[1] is not None and away is not None:
                n = (max(n[0], low - away - rest[1]), n[1])
            if high is not None:
                n = (n[0], _least(n[1], high - sum(o for o, _ in outs) - rest[0]))
            break
        n = (n[0], _least(n[1], None if d[1] is None else d[1] - rest[0]))
        d = (max(d[0], n[0] + rest[0]), d[1])
        if n[1] is not None and rest[1] is not None:
            d = (d[0], _least(d[1], n[1] + rest[1]))
        return n, d, rest

    def ranges(self, record: Record) -> dict[str, Range]:
        """Return the values that every figure can have, given the others and what ties them."""
        names = self.pack.words.counts
        found: dict[str, Range] = {}
        for name in names:
            given = record.figures.get(name)
            found[name] = (given.value, given.value) if given else (0, None)
        while True:
            before = dict(found)
            for constraint in self.pack.words.constraints:
                parts = constraint.parts
                lows = sum(found[p][0] for p in parts)
                highs = [found[p][1] for p in parts]
                low, high = found[constraint.whole]
                low = max(low, lows)
                if constraint.exhaustive and None not in highs:
                    total = sum(h for h in highs if h is not None)
                    high = total if high is None else min(high, total)
                found[constraint.whole] = (low, high)
                for part in parts:
                    least, most = found[part]
                    others = lows - least
                    if high is not None:
                        most = high - others if most is None else min(most, high - others)
                    rest = [found[p][1] for p in parts if p != part]
                    if constraint.exhaustive and None not in rest:
                        least = max(least, low - sum(r for r in rest if r is not None))
                    found[part] = (least, most)
                    lows = others + least
            if found == before:
                return found

    def _share(self, index: int, test: ShareTest, bound: Bound | None) -> Outcome:
        possible = set(self._outcomes_of_counts(index, test, bound))
        if len(possible) == 1:
            return possible.pop()
        return Outcome.UNDETERMINED

    def _outcomes_of_counts(self, index: int, test: ShareTest, bound: Bound | None) -> Iterator[Outcome]:
        record = self.records[index]
        below = [c for c in self.children.get(index, ()) if self.records[c].unit.tier == test.tier]
        outcomes = [self.level(c, test.level) for c in below]
        met, unmet = outcomes.count(Outcome.MET), outcomes.count(Outcome.NOT_MET)
        idle = outcomes.count(Outcome.NOT_APPLICABLE)
        units = record.units.get(test.tier)
        total = units.total.value if units and units.total else None
        levels = units.levels.get(test.programme, {}) if units else {}
        if not self.pack.cumulative(test.programme):
            levels = {n: given for n, given in levels.items() if n == test.level}
        least = max([g.value for n, g in levels.items() if n >= test.level and isinstance(g.value, int)], default=0)
        most = min([g.value for n, g in levels.items() if n <= test.level and isinstance(g.value, int)], default=None)
        shares = [(n, g.value) for n, g in levels.items() if isinstance(g.value, Interval)]
        if bound is None:
            yield Outcome.UNDETERMINED
            return
        if total is None:
            total_most = self.pack.country.tiers[test.tier].most_in_parent.get(record.unit.tier, COUNTABLE)
            sizes = range(len(outcomes) - idle, total_most + 1)
            # Beyond what is tried the share comes as near to none or all as the units known allow.
            if (
                test.tier not in self.pack.country.tiers
                or record.unit.tier not in self.pack.country.tiers[test.tier].most_in_parent
            ):
                yield from self._beyond(met, unmet, shares, test.level, bound)
        else:
            sizes = range(total - idle, total - idle + 1)
        for size in sizes:
            if size == 0:
                if total is not None:
                    yield test.empty
                elif not shares:  # a printed share says that there was somebody
                    yield Outcome.UNDETERMINED
                continue
            top = size - unmet if most is None or total is None else min(size - unmet, most)
            for n in range(max(met, least), top + 1):
                if all(_possible(Fraction(n, size), share, other, test.level) for other, share in shares):
                    yield _against(Interval(Fraction(n, size), Fraction(n, size)), bound)

    def _beyond(
        self, met: int, unmet: int, shares: list[tuple[int, Interval]], level: int, bound: Bound
    ) -> Iterator[Outcome]:
        if not shares:
            yield Outcome.UNDETERMINED if bound.value < 1 or not unmet else Outcome.NOT_MET


def quorum(members: Sequence[Outcome], needs: int) -> Outcome:
    """Return the outcome of at least ``needs`` of the members."""
    if all(member is Outcome.NOT_APPLICABLE for member in members):
        return Outcome.NOT_APPLICABLE
    passing = sum(member in (Outcome.MET, Outcome.NOT_APPLICABLE) for member in members)
    if passing >= needs:
        return Outcome.MET
    open_ = sum(member is Outcome.UNDETERMINED for member in members)
    return Outcome.NOT_MET if passing + open_ < needs else Outcome.UNDETERMINED


def _decides(rule: Rule) -> bool:
    """Whether a condition, or any of a group, is neither suspended nor only shown."""
    return rule.effect is Effect.DECIDES and (not rule.members or any(map(_decides, rule.members)))


def _both(one: Interval, other: Interval) -> Interval:
    """Return the values that lie in both intervals."""
    low = max((one.low, one.low_open), (other.low, other.low_open))
    ends = [(-i.high, i.high_open) for i in (one, other) if i.high is not None]
    high = max(ends) if ends else None
    return Interval(low[0], -high[0] if high else None, low[1], bool(high and high[1]))


def _average(values: Sequence[Interval]) -> Interval:
    n = Fraction(len(values))
    low = sum((v.low / n for v in values), Fraction(0))
    highs = [v.high / n for v in values if v.high is not None]
    whole = len(highs) == len(values)
    open_ends = (any(v.low_open for v in values), whole and any(v.high_open for v in values))
    return Interval(low, sum(highs, Fraction(0)) if whole else None, *open_ends)


def _possible(value: Fraction, share: Interval, other: int, level: int) -> bool:
    """Whether a share at ``level`` can stand beside a printed one at ``other``, higher levels being rarer."""
    above = value > share.low or (value == share.low and not share.low_open)
    high = Fraction(1) if share.high is None else share.high
    under = value < high or (value == high and not share.high_open)
    return (above or other < level) and (under or other > level)


def _against(value: Interval, bound: Bound) -> Outcome:
    t = bound.value
    if bound.sense == "at_least":
        if value.low >= t:
            return Outcome.MET
        fails = value.high is not None and (value.high < t or (value.high == t and value.high_open))
    else:
        if value.high is not None and value.high <= t:
            return Outcome.MET
        fails = value.low > t or (value.low == t and value.low_open)
    return Outcome.NOT_MET if fails else Outcome.UNDETERMINED


def _sum(ranges: Mapping[str, Range], terms: Sum) -> Range:
    low, high = 0, 0
    low_open = high_open = False
    for name, sign in terms:
        least, most = ranges[name]
        if sign > 0:
            low += least
            high, high_open = (high, True) if most is None else (high + most, high_open)
        else:
            low, low_open = (low, True) if most is None else (low - most, low_open)
            high -= least
    return (0 if low_open else max(low, 0), None if high_open else high)


def _total(ranges: Sequence[Range]) -> int | None:
    highs = [high for _, high in ranges]
    return None if None in highs else sum(high for high in highs if high is not None)


def _least(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else min(one, other)


def _known(value: bool | None) -> Outcome:
    return Outcome.UNDETERMINED if value is None else Outcome.MET if value else Outcome.NOT_MET


def _by_flags(record: Record, flags: Sequence[str | None], outcomes: Sequence[Outcome]) -> Outcome:
    """Return the outcome of the first flag that holds; flags that are not given keep their ways open."""
    ways: list[Outcome] = []
    for flag, outcome in zip(flags, outcomes, strict=True):
        given = record.flags.get(flag) if flag else None
        if flag is None or (given is not None and given.value):
            ways.append(outcome)
            break
        if given is None:
            ways.append(outcome)
    return ways[0] if len(set(ways)) == 1 else Outcome.UNDETERMINED
