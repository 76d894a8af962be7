"""What the solver makes of a record is what the evaluator makes of it."""

import pytest
import z3
from hypothesis import given, settings
from worlds import World, worlds

from phocap.check.proof.formula import Encoder
from phocap.check.proof.solver import Found
from phocap.check.proof.subjects import Law
from phocap.check.proof.world import NotEncoded
from phocap.check.proof.world import World as Variables
from phocap.evaluate import evaluate
from phocap.infer import choose
from phocap.language.ruleset import MeasureTest, Test, WindowTest
from phocap.model.record import Record


def model_of(record: Record, variables: Variables) -> Found:
    """Return the model that says what a record says."""
    solver = z3.Solver()
    for variable, symbol in variables.variables.items():
        shown = record.in_year(record.as_of.year - variable.back) if variable.back else record
        match variable.kind:
            case "figure":
                solver.add(symbol == shown.figures[variable.name].value)
            case "finding":
                solver.add(symbol == bool(shown.findings[variable.name].value.value))
            case "flag":
                solver.add(symbol == record.flags[variable.name].value)
    solver.add(*variables.facts)
    assert solver.check() == z3.sat
    return Found(solver.model())


def is_ratio_mean(test: Test) -> bool:
    """Whether a test takes the mean of quotients, which no linear formula says."""
    if not isinstance(test, WindowTest) or not isinstance(test.test, MeasureTest):
        return False
    return test.mean and test.years > 1 and any(case.measure.to is not None for case in test.test.cases)


@settings(max_examples=60)
@given(worlds(most=2, given_all=True))
def test_outcomes_agree(world: World) -> None:
    evaluation = evaluate(world.records, world.pack, programmes=["trial"], inference=choose("reference"))
    tier = evaluation.programmes[0].tiers["commune"]
    law = Law(world.pack)
    subject = law.subject(law.in_force("xx/trial/trial", world.records[0].as_of), {}, "commune")
    assert subject is not None
    variables = Variables(world.pack.words.constraints)
    if any(is_ratio_mean(test) for test in subject.rules.tests.values()):
        with pytest.raises(NotEncoded, match="mean of a ratio"):
            Encoder(variables).encode(subject.rules, {})
        return
    formulas = Encoder(variables).encode(subject.rules, {})
    for row, unit in enumerate(tier.units):
        found = model_of(world.records[unit], variables)
        assert {n: found.outcome(f) for n, f in formulas.items()} == {n: tier.outcome(row, n) for n in formulas}
