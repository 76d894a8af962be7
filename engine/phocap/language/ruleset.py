"""A compiled rule set: what the law asks of each tier on one day, under one choice of readings.

Everything here is immutable and hashable, so that two choices that test the same thing share one column.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from phocap.model.base import Text
from phocap.model.law import Instrument, Source
from phocap.model.logic import Logic
from phocap.model.outcome import Outcome
from phocap.model.rulefile import Effect
from phocap.value import dataclass

Sum = tuple[tuple[str, int], ...]
"""Fields with their signs, +1 or -1."""


@dataclass(frozen=True)
class Measure:
    """A ratio of two sums of fields, or a count when ``to`` is None; ``part``: the numerator is part of the whole."""

    id: str
    of: Sum
    to: Sum | None = None
    part: bool = True

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields it is computed from."""
        return tuple(name for name, _ in (*self.of, *(self.to or ())))


@dataclass(frozen=True)
class Bound:
    """At least or at most an exact number."""

    sense: Literal["at_least", "at_most"]
    value: Fraction


@dataclass(frozen=True)
class Case:
    """The measure and bound for units with ``flag``; the ordinary case, with no flag, comes last."""

    flag: str | None
    measure: Measure
    bound: Bound | None


@dataclass(frozen=True)
class MeasureTest:
    """A measure against a bound; the first case whose flag holds counts."""

    cases: tuple[Case, ...]
    empty: Outcome = Outcome.NOT_APPLICABLE


@dataclass(frozen=True)
class ShareCase:
    """The bound for units with ``flag``; the ordinary one comes last."""

    flag: str | None
    bound: Bound | None


@dataclass(frozen=True)
class ShareTest:
    """The share of the units of ``tier`` below that reach ``level`` of ``programme``."""

    tier: str
    programme: str
    level: int
    cases: tuple[ShareCase, ...]
    empty: Outcome = Outcome.NOT_APPLICABLE
    among: tuple[tuple[str, bool], ...] = ()
    """Only units with these flags are counted."""

    @property
    def key(self) -> "BelowKey":
        """What is counted, whatever it is held against."""
        return self.tier, self.programme, self.level, self.among


BelowKey = tuple[str, str, int, tuple[tuple[str, bool], ...]]
"""Tier below, programme, level, and the flags of the units that count."""


@dataclass(frozen=True)
class FindingTest:
    """A finding that a person attests."""

    field: str


@dataclass(frozen=True)
class ProgrammeTest:
    """The unit's own level in another programme."""

    programme: str
    level: int


@dataclass(frozen=True)
class WindowTest:
    """A measure or finding in at least ``needs`` of ``years`` years that end with the record's own."""

    test: MeasureTest | FindingTest
    years: int
    needs: int
    mean: bool = False
    """The mean of the years stands against the bound, instead of each of them."""
    age: str | None = None
    """The field that says how many of the years the unit has existed; the others do not count."""


Test = MeasureTest | ShareTest | FindingTest | ProgrammeTest | WindowTest


@dataclass(frozen=True)
class Rule:
    """One condition of a level at a tier: a test, a reference to a level, or a quorum of other rules."""

    node: str
    """Its id in the logic: ``2/enrolment-6``."""
    id: str
    title: Text
    cite: str
    effect: Effect
    test: Test | None = None
    level_ref: int | None = None
    needs: int = 0
    members: tuple["Rule", ...] = ()
    source: Source | None = field(default=None, hash=False, compare=False)
    note: Text | None = field(default=None, hash=False, compare=False)
    readings: tuple[str, ...] = ()
    """The readings that chose it or its measure."""
    instrument: str = ""
    """The id of the instrument whose rule file holds it."""
    suspended_by: str | None = None
    """The instrument that keeps it out of force on the day."""

    def __hash__(self) -> int:
        """Return what differs with what the law asks; counted once, as rules of hundreds of choices are compared."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.node, self.effect, self.test, self.level_ref, self.needs, self.members))

    @property
    def outcome_node(self) -> str:
        """The id in the logic whose outcome is the rule's: its own, or that of the level that it refers to."""
        return self.node if self.level_ref is None else f"level-{self.level_ref}"

    def walk(self) -> Iterator["Rule"]:
        """Yield this rule and those inside it."""
        yield self
        for member in self.members:
            yield from member.walk()


@dataclass(frozen=True)
class LevelRules:
    """What one level asks of one tier."""

    level: int
    node: str
    """Its id in the logic: ``level-2``."""
    cite: str
    title: Text | None
    rules: tuple[Rule, ...]

    def __hash__(self) -> int:
        """Return the same for levels that ask the same."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.level, self.rules))

    def walk(self) -> Iterator[Rule]:
        """Yield every rule of the level."""
        for rule in self.rules:
            yield from rule.walk()


@dataclass(frozen=True)
class TierRules:
    """What a programme asks of one tier, from the lowest level up."""

    tier: str
    levels: tuple[LevelRules, ...]
    logic: Logic

    def walk(self) -> Iterator[Rule]:
        """Yield every rule of the tier."""
        for level in self.levels:
            yield from level.walk()

    @cached_property
    def tests(self) -> Mapping[str, Test]:
        """The test behind every node that has one."""
        return {rule.node: rule.test for rule in self.walk() if rule.test is not None}

    @cached_property
    def groups(self) -> Mapping[str, Rule]:
        """The rule behind every node that is a quorum of others."""
        return {rule.node: rule for rule in self.walk() if rule.members}


@dataclass(frozen=True)
class RuleSet:
    """A programme on a day, under one choice of readings."""

    id: str
    """``vn/decree-20-2014/primary``."""
    programme: str
    title: Text
    instrument: Instrument
    as_of: date
    choice: Mapping[str, str]
    tiers: Mapping[str, TierRules]
    """By tier, from the lowest."""
    sha256: str
