"""Single cells: counts as people and spreadsheets write them, and the nodes that records are read from."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from phocap.faults import Fault, Place
from phocap.forms.workbook import Sheet, shown
from phocap.intake.reading import Reading
from phocap.source.lines import Lines
from phocap.source.yaml import Node

EPOCH: Final = date.fromisoformat("1899-12-30")
"""Day 0 of spreadsheets, as far as later days are concerned: they believe in a 29 February 1900."""

_SERIALS: Final = (20_000, 80_000)
"""Days as spreadsheets count them, from 1954 to 2119: no year, month, day of a month or grade is one of these."""

_FIRST_TRUE_DAY: Final = date(1900, 3, 1)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,\s][0-9]{3})+")
_WHOLE = re.compile(r"([0-9]+)(?:[.,]0+)?")


class Grid(Lines):
    """A sheet in the place of the lines of a text: the places of its nodes are cells."""

    def __init__(self, path: str, sheet: str) -> None:
        """Stand for a sheet of a file."""
        super().__init__(path, "")
        self.sheet = sheet

    def place(self, line: int, column: int) -> Place:
        """Return the place of a cell counted from 0; column -1 stands for the whole row, row -1 for the sheet."""
        return Place(self.path, line + 1, column + 1, sheet=self.sheet)


def scalar(value: bool | int | Decimal | str | None, place: Place) -> Node:
    """Return a value that stands at a place."""
    raw = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    lines = Grid(place.path, place.sheet)
    return Node(value, raw, isinstance(value, str), place.line - 1, place.column - 1, lines)


def mapping(entries: Mapping[str, Node], place: Place, keys: Mapping[str, Place] | None = None) -> Node:
    """Return a mapping that stands at a place; its keys stand where their values do unless ``keys`` says otherwise."""
    places = {key: (keys or {}).get(key, child.place) for key, child in entries.items()}
    positions = {key: (found.line - 1, found.column - 1) for key, found in places.items()}
    return Node(dict(entries), "", False, place.line - 1, place.column - 1, Grid(place.path, place.sheet), positions)


def listing(items: Iterable[Node], place: Place) -> Node:
    """Return a list that stands at a place."""
    return Node(tuple(items), "", False, place.line - 1, place.column - 1, Grid(place.path, place.sheet))


def is_blank(sheet: Sheet, row: int, column: int) -> bool:
    """Return whether nothing at all stands in a cell, not even a formula."""
    if shown(sheet.value(row, column)):
        return False
    address = sheet.place(row, column).cell
    return address not in sheet.uncached and address not in sheet.errors


def count(reading: Reading, sheet: Sheet, row: int, column: int) -> int | None:
    """Return the count in a cell; None when the cell is blank, or when what stands there was reported."""
    value, place = sheet.value(row, column), sheet.place(row, column)
    match value:
        case bool():
            reading.fault("not-a-count", place, value=str(value).lower())
        case float() | int():
            return _number(reading, value, place)
        case datetime() | date() | time() | timedelta():
            told = value.date() if isinstance(value, datetime) else value
            reading.fault("cell-date-for-number", place, value=told, number=serial(value))
        case str():
            return _text(reading, sheet, shown(value), place)
        case _:
            return None
    return None


def serial(value: date | datetime | time | timedelta) -> str:
    """Return the number that a spreadsheet shows as a day or a time."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        days = (value - EPOCH).days
        return str(days if value >= _FIRST_TRUE_DAY else days - 1)
    return ""


def day_of_serial(value: object) -> date | None:
    """Return the day that a spreadsheet shows a number as, when it can hardly be anything but a day."""
    if not isinstance(value, float) or not value.is_integer() or not _SERIALS[0] <= value < _SERIALS[1]:
        return None
    return EPOCH + timedelta(days=int(value))


def _number(reading: Reading, value: float, place: Place) -> int | None:
    if value != value or value in (float("inf"), float("-inf")):
        reading.fault("not-a-count", place, value=str(value))
    elif value != int(value):
        reading.fault("fractional-count", place, value=str(Decimal(repr(value))))
    elif value < 0:
        reading.fault("negative-count", place, value=str(int(value)))
    else:
        return int(value)
    return None


def _text(reading: Reading, sheet: Sheet, text: str, place: Place) -> int | None:
    if not text:
        if place.cell in sheet.uncached:
            reading.fault("cell-formula-without-value", place)
        elif place.cell in sheet.errors:
            reading.fault("cell-error", place)
        return None
    bare = text.replace("\u00a0", " ").strip()
    if _GROUPED.fullmatch(bare):
        return int(re.sub(r"[.,\s]", "", bare))
    whole = _WHOLE.fullmatch(bare)
    if whole is not None and len(whole[1]) <= 12:
        return int(whole[1])
    reading.fault("not-a-count", place, value=text)
    return None


def note(reading: Reading, fault: Fault) -> None:
    """Keep a remark that stops nothing."""
    reading.faults.append(fault)
