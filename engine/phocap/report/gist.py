"""What an officer asks of a result first: who belongs under whom, how safe a level is, what the next one lacks."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult, LevelResult, Result, Verdict, walk
from phocap.model.rulefile import Effect
from phocap.text.nearest import name_key
from phocap.value import dataclass

_LINE = re.compile(r":(\d+)(?::\d+)?$")


@dataclass(frozen=True)
class Group:
    """The verdicts of one programme on one day by one rule set, from the highest tier down."""

    programme: str
    as_of: date
    rule_set: str
    verdicts: tuple[Verdict, ...]

    @cached_property
    def tiers(self) -> tuple[str, ...]:
        """Its tiers, from the highest."""
        return tuple(dict.fromkeys(verdict.unit.tier for verdict in self.verdicts))

    @cached_property
    def parents(self) -> tuple[int | None, ...]:
        """For each verdict the place of that of the unit above; None where it is not there or not clear which."""
        return tuple(_parents(self.verdicts, self.tiers))

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """The places of the verdicts that stand under no other."""
        return tuple(place for place, parent in enumerate(self.parents) if parent is None)

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The places of the verdicts below each verdict."""
        found: dict[int, list[int]] = defaultdict(list)
        for place, parent in enumerate(self.parents):
            if parent is not None:
                found[parent].append(place)
        return dict(found)


def groups(result: Result) -> list[Group]:
    """Return the groups of a result: programmes in their order, of each the latest day first."""
    found: dict[tuple[str, date, str], list[Verdict]] = defaultdict(list)
    for verdict in result.verdicts:
        found[verdict.programme, verdict.as_of, verdict.rule_set].append(verdict)
    order = list(dict.fromkeys(verdict.programme for verdict in result.verdicts))
    keys = sorted(found, key=lambda key: (order.index(key[0]), -key[1].toordinal(), key[2]))
    return [Group(*key, tuple(found[key])) for key in keys]


def before(group: Group, everyone: Sequence[Group]) -> Group | None:
    """Return the group of the same programme on the last day before, if there is one."""
    earlier = [g for g in everyone if g.programme == group.programme and g.as_of < group.as_of]
    return max(earlier, key=lambda g: g.as_of, default=None)


def unit_id(verdict: Verdict) -> tuple[str, str]:
    """Return by what a unit is known again on another day: its code, else its name with that of the unit above."""
    unit = verdict.unit
    return unit.tier, unit.code or f"{name_key(unit.name)}/{name_key(unit.parent or '')}"


def deciding(level: LevelResult) -> Iterator[ConditionResult]:
    """Yield the conditions of a level that decide, without the members of quorums."""
    return (condition for condition in level.conditions if condition.effect is Effect.DECIDES)


def tightest(verdict: Verdict) -> ConditionResult | None:
    """Return the condition that would first cost the unit the level it has; None when none has a margin.

    Conditions that ask for all never have one to spare: they count only where there is nothing else.
    """
    found = [
        (_asks_for_all(condition), condition.comparison.margin, -level.level, place, condition)
        for level in verdict.levels
        if level.level <= verdict.highest_level
        for place, condition in enumerate(deciding(level))
        if condition.outcome is Outcome.MET and condition.comparison and condition.comparison.margin is not None
    ]
    return min(found, key=lambda item: item[:4])[4] if found else None


def _asks_for_all(condition: ConditionResult) -> bool:
    found = condition.comparison
    return found is not None and found.percent and found.threshold == 1


def next_level(verdict: Verdict) -> LevelResult | None:
    """Return the level after the highest that is met, if there is one."""
    return next((level for level in verdict.levels if level.level > verdict.highest_level), None)


def lacking(verdict: Verdict) -> list[ConditionResult]:
    """Return the conditions that keep the unit from its next level or leave it open, in the order of the law.

    Where that level lacks nothing of its own but hangs on another one, the condition on the other one.
    """
    level = next_level(verdict)
    if level is None:
        return []
    because = set(level.because)
    return [c for c in walk(level.conditions) if c.node in because and not c.outcome.passes]


def shortfall(verdict: Verdict) -> int | None:
    """Return how many are missing in all for the next level; None when that cannot be told."""
    found = [c.comparison.shortfall if c.comparison else None for c in lacking(verdict)]
    known = [n for n in found if n is not None]
    return sum(known) if found and len(known) == len(found) else None


def cheapest_first(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return verdicts by how little they lack for their next level; those of which it cannot be told last."""
    return sorted(verdicts, key=lambda v: (shortfall(v) is None, shortfall(v) or 0, len(lacking(v))))


def split_place(place: str) -> tuple[str, int | None]:
    """Return file and line of a place such as ``record.yaml:12:5``."""
    found = _LINE.search(place)
    return (place[: found.start()], int(found[1])) if found else (place, None)


def _parents(verdicts: Sequence[Verdict], tiers: Sequence[str]) -> Iterator[int | None]:
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, verdict in enumerate(verdicts):
        for key in _keys(verdict):
            named[verdict.unit.tier, key].append(place)
    for verdict in verdicts:
        above = reversed(tiers[: tiers.index(verdict.unit.tier)])
        wanted = name_key(verdict.unit.parent_code or verdict.unit.parent or "")
        found = (named.get((tier, wanted), []) for tier in above)
        places = next(filter(None, found), []) if wanted else []
        yield places[0] if len(places) == 1 else None


def _keys(verdict: Verdict) -> set[str]:
    """Return what records below may call a unit: its code, or its name with or without the words before it."""
    words = name_key(verdict.unit.name).split(" ")
    return {name_key(verdict.unit.code or ""), *(" ".join(words[start:]) for start in range(len(words)))} - {""}
