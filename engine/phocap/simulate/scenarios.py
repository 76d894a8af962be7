"""Every scenario over every unit, without judging any unit twice for the same test.

Units are evaluated once, as they are, under every reading. A figure that is varied changes the tests of one condition,
and each of these is looked at once for all units, whatever else is varied. What remains for a scenario is to combine
sets of units (:mod:`phocap.simulate.units`) quorum by quorum, and quorums with the same members are combined once.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypeGuard

from phocap.evaluate import Evaluation
from phocap.evaluate.programme import ProgrammeEvaluation
from phocap.evaluate.tier import TierEvaluation
from phocap.faults import Fault, Faulty
from phocap.language.compile import level_node
from phocap.language.registry import InForce
from phocap.language.ruleset import ShareTest, Test, TierRules
from phocap.language.whatif import with_figure
from phocap.model.outcome import Outcome
from phocap.simulate.shares import Shares, computable
from phocap.simulate.sweep import Axis, axes, limited
from phocap.simulate.units import Outcomes, outcomes, quorum
from phocap.value import dataclass


@dataclass(frozen=True)
class Scenario:
    """What is assumed, and how many units of a tier then have each outcome at each level."""

    rule_set: str
    day: date
    tier: str
    readings: Mapping[str, str]
    values: tuple[Fraction, ...]
    """One for each axis."""
    units: int
    levels: Mapping[int, Mapping[Outcome, int]]


@dataclass(frozen=True)
class Simulation:
    """All scenarios, in the order of rule sets, days, tiers, readings and values."""

    programme: str
    axes: tuple[str, ...]
    readings: tuple[str, ...]
    """Those that differ between scenarios."""
    scenarios: tuple[Scenario, ...]
    left_out: tuple[str, ...] = ()
    """Tiers that are judged by units below in a way that scenarios cannot follow."""


def simulate(evaluations: Sequence[Evaluation], vary: Sequence[str], *, all_readings: bool = False) -> Simulation:
    """Return what becomes of the units of some evaluations, each of one programme under its own rules.

    Args:
        evaluations: one for each rule set; where ``all_readings``, with all alternatives.
        vary: as ``3/enrolment-6.at_least=91%..99%/1%``; several are combined.
        all_readings: whether every choice of readings is a scenario, not only the one asked for.

    Raises:
        Faulty: see :mod:`phocap.simulate.sweep`; nothing to judge.
    """
    found: list[Scenario] = []
    left_out: dict[str, None] = {}
    names: tuple[str, ...] = ()
    programme = ""
    for evaluation in evaluations:
        for evaluated in (one for one in evaluation.programmes if one.asked):
            swept = axes(evaluated.model, vary)
            choices = list(range(len(evaluated.choices) if all_readings else 1))
            limited(swept, len(choices))
            names, programme = tuple(axis.name for axis in swept), evaluated.programme
            run = _Programme(evaluation, evaluated, swept)
            found += run.scenarios(choices)
            left_out |= dict.fromkeys(run.left_out)
    if not found:
        raise Faulty(Fault("nothing-to-simulate", facts={"tier": list(left_out)}))
    options = [scenario.readings for scenario in found]
    names_ = dict.fromkeys(itertools.chain(*options))
    readings = [name for name in names_ if len({chosen[name] for chosen in options if name in chosen}) > 1]
    return Simulation(programme, names, tuple(readings), tuple(found), tuple(left_out))


class _Programme:
    def __init__(self, evaluation: Evaluation, evaluated: ProgrammeEvaluation, swept: Sequence[Axis]) -> None:
        self.evaluation, self.evaluated, self.swept = evaluation, evaluated, swept
        pack = replace(evaluation.pack, amendments=())
        force = evaluated.in_force
        self.edited: list[list[InForce]] = [
            [
                replace(
                    force, file=replace(force.file, model=with_figure(evaluated.model, axis.figure, value)), pack=pack
                )
                for value in axis.values
            ]
            for axis in swept
        ]
        self.left_out: list[str] = []

    def scenarios(self, choices: Sequence[int]) -> Iterator[Scenario]:
        """Yield the scenarios tier by tier, from the lowest; choices that make the same rules are computed once."""
        done: dict[int, dict[str, list[_Found]]] = {}
        for choice in choices:
            made = self.evaluated.made_by[choice]
            if made not in done:
                done[made] = self._swept(made, choice)
        for tier in done[self.evaluated.made_by[choices[0]]]:
            units = len(self.evaluated.tiers[tier].units)
            for choice in choices:
                force, options = self.evaluated.in_force, self.evaluated.choices[choice]
                for values, levels in done[self.evaluated.made_by[choice]][tier]:
                    yield Scenario(force.id, force.as_of, tier, options, values, units, levels)

    def _swept(self, made: int, choice: int) -> dict[str, list["_Found"]]:
        """Return what every combination of values comes to at every tier."""
        tiers = [_Tier(self, here, made, choice) for here in self.evaluated.tiers.values()]
        kept: dict[str, _Tier] = {}
        for tier in tiers:
            if tier.follows(kept, self.moved):
                kept[tier.here.tier] = tier
            elif tier.here.tier not in self.left_out:
                self.left_out.append(tier.here.tier)
        found: dict[str, list[_Found]] = {name: [] for name in kept}
        for picked in itertools.product(*(range(len(axis.values)) for axis in self.swept)):
            values = tuple(axis.values[at] for axis, at in zip(self.swept, picked, strict=True))
            lower: dict[str, Mapping[str, Outcomes]] = {}
            for name, tier in kept.items():
                held = lower[name] = tier.held(picked, lower)
                found[name].append((values, tier.counted(held)))
        return found

    @property
    def moved(self) -> set[str]:
        """The tiers whose figures are varied."""
        return {axis.figure.tier for axis in self.swept}


_Found = tuple[tuple[Fraction, ...], dict[int, Mapping[Outcome, int]]]


@dataclass(frozen=True)
class _Change:
    """What another value of a figure changes at a tier."""

    tests: Mapping[str, Test]
    needs: Mapping[str, int]

    @staticmethod
    def between(rules: TierRules, other: TierRules) -> "_Change":
        leaves = {leaf: other.tests[leaf] for leaf in rules.logic.leaves if other.tests[leaf] != rules.tests[leaf]}
        pairs = zip(rules.logic.quorums, other.logic.quorums, strict=True)
        return _Change(leaves, {new.id: new.needs for old, new in pairs if old.needs != new.needs})


KEPT_BYTES = 2**28
"""How much the sets that may be wanted again take."""


class _Tier:
    """One tier under one choice of readings; what was combined lately is not combined again."""

    def __init__(self, run: _Programme, here: TierEvaluation, made: int, choice: int) -> None:
        self.run, self.here, self.made, self.units = run, here, made, len(here.units)
        self.rules = here.rules[made]
        options = run.evaluated.choices[choice]
        self.changes = [
            [_Change.between(self.rules, force.rules(options).tiers[here.tier]) for force in axis]
            for axis in run.edited
        ]
        self._tests: dict[int, tuple[Test, Outcomes]] = {}
        self._quorums: dict[tuple[int | Outcomes, ...], Outcomes] = {}
        self._most = KEPT_BYTES // (3 * self.units // 8 + 100)
        self._base = {leaf: self.rules.tests[leaf] for leaf in self.rules.logic.leaves}
        self._shares: Shares | None = None
        self._moving: set[str] = set()
        """The tiers below whose outcomes differ from scenario to scenario."""

    def follows(self, kept: Mapping[str, "_Tier"], moved: set[str]) -> bool:
        """Return whether its outcomes can be computed from those of the tiers below that are kept."""
        order = list(self.run.evaluated.tiers)
        below = order[: order.index(self.here.tier)]
        # What moves carries everything above it along.
        first = min((order.index(tier) for tier in moved if tier in order), default=len(order))
        self._moving = {tier for tier in below if order.index(tier) >= first}
        shares = [test for test in self._base.values() if self._moves(test)]
        if any(test.tier not in kept or not computable(test, self.run.evaluated, self.here.tier) for test in shares):
            return False
        if shares:
            self._shares = Shares(self.run.evaluation, self.run.evaluated, self.here)
        return True

    def held(self, picked: Sequence[int], lower: Mapping[str, Mapping[str, Outcomes]]) -> dict[str, Outcomes]:
        """Return the outcomes of all leaves and quorums in one scenario."""
        tests, needs = dict(self._base), dict[str, int]()
        for changes, at in zip(self.changes, picked, strict=True):
            tests |= changes[at].tests
            needs |= changes[at].needs
        held = {leaf: self._outcomes(test, lower) for leaf, test in tests.items()}
        for one in self.rules.logic.quorums:
            held[one.id] = self._combined(needs.get(one.id, one.needs), [held[member] for member in one.members])
        return held

    def counted(self, held: Mapping[str, Outcomes]) -> dict[int, Mapping[Outcome, int]]:
        """Return how many units have each outcome at each level."""
        return {level.level: held[level.node].count(self.units) for level in self.rules.levels}

    def _moves(self, test: Test) -> TypeGuard[ShareTest]:
        if not isinstance(test, ShareTest) or test.programme != self.run.evaluated.programme:
            return False
        return test.tier in self._moving

    def _outcomes(self, test: Test, lower: Mapping[str, Mapping[str, Outcomes]]) -> Outcomes:
        if self._shares is not None and self._moves(test):
            return self._shares.of(test, lower[test.tier].get(level_node(test.level)))
        if id(test) not in self._tests:  # by what object it is: comparing tests costs more than combining sets
            self._tests[id(test)] = test, outcomes(self.here.test_column(test, self.made))
        return self._tests[id(test)][1]

    def _combined(self, needs: int, members: Sequence[Outcomes]) -> Outcomes:
        key: tuple[int | Outcomes, ...] = (needs, *members)
        found = self._quorums.get(key)
        if found is None:
            if len(self._quorums) > self._most:
                del self._quorums[next(iter(self._quorums))]
            found = self._quorums[key] = quorum(members, needs)
        return found
