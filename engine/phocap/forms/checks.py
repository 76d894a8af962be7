"""What is odd without being impossible: said of persons and records, and never a reason to change a figure."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Final

import polars as pl

from phocap.faults import Fault, Place, Severity
from phocap.forms.duplicates import duplicates
from phocap.forms.lastyear import against_last_year
from phocap.forms.layouts import layouts
from phocap.forms.oddities import odd_texts
from phocap.forms.persons import AGE, key
from phocap.forms.records import FormIntake
from phocap.forms.schools import spellings
from phocap.forms.survey import FILE, ROW, Survey
from phocap.forms.texts import check_texts
from phocap.intake.known import Known
from phocap.language.pack import Pack
from phocap.model.record import Record
from phocap.text.language import Bilingual
from phocap.units.checks import IDS as UNIT_IDS
from phocap.units.checks import check_units

MOST: Final = 1000
"""Rows of one check that are told one by one; with more the check says something of the file, not of its rows."""

CODE_ONLY: Final = (
    "survey-duplicate",
    "survey-code-zeros",
    "survey-school-spelling",
    "text-decomposed",
    "text-old-font",
    "zero-impossible",
    "example",
    "number-signs-mixed",
    "cohort-size",
    "cohort-completed",
    "cohort-boundaries",
    "movement-balance",
)
"""Checks that are not conditions of a layout."""

_NO_FIGURE: Final = Bilingual("không có", "none")


def check(intake: FormIntake, pack: Pack, last: FormIntake | None = None) -> list[Fault]:
    """Return all that is odd about persons and records, as warnings and notes in the order of places.

    ``last`` holds what the year before said, when it is not told beside.
    """
    known = layouts(pack)
    found: list[Fault] = []
    for survey in intake.surveys:
        found += islice(_odd_texts(survey), MOST)
        found += islice(spellings(survey), MOST)
        zeros = list(_zeros(survey))
        told = {fault.place for fault in zeros}
        found += zeros
        # A code that has only lost its zeros is not told a second time as one that nobody knows.
        found += (fault for fault in _conditions(survey, pack) if fault.place not in told)
    found += duplicates(intake.surveys, MOST)
    for sheet in intake.sheets:
        found += check_texts(sheet, known.headings, MOST)
    typed = {sheet.path for sheet in intake.sheets}
    for record in intake.records:
        found += _never_zero(record, known.headings.never_zero, pack)
        if record.place.path not in typed:  # in sheets every cell is looked at
            found += _examples(record, known.headings.examples)
    found += check_units(intake.records, pack, [synth.province for synth in known.synths])
    found += against_last_year(intake, last or FormIntake((), ()), pack)
    return sorted(found, key=lambda fault: (fault.place or Place(""), fault.id))


def ids(pack: Pack) -> list[str]:
    """Return the ids of all these checks."""
    return sorted({*CODE_ONLY, *UNIT_IDS, *(id for survey in layouts(pack).surveys for id in survey.checks)})


def _warning(id: str, place: Place, **facts: object) -> Fault:
    return Fault(id, place, facts, Severity.WARNING)


def _odd_texts(survey: Survey) -> Iterator[Fault]:
    for file, table in enumerate(survey.tables):
        yield from odd_texts(survey.layout, table, partial(survey.place, file))


def _conditions(survey: Survey, pack: Pack) -> Iterator[Fault]:
    """Yield the rows in which the conditions of a check hold."""
    conditions = survey.conditions()
    for id, check in survey.layout.checks.items():
        if check.needs is not None and not survey.lists.get(check.needs):
            continue
        found = survey.persons.filter(conditions.all_of(check.where))
        # What a list does not have is told with its value and how many persons it hides.
        counted = dict(found[check.at].value_counts().iter_rows()) if check.needs is not None else {}
        figures = _figures_of(survey, found, check.at, pack) if counted else {}
        told = {f"{name} told": pl.col(one.column) + one.plus for name, one in check.tells.items()}
        for file, row, value, *more in found.head(MOST).select(FILE, ROW, check.at, **told).iter_rows():
            facts = dict(zip(check.tells, more, strict=True))
            if counted:
                facts |= {"value": value, "n": counted[value], "figures": figures.get(value) or _NO_FIGURE}
            yield _warning(id, survey.place(file, row, check.at), **facts)


def _figures_of(survey: Survey, found: pl.DataFrame, column: str, pack: Pack) -> dict[object, list[Bilingual]]:
    """Return the figures in which persons with each value of a column are counted."""
    conditions, label = survey.conditions(), Known(pack).label
    wanted = {
        name: (pl.col(AGE).is_in(counted.ages) & conditions.all_of(counted.where)).any()
        for name, counted in survey.layout.figures.items()
    }
    rows = found.group_by(column).agg(**wanted).iter_rows(named=True)
    return {row[column]: [label(name) for name in wanted if row[name]] for row in rows}


def _zeros(survey: Survey) -> Iterator[Fault]:
    """Yield codes of schools that are known with zeros in front: as numbers they have lost them."""
    for check in survey.layout.checks.values():
        if check.needs is None:
            continue
        listed = {code.lstrip("0"): code for code in survey.lists.get(check.needs, ()) if code.startswith("0")}
        codes = [code for code in survey.persons[check.at].unique() if code is not None and code in listed]
        rows = survey.persons.filter(pl.col(check.at).is_in(sorted(codes))).select(FILE, ROW, check.at).head(MOST)
        for file, row, code in rows.iter_rows():
            yield _warning("survey-code-zeros", survey.place(file, row, check.at), value=code, right=listed[code])


def _never_zero(record: Record, wholes: Mapping[str, list[str]], pack: Pack) -> Iterator[Fault]:
    for whole, parts in wholes.items():
        if whole in record.figures and record.figures[whole].value:
            for name in parts:
                given = record.figures.get(name)
                if given is not None and given.value == 0:
                    known = Known(pack)
                    facts = {"label": known.label(name), "whole": known.label(whole)}
                    yield _warning("zero-impossible", given.place, **facts, value=record.figures[whole].value)


def _examples(record: Record, examples: Sequence[str]) -> Iterator[Fault]:
    if key(record.unit.name) in {key(name) for name in examples}:
        yield _warning("example", record.place, name=record.unit.name)
