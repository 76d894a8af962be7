"""A record as it was given: one unit on one day, every figure with its place (docs/records.md)."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

from phocap.faults import Place
from phocap.value import dataclass

T = TypeVar("T")


@dataclass(frozen=True)
class Given(Generic[T]):
    """A value and where it was given."""

    value: T
    place: Place


@dataclass(frozen=True)
class Interval:
    """What a printed rate can stand for: exact bounds, each closed unless it is said to be open.

    ``high is None`` means unbounded. ``printed`` keeps the text as it was given.
    """

    low: Fraction
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    printed: str = ""


@dataclass(frozen=True)
class UnitRef:
    """How a record names its parent: tier, and name or code (at least one of the two)."""

    tier: str
    name: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Unit:
    """A school, commune, district or province."""

    tier: str
    name: str
    code: str | None = None
    parent: UnitRef | None = None


@dataclass(frozen=True)
class Finding:
    """A yes or no that a person attests, by whom, when and on which evidence; ``value is None`` = not attested."""

    value: bool | None
    by: str | None = None
    on: date | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """An official recognition of the unit itself: the level and the deciding document."""

    level: int
    decision: str | None = None
    on: date | None = None


@dataclass(frozen=True)
class Published:
    """A verdict that someone published for the unit: shown beside ours, never used to decide.

    ``basis``: stated (the decision itself), proposed (an inspection team), reported (the unit or the press),
    implied (by a list that leaves the unit out).
    """

    programme: str
    level: int | None
    met: bool
    basis: str


@dataclass(frozen=True)
class UnitsBelow:
    """Official counts of the units of one tier below.

    ``levels[programme][n]`` = how many are at level n or higher: a count, or a printed share of the total.
    """

    total: Given[int] | None = None
    levels: Mapping[str, Mapping[int, Given[int] | Given[Interval]]] = field(default_factory=dict)
    among: Mapping[tuple[tuple[str, bool], ...], "UnitsBelow"] = field(default_factory=dict)
    """The same of those with certain flags only."""


@dataclass(frozen=True)
class YearBefore:
    """What a record tells of an earlier year."""

    figures: Mapping[str, Given[int]] = field(default_factory=dict)
    rates: Mapping[str, Given[Interval]] = field(default_factory=dict)
    findings: Mapping[str, Given[Finding]] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """One unit on one day. What is absent is missing, never zero."""

    unit: Unit
    as_of: date
    place: Place
    flags: Mapping[str, Given[bool]] = field(default_factory=dict)
    figures: Mapping[str, Given[int]] = field(default_factory=dict)
    rates: Mapping[str, Given[Interval]] = field(default_factory=dict)
    findings: Mapping[str, Given[Finding]] = field(default_factory=dict)
    units: Mapping[str, UnitsBelow] = field(default_factory=dict)
    recognised: Mapping[str, Given[Decision]] = field(default_factory=dict)
    years: Mapping[int, "YearBefore"] = field(default_factory=dict)
    """Earlier years, by the year in which the record of that year would be dated."""
    published: tuple[Published, ...] = ()
    source: str | None = None
    """Where the figures were published: an address or a document."""
    note: str | None = None

    def in_year(self, year: int) -> "Record":
        """Return the record with the evidence of an earlier year in the place of its own."""
        before = self.years.get(year, YearBefore())
        return replace(self, figures=before.figures, rates=before.rates, findings=before.findings, years={})
