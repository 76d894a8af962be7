"""The comparison of two results: every verdict with its change, and per programme how many there are of each."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from phocap.compare.causes import Cause, ConditionChange, Differences
from phocap.compare.match import pairs
from phocap.model.base import Text
from phocap.model.outcome import Outcome
from phocap.model.result import Result, UnitName, Verdict
from phocap.text.nearest import name_key
from phocap.value import dataclass


class Change(StrEnum):
    """How a verdict changed."""

    UP = "up"
    DOWN = "down"
    OTHER = "other"
    """The highest level is the same; an outcome, or how firm or provisional it is, is not."""
    NEW = "new"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True)
class LevelChange:
    """A level whose outcome changed; None where the level is not there."""

    level: int
    old: Outcome | None
    new: Outcome | None
    causes: tuple[Cause, ...]
    conditions: tuple[ConditionChange, ...]
    """Those whose outcome changed with it, and those that came or went."""


@dataclass(frozen=True)
class VerdictChange:
    """The verdicts of one unit on one programme; one is None where it stands in one result only."""

    old: Verdict | None
    new: Verdict | None
    same_data: bool

    @property
    def here(self) -> Verdict:
        """The verdict that there is, the new one first."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def unit(self) -> UnitName:
        """The unit as the newer result names it."""
        return self.here.unit

    @cached_property
    def differences(self) -> Differences | None:
        """What differs, where there are two verdicts."""
        return Differences(self.old, self.new, self.same_data) if self.old and self.new else None

    @cached_property
    def change(self) -> Change:
        """How the verdict changed."""
        old, new = self.old, self.new
        if old is None or new is None:
            return Change.NEW if old is None else Change.GONE
        if old.highest_level != new.highest_level:
            return Change.UP if new.highest_level > old.highest_level else Change.DOWN
        return Change.SAME if _said(old) == _said(new) else Change.OTHER

    @cached_property
    def levels(self) -> tuple[LevelChange, ...]:
        """The levels whose outcome changed, with what changed them."""
        found = self.differences
        if found is None or self.change is Change.SAME:
            return ()
        before, after = ({level.level: level.outcome for level in verdict.levels} for verdict in (found.old, found.new))
        return tuple(
            LevelChange(
                number,
                before.get(number),
                after.get(number),
                found.causes(number),
                tuple(c for c in found.conditions if c.level == number and _matters(c)),
            )
            for number in sorted(before.keys() | after.keys())
            if before.get(number) is not after.get(number)
        )

    @property
    def moved(self) -> bool:
        """Whether the unit has another parent than before."""
        old, new = self.old, self.new
        return old is not None and new is not None and old.unit.parent != new.unit.parent


@dataclass(frozen=True)
class Comparison:
    """Two results side by side."""

    old: Result
    new: Result
    verdicts: tuple[VerdictChange, ...]

    @cached_property
    def changed(self) -> tuple[VerdictChange, ...]:
        """The verdicts that are not the same."""
        return tuple(found for found in self.verdicts if found.change is not Change.SAME)

    @cached_property
    def totals(self) -> Mapping[str, tuple[Text, Counter[Change]]]:
        """For every programme its title and how many verdicts changed how."""
        found: dict[str, tuple[Text, Counter[Change]]] = {}
        for verdict in self.verdicts:
            here = verdict.here
            found.setdefault(here.programme, (here.title, Counter()))[1][verdict.change] += 1
        return found

    def below(self, change: VerdictChange) -> tuple[VerdictChange, ...]:
        """Return the verdicts of the same programme on units below one that changed, came to it or left it."""
        here = change.here
        return tuple(
            found
            for found in self.verdicts
            if found.here.programme == here.programme
            and (found.change is not Change.SAME or found.moved)
            and any(_is_in(verdict.unit, here.unit) for verdict in (found.old, found.new) if verdict)
        )


def compare(old: Result, new: Result) -> Comparison:
    """Return what changed from one result to the other."""
    hashes = [sorted(file.sha256 for file in result.inputs) for result in (old, new)]
    same_data = bool(hashes[0]) and hashes[0] == hashes[1]
    return Comparison(old, new, tuple(VerdictChange(*pair, same_data) for pair in pairs(old, new)))


def _is_in(unit: UnitName, above: UnitName) -> bool:
    """Whether a unit names another as its parent: by code, else by name with or without a title before it."""
    if unit.parent_code is not None and above.code is not None:
        return unit.parent_code == above.code
    names = sorted((f" {name_key(unit.parent or '')}", f" {name_key(above.name)}"), key=len)
    return unit.parent is not None and unit.tier != above.tier and names[1].endswith(names[0])


def _said(verdict: Verdict) -> object:
    levels = [(level.level, level.outcome, level.provisional, level.firm) for level in verdict.levels]
    return levels, verdict.firm, verdict.provisional


def _matters(change: ConditionChange) -> bool:
    old, new = change.old, change.new
    return old is None or new is None or old.outcome is not new.outcome
