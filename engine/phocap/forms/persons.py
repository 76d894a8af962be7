"""Conditions on persons, written as data, as expressions over columns (Polars)."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from phocap.forms.headers import words
from phocap.model.form import Survey

AGE = "age"


def key(text: str) -> str:
    """Return a text as it is compared: without case, diacritics, punctuation and surplus spaces."""
    return " ".join(words(text))


class Conditions:
    """The conditions of a survey layout under a choice of definitions."""

    def __init__(
        self, layout: Survey, lists: Mapping[str, frozenset[str]], chosen: Mapping[str, str] | None = None
    ) -> None:
        """Follow ``chosen`` definitions, else the defaults; ``lists`` are those that the workbook brings."""
        self.layout, self.lists = layout, lists
        self.chosen = dict(chosen or {})

    def option(self, name: str) -> str:
        """Return the option of a definition that is followed."""
        return self.chosen.get(name, self.layout.definitions[name].default)

    def all_of(self, conditions: Sequence[Any]) -> pl.Expr:
        """Return the persons for whom every condition holds."""
        found = pl.lit(True)
        for condition in conditions:
            found &= self.one(condition)
        return found

    def one(self, condition: Any) -> pl.Expr:
        """Return the persons for whom a condition holds; what is not known does not hold."""
        if isinstance(condition, str):
            return self._named(condition)
        found = pl.lit(True)
        for name, test in condition.items():
            if name == "any":
                found &= pl.any_horizontal([self.one(member) for member in test])
            elif name == "all":
                found &= self.all_of(test)
            elif name == "not":
                found &= ~self.one(test)
            else:
                found &= self._test(name, test).fill_null(False)
        return found

    def _named(self, name: str) -> pl.Expr:
        if name in self.layout.definitions:
            option = self.layout.definitions[name].options[self.option(name)]
            return self.one(option.of) & ~pl.any_horizontal(pl.lit(False), *(self.one(less) for less in option.less))
        if name in self.layout.filters:
            return self.one(self.layout.filters[name])
        return pl.col(name)  # a mark

    def _test(self, column: str, test: Any) -> pl.Expr:
        found = pl.col(column)
        if isinstance(test, dict):
            if "filled" in test:
                return found.is_not_null() if test["filled"] else found.is_null()
            if "listed" in test:
                return found.is_in(sorted(self.lists.get(test["listed"], ())))
            if "marked" in test:
                return found.str.contains(test["marked"], literal=True)
            low, high = test.get("from"), test.get("to")
            bounded = pl.lit(True) if low is None else found >= low
            return bounded if high is None else bounded & (found <= high)
        if isinstance(test, list):
            return found.is_in([key(value) if isinstance(value, str) else value for value in test])
        return found == (key(test) if isinstance(test, str) else test)
