"""The sets of missing items that decide open conditions which share them, and the values at which they do.

A set of missing items decides when the record with some values of them decides, whatever else is missing.
The values must fit what is given: figures, printed rates and what ties figures together. A population that is not known
is taken to have somebody in it; "met, because there is nobody" is no answer to what is missing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import combinations, product

from phocap.change.facts import Facts, Item, Judge, Leaf, cases_of, combine, rate_agrees
from phocap.change.ranges import Range
from phocap.change.unit import Tier
from phocap.language.ruleset import FindingTest, MeasureTest, ShareTest, WindowTest
from phocap.model.change import Tip
from phocap.model.outcome import Outcome
from phocap.model.record import Interval
from phocap.value import dataclass

SMALL = 48
"""Sets whose items have at most so many values together are tried value by value."""

LARGE = 10**12
"""What an unbounded figure is tried at, besides its least value: the greatest count that is accepted."""

Values = dict[Item, int]
Ranges = dict[int, dict[str, Range]]


def items_of(leaf: Leaf, facts: Facts, ranges: Mapping[int, Mapping[str, Range]]) -> Iterator[Item]:
    """Yield what a condition asks for and is missing."""
    if facts.leaves.get(leaf.key) is Outcome.UNDETERMINED:
        yield "leaf", leaf.key, 0
    for back, test in leaf.years:
        if isinstance(test, FindingTest):
            if (back, test.field) not in facts.findings:
                yield "finding", test.field, back
            continue
        cases = cases_of(test.cases, facts.flags)
        for case in cases:
            if case.flag is not None and case.flag not in facts.flags:
                yield "flag", case.flag, 0
        for name in dict.fromkeys(name for case in cases for name in case.measure.fields):
            low, high = ranges[back][name]
            if low != high:
                yield "figure", name, back
    if leaf.age is not None and ranges[0][leaf.age][0] != ranges[0][leaf.age][1]:
        yield "figure", leaf.age, 0


@dataclass
class Group:
    """Open parts of a level that share missing items, and all that is known of them: many units can share it."""

    tier: Tier
    facts: Facts
    judge: Judge
    base: Ranges
    budget: int
    _tried: int = field(default=0, init=False)
    _all_tried: bool = field(default=True, init=False)
    _minimal: dict[Outcome, tuple[list[Values], bool]] = field(default_factory=dict, init=False)
    _tips: dict[object, Mapping[Item, Tip]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """List what is missing, wholes before their parts: a part ends where its whole does."""
        self.gate = self.judge.gate
        missing = {item for leaf in self.gate.leaves for item in items_of(leaf, self.facts, self.base)}
        self.items = sorted((item for item in self.judge.items if item in missing), key=self._depth)
        self.ages = self._ages()
        self.helpful = self._directions()

    def _ages(self) -> dict[Item, int]:
        """Return the items that say how many years count, with the years of the longest window."""
        found: dict[Item, int] = {}
        for leaf in self.gate.leaves:
            if leaf.age is not None and isinstance(leaf.rule.test, WindowTest):
                item = ("figure", leaf.age, 0)
                found[item] = max(found.get(item, 0), leaf.rule.test.years)
        return found

    def minimal(self, outcome: Outcome) -> tuple[list[Values], bool]:
        """Return the minimal sets that can decide the group so, each with values that do, and whether these are all."""
        if outcome not in self._minimal:
            self._tried, self._all_tried = 0, True
            self._minimal[outcome] = self._search(outcome), self._all_tried
        return self._minimal[outcome]

    def _search(self, outcome: Outcome) -> list[Values]:
        found: list[Values] = []
        for size in range(1, len(self.items) + 1):
            for chosen in combinations(self.items, size):
                if any(set(values) <= set(chosen) for values in found):
                    continue
                values = self._deciding(chosen, outcome)
                if values is not None:
                    found.append(values)
                if self._tried > self.budget:
                    self._all_tried = False
                    return found or self._left_over(outcome)
        return found

    def _left_over(self, outcome: Outcome) -> list[Values]:
        """Return one minimal set found by leaving items out of all of them, where there are too many to try."""
        chosen = list(self.items)
        values = self._deciding(chosen, outcome)
        if values is None:
            return []
        for item in list(chosen):
            fewer = [other for other in chosen if other != item]
            found = self._deciding(fewer, outcome)
            if found is not None:
                chosen, values = fewer, found
        return [values]

    def _deciding(self, chosen: Sequence[Item], outcome: Outcome) -> Values | None:
        for values, ranges in self._candidates(chosen, outcome):
            self._tried += 1
            if self._decides(values, ranges, outcome):
                return values
        return None

    def _decides(self, values: Values, ranges: Ranges, outcome: Outcome) -> bool:
        facts = self.facts if all(kind == "figure" for kind, _, _ in values) else self.facts.given(values)
        if facts.rates and not self._fits_rates(facts, ranges):
            self._all_tried = False  # values between the ends that are tried may fit
            return False
        found = {leaf.key: self.judge.leaf(leaf, facts, ranges) for leaf in self.gate.leaves}
        self._units_follow(values, found)
        level = combine(self.gate, found)
        return level.passes if outcome is Outcome.MET else level is outcome

    def _units_follow(self, values: Values, found: dict[str, Outcome]) -> None:
        """Let all units at a level be at the levels under it, and none at it none at those over it."""
        shares = [leaf for leaf in self.gate.leaves if isinstance(leaf.rule.test, ShareTest)]
        for leaf in shares:
            test = leaf.rule.test
            given = values.get(("leaf", leaf.key, 0))
            if given is None or not isinstance(test, ShareTest):
                continue
            for other in shares:
                same = other.rule.test
                assert isinstance(same, ShareTest)
                if same.key[:2] != test.key[:2] or same.among != test.among:
                    continue
                if found[other.key] is Outcome.UNDETERMINED and (
                    same.level <= test.level if given else same.level >= test.level
                ):
                    found[other.key] = Outcome.MET if given else Outcome.NOT_MET

    def _fits_rates(self, facts: Facts, ranges: Ranges) -> bool:
        for (back, name), rate in facts.rates.items():
            measure = self.tier.ratio(name)
            known = ranges.get(back, {})
            if measure is None or measure.to is None or not all(f in known for f in measure.fields):
                continue
            if not _may_print(rate, _total(known, measure.of), _total(known, measure.to)):
                return False
        return True

    def _candidates(self, chosen: Sequence[Item], outcome: Outcome) -> Iterator[tuple[Values, Ranges]]:
        """Yield values of the items: all where they are few, else the ends of what each can be, wholes first."""
        sizes = 1
        for item in chosen:
            low, high = self._range(item, self.base)
            sizes *= SMALL + 1 if high is None else max(0, high - low + 1)
        if sizes <= SMALL:
            yield from self._every(list(chosen), {}, self.base)
            return
        if len(self.helpful) < len(self.items):
            self._all_tried = False  # some figure helps one condition and harms another: a value between may decide
        met = outcome is Outcome.MET
        for pattern in product(*(self._which_ends(item, met) for item in chosen)):
            values: Values = {}
            ranges = self.base
            for item, high_end in zip(chosen, pattern, strict=True):
                low, high = self._range(item, ranges)
                values[item] = (LARGE if high is None else high) if high_end else low
                narrowed = self._narrowed(ranges, item, values[item])
                if narrowed is None:
                    break
                ranges = narrowed
            else:
                yield values, ranges

    def _which_ends(self, item: Item, met: bool) -> tuple[bool, ...]:
        """Return which ends of an item can be the best: a whole also bounds its parts."""
        known = self.helpful.get(item)
        return (True, False) if known is None or item[1] in self.judge.wholes else (known is met,)

    def _every(self, pending: list[Item], values: Values, ranges: Ranges) -> Iterator[tuple[Values, Ranges]]:
        if not pending:
            yield values, ranges
            return
        item, *rest = pending
        low, high = self._range(item, ranges)
        for value in range(low, (high or 0) + 1):
            narrowed = self._narrowed(ranges, item, value)
            if narrowed is not None:
                yield from self._every(rest, {**values, item: value}, narrowed)

    def _range(self, item: Item, ranges: Ranges) -> Range:
        """Return the values that an item is tried at; a group that is not known is taken to have somebody in it."""
        kind, name, back = item
        if kind != "figure":
            return 0, 1
        low, high = ranges[back][name]
        return max(low, 1) if name in self.judge.counted else low, high

    def _narrowed(self, ranges: Ranges, item: Item, value: int) -> Ranges | None:
        """Return what is left when an item has a value; None when nothing is."""
        kind, name, back = item
        if kind != "figure":
            return ranges
        low, high = ranges[back][name]
        if value < low or (high is not None and value > high):
            return None
        found = {**ranges, back: {**ranges[back], name: (value, value)}}
        return found if self.judge.narrow(found[back], back, name) else None

    def tips(self, values: Values, outcome: Outcome) -> Mapping[Item, Tip]:
        """Return the items of a set with the values from or up to which each decides, the others as they are."""
        key = (outcome, frozenset(values.items()))
        if key not in self._tips:
            self._tips[key] = {item: self._tip(item, values, outcome) for item in values}
        return self._tips[key]

    def told_by(self, item: Item) -> tuple[Item, int]:
        """Return the one missing part that makes up a missing whole with what is given, and how much that is."""
        kind, name, back = item
        known = self.base.get(back, {})
        for constraint in self.judge.tied[back].constraints if kind == "figure" else ():
            if constraint.whole == name and constraint.exhaustive:
                open_ = [part for part in constraint.parts if known[part][0] != known[part][1]]
                if len(open_) == 1 and ("figure", open_[0], back) not in self.items:
                    part, rest = self.told_by(("figure", open_[0], back))
                    return part, rest + sum(known[other][0] for other in constraint.parts if other != open_[0])
        return item, 0

    def _tip(self, item: Item, values: Values, outcome: Outcome) -> Tip:
        if item[0] != "figure":
            return Tip(self.tier.item(item), holds=bool(values[item]))
        ranges: Ranges | None = self.base
        for other, value in values.items():
            if other != item and ranges is not None:
                if other[0] == "figure" and self.base[other[2]][other[1]][1] is None:
                    return Tip(self.tier.item(item))  # it has no best value: a whole can be of any size
                ranges = self._narrowed(ranges, other, value)
        if ranges is None:
            return Tip(self.tier.item(item))
        rest = ranges
        low, high = self._range(item, rest)

        def decides(value: int) -> bool:
            narrowed = self._narrowed(rest, item, value)
            return narrowed is not None and self._decides(values, narrowed, outcome)

        least = _edge(values[item], low, decides)
        most = _edge(values[item], LARGE if high is None else high, decides)
        if any(decides(value) is not (least <= value <= most) for value in range(low, self.ages.get(item, -1) + 1)):
            return Tip(self.tier.item(item))  # more years can help and harm: those that decide do not lie together
        return Tip(
            self.tier.item(item),
            None if least == low else least,
            None if most == high or most >= LARGE else most,
            high,
        )

    def _depth(self, item: Item) -> int:
        return self.judge.depth.get(item[1], 0) if item[0] == "figure" else -1

    def _directions(self) -> dict[Item, bool]:
        """Return, for each item, whether more of it helps; an item that helps here and harms there is left out."""
        found: dict[Item, set[bool]] = {item: set() for item in self.items}
        for leaf in self.gate.leaves:
            for back, test in leaf.years:
                for case in test.cases if isinstance(test, MeasureTest) else ():
                    more = case.bound is not None and case.bound.sense == "at_least"
                    for name, sign in case.measure.of:
                        found.setdefault(("figure", name, back), set()).add((sign > 0) is more)
                    for name, sign in case.measure.to or ():
                        if not any(name == other for other, _ in case.measure.of):
                            found.setdefault(("figure", name, back), set()).add((sign < 0) is more)
        single = {item: signs.pop() for item, signs in found.items() if len(signs) == 1}
        return {item: more for item, more in single.items() if item in self.items and item not in self.ages}


def _edge(inside: int, end: int, decides: Callable[[int], bool]) -> int:
    """Return the value farthest towards an end that still decides, from one that does."""
    if decides(end):
        return end
    while abs(end - inside) > 1:
        middle = (inside + end) // 2
        if decides(middle):
            inside = middle
        else:
            end = middle
    return inside


def _total(ranges: Mapping[str, Range], terms: Sequence[tuple[str, int]]) -> Range:
    low, high = 0, 0
    open_ = False
    for name, sign in terms:
        least, most = ranges[name]
        low += least if sign > 0 else -(most or 0)
        high += (most or 0) if sign > 0 else -least
        open_ = open_ or (most is None and sign > 0)
    return max(low, 0), None if open_ else high


def _may_print(rate: Interval, n: Range, d: Range) -> bool:
    """Whether counts within these bounds can have been printed as a rate."""
    if d[1] == 0:
        return False
    if n[0] == n[1] and d[0] == d[1]:
        return rate_agrees(rate, n[0], d[0])
    too_low = n[1] is not None and n[1] < rate.low * max(1, d[0])  # a rate is printed where there is somebody
    too_high = d[1] is not None and rate.high is not None and n[0] > rate.high * d[1]
    return not too_low and not too_high
