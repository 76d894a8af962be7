"""A result as a workbook: summary with charts, units, conditions, what to check, and what changed.

Every text is written as a text: whatever a name begins with, no cell becomes a formula. The same result gives the same
bytes: the file's date is the day of the figures.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
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

BOX: dict[str, Any] = {"border": 1, "border_color": "#C9C4B8"}
LINE = 15.0
"""Points from line to line."""

SCALE, A_PAGE = 85, 36
"""At how many percent the summary is printed, as page breaks cannot go with fitting, and its rows on a page."""

TOP, RESULT_AT, NUMBER_AT = 3, 4, 5
"""The heading of the summary, and the columns that its charts show."""

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
        sheet.set_margins(left=12 * MM, right=10 * MM, top=12 * MM, bottom=18 * MM)
        sheet.set_footer(f"&L&8SHA-256 {self.mark[:32]}…&R&8{w.FOOTER[self.lang]}")
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        return sheet

    def _head(self, sheet: "Worksheet", row: int, columns: Sequence[Column]) -> None:
        style = self._format(bold=True, text_wrap=True, bg_color="#EFECE4", valign="vcenter", **BOX)
        for place, column in enumerate(columns):
            sheet.write_string(row, place, column.heading[self.lang], style)
        self._height(sheet, row, [(column.heading[self.lang].upper(), column.width) for column in columns])

    def _height(self, sheet: "Worksheet", row: int, texts: Iterable[tuple[str, float]]) -> None:
        """Make room for the lines that texts take in columns of some widths: not every program does it by itself."""
        lines = max((sum(_lines(part, width) for part in text.split("\n")) for text, width in texts), default=1)
        if lines > 1:
            sheet.set_row(row, lines * LINE)

    def _put(self, sheet: "Worksheet", row: int, place: int, cell: Cell) -> None:
        match cell:
            case None | "":
                sheet.write_blank(row, place, None, self._format(**BOX))
            case Number():
                sheet.write_number(row, place, cell.value, self._format(num_format=cell.form, **BOX))
            case Coloured():
                style = self._format(font_color=cell.colour, bold=True, text_wrap=True, **BOX)
                sheet.write_string(row, place, cell.text, style)
            case int():
                sheet.write_number(row, place, cell, self._format(num_format="#,##0", **BOX))
            case str():
                sheet.write_string(row, place, clean(cell), self._format(text_wrap=True, **BOX))

    def _row(self, sheet: "Worksheet", row: int, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
        for place, cell in enumerate(cells):
            self._put(sheet, row, place, cell)
        texts = (cell.text if isinstance(cell, Coloured) else cell for cell in cells)
        pairs = zip(texts, columns, strict=False)
        self._height(sheet, row, [(text, column.width) for text, column in pairs if isinstance(text, str)])

    def _table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], empty: Bilingual | None = None
    ) -> None:
        """Write a table from the first row on; what there is to say where it has no row stands in its second."""
        sheet = self._sheet(name, [column.width for column in columns])
        sheet.fit_to_pages(1, 0)
        told = list(rows)
        last = self._rows(sheet, 0, columns, told)
        if not last and empty is not None:
            sheet.write_string(1, 0, empty[self.lang], self._format())
        says = [
            column.printed and any(row[place] not in (None, "") for row in told) for place, column in enumerate(columns)
        ]
        printed = max((place for place, says_it in enumerate(says) if says_it), default=len(columns) - 1)
        sheet.print_area(0, 0, max(last, 1), printed)

    def _rows(self, sheet: "Worksheet", top: int, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
        """Write a table and return its last row: its heading stays in sight, on paper on every page, and filters."""
        self._head(sheet, top, columns)
        last = top
        for last, row in enumerate(rows, top + 1):
            self._row(sheet, last, columns, row)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.autofilter(top, 0, max(last, top + 1), len(columns) - 1)
        return last

    def _summary(self) -> None:
        """Write what all groups came to as one table, and below it of each the verdict and a chart."""
        lang = self.lang
        sheet = self._sheet(w.SUMMARY, [column.width for column in SUMMARY_COLUMNS])
        sheet.write_string(0, 0, w.TITLE[lang], self._format(bold=True, font_size=16))
        sheet.set_row(0, 24)
        sheet.write_string(1, 0, f"{w.DIGEST[lang]}: {self.mark}", self._format())
        rows: list[Sequence[Cell]] = []
        charts: list[tuple[Group, int, list[str]]] = []
        for group in self.groups:
            first = group.verdicts[0]
            who = (first.title[lang], numbers.date_text(group.as_of, lang), first.instrument)
            for tier in group.tiers:
                tallied = _tallied(group, tier, lang)
                at, shades = len(rows), [COLOURS[css.split(" ")[0]] for _, css, _, _ in tallied]
                called = self.labels.get("tier", tier, lang)
                rows += [(*who, called, text, n, Number(share, "0.0%")) for text, _, n, share in tallied]
            charts.append((group, at, shades))  # the lowest tier, which has the most units
        row = self._rows(sheet, TOP, SUMMARY_COLUMNS, rows) + 2
        breaks = [0]
        for group, at, shades in charts:
            if row + _rows_of(shades) - breaks[-1] > A_PAGE:
                breaks.append(row)
            row = self._chart(sheet, group, row, TOP + 1 + at, shades)
        sheet.set_print_scale(SCALE)
        sheet.set_h_pagebreaks(breaks[1:])
        sheet.print_area(0, 0, row, len(SUMMARY_COLUMNS) - 1)

    def _chart(self, sheet: "Worksheet", group: Group, row: int, first_row: int, shades: Sequence[str]) -> int:
        """Write the verdict of a group and a chart of some rows of the table below it, and return the next free row."""
        lang, first, last = self.lang, group.verdicts[0], len(SUMMARY_COLUMNS) - 1
        day = numbers.date_text(group.as_of, lang)
        sheet.write_string(row, 0, f"{first.title[lang]}, {day}", self._format(bold=True, font_size=13))
        row += 1
        if len(group.roots) == 1:
            root = group.verdicts[group.roots[0]]
            text = f"{clean(root.unit.name)}: {headline(root, lang)}"
            sheet.merge_range(row, 0, row, last, "", self._format(text_wrap=True))
            sheet.write_string(row, 0, text, self._format(text_wrap=True))
            self._height(sheet, row, [(text, sum(column.width for column in SUMMARY_COLUMNS))])
            row += 1
        chart = self.book.add_chart({"type": "bar"})
        rows = first_row, first_row + len(shades) - 1
        chart.add_series(
            {
                "name": w.NUMBER[lang],
                "categories": [w.SUMMARY, rows[0], RESULT_AT, rows[1], RESULT_AT],
                "values": [w.SUMMARY, rows[0], NUMBER_AT, rows[1], NUMBER_AT],
                "points": [{"fill": {"color": shade}} for shade in shades],
                "data_labels": {"value": True},
                "gap": 40,
            }
        )
        chart.set_title({"name": w.CHART[lang], "name_font": {"size": 11}, "overlay": False})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_size({"width": 640, "height": _height(shades)})
        sheet.insert_chart(row, 0, chart, {"x_offset": 4, "y_offset": 6})
        return row + _rows_of(shades) - 2


def _height(shades: Sequence[str]) -> int:
    """Return the height of a chart with so many bars, in dots."""
    return 60 + 34 * len(shades)


def _rows_of(shades: Sequence[str]) -> int:
    """Return how many rows a chart takes with the two above it and the distance to the next."""
    return _height(shades) // 20 + 5


def _tallied(group: Group, tier: str, lang: Lang) -> list[tuple[str, str, int, float]]:
    """Return the results of the units of a tier from the best: in words, their class, how many and what share."""
    found = [verdict for verdict in group.verdicts if verdict.unit.tier == tier]
    tally = Counter((-verdict.highest_level, reached(verdict, lang)[0], result_class(verdict)) for verdict in found)
    return [(text, css, n, float(Fraction(n, len(found)))) for (_, text, css), n in sorted(tally.items())]


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes at most in a column: words are not broken, and letters differ in width."""
    return max(1, math.ceil(len(text) / max(1.0, width * 1.25 - 1)))
