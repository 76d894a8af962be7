"""A table as evidence: one row a unit, checked column by column; a row becomes a record when somebody asks for it."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any, overload

import polars as pl

from phocap.faults import Fault, Faulty, Place
from phocap.intake.known import Known
from phocap.intake.scalars import MOST
from phocap.intake.scan import Scan, scan, total, unequal
from phocap.language.pack import Pack
from phocap.model.record import Finding, Given, Record, Unit, UnitRef
from phocap.model.vocabulary import Constraint
from phocap.text.nearest import nearest

UNIT = {"tier": pl.String, "code": pl.String, "name": pl.String, "parent": pl.String, "as_of": pl.Date}
"""The columns that say which unit a row is about; ``parent`` is the code of the row of the unit above."""

REQUIRED = ("tier", "name", "as_of")


def place(column: str, row: int) -> Place:
    """Return where a cell stands: its column, and its row counted from 1."""
    return Place(f"table:{column}", row + 1)


class TableRecords(Sequence[Record]):
    """The rows of a table, each a record when it is asked for."""

    def __init__(self, frame: pl.DataFrame, pack: Pack, seen: Scan | None = None) -> None:
        """Serve a table that :func:`read_table` has checked, and has ``seen`` so much of."""
        self.frame, self.seen = frame, seen or Scan()
        self.figures = [name for name in pack.words.counts if name in frame.columns]
        self.findings = [name for name in pack.words.findings if name in frame.columns]
        self.flags = [name for name in pack.words.flags if name in frame.columns]
        self._above = {name: tier.above for name, tier in pack.country.tiers.items()}

    @cached_property
    def days(self) -> list[tuple[date, dict[str, Sequence[int]]]]:
        """The rows of each tier, by day."""
        found: list[tuple[date, dict[str, Sequence[int]]]] = []
        days, units = self.distinct("as_of"), self.distinct("tier")
        if len(days) == len(units) == 1:
            return [(days[0], {units[0]: range(self.frame.height)})]
        for day in days:
            tiers: dict[str, Sequence[int]] = {}
            for tier in units:
                here = (self.frame["as_of"] == day) & (self.frame["tier"] == tier)
                if here.any():
                    tiers[tier] = range(self.frame.height) if here.all() else here.arg_true().to_list()
            found.append((day, tiers))
        return found

    def distinct(self, column: str) -> pl.Series:
        """Return the values of a column in their order."""
        values = self.frame[column]
        return values.head(1) if column in self.seen.alike else values.unique().sort()

    def __len__(self) -> int:
        """Return the number of rows."""
        return self.frame.height

    @overload
    def __getitem__(self, row: int) -> Record: ...
    @overload
    def __getitem__(self, row: slice) -> list[Record]: ...
    def __getitem__(self, row: int | slice) -> Record | list[Record]:
        """Return the record of a row."""
        if isinstance(row, slice):
            return [self[number] for number in range(*row.indices(len(self)))]
        row = range(len(self))[row]
        cells = self.frame.row(row, named=True)
        above = self._above[cells["tier"]]
        parent = UnitRef(above[0], cells["parent"], cells["parent"]) if cells["parent"] and above else None

        def given(names: list[str]) -> Iterator[tuple[str, Any, Place]]:
            return ((name, cells[name], place(name, row)) for name in names if cells[name] is not None)

        return Record(
            unit=Unit(cells["tier"], cells["name"], cells["code"], parent),
            as_of=cells["as_of"],
            place=Place("table", row + 1),
            flags={name: Given(value, at) for name, value, at in given(self.flags)},
            figures={name: Given(value, at) for name, value, at in given(self.figures)},
            findings={name: Given(Finding(value), at) for name, value, at in given(self.findings)},
        )


def read_table(table: Any, pack: Pack, as_of: date | None = None) -> TableRecords:
    """Return the units of a Polars, Arrow or pandas table.

    Args:
        table: one row a unit. ``tier``, ``name`` and ``as_of`` say which; ``code`` and ``parent`` may. All other
            columns are figures (whole numbers), flags and findings (booleans) by their names; null is missing.
        pack: the rule pack.
        as_of: the day of all rows where there is no such column.

    Raises:
        Faulty: unknown columns, wrong types, counts that are negative or too large, figures that do not add up,
            units that stand twice; with the column and the first row of each.
    """
    frame = table if isinstance(table, pl.DataFrame) else pl.DataFrame(table)
    if as_of is not None and "as_of" not in frame.columns:
        frame = frame.with_columns(as_of=pl.lit(as_of, pl.Date))
    known = Known(pack)
    faults = list(_column_faults(frame, known))
    if not faults:
        empty = [pl.col(name).cast(pl.Int64) for name, kind in frame.schema.items() if kind == pl.Null]
        missing = [pl.lit(None, kind).alias(name) for name, kind in UNIT.items() if name not in frame.columns]
        frame = frame.with_columns(*empty, *missing)
        records = TableRecords(frame, pack, scan(frame, known))
        faults = [*_cell_faults(frame, records.seen.doubtful), *_unit_faults(records, known)]
    if not faults:
        faults = [fault for broken in records.seen.broken for fault in _sum_faults(frame, broken, known)]
    if faults:
        raise Faulty(faults)
    narrow = [name for name, kind in frame.schema.items() if name in known.counts and kind != pl.Int64]
    if narrow:
        records.frame = frame.with_columns(pl.col(narrow).cast(pl.Int64))
    return records


def _column_faults(frame: pl.DataFrame, known: Known) -> Iterator[Fault]:
    names = [*UNIT, *known.counts, *known.findings, *known.flags]
    for name in REQUIRED:
        if name not in frame.columns:
            yield Fault("column-missing", Place("table"), {"column": name, "nearest": nearest(name, frame.columns)})
    for name, kind in frame.schema.items():
        if name not in names:
            facts: dict[str, object] = {"column": name, "nearest": nearest(name, names)}
            yield Fault("no-such-column", Place(f"table:{name}"), facts)
            continue
        wanted = str(UNIT[name]) if name in UNIT else "Int64" if name in known.counts else "Boolean"
        fits = kind == UNIT[name] if name in UNIT else kind.is_integer() if name in known.counts else kind == pl.Boolean
        if not fits and kind != pl.Null:
            facts = {"column": name, "wanted": wanted, "found": str(kind)}
            yield Fault("column-type", Place(f"table:{name}"), facts)


def _first(frame: pl.DataFrame, wrong: pl.Expr) -> int | None:
    """Return the first row where something holds."""
    found = frame.lazy().select(wrong).collect(engine="streaming").to_series()
    return found.arg_max() if found.any() else None


def _cell_faults(frame: pl.DataFrame, doubtful: Collection[str]) -> Iterator[Fault]:
    for name in REQUIRED:
        if frame[name].null_count():
            row = frame[name].is_null().arg_max()
            yield Fault("missing-key", place(name, row or 0), {"key": name})
    for name in frame.columns:
        if name in doubtful:
            least, most = frame[name].min(), frame[name].max()
            if isinstance(least, int) and least < 0:
                yield Fault("negative-count", place(name, frame[name].arg_min() or 0), {"value": least})
            if isinstance(most, int) and most > MOST:
                facts: dict[str, object] = {"value": most, "limit": MOST}
                yield Fault("count-too-large", place(name, frame[name].arg_max() or 0), facts)


def _unit_faults(records: TableRecords, known: Known) -> Iterator[Fault]:
    frame, tiers, days = records.frame, records.distinct("tier"), records.distinct("as_of")
    if len(tiers) > 1 and len(days) > 1:
        tiers, days = frame.select("tier", "as_of").unique().sort("tier", "as_of")
    pairs = zip(tiers, days, strict=True) if len(tiers) == len(days) else product(tiers, days)
    for tier, day in pairs:
        if tier is not None and tier not in known.tiers:
            row = _first(frame, pl.col("tier") == tier) or 0
            facts: dict[str, object] = {"tier": tier, "nearest": nearest(tier, known.tiers)}
            yield Fault("unknown-tier", place("tier", row), facts)
        elif tier is not None and day is not None and not known.tiers[tier].in_force.holds_on(day):
            row = _first(frame, (pl.col("tier") == tier) & (pl.col("as_of") == day)) or 0
            period = known.tiers[tier].in_force
            limit = period.until if period.until and day > period.until else period.from_
            yield Fault("tier-not-in-force", place("tier", row), {"tier": tier, "date": day, "until": limit})
    coded = frame["code"].null_count() == 0
    if records.seen.ascending:
        return  # in the order of their codes none stands twice, which is seen without comparing each with all
    varying = [name for name, found in (("as_of", days), ("tier", tiers)) if found.n_unique() > 1]
    identity: list[str | pl.Expr] = ["code" if coded else "name"]
    if not coded and frame["code"].count():
        identity = [pl.coalesce("code", "name"), pl.col("code").is_null().alias("nameless")]
    keys = frame.select(*varying, *identity)
    if (keys.to_series() if keys.width == 1 else keys).n_unique() < keys.height:
        doubled = ~keys.to_struct().is_first_distinct()
        row = doubled.arg_max() or 0
        code, name, day = frame.select("code", "name", "as_of").row(row)
        same = (pl.col("name") == name) if code is None else (pl.col("code") == code)
        first = place("code" if code else "name", _first(frame, same) or 0)
        yield Fault("duplicate-unit", place("name", row), {"unit": code or name, "date": day, "first": str(first)})


def _sum_faults(frame: pl.DataFrame, constraint: Constraint, known: Known) -> Iterator[Fault]:
    """Yield where given parts are larger than their given whole, alone or together, or do not make it up."""
    parts = [name for name in constraint.parts if name in frame.columns]
    whole, label = pl.col(constraint.whole), known.label(constraint.whole)
    for name in parts:
        if (row := _first(frame, (pl.col(name) > whole).fill_null(False))) is not None:
            value, of = frame[name][row], frame[constraint.whole][row]
            facts = {"part": known.label(name), "part_value": value, "whole": label, "whole_value": of}
            yield Fault("part-over-whole", place(name, row), facts)
            return
    if len(parts) == 1 and not constraint.exhaustive:
        return
    if (row := _first(frame, unequal(frame, constraint, parts).fill_null(False))) is not None:
        found = frame[row]
        facts = {"parts": [known.label(name) for name in parts], "sum": found.select(total(frame, parts)).item()}
        facts |= {"whole": label, "value": found[constraint.whole].item()}
        yield Fault("parts-not-whole", place(constraint.whole, row), facts)
