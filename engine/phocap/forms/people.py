"""Persons of one side of a comparison, from a survey or from school rolls: what is compared, and where it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from phocap.faults import Place
from phocap.forms.persons import key
from phocap.forms.roll import School
from phocap.forms.survey import FILE, ROW, Survey, series
from phocap.forms.workbook import shown
from phocap.model.form import ColumnKind
from phocap.model.persons import Matching

Row = Mapping[str, Any]


@dataclass(frozen=True)
class People:
    """The persons of one side, row by row, as they are compared."""

    rows: Sequence[Row]
    """Of each person ``file``, ``row`` and the columns that there are, as they are compared; ``hamlet`` among them."""
    columns: frozenset[str]
    year: int | None
    marks: Mapping[str, Sequence[bool]]
    """What holds of the persons: ``gone``, ``pupil``, ``exempt`` from growing."""
    place: Callable[[Row, str], Place]
    text: Callable[[Row, str], str]
    """What stands in a column of a row, as it was written."""

    @cached_property
    def _values(self) -> dict[str, frozenset[Any]]:
        return {}

    def values(self, column: str) -> frozenset[Any]:
        """Return what stands in a column, without blanks."""
        if column not in self._values:
            found = {row.get(column) for row in self.rows} if column in self.columns else set()
            self._values[column] = frozenset(found - {None})
        return self._values[column]


def of_survey(survey: Survey, matching: Matching) -> People:
    """Return the persons of a survey."""
    layout = survey.layout
    kinds = {name: column.kind for name, column in layout.columns.items()} | dict.fromkeys(layout.also, ColumnKind.TEXT)
    found = {name for columns in survey.columns for name in columns}
    wanted = [name for name in kinds if name in found and name not in matching.apart]
    data: dict[str, list[Any]] = {FILE: survey.persons[FILE].to_list(), ROW: survey.persons[ROW].to_list()}
    for name in wanted:
        values = [value for table in survey.tables for value in table.column(name)]
        data[name] = _filled(series(kinds[name], values).to_list(), matching.blank.get(name))
    data[matching.hamlet.column] = _hamlets(survey, matching)
    names = list(data)
    rows = [dict(zip(names, values, strict=True)) for values in zip(*data.values(), strict=True)]
    conditions = survey.conditions()
    told = survey.persons.select(
        gone=pl.any_horizontal(pl.lit(False), *(conditions.one(one) for one in matching.gone)),
        pupil=conditions.all_of(matching.pupil),
        exempt=pl.any_horizontal(pl.lit(False), *(conditions.one(one) for one in matching.advance.unless)),
    )
    start = [{number: at for at, number in enumerate(table.numbers)} for table in survey.tables]

    def text(row: Row, column: str) -> str:
        values = survey.tables[row[FILE]].columns.get(column)
        written = shown(values[start[row[FILE]][row[ROW]]]) if values is not None else ""
        if not written and column == matching.hamlet.column:
            return text(row, matching.hamlet.address).partition(matching.hamlet.sign)[0].strip()
        return written

    return People(
        rows,
        frozenset(wanted),
        survey.year,
        {name: told[name].to_list() for name in told.columns},
        lambda row, column: survey.place(row[FILE], row[ROW], column),
        text,
    )


def of_rolls(rolls: Sequence[School], matching: Matching) -> People:
    """Return the pupils of the rolls of several schools as one list."""
    rows = [{**row, FILE: number} for number, roll in enumerate(rolls) for row in roll.rows]
    for row in rows:
        for name, value in matching.blank.items():
            if name in row and row[name] is None:
                row[name] = key(value)
    return People(
        rows,
        frozenset(name for roll in rolls for name in roll.columns),
        None,
        {},
        lambda row, column: rolls[row[FILE]].cell(row[ROW], column),
        lambda row, column: rolls[row[FILE]].text(row[ROW], column),
    )


def _filled(values: list[Any], blank: str | None) -> list[Any]:
    return values if blank is None else [key(blank) if value is None else value for value in values]


def _hamlets(survey: Survey, matching: Matching) -> list[str | None]:
    """Return where persons live: the hamlet, else what stands in the address before the number of the house."""
    own, found = matching.hamlet, []
    for table in survey.tables:
        pairs = zip(table.column(own.column), table.column(own.address), strict=True)
        found += [key(shown(hamlet) or shown(address).partition(own.sign)[0]) or None for hamlet, address in pairs]
    return found
