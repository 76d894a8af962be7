"""Official forms filled from records: as fresh workbooks, or into a template of the user's.

Of a record go into a form the figures that have a cell of their own there; where the record was counted from a survey,
the whole form. Rates are cut to two decimals, not rounded: no form shows a threshold reached that is not.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from phocap.faults import Fault, Faulty, Place
from phocap.forms import sheets, top
from phocap.forms.form import figure_columns
from phocap.forms.grid import Located, birth_years, completed, is_total, locate, titled
from phocap.forms.survey import Survey
from phocap.forms.synth import grid_counts
from phocap.forms.workbook import Sheet, needed, open_workbook, shown
from phocap.intake.known import Known
from phocap.intake.reading import Reading
from phocap.language.pack import Pack
from phocap.model.form import Cells, Form
from phocap.model.record import Record
from phocap.model.vocabulary import Constraint
from phocap.source.files import Source
from phocap.text.nearest import name_key
from phocap.value import dataclass

Values = dict[tuple[str, str], sheets.Cell]
"""What stands in a form by the names of row and column; in a table rows have no name."""

Judged = Callable[[Form, Record], Values]
"""Returns what a record came to, by the cells in which a form says it."""

_DRAWN: Final = ("xl/media/", "xl/charts/", "xl/drawings/")
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)([^<]*)(</dcterms:modified>)")
_CORE: Final = "docProps/core.xml"


@dataclass(frozen=True)
class Filled:
    """A form that was filled, and what there is to say of it."""

    content: bytes
    form: Form
    cells: int
    """How many cells were written."""
    formulas: tuple[Place, ...] = ()
    """Cells of the template with formulas, which were left as they are."""
    without: tuple[str, ...] = ()
    """Fields of the records for which the form has no cell of their own."""
    pictures: bool = False
    """Whether the template has pictures or charts, which are not kept."""


def fresh(
    form: Form, records: Sequence[Record], surveys: Sequence[Survey], pack: Pack, judged: Judged | None = None
) -> Filled:
    """Return a form as a new workbook in its official layout; ``judged`` adds what the records came to.

    Raises:
        Faulty: ``form-other-tier``, ``form-one-unit`` or ``form-one-day``.
    """
    records = _of_tier(form, records)
    first = records[0]
    day = first.as_of
    said = form.top.day[0].format(day=day.day, month=day.month, year=day.year)
    above = (first.unit.parent.name or first.unit.parent.code or "") if first.unit.parent else ""
    told = [_values(form, record, surveys, pack.words.constraints, judged) for record in records]
    if form.rows:
        (values,) = told
        content = sheets.grid_form(form, first.unit.name or "", above, said, day.year, values)
    else:
        rows = [_row(form, number, record, values) for number, (record, values) in enumerate(_pairs(records, told), 1)]
        unit = first.unit.name or "" if len(records) == 1 else above
        content = sheets.table_form(
            form, unit, above, said, rows, _total(form, records, pack.words.constraints) if len(records) > 1 else None
        )
    return Filled(content, form, sum(map(_count, told)), without=_without(form, records, told))


def into(
    template: Source,
    forms: Sequence[Form],
    records: Sequence[Record],
    surveys: Sequence[Survey],
    pack: Pack,
    judged: Judged | None = None,
) -> Filled:
    """Return a workbook of the user's with the figures written into the form that is found in it.

    Only cells of figures are written; formulas stay, and so does everything else that openpyxl keeps.

    Raises:
        Faulty: ``template-not-xlsx``; ``template-without-form``; ``form-header-missing``, ``form-birth-year``;
            ``template-other-unit``, ``template-other-day``: it is that of another unit or day; ``template-no-row``;
            ``template-cell-taken``: a text stands where a figure belongs.
    """
    found = _found(template, forms, records[0].as_of.year)
    form = found.form
    records = _of_tier(form, records)
    reading = Reading(Known(pack))
    _same_head(reading, found, records)
    birth_years(reading, found, records[0].as_of)
    located = completed(reading, found)
    if located is not None:
        _named(reading, located)
    if reading.faults or located is None:
        raise Faulty(reading.faults)
    told = [_values(form, record, surveys, pack.words.constraints, judged) for record in records]
    cells = _grid_cells(located, told[0]) if form.rows else dict(_table_cells(located, records, told))
    replaceable = frozenset(text for one in form.results for text in one.said.values())
    content, formulas = _written(template, located.sheet, cells, replaceable)
    pictures = any(name.startswith(_DRAWN) for name in zipfile.ZipFile(io.BytesIO(template.data)).namelist())
    missing = _without(form, records, told, located)
    return Filled(content, form, len(cells) - len(formulas), formulas, missing, pictures)


def _of_tier(form: Form, records: Sequence[Record]) -> list[Record]:
    """Return the records that a form is about: those of its tier, on one day; a grid has room for one."""
    facts: dict[str, object] = {"form": form.form.upper(), "tier": form.tier}
    found = [record for record in records if record.unit.tier == form.tier]
    if not found:
        raise Faulty(Fault("form-other-tier", records[0].place, facts))
    if form.rows and len(found) != 1:
        raise Faulty(Fault("form-one-unit", facts={**facts, "n": len(found)}))
    for record in found:
        if record.as_of != found[0].as_of:
            raise Faulty(Fault("form-one-day", record.place, {**facts, "date": record.as_of, "until": found[0].as_of}))
    return found


def _pairs(records: Sequence[Record], told: Sequence[Values]) -> Iterator[tuple[Record, Values]]:
    return zip(records, told, strict=True)


def _values(
    form: Form,
    record: Record,
    surveys: Sequence[Survey],
    constraints: Sequence[Constraint],
    judged: Judged | None,
) -> Values:
    """Return what a form says of a record, by the names of row and column; a table has the row ``""``."""
    figures = _figures(record, constraints)
    own = next((survey for survey in surveys if _is_of(survey, record)), None)
    values: Values = {}
    if own is not None and form.rows:
        values |= {cell: value for cell, value in grid_counts(form, own, zeros=True).items() if value is not None}
    for name, places in form.figures.items():
        for cells in places:
            if name in figures and (at := _single(form, cells)) is not None:
                values.setdefault(at, figures[name])
    return values | _rates(form, figures) | (judged(form, record) if judged else {})


def _figures(record: Record, constraints: Sequence[Constraint]) -> dict[str, int]:
    """Return the figures that a record gives, and the wholes of which it gives all the parts."""
    figures = {name: given.value for name, given in record.figures.items()}
    for one in constraints:
        if one.exhaustive and one.whole not in figures and all(part in figures for part in one.parts):
            figures[one.whole] = sum(figures[part] for part in one.parts)
    return figures


def _is_of(survey: Survey, record: Record) -> bool:
    named = survey.unit is not None and name_key(survey.unit.name) == name_key(record.unit.name or "")
    return named and survey.day == record.as_of


def _single(form: Form, cells: Cells) -> tuple[str, str] | None:
    """Return the one cell that holds a figure; None where several make it up."""
    if len(cells.columns) != 1 or len(cells.rows) != (1 if form.rows else 0):
        return None
    return (cells.rows[0] if form.rows else "", cells.columns[0])


def _rates(form: Form, figures: Mapping[str, int]) -> Values:
    found: Values = {}
    for rate in form.rates:
        at = _single(form, rate)
        if at is not None and rate.of in figures and figures.get(rate.to):
            found[at] = cut(Fraction(figures[rate.of], figures[rate.to]))
    return found


def cut(rate: Fraction) -> float:
    """Return a share as percent, cut to two decimals."""
    return int(rate * 10_000) / 100


def _row(form: Form, number: int, record: Record, values: Values) -> dict[str, sheets.Cell]:
    names: dict[str, sheets.Cell] = {"number": number} if "number" in form.columns else {}
    return {**names, **({form.label: record.unit.name} if form.label else {}), **{c: v for (_, c), v in values.items()}}


def _total(form: Form, records: Sequence[Record], constraints: Sequence[Constraint]) -> dict[str, sheets.Cell]:
    """Return the row of totals: the figures that every record gives, and their rates."""
    given = [_figures(record, constraints) for record in records]
    sums = {name: sum(one[name] for one in given) for name in given[0] if all(name in one for one in given)}
    places = {name: at for name, found in form.figures.items() for c in found if (at := _single(form, c)) is not None}
    counts = {places[name][1]: total for name, total in sums.items() if name in places}
    return {**counts, **{column: value for (_, column), value in _rates(form, sums).items()}}


def _count(values: Values) -> int:
    return len(values)


def _without(
    form: Form, records: Sequence[Record], told: Sequence[Values], found: Located | None = None
) -> tuple[str, ...]:
    """Return the fields of the form that the records give and that found no cell."""
    names: dict[str, None] = {}
    for record, values in _pairs(records, told):
        for name in record.figures:
            cells = form.figures.get(name, [])
            at = [at for one in cells if (at := _single(form, one)) is not None and at in values]
            whole = any(
                all((row, column) in values for row in one.rows or [""] for column in one.columns) for one in cells
            )
            if cells and not whole and not any(found is None or _place(found, one) for one in at):
                names[name] = None
    return tuple(names)


def _place(found: Located, at: tuple[str, str]) -> tuple[int, int] | None:
    row, column = found.rows.get(at[0]), found.columns.get(at[1])
    return None if row is None or column is None else (row, column)


def _found(template: Source, forms: Sequence[Form], year: int) -> Located:
    """Return the form in a workbook: of several the one most of whose headers are there."""
    if not template.data.startswith(b"PK\x03\x04") or not template.path.lower().endswith((".xlsx", ".xlsm")):
        raise Faulty(Fault("template-not-xlsx", Place(template.path)))
    book = open_workbook(template)
    visible = [sheet for sheet in book.sheets if sheet.visible and sheet.rows]
    located = [one for sheet in visible for form in forms if (one := locate(form, sheet, year)) is not None]
    if not located:
        facts = {"sheets": [sheet.name for sheet in visible], "forms": [form.form.upper() for form in forms]}
        raise Faulty(Fault("template-without-form", Place(template.path), facts))
    return max(located, key=lambda one: one.score)


def _same_head(reading: Reading, found: Located, records: Sequence[Record]) -> None:
    """Report a template that names another unit or day than the record does."""
    heads, first = list(top.texts(found.sheet, found.header)), records[0]
    told = top.day(heads, found.form.top.day)
    if told is not None and told[0] != first.as_of:
        reading.fault("template-other-day", told[1], date=told[0], until=first.as_of)
    unit, _ = top.units(reading.known, found.form.tier, first.as_of, heads)
    if unit is not None and len(records) == 1 and name_key(unit.name) != name_key(first.unit.name or ""):
        reading.fault("template-other-unit", unit.place, unit=unit.name, name=first.unit.name)


def _named(reading: Reading, found: Located) -> None:
    """Report lines without their header: reading may trust their official place, writing may not."""
    for name in found.by_position:
        line, is_row = found.form.columns.get(name), name in found.rows
        line = found.form.rows[name] if line is None else line
        at = (found.rows[name], 0) if is_row else (found.header, found.columns[name])
        facts = {"form": found.form.form.upper(), "headers": [titled(line)], "found": [found.sheet.text(*at)]}
        reading.fault("form-header-missing", found.sheet.place(*at), **facts)


def _grid_cells(found: Located, values: Values) -> dict[tuple[int, int], sheets.Cell]:
    return {at: value for cell, value in values.items() if (at := _place(found, cell)) is not None}


def _table_cells(
    found: Located, records: Sequence[Record], told: Sequence[Values]
) -> Iterator[tuple[tuple[int, int], sheets.Cell]]:
    """Yield the cells of a table: those of each unit in the row that names it, else in the next that is empty."""
    sheet, label = found.sheet, found.columns[found.form.label or ""]
    end = next((r for r in range(found.data, len(sheet.rows)) if is_total(found.form, sheet, r)), len(sheet.rows))
    rows = {name_key(text): r for r in range(found.data, end) if (text := sheet.text(r, label))}
    counted = [found.columns[name] for name in figure_columns(found.form) if name in found.columns]
    empty = (r for r in range(found.data, end) if not any(shown(sheet.value(r, c)) for c in (label, *counted)))
    for record, values in _pairs(records, told):
        row = rows.get(name_key(record.unit.name or ""))
        if row is None:
            row = next(empty, None)
            if row is None:
                raise Faulty(Fault("template-no-row", sheet.place(found.data, label), {"name": record.unit.name}))
            yield (row, label), record.unit.name
        for (_, column), value in values.items():
            if column in found.columns:
                yield (row, found.columns[column]), value


def _written(
    template: Source, sheet: Sheet, cells: Mapping[tuple[int, int], sheets.Cell], replaceable: frozenset[str]
) -> tuple[bytes, tuple[Place, ...]]:
    """Return the workbook with the cells written, and the cells that were left for their formulas.

    Words that are ``replaceable`` say what came of an earlier judgement.
    """
    openpyxl = needed("openpyxl", template.path)
    book = openpyxl.load_workbook(io.BytesIO(template.data), keep_vba=template.path.lower().endswith(".xlsm"))
    target = book[sheet.name]
    formulas, faults = [], []
    for (row, column), value in sorted(cells.items()):
        place, cell = sheet.place(row, column), target.cell(row + 1, column + 1)
        if cell.data_type == "f":
            formulas.append(place)
        elif _is_taken(cell, value, replaceable):
            faults.append(Fault("template-cell-taken", place, {"value": shown(sheet.value(row, column))}))
        else:
            cell.value = value
    if faults:
        raise Faulty(faults)
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue(), template.data), tuple(formulas)


def _is_taken(cell: Any, value: sheets.Cell, replaceable: frozenset[str]) -> bool:
    """Whether a cell holds what is neither a figure nor replaceable, or is hidden in a merged range."""
    if type(cell).__name__ == "MergedCell":
        return True
    return (
        cell.value is not None and cell.value not in {*replaceable, value} and not isinstance(cell.value, int | float)
    )


def _timeless(content: bytes, original: bytes) -> bytes:
    """Return a workbook without the time of its writing: the same input makes the same bytes."""
    with zipfile.ZipFile(io.BytesIO(original)) as archive:
        core = archive.read(_CORE) if _CORE in archive.namelist() else b""
    was = _MODIFIED.search(core)  # only its time is taken: the namespaces of its tag stand elsewhere in that file
    stamp = rb"\g<1>" + was[2] + rb"\g<3>" if was else b""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = old.read(name)
            entry = zipfile.ZipInfo(name, _DAY.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _MODIFIED.sub(stamp, data) if name == _CORE else data)
    return stream.getvalue()


_DAY: Final = date.fromisoformat("2000-01-01")
