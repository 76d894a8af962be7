"""Which form a sheet holds and where its lines are."""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from itertools import pairwise
from typing import Final

from phocap.faults import Fault
from phocap.forms.headers import align, column_paths, holds, row_paths, weight
from phocap.forms.workbook import Sheet, shown
from phocap.intake.reading import Reading
from phocap.model.form import Column, Form, Line
from phocap.value import dataclass

DEEPEST: Final = 60
"""Rows from the top within which the headers of a form stand."""

_HEADS: Final = 3
"""Columns from the left in which a row of totals is named, by a few words."""

_TABLE: Final = 4
"""Headers side by side that make a row the first of a table."""


@dataclass(frozen=True)
class Located:
    """A form found in a sheet: the indices of its lines, from 0."""

    form: Form
    sheet: Sheet
    header: int
    """The first row of the headers; the title, the unit and the day stand above it."""
    data: int
    """The first row below the headers."""
    columns: Mapping[str, int]
    rows: Mapping[str, int] = field(default_factory=dict)
    by_position: tuple[str, ...] = ()
    """Lines whose header was not found and that were taken from where the official form has them."""

    @property
    def score(self) -> int:
        """How many lines were found by their headers."""
        return len(self.columns) + len(self.rows) - len(self.by_position)


def locate(form: Form, sheet: Sheet, year: int | None) -> Located | None:
    """Return the form in a sheet if enough of its headers stand there; ``year`` knows ages by their year of birth."""
    found = _grid(form, sheet, year) if form.rows else _table(form, sheet)
    if found is None:
        return None
    lines = len(form.columns) + len(form.rows)
    least = lines / 3 if is_named(form, sheet) else lines / 2
    return found if found.score >= least else None


def is_named(form: Form, sheet: Sheet) -> bool:
    """Return whether the sheet or a title in it is called as the form is."""
    titles = [sheet.name, *(sheet.text(r, c) for r in range(min(8, len(sheet.rows))) for c in range(sheet.width))]
    return any(holds(title, name) is not None for title in titles if title for name in form.names)


def completed(reading: Reading, found: Located) -> Located | None:
    """Return the form with every line that is needed, taking by their official place those without a header.

    A place is trusted only when all lines that were found are moved against their official places by the same
    number of columns or rows.
    """
    columns, more_columns = _filled(found.form.columns, found.columns, index_of, found.sheet.width)
    rows, more_rows = _filled(found.form.rows, found.rows, lambda at: int(at) - 1, len(found.sheet.rows))
    lacking = [n for n, line in found.form.columns.items() if line.needed and n not in columns]
    lacking += [n for n, line in found.form.rows.items() if line.needed and n not in rows]
    for is_row, known in ((False, found.form.columns), (True, found.form.rows)):
        headers = [titled(known[name]) for name in lacking if name in known]
        if headers:
            place = found.sheet.place(found.data, 0) if is_row else found.sheet.place(found.header, -1)
            seen, form = _seen(found, is_row), found.form.form.upper()
            reading.fault("form-header-missing", place, form=form, headers=headers, found=seen)
    if lacking:
        return None
    moved = tuple(sorted((*more_columns, *more_rows)))
    return Located(found.form, found.sheet, found.header, found.data, columns, rows, moved)


def titled(line: Line | Column) -> str:
    """Return how a message names a line: its header and where the official form has it."""
    return f"“{line.header[0]}” ({line.at})"


def _seen(found: Located, is_row: bool) -> list[str]:
    sheet = found.sheet
    if is_row:
        first = min(found.columns.values(), default=1)
        texts = [" / ".join(path) for path in row_paths(sheet, found.data, max(first, 1))]
    else:
        texts = [" / ".join(path) for path in column_paths(sheet, found.header, found.data - 1)]
    return [text for text in dict.fromkeys(texts) if text]


def index_of(letters: str) -> int:
    """Return the index of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _filled(
    lines: Mapping[str, Line], found: Mapping[str, int], index: Callable[[str], int], end: int
) -> tuple[dict[str, int], list[str]]:
    shifts = {place - index(lines[name].at) for name, place in found.items()}
    taken = set(found.values())
    complete, added = dict(found), []
    if len(shifts) == 1 and len(found) * 2 > len(lines):
        shift = shifts.pop()
        for name, line in lines.items():
            place = index(line.at) + shift
            if name not in found and 0 <= place < end and place not in taken:
                complete[name] = place
                added.append(name)
    return complete, added


def _table(form: Form, sheet: Sheet) -> Located | None:
    top = next((r for r in range(min(DEEPEST, len(sheet.rows))) if _texts(sheet, r) >= _TABLE), None)
    if top is None:
        return None
    data = _first_data(form, sheet, top)
    columns = align(form.columns, column_paths(sheet, top, data - 1))
    return Located(form, sheet, top, data, columns)


def _texts(sheet: Sheet, row: int) -> int:
    return sum(isinstance(value, str) and bool(value.strip()) for value in sheet.rows[row])


def _first_data(form: Form, sheet: Sheet, top: int) -> int:
    """Return the first row below the headers: the first with numbers that do not merely number the columns."""
    for row in range(top + 1, min(top + DEEPEST, len(sheet.rows))):
        values = [value for value in sheet.rows[row] if shown(value)]
        texts = [shown(value) for value in values]
        if is_total(form, sheet, row):
            return row
        numbers = [value for value in values if isinstance(value, float)]
        if numbers and not _numbering(texts):
            return row
    return min(top + 1, len(sheet.rows))


def is_total(form: Form, sheet: Sheet, row: int) -> bool:
    """Return whether a row of a table is that of the totals: it is called so in one of the first columns."""
    heads = [sheet.text(row, column) for column in range(min(_HEADS, sheet.width))]
    found = (holds(text, name) for text in heads for name in form.total)
    return any(extra is not None and extra <= _HEADS - 1 for extra in found)


def _numbering(texts: list[str]) -> bool:
    """Return whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    digits = [int(bare) for text in texts if (bare := text.strip("()[] ")).isdecimal()]
    steps = [after - before for before, after in pairwise(digits)]
    return len(digits) >= _TABLE and all(step == 1 for step in steps)


def _grid(form: Form, sheet: Sheet, year: int | None) -> Located | None:
    lines = {name: _aged(line, year) for name, line in form.columns.items()}
    best: tuple[int, int] | None = None
    for row in range(min(DEEPEST, len(sheet.rows))):
        found = len(align(lines, column_paths(sheet, row, row)))
        if best is None or found > best[0]:
            best = found, row
    if best is None or best[0] * 2 < len(lines):
        return None
    top, data = best[1], best[1] + 1
    while data < len(sheet.rows) and _is_header(lines, sheet, data):
        data += 1
    columns = align(lines, column_paths(sheet, max(0, top - 1), data - 1))
    paths = row_paths(sheet, data, min(columns.values(), default=0))
    rows = {name: data + at for name, at in align(form.rows, paths).items()}
    return Located(form, sheet, top, data, columns, rows)


def _is_header(lines: Mapping[str, Line], sheet: Sheet, row: int) -> bool:
    """Return whether a row still belongs to the headers: it too names the lines, years of birth below ages for one."""
    own = [line for line in lines.values() if any(weight(line, (sheet.text(row, c),)) for c in range(sheet.width))]
    values = [value for value in sheet.rows[row] if shown(value)]
    return len(own) >= _HEADS and len(own) >= len(values) - 1


def _aged(line: Line, year: int | None) -> Line:
    if line.age is None:
        return line
    years = [str(year - line.age)] if year is not None else []
    return line.model_copy(update={"header": [*line.header, str(line.age), *years]})


def birth_years(reading: Reading, found: Located, day: date | None) -> None:
    """Report years of birth in the headers that are not those of the ages on the day of the form."""
    if day is None:
        return
    for name, column in found.columns.items():
        age = found.form.columns[name].age
        if age is None:
            continue
        for row in range(max(0, found.header - 2), found.data):
            text = found.sheet.text(row, column)
            if text.isdecimal() and 1900 < int(text) <= day.year + 1 and int(text) != day.year - age:
                facts = {"age": age, "year": int(text), "right": day.year - age, "date": day}
                reading.faults.append(Fault("form-birth-year", found.sheet.place(row, column), facts))
                return  # all are wrong for the same reason
