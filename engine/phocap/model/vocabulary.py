"""The vocabulary: every field that a record may hold, declared once, with what ties fields together."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Strict, model_validator
from pydantic_core import PydanticCustomError

from phocap.model.base import Id, Model, Noun, Text
from phocap.model.law import Accepted, Source


class Kind(StrEnum):
    """What a field holds."""

    COUNT = "count"
    FINDING = "finding"


class Field(Model):
    """A figure (a count of persons, classes, rooms …) or a finding that a person attests."""

    label: Text
    kind: Annotated[Kind, Strict(False)] = Kind.COUNT
    tiers: list[Id] = []
    """Tiers whose records may hold it; empty means all."""
    cell: str | None = None
    """Its place in the official form, as ``TH-M1!F12``."""
    noun: Noun | None = None
    """What a figure counts; without it what the file says."""
    note: Text | None = None


class Flag(Model):
    """A yes or no about a unit that a list decides and that chooses variants of thresholds."""

    label: Text
    note: Text | None = None


def _terms(value: Any) -> Any:
    return {"sum": [value]} if isinstance(value, str) else value


class Expression(Model):
    """A field, a sum of fields, or a difference: the first field less the others."""

    sum: list[Id] | None = None
    difference: list[Id] | None = None

    @model_validator(mode="after")
    def _one(self) -> "Expression":
        if (self.sum is None) == (self.difference is None):
            raise PydanticCustomError("one-subject", "one of", {"found": "", "allowed": "sum, difference"})
        return self

    @property
    def terms(self) -> tuple[tuple[str, int], ...]:
        """The fields with their signs."""
        if self.sum is not None:
            return tuple((name, 1) for name in self.sum)
        first, *rest = self.difference or []
        return ((first, 1), *((name, -1) for name in rest))


Amount = Annotated[Expression, BeforeValidator(_terms)]
"""An expression; a bare field name stands for itself."""


class RatioOf(Model):
    """Numerator and denominator; ``part`` tells that the numerator is part of the denominator."""

    of: Amount
    to: Amount
    part: bool = True


class Measure(Model):
    """A computed quantity: a ratio of counts, or a count."""

    title: Text
    ratio: RatioOf | None = None
    count: Amount | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> "Measure":
        if (self.ratio is None) == (self.count is None):
            raise PydanticCustomError("one-subject", "one of", {"found": "", "allowed": "ratio, count"})
        return self


class Constraint(Model):
    """The parts are contained in the whole; together they are the whole when ``exhaustive``."""

    id: Id
    parts: list[Id]
    whole: Id
    exhaustive: bool = False
    source: Source | None = None


def closure(names: Iterable[str], constraints: Sequence[Constraint]) -> frozenset[str]:
    """Return the fields that can say something about ``names``: those tied to them, directly or not."""
    found = set(names)
    growing = True
    while growing:
        growing = False
        for constraint in constraints:
            tied = {constraint.whole, *constraint.parts}
            if tied & found and not tied <= found:
                found |= tied
                growing = True
    return frozenset(found)


class Vocabulary(Model):
    """One file of ``rules/<pack>/vocabulary/``."""

    vocabulary: Id
    title: Text
    noun: Noun | None = None
    """What figures count that do not say otherwise."""
    fields: dict[Id, Field] = {}
    flags: dict[Id, Flag] = {}
    measures: dict[Id, Measure] = {}
    constraints: list[Constraint] = []
    accepted: list[Accepted] = []
    """Findings of the check that stay, each with its reason."""

    def named_fields(self) -> dict[str, Field]:
        """Return the fields, each with the noun of the file where it has none of its own."""
        own = {"noun": self.noun}
        return {name: field if field.noun else field.model_copy(update=own) for name, field in self.fields.items()}
