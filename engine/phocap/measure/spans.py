"""Quotients of bounds as exact intervals, one unit at a time: for what 64-bit columns cannot hold, and to be shown."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import polars as pl

from phocap.language.ruleset import Bound, Measure
from phocap.measure.amounts import measure_columns
from phocap.measure.columns import Columns
from phocap.model.outcome import Outcome
from phocap.model.record import Interval
from phocap.value import dataclass

Bounds = tuple[int, int | None]
"""A least and a greatest value; None is unbounded."""


@dataclass(frozen=True)
class Span:
    """What is known of a measure of one unit: its value if there is anybody to count, and whether there is."""

    value: Interval | None
    """None when there is surely nobody."""
    may_be_empty: bool = False


class Spans:
    """A measure of every unit in one year."""

    def __init__(self, columns: Columns, measure: Measure) -> None:
        """Take the bounds that figures and printed rates give."""
        self.part = measure.part
        self.bounds = measure_columns(columns, measure)
        self.rate = columns.rate(measure.id) if measure.to is not None else None

    def columns(self) -> Iterator[pl.Series]:
        """Yield all that is known of the units: those that are alike in it have one span."""
        for found in (self.bounds, self.rate):
            yield from (series for series in vars(found).values() if series is not None) if found is not None else ()

    def __getitem__(self, row: int) -> Span:
        """Return what is known of the unit in ``row``."""
        bounds = self.bounds
        n = bounds.n_low[row], bounds.n_high[row]
        d = None if bounds.d_low is None or bounds.d_high is None else (bounds.d_low[row], bounds.d_high[row])
        known = bounds.rest_low is not None and bounds.rest_high is not None
        rest = (bounds.rest_low[row], bounds.rest_high[row]) if known else None  # type: ignore[index]
        return span(n, d, rest, self._printed(row), self.part)

    def _printed(self, row: int) -> Interval | None:
        rate = self.rate
        if rate is None or rate.low_n[row] is None:
            return None
        high = None if rate.high_n[row] is None else Fraction(rate.high_n[row], rate.high_d[row])
        low = Fraction(rate.low_n[row], rate.low_d[row])
        return Interval(low, high, rate.low_open[row], rate.high_open[row])


def span(n: Bounds, d: Bounds | None, rest: Bounds | None, printed: Interval | None, part: bool) -> Span:
    """Return what bounds and a printed rate say of a measure; ``rest``: those of who is in it besides the numerator."""
    if d is None:
        return Span(Interval(Fraction(n[0]), None if n[1] is None else Fraction(n[1])))
    if d[1] == 0:
        return Span(None)
    may_be_empty = d[0] == 0 and printed is None
    d = (max(1, d[0]), d[1])
    if rest is not None and rest[1] is not None:
        n = (max(n[0], d[0] - rest[1]), n[1])
    low, high = ratio(n, d, rest, part)
    assert low is not None
    # Some of an unbounded whole comes as near to none as one likes, but is never none.
    found = Interval(low, high, low_open=low == 0 < n[0])
    return Span(tighter(found, printed) if printed else found, may_be_empty)


def mean(values: Sequence[Interval]) -> Interval:
    """Return where the mean of values lies."""
    n = len(values)
    highs = [value.high for value in values]
    high = None if None in highs else sum((h for h in highs if h is not None), Fraction(0)) / n
    low = sum((value.low for value in values), Fraction(0)) / n
    return Interval(low, high, any(v.low_open for v in values), high is not None and any(v.high_open for v in values))


def possible_means(spans: Sequence[Span]) -> Iterator[Interval | None]:
    """Yield where the mean lies, with and without those of whom there may be none; None when there is nobody at all."""
    certain = [s.value for s in spans if s.value is not None and not s.may_be_empty]
    doubtful = [s.value for s in spans if s.value is not None and s.may_be_empty]
    for size in range(len(doubtful) + 1):
        for also in combinations(doubtful, size):
            yield mean([*certain, *also]) if certain or also else None


def against(value: Interval, bound: Bound) -> Outcome:
    """Return whether all of an interval reaches a bound, or none of it."""
    low, high, limit = value.low, value.high, bound.value
    above = low > limit or (low == limit and value.low_open)
    below = high is not None and (high < limit or (high == limit and value.high_open))
    met, fails = (low >= limit, below) if bound.sense == "at_least" else (high is not None and high <= limit, above)
    return Outcome.MET if met else Outcome.NOT_MET if fails else Outcome.UNDETERMINED


def tighter(found: Interval, printed: Interval) -> Interval:
    """Return what counts and a printed rate leave together."""
    low, low_open = max((found.low, found.low_open), (printed.low, printed.low_open))
    if printed.high is None or (found.high is not None and found.high < printed.high):
        return Interval(low, found.high, low_open, found.high_open)
    return Interval(low, printed.high, low_open, printed.high_open)


def ratio(
    n: tuple[int, int | None], d: tuple[int, int | None] | None, rest: tuple[int, int | None] | None, part: bool
) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the greatest value of a quotient of bounds; None where it has none."""
    if d is None:
        return Fraction(n[0]), None if n[1] is None else Fraction(n[1])
    if d[1] == 0:
        return None, None
    low = Fraction(n[0], d[1]) if d[1] else Fraction(0)
    high = Fraction(n[1], d[0]) if n[1] is not None and d[0] else None
    if part:
        high = Fraction(1) if high is None else min(high, Fraction(1))
    if rest is not None:
        if rest[1] is not None and n[0] + rest[1] > 0:
            low = max(low, Fraction(n[0], n[0] + rest[1]))
        if n[1] is not None and n[1] + rest[0] > 0 and high is not None:
            high = min(high, Fraction(n[1], n[1] + rest[0]))
    return low, high
