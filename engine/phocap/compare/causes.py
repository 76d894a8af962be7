"""What changed a verdict: found by exchanging one thing at a time and deciding anew."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from phocap.compare.decide import Tree, decide
from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult, Fact, Verdict, walk
from phocap.model.rulefile import Effect
from phocap.value import dataclass


class Factor(StrEnum):
    """A kind of thing that can change a verdict."""

    DATA = "data"
    """Figures, findings, flags and counts that the unit's record gives."""
    UNITS = "units"
    """The verdicts of the units below."""
    PROGRAMMES = "programmes"
    """The unit's result in another programme."""
    RULES = "rules"
    """Conditions added, removed or changed, and their thresholds."""
    TIERS = "tiers"
    """The tier on whose units the unit is judged."""
    READINGS = "readings"
    """Another option of a reading."""


@dataclass(frozen=True)
class Cause:
    """What changes an outcome alone, or, with several ``factors``, only together.

    ``perhaps``: the results do not hold enough to tell whether these were needed too.
    """

    factors: tuple[Factor, ...]
    perhaps: tuple[Factor, ...] = ()


@dataclass(frozen=True)
class ConditionChange:
    """A condition of a level as it was and as it is; None where it is not there."""

    level: int
    old: ConditionResult | None
    new: ConditionResult | None
    factor: Factor | None
    """What changed the condition itself; None when it asks the same as before."""

    @property
    def here(self) -> ConditionResult:
        """The condition that there is, the new one first."""
        found = self.new or self.old
        assert found is not None
        return found


Subset = frozenset[Factor]
Outcomes = dict[int, Outcome | None]


@dataclass(frozen=True)
class Differences:
    """What differs between two verdicts on one unit; ``same_data``: both rest on the same files of records."""

    old: Verdict
    new: Verdict
    same_data: bool = False

    @cached_property
    def readings(self) -> dict[str, tuple[str, str]]:
        """The readings of which another option is followed."""
        before = {used.reading: used.option for used in self.old.readings}
        return {
            used.reading: (before[used.reading], used.option)
            for used in self.new.readings
            if before.get(used.reading, used.option) != used.option
        }

    @cached_property
    def conditions(self) -> tuple[ConditionChange, ...]:
        """Every condition that decides, in one of the verdicts at least."""
        return tuple(self._conditions())

    @cached_property
    def facts(self) -> dict[str, Factor]:
        """The facts that both verdicts hold and that differ, with what they count as."""
        before = {fact.id: fact for fact in self.old.facts}
        return {
            fact.id: _factor(fact, before[fact.id])
            for fact in self.new.facts
            if fact.id in before and _content(fact) != _content(before[fact.id])
        }

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """The kinds of things that differ."""
        found = {change.factor for change in self.conditions} | set(self.facts.values())
        if not self.same_data and {fact.id for fact in self.old.facts} ^ {fact.id for fact in self.new.facts}:
            found.add(Factor.DATA)  # what only one of them holds may differ
        return tuple(factor for factor in Factor if factor in found)

    def causes(self, level: int) -> tuple[Cause, ...]:
        """Return what changed the outcome of a level, the smallest causes first; nothing if it did not change."""
        subsets = [frozenset(c) for size in range(len(self.factors) + 1) for c in combinations(self.factors, size)]
        found = {subset: self._decided[subset].get(level, ABSENT) for subset in subsets}
        before, after = (_recorded(verdict).get(level, ABSENT) for verdict in (self.old, self.new))
        if before is after:
            return ()
        if (found[subsets[0]], found[subsets[-1]]) != (before, after):
            return (Cause((), self.factors),)  # the results do not hold enough to decide anew
        changing = [s for s in subsets if found[s] is not None and found[s] is not before]
        smallest = [s for s in changing if not any(other < s for other in changing)]
        return tuple(dict.fromkeys(_cause(subset, found) for subset in smallest))

    @cached_property
    def standing(self) -> Cause | None:
        """What changed how firm or provisional the verdict is; None when neither did.

        Results do not hold enough to decide either anew: a cause is named where only one thing differs. Conditions
        that ask the same may rest on a source of another status, or have got another reading: that is of the rules.
        """
        old, new = self.old, self.new
        if (old.firm, old.provisional) == (new.firm, new.provisional):
            return None
        statuses = [
            {(level.level, found.id): found.status for level in verdict.levels for found in walk(level.conditions)}
            for verdict in (old, new)
        ]
        resourced = any(statuses[0][key] is not statuses[1][key] for key in statuses[0].keys() & statuses[1].keys())
        found = set(self.factors) | ({Factor.RULES} if resourced or not self.factors else set())
        listed = tuple(factor for factor in Factor if factor in found)
        return Cause(listed) if len(listed) == 1 else Cause((), listed)

    @cached_property
    def _decided(self) -> dict[Subset, Outcomes]:
        subsets = (frozenset(c) for size in range(len(self.factors) + 1) for c in combinations(self.factors, size))
        return {subset: decide(self._tree(subset), self._facts(subset)) for subset in subsets}

    def _tree(self, exchanged: Subset) -> Tree:
        """Return the old conditions with those exchanged that these factors changed."""
        found: dict[int, list[ConditionResult]] = {}
        for change in self.conditions:
            takes_new = change.factor is None or change.factor in exchanged
            chosen = change.new if takes_new else change.old
            if chosen is not None:
                found.setdefault(change.level, []).append(chosen)
        return found

    def _facts(self, exchanged: Subset) -> dict[str, Fact]:
        before, after = ({fact.id: fact for fact in verdict.facts} for verdict in (self.old, self.new))
        found = {**after, **before}
        for name in list(found):
            if name in self.facts:
                found[name] = (after if self.facts[name] in exchanged else before)[name]
            elif not self.same_data and name not in (after if Factor.DATA in exchanged else before):
                del found[name]
        return found

    def _conditions(self) -> Iterator[ConditionChange]:
        before, after = _deciding(self.old), _deciding(self.new)
        for number in sorted(before.keys() | after.keys()):
            ours, theirs = before.get(number, {}), after.get(number, {})
            for name in dict.fromkeys([*theirs, *ours]):
                old, new = ours.get(name), theirs.get(name)
                same = old is not None and new is not None and _signature(old) == _signature(new)
                factor = None if same else self._kind(old, new, ours.values(), theirs.values())
                yield ConditionChange(number, old, new, factor)

    def _kind(
        self,
        old: ConditionResult | None,
        new: ConditionResult | None,
        ours: Iterable[ConditionResult],
        theirs: Iterable[ConditionResult],
    ) -> Factor:
        either = [condition for condition in (old, new) if condition is not None]
        if any(used.reading in self.readings for found in walk(either) for used in found.readings):
            return Factor.READINGS
        before, after = _tiers(ours), _tiers(theirs)
        if before and after and before != after and _tiers(either):
            return Factor.TIERS
        return Factor.RULES


class _Absent:
    """Stands for the outcome of a level that is not there."""


ABSENT = _Absent()


def _cause(subset: Subset, found: Mapping[Subset, object]) -> Cause:
    """Return a cause: a factor is needed when without it the outcome surely stays."""
    before = found[frozenset()]
    below = [other for other in found if other < subset]
    needed = {factor for factor in subset if all(found[other] is before for other in below if factor not in other)}
    order = [factor for factor in Factor if factor in subset]
    return Cause(tuple(f for f in order if f in needed), tuple(f for f in order if f not in needed))


def _recorded(verdict: Verdict) -> dict[int, Outcome]:
    return {level.level: level.outcome for level in verdict.levels}


def _deciding(verdict: Verdict) -> dict[int, dict[str, ConditionResult]]:
    return {level.level: {c.id: c for c in level.conditions if c.effect is Effect.DECIDES} for level in verdict.levels}


def _tiers(conditions: Iterable[ConditionResult]) -> set[str | None]:
    return {condition.subject for condition in conditions if condition.kind == "share"}


def _signature(condition: ConditionResult) -> object:
    """Return what a condition asks, whatever it is called and whatever the data say; years count from the last."""
    return (
        condition.effect,
        condition.kind,
        condition.subject if condition.kind == "level" else None,
        condition.cases,
        condition.empty,
        condition.needs,
        tuple(_signature(member) for member in condition.members),
    )


def _content(fact: Fact) -> object:
    return fact.outcome, fact.low, fact.high, fact.low_open, fact.high_open, fact.nobody


def _factor(*both: Fact) -> Factor:
    kind = both[0].id.partition(":")[0]
    if kind == "share" and any("records" in fact.basis for fact in both):
        return Factor.UNITS
    if kind == "programme" and not any("decision" in fact.basis for fact in both):
        return Factor.PROGRAMMES
    return Factor.DATA
