"""Survey workbooks: a row for every person, counted into the figures of a record by definitions that are data."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import compress
from typing import Any, Final

import polars as pl
from pydantic import BaseModel

from phocap.faults import Fault, Place
from phocap.forms import top
from phocap.forms.form import Part
from phocap.forms.grid import index_of
from phocap.forms.headers import Path, align, column_paths, holds, loose
from phocap.forms.oddities import Table, unread
from phocap.forms.persons import AGE, CONVERT, Conditions, InPolars, as_number, key
from phocap.forms.top import Named
from phocap.forms.workbook import Sheet, Workbook
from phocap.intake.reading import Reading
from phocap.model.form import ColumnKind, Line
from phocap.model.form import Survey as Layout
from phocap.model.record import Given

ROW: Final = "row"
FILE: Final = "file"
_OLDEST: Final = 130
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
_TYPES: Final = {ColumnKind.NUMBER: pl.Int64, ColumnKind.MARK: pl.Boolean, ColumnKind.TEXT: pl.String}


@dataclass(frozen=True)
class Survey:
    """The persons of one commune in one year, from one file or several."""

    layout: Layout
    year: int
    unit: Named | None
    parent: Named | None
    places: tuple[Place, ...]
    """The sheet of every file, in the order of the column ``file``."""
    persons: pl.DataFrame
    """A row a person: the columns of the layout, ``age``, ``file`` and ``row`` (both as counted from 1 by people)."""
    lists: Mapping[str, frozenset[str]]
    columns: tuple[Mapping[str, int], ...]
    """Where the columns stand in every file, from 0."""
    tables: tuple["Table", ...] = field(default=(), repr=False)
    """What stands in every file, for who asks for more than figures."""

    @property
    def day(self) -> date:
        """The day of the figures."""
        month, day = self.layout.day.split("-")
        return date(self.year, int(month), int(day))

    def joined(self, other: "Survey") -> "Survey":
        """Return both surveys as one."""
        more = other.persons.with_columns((pl.col(FILE) + len(self.places)).alias(FILE))
        lists = {name: self.lists.get(name, frozenset()) | found for name, found in other.lists.items()}
        return replace(
            self,
            unit=self.unit or other.unit,
            parent=self.parent or other.parent,
            places=(*self.places, *other.places),
            persons=pl.concat([self.persons, more]),
            lists=lists,
            columns=(*self.columns, *other.columns),
            tables=(*self.tables, *other.tables),
        )

    def place(self, file: int, row: int, column: str) -> Place:
        """Return the place of a cell: of a column, in a row as people count them."""
        sheet, index = self.places[file], self.columns[file].get(column)
        return replace(sheet, line=row, column=0 if index is None else index + 1)

    def conditions(self, chosen: Mapping[str, str] | None = None) -> Conditions[pl.Expr]:
        """Return the conditions of the layout over these persons."""
        return Conditions(self.layout, InPolars(), self.lists, chosen)

    def parts(self, chosen: Mapping[str, str] | None = None) -> list[Part]:
        """Return the figures that the persons come to; every figure stands at the sheet of the first file."""
        conditions, layout, place = self.conditions(chosen), self.layout, self.places[0]
        wanted = {name: conditions.counted(counted).sum() for name, counted in layout.figures.items()}
        counts = self.persons.select(**wanted).row(0, named=True)
        figures = {name: Given(int(value or 0), place) for name, value in counts.items()}
        about = layout.survey, place, layout.tier, self.unit, self.parent, self.day
        return [Part(*about, figures, persons=len(self.persons))]


def survey_columns(layout: Layout, sheet: Sheet) -> dict[str, int] | None:
    """Return where the columns of a survey are; None for a sheet with too few of its headers.

    Half of them are enough for a sheet of the right name, else three quarters: sheets are renamed and copied.
    """
    named = any(holds(sheet.name, name) == 0 for name in layout.sheets)
    if 4 * sheet.width < (2 if named else 3) * len(layout.columns):
        return None
    lines = {name: Line(header=column.header, at=column.at) for name, column in layout.columns.items()}
    found = align(lines, _paths(layout, sheet))
    return found if 4 * len(found) >= (2 if named else 3) * len(layout.columns) else None


def is_beside(layout: Layout, sheet: Sheet) -> bool:
    """Return whether a sheet, in a workbook with a survey, is by its name one of its particulars or lists."""
    names = {*layout.unit_sheets, *(listed.sheet for listed in layout.lists.values())}
    return any(holds(sheet.name, name) == 0 for name in names)


def read_survey(
    reading: Reading,
    layout: Layout,
    book: Workbook,
    sheet: Sheet,
    found: Mapping[str, int],
    as_of: date | None,
) -> Survey | None:
    """Return the persons of a sheet by the columns found; None when one or the year is missing, which is reported."""
    place = Place(sheet.path, sheet=sheet.name)
    columns = _by_position(layout, found, sheet)
    columns |= loose(layout.also, _paths(layout, sheet), columns.values())
    for name, column in layout.columns.items():
        if column.needed and name not in columns:
            reading.fault(
                "form-header-missing",
                place,
                form=sheet.name,
                header=column.header[0],
                at=column.at,
                found=[sheet.text(layout.first_row - 2, c) for c in range(sheet.width)],
            )
    year = _year(layout, sheet)
    if year is None and as_of is not None:
        year = as_of.year
    if year is None:
        reading.fault("survey-without-year", place, cell=layout.year)
    if year is None or any(column.needed and name not in columns for name, column in layout.columns.items()):
        return None
    unit, parent = _unit(reading, layout, book, sheet)
    table = _table(layout, sheet, columns)
    persons = _persons(layout, table, year)
    lists = {name: _listed(book, found.sheet, found.column, found.first_row) for name, found in layout.lists.items()}
    _check_births(reading, layout, sheet, columns, persons, year)
    reading.faults += unread(layout, sheet, columns, table, used(layout))
    return Survey(layout, year, unit, parent, (place,), persons, lists, (columns,), (table,))


def _paths(layout: Layout, sheet: Sheet) -> list[Path]:
    return column_paths(sheet, 0, min(layout.first_row - 2, len(sheet.rows) - 1))


def _by_position(layout: Layout, columns: Mapping[str, int], sheet: Sheet) -> dict[str, int]:
    """Return the columns with those without a header taken by position, when none of the others has moved."""
    moved = {place - index_of(layout.columns[name].at) for name, place in columns.items()}
    if len(moved) != 1:
        return dict(columns)
    shift, taken = moved.pop(), set(columns.values())
    added = {name: index_of(column.at) + shift for name, column in layout.columns.items() if name not in columns}
    return {**columns, **{name: at for name, at in added.items() if 0 <= at < sheet.width and at not in taken}}


def _year(layout: Layout, sheet: Sheet) -> int | None:
    match = _ADDRESS.fullmatch(layout.year)
    assert match is not None
    found = re.search(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])", sheet.text(int(match[2]) - 1, index_of(match[1])))
    return int(found[1]) if found else None


def _unit(reading: Reading, layout: Layout, book: Workbook, sheet: Sheet) -> tuple[Named | None, Named | None]:
    """Return the unit that the workbook names: above the persons, or on a sheet of particulars, hidden or not."""
    found = list(top.texts(sheet, layout.first_row - 1))
    for other in book.sheets:
        if any(holds(other.name, name) == 0 for name in layout.unit_sheets):
            found += top.texts(other, 12)
    return top.units(reading.known, layout.tier, None, found)


def _listed(book: Workbook, name: str, column: str, first_row: int) -> frozenset[str]:
    sheet = next((sheet for sheet in book.sheets if holds(sheet.name, name) == 0), None)
    if sheet is None:
        return frozenset()
    index = index_of(column)
    texts = (sheet.text(row, index) for row in range(first_row - 1, len(sheet.rows)))
    return frozenset(key(text) for text in texts if text)


def _persons(layout: Layout, table: Table, year: int) -> pl.DataFrame:
    """Return the persons with the columns that something is said of in the layout; the others cost too much."""
    data: dict[str, pl.Series] = {
        FILE: pl.Series([0] * len(table.numbers), dtype=pl.Int32),
        ROW: pl.Series(table.numbers, dtype=pl.Int32),
    }
    wanted = used(layout)
    for name, column in layout.columns.items():
        if name in wanted:
            data[name] = series(column.kind, table.column(name), table.distinct(name))
    frame = pl.DataFrame(data).with_columns((year - pl.col(layout.born)).alias(AGE))
    differences = {name: pl.col(first) - pl.col(second) for name, (first, second) in layout.differences.items()}
    marks = {
        name: pl.any_horizontal(pl.lit(False), *(pl.col(part) for part in parts))
        for name, parts in layout.any_filled.items()
    }
    return frame.with_columns(**marks, **differences)


def _table(layout: Layout, sheet: Sheet, columns: Mapping[str, int]) -> Table:
    """Return the rows that tell of a person, column by column: a look at every cell would cost more than reading it."""
    start = _first_person(layout, sheet, columns)
    cells = list(zip(*sheet.rows[start:], strict=True))
    if not cells:
        return Table([], dict.fromkeys(columns, ()))
    table = Table(list(range(start + 1, len(sheet.rows) + 1)), {name: cells[at] for name, at in columns.items()})
    told = [False] * len(table.numbers)
    for name in layout.present:
        blank = {value for value in table.distinct(name) if isinstance(value, str) and not value.strip()}
        if not blank:
            return table
        told = [one or value not in blank for one, value in zip(told, table.column(name), strict=True)]
    kept = {name: tuple(compress(values, told)) for name, values in table.columns.items()}
    return Table(list(compress(table.numbers, told)), kept)


def _first_person(layout: Layout, sheet: Sheet, columns: Mapping[str, int]) -> int:
    """Return the index of the first person: workbooks of other programs have fewer rows of headers."""
    born = columns[layout.born]
    for index, row in enumerate(sheet.rows[: layout.first_row - 1]):
        value = as_number(row[born])
        if value is not None and 1900 < value < 2200:
            return index
    return layout.first_row - 1


def used(layout: Layout) -> set[str]:
    """Return the columns that a layout says something of."""
    said: list[Any] = [
        layout.filters,
        layout.definitions,
        layout.lines,
        layout.figures,
        layout.checks,
        layout.any_filled,
    ]
    said += [layout.sample.where, layout.sample.household] if layout.sample else []
    names = set(_names([*said, layout.differences, layout.movement, layout.duplicates, layout.born]))
    return names & layout.columns.keys()


def _names(said: Any) -> Iterator[str]:
    """Yield every text in what is said, be it a key or a value."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, BaseModel):
        yield from _names(dict(said))
    elif isinstance(said, dict):
        for key_, value in said.items():
            yield from _names(key_)
            yield from _names(value)
    elif isinstance(said, list):
        for value in said:
            yield from _names(value)


def series(column: ColumnKind, values: Sequence[Any], distinct: Iterable[Any] | None = None) -> pl.Series:
    """Return a column: texts as keys, blank ones as null; marks as true or false; whole numbers."""
    change = CONVERT[column]
    # The same few values stand in a column thousands of times. 1 and True are one key and both mean the same here.
    known = {value: change(value) for value in (set(values) if distinct is None else distinct)}
    if len(known) == 1:
        return pl.Series(list(known.values()), dtype=_TYPES[column]).new_from_index(0, len(values))
    return pl.Series(list(map(known.__getitem__, values)), dtype=_TYPES[column])


def _check_births(
    reading: Reading, layout: Layout, sheet: Sheet, columns: Mapping[str, int], persons: pl.DataFrame, year: int
) -> None:
    """Report persons of whom no age is known: they might belong to any figure."""
    born = pl.col(layout.born)
    wrong = persons.filter(born.is_null() | (born > year) | (born < year - _OLDEST))[ROW].to_list()
    if wrong:
        place = sheet.place(wrong[0] - 1, columns[layout.born])
        reading.faults.append(Fault("survey-birth-year", place, {"n": len(wrong), "rows": _ranges(wrong)}))


def _ranges(rows: Iterable[int]) -> list[str]:
    return [str(row) for row in rows]
