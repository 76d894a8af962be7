"""The rolls of schools: a row for every pupil, in whatever columns the school's program exports."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from phocap.faults import Place
from phocap.forms.cells import EPOCH
from phocap.forms.grid import DEEPEST
from phocap.forms.headers import column_paths, loose
from phocap.forms.persons import as_number, as_text, key
from phocap.forms.survey import ROW
from phocap.forms.workbook import Sheet, shown
from phocap.model.form import Roll, RollColumn, RollKind
from phocap.value import dataclass

_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})|([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_OLDEST, _LATEST = 10_000, 80_000
"""Days as spreadsheets count them, from 1927 to 2119: a day whose cell has lost its format."""

_GRADE = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True)
class School:
    """The pupils of one sheet."""

    sheet: Sheet
    origins: Mapping[str, int]
    """Where the columns of the survey come from, from 0."""
    rows: tuple[Mapping[str, Any], ...]
    """Of each pupil the row and what the columns hold, as it is compared."""

    @property
    def place(self) -> Place:
        """The sheet."""
        return Place(self.sheet.path, sheet=self.sheet.name)

    @property
    def columns(self) -> frozenset[str]:
        """The columns of the survey that the roll tells."""
        return frozenset(self.origins)

    def cell(self, row: int, column: str) -> Place:
        """Return the place of a cell, of the whole row where the roll has no such column."""
        return self.sheet.place(row - 1, self.origins.get(column, -1))

    def text(self, row: int, column: str) -> str:
        """Return what stands there."""
        return self.sheet.text(row - 1, self.origins[column]) if column in self.origins else ""


def read_roll(layout: Roll, sheet: Sheet) -> School | None:
    """Return the pupils of a sheet, None when it is no roll: a needed column is missing."""
    headers = {name: column.header for name, column in layout.columns.items()}
    for row in range(min(DEEPEST, len(sheet.rows))):
        found = loose(headers, column_paths(sheet, row, row))
        origins: dict[str, int] = {}
        for name, index in found.items():
            # A column of its own goes before one that only follows from another.
            for told in layout.columns[name].into:
                origins.setdefault(told, index)
        origins |= {name: index for name, index in found.items() if not layout.columns[name].into}
        if all(any(name in origins for name in names) for names in layout.needed):
            return School(sheet, origins, tuple(_rows(layout, sheet, row + 1, found)))
    return None


def _rows(layout: Roll, sheet: Sheet, first: int, found: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    # A column of its own goes before one that only follows from another.
    columns = sorted(found.items(), key=lambda item: not layout.columns[item[0]].into)
    for row in range(first, len(sheet.rows)):
        one: dict[str, Any] = {ROW: row + 1}
        for name, index in columns:
            one |= _told(layout.columns[name], name, sheet.value(row, index))
        named, *rest = (any(one.get(name) is not None for name in several) for several in layout.needed)
        # Titles of classes and signatures between and below the pupils have a name and nothing else, or no name.
        if named and any(rest):
            yield one


def _told(column: RollColumn, name: str, value: Any) -> dict[str, Any]:
    """Return what a cell tells, by the columns of the survey."""
    said = shown(value)
    match column.kind:
        case RollKind.NAME:
            last, _, given = said.rpartition(" ")
            return dict(zip(column.into, (as_text(last), as_text(given)), strict=True))
        case RollKind.DAY:
            return dict(zip(column.into, _day(value), strict=True))
        case RollKind.CLASS:
            grade = _GRADE.match(said)
            return dict(zip(column.into, (as_text(value), int(grade[0]) if grade else None), strict=True))
        case RollKind.MARK:
            return {name: key(said) in {key(mark) for mark in column.marked}}
        case RollKind.NUMBER:
            return {name: as_number(value)}
        case RollKind.TEXT:
            return {name: as_text(value)}


def _day(value: Any) -> tuple[int | None, int | None, int | None]:
    if isinstance(value, datetime | date):
        return value.day, value.month, value.year
    if isinstance(value, float) and value.is_integer() and _OLDEST <= value <= _LATEST:
        return _day(EPOCH + timedelta(days=int(value)))
    match = _DAY.fullmatch(shown(value))
    if match is None:
        return None, None, None
    day, month, year = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    return int(day), int(month), int(year)
