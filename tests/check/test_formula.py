"""What the solver makes of a record is what the evaluator makes of it."""

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import DAY, HERE, TEXT, World, communes, pack_of, source, worlds

from phocap.check.proof.bench import Bench
from phocap.check.proof.formula import Encoder
from phocap.check.proof.solver import Found
from phocap.check.proof.subjects import Law
from phocap.check.proof.world import NotEncoded
from phocap.check.proof.world import World as Variables
from phocap.evaluate import evaluate
from phocap.infer import choose
from phocap.language.pack import Pack
from phocap.language.ruleset import MeasureTest, Test, WindowTest
from phocap.model.record import Given, Record, Unit, UnitsBelow


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
            case _:
                units = record.units[variable.name]
                part = units.among[variable.among] if variable.among else units
                told = part.total if variable.kind == "total" else part.levels[variable.programme][variable.level]
                assert told is not None
                solver.add(symbol == told.value)
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
    agree(world.pack, world.records, "commune")


def agree(pack: Pack, records: list[Record], of: str) -> None:
    """Hold the outcomes of all units of a tier against those of the formulas."""
    evaluation = evaluate(records, pack, programmes=["trial"], inference=choose("reference"))
    tier = evaluation.programmes[0].tiers[of]
    law = Law(pack)
    subject = law.subject(law.in_force("xx/trial/trial", DAY), {}, of)
    assert subject is not None
    variables = Bench(law, "xx/trial/trial").record()
    if any(is_ratio_mean(test) for test in subject.rules.tests.values()):
        with pytest.raises(NotEncoded, match="mean of a ratio"):
            Encoder(variables).encode(subject.rules, {})
        return
    formulas = Encoder(variables).encode(subject.rules, {})
    for row, unit in enumerate(tier.units):
        found = model_of(records[unit], variables)
        assert {n: found.outcome(f) for n, f in formulas.items()} == {n: tier.outcome(row, n) for n in formulas}


def trial(levels: dict[int, dict[str, dict[str, object]]], cumulative: bool = True) -> Pack:
    """Return a pack with one condition of each tier at each level."""
    listed = {n: {tier: [{**c, "source": source()}] for tier, c in level.items()} for n, level in levels.items()}
    rules = {"programme": "trial", "title": TEXT, "instrument": "trial", "cumulative": cumulative}
    return pack_of({**rules, "levels": listed})


@settings(max_examples=60)
@given(
    st.sampled_from(({"each_of": 3}, {"at_least": 2, "of": 3}, {"mean_of": 3}, {"mean_of": 1})),
    st.booleans(),
    st.sampled_from(("at_least", "at_most")),
    st.integers(0, 6),
    communes("c", given_all=True),
)
def test_windows_of_a_count_agree(years: dict[str, int], by_age: bool, sense: str, bound: int, record: Record) -> None:
    """``b.one`` serves as the age: the years before it count neither in a mean nor among those that are asked for."""
    window = {**years, "age": "b.one"} if by_age else years
    condition: dict[str, object] = {"id": "c", "measure": "number", sense: bound, "years": window}
    agree(trial({1: {"commune": condition}}), [record], "commune")


@st.composite
def counted(draw: st.DrawFn, cumulative: bool) -> UnitsBelow:
    """Draw how many units there are, and how many at each of two levels."""
    total = draw(st.integers(0, 6))
    first = draw(st.integers(0, total))
    second = draw(st.integers(0, first if cumulative else total))
    return UnitsBelow(Given(total, HERE), {"trial": {1: Given(first, HERE), 2: Given(second, HERE)}})


@settings(max_examples=60)
@given(st.data(), st.booleans())
def test_shares_among_flagged_units_agree(data: st.DataObject, cumulative: bool) -> None:
    """Where levels are independent there may be more units at the second than at the first."""
    hard, rest = ((("hard", True),), (("hard", False),))
    parts = {flags: data.draw(counted(cumulative)) for flags in (hard, rest)}
    most = sum(part.total.value for part in parts.values() if part.total)
    units = UnitsBelow(Given(most, HERE), {}, parts)
    share: dict[str, object] = {"id": "s", "share_of": "commune", "at_least": "2/3"}
    commune: dict[str, object] = {"id": "c", "finding": "safe"}
    groups = enumerate((hard, rest), start=1)
    levels = {n: {"commune": commune, "district": {**share, "among": dict(flags)}} for n, flags in groups}
    record = Record(Unit("district", "D"), DAY, HERE, units={"commune": units})
    agree(trial(levels, cumulative), [record], "district")
