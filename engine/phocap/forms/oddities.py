"""What is odd about the cells of a survey workbook: letters that compare as others, numbers that are none."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from phocap.faults import Fault, Severity
from phocap.forms import cells
from phocap.forms.grid import index_of
from phocap.forms.persons import as_number
from phocap.forms.table import legacy_font
from phocap.forms.workbook import Sheet, shown
from phocap.model.form import ColumnKind
from phocap.model.form import Survey as Layout
from phocap.value import dataclass

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True)
class Table:
    """The rows of the persons, column by column, as they stand in the sheet."""

    numbers: list[int]
    """Their rows, counted from 1."""
    columns: Mapping[str, tuple[Any, ...]]


def unread(layout: Layout, sheet: Sheet, columns: Mapping[str, int], table: Table, used: set[str]) -> Iterator[Fault]:
    """Yield what stands in columns that count and could not be read: once a column, with all rows."""
    for name, column in layout.columns.items():
        if name not in used or name not in table.columns:
            continue
        yield from _unstored(sheet, columns[name], table)
        if column.kind is not ColumnKind.NUMBER:
            continue
        wrong = {
            value for value in set(table.columns[name]) if shown(value) and (as_number(value) is None or _day(value))
        }
        days = {value for value in wrong if _day(value)}
        for id, values in (("survey-date-for-number", days), ("survey-not-a-number", wrong - days)):
            rows = [(n, v) for n, v in zip(table.numbers, table.columns[name], strict=True) if v in values and shown(v)]
            if rows:
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


def odd_texts(layout: Layout, sheet: Sheet, columns: Mapping[str, int], table: Table) -> Iterator[Fault]:
    """Yield what is odd about the letters of names and places: composed of marks, or written in an old font."""
    for name, column in layout.columns.items():
        if column.kind is not ColumnKind.TEXT or name not in columns:
            continue
        letters = {text for text in set(table.columns[name]) if isinstance(text, str) and not text.isascii()}
        apart = {text for text in letters if not unicodedata.is_normalized("NFC", text)}
        fonts = {text: font for text in letters if (font := legacy_font(text, least=2))}
        if not apart and not fonts:
            continue
        for number, text in zip(table.numbers, table.columns[name], strict=True):
            place = sheet.place(number - 1, columns[name])
            if text in apart:
                yield Fault("text-decomposed", place, {}, Severity.WARNING)
            if text in fonts:
                yield Fault("text-old-font", place, {"encoding": fonts[text]}, Severity.WARNING)
