"""The solver: whether a record exists that fits some formulas, within a budget that no clock measures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import z3

from phocap.check.proof.formula import Formula
from phocap.check.proof.world import Variable, World
from phocap.model.outcome import Outcome
from phocap.value import dataclass

BUDGET: Final = 8_000_000
"""Steps of the solver for one question (z3's ``rlimit``): the same on every machine, a few seconds at most."""

PATIENCE: Final = 5
"""Questions about one rule file on which the solver may give up before the rest is not even asked."""

_REMEMBERED: Final = 8
"""Records tried before the solver is asked again: what one rule allows, most others do too."""


class Unproven(Exception):
    """The solver gave up within its budget: nothing may be concluded."""


class Inexact(Unproven):
    """What was found hangs on something that formulas do not say exactly, and may be no record."""


@dataclass
class Budget:
    """What the questions about one rule file may cost."""

    steps: int = BUDGET
    left: int = PATIENCE
    """On how many more of them the solver may give up."""


@dataclass(frozen=True)
class Found:
    """A record that fits."""

    model: z3.ModelRef

    def value(self, world: World, variable: Variable) -> int | bool:
        """Return what the record says at a place."""
        found = self.model.eval(world.variables[variable], model_completion=True)
        return int(found.as_long()) if z3.is_int_value(found) else bool(z3.is_true(found))

    def fits(self, claims: Iterable[z3.BoolRef]) -> bool:
        """Return whether all claims hold of the record; what it does not tell is 0 and no."""
        return all(z3.is_true(self.model.eval(claim, model_completion=True)) for claim in claims)

    def outcome(self, formula: Formula) -> Outcome:
        """Return what the record makes of a formula."""
        if self.fits([formula.idle]):
            return Outcome.NOT_APPLICABLE
        if self.fits([formula.passes]):
            return Outcome.MET
        return Outcome.NOT_MET if self.fits([formula.fails]) else Outcome.UNDETERMINED


class Prover:
    """Questions about the records of some worlds; what ties their variables always holds."""

    def __init__(self, *worlds: World, budget: Budget | None = None) -> None:
        """Ask about records of these worlds."""
        self.worlds, self._budget = worlds, budget or Budget()
        self._solver = z3.SolverFor("QF_LIA")
        self._solver.set("rlimit", self._budget.steps)
        self._said = [0] * len(worlds)
        self._found: list[tuple[Found, Sequence[tuple[int, int]]]] = []
        """Records found last, with how much was said of each world when they were."""
        self._answers: dict[frozenset[int], tuple[Found | None, tuple[z3.BoolRef, ...]]] = {}

    def find(self, *claims: z3.BoolRef) -> Found | None:
        """Return a record for which all claims hold, or None: there is none.

        Raises:
            Unproven: the budget did not suffice.
            Inexact: what was found may be no record.
        """
        # The solver keeps equal formulas once, so their numbers tell whether a question was asked before.
        key = frozenset(claim.get_id() for claim in claims)
        if key not in self._answers:
            self._answers[key] = self._known(claims) or self._asked(claims), claims
        return self._answers[key][0]

    def _known(self, claims: Sequence[z3.BoolRef]) -> Found | None:
        """Return a record that was found before and fits; it also has to fit what was said since."""
        for number, (found, said) in enumerate(self._found):
            if found.fits(claims) and found.fits(self._since(said)):
                self._found.insert(0, self._found.pop(number))
                return found
        return None

    def _since(self, said: Sequence[tuple[int, int]]) -> Iterator[z3.BoolRef]:
        """Yield what holds of records besides what was said."""
        for world, (facts, exact) in zip(self.worlds, said, strict=True):
            yield from world.facts[facts:]
            yield from world.exact[exact:]

    def _asked(self, claims: Sequence[z3.BoolRef]) -> Found | None:
        with self._where(*claims):
            found = self._real()
            if found is None and self._exact and self._checked() is not None:
                raise Inexact
        if found is not None:
            said = [(len(world.facts), len(world.exact)) for world in self.worlds]
            self._found = [(found, said), *self._found[: _REMEMBERED - 1]]
        return found

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
        with self._where(*claims):
            for number in (size, *(p if z3.is_int(p) else z3.If(p, z3.IntVal(1), z3.IntVal(0)) for p in places)):
                found, least = self._least(found, number)
                self._solver.add(number <= least)
        return found

    def _least(self, found: Found, number: z3.ArithRef) -> tuple[Found, int]:
        """Return a record like that found in which a number is as small as can be found."""

        def measured(record: Found) -> int:
            return int(record.model.eval(number, model_completion=True).as_long())

        low, high = 0, measured(found)
        while low < high:
            middle = (low + high) // 2
            with self._where(number <= middle):
                try:
                    smaller = self._real()
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

    @contextmanager
    def _where(self, *claims: z3.BoolRef) -> Iterator[None]:
        """Ask where some claims hold."""
        if self._solver.num_scopes() == 0:
            self._facts()
        self._solver.push()
        try:
            self._solver.add(*claims)
            yield
        finally:
            self._solver.pop()

    def _real(self) -> Found | None:
        """Return a record in which formulas say exactly what the evaluator does."""
        with self._where(*self._exact):
            return self._checked()

    @property
    def _exact(self) -> list[z3.BoolRef]:
        return [claim for world in self.worlds for claim in world.exact]

    def _checked(self) -> Found | None:
        if self._budget.left <= 0:
            raise Unproven
        answer = self._solver.check()
        if answer == z3.unknown:
            self._budget.left -= 1
            raise Unproven
        return Found(self._solver.model()) if answer == z3.sat else None

    def _facts(self) -> None:
        """Assert what ties variables that were made since the last question."""
        for place, world in enumerate(self.worlds):
            self._solver.add(*world.facts[self._said[place] :])
            self._said[place] = len(world.facts)
