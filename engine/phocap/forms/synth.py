"""Made-up communes: persons, and the forms and records counted from them. The same seed makes the same bytes."""

import csv
import io
import random
from collections.abc import Iterator, Mapping
from typing import Any, Final

import polars as pl

from phocap.faults import Fault, Faulty, Place
from phocap.forms import sheets
from phocap.forms.form import Part
from phocap.forms.layouts import Layouts
from phocap.forms.persons import AGE
from phocap.forms.survey import Survey, read_survey, survey_columns
from phocap.forms.top import Named
from phocap.forms.workbook import Sheet, Workbook
from phocap.intake.known import Known
from phocap.intake.reading import Reading
from phocap.language.pack import Pack
from phocap.model.form import Form, Synth
from phocap.model.form import Survey as Layout
from phocap.model.persons import Database
from phocap.text.nearest import nearest
from phocap.value import dataclass

Person = dict[str, Any]
FAULTS: Final = (
    *("unknown-school", "duplicate", "no-birth-year", "studying-and-dropped", "age-for-grade", "lost-zeros"),
    *("decomposed", "tcvn3", "marks"),
)
"""Mistakes that can be put in, a few of each."""

YEAR: Final = 2025
"""The year of the survey when none is asked for."""

_HOME: Final = ("address", "head_last_name", "head_given_name")
_FIRST_AGE: Final = 6
_LAST_GRADE: Final = 12


@dataclass(frozen=True)
class Commune:
    """A made-up commune."""

    name: str
    parent: str
    year: int
    persons: list[Person]
    lists: Mapping[str, list[str]]
    schools: list[str]
    tables: Mapping[str, list[dict[str, int]]]
    """What the schools have, by form: a row for every school."""
    code: str


def commune(source: Synth, number: int, seed: int, year: int, persons: int | None, faults: tuple[str, ...]) -> Commune:
    """Return the commune of a number; ``persons`` is how many there shall be, else cohorts of their usual size."""
    dice = random.Random(f"{seed}/{number}")
    name = source.communes[number % len(source.communes)]
    if number >= len(source.communes):
        name = f"{name} {number // len(source.communes) + 1}"
    codes = [f"0{number % 9 + 1:01}{number:03}{school:03}" for school in range(1, len(source.schools) + 1)]
    elsewhere = [f"09{number:03}9{school:02}" for school in range(2)]
    found = list(_persons(source, dice, year, persons, codes, elsewhere))
    for fault in faults:
        _spoil(fault, found, dice, year)
    for position, person in enumerate(found, 1):
        person["number"] = position
    lists = {"schools": sorted([*codes, *elsewhere]), "local-schools": codes}
    tables = {
        form: [_school(dice, columns, source.alike.get(form, {})) for _ in source.schools]
        for form, columns in source.tables.items()
    }
    return Commune(name, source.province, year, found, lists, source.schools, tables, f"{number + 1:05}")


def _school(dice: random.Random, columns: Mapping[str, list[int]], alike: Mapping[str, str | int]) -> dict[str, int]:
    drawn = {name: dice.randint(*limits) for name, limits in columns.items()}
    return drawn | {name: like if isinstance(like, int) else drawn[like] for name, like in alike.items()}


def _persons(
    source: Synth, dice: random.Random, year: int, wanted: int | None, codes: list[str], elsewhere: list[str]
) -> Iterator[Person]:
    first, last = source.ages
    form = 0
    homes: dict[int, Person] = {}
    for age in range(first, last + 1):
        size = dice.randint(*source.cohort)
        if wanted is not None:
            size = wanted // (last - first + 1) + (age - first < wanted % (last - first + 1))
        for _ in range(size):
            form += dice.randrange(2)
            person = _person(source, dice, year, age, form, codes, elsewhere)
            # Who has the number of one form lives in one household.
            yield person | homes.setdefault(person["form"], {name: person[name] for name in _HOME})


def _person(
    source: Synth, dice: random.Random, year: int, age: int, form: int, codes: list[str], elsewhere: list[str]
) -> Person:
    def happens(share: str) -> bool:
        return dice.randrange(1000) < source.per_mille[share]

    person: Person = {
        "last_name": dice.choice(source.last_names),
        "given_name": dice.choice(source.given_names),
        "birth_day": dice.randint(1, 28),
        "birth_month": dice.randint(1, 12),
        "birth_year": year - age,
        "female": "X" if dice.randrange(2) else None,
        "ethnic": dice.choice(source.ethnic) if happens("minority") else None,
        "address": f"{dice.choice(source.hamlets)} - {dice.randint(1, 200)}",
        "form": max(form, 1),
        "head_last_name": dice.choice(source.last_names),
        "head_given_name": dice.choice(source.given_names),
    }
    if happens("disabled"):
        person[dice.choice(["disabled_movement", "disabled_sight", "disabled_learning", "autism"])] = "X"
        if not happens("able"):
            return person
        person["able"] = "X"
    if happens("dead"):
        return {**person, "residence_status": source.dead}
    if happens("moved_out"):
        return {**person, "residence_status": source.moved_out}
    if happens("incoming"):
        person["residence_status"] = source.incoming
    _schooling(source, dice, person, age, year, happens, codes, elsewhere)
    return person


def _schooling(
    source: Synth,
    dice: random.Random,
    person: Person,
    age: int,
    year: int,
    happens: Any,
    codes: list[str],
    elsewhere: list[str],
) -> None:
    grade = age - _FIRST_AGE + 1
    if grade < 1 or (grade == 1 and happens("late_entry")):
        return
    if grade > 1 and happens("behind"):
        grade -= 1
    done = [diploma for last, diploma in sorted(source.levels.items()) if grade > last]
    if done:
        person["graduated"] = done[-1]
        person["graduated_year"] = f"{year - 1}-{year}"
    if grade > _LAST_GRADE:
        return
    if happens("dropped_out"):
        person["dropped_grade"] = grade
        person["dropped_year"] = f"{year - 1}-{year}"
        return
    person["grade"] = grade
    person["class"] = f"{grade}{dice.choice('ABC')}{'!' if happens('repeating') else ''}"
    away = happens("elsewhere")
    school = dice.randrange(len(elsewhere if away else codes))
    person["school_code"] = (elsewhere if away else codes)[school]
    person["school"] = source.schools[school % len(source.schools)]


def _spoil(fault: str, persons: list[Person], dice: random.Random, year: int) -> None:
    """Put in a few mistakes of one kind."""
    pupils = [person for person in persons if person.get("grade")]
    for person in dice.sample(pupils, min(3, len(pupils))):
        match fault:
            case "unknown-school":
                person["school_code"] = "99999999"
            case "duplicate":
                persons.append(dict(person))
            case "no-birth-year":
                person["birth_year"] = None
            case "studying-and-dropped":
                person["dropped_grade"] = person["grade"]
            case "age-for-grade":
                person["grade"] = min(_LAST_GRADE, person["grade"] + 4)
            case "lost-zeros":
                person["school_code"] = int(person["school_code"])
            case "decomposed":
                import unicodedata

                person["last_name"] = unicodedata.normalize("NFD", "Hoàng Thị")
            case "tcvn3":
                person["last_name"] = "NguyÔn ThÞ"
            case "marks":
                person["class"] = f"{person['grade']}A!*"


def known_faults(wanted: tuple[str, ...]) -> None:
    """Refuse a mistake that cannot be put in.

    Raises:
        Faulty: ``unknown-value``.
    """
    for name in wanted:
        if name not in FAULTS:
            facts = {"value": name, "nearest": nearest(name, FAULTS), "allowed": FAULTS}
            raise Faulty(Fault("unknown-value", facts=facts))


def files(pack: Pack, known: Layouts, made: Commune, kinds: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a commune by their names, as ``kinds`` asks: ``survey``, ``forms``, ``yaml``, ``register``.

    Each kind tells the figures that it can; what forms and YAML tell is the same.
    """
    layout = known.surveys[0]
    if "survey" in kinds:
        content = sheets.survey_book(layout, made.year, made.name, made.parent, made.persons, made.lists)
        yield f"{layout.survey}-{made.year}.xlsx", content
    if "register" in kinds and layout.database is not None:
        yield f"register-{made.year}.csv", register_text(layout, layout.database, made).encode()
    if not {"forms", "yaml"} & {*kinds}:
        return
    survey = as_survey(pack, layout, made)
    part = survey.parts()[0]
    figures = {name: given.value for name, given in part.figures.items()}
    day = survey.day
    for form in known.forms:
        said = form.top.day[0].format(day=day.day, month=day.month, year=day.year)
        if form.rows:
            counts = grid_counts(form, survey, zeros=True)
            content = sheets.grid_form(form, made.name, made.parent, said, made.year, counts)
        else:
            rows, total = _rows(form, made, figures)
            figures |= _figures(form, total or rows[0])
            content = sheets.table_form(form, made.name, made.parent, said, rows, total)
        if "forms" in kinds:
            yield f"{form.form}-{made.year}.xlsx", content
    if "yaml" in kinds:
        yield f"record-{made.year}.yaml", record_text(part, figures).encode()


def register_text(layout: Layout, database: Database, made: Commune) -> str:
    """Return the persons of a commune as a register has them, as CSV."""
    unit = {database.code[0]: made.code, database.name[0]: made.name, database.year[0]: made.year}
    stream = io.StringIO()
    writer = csv.DictWriter(stream, [*unit, *layout.columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows({**unit, **person} for person in made.persons)
    return stream.getvalue()


def _rows(
    form: Form, made: Commune, figures: Mapping[str, int]
) -> tuple[list[dict[str, sheets.Value]], dict[str, sheets.Value] | None]:
    """Return the rows of a form that is a table: one for the commune where the survey tells of it, else for schools."""
    told = {
        cells.columns[0]: figures[name] for name, places in form.figures.items() for cells in places if name in figures
    }
    drawn = made.tables.get(form.form, [])
    if told:
        names: list[dict[str, sheets.Value]] = [{"number": 1, "unit": made.name}]
        return [{**name, **(drawn[0] if drawn else {}), **told} for name in names], None
    drawn = [{**row, **_sums(form, row)} for row in drawn]
    rows: list[dict[str, sheets.Value]] = [
        {"number": at, "unit": made.schools[at - 1], **row} for at, row in enumerate(drawn, 1)
    ]
    counted = dict.fromkeys(name for row in drawn for name in row)
    return rows, {name: sum(row[name] for row in drawn) for name in counted}


def _sums(form: Form, row: Mapping[str, int]) -> dict[str, int]:
    return {whole: sum(row[part] for part in parts) for whole, parts in form.sums.items() if {*parts} <= row.keys()}


def _figures(form: Form, row: Mapping[str, sheets.Value]) -> dict[str, int]:
    found = {}
    for name, places in form.figures.items():
        values = [row.get(column) for column in places[0].columns]
        if all(isinstance(value, int) for value in values):
            found[name] = sum(value for value in values if isinstance(value, int))
    return found


def as_survey(pack: Pack, layout: Layout, made: Commune) -> Survey:
    """Return the persons of a commune as if they had been read from a workbook."""
    columns = list(layout.columns)
    top: list[list[Any]] = [[""] * len(columns) for _ in range(layout.first_row - 1)]
    top[1][0] = float(made.year)
    top[-1] = [layout.columns[name].header[0] for name in columns]
    rows = [[_as_read(person.get(name)) for name in columns] for person in made.persons]
    sheet = Sheet("made-up", layout.sheets[0], True, [*top, *rows])
    reading = Reading(Known(pack))
    found = survey_columns(layout, sheet) or {}
    survey = read_survey(reading, layout, Workbook("made-up", (sheet,)), sheet, found, None)
    if survey is None or reading.faults:
        raise Faulty(reading.faults)
    from phocap.forms.persons import key

    place = Place("made-up", sheet=sheet.name)
    lists = {name: frozenset(map(key, found)) for name, found in made.lists.items()}
    unit, parent = Named(layout.tier, made.name, place), Named("province", made.parent, place)
    return Survey(layout, survey.year, unit, parent, survey.places, survey.persons, lists, survey.columns)


def _as_read(value: Any) -> Any:
    return "" if value is None else float(value) if isinstance(value, int) else value


def grid_counts(form: Form, survey: Survey, *, zeros: bool = False) -> dict[tuple[str, str], sheets.Value]:
    """Return what a form with rows and columns shows, counted from persons.

    Zeros are left blank, as offices do; with ``zeros`` not where a figure is read, as a blank would be missing there.
    """
    conditions, layout = survey.conditions(), survey.layout
    counts: dict[tuple[str, str], sheets.Value] = {}
    places = [cells for found in form.figures.values() for cells in found] if zeros else []
    read = {(row, column) for cells in places for row in cells.rows for column in cells.columns}
    ages = {line.age: name for name, line in form.columns.items() if line.age is not None}
    for line, where in layout.lines.items():
        if line not in form.rows:
            continue
        rows = survey.persons.filter(conditions.all_of(where)).group_by(AGE).agg(pl.len().alias("n"))
        by_age = dict(rows.select(AGE, "n").iter_rows())
        found = {name: int(by_age.get(age, 0)) for age, name in ages.items()}
        for whole, parts in form.sums.items():
            found[whole] = sum(found[part] for part in parts)
        counts.update({(line, name): value if (line, name) in read else value or None for name, value in found.items()})
    figures = {name: given.value for name, given in survey.parts()[0].figures.items()}
    for name, places in form.figures.items():
        for cells in places:
            if len(cells.rows) == 1 and form.rows[cells.rows[0]].summary and name in figures:
                counts[cells.rows[0], cells.columns[0]] = figures[name] if zeros else figures[name] or None
    return counts


def record_text(part: Part, figures: Mapping[str, int]) -> str:
    """Return figures of the unit and day of a part as a record in YAML."""
    assert part.unit is not None
    assert part.day is not None
    lines = ["unit:", f"  tier: {part.tier}", f'  name: "{part.unit.name}"']
    if part.parent is not None:
        lines += ["  parent:", f"    tier: {part.parent.tier}", f'    name: "{part.parent.name}"']
    lines += [f"as_of: {part.day.isoformat()}", "figures:"]
    lines += [f"  {name}: {value}" for name, value in figures.items()]
    return "\n".join(lines) + "\n"
