"""What is done with the persons of a survey besides counting: who may be one person, who is drawn, who is compared."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from phocap.model.base import Id, Model, Text
from phocap.model.short import SINGLE, Texts, one_or_name


class Trait(Model):
    """A column in which two rows that are one person agree."""

    title: Text
    points: int
    alike: bool = False
    """Nearly the same text counts for half."""
    optional: bool = False
    """Blank in both rows it says nothing."""
    needed: bool = False
    """Without it, or nearly so, two rows are two persons."""


class Duplicates(Model):
    """When two rows may be one person: the score is the share of points, in percent, of the traits that agree."""

    where: Annotated[list[Any], BeforeValidator(one_or_name), SINGLE]
    """Who is looked at."""
    blocks: list[list[Id]]
    """Columns of which all must agree before two rows are compared at all."""
    largest_block: int
    """Blocks with more rows than this tell nothing."""
    least: int
    """The least score that is told."""
    alike: int
    """From which share of equal letters on, in percent, texts are nearly the same."""
    swapped: list[Id] = []
    """Two numbers that may have been written in each other's place."""
    traits: dict[Id, Trait]


class Movement(Model):
    """The balance of persons by year of birth: those of last year and those who came, less those who left, are here."""

    ages: list[int]
    came: Annotated[list[Any], BeforeValidator(one_or_name), SINGLE]
    left: Annotated[list[Any], BeforeValidator(one_or_name), SINGLE]
    stay: Annotated[list[Any], BeforeValidator(one_or_name), SINGLE]


class Sample(Model):
    """Who is drawn for the visit of an inspection team."""

    size: int
    """How many persons or households, unless the team says otherwise."""
    ages: list[int]
    where: Annotated[list[Any], BeforeValidator(one_or_name), SINGLE]
    person: list[Id]
    """Columns that tell persons apart: who is drawn follows from them, not from the order of rows."""
    household: list[Id]
    """Columns in which those of one household agree."""
    shows: list[Id]
    """Columns that stand on the sheet."""
    names: list[Id]
    """Columns that tell who it is: they stand on the sheet only when that is asked for."""


class Hamlet(Model):
    """Where the hamlet of a person stands: in a column, else in an address before a sign."""

    column: Id
    address: Id
    sign: str


class Advance(Model):
    """A number that grows by one from year to year, except for those for whom one of the conditions holds."""

    column: Id
    unless: list[Any]


class Matching(Model):
    """How two lists of persons are laid side by side, row against row."""

    code: Id
    """The column that alone tells who a person is."""
    person: list[Id]
    """Columns that, all equal, and in the same hamlet, make two rows one person where there is no code."""
    needed: list[Id]
    """Those of them without which nobody can be known; the others may be empty in both rows."""
    apart_by: list[Id] = []
    """Further columns that may tell apart rows for which all that is equal."""
    hamlet: Hamlet
    near: list[list[Id]]
    """Columns that, all equal, make two rows that are left over possibly one person."""
    apart: list[Id] = []
    """Columns that are not compared."""
    blank: dict[Id, str] = {}
    """What an empty cell of a column stands for."""
    lasting: list[Id]
    """Columns that are compared between two years: what a year does not change."""
    advance: Advance
    gone: list[Any]
    """Who is not expected in the next year."""
    pupil: list[Any]
    """Who is expected in the roll of a school."""
    school: list[Id]
    """The columns that name the school of a person."""
    private: list[Id]
    """Columns that are shown on request only."""


class Database(Model):
    """What a register of persons has besides the columns of a survey, by what its columns may be called."""

    code: Texts
    """The code of the unit of which a person is counted."""
    name: Texts
    parent: Texts
    """The code of the unit above."""
    parent_tier: Id
    year: Texts
    """The year of the survey."""
    place: Id
    """The column of the survey with the part of the unit by which figures may be set apart."""
