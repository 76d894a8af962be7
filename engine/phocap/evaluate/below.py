"""How many units below reach a level, as exact bounds, from records, official counts and printed shares."""

import math
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from phocap.language.ruleset import Bound
from phocap.model.outcome import Outcome
from phocap.model.record import Given, Interval, UnitsBelow
from phocap.value import dataclass

WIDEST = 1000
"""Unknown totals of at most so many units are tried one by one when a printed share must fit whole units."""

ALL = Interval(Fraction(0), Fraction(1))


@dataclass(frozen=True)
class Below:
    """The units of one tier below one unit, against one level.

    ``met`` surely reach it, ``unmet`` surely do not; the rest of the total is open. ``total_high is None`` means
    that nobody said how many there are. ``share`` is what printed shares say.
    """

    met: int = 0
    unmet: int = 0
    total_low: int = 0
    total_high: int | None = None
    share: Interval = ALL
    evidence: frozenset[str] = frozenset()
    """Where it comes from: ``records``, ``counts``, ``printed``, ``decision``."""

    @property
    def low(self) -> Fraction:
        """The least share; it is reached."""
        counted = Fraction(self.met, self.total_high) if self.total_high else Fraction(0)
        return max(counted, self.share.low)

    @property
    def high(self) -> tuple[Fraction, bool]:
        """The greatest share, and whether it is out of reach (open)."""
        if self.total_high:
            counted, counted_open = Fraction(self.total_high - self.unmet, self.total_high), False
        else:
            counted, counted_open = Fraction(1), self.unmet > 0
        printed = Fraction(1) if self.share.high is None else self.share.high
        if counted != printed:
            return (counted, counted_open) if counted < printed else (printed, self.share.high_open)
        return counted, counted_open or self.share.high_open

    @property
    def exact(self) -> tuple[int, int] | None:
        """The counts, when every unit is decided and the total is known."""
        if self.total_high is not None and self.met + self.unmet == self.total_high:
            return self.met, self.total_high
        return None

    @property
    def contradictory(self) -> bool:
        """Whether what was said of these units cannot all be true."""
        return self.total_high is not None and self.met + self.unmet > self.total_high


def judge(below: Below, bound: Bound | None, empty: Outcome) -> Outcome:
    """Return the outcome of a share of units against a bound."""
    if below.total_high == 0:
        return empty
    nonempty = below.total_low > 0 or "printed" in below.evidence
    if bound is None or not nonempty:
        return Outcome.UNDETERMINED
    high, high_open = below.high
    if bound.sense == "at_least":
        met, fails = below.low >= bound.value, high < bound.value or (high == bound.value and high_open)
    else:
        met, fails = high <= bound.value, below.low > bound.value
    return Outcome.MET if met else Outcome.NOT_MET if fails else Outcome.UNDETERMINED


def from_official(
    units: UnitsBelow | None, programme: str, level: int, most: int | None, *, cumulative: bool = True
) -> Below:
    """Return what a record itself says of the units below: total, counts and printed shares.

    A count at a higher level is also a count at this one, unless the levels are not ``cumulative``; ``most`` bounds
    a total that is not given.
    """
    total = units.total.value if units and units.total else None
    found = Below(total_low=total or 0, total_high=total if total is not None else most)
    if units is None:
        return found
    share, evidence = ALL, set()
    met, most_met = 0, found.total_high
    for other, given in sorted(units.levels.get(programme, {}).items()):
        if other != level and not cumulative:
            continue
        value = given.value
        if isinstance(value, Interval):
            evidence.add("printed")
            # At level n or higher: a higher level's share is at most this one's, a lower level's at least.
            low = value.low if other >= level else share.low
            high, is_open = (value.high, value.high_open) if other <= level else (share.high, share.high_open)
            share = _meet(share, Interval(low, high, value.low_open and other >= level, is_open))
        else:
            evidence.add("counts")
            if other >= level:
                met = max(met, value)
            if other <= level:
                most_met = value if most_met is None else min(most_met, value)
    unmet = 0 if total is None or most_met is None else max(0, total - most_met)
    found = replace(found, met=met, unmet=unmet, share=share, evidence=frozenset(evidence))
    return fit_whole_units(replace(found, total_low=max(found.total_low, met)))


def told_among(units: UnitsBelow | None, flags: tuple[tuple[str, bool], ...]) -> UnitsBelow | None:
    """Return what a record says of the units below that have ``flags``.

    Of those without a flag it is told too when it is told of all and of those with it: they are the rest.
    """
    if units is None or flags in units.among:
        return units.among[flags] if units else None
    others = units.among.get(tuple((name, not value) for name, value in flags))
    if len(flags) != 1 or others is None or units.total is None or others.total is None:
        return None
    levels: dict[str, dict[int, Given[int] | Given[Interval]]] = {}
    for programme, counted in units.levels.items():
        for level, whole in counted.items():
            part = others.levels.get(programme, {}).get(level)
            if part is not None and isinstance(whole.value, int) and isinstance(part.value, int):
                given = Given(whole.value - part.value, whole.place)
                levels.setdefault(programme, {})[level] = given
    return UnitsBelow(Given(units.total.value - others.total.value, units.total.place), levels)


def _meet(one: Interval, other: Interval) -> Interval:
    low, low_open = max((one.low, one.low_open), (other.low, other.low_open))
    highs = [(i.high, not i.high_open) for i in (one, other) if i.high is not None]
    high, closed = min(highs) if highs else (None, True)
    return Interval(low, high, low_open, not closed)


def combine(own: Below, counted: Below) -> Below:
    """Return what follows from what a record says of units below and what their own records show."""
    total_high = own.total_high if counted.total_high is None else counted.total_high
    joined = Below(
        met=max(own.met, counted.met),
        unmet=max(own.unmet, counted.unmet),
        total_low=max(own.total_low, counted.total_low),
        total_high=total_high,
        share=_meet(own.share, counted.share),
        evidence=own.evidence | counted.evidence,
    )
    return fit_whole_units(joined)


def pool(parts: Iterable[Below], complete: bool) -> Below:
    """Return the units below several units together; their share lies between the least and the greatest of theirs.

    ``complete`` tells that the parts are all there are; else nothing bounds the total or the share.
    """
    listed = list(parts)
    met, unmet = sum(p.met for p in listed), sum(p.unmet for p in listed)
    total_low = sum(p.total_low for p in listed)
    evidence = frozenset().union(*(p.evidence for p in listed))
    totals = [p.total_high for p in listed]
    if not complete or not listed:
        return Below(met, unmet, max(total_low, met + unmet), None, ALL, evidence - {"printed"})
    known = None if None in totals else sum(t for t in totals if t is not None)
    highs = [p.high for p in listed]
    high, high_open = max(highs, key=lambda h: (h[0], not h[1]))
    share = Interval(min(p.low for p in listed), high, False, high_open)
    return Below(met, unmet, max(total_low, met + unmet), known, share, evidence)


def fit_whole_units(below: Below) -> Below:
    """Return the bounds that are left when a printed share must be a whole number of units."""
    share, total = below.share, below.total_high
    if total is None or total == 0 or share == ALL or total - below.total_low > WIDEST:
        return below
    fitting = []
    for size in range(max(1, below.total_low), total + 1):
        least = max(below.met, _ceil(share.low * size, share.low_open))
        most = min(size - below.unmet, _floor((1 if share.high is None else share.high) * size, share.high_open))
        if least <= most:
            fitting.append((size, least, most))
    if not fitting:
        return below  # contradictory: reported by the checks on records
    sizes = [size for size, _, _ in fitting]
    share = Interval(
        min(Fraction(least, size) for size, least, _ in fitting),
        max(Fraction(most, size) for size, _, most in fitting),
    )
    return replace(
        below,
        met=min(least for _, least, _ in fitting),
        unmet=min(size - most for size, _, most in fitting),
        total_low=min(sizes),
        total_high=max(sizes),
        share=share,
    )


def _ceil(value: Fraction, is_open: bool) -> int:
    return math.floor(value) + 1 if is_open else math.ceil(value)


def _floor(value: Fraction | int, is_open: bool) -> int:
    return math.ceil(value) - 1 if is_open else math.floor(value)
