"""What the solver is asked has one answer, whatever it was asked before."""

import pytest

from phocap.check.proof.solver import Prover
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
