"""How a district or province reaches a level through the units below it: the cheapest set of units to lift."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from phocap.change.changes import reach
from phocap.change.demands import FREE
from phocap.change.facts import Leaf, combine
from phocap.change.unit import Tier, clause
from phocap.evaluate.rollup import held
from phocap.evaluate.writer import unit_name
from phocap.language.ruleset import ShareTest
from phocap.model.change import Change, Cost, Named, Plan, Quota, UnitChange
from phocap.model.outcome import OUTCOMES, Outcome
from phocap.model.result import UnitName
from phocap.value import dataclass

Tiers = Mapping[tuple[str, str], Tier]
"""By programme and tier."""

STATES = 200_000
"""Combinations of quotas that are followed before the search is ended."""


@dataclass(frozen=True)
class _Child:
    """A unit below: the levels that it reaches, does not reach, and leaves open; what each level would cost it."""

    row: int
    tier: Tier
    outcomes: Mapping[int, Outcome]


def plan(tiers: Tiers, tier: Tier, row: int, level: int) -> Plan:
    """Return how a unit reaches a level through the units below it.

    Quotas are the conditions on shares of units that the level asks for, itself and through the levels it requires.
    A unit that is lifted to a level fills the quotas of all levels under it too. Undetermined units are counted as
    not reaching as long as enough others can be lifted; what they need is not known, so they are not lifted.
    """
    return _Plan(tiers, tier, row, level).plan()


class _Plan:
    def __init__(self, tiers: Tiers, tier: Tier, row: int, level: int) -> None:
        self.tiers, self.tier, self.row, self.level = tiers, tier, row, level
        self.gate = tier.gates[level]
        self.shares = [leaf for leaf in self.gate.leaves if isinstance(leaf.rule.test, ShareTest)]
        self.outcomes = {leaf.key: tier.here.outcome(row, leaf.key) for leaf in self.gate.leaves}
        self.children: dict[tuple[object, ...], list[_Child]] = {}
        self.changes: dict[tuple[int, str, int, int], Change] = {}
        self.counted_on = False
        self.hoped = 0

    def plan(self) -> Plan:
        record, model = self.tier.record(self.row), self.tier.evaluated.model
        quotas = [self._quota(leaf) for leaf in self.shares]
        lifts, exact = self._lifts(quotas)
        beside = self._beside()
        possible = lifts is not None and (beside is None or beside.possible)
        cost = FREE
        for lift in lifts or ():
            cost = cost.plus(lift.change.cost)
        if beside is not None:
            cost = cost.plus(beside.cost)
        open_units = [
            child.tier.name(child.row)
            for leaf in self.shares
            for child in self._below(leaf)
            if child.outcomes[_test(leaf).level] is Outcome.UNDETERMINED
        ]
        return Plan(
            unit=self.tier.name(self.row),
            programme=model.programme,
            title=model.title,
            as_of=record.as_of,
            level=self.level,
            outcome=self.tier.outcome(self.row, self.level),
            best=self._extreme(Outcome.MET),
            worst=self._extreme(Outcome.NOT_MET),
            possible=possible,
            cost=cost,
            quotas=tuple(quotas),
            lifts=tuple(lifts or ()),
            holding=tuple(self._holding()),
            open_units=tuple(dict.fromkeys(open_units)),
            unrecorded=max(map(self._unrecorded, quotas, self.shares), default=0),
            beside=beside,
            hoped=self.hoped,
            counted_on=self.counted_on,
            exact=exact,
            wanted=tuple(dict.fromkeys(self._wanted(quotas))),
            uncounted=tuple(self._between()) if any(q.total is None for q in quotas) else (),
        )

    def _extreme(self, wanted: Outcome) -> Outcome:
        """Return the level's outcome if all that is open came out so."""
        found = {key: wanted if outcome is Outcome.UNDETERMINED else outcome for key, outcome in self.outcomes.items()}
        return combine(self.gate, found)

    def _quota(self, leaf: Leaf) -> Quota:
        test = _test(leaf)
        below = self.tier.here.below[0][test.key][self.row]
        total = below.total_high
        counted = self._counted(leaf)
        if total is None:
            if not counted and not below.total_low:
                return Quota(clause(leaf), test.tier, test.programme, test.level, 0, 0, None, None, 0, 0)
            total = max(below.total_low, len(counted))
            self.counted_on = True
        facts = self.tier.facts(self.row, self.level)
        bounds = [c.bound for c in test.cases if c.bound and (c.flag is None or facts.flags.get(c.flag) is not False)]
        held_flag = next((c.bound for c in test.cases if c.flag and facts.flags.get(c.flag)), None)
        bound = held_flag or max(bounds, key=lambda b: b.value, default=None)
        asked = bound.value if bound is not None and bound.sense == "at_least" else 0
        least = total if below.total_high is None else below.total_low
        needed, needed_low = math.ceil(asked * total), math.ceil(asked * least)
        open_ = max(0, total - below.met - below.unmet)
        which = (clause(leaf), test.tier, test.programme, test.level)
        return Quota(*which, below.met, open_, total, needed, least, needed_low)

    def _wanted(self, quotas: Sequence[Quota]) -> Iterable[Named]:
        """Yield the counts of units that are not given, where quotas cannot be told without them."""
        for quota, leaf in zip(quotas, self.shares, strict=True):
            named = list(self.tier.units_wanted(_test(leaf), self.row))
            yield from named if quota.total is None else named[:-1]

    def _between(self) -> Iterable[UnitName]:
        """Yield the units right below that have records of their own and could give the counts."""
        evaluation = self.tier.evaluation
        here = self.tier.here.units[self.row]
        for unit, above in enumerate(evaluation.parents):
            if above == here:
                yield unit_name(evaluation.records[unit])

    def _below(self, leaf: Leaf) -> list[_Child]:
        """Return the units below with records that a condition counts."""
        test = _test(leaf)
        if test.key in self.children:
            return self.children[test.key]
        lower = self.tiers.get((test.programme, test.tier))
        found: list[_Child] = []
        if lower is not None:
            evaluation = self.tier.evaluation
            above = self.tier.here.units[self.row]
            together = evaluation.pack.cumulative(test.programme)
            levels = {n: held(lower.here, test.programme, n, 0, cumulative=together) for n in lower.gates}
            for row, unit in enumerate(lower.here.units):
                current = evaluation.parents[unit]
                while current is not None and current != above:
                    current = evaluation.parents[current]
                flags = evaluation.records[unit].flags
                if current is not None and all(n in flags and flags[n].value is v for n, v in test.among):
                    found.append(_Child(row, lower, {n: OUTCOMES[codes[row]] for n, codes in levels.items()}))
        self.children[test.key] = found
        return found

    def _counted(self, leaf: Leaf) -> list[_Child]:
        level = _test(leaf).level
        return [c for c in self._below(leaf) if c.outcomes[level] is not Outcome.NOT_APPLICABLE]

    def _unrecorded(self, quota: Quota, leaf: Leaf) -> int:
        return max(0, (quota.total or 0) - len(self._counted(leaf)))

    def _change(self, child: _Child, level: int) -> Change:
        """Return what it takes a unit below to reach a level: its own least change, or its own plan."""
        key = (id(child.tier), child.tier.tier, child.row, level)
        if key not in self.changes:
            self.changes[key] = change_of(self.tiers, child.tier, child.row, level)
        return self.changes[key]

    def _holding(self) -> Iterable[UnitChange]:
        """Return every unit that does not reach the level of a quota, cheapest first."""
        found: dict[tuple[int, int], UnitChange] = {}
        for leaf in sorted(self.shares, key=lambda leaf: -_test(leaf).level):
            for child in self._counted(leaf):
                level = _test(leaf).level
                outcome = child.outcomes[level]
                if not outcome.passes and (id(child.tier), child.row) not in found:
                    change = self._change(child, level)
                    found[id(child.tier), child.row] = self._unit(child, level, change)
        return sorted(found.values(), key=_rank)

    def _unit(self, child: _Child, level: int, change: Change) -> UnitChange:
        return UnitChange(
            child.tier.name(child.row), child.outcomes[level], level, child.tier.highest(child.row), change
        )

    def _lifts(self, quotas: Sequence[Quota]) -> tuple[list[UnitChange] | None, bool]:
        """Return the cheapest set of units that fills every quota, and whether every set was weighed."""
        found: list[UnitChange] = []
        exact = True
        groups: dict[tuple[object, ...], list[tuple[Quota, Leaf]]] = {}
        for quota, leaf in zip(quotas, self.shares, strict=True):
            test = _test(leaf)
            if quota.needed is None:
                if not self.outcomes[leaf.key].passes:
                    return None, exact
            elif quota.needed > quota.reached:
                groups.setdefault((test.tier, test.programme, test.among), []).append((quota, leaf))
        for listed in groups.values():
            needs: dict[int, int] = {}
            open_: dict[int, int] = {}
            for quota, _ in listed:
                lacking = (quota.needed or 0) - quota.reached
                needs[quota.level] = max(needs.get(quota.level, 0), lacking)
                open_[quota.level] = quota.open
            lifts, weighed = self._cheapest(needs, open_, listed[0][1])
            exact = exact and weighed
            if lifts is None:
                return None, exact
            found += lifts
        return sorted(found, key=_rank), exact

    def _cheapest(
        self, needs: dict[int, int], open_: Mapping[int, int], leaf: Leaf
    ) -> tuple[list[UnitChange] | None, bool]:
        """Return the cheapest units for the quotas of one tier, as level: number still needed."""
        levels = sorted(needs)
        options: list[list[tuple[Cost, tuple[int, ...], UnitChange]]] = []
        exact = True
        for child in self._below(leaf):
            failing = [n for n in levels if child.outcomes.get(n) is Outcome.NOT_MET]
            choices = []
            for target in failing:
                change = self._change(child, target)
                exact = exact and change.exact
                if change.possible and not change.wanted:
                    fills = tuple(int(n in failing and n <= target) for n in levels)
                    choices.append((change.cost, fills, self._unit(child, target, change)))
            if choices:
                options.append(choices)
        for place, level in enumerate(levels):
            lacking = needs[level] - sum(any(c[1][place] for c in choices) for choices in options)
            if lacking > open_[level]:
                return None, exact
            if lacking > 0:  # too few can be lifted: open units must turn out to reach it
                needs[level] -= lacking
                self.hoped = max(self.hoped, lacking)
        if len(levels) == 1:
            ranked = sorted((choices[0] for choices in options), key=lambda choice: _rank(choice[2]))
            count = needs[levels[0]]
            return ([c[2] for c in ranked[:count]] if len(ranked) >= count else None), exact
        wanted = tuple(needs[n] for n in levels)
        done: dict[tuple[int, ...], tuple[Cost, tuple[UnitChange, ...]]] = {(0,) * len(levels): (FREE, ())}
        for choices in sorted(options, key=lambda c: _rank(c[0][2])):
            following = dict(done)
            for filled, (cost, units) in done.items():
                for extra, fills, unit in choices:
                    state = tuple(min(a + b, w) for a, b, w in zip(filled, fills, wanted, strict=True))
                    total = cost.plus(extra)
                    if state != filled and (state not in following or total < following[state][0]):
                        following[state] = (total, (*units, unit))
            done = following
            if len(done) > STATES:
                exact = False
                break
        best = done.get(wanted)
        return (None if best is None else list(best[1])), exact

    def _beside(self) -> Change | None:
        """Return what the unit itself needs besides units below: findings, figures and other programmes."""
        if len(self.shares) == len(self.gate.leaves) or self.tier.outcome(self.row, self.level).passes:
            return None
        change = reach(self.tier, self.row, self.level)
        steps = tuple(step for step in change.steps if step.kind != "units")
        units = sum(step.count for step in change.steps if step.kind == "units")
        if change.possible and not steps:
            return None
        cost = Cost(max(0, change.cost.others - units), change.cost.findings, change.cost.persons)
        return replace(change, cost=cost, steps=steps)


def change_of(tiers: Tiers, tier: Tier, row: int, level: int) -> Change:
    """Return the least change of a unit; where it is judged by units below it, its plan as one change."""
    if not any(isinstance(leaf.rule.test, ShareTest) for leaf in tier.gates[level].leaves):
        return reach(tier, row, level)
    direct = reach(tier, row, level)
    found = plan(tiers, tier, row, level)
    if not found.possible or not found.lifts:
        return direct
    return Change(level, True, found.cost, direct.steps, (), (), found.exact and direct.exact)


def _rank(found: UnitChange) -> tuple[object, ...]:
    change = found.change
    unit = found.unit
    return (
        not change.possible,
        found.outcome is Outcome.UNDETERMINED or bool(change.wanted),
        change.cost,
        unit.parent or "",
        unit.code or "",
        unit.name,
    )


def _test(leaf: Leaf) -> ShareTest:
    assert isinstance(leaf.rule.test, ShareTest)
    return leaf.rule.test
