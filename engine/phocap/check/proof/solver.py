"""The solver: whether a record exists that fits some formulas, within a budget that no clock measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import z3

from phocap.check.proof.formula import Formula
from phocap.check.proof.world import Variable, World
from phocap.model.outcome import Outcome

BUDGET: Final = 8_000_000
"""Steps of the solver for one question (z3's ``rlimit``): the same on every machine, a few seconds at most."""


class Unproven(Exception):
    """The solver gave up within its budget: nothing may be concluded."""


@dataclass(frozen=True)
class Found:
    """A record that fits."""

    model: z3.ModelRef

    def value(self, world: World, variable: Variable) -> int | bool:
        """Return what the record says at a place."""
        found = self.model.eval(world.variables[variable], model_completion=True)
        return int(found.as_long()) if z3.is_int_value(found) else bool(z3.is_true(found))

    def outcome(self, formula: Formula) -> Outcome:
        """Return what the record makes of a formula."""

        def holds(claim: z3.BoolRef) -> bool:
            return bool(z3.is_true(self.model.eval(claim, model_completion=True)))

        if holds(formula.idle):
            return Outcome.NOT_APPLICABLE
        if holds(formula.passes):
            return Outcome.MET
        return Outcome.NOT_MET if holds(formula.fails) else Outcome.UNDETERMINED


class Prover:
    """Questions about the records of some worlds; what ties their variables always holds."""

    def __init__(self, *worlds: World, budget: int = BUDGET) -> None:
        """Ask about records of these worlds."""
        self.worlds = worlds
        self._solver = z3.SolverFor("QF_LIA")
        self._solver.set("rlimit", budget)
        self._said = [0] * len(worlds)
        self._answers: dict[frozenset[int], tuple[Found | None, tuple[z3.BoolRef, ...]]] = {}

    def find(self, *claims: z3.BoolRef) -> Found | None:
        """Return a record for which all claims hold, or None: there is none.

        Raises:
            Unproven: the budget did not suffice.
        """
        # The solver keeps equal formulas once, so their numbers tell whether a question was asked before.
        key = frozenset(claim.get_id() for claim in claims)
        if key not in self._answers:
            self._facts()
            self._solver.push()
            try:
                self._solver.add(*claims)
                self._answers[key] = self._checked(), claims
            finally:
                self._solver.pop()
        return self._answers[key][0]

    def smallest(self, *claims: z3.BoolRef) -> Found | None:
        """Return the record for which all claims hold and whose numbers add up to as little as can be found.

        Of several such records it is the one whose first place, then second, … says the least, whatever the solver
        was asked before.
        """
        found = self.find(*claims)
        if found is None:
            return None
        size = z3.Sum([world.size() for world in self.worlds])
        places = [world.variables[variable] for world in self.worlds for variable in sorted(world.variables)]
        wanted = list(claims)
        for number in (size, *(p if z3.is_int(p) else z3.If(p, z3.IntVal(1), z3.IntVal(0)) for p in places)):
            found, least = self._least(found, number, wanted)
            wanted.append(number <= least)
        return found

    def _least(self, found: Found, number: z3.ArithRef, claims: Sequence[z3.BoolRef]) -> tuple[Found, int]:
        """Return a record for which all claims hold and in which a number is as small as can be found."""

        def measured(record: Found) -> int:
            return int(record.model.eval(number, model_completion=True).as_long())

        low, high = 0, measured(found)
        while low < high:
            middle = (low + high) // 2
            try:
                smaller = self.find(*claims, number <= middle)
            except Unproven:
                break  # a small record is for readers; that there is one is proven
            if smaller is None:
                low = middle + 1
            else:
                found, high = smaller, measured(smaller)
        return found, high

    def conflict(self, claims: Mapping[str, z3.BoolRef]) -> list[str] | None:
        """Return names of claims that cannot hold together, no one of them to spare, or None: all can.

        Raises:
            Unproven: the budget did not suffice.
        """
        if self.find(*claims.values()) is not None:
            return None
        needed = list(claims)
        for name in list(claims):
            rest = [other for other in needed if other != name]
            if self.find(*(claims[other] for other in rest)) is None:
                needed = rest
        return needed

    def _checked(self) -> Found | None:
        answer = self._solver.check()
        if answer == z3.unknown:
            raise Unproven
        return Found(self._solver.model()) if answer == z3.sat else None

    def _facts(self) -> None:
        """Assert what ties variables that were made since the last question."""
        for place, world in enumerate(self.worlds):
            self._solver.add(*world.facts[self._said[place] :])
            self._said[place] = len(world.facts)


def implied(prover: Prover, formula: Formula, others: Sequence[Formula]) -> bool:
    """Return whether a formula never fails where the others do not."""
    return prover.find(*(z3.Not(other.fails) for other in others), formula.fails) is None
