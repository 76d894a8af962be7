"""The door of this package: what would change the verdict of a unit, worked out once and when it is asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date

from phocap.change.changes import lose, reach
from phocap.change.missing import missing
from phocap.change.plan import plan
from phocap.change.unit import Tier
from phocap.evaluate.evaluation import Evaluation
from phocap.language.ruleset import ShareTest
from phocap.model.change import Change, Missing, Plan
from phocap.model.outcome import Outcome
from phocap.model.result import UnitName, Verdict
from phocap.value import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """What would change one verdict, at one level; each part is None where there is nothing to say.

    ``reach``: a level that is not met. ``lose``: the highest level that is met. ``missing``: a level that is
    undetermined. ``plan``: what units below must do for the level that is not surely met.
    """

    reach: Change | None = None
    lose: Change | None = None
    missing: Missing | None = None
    plan: Plan | None = None


@dataclass
class Answers:
    """What would change the verdicts of an evaluation, by the readings asked for."""

    evaluation: Evaluation
    _places: dict[tuple[UnitName, str, date], tuple[Tier, int]] = field(default_factory=dict)
    _tiers: dict[date, dict[tuple[str, str], Tier]] = field(default_factory=dict)
    _done: dict[tuple[UnitName, str, date, int | None], Changed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the place of every verdict."""
        for evaluated in self.evaluation.programmes:
            tiers = self._tiers.setdefault(evaluated.in_force.as_of, {})
            for name in evaluated.tiers:
                key = (evaluated.programme, name)
                if key not in tiers or evaluated.asked:
                    tiers[key] = Tier(self.evaluation, evaluated, name)
            if not evaluated.asked:
                continue
            for name in evaluated.tiers:
                tier = tiers[evaluated.programme, name]
                for row in range(len(tier.here.units)):
                    self._places[tier.name(row), evaluated.programme, evaluated.in_force.as_of] = (tier, row)

    def of(self, verdict: Verdict, level: int | None = None) -> Changed:
        """Return what would change a verdict at a level, or at the one above the highest that is met."""
        key = (verdict.unit, verdict.programme, verdict.as_of, level)
        if key not in self._done:
            self._done[key] = self._work(verdict, level)
        return self._done[key]

    def plans(self, verdicts: Iterable[Verdict], level: int) -> Iterator[Plan]:
        """Yield the plan of every verdict on a unit that is judged by units below it."""
        for verdict in verdicts:
            place = self._places.get((verdict.unit, verdict.programme, verdict.as_of))
            if place is not None and level in place[0].gates and _by_units(place[0], level):
                yield plan(self._tiers[verdict.as_of], *place, level)

    def _work(self, verdict: Verdict, level: int | None) -> Changed:
        place = self._places.get((verdict.unit, verdict.programme, verdict.as_of))
        if place is None:
            return Changed()
        tier, row = place
        met = [n for n in tier.gates if tier.outcome(row, n) is Outcome.MET]
        above = [n for n in tier.gates if not tier.outcome(row, n).passes]
        target = level if level is not None else min((n for n in above if n > max(met, default=0)), default=None)
        held = level if level is not None else max(met, default=None)
        if target is None or target not in tier.gates or tier.outcome(row, target).passes:
            return Changed(lose=lose(tier, row, held)) if held in met and held is not None else Changed()
        outcome = tier.outcome(row, target)
        open_ = outcome is Outcome.UNDETERMINED
        by_units = _by_units(tier, target)
        return Changed(
            reach=None if open_ or by_units else reach(tier, row, target),
            lose=lose(tier, row, held) if held in met and held is not None else None,
            missing=missing(tier, row, target) if open_ else None,
            plan=plan(self._tiers[verdict.as_of], tier, row, target) if by_units else None,
        )


def _by_units(tier: Tier, level: int) -> bool:
    return any(isinstance(leaf.rule.test, ShareTest) for leaf in tier.gates[level].leaves)
