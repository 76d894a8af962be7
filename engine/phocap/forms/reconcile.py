"""Two sources laid side by side: persons row against row, figures and cells one by one, each with its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from phocap.faults import Fault, Faulty, Severity
from phocap.forms.difference import Compared, Difference, Kind
from phocap.forms.form import Part
from phocap.forms.layouts import Layouts, layouts
from phocap.forms.lists import Lists
from phocap.forms.people import of_rolls, of_survey
from phocap.forms.records import FormIntake, gather
from phocap.forms.survey import Survey
from phocap.forms.synth import grid_counts
from phocap.intake.known import Known
from phocap.language.pack import Pack
from phocap.model.base import Text
from phocap.model.form import Form
from phocap.model.record import Finding, Given, Interval, Record
from phocap.text.language import Bilingual
from phocap.text.nearest import name_key

Cells = Mapping[tuple[str, str], Given[int | None]]


def read_side(paths: Sequence[str], pack: Pack, as_of: date | None = None) -> FormIntake:
    """Return what one side holds; the roll of a school needs no record beside it.

    Raises:
        Faulty: with the faults of its files.
    """
    intake, faults = gather(paths, pack, as_of)
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    if errors:
        raise Faulty(errors)
    return intake


def reconcile(first: FormIntake, second: FormIntake, pack: Pack, *, names: bool = False) -> Compared:
    """Return all differences; a figure that only one of the sources tells is none.

    Args:
        first: one source.
        second: the other.
        pack: the rule pack, with the layouts of forms.
        names: whether names of persons are told.

    Raises:
        Faulty: ``nothing-to-reconcile``: no unit and no list of persons is in both.
    """
    found, known = Compared(), layouts(pack)
    lists = list(_lists(first, second, known, names))
    for pair in lists:
        persons, differences = pair.differences()
        found.persons += persons
        found.differences += differences
    units = list(_units(first.records, second.records))
    for one, other in units:
        skipped = _cells(found, first, second, one, other, known)
        _figures(found, one, other, Known(pack), skipped)
    if not lists and not units:
        told = [sorted({record.unit.name for record in side.records}) for side in (first, second)]
        raise Faulty(Fault("nothing-to-reconcile", facts={"first": told[0] or None, "second": told[1] or None}))
    order = list(Kind)
    found.differences.sort(key=lambda one: (order.index(one.kind), one.unit or "", one.first, one.second))
    return found


def _lists(first: FormIntake, second: FormIntake, known: Layouts, names: bool) -> Iterator[Lists]:
    """Yield the lists of persons that answer to each other: surveys of one unit, a survey and the rolls of schools."""
    for one in first.surveys:
        for other in second.surveys:
            matching = one.layout.matching
            if matching and one.layout.survey == other.layout.survey and _is_one(one, other):
                yield Lists(one, matching, of_survey(one, matching), of_survey(other, matching), names)
    for layout in known.rolls:
        for here, there in ((first, second), (second, first)):
            for survey in here.surveys:
                matching = survey.layout.matching
                if matching and survey.layout.survey == layout.survey and there.rolls:
                    sides = of_survey(survey, matching), of_rolls(there.rolls, matching)
                    yield Lists(survey, matching, *(sides if here is first else sides[::-1]), names)


def _is_one(one: Survey, other: Survey) -> bool:
    """Return whether two surveys are of one unit; one that names none may be of any."""
    return one.unit is None or other.unit is None or name_key(one.unit.name) == name_key(other.unit.name)


def _units(first: Iterable[Record], second: Iterable[Record]) -> Iterator[tuple[Record, Record]]:
    """Yield the records of one unit: of one day if both have it, else of the nearest days."""
    for one in first:
        beside = [other for other in second if _is_unit(one, other)]
        if beside:
            yield one, min(beside, key=lambda other: (abs((other.as_of - one.as_of).days), other.as_of))


def _is_unit(one: Record, other: Record) -> bool:
    if one.unit.tier != other.unit.tier:
        return False
    if one.unit.code and other.unit.code:
        return one.unit.code == other.unit.code
    return name_key(one.unit.name) == name_key(other.unit.name)


def _cells(
    found: Compared, first: FormIntake, second: FormIntake, one: Record, other: Record, known: Layouts
) -> set[tuple[str, str]]:
    """Compare forms of rows and columns cell by cell; return the sheets whose figures are told by that."""
    done: set[tuple[str, str]] = set()
    if one.as_of != other.as_of:
        return done
    for form in (form for form in known.forms if form.rows):
        for here, from_one in _grids(first, form, one):
            for there, from_other in _grids(second, form, other):
                if here.persons is not None and there.persons is not None:
                    continue  # persons are compared one by one
                done |= {(part.place.path, part.place.sheet) for part in (here, there) if part.persons is None}
                for cell in from_one.keys() & from_other.keys():
                    ours, theirs = from_one[cell], from_other[cell]
                    found.figures += 1
                    # Offices leave zeros out: a blank cell and none are the same.
                    if (ours.value or 0) != (theirs.value or 0):
                        told = Kind.CELL, one.unit.name, _line(form, cell), (ours.place,), (theirs.place,)
                        found.differences.append(Difference(*told, _written(ours), _written(theirs)))
    return done


def _grids(side: FormIntake, form: Form, record: Record) -> Iterator[tuple[Part, Cells]]:
    """Yield the cells of a form on one side: as it was filled in, or as persons come to them."""
    for part in side.parts:
        if part.form == form.form and part.day == record.as_of and part.unit and _is_named(part.unit.name, record):
            yield part, part.cells
    for survey in side.surveys:
        if survey.day == record.as_of and (survey.unit is None or _is_named(survey.unit.name, record)):
            (part,) = survey.parts()
            counts = {cell: value for cell, value in grid_counts(form, survey).items() if not isinstance(value, str)}
            yield part, {cell: Given(value or 0, part.place) for cell, value in counts.items()}


def _written(given: Given[int | None]) -> str | None:
    return None if given.value is None else str(given.value)


def _is_named(name: str, record: Record) -> bool:
    return name_key(name) == name_key(record.unit.name)


def _line(form: Form, cell: tuple[str, str]) -> Bilingual:
    row, column = (lines[name] for lines, name in zip((form.rows, form.columns), cell, strict=True))
    text = row.header[0] if row.summary else f"{row.header[0]}; {column.header[0]}"
    return Bilingual(text, text)


def _figures(found: Compared, one: Record, other: Record, known: Known, told: set[tuple[str, str]]) -> None:
    """Compare what two records of a unit tell, one by one."""
    kind = Kind.FIGURE if one.as_of == other.as_of else Kind.CHANGE
    theirs = {name: given for name, _, given in _given(other, known)}
    for name, label, ours in _given(one, known):
        beside = theirs.get(name)
        if beside is None or any((given.place.path, given.place.sheet) in told for given in (ours, beside)):
            continue
        found.figures += 1
        values = _shown(ours.value), _shown(beside.value)
        if values[0] != values[1]:
            places = (ours.place,), (beside.place,)
            found.differences.append(Difference(kind, one.unit.name, label, *places, *values))


def _given(record: Record, known: Known) -> Iterator[tuple[str, Bilingual, Given[Any]]]:
    """Yield what a record tells: where it is called, how it is called, and the value with its place."""
    for name, figure in record.figures.items():
        yield name, _text(known.fields[name].label), figure
    for name, rate in record.rates.items():
        yield f"rates.{name}", _text(known.measures[name].title), rate
    for name, finding in record.findings.items():
        yield name, _text(known.fields[name].label), finding
    for name, flag in record.flags.items():
        yield name, _text(known.flags[name].label), flag


def _text(text: Text) -> Bilingual:
    return Bilingual(text.vi, text.en)


def _shown(value: object) -> str:
    match value:
        case Interval():
            return value.printed
        case Finding():
            return str(value.value).lower()
        case _:
            return str(value).lower()
