"""Measures as columns: exact bounds of numerator and denominator, and of who is in the one and not in the other."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from phocap.language.ruleset import Measure, Sum
from phocap.measure.codes import literal
from phocap.measure.columns import Columns, RateColumns
from phocap.measure.partition import Partition, partition
from phocap.measure.steps import Steps
from phocap.value import dataclass

Pair = tuple[list[int], list[int | None]]
"""The low and the high bounds of units; as lists, since a cell of a column costs much more than one of a list."""

SUMS, NARROWED, RATED, TESTS = 0, 1, 4, 6
"""The steps of a query; narrowing takes three, a printed rate two."""


@dataclass(frozen=True)
class Amount:
    """Bounds of a sum of figures: whole numbers, never below 0; a null high bound is unbounded."""

    low: pl.Expr
    high: pl.Expr
    known: bool = False
    """Every figure of every unit is given, so that both bounds are one."""
    positive: bool = False
    """It is above 0 for every unit."""


NOBODY = Amount(literal(0), literal(0), True)
UNBOUNDED = Amount(literal(0), pl.lit(None, pl.Int64))


@dataclass(frozen=True)
class Quantity:
    """A measure of every unit. A count has no denominator (``d``).

    ``rate`` adds what was printed. ``rest`` bounds who is in the denominator and not in the numerator, where figures
    are missing and constraints tell (see partition).
    """

    n: Amount
    d: Amount | None = None
    rest: Amount | None = None
    rate: RateColumns | None = None
    part: bool = False
    terms: int = 1
    """How many figures are added up at most."""

    @property
    def known(self) -> bool:
        """Whether every figure of every unit is given and nothing was printed, so that nothing is open."""
        return self.n.known and (self.d is None or self.d.known) and self.rate is None


def quantity(steps: Steps, columns: Columns, measure: Measure) -> Quantity:
    """Return the exact bounds of a measure for all units."""
    n = _sum(steps, columns, measure.of)
    if measure.to is None:
        return Quantity(n, terms=len(measure.of))
    d = _sum(steps, columns, measure.to, whole=True)
    rate = columns.rate(measure.id)
    found = Quantity(n, d, None, rate, measure.part, max(len(measure.of), len(measure.to)))
    if measure.part and not (n.known and d.known):
        found = _as_part(steps, columns, measure, found)
    return found


def _sum(steps: Steps, columns: Columns, terms: Sum, *, whole: bool = False) -> Amount:
    """Return the bounds of a signed sum, which is a count of persons or things and so never below 0.

    Of a ``whole``, by which others are divided, it is also told whether it is surely above 0.
    """
    pairs = [(columns.bounds(name), sign) for name, sign in terms]
    known = all(low is high for (low, high), _ in pairs)
    if len(pairs) == 1:
        low, high = pairs[0][0]
        return Amount(steps.given(low), steps.given(high), known, whole and columns.positive(terms[0][0]))
    key = (id(columns), terms)
    lows, highs = zip(*(_term(steps, pair, sign) for pair, sign in pairs), strict=True)
    if known:
        total = _total(lows)
        total = total if all(sign > 0 for _, sign in pairs) else pl.max_horizontal(total, literal(0))
        found = steps.let(SUMS, (key, "sum"), total)
        return Amount(found, found, True)
    least = steps.let(SUMS, (key, "low"), pl.max_horizontal(_total(lows), literal(0)))  # of what is null too
    return Amount(least, steps.let(SUMS, (key, "high"), _total(highs)))


def _term(steps: Steps, pair: tuple[pl.Series, pl.Series], sign: int) -> tuple[pl.Expr, pl.Expr]:
    low, high = steps.given(pair[0]), steps.given(pair[1])
    return (low, high) if sign > 0 else (-high, -low)


def _total(terms: Sequence[pl.Expr]) -> pl.Expr:
    first, *others = terms
    for term in others:
        first = first + term  # a null term makes the sum null: unbounded
    return first


def _as_part(steps: Steps, columns: Columns, measure: Measure, found: Quantity) -> Quantity:
    """Return the bounds that are left when the numerator is part of the denominator."""
    assert found.d is not None
    n, d, rest = found.n, found.d, UNBOUNDED
    key = (id(columns), measure)
    placed = partition(measure, columns.constraints)
    if placed is not None:
        rest = _rest(steps, columns, placed)
        taken = _sum(steps, columns, placed.taken) if placed.taken else NOBODY
        whole = _sum(steps, columns, ((placed.whole, 1),))
        least = pl.max_horizontal(n.low, whole.low - taken.high - rest.high)
        most = pl.min_horizontal(n.high, whole.high - taken.low - rest.low)
        n = Amount(steps.let(NARROWED, (key, "n low"), least), steps.let(NARROWED, (key, "n high"), most))
    high = steps.let(NARROWED + 1, (key, "n within"), pl.min_horizontal(n.high, d.high - rest.low))
    low = steps.let(NARROWED + 1, (key, "d low"), pl.max_horizontal(d.low, n.low + rest.low))
    most = steps.let(NARROWED + 2, (key, "d high"), pl.min_horizontal(d.high, high + rest.high))
    terms = found.terms + (len(placed.rest) if placed else 0)
    return replace(found, n=Amount(n.low, high), d=Amount(low, most, False, d.positive), rest=rest, terms=terms)


def _rest(steps: Steps, columns: Columns, placed: Partition) -> Amount:
    rest = _sum(steps, columns, placed.rest) if placed.rest else NOBODY
    return rest if placed.exhaustive else Amount(rest.low, UNBOUNDED.high)


@dataclass(frozen=True)
class MeasureColumns:
    """Bounds of numerator and denominator of a measure, and of the rest (see :class:`Quantity`), unit by unit."""

    n_low: pl.Series
    n_high: pl.Series
    d_low: pl.Series | None = None
    d_high: pl.Series | None = None
    rest_low: pl.Series | None = None
    rest_high: pl.Series | None = None

    def parts(self, start: int = 0, length: int | None = None) -> tuple[Pair, Pair | None, Pair | None]:
        """Return the bounds of numerator, denominator and rest of some units."""

        def pair(low: pl.Series, high: pl.Series) -> Pair:
            return low.slice(start, length).to_list(), high.slice(start, length).to_list()

        d = None if self.d_low is None or self.d_high is None else pair(self.d_low, self.d_high)
        rest = None if self.rest_low is None or self.rest_high is None else pair(self.rest_low, self.rest_high)
        return pair(self.n_low, self.n_high), d, rest


def measure_columns(columns: Columns, measure: Measure) -> MeasureColumns:
    """Return the bounds of a measure as columns."""
    return measured(columns, [measure])[0]


def measured(columns: Columns, measures: Sequence[Measure]) -> list[MeasureColumns]:
    """Return the bounds of measures as columns, all from one query."""
    steps = Steps(columns.height)
    wanted: dict[str, pl.Expr] = {}
    for place, measure in enumerate(measures):
        found = quantity(steps, columns, measure)
        for name, amount in (("n", found.n), ("d", found.d), ("rest", found.rest)):
            if amount is not None:
                wanted |= {f"{name}_low {place}": amount.low, f"{name}_high {place}": amount.high}
    parts: list[dict[str, pl.Series]] = [{} for _ in measures]
    for series in steps.collect(wanted):
        name, _, number = series.name.partition(" ")
        parts[int(number)][name] = series
    return [MeasureColumns(**part) for part in parts]
