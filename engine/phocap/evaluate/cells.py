"""What is known of one unit: cells of the columns that decide, read unit by unit."""

from collections.abc import Sequence
from dataclasses import field
from fractions import Fraction

from phocap.language.ruleset import Measure, WindowTest
from phocap.measure.amounts import Pair, measured
from phocap.measure.columns import Columns
from phocap.measure.spans import Bounds, Spans, possible_means, ratio, tighter
from phocap.measure.windows import lengths
from phocap.model.record import Given, Interval, Record
from phocap.value import dataclass


@dataclass(slots=True)
class Known:
    """What is known of a measure: bounds of its parts, of its value (None: it has none), and the rate as printed."""

    numerator: Bounds
    denominator: Bounds | None
    span: Interval | None
    printed: Given[Interval] | None

    @property
    def empty(self) -> bool:
        """Whether there is surely nobody to count."""
        return self.denominator is not None and self.denominator[1] == 0


@dataclass
class Cells:
    """The units of a tier in one year; what is known of a measure is worked out once for each unit and its levels."""

    columns: Columns
    measures: Sequence[Measure] = ()
    """What is worked out together when the first of them is asked for."""
    _measures: dict[str, tuple[Pair, Pair | None, Pair | None]] = field(default_factory=dict)
    _fields: dict[str, Pair] = field(default_factory=dict)
    _flags: dict[str, list[bool | None]] = field(default_factory=dict)
    _findings: dict[str, list[bool | None]] = field(default_factory=dict)
    _years: dict[int, "Cells"] = field(default_factory=dict)
    _spans: dict[str, Spans] = field(default_factory=dict)
    _lengths: dict[WindowTest, list[int]] = field(default_factory=dict)
    _row: int = -1
    _known: dict[str, Known] = field(default_factory=dict)
    """Of the unit in ``_row``."""

    def year(self, back: int) -> "Cells":
        """Return the same units in an earlier year; 0 is this one."""
        if not back:
            return self
        if back not in self._years:
            self._years[back] = Cells(self.columns.year(back))
        return self._years[back]

    def bounds(self, name: str) -> Pair:
        """Return the bounds of a field."""
        if name not in self._fields:
            low, high = self.columns.bounds(name)
            self._fields[name] = low.to_list(), high.to_list()
        return self._fields[name]

    def flag(self, name: str) -> list[bool | None]:
        """Return a flag of every unit."""
        if name not in self._flags:
            self._flags[name] = self.columns.flag(name).to_list()
        return self._flags[name]

    def finding(self, name: str) -> list[bool | None]:
        """Return a finding of every unit."""
        if name not in self._findings:
            self._findings[name] = self.columns.finding(name).to_list()
        return self._findings[name]

    def parts(self, row: int, measure: Measure) -> tuple[Bounds, Bounds | None, Bounds | None]:
        """Return the bounds of numerator, denominator and who is in it besides."""
        if measure.id not in self._measures:
            new = {one.id: one for one in (measure, *self.measures) if one.id not in self._measures}
            for name, found in zip(new, measured(self.columns, list(new.values())), strict=True):
                self._measures[name] = found.parts()
        n, d, rest = self._measures[measure.id]
        return (n[0][row], n[1][row]), d and (d[0][row], d[1][row]), rest and (rest[0][row], rest[1][row])

    def known(self, row: int, measure: Measure, record: Record) -> Known:
        """Return what the figures and the printed rate of a unit say of a measure."""
        if row != self._row:
            self._row, self._known = row, {}
        if measure.id not in self._known:
            n, d, rest = self.parts(row, measure)
            span = quotient(n, d, rest, measure.part)
            printed = record.rates.get(measure.id) if d is not None else None
            if printed is not None and span is not None:
                span = tighter(span, printed.value)
            self._known[measure.id] = Known(n, d, span, printed)
        return self._known[measure.id]

    def length(self, row: int, window: WindowTest) -> int:
        """Return how many years of a window count."""
        if window not in self._lengths:
            self._lengths[window] = lengths(self.columns, window).to_list()
        return self._lengths[window][row]

    def means(self, row: int, window: WindowTest, measure: Measure) -> list[Interval | None]:
        """Return where the mean of a window can lie: see :func:`phocap.measure.spans.possible_means`."""
        years = [self.year(back) for back in range(self.length(row, window))]
        return list(possible_means([year.spans(measure)[row] for year in years]))

    def spans(self, measure: Measure) -> Spans:
        """Return a measure of every unit as means are made of it."""
        if measure.id not in self._spans:
            self._spans[measure.id] = Spans(self.columns, measure)
        return self._spans[measure.id]


def quotient(n: Bounds, d: Bounds | None, rest: Bounds | None, part: bool) -> Interval | None:
    """Return where a quotient of bounds lies; None where it has no value."""
    if d is not None and n[0] == n[1] and 0 < d[0] == d[1] and (n[0] <= d[0] or not part):
        value = Fraction(n[0], d[0])  # the one value it has: who is in it besides can tell no more
        return Interval(value, value)
    low, high = ratio(n, d, rest, part)
    return Interval(low, high) if low is not None else None
