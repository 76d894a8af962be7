"""Every scenario over every unit, without judging any unit twice for the same test.

Units are evaluated once, as they are, under every reading. A figure that is varied changes the tests of one condition,
and each of these is looked at once for all units, whatever else is varied. What remains for a scenario is to combine
sets of units (:mod:`phocap.simulate.units`) quorum by quorum, and quorums with the same members are combined once.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from phocap.evaluate import Evaluation
from phocap.evaluate.evaluation import ProgrammeEvaluation
from phocap.evaluate.tier import TierEvaluation
from phocap.faults import Fault, Faulty
from phocap.language.registry import InForce
from phocap.language.ruleset import ShareTest, Test, TierRules
from phocap.language.whatif import with_figure
from phocap.model.outcome import Outcome
from phocap.simulate.sweep import Axis, axes, limited
from phocap.simulate.units import Outcomes, outcomes, quorum


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
    """Tiers that are judged by units below whose outcomes the scenarios change."""


def simulate(evaluations: Sequence[Evaluation], vary: Sequence[str], *, all_readings: bool = False) -> Simulation:
    """Return what becomes of the units of some evaluations, each of one programme under its own rules.

    Args:
        evaluations: one for each rule set; where ``all_readings``, with all alternatives.
        vary: as ``3/enrolment-6.at_least=90%..100%/1%``; several are combined.
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
    readings = [name for name in dict.fromkeys(itertools.chain(*options)) if len({o.get(name) for o in options}) > 1]
    return Simulation(programme, names, tuple(readings), tuple(found), tuple(left_out))


class _Programme:
    def __init__(self, evaluation: Evaluation, evaluated: ProgrammeEvaluation, swept: Sequence[Axis]) -> None:
        self.evaluated, self.swept = evaluated, swept
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
        order = list(self.evaluated.tiers)
        moved = [axis.figure.tier for axis in self.swept]
        for tier in order:
            here = self.evaluated.tiers[tier]
            shares = {t.tier for rules in here.rules for t in rules.tests.values() if isinstance(t, ShareTest)}
            if shares and any(name in order[: order.index(tier)] for name in moved):
                self.left_out.append(tier)  # its shares of units are those of the law as it is
                continue
            done: dict[int, list[_Found]] = {}
            for choice in choices:
                made = self.evaluated.made_by[choice]  # choices that differ only where it does not matter share one
                if made not in done:
                    done[made] = list(self._of_tier(here, made, choice))
                told = self.evaluated.in_force.id, self.evaluated.in_force.as_of, tier, self.evaluated.choices[choice]
                for values, levels in done[made]:
                    yield Scenario(*told, values, len(here.units), levels)

    def _of_tier(self, here: TierEvaluation, made: int, choice: int) -> Iterator["_Found"]:
        sets, rules = _Sets(here, made), here.rules[made]
        options = self.evaluated.choices[choice]
        steps = [
            [
                (value, _Change.between(rules, force.rules(options).tiers[here.tier], sets))
                for value, force in zip(axis.values, edited, strict=True)
            ]
            for axis, edited in zip(self.swept, self.edited, strict=True)
        ]
        for picked in itertools.product(*steps):
            yield tuple(value for value, _ in picked), sets.levels(rules, [change for _, change in picked])


_Found = tuple[tuple[Fraction, ...], dict[int, Mapping[Outcome, int]]]


@dataclass(frozen=True)
class _Change:
    """What another value of a figure changes at a tier."""

    leaves: Mapping[str, Outcomes]
    needs: Mapping[str, int]

    @staticmethod
    def between(rules: TierRules, other: TierRules, sets: "_Sets") -> "_Change":
        leaves = {
            leaf: sets.of(other.tests[leaf]) for leaf in rules.logic.leaves if other.tests[leaf] != rules.tests[leaf]
        }
        pairs = zip(rules.logic.quorums, other.logic.quorums, strict=True)
        return _Change(leaves, {new.id: new.needs for old, new in pairs if old.needs != new.needs})


KEPT_BYTES = 2**28
"""How much the sets that may be wanted again take."""


class _Sets:
    """Sets of units of one tier under one choice of readings; what was combined lately is not combined again."""

    def __init__(self, here: TierEvaluation, choice: int) -> None:
        self.here, self.choice, self.units = here, choice, len(here.units)
        self._tests: dict[Test, Outcomes] = {}
        self._quorums: dict[tuple[int | Outcomes, ...], Outcomes] = {}
        self._most = KEPT_BYTES // (3 * self.units // 8 + 100)

    def of(self, test: Test) -> Outcomes:
        """Return the outcomes of a test."""
        if test not in self._tests:
            self._tests[test] = outcomes(self.here.test_column(test, self.choice))
        return self._tests[test]

    def levels(self, rules: TierRules, changes: Sequence[_Change]) -> dict[int, Mapping[Outcome, int]]:
        """Return how many units have each outcome at each level after some changes."""
        held = {leaf: self.of(rules.tests[leaf]) for leaf in rules.logic.leaves}
        needs: dict[str, int] = {}
        for change in changes:
            held |= change.leaves
            needs |= change.needs
        for one in rules.logic.quorums:
            held[one.id] = self._combined(needs.get(one.id, one.needs), [held[member] for member in one.members])
        return {level.level: held[level.node].count(self.units) for level in rules.levels}

    def _combined(self, needs: int, members: Sequence[Outcomes]) -> Outcomes:
        key: tuple[int | Outcomes, ...] = (needs, *members)
        found = self._quorums.get(key)
        if found is None:
            if len(self._quorums) > self._most:
                del self._quorums[next(iter(self._quorums))]
            found = self._quorums[key] = quorum(members, needs)
        return found
