"""What is evaluated: records, or the rows of a table; by day and tier, from the lowest tier, with who is above whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol, overload

import polars as pl

from phocap.evaluate.hierarchy import parents
from phocap.faults import Fault, Faulty
from phocap.intake.table import TableRecords, place
from phocap.language.pack import Pack
from phocap.measure.columns import Columns, RecordColumns
from phocap.measure.table import TableColumns
from phocap.model.record import Record
from phocap.value import dataclass

Tiers = dict[str, tuple[Sequence[int], Columns]]
"""The units of each tier, as indices of records, with their columns."""


class Evidence(Protocol):
    """Units to be judged."""

    records: Sequence[Record]
    parents: Sequence[int | None]
    """The index of each unit's parent, where it is there."""

    def days(self) -> Iterator[tuple[date, Tiers]]:
        """Yield what there is of each day, from the earliest."""
        ...

    def columns(self, units: Sequence[int]) -> Columns:
        """Return the columns of units of one day and tier."""
        ...

    def told(self, tiers: Tiers) -> Iterable[Record]:
        """Return records that together tell what is told of these units."""
        ...

    def names(self, units: Sequence[int]) -> pl.DataFrame:
        """Return tier, code, name, parent and as_of of units."""
        ...


class Records:
    """Records that were read one by one."""

    def __init__(self, records: Sequence[Record], pack: Pack) -> None:
        """Find the parents.

        Raises:
            Faulty: see :func:`phocap.evaluate.hierarchy.parents`.
        """
        self.records, self.pack = records, pack
        self.parents: Sequence[int | None] = parents(records, pack)

    def days(self) -> Iterator[tuple[date, Tiers]]:
        """Yield the units of each day, those of a tier ordered by name so that input order does not matter."""
        by_day: dict[date, dict[str, list[int]]] = defaultdict(lambda: {tier: [] for tier in self.pack.tiers})
        for index, record in enumerate(self.records):
            by_day[record.as_of][record.unit.tier].append(index)
        for day, tiers in sorted(by_day.items()):
            ordered = {tier: sorted(found, key=self._order) for tier, found in tiers.items() if found}
            yield day, {tier: (units, self.columns(units)) for tier, units in ordered.items()}

    def columns(self, units: Sequence[int]) -> Columns:
        """Return the columns of these records."""
        return RecordColumns([self.records[unit] for unit in units], self.pack.words.constraints)

    def told(self, tiers: Tiers) -> Iterable[Record]:
        """Return the records themselves."""
        return [self.records[unit] for units, _ in tiers.values() for unit in units]

    def names(self, units: Sequence[int]) -> pl.DataFrame:
        """Return the names of units; a parent by its name where it has one."""
        found = [self.records[unit] for unit in units]
        above = [record.unit.parent for record in found]
        rows = {
            "tier": [record.unit.tier for record in found],
            "code": [record.unit.code for record in found],
            "name": [record.unit.name for record in found],
            "parent": [(p.name or p.code) if p else None for p in above],
        }
        named = pl.DataFrame(rows, schema=dict.fromkeys(rows, pl.String))
        return named.with_columns(as_of=pl.Series([record.as_of for record in found], dtype=pl.Date))

    def _order(self, unit: int) -> tuple[str, str, str]:
        found = self.records[unit].unit
        parent = found.parent
        return ((parent and (parent.code or parent.name)) or "", found.code or "", found.name)


class Table:
    """The rows of a table, in its own order."""

    def __init__(self, records: TableRecords, pack: Pack) -> None:
        """Find the parents by their codes.

        Raises:
            Faulty: a row names no parent, or one that is not there, although there are rows of a tier above.
        """
        self.records: Sequence[Record] = records
        self.table = records
        self.pack, self.frame = pack, records.frame
        self.parents: Sequence[int | None] = self._parents()

    def days(self) -> Iterator[tuple[date, Tiers]]:
        """Yield the units of each day in the order of the table."""
        for day, tiers in self.table.days:
            yield day, {tier: (tiers[tier], self.columns(tiers[tier])) for tier in self.pack.tiers if tier in tiers}

    def columns(self, units: Sequence[int]) -> Columns:
        """Return the columns of these rows."""
        rows = self.frame if len(units) == self.frame.height else self.frame[list(units)]
        return TableColumns(rows, self.pack.words.constraints, least=self.table.seen.least)

    def told(self, tiers: Tiers) -> Iterable[Record]:
        """Return a record a tier that has what some row of it has."""
        for units, columns in tiers.values():
            assert isinstance(columns, TableColumns)
            some = columns.frame.select(pl.all().drop_nulls().first())
            yield TableRecords(some, self.pack)[0] if len(units) else self.records[0]

    def names(self, units: Sequence[int]) -> pl.DataFrame:
        """Return the names of units."""
        named = self.frame[["tier", "code", "name", "parent", "as_of"]]
        return named if isinstance(units, range) else named[list(units)]

    def _parents(self) -> Sequence[int | None]:
        if len({tier for _, tiers in self.table.days for tier in tiers}) == 1:
            return _Alone(self.frame.height)
        units = self.frame.select("tier", "code", "parent", "as_of").with_row_index("row")
        found = pl.Series([None], dtype=pl.UInt32).new_from_index(0, units.height)
        for tier, known in self.pack.country.tiers.items():
            above = units.filter(pl.col("tier").is_in(known.above))
            own = units.filter(tier=tier)
            days = above["as_of"].unique()
            lone = own.filter(pl.col("parent").is_null() & pl.col("as_of").is_in(days.implode()))
            if lone.height:
                name = self.frame["name"][lone["row"][0]]
                facts = {"unit": name, "tier": above["tier"][0]}
                raise Faulty(Fault("parent-missing", place("parent", lone["row"][0]), facts))
            keyed = above.select("as_of", parent="code", found="row")
            joined = own.join(keyed, on=["as_of", "parent"], how="left", maintain_order="left")
            lost = joined.filter(pl.col("found").is_null() & pl.col("as_of").is_in(days.implode()))
            if lost.height:
                facts = {"parent": lost["parent"][0]}
                raise Faulty(Fault("parent-not-in-table", place("parent", lost["row"][0]), facts))
            found = found.scatter(joined["row"], joined["found"])
        return found.to_list()


@dataclass(frozen=True)
class _Alone(Sequence[None]):
    """The parents of units that have none."""

    units: int

    def __len__(self) -> int:
        return self.units

    @overload
    def __getitem__(self, unit: int) -> None: ...
    @overload
    def __getitem__(self, unit: slice) -> "_Alone": ...
    def __getitem__(self, unit: int | slice) -> "_Alone | None":
        found = range(self.units)[unit]
        return _Alone(len(found)) if isinstance(found, range) else None
