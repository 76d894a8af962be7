"""A result as a workbook: summary with charts, units, conditions, what to check, and what changed.

Every text is written as a text: whatever a name begins with, no cell becomes a formula. The same result gives the same
bytes: the file's date is the day of the figures.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from phocap.explain.labels import Labels
from phocap.explain.sentences import headline
from phocap.explain.wrap import clean
from phocap.forms.sheets import workbook
from phocap.model.result import Result
from phocap.report import workbook_words as w
from phocap.report.gist import Group, groups
from phocap.report.section import result_class
from phocap.report.serialise import as_data, digest
from phocap.report.table import reached
from phocap.report.workbook_rows import (
    CHANGE_COLUMNS,
    CHECK_COLUMNS,
    CONDITION_COLUMNS,
    SUMMARY_COLUMNS,
    UNIT_COLUMNS,
    Cell,
    Coloured,
    Column,
    Number,
    Rows,
)
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

A4 = 9
"""Excel's number for the paper."""

MM = 1 / 25.4
"""In inches, in which Excel counts margins."""

COLOURS = {
    **{"l3": "#17624A", "l2": "#5FA486", "l1": "#AACFBE", "l0": "#D5E6DD"},
    **{"not": "#D0605B", "open": "#E9C46A", "none": "#B9BEC3"},
}
"""Of results by their class (:func:`phocap.report.section.result_class`), the same as on the page."""


def to_xlsx(result: Result, lang: Lang) -> bytes:
    """Return the workbook."""
    with workbook() as (book, content):
        _Book(book, result, lang).write()
        return content()


class _Book:
    def __init__(self, book: "Workbook", result: Result, lang: Lang) -> None:
        self.book, self.result, self.lang = book, result, lang
        self.groups, self.labels = groups(result), Labels.of(result)
        self.rows = Rows(self.groups, self.labels, lang)
        self.mark = digest(as_data(result))
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        latest = max((group.as_of for group in self.groups), default=datetime(2000, 1, 1).date())
        self.book.set_properties({"title": w.TITLE[lang], "created": datetime(latest.year, latest.month, latest.day)})

    def write(self) -> None:
        self._summary()
        self._table(w.UNITS, UNIT_COLUMNS, self.rows.units())
        self._table(w.CONDITIONS, CONDITION_COLUMNS, self.rows.conditions())
        self._table(w.CHECKS, CHECK_COLUMNS, self.rows.checks(), w.NO_CHECKS)
        self._table(w.CHANGES, CHANGE_COLUMNS, self.rows.changes(), w.NO_CHANGES)

    def _format(self, **wanted_: Any) -> Any:
        key = tuple(sorted(wanted_.items()))
        if key not in self.formats:
            base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
            self.formats[key] = self.book.add_format({**base, **wanted_})
        return self.formats[key]

    def _sheet(self, name: str, widths: Sequence[float]) -> "Worksheet":
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=15 * MM, right=10 * MM, top=15 * MM, bottom=18 * MM)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8SHA-256 {self.mark[:32]}…&R&8{w.FOOTER[self.lang]}")
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        return sheet

    def _head(self, sheet: "Worksheet", row: int, columns: Sequence[Column]) -> None:
        style = self._format(bold=True, text_wrap=True, bottom=1, bg_color="#EFECE4", valign="vcenter")
        for place, column in enumerate(columns):
            sheet.write_string(row, place, column.heading[self.lang], style)

    def _put(self, sheet: "Worksheet", row: int, place: int, cell: Cell) -> None:
        match cell:
            case None | "":
                return
            case Number():
                sheet.write_number(row, place, cell.value, self._format(num_format=cell.form))
            case Coloured():
                sheet.write_string(row, place, cell.text, self._format(font_color=cell.colour, bold=True))
            case int():
                sheet.write_number(row, place, cell, self._format(num_format="#,##0"))
            case str():
                sheet.write_string(row, place, clean(cell), self._format(text_wrap=True))

    def _table(
        self, name: str, columns: Sequence[Column], rows: Iterator[Sequence[Cell]], empty: Bilingual | None = None
    ) -> None:
        """Write a table from the first row on: its heading stays in sight, on paper on every page, and filters."""
        sheet = self._sheet(name, [column.width for column in columns])
        self._head(sheet, 0, columns)
        last = 0
        for last, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                self._put(sheet, last, place, cell)
        if not last and empty is not None:
            self._put(sheet, 1, 0, empty[self.lang])
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.print_area(0, 0, max(last, 1), len(columns) - 1)

    def _summary(self) -> None:
        lang = self.lang
        sheet = self._sheet(w.SUMMARY, [16, 26, 12, 12, 12, 12, 12, 12])
        sheet.write_string(0, 0, w.TITLE[lang], self._format(bold=True, font_size=16))
        sheet.write_string(1, 0, w.DIGEST[lang], self._format())
        sheet.write_string(1, 2, self.mark, self._format())
        row = 3
        for group in self.groups:
            row = self._group(sheet, group, row)
        sheet.print_area(0, 0, max(row, 4), 12)

    def _group(self, sheet: "Worksheet", group: Group, row: int) -> int:
        """Write what a group came to with a chart beside it, and return the next free row."""
        lang, first, top = self.lang, group.verdicts[0], row
        sheet.write_string(row, 0, first.title[lang], self._format(bold=True, font_size=13))
        day = numbers.date_text(group.as_of, lang)
        sheet.write_string(
            row + 1, 0, f"{w.DAY[lang]}: {day}. {w.BASIS[lang]}: {clean(first.instrument)}.", self._format()
        )
        if len(group.roots) == 1:
            root = group.verdicts[group.roots[0]]
            text = f"{clean(root.unit.name)}: {headline(root, lang)}"
            sheet.write_string(row + 2, 0, text, self._format(bold=True))
        row += 4
        self._head(sheet, row, SUMMARY_COLUMNS)
        start = row + 1
        shades: list[str] = []
        for tier in group.tiers:
            found = [verdict for verdict in group.verdicts if verdict.unit.tier == tier]
            tally = Counter(
                (-verdict.highest_level, reached(verdict, lang)[0], result_class(verdict)) for verdict in found
            )
            first_row = row + 1
            shades.clear()
            for (_, text, css), n in sorted(tally.items()):
                row += 1
                shades.append(COLOURS[css.split(" ")[0]])
                share = Number(float(Fraction(n, len(found))), "0.0%")
                cells: tuple[Cell, ...] = (self.labels.get("tier", tier, lang), text, n, share)
                for place, cell in enumerate(cells):
                    self._put(sheet, row, place, cell)
            start = first_row
        # The chart shows the lowest tier, which has the most units.
        chart = self.book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": w.NUMBER[lang],
                "categories": [w.SUMMARY, start, 1, row, 1],
                "values": [w.SUMMARY, start, 2, row, 2],
                "points": [{"fill": {"color": shade}} for shade in shades],
                "data_labels": {"value": True},
                "gap": 40,
            }
        )
        chart.set_title({"name": w.CHART[lang], "name_font": {"size": 11}, "overlay": False})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_size({"width": 480, "height": 220})
        sheet.insert_chart(top + 3, 5, chart)
        return max(row + 3, top + 16)
