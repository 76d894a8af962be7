"""What is odd about the cells of a survey workbook: letters that compare as others, numbers that are none."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from phocap.faults import Fault, Place, Severity
from phocap.forms import cells
from phocap.forms.grid import index_of
from phocap.forms.persons import as_number
from phocap.forms.table import legacy_font
from phocap.forms.workbook import Sheet, shown
from phocap.model.form import ColumnKind
from phocap.model.form import Survey as Layout

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True)
class Table:
    """The rows of the persons, column by column, as they stand in the sheet."""

    numbers: list[int]
    """Their rows, counted from 1."""
    columns: Mapping[str, tuple[Any, ...]]

    def column(self, name: str) -> tuple[Any, ...]:
        """Return the cells of a column; of one that is not there all are empty."""
        found = self.columns.get(name)
        return ("",) * len(self.numbers) if found is None else found

    def cells(self, name: str) -> Iterator[tuple[int, Any]]:
        """Yield the cells of a column with their rows."""
        return zip(self.numbers, self.column(name), strict=True)

    def distinct(self, name: str) -> frozenset[Any]:
        """Return the values that stand in a column; 1 and True are one, and so are two texts of equal letters."""
        if name not in self._distinct:
            self._distinct[name] = frozenset(self.column(name))
        return self._distinct[name]

    @cached_property
    def _distinct(self) -> dict[str, frozenset[Any]]:
        return {}


def unread(layout: Layout, sheet: Sheet, columns: Mapping[str, int], table: Table, used: set[str]) -> Iterator[Fault]:
    """Yield what stands in columns that count and could not be read: once a column, with all rows."""
    for name, column in layout.columns.items():
        if name not in used or name not in table.columns:
            continue
        if sheet.uncached or sheet.errors:
            yield from _unstored(sheet, columns[name], table)
        if column.kind is not ColumnKind.NUMBER:
            continue
        wrong = {value for value in table.distinct(name) if shown(value) and (as_number(value) is None or _day(value))}
        days = {value for value in wrong if _day(value)}
        for id, values in (("survey-date-for-number", days), ("survey-not-a-number", wrong - days)):
            if values:
                rows = [(number, value) for number, value in table.cells(name) if value in values and shown(value)]
                place = sheet.place(rows[0][0] - 1, columns[name])
                facts: dict[str, object] = {"value": shown(rows[0][1]), "rows": [str(n) for n, _ in rows]}
                facts |= {"date": _day(rows[0][1]), "column": column.header[0]}
                yield Fault(id, place, facts, Severity.WARNING)


def _day(value: Any) -> date | None:
    """Return the day that a value is or, as a number, was."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else cells.day_of_serial(value)


def _unstored(sheet: Sheet, column: int, table: Table) -> Iterator[Fault]:
    """Yield the first formula of a column without a stored value, and the first with an error, in rows of persons."""
    rows = frozenset(table.numbers)
    for id, addresses in (("cell-formula-without-value", sheet.uncached), ("cell-error", sheet.errors)):
        found = []
        for address in addresses:
            match = _ADDRESS.fullmatch(address)
            if match and index_of(match[1]) == column and int(match[2]) in rows:
                found.append(int(match[2]))
        if found:
            yield Fault(id, sheet.place(min(found) - 1, column))


def odd_texts(layout: Layout, table: Table, place: Callable[[int, str], Place]) -> Iterator[Fault]:
    """Yield what is odd about the letters of names and places: composed of marks, or written in an old font."""
    for name, column in layout.columns.items():
        if column.kind is not ColumnKind.TEXT:
            continue
        letters = {text for text in table.distinct(name) if isinstance(text, str) and not text.isascii()}
        apart = {text for text in letters if not unicodedata.is_normalized("NFC", text)}
        fonts = {text: font for text in letters if (font := legacy_font(text, least=2))}
        if not apart and not fonts:
            continue
        for number, text in table.cells(name):
            if text in apart:
                yield Fault("text-decomposed", place(number, name), {}, Severity.WARNING)
            if text in fonts:
                yield Fault("text-old-font", place(number, name), {"encoding": fonts[text]}, Severity.WARNING)
