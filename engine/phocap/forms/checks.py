"""What is odd without being impossible: said of persons and records, and never a reason to change a figure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import polars as pl

from phocap.faults import Fault, Place, Severity
from phocap.forms.layouts import layouts
from phocap.forms.persons import key
from phocap.forms.records import FormIntake
from phocap.forms.survey import FILE, ROW, Survey
from phocap.intake.known import Known
from phocap.language.pack import Pack
from phocap.model.record import Record
from phocap.units.checks import IDS as UNIT_IDS
from phocap.units.checks import check_units

MOST: Final = 1000
"""Rows of one check that are told one by one; with more the check says something of the file, not of its rows."""

CODE_ONLY: Final = (
    "survey-duplicate",
    "survey-code-zeros",
    "text-decomposed",
    "text-old-font",
    "zero-impossible",
    "example",
)
"""Checks that are not conditions of a layout."""


def check(intake: FormIntake, pack: Pack) -> list[Fault]:
    """Return all that is odd about persons and records, as warnings in the order of places."""
    known = layouts(pack)
    found: list[Fault] = []
    for survey in intake.surveys:
        found += survey.oddities[:MOST]
        zeros = list(_zeros(survey))
        told = {fault.place for fault in zeros}
        found += zeros
        # A code that has only lost its zeros is not told a second time as one that nobody knows.
        found += (fault for fault in _conditions(survey) if fault.place not in told)
    found += _duplicates(intake.surveys)
    for record in intake.records:
        found += _never_zero(record, known.headings.never_zero, pack)
        found += _examples(record, known.headings.examples)
    found += check_units(intake.records, pack, [synth.province for synth in known.synths])
    return sorted(found, key=lambda fault: (fault.place or Place(""), fault.id))


def ids(pack: Pack) -> list[str]:
    """Return the ids of all these checks."""
    return sorted({*CODE_ONLY, *UNIT_IDS, *(id for survey in layouts(pack).surveys for id in survey.checks)})


def _warning(id: str, place: Place, **facts: object) -> Fault:
    return Fault(id, place, facts, Severity.WARNING)


def _conditions(survey: Survey) -> Iterator[Fault]:
    """Yield the rows in which the conditions of a check hold."""
    conditions = survey.conditions()
    for id, check in survey.layout.checks.items():
        if check.needs is not None and not survey.lists.get(check.needs):
            continue
        found = survey.persons.filter(conditions.all_of(check.where))
        # What a list does not have is told with its value and how many persons it hides.
        counted = dict(found[check.at].value_counts().iter_rows()) if check.needs is not None else {}
        for file, row, value in found.select(FILE, ROW, check.at).head(MOST).iter_rows():
            facts = {"value": value, "n": counted[value]} if counted else {}
            yield _warning(id, survey.place(file, row, check.at), **facts)


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


def _duplicates(surveys: Sequence[Survey]) -> Iterator[Fault]:
    """Yield rows that may be a person who has a row already, in the same commune or another."""
    frames = [
        survey.persons.select(
            pl.lit(at, pl.Int32).alias("survey"), FILE, ROW, *survey.layout.same_person, *survey.layout.same_place
        )
        for at, survey in enumerate(surveys)
        if survey.layout.same_person
    ]
    if not frames:
        return
    same, near = surveys[0].layout.same_person, surveys[0].layout.same_place
    everyone = pl.concat(frames, how="vertical_relaxed").drop_nulls(same)
    twice = everyone.filter(pl.struct(same).is_duplicated())
    first: dict[tuple[object, ...], dict[str, object]] = {}
    told = 0
    for row in twice.iter_rows(named=True):
        other = first.setdefault(tuple(row[name] for name in same), row)
        if other is row or told >= MOST:
            continue
        told += 1
        equal = sum(row[name] is not None and row[name] == other[name] for name in near)
        score = 100 * (len(same) + equal) // (len(same) + len(near))
        place = surveys[int(str(other["survey"]))].place(int(str(other[FILE])), int(str(other[ROW])), same[0])
        here = surveys[row["survey"]].place(row[FILE], row[ROW], same[0])
        yield _warning("survey-duplicate", here, first=str(place), score=score, equal=equal)


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
