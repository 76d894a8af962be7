"""What would change a verdict: the least change, the least loss, the figures that decide, and a plan for units below.

Everything is whole numbers. Labels are bilingual, and a language is chosen when something is printed.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from phocap.model.base import Text
from phocap.model.outcome import Outcome
from phocap.model.result import UnitName


class Cost(NamedTuple):
    """What a change costs, compared part by part: other programmes and units below, findings, persons or things.

    No number of children outweighs a finding, and no number of findings a unit or a programme: what they would cost
    in children is not known here.
    """

    others: int = 0
    findings: int = 0
    persons: int = 0

    def plus(self, other: "Cost") -> "Cost":
        """Return both together."""
        return Cost(self.others + other.others, self.findings + other.findings, self.persons + other.persons)


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition that a change is for: its level, its id in the logic, its clause and title."""

    level: int
    node: str
    cite: str
    title: Text


@dataclass(frozen=True, slots=True)
class Shift:
    """A figure before and after."""

    field: str
    label: Text
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a change.

    ``kind``: ``figures`` (``count`` persons or things change as ``shifts`` say), ``finding`` (must be attested),
    ``programme`` (must be reached), ``units`` (``count`` more units below must reach a level).
    """

    kind: str
    count: int
    subject: str
    title: Text
    shifts: tuple[Shift, ...]
    serves: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A figure, finding, flag, programme or count of units that is not known."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Change:
    """The least change that lets a unit reach a level, or that costs it a level.

    ``possible`` is false when no change of the kinds counted does it: then ``obstacles`` are the conditions in the
    way, and of these ``past`` those that hang on what earlier years hold. ``exact`` is false when the search was ended
    before every way was tried: a cheaper one may exist.
    ``wanted`` must be known besides; the steps are then what the figures given surely need.
    """

    level: int
    possible: bool
    cost: Cost
    steps: tuple[Step, ...] = ()
    wanted: tuple[Named, ...] = ()
    obstacles: tuple[Clause, ...] = ()
    exact: bool = True
    past: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Tip:
    """An item of a deciding set, and from where on it decides, the others of the set at their best.

    ``low`` and ``high`` are the values that decide; None is unbounded. A finding, flag or programme has ``holds``.
    """

    item: Named
    low: int | None = None
    high: int | None = None
    most: int | None = None
    """The greatest value that the record leaves possible."""
    holds: bool | None = None

    @property
    def counts(self) -> bool:
        """Whether the item is a number of units below; ``holds`` then is whether they are enough."""
        return self.item.id.startswith("units.")


@dataclass(frozen=True, slots=True)
class Deciding:
    """Missing items that together can decide a level, whatever the other missing ones are; none can be left out."""

    outcome: Outcome
    items: tuple[Tip, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """The smallest sets of missing items that decide a level, and those that cannot matter.

    ``complete`` is false when there may be further sets. ``wholes`` are the ids of missing figures in whose place the
    sets name the only part of them that is missing.
    """

    level: int
    sets: tuple[Deciding, ...]
    irrelevant: tuple[Named, ...]
    complete: bool
    wholes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Margins:
    """How far a condition is from its bound, in whole units, by what moves; None where that never decides.

    For a condition that is met: how many may go the wrong way before it fails; for one that fails: how many must go
    the right way. ``alone`` moves the numerator, ``both`` numerator and denominator together, ``whole`` the
    denominator. For a quorum ``alone`` counts members.
    """

    met: bool
    sense: str
    alone: int | None
    both: int | None = None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """A share of units that a plan must reach: how many reach it, are open, there are, and are needed.

    ``total`` and ``needed`` are the greatest possible, ``total_low`` and ``needed_low`` the least; the former are None
    where only a printed share or nothing is given.
    """

    clause: Clause
    tier: str
    programme: str
    level: int
    reached: int
    open: int
    total: int | None
    needed: int | None
    total_low: int
    needed_low: int


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit below that holds the unit back: its outcome at ``target`` and its least change."""

    unit: UnitName
    outcome: Outcome
    target: int
    highest_level: int
    change: Change


@dataclass(frozen=True, slots=True)
class Plan:
    """How a unit reaches a level through the units below it.

    ``best`` and ``worst``: the outcome if every open unit reached it, and if none did. ``lifts`` is the cheapest set
    of units that fills every quota, undetermined units counted as not reaching; ``holding`` are all units that hold
    it back, cheapest first. ``beside`` is what the unit itself still needs. ``counted_on``: the total is not given
    and only the units with records were counted. ``hoped``: so many open units must turn out to reach it, as those
    that can be lifted are too few. ``wanted`` are the counts of units without which nothing can be planned, or only
    from bounds; where they are to be given by units between, these are ``uncounted``.
    """

    unit: UnitName
    programme: str
    title: Text
    as_of: date
    level: int
    outcome: Outcome
    best: Outcome
    worst: Outcome
    possible: bool
    cost: Cost
    quotas: tuple[Quota, ...]
    lifts: tuple[UnitChange, ...]
    holding: tuple[UnitChange, ...]
    open_units: tuple[UnitName, ...]
    unrecorded: int
    beside: Change | None
    hoped: int = 0
    counted_on: bool = False
    exact: bool = True
    wanted: tuple[Named, ...] = ()
    uncounted: tuple[UnitName, ...] = ()
