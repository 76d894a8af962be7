"""Shares of units below, when the outcomes of those units are sets that differ from scenario to scenario."""

from collections.abc import Mapping

import polars as pl

from phocap.evaluate.below import judge
from phocap.evaluate.evaluation import Evaluation
from phocap.evaluate.programme import ProgrammeEvaluation
from phocap.evaluate.rollup import Ancestors, RollUp
from phocap.evaluate.tier import TierEvaluation
from phocap.language.ruleset import BelowKey, Bound, ShareTest
from phocap.model.outcome import Outcome
from phocap.simulate.units import Outcomes, bits, by_flag, of_units


def computable(test: ShareTest, evaluated: ProgrammeEvaluation, tier: str) -> bool:
    """Return whether the share follows from outcomes of records alone: no flags asked for, no tier between."""
    order = list(evaluated.tiers)
    return not test.among and order.index(tier) - order.index(test.tier) == 1


class Shares:
    """What the units of one tier are judged on when the outcomes of the tier below are given as sets."""

    def __init__(self, evaluation: Evaluation, evaluated: ProgrammeEvaluation, here: TierEvaluation) -> None:
        """Find out which units are below which, and what official decisions say of them."""
        records, parents, pack = evaluation.records, evaluation.parents, evaluation.pack
        self.here, self.programme = here, evaluated.programme
        self.rollup = RollUp(Ancestors(records, parents), pack, evaluated.programme, evaluated.tiers)
        self.tiers = evaluated.tiers
        self._children: dict[str, list[int]] = {}
        self._decided: dict[tuple[str, int], int] = {}
        self._flags: dict[str, tuple[int, int]] = {}
        self._known: dict[object, Outcome] = {}

    def of(self, test: ShareTest, lower: Outcomes | None) -> Outcomes:
        """Return the outcome of a test of shares, by those of the units below at its level; None: they have no such."""
        counts: list[tuple[int, ...]] = [(0,) * len(Outcome)] * len(self.here.units)
        if lower is not None:
            # A decision tells where the figures leave the level open.
            passes = lower.passes | (self._decisions(test.tier, test.level) & lower.may_pass)
            known = Outcomes(lower.idle, passes, lower.may_pass)
            counts = [self._counts(children, known) for children in self._below(test.tier)]
        found = None
        for case in reversed(test.cases):
            judged = of_units(
                self._judged(row, test.key, told, case.bound, test.empty) for row, told in enumerate(counts)
            )
            found = judged if found is None else by_flag(*self._flag(str(case.flag)), judged, found)
        assert found is not None
        return found

    def _judged(self, row: int, key: BelowKey, counts: tuple[int, ...], bound: Bound | None, empty: Outcome) -> Outcome:
        known = (row, key, counts, bound, empty)
        if known not in self._known:
            told = dict(zip(Outcome, counts, strict=True)) if any(counts) else None
            below = self.rollup.with_counts(self.here.units[row], self.here.tier, key, told)
            self._known[known] = judge(below, bound, empty)
        return self._known[known]

    def _counts(self, children: int, lower: Outcomes) -> tuple[int, ...]:
        """Return how many of some units have each outcome."""
        inside = Outcomes(lower.idle & children, lower.passes & children, lower.may_pass & children)
        counted: Mapping[Outcome, int] = inside.count(children.bit_count())
        return tuple(counted[outcome] for outcome in Outcome)

    def _below(self, tier: str) -> list[int]:
        """Return for every unit here the set of those below it."""
        if tier not in self._children:
            above = self.rollup.ancestors.of(self.tiers[tier].units, self.here.tier)
            self._children[tier] = [bits(one == unit for one in above) for unit in self.here.units]
        return self._children[tier]

    def _decisions(self, tier: str, level: int) -> int:
        if (tier, level) not in self._decided:
            recognised = self.tiers[tier].columns.recognised(self.programme)
            cumulative = self.rollup.cumulative
            decided = recognised >= level if cumulative else recognised == level
            self._decided[tier, level] = bits(decided.fill_null(False))
        return self._decided[tier, level]

    def _flag(self, name: str) -> tuple[int, int]:
        """Return the units that have a flag, and those that have it not."""
        if name not in self._flags:
            given: pl.Series = self.here.columns.flag(name)
            self._flags[name] = bits(given.fill_null(False)), bits((~given).fill_null(False))
        return self._flags[name]
