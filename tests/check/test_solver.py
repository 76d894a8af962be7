"""What the solver is asked has one answer, whatever it was asked before."""

import pytest
import z3

from phocap.check.proof.solver import Budget, Prover, Unproven
from phocap.check.proof.world import Variable, World


@pytest.mark.parametrize("first", ["left", "right"])
def test_of_records_that_are_as_small_one_is_always_shown(first: str) -> None:
    world = World(())
    numbers = {name: world.total(name) for name in ("left", "right")}
    prover = Prover(world)
    # This leads the solver on: left to itself it would go on with the same side.
    assert prover.find(numbers[first] == 1, *(n == 0 for name, n in numbers.items() if name != first)) is not None
    found = prover.smallest(numbers["left"] != numbers["right"])
    assert found is not None
    assert [found.value(world, Variable("total", name)) for name in numbers] == [0, 1]


def test_where_the_solver_gave_up_too_often_it_is_not_asked_again() -> None:
    """A rule file cannot hold the program up, however many questions about it are too hard."""
    world = World(())
    many = [world.total(f"n{place}") for place in range(6)]
    budget = Budget(steps=1, left=2)
    prover = Prover(world, budget=budget)
    for number, left in ((1, 1), (2, 0), (3, 0)):
        with pytest.raises(Unproven):
            prover.find(z3.Sum([value * (place + 2) for place, value in enumerate(many)]) == 1000 + number)
        assert budget.left == left
