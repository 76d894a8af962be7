"""The variables of a record, made on demand, and what ties them in every record that intake accepts."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

import z3

from phocap.model.vocabulary import Constraint

LARGEST: Final = 10**9
"""Figures of the records that are looked for stay below this."""

_CONSTRAINT: Final = frozenset({"id", "parts", "whole", "exhaustive", "source"})


Flags = tuple[tuple[str, bool], ...]
"""Flags of units below, each held or not; none for all units."""


class NotEncoded(Exception):
    """The rules say something that the proofs do not know; the text names it."""


class Variable(NamedTuple):
    """A place in a record: ``figure``, ``finding``, ``flag``, ``total`` or ``reached``, its names, the years back."""

    kind: str
    name: str
    back: int = 0
    programme: str = ""
    level: int = 0
    among: Flags = ()
    """Of units below: only those with these flags."""


class World:
    """The variables of one record and what ties them; ``copy`` tells two records of one proof apart."""

    def __init__(
        self, constraints: Sequence[Constraint], copy: str = "", *, cumulative: Callable[[str], bool] = lambda _: True
    ) -> None:
        """Start without variables.

        ``constraints`` are those of the vocabulary; ``cumulative`` tells of a programme whether who is at a level is at
        all lower ones too.
        """
        for constraint in constraints:
            said = constraint.model_fields_set - _CONSTRAINT
            if said:
                raise NotEncoded(f"Constraint.{min(said)}")
        self._constraints = constraints
        self._copy = copy
        self._cumulative = cumulative
        self._ties: dict[str, list[str]] = {}
        self.variables: dict[Variable, z3.ExprRef] = {}
        self.facts: list[z3.BoolRef] = []
        """What holds of every record that intake accepts; grows with the variables."""
        self.exact: list[z3.BoolRef] = []
        """Where formulas say what the evaluator does; elsewhere they let more be possible than is."""

    def figure(self, name: str, back: int = 0) -> z3.ArithRef:
        """Return a count of the record, or of an earlier year of it, with all that constraints tie to it."""
        variable = Variable("figure", name, back)
        if variable not in self.variables:
            new = [n for n in self._tied(name) if Variable("figure", n, back) not in self.variables]
            for other in new:
                self._whole_number(Variable("figure", other, back))
            for constraint in self._constraints:
                if constraint.whole in new or any(part in new for part in constraint.parts):
                    self._tie(constraint, back)
        return self.variables[variable]

    def finding(self, name: str, back: int = 0) -> z3.BoolRef:
        """Return a finding of the record, or of an earlier year."""
        return self._yes_no(Variable("finding", name, back))

    def flag(self, name: str) -> z3.BoolRef:
        """Return a flag of the unit."""
        return self._yes_no(Variable("flag", name))

    def total(self, tier: str, among: Flags = ()) -> z3.ArithRef:
        """Return the number of units of a tier below, or of those with some flags."""
        variable = Variable("total", tier, among=among)
        if among and variable not in self.variables:
            whole = self.total(tier)
            self.facts.append(self._whole_number(variable) <= whole)
        return self._whole_number(variable)

    def reached(self, tier: str, programme: str, level: int, among: Flags = ()) -> z3.ArithRef:
        """Return how many units below, or of those with some flags, are at a level or higher."""
        variable = Variable("reached", tier, 0, programme, level, among)
        if variable not in self.variables:
            total, found = self.total(tier, among), self._whole_number(variable)
            self.facts.append(found <= total)
            for other, there in list(self.variables.items()) if self._cumulative(programme) else ():
                if other._replace(level=level) == variable and other.level != level:
                    self.facts.append(there >= found if other.level < level else there <= found)
        return self.variables[variable]

    def tied(self, variables: Iterable[Variable]) -> frozenset[Variable]:
        """Return variables with all that facts tie to them."""
        found = set(variables)
        for variable in list(found):
            if variable.kind == "figure":
                found |= {Variable("figure", name, variable.back) for name in self._tied(variable.name)}
            elif variable.kind in ("total", "reached"):
                found |= {v for v in self.variables if v.kind in ("total", "reached") and v.name == variable.name}
        return frozenset(found)

    def size(self) -> z3.ArithRef:
        """Return the sum of all whole numbers of the record: the smaller, the easier to read."""
        return z3.Sum([*(v for v in self.variables.values() if z3.is_int(v)), z3.IntVal(0)])

    def _tied(self, name: str) -> list[str]:
        if name not in self._ties:
            self._ties[name] = self._closure(name)
        return self._ties[name]

    def _closure(self, name: str) -> list[str]:
        found, growing = {name}, True
        while growing:
            growing = False
            for constraint in self._constraints:
                tied = {constraint.whole, *constraint.parts}
                if tied & found and not tied <= found:
                    found |= tied
                    growing = True
        return sorted(found)

    def _tie(self, constraint: Constraint, back: int) -> None:
        parts = z3.Sum([self.variables[Variable("figure", part, back)] for part in constraint.parts])
        whole = self.variables[Variable("figure", constraint.whole, back)]
        self.facts.append(parts == whole if constraint.exhaustive else parts <= whole)

    def _whole_number(self, variable: Variable) -> z3.ArithRef:
        if variable not in self.variables:
            made = z3.Int(self._name(variable))
            self.variables[variable] = made
            self.facts += [made >= 0, made <= LARGEST]
        return self.variables[variable]

    def _yes_no(self, variable: Variable) -> z3.BoolRef:
        if variable not in self.variables:
            self.variables[variable] = z3.Bool(self._name(variable))
        return self.variables[variable]

    def _name(self, variable: Variable) -> str:
        return "|".join([self._copy, *map(str, variable)])
