"""How persons become figures, line by line: the way from all to those who count."""

from collections.abc import Mapping

import polars as pl

from phocap.forms.persons import AGE
from phocap.forms.survey import Survey
from phocap.value import dataclass


@dataclass(frozen=True)
class Step:
    """One line of the way: the persons of each age who are taken off, or who are left; empty name for the first."""

    filter: str
    counts: Mapping[int, int]


@dataclass(frozen=True)
class Bridge:
    """The way from all persons to those whom a definition counts."""

    definition: str
    option: str
    ages: tuple[int, ...]
    first: Mapping[int, int]
    taken: tuple[Step, ...]
    """Each takes off those whom it is the first to name, so that the lines add up."""
    left: Mapping[int, int]


def bridges(survey: Survey, chosen: Mapping[str, str]) -> list[Bridge]:
    """Return the way of every definition of a survey, for the ages that its figures are about.

    Raises:
        Faulty: ``unknown-definition``.
    """
    layout, conditions = survey.layout, survey.conditions(chosen)
    ages = tuple(sorted({age for counted in layout.figures.values() for age in counted.ages}))
    found = []
    for name, definition in layout.definitions.items():
        followed = definition.options[conditions.option(name)]
        rest = conditions.one(followed.of)
        first = _by_age(survey, rest, ages)
        steps = []
        for less in followed.less:
            taken = rest & conditions.one(less)
            steps.append(Step(less, _by_age(survey, taken, ages)))
            rest = rest & ~conditions.one(less)
        left = _by_age(survey, conditions.one(name), ages)
        found.append(Bridge(name, conditions.option(name), ages, first, tuple(steps), left))
    return found


def _by_age(survey: Survey, who: pl.Expr, ages: tuple[int, ...]) -> dict[int, int]:
    counted = survey.persons.filter(who & pl.col(AGE).is_in(ages)).group_by(AGE).agg(pl.len().alias("n"))
    by_age = dict(counted.select(AGE, "n").iter_rows())
    return {age: int(by_age.get(age, 0)) for age in ages}
