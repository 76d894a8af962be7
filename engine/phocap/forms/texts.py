"""What is odd about the cells of a form or table as they were typed: letters, signs in numbers, examples left in."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from phocap.faults import Fault, Severity
from phocap.forms.headers import words
from phocap.forms.persons import key
from phocap.forms.table import legacy_font
from phocap.forms.workbook import Sheet
from phocap.model.form import Headings

_COMMA: Final = re.compile(r"[0-9]+,[0-9]{1,2}\s*%?|[0-9]{1,3}(\.[0-9]{3})+")
"""A decimal comma, or thousands set apart by points."""
_POINT: Final = re.compile(r"[0-9]+\.[0-9]{1,2}\s*%?|[0-9]{1,3}(,[0-9]{3})+")


def check_texts(sheet: Sheet, headings: Headings, most: int) -> Iterator[Fault]:
    """Yield what is odd about the texts of a sheet, at most ``most`` times for each reason."""
    examples = {key(name) for name in headings.examples}
    marks = [words(mark) for mark in headings.example_marks]
    told: dict[str, int] = {}
    signs: dict[bool, str] = {}
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            if not isinstance(value, str) or not value:
                continue
            place = sheet.place(row, column)
            for id, facts in _odd(value, examples, marks):
                told[id] = told.get(id, 0) + 1
                if told[id] <= most:
                    yield Fault(id, place, facts, Severity.WARNING)
            comma, point = _COMMA.fullmatch(value.strip()), _POINT.fullmatch(value.strip())
            if comma or point:
                other = signs.get(not comma)
                signs.setdefault(bool(comma), str(place))
                if other is not None and "number-signs-mixed" not in told:
                    told["number-signs-mixed"] = 1
                    yield Fault("number-signs-mixed", place, {"value": value.strip(), "first": other}, Severity.WARNING)


def _odd(text: str, examples: set[str], marks: list[tuple[str, ...]]) -> Iterator[tuple[str, dict[str, object]]]:
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            yield "text-decomposed", {}
        if font := legacy_font(text, least=2):
            yield "text-old-font", {"encoding": font}
    said = words(text)
    if " ".join(said) in examples or any(said[: len(mark)] == mark for mark in marks):
        yield "example", {"name": text.strip()}
