"""Layouts of official forms and survey workbooks: where which figure stands, as data (docs/forms.md).

Headers and labels are found by what they say, without regard to case, tone marks and diacritics; ``at`` is where the
official form has them and decides only where texts do not.
"""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Strict

from phocap.model.base import Id, LevelNumber, Model, Text
from phocap.model.outcome import Outcome
from phocap.model.persons import Database, Duplicates, Matching, Movement, Sample
from phocap.model.short import SINGLE, Texts, listed, one, one_or_name


class Line(Model):
    """A row or a column that the form has: what stands above or beside it, and where it officially is."""

    header: Texts
    at: str
    """Column letters, or the number of a row."""
    needed: bool = True
    age: int | None = None
    """The column of an age: its number, or the year of birth, may stand in the header too."""
    summary: bool = False
    """A row that does not go by the columns of the grid: what stands in it is named cell by cell."""


class Total(Model):
    """A line that is the sum of others."""

    parts: list[Id]


class Cells(Model):
    """Cells whose sum is a figure: those of some rows in some columns. A table has only columns."""

    columns: Annotated[list[Id], BeforeValidator(listed), SINGLE]
    rows: Annotated[list[Id], BeforeValidator(listed), SINGLE] = []


class Rate(Cells):
    """A cell with a rate in percent, for people: it is written and never read."""

    of: Id
    to: Id


class ResultCell(Cells):
    """A cell with what a programme came to, for people: it is written by reports and never read.

    Without ``condition`` it holds the level, with it what came of the condition of that id. What ``said`` has no words
    for stays blank; ``{level}`` in them is the number.
    """

    programme: Id
    condition: Id | None = None
    said: dict[Annotated[Outcome, Strict(False)], str]


class Top(Model):
    """What stands above the table."""

    day: Texts
    """As ``ngày {day} tháng {month} năm {year}``."""


class Form(Model):
    """A form: a grid of rows and columns, or a table with a row for every unit and one for their total."""

    form: Id
    title: Text
    names: Texts
    """What sheets with this form are called, and titles that stand above it."""
    tier: Id
    top: Top
    columns: dict[Id, Line]
    rows: dict[Id, Line] = {}
    """The rows of a grid; a table has none."""
    label: Id | None = None
    """The column with the names of the units of a table."""
    total: Texts = []
    """What the row with the totals of a table is called."""
    sums: dict[Id, list[Id]] = {}
    """Columns that are the sum of others in every row of the grid or table."""
    parts: dict[Id, list[Id]] = {}
    """Rows of a grid, or columns of a table, each of which lies within the one named."""
    never_zero: dict[Id, list[Id]] = {}
    """Rows of a grid, or columns of a table, in which 0 is odd where the one named is ``sizeable`` or more."""
    sizeable: int = 1
    apart: dict[Id, list[Id]] = {}
    """Rows of a grid that lie within the one named and have nobody in common."""
    rest: dict[Id, list[Id]] = {}
    """Rows that hold, perhaps with others, all who are in the one named and in none of those ``apart``."""
    figures: dict[Id, Annotated[list[Cells], BeforeValidator(one), SINGLE]]
    """Where a figure stands; of several places all that are filled must agree."""
    rates: list[Rate] = []
    results: list[ResultCell] = []


class ColumnKind(StrEnum):
    """What a column of a survey holds."""

    TEXT = "text"
    NUMBER = "number"
    MARK = "mark"
    """Filled or not, whatever with."""


class Column(Model):
    """A column of a survey workbook."""

    header: Texts
    at: str
    kind: Annotated[ColumnKind, Strict(False)] = ColumnKind.TEXT
    needed: bool = False


class Listed(Model):
    """A list on a sheet of the workbook, such as the codes of all schools."""

    sheet: str
    column: str
    first_row: int


class Definition(Model):
    """A set of persons that is counted in several ways; the one that is followed has a name."""

    title: Text
    default: Id
    options: dict[Id, "Option"]


class Option(Model):
    """One way to define a set: the whole, less those who are taken off, in this order."""

    title: Text
    of: Any
    less: list[Id]


class Counted(Model):
    """Persons of some ages for whom all of the conditions hold."""

    ages: Annotated[list[int], BeforeValidator(listed), SINGLE]
    where: Annotated[list[Any], BeforeValidator(one_or_name), SINGLE]


class Told(Model):
    """What stands in a column, and so many more."""

    column: Id
    plus: int = 0


class SchoolNames(Model):
    """How names of schools are compared: two ways to write one are told."""

    column: Id
    code: Id
    """Names with one code are those of one school even if only one has its kind, or its accents."""
    kinds: dict[str, Texts]
    """Kinds of schools, each with the ways in which it is written."""
    surplus: list[str]
    """Words that make no difference."""


class Check(Model):
    """What is odd about a person: said of every row in which all of the conditions hold."""

    where: Annotated[list[Any], BeforeValidator(one_or_name), SINGLE]
    at: Id
    """The column at which it is said."""
    needs: Id | None = None
    """The list without which nothing can be said."""
    tells: dict[str, Told] = {}
    """What a message tells of the person beside where it is: a column, or so many more than a column."""


class RollKind(StrEnum):
    """What a column of a school roll holds."""

    TEXT = "text"
    NUMBER = "number"
    MARK = "mark"
    NAME = "name"
    """A full name; the given name is its last word."""
    DAY = "day"
    """A day, written or as a date."""
    CLASS = "class"
    """A class, which begins with its grade."""


class RollColumn(Model):
    """A column of a school roll, found by its header wherever it stands."""

    header: Texts
    kind: Annotated[RollKind, Strict(False)] = RollKind.TEXT
    into: list[Id] = []
    """The columns of the survey that follow from it, when it is not one of them itself."""
    marked: Texts = []
    """What stands for yes."""


class Roll(Model):
    """The list of pupils of a school, to be laid beside a survey; no figure is counted from it."""

    roll: Id
    title: Text
    survey: Id
    """The survey whose columns are meant."""
    needed: list[list[Id]]
    """Of each of these columns of the survey one must follow from what is there."""
    columns: dict[Id, RollColumn]


class Survey(Model):
    """A survey workbook: a row for every person.

    A condition on a person is the name of a filter or definition, or a mapping of columns to what they must
    hold, all of them: a value, a list of values, ``{from, to}``, ``{filled: true}``, ``{listed: NAME}`` or
    ``{marked: SIGN}``; ``{any: […]}``, ``{all: […]}`` and ``{not: …}`` combine conditions.
    Nothing in it is run as code.
    """

    survey: Id
    title: Text
    tier: Id
    sheets: Texts
    year: str
    """The cell with the year of the survey."""
    day: str
    """Month and day of the figures, ``09-30``."""
    first_row: int
    present: list[Id]
    """A row counts when one of these columns is filled."""
    unit_sheets: Texts = []
    """Other sheets on which the unit is named."""
    born: Id
    """The column with the year of birth, from which ``age`` follows."""
    columns: dict[Id, Column]
    also: dict[Id, Texts] = {}
    """Headers of columns that the workbook may have besides, wherever they stand."""
    lists: dict[Id, Listed] = {}
    any_filled: dict[Id, list[Id]] = {}
    """Marks that are set where one of several columns is filled."""
    filters: dict[Id, Any] = {}
    definitions: dict[Id, Definition] = {}
    names: dict[Id, Text] = {}
    """How filters are called that definitions take off."""
    lines: dict[Id, Annotated[list[Any], BeforeValidator(one_or_name), SINGLE]] = {}
    """The rows of the form that is counted from the survey."""
    figures: dict[Id, Counted]
    differences: dict[Id, list[Id]] = {}
    """Numbers that follow from two columns: the first less the second."""
    school_names: SchoolNames | None = None
    checks: dict[Id, Check] = {}
    """By the id of their message."""
    duplicates: Duplicates | None = None
    movement: Movement | None = None
    sample: Sample | None = None
    matching: Matching | None = None
    database: Database | None = None
    """The same persons in a database, by the same definitions."""


class Cohort(Model):
    """A figure and what it was a year before; with ``of``, those who are left of a whole."""

    now: Id
    before: Id
    of: Id | None = None
    before_of: Id | None = None


class Cohorts(Model):
    """The same children a year later. Differences of few persons, or of a small share of them, are no surprise."""

    persons: int
    percent: int
    figures: list[Cohort]


class Headings(Model):
    """What the columns of a table of our own may be called besides the ids and labels of the vocabulary."""

    headings: dict[str, Texts] = {}
    """By the part of a record: ``unit.name``, ``as_of``, ``figures.age_6.ppc`` …."""
    yes: Texts = []
    no: Texts = []
    never_zero: dict[Id, list[Id]] = {}
    """Figures that cannot be 0 where the one named is not."""
    examples: Texts = []
    """Names that stand in empty forms as examples."""
    example_marks: Texts = []
    """Words with which a cell begins that is an example."""
    cohorts: Cohorts | None = None


class Synth(Model):
    """From what made-up persons are drawn, for the survey of the same name; shares are thousandths."""

    synth: Id
    province: str
    communes: list[str]
    hamlets: list[str]
    schools: list[str]
    last_names: list[str]
    given_names: list[str]
    ethnic: list[str]
    moved_out: str
    dead: str
    incoming: str
    levels: dict[LevelNumber, str]
    """The diploma that belongs to a grade and to those after it."""
    preschool: str
    cohort: list[int]
    """Fewest and most children of one age."""
    ages: list[int]
    per_mille: dict[str, int]
    tables: dict[Id, dict[Id, list[int]]] = {}
    """For forms that are tables: fewest and most in each column of a school, or of the commune where it has one row."""
    alike: dict[Id, dict[Id, Id | int]] = {}
    """Further columns of these forms: another column whose number they have, or a number."""
