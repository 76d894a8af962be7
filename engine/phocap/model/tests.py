"""The file of tests beside a rule file, as editors know it; :mod:`phocap.check.testfile` reads it, place by place."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field, Strict

from phocap.model.base import Day, Id, Model, Text
from phocap.model.outcome import Outcome

Said = str | Text
"""One text, or one in each language."""

Cell = str | int | float | bool | date | None
"""A value in a table; ``~`` is not given."""

Expected = Annotated[Outcome, Strict(False)]


class Given(Model):
    """What a record says of a unit; ``docs/records.md`` has every section."""

    flags: dict[Id, bool | None] = {}
    figures: dict[Id, Any] = {}
    rates: dict[Id, Any] = {}
    findings: dict[Id, Any] = {}
    units: dict[Id, Any] = {}
    recognised: dict[Id, Any] = {}
    years: dict[str, Any] = {}


class Group(Model):
    """Units below that are alike."""

    tier: Id | None = None
    count: Annotated[int, Field(ge=0)] | None = None
    given: Given | None = None
    below: dict[str, "Group"] = {}


class Case(Model):
    """A unit, or a table of units, with the outcomes that the law gives them."""

    name: Said
    because: Said
    as_of: Day | None = None
    tier: Id | None = None
    given: Given | None = None
    below: dict[str, Group] = {}
    readings: dict[Id, Id] = {}
    columns: list[str] = []
    rows: list[list[Cell]] = []
    expected: dict[str, Expected] = {}
    note: Said | None = None


class Tests(Model):
    """A file of tests."""

    tests: str
    as_of: Day | None = None
    note: Said | None = None
    cases: list[Case]
