"""The figures of many units as columns: a pair of integer bounds for every field, narrowed by what ties them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import polars as pl

from phocap.measure.steps import collected
from phocap.model.record import Interval, Record
from phocap.model.vocabulary import Constraint, closure
from phocap.value import dataclass

MOST = 10**12
"""The largest count that is accepted: cross-multiplied with a threshold it still fits 64 bits."""


@dataclass(frozen=True)
class RateColumns:
    """The bounds that printed rates give a measure, as exact fractions; null where none was printed."""

    low_n: pl.Series
    low_d: pl.Series
    high_n: pl.Series
    high_d: pl.Series
    low_open: pl.Series
    high_open: pl.Series


class Columns(Protocol):
    """The evidence of many units, column by column."""

    @property
    def height(self) -> int:
        """The number of units."""
        ...

    @property
    def constraints(self) -> Sequence[Constraint]:
        """What ties the fields together."""
        ...

    def bounds(self, name: str) -> tuple[pl.Series, pl.Series]:
        """Return the low and the high bound of a field; a null high bound is unbounded."""
        ...

    def positive(self, name: str) -> bool:
        """Whether a field is above 0 for every unit."""
        ...

    def rate(self, measure: str) -> RateColumns | None:
        """Return what printed rates say of a measure, or None when no unit has one."""
        ...

    def flag(self, name: str) -> pl.Series:
        """Return a flag as yes, no or null."""
        ...

    def finding(self, name: str) -> pl.Series:
        """Return a finding as yes, no or null."""
        ...

    def recognised(self, programme: str) -> pl.Series:
        """Return the level of a programme that an official decision recognised, or null."""
        ...

    def year(self, back: int) -> "Columns":
        """Return the evidence of an earlier year; 0 is the records' own."""
        ...

    @property
    def loaded(self) -> list[str]:
        """The fields that were asked for, in order of their names."""
        ...

    def load(self, names: Iterable[str]) -> None:
        """Build and narrow the bounds of these fields and of all that constraints tie to them."""
        ...

    def pieces(self, names: Iterable[str], apart: bool = False) -> Iterator["Columns"]:
        """Yield the units in their order with these fields loaded: all at once, or in parts that take little room.

        ``apart`` asks for parts where nothing of the columns themselves does.
        """
        ...


class Narrowed:
    """Bounds of given figures, narrowed together when they are first asked for."""

    def __init__(self, constraints: Sequence[Constraint]) -> None:
        """Narrow by these constraints."""
        self.constraints = constraints
        self._bounds: dict[str, tuple[pl.Series, pl.Series]] = {}
        self._wanted: frozenset[str] = frozenset()

    @property
    def loaded(self) -> list[str]:
        """The fields that were asked for, in order of their names."""
        return sorted(self._bounds)

    def load(self, names: Iterable[str]) -> None:
        """Build and narrow the bounds of these fields and of all that constraints tie to them."""
        self._wanted |= frozenset(names)
        if self._wanted <= self._bounds.keys():
            return
        tied = closure(self._wanted, self.constraints)
        if tied <= self._bounds.keys():
            return
        used = [c for c in self.constraints if c.whole in tied]
        told = self._exact(tied, used)
        if told is None:
            told = narrow({name: self._given(name) for name in sorted(tied)}, used)
        self._bounds = told

    def _exact(self, tied: Iterable[str], used: Sequence[Constraint]) -> dict[str, tuple[pl.Series, pl.Series]] | None:
        """Return the bounds of the fields that tell something, where every unit has all of them."""
        free = {name for name in tied if name not in self._wanted and self._untold(name)}
        saying = {name for c in without_free(used, free) for name in (c.whole, *c.parts)}
        told = {}
        for name in sorted(self._wanted | saying):
            told[name] = low, high = self._given(name)
            if low is not high:
                return None
        return told

    def bounds(self, name: str) -> tuple[pl.Series, pl.Series]:
        """Return the narrowed bounds of a field."""
        if name not in self._bounds:
            self.load([name])
        return self._bounds[name]

    def positive(self, name: str) -> bool:
        """Whether a field is above 0 for every unit."""
        low, _ = self.bounds(name)
        return not low.is_empty() and low.min() != 0

    def _given(self, name: str) -> tuple[pl.Series, pl.Series]:
        raise NotImplementedError

    def _untold(self, name: str) -> bool:
        """Whether no unit has this figure."""
        raise NotImplementedError


class RecordColumns(Narrowed):
    """Columns of records that were read one by one."""

    def __init__(self, records: Sequence[Record], constraints: Sequence[Constraint]) -> None:
        """Serve the evidence of records."""
        super().__init__(constraints)
        self.records = records
        self._years: dict[int, RecordColumns] = {}

    @property
    def height(self) -> int:
        """The number of units."""
        return len(self.records)

    def rate(self, measure: str) -> RateColumns | None:
        """Return what printed rates say of a measure, or None when no unit has one."""
        found = [record.rates.get(measure) for record in self.records]
        if not any(found):
            return None
        rates = [given.value if given else None for given in found]
        return rate_columns(rates)

    def flag(self, name: str) -> pl.Series:
        """Return a flag as yes, no or null."""
        values = [given.value if (given := r.flags.get(name)) else None for r in self.records]
        return pl.Series(name, values, pl.Boolean)

    def finding(self, name: str) -> pl.Series:
        """Return a finding as yes, no or null."""
        values = [given.value.value if (given := r.findings.get(name)) else None for r in self.records]
        return pl.Series(name, values, pl.Boolean)

    def recognised(self, programme: str) -> pl.Series:
        """Return the level of a programme that an official decision recognised, or null."""
        levels = [given.value.level if (given := r.recognised.get(programme)) else None for r in self.records]
        return pl.Series(programme, levels, pl.Int64)

    def year(self, back: int) -> "RecordColumns":
        """Return the evidence of an earlier year; what a record does not tell of it is missing."""
        if back == 0:
            return self
        if back not in self._years:
            records = [record.in_year(record.as_of.year - back) for record in self.records]
            self._years[back] = RecordColumns(records, self.constraints)
        return self._years[back]

    def pieces(self, names: Iterable[str], apart: bool = False) -> Iterator[Columns]:
        """Yield the units with these fields loaded, all at once: records take more room than what is told of them."""
        self.load(names)
        yield self

    def _given(self, name: str) -> tuple[pl.Series, pl.Series]:
        values = [given.value if (given := r.figures.get(name)) else None for r in self.records]
        high = pl.Series(name, values, pl.Int64)
        return (high if None not in values else pl.Series(name, [value or 0 for value in values], pl.Int64)), high

    def _untold(self, name: str) -> bool:
        return not any(name in record.figures for record in self.records)


def as_bounds(given: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return given figures as bounds; where nothing is missing both are one column."""
    return (given, given) if given.null_count() == 0 else (given.fill_null(0), given)


def rate_columns(rates: Sequence[Interval | None]) -> RateColumns:
    """Return printed rates as columns."""

    def column(values: Iterable[int | bool | None], kind: type[pl.DataType]) -> pl.Series:
        return pl.Series(list(values), dtype=kind)

    def part(name: str, attribute: str) -> pl.Series:
        bounds = [getattr(rate, name) if rate else None for rate in rates]
        return column((getattr(b, attribute) if b is not None else None for b in bounds), pl.Int64)

    return RateColumns(
        part("low", "numerator"),
        part("low", "denominator"),
        part("high", "numerator"),
        part("high", "denominator"),
        column((rate.low_open if rate else None for rate in rates), pl.Boolean),
        column((rate.high_open if rate else None for rate in rates), pl.Boolean),
    )


def without_free(constraints: Sequence[Constraint], free: Iterable[str]) -> list[Constraint]:
    """Return what constraints say of the other fields, where ``free`` ones are known for no unit.

    A field that stands in one constraint only can be whatever that asks for: as a part it leaves room for any rest, as
    the whole it asks nothing. Without it others may stand in one constraint only.
    """
    left, free = list(constraints), set(free)
    while True:
        places = Counter(name for c in left for name in (c.whole, *c.parts))
        alone = {name for name in free if places[name] == 1}
        if not alone:
            return left
        smaller = []
        for c in left:
            parts = [part for part in c.parts if part not in alone]
            if c.whole not in alone and parts:
                loose = {"parts": parts, "exhaustive": c.exhaustive and len(parts) == len(c.parts)}
                smaller.append(c.model_copy(update=loose))
        left = smaller


def narrow(
    bounds: Mapping[str, tuple[pl.Series, pl.Series]], constraints: Sequence[Constraint]
) -> dict[str, tuple[pl.Series, pl.Series]]:
    """Return the bounds that follow from the constraints, repeated until nothing moves.

    Where everything is given there is nothing to narrow, nor where nothing that is tied together is, and nothing is
    computed. A unit whose figures contradict each other is left as soon as bounds cross, which could drive each other
    apart for ever.
    """
    if all(high.null_count() == 0 for _, high in bounds.values()):
        return dict(bounds)
    saying = closure((name for name, (_, high) in bounds.items() if high.null_count() < len(high)), constraints)
    constraints = [constraint for constraint in constraints if constraint.whole in saying]
    if not constraints:
        return dict(bounds)
    frame = pl.DataFrame(
        {f"{name}{end}": series for name, pair in bounds.items() for end, series in zip(("<", ">"), pair, strict=True)}
    )
    moves = [move for constraint in constraints for move in (_whole(constraint), _parts(constraint))]
    while True:
        query = frame.lazy()
        for move in moves:
            query = query.with_columns(move)
        crossed = [found for n in bounds if (found := frame[f"{n}<"] > frame[f"{n}>"]).any()]
        if crossed:
            left = pl.when(pl.any_horizontal(found.fill_null(False) for found in crossed))
            query = query.select(left.then(frame[name]).otherwise(pl.col(name)).alias(name) for name in frame.columns)
        following = collected(query, frame.height)
        if following.equals(frame):
            break
        frame = following
    return {name: _kept(pair, (frame[f"{name}<"], frame[f"{name}>"])) for name, pair in bounds.items()}


def _kept(given: tuple[pl.Series, pl.Series], found: tuple[pl.Series, pl.Series]) -> tuple[pl.Series, pl.Series]:
    """Return the bounds that were found, or one column for both where they are as given for every unit."""
    exact = given[0] is given[1] and all(series.equals(given[0]) for series in found)
    return given if exact else found


def _low(name: str) -> pl.Expr:
    return pl.col(f"{name}<")


def _high(name: str) -> pl.Expr:
    return pl.col(f"{name}>")


def _sum(terms: Iterable[pl.Expr]) -> pl.Expr:
    first, *others = list(terms) or [pl.lit(0, pl.Int64)]
    for other in others:
        first = first + other  # a null term makes the sum null: unbounded
    return first


def _whole(constraint: Constraint) -> list[pl.Expr]:
    whole = constraint.whole
    found = [pl.max_horizontal(_low(whole), _sum(map(_low, constraint.parts))).alias(f"{whole}<")]
    if constraint.exhaustive:
        found.append(pl.min_horizontal(_high(whole), _sum(map(_high, constraint.parts))).alias(f"{whole}>"))
    return found


def _parts(constraint: Constraint) -> list[pl.Expr]:
    found = []
    for part in constraint.parts:
        others = [other for other in constraint.parts if other != part]
        rest = _high(constraint.whole) - _sum(map(_low, others))
        found.append(pl.min_horizontal(_high(part), rest).alias(f"{part}>"))
        if constraint.exhaustive:
            least = _low(constraint.whole) - _sum(map(_high, others))
            found.append(pl.max_horizontal(_low(part), least).alias(f"{part}<"))
    return found
