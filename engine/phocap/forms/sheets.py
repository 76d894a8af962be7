"""Workbooks written: survey workbooks and official forms with their headers, as officers know them.

The bytes depend on the content alone: the day in a workbook's properties is always the same.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from phocap.forms.grid import index_of
from phocap.forms.workbook import needed
from phocap.model.form import Form, Survey
from phocap.text.language import Lang
from phocap.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MADE: Final = datetime(2000, 1, 1)
PART: Final = " / "

Value = str | int | None
Cell = Value | float
"""What stands in a cell of a form; a float is a rate in percent."""

BOX: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter", "border": 1}
TITLE: Final = {"font_name": "Times New Roman", "font_size": 13, "bold": True}
HEAD: Final = {"bold": True, "text_wrap": True, "align": "center"}
PERCENT: Final = r"0.00\%"


@contextmanager
def workbook() -> "Iterator[tuple[Workbook, Callable[[], bytes]]]":
    """Give a workbook to write, and what returns its bytes afterwards."""
    writer = needed("xlsxwriter")
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book: Workbook = writer.Workbook(stream, options)
    book.set_properties({"created": MADE})

    def content() -> bytes:
        book.close()
        return stream.getvalue()

    yield book, content


@dataclass(frozen=True)
class Slip:
    """A sheet to fill in by hand: a table of texts, columns to write in, lines to sign."""

    name: str
    title: str
    about: tuple[str, ...]
    headings: tuple[str, ...]
    blank: tuple[str, ...]
    """Headings of the columns to write in."""
    rows: tuple[tuple[str, ...], ...]
    signed: tuple[str, ...]


def slip_book(slips: Sequence[Slip]) -> bytes:
    """Return a workbook with a sheet for every slip, to print on A4."""
    with workbook() as (book, content):
        title, plain = book.add_format({**TITLE, "font_size": 14}), book.add_format({**BOX, "border": 0})
        head, cell = (book.add_format({**BOX, "text_wrap": True, **more}) for more in (HEAD, {}))
        for number, slip in enumerate(slips, 1):
            sheet = book.add_worksheet(str(number) if len(slips) > 1 else None)
            sheet.write_string(0, 0, slip.title, title)
            for row, text in enumerate(slip.about, 1):
                sheet.write_string(row, 0, text, plain)
            top, columns = len(slip.about) + 2, (*slip.headings, *slip.blank)
            for column, text in enumerate(columns):
                sheet.write_string(top, column, text, head)
                widest = max([len(text) // 2, *(len(row[column]) for row in slip.rows if column < len(row))])
                sheet.set_column(column, column, 16 if text in slip.blank else min(28, max(5, widest + 1.5)))
            sheet.set_row(top, 32)
            for row, cells in enumerate(slip.rows, top + 1):
                sheet.set_row(row, 24)
                for column in range(len(columns)):
                    sheet.write_string(row, column, cells[column] if column < len(cells) else "", cell)
            last = top + len(slip.rows) + 2
            for place, text in enumerate(slip.signed):
                sheet.write_string(last, 1 + place * (len(columns) // 2), text, title)
            sheet.freeze_panes(top + 1, 0)
            sheet.repeat_rows(top)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.print_area(0, 0, last + 5, len(columns) - 1)
        return content()


def grid_form(form: Form, unit: str, parent: str, day: str, year: int, counts: Mapping[tuple[str, str], Cell]) -> bytes:
    """Return a form with rows and columns; ``counts`` are by row and column, what is absent or None stays blank."""
    with workbook() as (book, content):
        sheet = book.add_worksheet(form.names[0])
        labels = min(index_of(line.at) for line in form.columns.values())
        _head(book, sheet, form, unit, parent, day, labels - 1)
        first = min(int(line.at) for line in form.rows.values()) - 1
        head, cell, rate = (book.add_format({**BOX, **more}) for more in (HEAD, {}, {"num_format": PERCENT}))
        for line in form.columns.values():
            column = index_of(line.at)
            if line.age is not None:
                sheet.write(first - 2, column, year - line.age, head)
            sheet.write(first - 1, column, line.header[0], head)
            for below in form.rows.values():
                if not below.summary:
                    sheet.write_blank(int(below.at) - 1, column, None, cell)
        _labels(book, sheet, [(int(line.at) - 1, line.header[0]) for line in form.rows.values()], labels)
        for (row, name), value in counts.items():
            if value is not None:
                at = int(form.rows[row].at) - 1, index_of(form.columns[name].at)
                sheet.write(*at, value, rate if isinstance(value, float) else cell)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, labels - 2, 1)
        sheet.set_column(labels - 1, labels - 1, 18)
        sheet.freeze_panes(first, labels)
        return content()


def table_form(
    form: Form, unit: str, parent: str, day: str, rows: Sequence[Mapping[str, Cell]], total: Mapping[str, Cell] | None
) -> bytes:
    """Return a form with a row for every unit and, where given, one for their total."""
    with workbook() as (book, content):
        sheet = book.add_worksheet(form.names[0])
        _head(book, sheet, form, unit, parent, day, 2)
        _headers(book, sheet, form)
        numbers = book.add_format({**BOX, "align": "center", "italic": True})
        for number, line in enumerate(form.columns.values(), 1):
            sheet.write(6, index_of(line.at), f"({number})", numbers)
        cell, rate = (book.add_format({**BOX, **more}) for more in ({}, {"num_format": PERCENT}))
        for at, row in enumerate([*rows, *([total] if total is not None else [])], 7):
            for line in form.columns.values():
                sheet.write_blank(at, index_of(line.at), None, cell)
            _row(sheet, form, at, row, cell, rate)
        if total is not None:
            sheet.write(7 + len(rows), 0, f"{form.total[0]}:", cell)
        sheet.set_column(index_of(form.columns[form.label].at) if form.label else 1, 1, 24)
        sheet.freeze_panes(7, 2)
        sheet.repeat_rows(4, 6)
        return content()


def survey_book(
    layout: Survey,
    year: int,
    unit: str,
    parent: str,
    persons: Iterable[Mapping[str, Value]],
    lists: Mapping[str, Sequence[str]],
) -> bytes:
    """Return a survey workbook: the persons, the sheet that names the unit and its schools, the lists."""
    with workbook() as (book, content):
        sheet = book.add_worksheet(layout.sheets[0])
        sheet.write(0, 0, layout.title[Lang.VI])
        sheet.write(1, 0, year)
        columns = {name: index_of(column.at) for name, column in layout.columns.items()}
        for name, column in layout.columns.items():
            sheet.write(layout.first_row - 2, columns[name], column.header[0])
        for row, person in enumerate(persons, layout.first_row - 1):
            for name, value in person.items():
                if value is not None:
                    sheet.write(row, columns[name], value)
        sheets: dict[str, Worksheet] = {}
        for name in layout.unit_sheets:
            sheets[name] = book.add_worksheet(name)
            sheets[name].write_column(0, 0, [parent, unit])
        for name, listed in layout.lists.items():
            target = sheets.get(listed.sheet) or sheets.setdefault(listed.sheet, book.add_worksheet(listed.sheet))
            target.write_column(listed.first_row - 1, index_of(listed.column), lists.get(name, ()))
        sheet.freeze_panes(layout.first_row - 1, 0)
        return content()


def _head(book: "Workbook", sheet: "Worksheet", form: Form, unit: str, parent: str, day: str, column: int) -> None:
    bold, plain = book.add_format(TITLE), book.add_format({**TITLE, "font_size": 11, "bold": False})
    sheet.write(0, 0, parent, plain)
    sheet.write(0, column, form.title[Lang.VI], bold)
    sheet.write(1, 0, unit, bold)
    sheet.write(1, column, day, plain)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _row(sheet: "Worksheet", form: Form, row: int, values: Mapping[str, Cell], cell: Any, rate: Any) -> None:
    for name, value in values.items():
        if value is not None:
            sheet.write(row, index_of(form.columns[name].at), value, rate if isinstance(value, float) else cell)


def _headers(book: "Workbook", sheet: "Worksheet", form: Form) -> None:
    """Write the headers in two rows: what several columns have in common is merged above them."""
    style = book.add_format({**BOX, **HEAD})
    sheet.set_row(4, 46)
    sheet.set_row(5, 32)
    groups: list[list[Any]] = []
    for line in form.columns.values():
        above, _, below = line.header[0].rpartition(PART)
        column = index_of(line.at)
        if above:
            sheet.write(5, column, below, style)
            if groups and groups[-1][0] == above and groups[-1][2] == column - 1:
                groups[-1][2] = column
            else:
                groups.append([above, column, column])
        else:
            sheet.merge_range(4, column, 5, column, below, style)
    for text, first, last in groups:
        if first == last:
            sheet.write(4, first, text, style)
        else:
            sheet.merge_range(4, first, 4, last, text, style)


def _labels(book: "Workbook", sheet: "Worksheet", rows: Sequence[tuple[int, str]], width: int) -> None:
    """Write the labels of rows: what several rows have in common is merged to their left."""
    style = book.add_format({**BOX, "text_wrap": True})
    groups: list[list[Any]] = []
    for row, text in rows:
        left, _, right = text.rpartition(PART)
        if not left:
            sheet.write(row, 0, right, style)
            continue
        sheet.write(row, width - 1, right, style)
        if groups and groups[-1][0] == left and groups[-1][2] == row - 1:
            groups[-1][2] = row
        else:
            groups.append([left, row, row])
    for text, first, last in groups:
        if first == last:
            sheet.write(first, 0, text, style)
        else:
            sheet.merge_range(first, 0, last, 0, text, style)


__all__ = ["Slip", "grid_form", "slip_book", "survey_book", "table_form", "workbook"]
