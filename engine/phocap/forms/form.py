"""The figures of a form: read, summed, compared where it has them twice, each with its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from phocap.faults import Fault, Place, Severity
from phocap.forms import cells, top
from phocap.forms.grid import Located, birth_years, completed, is_total
from phocap.forms.top import Named
from phocap.forms.workbook import Sheet
from phocap.intake.reading import Reading
from phocap.model.form import Cells, Form
from phocap.model.record import Given
from phocap.value import dataclass

Figures = dict[str, Given[int]]


@dataclass(frozen=True)
class Part:
    """What one sheet or file tells of one unit on one day."""

    form: str
    place: Place
    tier: str
    unit: Named | None
    parent: Named | None
    day: date | None
    figures: Figures
    by_position: tuple[str, ...] = ()
    persons: int | None = None
    """How many persons were counted, when the figures were counted from persons."""
    cells: Mapping[tuple[str, str], Given[int | None]] = field(default_factory=dict)
    """Of a grid, what stands in every row and column; None where the cell is blank."""


class Reader:
    """Reads one form in one sheet; what a cell holds is asked and reported once."""

    def __init__(self, reading: Reading, found: Located) -> None:
        """Read ``found``."""
        self.reading, self.found = reading, found
        self._counts: dict[tuple[int, int], int | None] = {}
        rows = found.form.rows
        self.summaries = {row for name, row in found.rows.items() if rows[name].summary}

    @property
    def sheet(self) -> Sheet:
        """The sheet that is read."""
        return self.found.sheet

    def count(self, row: int, column: int) -> int | None:
        """Return the count in a cell, None when it is blank or no count."""
        key = row, column
        if key not in self._counts:
            self._counts[key] = cells.count(self.reading, self.sheet, row, column)
        return self._counts[key]

    def known(self, row: int, column: str) -> int | None:
        """Return a count, or 0 for a blank cell that a sum in its row proves to be zero: forms leave zeros out."""
        index = self.found.columns.get(column)
        if index is None:
            return None
        value = self.count(row, index)
        if value is not None or not cells.is_blank(self.sheet, row, index):
            return value
        form = self.found.form
        if row in self.summaries:
            return None
        if self._is_rest(row, index):
            return 0
        for whole, parts in form.sums.items():
            if column in parts and whole in self.found.columns:
                total = self.known(row, whole)
                if total is not None and total == self._filled(row, parts):
                    return 0
        if column in form.sums and all(name in self.found.columns for name in form.sums[column]):
            given = [self.count(row, self.found.columns[name]) for name in form.sums[column]]
            if all(value is not None for value in given):
                return sum(value for value in given if value is not None)
        return None

    def _is_rest(self, row: int, index: int) -> bool:
        """Return whether a blank cell is one of several parts of a whole, of which the filled ones make it up."""
        rows = self.found.rows
        for whole, parts in self.found.form.apart.items():
            lines = [rows[name] for name in parts if name in rows]
            if whole in rows and row in lines:
                total = self.count(rows[whole], index)
                if total is not None and total == sum(self.count(line, index) or 0 for line in lines):
                    return True
        return False

    def _filled(self, row: int, parts: Sequence[str]) -> int:
        indices = [self.found.columns[name] for name in parts if name in self.found.columns]
        return sum(self.count(row, index) or 0 for index in indices)

    def rows(self, names: Sequence[str]) -> list[int] | None:
        """Return the rows of a grid by their names, None when one is not there."""
        rows = [self.found.rows[name] for name in names if name in self.found.rows]
        return rows if len(rows) == len(names) else None

    def amount(self, wanted: Cells, rows: Sequence[int]) -> Given[int] | None:
        """Return the sum of cells, None when one of them is not known."""
        total, first = 0, None
        for row in rows:
            for column in wanted.columns:
                value = self.known(row, column)
                if value is None:
                    return None
                total += value
                first = first or self.sheet.place(row, self.found.columns[column])
        return None if first is None else Given(total, first)


def read_form(reading: Reading, found: Located) -> Part | None:
    """Return what a form tells; None when lines of it are missing, which is reported."""
    form, sheet = found.form, found.sheet
    heads = list(top.texts(sheet, found.header))
    told = top.day(heads, form.top.day)
    day = told[0] if told else None
    unit, parent = top.units(reading.known, form.tier, day, heads)
    birth_years(reading, found, day)
    complete = completed(reading, found)
    if complete is None:
        return None
    reader = Reader(reading, complete)
    rows = _data_rows(reader) if not form.rows else []
    figures = _figures(reader, form, rows)
    _check_sums(reader, rows)
    _check_parts(reader, rows)
    _check_apart(reader)
    _check_zeros(reader, rows)
    _tell_blanks(reader, figures, rows)
    place = Place(sheet.path, sheet=sheet.name)
    about = form.form, place, form.tier, unit, parent, day, figures, complete.by_position
    return Part(*about, cells=_grid(reader) if form.rows else {})


def _grid(reader: Reader) -> dict[tuple[str, str], Given[int | None]]:
    """Return what stands in every cell of a grid; of a row that does not go by the columns, what figures name."""
    found, form = reader.found, reader.found.form
    named = {(row, c) for places in form.figures.values() for one in places for row in one.rows for c in one.columns}
    return {
        (row, column): Given(reader.count(at, index), reader.sheet.place(at, index))
        for row, at in found.rows.items()
        for column, index in found.columns.items()
        if at not in reader.summaries or (row, column) in named
    }


def _figures(reader: Reader, form: Form, rows: Sequence[int]) -> Figures:
    figures: Figures = {}
    for name, places in form.figures.items():
        for wanted in places:
            at = reader.rows(wanted.rows) if form.rows else rows[-1:]
            given = reader.amount(wanted, at) if at else None
            if given is None:
                continue
            first = figures.setdefault(name, given)
            if first.value != given.value:
                facts = {"label": reader.reading.known.label(name), "value": given.value}
                reader.reading.fault(
                    "sources-disagree", given.place, **facts, other=first.value, first=str(first.place)
                )
    return figures


def _data_rows(reader: Reader) -> list[int]:
    """Return the rows of a table that hold figures: those of the units, then that of their total if there is one.

    What stands below the total, signatures for one, is no part of the table.
    """
    found, form = reader.found, reader.found.form
    rows: list[int] = []
    for row in range(found.data, len(reader.sheet.rows)):
        if is_total(form, reader.sheet, row):
            if any(reader.count(row, index) is not None for index in _counted(reader)):
                return [*rows, row]
            break
        label = reader.sheet.text(row, found.columns.get(form.label or "", -1))
        if label and any(not cells.is_blank(reader.sheet, row, index) for index in _counted(reader)):
            rows.append(row)
        elif rows and not label:
            break
    # Without a total, one row speaks for itself and several do not.
    return rows if len(rows) == 1 else []


def figure_columns(form: Form) -> list[str]:
    """Return the columns of which figures are made."""
    return sorted({name for places in form.figures.values() for wanted in places for name in wanted.columns})


def _counted(reader: Reader) -> list[int]:
    """Return where those columns are."""
    return [reader.found.columns[name] for name in figure_columns(reader.found.form) if name in reader.found.columns]


def _check_sums(reader: Reader, rows: Sequence[int]) -> None:
    """Report columns that are not the sum of those they should be the sum of, and totals of a table that are not."""
    found, form = reader.found, reader.found.form
    lines = sorted({*found.rows.values()} - reader.summaries) if form.rows else list(rows)
    for row in lines:
        for whole, parts in form.sums.items():
            if whole in found.columns and all(name in found.columns for name in parts):
                total = reader.count(row, found.columns[whole])
                given = [reader.count(row, found.columns[name]) for name in parts]
                known = [value for value in given if value is not None]
                # With a blank cell the others may come to less: it need not be zero.
                complete = len(known) == len(parts)
                if total is not None and known and (sum(known) > total or (complete and sum(known) != total)):
                    _differs(reader, row, found.columns[whole], sum(known), total)
    if len(rows) > 1:
        for index in _counted(reader):
            total = reader.count(rows[-1], index)
            given = [reader.count(row, index) for row in rows[:-1]]
            known = [value for value in given if value is not None]
            if total is not None and known and len(known) == len(given) and sum(known) != total:
                _differs(reader, rows[-1], index, sum(known), total)


def _differs(reader: Reader, row: int, column: int, total: int, written: int) -> None:
    reader.reading.fault("form-sum", reader.sheet.place(row, column), sum=total, value=written)


def _check_parts(reader: Reader, rows: Sequence[int]) -> None:
    """Warn of parts that are larger than their whole: girls than children, able than disabled."""
    found, form = reader.found, reader.found.form
    for whole, parts in form.parts.items():
        for part in parts:
            for (row, column), (over, beside) in _pairs(found, part, whole, rows):
                value, limit = reader.count(row, column), reader.count(over, beside)
                if value is not None and limit is not None and value > limit:
                    lines = form.rows or form.columns
                    facts = {"part": lines[part].header[0], "part_value": value, "whole_value": limit}
                    fault = Fault("form-part", reader.sheet.place(row, column), facts, Severity.WARNING)
                    reader.reading.faults.append(replace(fault, facts={**facts, "whole": lines[whole].header[0]}))


def _check_apart(reader: Reader) -> None:
    """Warn of parts that have nobody in common and come to more than their whole, or leave more than the rest holds.

    Blank cells count as nobody here: offices leave zeros out.
    """
    rows, form = reader.found.rows, reader.found.form
    for whole, parts in form.apart.items():
        rest = form.rest.get(whole, [])
        if whole not in rows or not all(name in rows for name in (*parts, *rest)):
            continue
        for name, column in reader.found.columns.items():
            total = reader.count(rows[whole], column)
            given, left = (sum(reader.known(rows[line], name) or 0 for line in lines) for lines in (parts, rest))
            if total is not None and (given > total or (given > 0 and rest and given + left < total)):
                told = given if given > total else given + left
                facts = {"whole": form.rows[whole].header[0], "value": total, "sum": told}
                place = reader.sheet.place(rows[whole], column)
                reader.reading.faults.append(Fault("form-apart", place, facts, Severity.WARNING))


def _check_zeros(reader: Reader, rows: Sequence[int]) -> None:
    """Warn of zeros that somebody wrote where there are many: 466 pupils and no girl."""
    found, form = reader.found, reader.found.form
    for whole, parts in form.never_zero.items():
        for part in parts:
            for (row, column), (over, beside) in _pairs(found, part, whole, rows):
                value, size = reader.count(row, column), reader.count(over, beside)
                if value == 0 and size is not None and size >= form.sizeable:
                    lines = form.rows or form.columns
                    facts = {"label": lines[part].header[0], "whole": lines[whole].header[0], "value": size}
                    place = reader.sheet.place(row, column)
                    reader.reading.faults.append(Fault("zero-impossible", place, facts, Severity.WARNING))


def _tell_blanks(reader: Reader, figures: Figures, rows: Sequence[int]) -> None:
    """Note the blank cells for whose sake a figure is missing: they may be zeros, which only people know."""
    form, sheet = reader.found.form, reader.sheet
    for name, places in form.figures.items():
        if name in figures:
            continue
        for wanted in places:
            lines = (reader.rows(wanted.rows) or []) if form.rows else rows[-1:]
            at = [(row, reader.found.columns[c]) for row in lines for c in wanted.columns if c in reader.found.columns]
            blank = [sheet.place(*cell) for cell in at if cells.is_blank(sheet, *cell)]
            if blank:
                facts = {"label": reader.reading.known.label(name), "cells": [place.cell for place in blank]}
                reader.reading.faults.append(Fault("form-blank", blank[0], facts, Severity.NOTE))
                break


def _pairs(found: Located, part: str, whole: str, rows: Sequence[int]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    if found.form.rows:
        if part in found.rows and whole in found.rows:
            return [((found.rows[part], c), (found.rows[whole], c)) for c in found.columns.values()]
    elif part in found.columns and whole in found.columns:
        return [((row, found.columns[part]), (row, found.columns[whole])) for row in rows]
    return []
