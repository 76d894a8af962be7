"""Cells of OpenDocument sheets that the reader tells as empty and that are not: errors, formulas without a result."""

import html
import re
from collections.abc import Iterator
from typing import Final

from phocap.faults import column_letters

_HIDES: Final = re.compile(
    rb"""value-type\s*=\s*["']error["']|<text:p[^>]*>(?:#|Err:)|table:formula\s*=\s*(?:"[^"]*"|'[^']*')[^<>]*/>"""
)
"""What a sheet without such cells has not."""

_STEP: Final = re.compile(
    rb"""<table:table\s(?P<table>[^<>]*)>|<table:table-row\b(?P<row>[^<>]*)>"""
    rb"""|<table:(?:covered-)?table-cell\b(?P<cell>[^<>]*?)(?:/>|>(?P<text>.*?)</table:(?:covered-)?table-cell>)""",
    re.DOTALL,
)
_NAME: Final = re.compile(rb"""table:name\s*=\s*["']([^"']*)["']""")
_REPEATED: Final = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]{1,9})["']""")
_ERROR: Final = re.compile(rb"<text:p[^>]*>\s*(?:#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:[0-9]+)")
_MOST: Final = 1000
"""Repetitions of one cell that are told apart."""


def hidden(content: bytes) -> Iterator[tuple[str, str, bool]]:
    """Yield the sheet and the address of every such cell, and whether it holds an error."""
    if _HIDES.search(content) is None:
        return
    sheet, row, column, rows = "", 0, 0, 0
    for step in _STEP.finditer(content):
        if step["table"] is not None:
            found = _NAME.search(step["table"])
            sheet, row, rows = html.unescape(found[1].decode("utf-8", "replace")) if found else "", 0, 0
        elif step["row"] is not None:
            row, rows, column = row + rows, _repeated(step["row"]), 0
        else:
            cell, text = step["cell"], step["text"] or b""
            columns = _repeated(cell)
            is_error = b'value-type="error"' in cell or (b"table:formula" in cell and _ERROR.search(text) is not None)
            is_bare = b"table:formula" in cell and b"value-type" not in cell and step["text"] is None
            if is_error or is_bare:
                for at in range(min(columns, _MOST)):
                    yield sheet, f"{column_letters(column + at + 1)}{row + 1}", is_error
            column += columns


def _repeated(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
