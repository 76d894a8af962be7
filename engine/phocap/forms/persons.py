"""Conditions on persons, written as data in a layout: what they mean, whatever engine looks at the columns.

A layout is compiled once, by :class:`Conditions`, into expressions of an :class:`Algebra`: Polars for workbooks
(:class:`InPolars`), Ibis for registers. Cells become values by the same functions in both.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from re import compile as pattern
from typing import Any, Final, Generic, Protocol, TypeVar

import polars as pl

from phocap.faults import Fault, Faulty
from phocap.forms.headers import words
from phocap.forms.workbook import shown
from phocap.model.form import ColumnKind, Counted, Survey
from phocap.text.nearest import nearest
from phocap.value import dataclass

AGE = "age"
_NUMBER = pattern(r"([0-9]{1,6})(?:[.,]0+)?")

E = TypeVar("E")
"""An expression that is true or false for every person; ``&``, ``|`` and ``~`` combine them."""

E_co = TypeVar("E_co", covariant=True)


def key(text: str) -> str:
    """Return a text as it is compared: without case, diacritics, punctuation and surplus spaces."""
    return " ".join(words(text))


def as_number(value: Any) -> int | None:
    """Return a cell as a whole number; None where it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10**9 else None
    match = _NUMBER.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(match[1]) if match else None


def as_mark(value: Any) -> bool:
    """Return whether a cell is filled, whatever with."""
    return bool(shown(value)) if not isinstance(value, bool) else value


def as_text(value: Any) -> str | None:
    """Return a cell as a text that is compared; the marks after the name of a class stay."""
    found = shown(value)
    if isinstance(value, float):
        return found
    if not found:
        return None
    return key(found) + "".join(c for c in found[-2:] if c in "!*")


CONVERT: Final[Mapping[ColumnKind, Callable[[Any], Any]]] = {
    ColumnKind.NUMBER: as_number,
    ColumnKind.MARK: as_mark,
    ColumnKind.TEXT: as_text,
}
"""From a cell to the value that conditions look at, by the kind of its column."""


@dataclass(frozen=True)
class Filled:
    """Something stands there, or nothing does."""

    yes: bool

    def holds(self, value: Any) -> bool:
        """Return whether it holds of a value."""
        return (value is not None) is self.yes


@dataclass(frozen=True)
class Among:
    """One of some values."""

    values: tuple[Any, ...]

    def holds(self, value: Any) -> bool:
        """Return whether it holds of a value."""
        return value in self.values


@dataclass(frozen=True)
class Marked:
    """A text with a sign in it."""

    sign: str

    def holds(self, value: Any) -> bool:
        """Return whether it holds of a value."""
        return value is not None and self.sign in value


@dataclass(frozen=True)
class Between:
    """A number within limits, of which one may be open."""

    low: int | None
    high: int | None

    def holds(self, value: Any) -> bool:
        """Return whether it holds of a value."""
        if value is None:
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


Test = Filled | Among | Marked | Between


class Algebra(Protocol[E_co]):
    """What an engine must be able to say of persons."""

    def constant(self, value: bool) -> E_co:
        """Return what holds of everybody, or of nobody."""
        ...

    def marked(self, name: str) -> E_co:
        """Return who has a mark."""
        ...

    def test(self, column: str, test: Test) -> E_co:
        """Return for whom a test of a column holds; what is not known does not hold."""
        ...


class InPolars:
    """Expressions over the columns of a :class:`~phocap.forms.survey.Survey`."""

    def constant(self, value: bool) -> pl.Expr:
        """Return a literal."""
        return pl.lit(value)

    def marked(self, name: str) -> pl.Expr:
        """Return a column of marks, which has no nulls."""
        return pl.col(name)

    def test(self, column: str, test: Test) -> pl.Expr:
        """Return a comparison."""
        found = pl.col(column)
        holds: pl.Expr
        match test:
            case Filled(yes=yes):
                return found.is_not_null() if yes else found.is_null()
            case Among(values=(value,)):
                holds = found == value
            case Among(values=values):
                holds = found.is_in(list(values))
            case Marked(sign=sign):
                holds = found.str.contains(sign, literal=True)
            case Between(low=low, high=high):
                bounded = pl.lit(True) if low is None else found >= low
                holds = bounded if high is None else bounded & (found <= high)
        return holds.fill_null(False)


class Conditions(Generic[E]):
    """The conditions of a survey layout under a choice of definitions."""

    def __init__(
        self,
        layout: Survey,
        algebra: Algebra[E],
        lists: Mapping[str, frozenset[str]],
        chosen: Mapping[str, str] | None = None,
    ) -> None:
        """Follow ``chosen`` definitions, else the defaults; ``lists`` are those that the workbook brings.

        Raises:
            Faulty: ``unknown-definition``.
        """
        self.layout, self.algebra, self.lists = layout, algebra, lists
        self.chosen = dict(chosen or {})
        for name, option in self.chosen.items():
            known = layout.definitions[name].options if name in layout.definitions else None
            if known is None or option not in known:
                names = list(layout.definitions if known is None else known)
                wrong = name if known is None else option
                facts = {"name": wrong, "nearest": nearest(wrong, names), "allowed": names}
                raise Faulty(Fault("unknown-definition", facts=facts))

    def option(self, name: str) -> str:
        """Return the option of a definition that is followed."""
        return self.chosen.get(name, self.layout.definitions[name].default)

    def counted(self, figure: Counted) -> E:
        """Return the persons whom a figure counts."""
        return self.algebra.test(AGE, Among(tuple(figure.ages))) & self.all_of(figure.where)  # type: ignore[operator,no-any-return]

    def all_of(self, conditions: Sequence[Any]) -> E:
        """Return the persons for whom every condition holds."""
        return reduce(and_, map(self.one, conditions)) if conditions else self.algebra.constant(True)

    def any_of(self, conditions: Sequence[Any]) -> E:
        """Return the persons for whom one of the conditions holds."""
        return reduce(or_, map(self.one, conditions)) if conditions else self.algebra.constant(False)

    def one(self, condition: Any) -> E:
        """Return the persons for whom a condition holds; what is not known does not hold."""
        if isinstance(condition, str):
            return self._named(condition)
        parts = [self._part(name, test) for name, test in condition.items()]
        return reduce(and_, parts) if parts else self.algebra.constant(True)

    def _part(self, name: str, test: Any) -> E:
        match name:
            case "any":
                return self.any_of(test)
            case "all":
                return self.all_of(test)
            case "not":
                return ~self.one(test)  # type: ignore[operator,no-any-return]
            case _:
                return self.algebra.test(name, self._test(test))

    def _named(self, name: str) -> E:
        if name in self.layout.definitions:
            option = self.layout.definitions[name].options[self.option(name)]
            return self.one(option.of) & ~self.any_of(option.less)  # type: ignore[operator,no-any-return]
        if name in self.layout.filters:
            return self.one(self.layout.filters[name])
        return self.algebra.marked(name)

    def _test(self, said: Any) -> Test:
        if isinstance(said, dict):
            if "filled" in said:
                return Filled(bool(said["filled"]))
            if "listed" in said:
                return Among(tuple(sorted(self.lists.get(said["listed"], ()))))
            if "marked" in said:
                return Marked(said["marked"])
            return Between(said.get("from"), said.get("to"))
        values = said if isinstance(said, list) else [said]
        return Among(tuple(key(value) if isinstance(value, str) else value for value in values))
