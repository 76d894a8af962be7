"""From the persons of a register to figures: what columns hold, which units there are, then a sum for each figure.

Three looks at the table. The first finds the few values of every column that conditions look at and reads them as the
workbook would; the second finds the units; the third counts, and only persons of ages that some figure is about. Counts
add up over any division of the persons, so that the third may be done piece by piece.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import Any, Final

from phocap.faults import Fault, Faulty, Place
from phocap.forms.layouts import layouts
from phocap.forms.persons import AGE, CONVERT, Among, Conditions, key
from phocap.intake.scalars import MOST
from phocap.language.pack import Pack
from phocap.model.form import ColumnKind
from phocap.model.form import Survey as Layout
from phocap.register.columns import CODE, MOST_VALUES, NAME, PARENT, WHERE, YEAR, InIbis, named
from phocap.register.engine import Engine
from phocap.register.kept import Kept
from phocap.value import dataclass

OLDEST: Final = 130
Values = Mapping[str, Mapping[str | None, Any]]
Told = Callable[[int, int], None]
"""Called with how many pieces are done, of how many."""


@dataclass(frozen=True)
class Asked:
    """What is to be counted of whom."""

    sources: Sequence[str]
    layout: Layout
    as_of: date | None = None
    """The day of persons whose row gives no year."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """Definitions other than the defaults."""
    ignore: Sequence[str] = ()
    apart: bool = False
    """Whether parts of units, such as hamlets, are told apart."""


@dataclass(frozen=True)
class Counted:
    """The figures of all units, ordered by day and code."""

    rows: list[dict[str, Any]]
    """``code``, ``name``, ``parent``, ``as_of``, with ``place`` where asked for, ``persons``, and every figure."""
    persons: int
    absent: tuple[str, ...]
    inputs: tuple[dict[str, str], ...]
    definitions: str
    """The SHA-256 of what was counted by."""


def count(engine: Engine, asked: Asked, pack: Pack, kept: Kept | None = None, told: Told | None = None) -> Counted:
    """Return the figures of every unit.

    Raises:
        Faulty: columns that do not fit, persons without year of birth or unit, an engine that fails.
    """
    return _Count(engine, asked, pack).run(kept, told or (lambda done, of: None))


class _Count:
    def __init__(self, engine: Engine, asked: Asked, pack: Pack) -> None:
        self.engine, self.asked, self.pack, self.layout = engine, asked, pack, asked.layout
        assert self.layout.database is not None
        self.at = Place(asked.sources[0])
        self.table, self.files = engine.table(asked.sources)
        schema = self.table.schema()
        self.columns = named(schema, self.layout, self.layout.database, asked.ignore, asked.chosen, self.at)
        self.no = {key(word) for word in layouts(pack).headings.no}
        """What databases write where nothing is marked; nobody writes it on a sheet."""
        self.values = self._values(schema)

    def run(self, kept: Kept | None, told: Told) -> Counted:
        years = self._years()
        units = self._units(years)
        inputs = tuple(self._inputs())
        said = self.layout.model_dump(mode="json"), sorted(self.no), dict(self.asked.chosen), self.asked.apart
        definitions = _digest(said)
        found: dict[tuple[Any, ...], dict[str, int]] = {}
        pieces = list(self._pieces(units, kept is not None))
        told(0, len(pieces))
        for done, (name, table) in enumerate(pieces, 1):
            label = _digest([name, definitions, sorted(years), inputs])
            rows = kept.get(label) if kept else None
            if rows is None:
                rows = [row for year in years for row in self._counted(table, year, years[year])]
                if kept:
                    kept.put(label, rows)
            for row in rows:
                sums = found.setdefault(_key(row), dict.fromkeys(self.layout.figures, 0))
                for figure in sums:
                    sums[figure] += row[figure] or 0
            told(done, len(pieces))
        nobody = dict.fromkeys(self.layout.figures, 0)
        whole = [{**unit, **found.get(_key(unit), nobody)} for unit in units]
        _small(whole, self.layout, self.at)
        return Counted(whole, sum(unit["persons"] for unit in units), self.columns.absent, inputs, definitions)

    def _values(self, schema: Mapping[str, Any]) -> Values:
        """Return what each text means in the columns that are neither whole numbers nor marks, and in the year."""
        import ibis

        kinds = {column: self.layout.columns[column].kind for column in self.columns.person}
        wanted = {name: column for name, column in self.columns.person.items() if self._listed(name, schema[column])}
        # The years of birth are always looked at, to find persons who have none.
        wanted[self.layout.born] = self.columns.person[self.layout.born]
        looked_at = {name: self.columns.seen(self.table, name) for name in wanted}
        if YEAR in self.columns.unit:
            wanted["unit." + YEAR] = self.columns.unit[YEAR]
            looked_at["unit." + YEAR] = self.table[self.columns.unit[YEAR]]
        pieces = [
            self.table.group_by(value=column.cast("string"))
            .aggregate(n=self.table.count())
            .limit(MOST_VALUES + 1)
            .mutate(column=ibis.literal(name))
            for name, column in looked_at.items()
        ]
        found: dict[str, dict[str | None, Any]] = {name: {} for name in wanted}
        self.persons: dict[str, dict[str | None, int]] = {name: {} for name in wanted}
        for row in self.engine.rows(ibis.union(*pieces), self.at):
            name, raw = row["column"], row["value"]
            kind = kinds.get(name, ColumnKind.NUMBER)
            said = "" if raw is None else raw
            unmarked = kind is ColumnKind.MARK and key(said) in self.no
            found[name][raw] = False if unmarked else CONVERT[kind](said)
            self.persons[name][raw] = row["n"]
        for name, values in found.items():
            if len(values) > MOST_VALUES:
                facts = {"column": wanted[name], "limit": MOST_VALUES}
                raise Faulty(Fault("register-too-many-values", self.at, facts))
        self.born, self.year = found[self.layout.born], found.get("unit." + YEAR)
        if not self._listed(self.layout.born, schema[self.columns.person[self.layout.born]]):
            del found[self.layout.born]
        found.pop("unit." + YEAR, None)
        if not self.persons[self.layout.born]:
            raise Faulty(Fault("register-empty", self.at))
        return found

    def _listed(self, column: str, kind: Any) -> bool:
        """Return whether a column is looked at value by value."""
        return (
            not (kind.is_integer() and self.layout.columns[column].kind is ColumnKind.NUMBER) and not kind.is_boolean()
        )

    def _years(self) -> dict[int, list[str | None] | None]:
        """Return the years of the survey, each with the texts that say it, None for all; and refuse impossible births.

        Without a column of years every person is of the year of the day that was asked for.
        """
        years: dict[int, list[str | None] | None] = {}
        if self.year is None:
            if self.asked.as_of is None:
                raise Faulty(Fault("register-without-year", self.at))
            years[self.asked.as_of.year] = None
        for raw, value in (self.year or {}).items():
            year = value if value is not None else self.asked.as_of.year if self.asked.as_of else None
            if year is None or not 1900 < year < 2200:
                wrong_year = {"column": self.columns.unit[YEAR], "value": raw}
                n = self.persons["unit." + YEAR][raw]
                raise Faulty(Fault("register-year", self.at, {**wrong_year, "n": n}))
            texts = years.setdefault(year, [])
            assert texts is not None
            texts.append(raw)
        first, last = min(years), max(years)
        wrong = [raw for raw, born in self.born.items() if born is None or not first - OLDEST <= born <= last]
        if wrong:
            n = sum(self.persons[self.layout.born][raw] for raw in wrong)
            facts: dict[str, object] = {
                "n": n,
                "column": self.columns.person[self.layout.born],
                "values": sorted(wrong, key=str)[:5],
            }
            raise Faulty(
                Fault("register-birth-year", self.at, {**facts, "years": [str(year) for year in sorted(years)]})
            )
        return dict(sorted(years.items()))

    def _of_year(self, table: Any, texts: Sequence[str | None] | None) -> Any:
        if texts is None or len(texts) == len(self.year or ()):
            return table
        column = table[self.columns.unit[YEAR]]
        given = [text for text in texts if text is not None]
        holds = column.cast("string").isin(given)
        return table.filter(holds | column.isnull() if None in texts else holds)

    def _units(self, years: Mapping[int, list[str | None] | None]) -> list[dict[str, Any]]:
        """Return every unit of every year, with its name, the unit above and how many persons it has."""
        unit = self.columns.unit
        told = {name: unit[name] for name in [*self._keys(), NAME, PARENT] if name in unit}
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for year, texts in years.items():
            table = self._of_year(self.table, texts)
            grouped = table.group_by(**{name: table[column] for name, column in told.items()})
            for row in self.engine.rows(grouped.aggregate(persons=table.count()), self.at):
                if not (row[CODE] or "").strip():
                    facts = {"column": unit[CODE], "n": row["persons"]}
                    raise Faulty(Fault("register-without-unit", self.at, facts))
                row["as_of"] = self._day(year)
                first = found.setdefault(_key(row), row)
                for name in (NAME, PARENT):
                    if first.get(name) != row.get(name):
                        facts = {"code": row[CODE], "values": sorted({str(first.get(name)), str(row.get(name))})}
                        raise Faulty(Fault("register-unit-differs", self.at, {**facts, "column": unit[name]}))
        units = [found[known] for known in sorted(found, key=lambda known: tuple(map(str, known)))]
        return [{NAME: row[CODE], PARENT: None, **row} for row in units]

    def _keys(self) -> list[str]:
        if self.asked.apart and WHERE not in self.columns.unit:
            assert self.layout.database is not None
            place = self.layout.database.place
            headers = [f"{place} ({', '.join(self.layout.columns[place].header)})"]
            facts = {"headers": headers, "columns": list(self.table.columns)}
            raise Faulty(Fault("register-column-missing", self.at, facts))
        return [CODE, WHERE] if self.asked.apart else [CODE]

    def _day(self, year: int) -> date:
        month, day = self.layout.day.split("-")
        return date(year, int(month), int(day))

    def _pieces(self, units: Sequence[Mapping[str, Any]], apart: bool) -> Iterator[tuple[str, Any]]:
        """Yield the parts of the persons that are counted one after another: files, else what each unit above has."""
        if len(self.files) > 1:
            yield from self.engine.pieces(self.files)
        elif apart and PARENT in self.columns.unit:
            column = self.table[self.columns.unit[PARENT]]
            for parent in sorted({unit[PARENT] for unit in units}, key=str):
                yield str(parent), self.table.filter(column.isnull() if parent is None else column == parent)
        else:
            yield "", self.table

    def _counted(self, table: Any, year: int, texts: list[str | None] | None) -> list[dict[str, Any]]:
        """Return the figures of the units that have persons of the ages that figures are about."""
        algebra = InIbis(self._of_year(table, texts), self.layout, self.columns, self.values, year)
        figures, ages = self.layout.figures, {age for figure in self.layout.figures.values() for age in figure.ages}
        # What several figures ask is found once for each person, before anything is counted.
        parts = {repr(part): part for figure in figures.values() for part in figure.where}
        names = {said: f"holds_{number}" for number, said in enumerate(parts)}
        conditions = Conditions(self.layout, algebra, {}, self.asked.chosen)
        held = {names[said]: conditions.one(part) for said, part in parts.items()}
        keys = {f"key_{name}": algebra.table[self.columns.unit[name]] for name in self._keys()}
        aged = {f"aged_{age}": algebra.test(AGE, Among((age,))) for age in sorted(ages)}
        staged = algebra.table.filter(algebra.test(AGE, Among(tuple(sorted(ages))))).select(**keys, **held, **aged)
        sums = {}
        for name, figure in figures.items():
            of_age = reduce(or_, (staged[f"aged_{age}"] for age in figure.ages))
            sums[name] = staged.count(where=reduce(and_, (staged[names[repr(part)]] for part in figure.where), of_age))
        grouped = staged.group_by(**{name: staged[f"key_{name}"] for name in self._keys()})
        return [{**row, "as_of": self._day(year)} for row in self.engine.rows(grouped.aggregate(**sums), self.at)]

    def _inputs(self) -> Iterator[dict[str, str]]:
        """Yield the files with their SHA-256; a table has no bytes, so that how many rows it has stands for it."""
        for path in self.files:
            yield {"path": path.name, "sha256": _sha256(path)}
        if not self.files:
            for source in self.asked.sources:
                table = self.engine.connection.table(source)
                rows = self.engine.rows(table.aggregate(n=table.count()), Place(source))
                yield {"table": source, "rows": str(rows[0]["n"])}


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["as_of"], row[CODE], row.get(WHERE)


def _small(rows: Sequence[Mapping[str, Any]], layout: Layout, at: Place) -> None:
    """Refuse counts beyond what is computed exactly."""
    for row in rows:
        for figure in layout.figures:
            if row[figure] > MOST:
                raise Faulty(Fault("count-too-large", at, {"value": row[figure], "limit": MOST}))


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _sha256(path: Path) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
