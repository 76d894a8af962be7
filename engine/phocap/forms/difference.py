"""What two sources tell differently, with the places of both."""

from dataclasses import field
from enum import StrEnum

from phocap.faults import Place
from phocap.text.language import Bilingual
from phocap.value import dataclass


class Kind(StrEnum):
    """What kind of difference it is."""

    FIGURE = "figure"
    """Of a unit and day that both tell of."""
    CELL = "cell"
    """Of an official form, against another or against what persons come to."""
    CHANGE = "change"
    """A figure of one year against that of another."""
    VALUE = "value"
    """Of a person who is in both."""
    GRADE = "grade"
    """Of a person who is in both years and not in the grade that follows."""
    POSSIBLE = "possible"
    """Two rows that may be one person."""
    AMBIGUOUS = "ambiguous"
    """Rows of which nobody can say which is whose."""
    FIRST_ONLY = "first-only"
    SECOND_ONLY = "second-only"


@dataclass(frozen=True)
class Difference:
    """One thing that two sources tell differently."""

    kind: Kind
    unit: str | None
    what: Bilingual | None
    """What differs: a figure, a cell of a form, a column; None where whole rows are meant."""
    first: tuple[Place, ...]
    second: tuple[Place, ...]
    one: str | None = None
    """What the first source says; None where it says nothing, or what is shown on request only."""
    other: str | None = None
    hamlet: str | None = None
    names: tuple[str, ...] = ()
    """Of the persons, where they were asked for."""
    by: tuple[str, ...] = ()
    """The headers of the columns by which rows were laid side by side."""
    apart: tuple[str, ...] = ()
    """The headers of the columns in which rows that may be one person differ."""


@dataclass
class Compared:
    """All differences of two sources, and how much they have in common."""

    differences: list[Difference] = field(default_factory=list)
    persons: int = 0
    """Persons who are in both."""
    figures: int = 0
    """Figures, and cells of forms, that both tell."""
