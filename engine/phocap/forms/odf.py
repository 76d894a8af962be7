"""Cells of OpenDocument sheets that the reader tells as empty and that are not: errors, formulas without a result."""

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from phocap.faults import column_letters

_MAY_HIDE: Final = re.compile(rb"""value-type\s*=\s*["']error|formula\s*=""")
"""What a sheet without such cells has not; most have neither and are not parsed here."""

_NAMESPACE: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE: Final = f"{_NAMESPACE}table:1.0 "
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ERROR: Final = re.compile(r"\s*(?:#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:[0-9]+)")
_LONGEST: Final = 40
"""Letters of a line that are looked at."""

_MOST: Final = 1000
"""Repetitions of one cell that are told apart."""

Hidden = tuple[str, str, bool]
"""A sheet, the address of a cell, and whether it holds an error."""


def hidden(content: bytes) -> list[Hidden]:
    """Return every such cell, in one pass over the sheets.

    Raises:
        xml.parsers.expat.ExpatError: it is no XML.
    """
    if _MAY_HIDE.search(content) is None:
        return []
    sheets = _Sheets()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = sheets.start, sheets.end
    parser.CharacterDataHandler = sheets.text
    parser.Parse(content, True)
    return sheets.found


class _Sheets:
    """Walks through the elements of the sheets, and knows in which cell it is."""

    def __init__(self) -> None:
        self.found: list[Hidden] = []
        self._sheet, self._row, self._rows, self._column = "", 0, 0, 0
        self._depth = 0
        self._cell: dict[str, str] = {}
        self._cell_depth: int | None = None
        self._paragraphs: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._cell_depth is not None:
            if self._is_paragraph(name):
                self._paragraphs.append("")
        elif name in _CELLS:
            self._cell, self._cell_depth, self._paragraphs = attributes, self._depth, []
        elif name == f"{_TABLE}table-row":
            self._row, self._rows, self._column = self._row + self._rows, _repeated(attributes, "rows"), 0
        elif name == f"{_TABLE}table":
            self._sheet, self._row, self._rows = attributes.get(f"{_TABLE}name", ""), 0, 0

    def text(self, text: str) -> None:
        if self._cell_depth is not None and self._paragraphs and len(self._paragraphs[-1]) < _LONGEST:
            self._paragraphs[-1] += text[:_LONGEST]

    def end(self, name: str) -> None:
        if self._depth == self._cell_depth:
            self._cell_depth = None
            columns = _repeated(self._cell, "columns")
            self.found += self._hidden(columns)
            self._column += columns
        self._depth -= 1

    def _is_paragraph(self, name: str) -> bool:
        """Return whether it is a line of the cell itself, and not of a remark on it."""
        return self._cell_depth == self._depth - 1 and name == f"{_NAMESPACE}text:1.0 p"

    def _hidden(self, columns: int) -> Iterator[Hidden]:
        kinds = [value for name, value in self._cell.items() if name.endswith(" value-type")]
        has_formula = f"{_TABLE}formula" in self._cell
        is_error = "error" in kinds or (has_formula and any(map(_ERROR.match, self._paragraphs)))
        if is_error or (has_formula and not kinds and not self._paragraphs):
            for at in range(self._column, self._column + min(columns, _MOST)):
                yield self._sheet, f"{column_letters(at + 1)}{self._row + 1}", is_error


def _repeated(attributes: dict[str, str], what: str) -> int:
    number = attributes.get(f"{_TABLE}number-{what}-repeated", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 1
