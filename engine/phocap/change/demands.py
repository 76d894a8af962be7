"""What a level demands of a unit: linear forms over its figures, findings, programmes and units below.

One tree for both questions: what must become true for the level to be reached, and for it to be lost.
"""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from phocap.change.facts import Facts, Gate, Leaf, cases_of
from phocap.change.moves import Form
from phocap.evaluate.below import Below
from phocap.language.ruleset import (
    Bound,
    Case,
    FindingTest,
    Measure,
    MeasureTest,
    ProgrammeTest,
    ShareTest,
    WindowTest,
)
from phocap.model.change import Cost
from phocap.model.outcome import Outcome


@dataclass(frozen=True)
class Figures:
    """A linear form over the unit's figures must be at least 0."""

    leaf: Leaf
    form: Form


@dataclass(frozen=True)
class Fixed:
    """Something that costs the same whatever else changes; ``cost is None``: it cannot be had.

    ``open``: it hangs on what is not known, and is taken to be there.
    """

    leaf: Leaf
    cost: Cost | None
    open: bool = False
    units: tuple[str, str] | None = None
    """The tier and programme of the units below that it takes: one unit serves all levels that it reaches."""
    uncounted: bool = False
    """How many units it takes is not known: one at least."""


@dataclass(frozen=True)
class Need:
    """At least ``count`` of ``members``."""

    count: int
    members: tuple["Demand", ...]


Demand = Figures | Fixed | Need
FREE = Cost()


@dataclass(frozen=True)
class Demands:
    """Builds the tree for one unit: to reach (``reach``) or to lose what a gate asks."""

    facts: Facts
    outcomes: Mapping[str, Outcome]
    below: Mapping[str, Below]
    """The units below, for every condition on a share of them."""
    reach: bool
    forms: dict[object, Demand] = field(default_factory=dict)
    """What cases ask of figures, whatever these are: shared by all units of a tier."""

    def key(self, gate: Gate) -> Hashable:
        """Return all on which the demands of a level hang: of this year's figures which are given, and the age."""
        figures = self.facts.figures
        past = frozenset(item for item in figures.items() if item[0][0])
        ages = [figures.get((0, leaf.age)) for leaf in gate.leaves if leaf.age is not None]
        told = frozenset(self.facts.findings.items()), frozenset(self.facts.flags.items())
        return (self.reach, frozenset(figures), past, told, *ages, *self.outcomes.values(), *self.below.values())

    def of(self, member: Gate | Leaf) -> Demand:
        """Return what must become true for the member to be reached, or lost."""
        if isinstance(member, Leaf):
            return self._leaf(member)
        count = member.needs if self.reach else len(member.members) - member.needs + 1
        # What goes first is sought among the level's own conditions before those of a level that it requires.
        ordered = member.members if self.reach else sorted(member.members, key=lambda m: isinstance(m, Gate))
        return Need(count, tuple(self.of(inner) for inner in ordered))

    def _leaf(self, leaf: Leaf) -> Demand:
        match leaf.rule.test:
            case ShareTest() as test:
                return self._share(leaf, test)
            case ProgrammeTest():
                return self._fixed(leaf, self.outcomes[leaf.key], Cost(others=1))
            case WindowTest() as test:
                return self._window(leaf, test)
            case MeasureTest() | FindingTest() as single:
                return self._year(leaf, 0, single)
        raise AssertionError(leaf.rule)

    def this_year(self, leaf: Leaf) -> Demand:
        """Return what a window asks of the record's own year, as if no other counted."""
        return self._year(leaf, *leaf.years[0])

    def _window(self, leaf: Leaf, test: WindowTest) -> Demand:
        """Return what a window asks of this year, what earlier years hold being as it is."""
        age = self.facts.figures.get((0, str(test.age)))  # without it all years count, as when it was judged
        length = test.years if age is None else max(1, min(test.years, age))
        if test.mean and isinstance(test.test, MeasureTest):
            cases = cases_of(test.test.cases, self.facts.flags)
            ways = tuple(self._mean(leaf, case, test.test.empty, length) for case in cases)
            return ways[0] if len(ways) == 1 else Need(1, ways)
        years = tuple(self._year(leaf, back, single) for back, single in leaf.years[:length])
        needs = length if test.needs == test.years else test.needs
        if needs > length:
            return Fixed(leaf, None if self.reach else FREE)
        return Need(needs if self.reach else length - needs + 1, years)

    def _mean(self, leaf: Leaf, case: Case, empty: Outcome, length: int) -> Demand:
        """Return what a mean of so many years asks of this year: a bound of its own; earlier years stay as they are."""
        measure, figures = case.measure, self.facts.figures
        if case.bound is None or any((back, name) not in figures for name in measure.fields for back in range(length)):
            return self._unknown(leaf, case)
        past: list[Fraction] = []
        for back in range(1, length):
            n, d = (
                max(0, sum(sign * figures[back, name] for name, sign in terms)) if terms is not None else 1
                for terms in (measure.of, measure.to)
            )
            past += [Fraction(n, d)] if d else []
        bound = Bound(case.bound.sense, case.bound.value * (len(past) + 1) - sum(past))
        least = bound.sense == "at_least"
        alone = bound.value <= case.bound.value if least else bound.value >= case.bound.value
        nobody = alone if past else empty.passes
        if bound.value > 0 or (bound.value == 0 and not least):
            return self._sums(leaf, measure, bound, nobody)
        # No value is below 0: with somebody there the bound is always reached, or never.
        passes = (least, nobody if measure.to is not None else least)
        if passes[0] is passes[1]:
            return Fixed(leaf, FREE if passes[0] is self.reach else None)
        whole = dict(measure.to or ())
        if passes[0] is self.reach:
            return Figures(leaf, (whole, -1))
        return Figures(leaf, ({name: -sign for name, sign in whole.items()}, 0))

    def _fixed(self, leaf: Leaf, outcome: Outcome, cost: Cost | None) -> Fixed:
        if outcome is Outcome.UNDETERMINED:
            return Fixed(leaf, FREE, open=True)
        return Fixed(leaf, FREE if outcome.passes is self.reach else cost)

    def _year(self, leaf: Leaf, back: int, test: MeasureTest | FindingTest) -> Demand:
        if isinstance(test, FindingTest):
            value = self.facts.findings.get((back, test.field))
            outcome = Outcome.UNDETERMINED if value is None else Outcome.MET if value else Outcome.NOT_MET
            return self._fixed(leaf, outcome, None if back else Cost(findings=1))
        cases = cases_of(test.cases, self.facts.flags)
        ways = tuple(self._case(leaf, case, test.empty, back) for case in cases)
        return ways[0] if len(ways) == 1 else Need(1, ways)

    def _case(self, leaf: Leaf, case: Case, empty: Outcome, back: int) -> Demand:
        figures = self.facts.figures
        if case.bound is None or any((back, name) not in figures for name in case.measure.fields):
            return self._unknown(leaf, case)
        key = (leaf.key, case.flag, self.reach)
        if key not in self.forms:
            self.forms[key] = self._sums(leaf, case.measure, case.bound, empty.passes)
        found = self.forms[key]
        return found if not back else self._past(leaf, found, back)

    def _unknown(self, leaf: Leaf, case: Case) -> Fixed:
        """Return a demand on what is not known: it is as it came out, or open."""
        if case.bound is not None and self.outcomes[leaf.key].passes:
            return Fixed(leaf, FREE) if self.reach else Fixed(leaf, None, open=True)
        return Fixed(leaf, FREE, open=True)

    def _past(self, leaf: Leaf, demand: Demand, back: int) -> Fixed:
        """Return a demand on an earlier year: it is fulfilled or never will be."""

        def holds(found: Demand) -> bool:
            if isinstance(found, Need):
                return sum(map(holds, found.members)) >= found.count
            assert isinstance(found, Figures)
            coefficients, constant = found.form
            return constant + sum(a * self.facts.figures[back, name] for name, a in coefficients.items()) >= 0

        return Fixed(leaf, FREE if holds(demand) else None)

    def _sums(self, leaf: Leaf, measure: Measure, limit: Bound, nobody_passes: bool) -> Demand:
        """Return what a bound asks of figures; ``nobody_passes``: it is reached where there is nobody to count."""
        p, q = limit.value.numerator, limit.value.denominator
        least = limit.sense == "at_least"
        form: dict[str, int] = {}
        for name, sign in measure.of:
            form[name] = form.get(name, 0) + sign * q
        whole: dict[str, int] = {}
        for name, sign in measure.to or ():
            form[name] = form.get(name, 0) - sign * p
            whole[name] = whole.get(name, 0) + sign
        constant = 0 if measure.to is not None else -p
        if not least:
            form, constant = {name: -factor for name, factor in form.items()}, -constant
        if not self.reach:
            form, constant = {name: -factor for name, factor in form.items()}, -constant - 1
        bound = Figures(leaf, (form, constant))
        if measure.to is None:
            return bound
        somebody = Figures(leaf, (whole, -1))
        nobody = Figures(leaf, ({name: -factor for name, factor in whole.items()}, 0))
        if nobody_passes is self.reach:
            return bound if least and self.reach else Need(1, (bound, nobody))
        return bound if least and not self.reach else Need(2, (bound, somebody))

    def _share(self, leaf: Leaf, test: ShareTest) -> Fixed:
        outcome = self.outcomes[leaf.key]
        if outcome is Outcome.UNDETERMINED or outcome.passes is self.reach:
            return self._fixed(leaf, outcome, None)
        below, units = self.below[leaf.key], (test.tier, test.programme)
        counts = [found for case in test.cases if (found := self._units(below, case.bound and case.bound.value))]
        sense = test.cases[-1].bound and test.cases[-1].bound.sense
        if sense != "at_least":
            return Fixed(leaf, None)
        cost, known = Cost(others=min(counts, default=1)), below.total_low == below.total_high
        return Fixed(leaf, cost, open=not known or not counts, units=units, uncounted=not counts)

    def _units(self, below: Below, bound: object) -> int | None:
        """Return how many units must change side at least; None when that cannot be told."""
        if bound is None or not below.total_high:
            return None
        needed = math.ceil(bound * below.total_high)  # type: ignore[operator]
        if self.reach:
            return max(1, needed - (below.total_high - below.unmet))
        return max(1, below.met - needed + 1)
