"""What the solver makes of a record is what the evaluator makes of it."""

import z3
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import DAY, HERE, TEXT, World, communes, pack_of, source, worlds

from phocap.check.proof.bench import Bench
from phocap.check.proof.formula import Encoder, Formula
from phocap.check.proof.solver import Found
from phocap.check.proof.subjects import Law
from phocap.check.proof.world import World as Variables
from phocap.evaluate import evaluate
from phocap.infer import choose
from phocap.language.pack import Pack
from phocap.model.outcome import Outcome
from phocap.model.record import Given, Record, Unit, UnitsBelow


def model_of(record: Record, variables: Variables, *claims: z3.BoolRef) -> Found:
    """Return a model that says what a record says, and for which some claims hold."""
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
    solver.add(*variables.facts, *claims)
    assert solver.check() == z3.sat
    return Found(solver.model())


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
    formulas = Encoder(variables).encode(subject.rules, {})
    for row, unit in enumerate(tier.units):
        outcomes = {node: tier.outcome(row, node) for node in formulas}
        found = model_of(records[unit], variables)
        if not found.fits(variables.exact):  # more may be possible than is, and what is must be among it
            found = model_of(records[unit], variables, *(comes_to(f, outcomes[n]) for n, f in formulas.items()))
        assert {node: found.outcome(formula) for node, formula in formulas.items()} == outcomes


def comes_to(formula: Formula, outcome: Outcome) -> z3.BoolRef:
    """Return that a formula has an outcome."""
    return z3.And(
        formula.passes == outcome.passes,
        formula.fails == (outcome is Outcome.NOT_MET),
        formula.idle == (outcome is Outcome.NOT_APPLICABLE),
    )


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
    st.one_of(
        st.tuples(st.just("number"), st.integers(0, 6)), st.tuples(st.just("b1"), st.sampled_from(("1/3", "1/2")))
    ),
    communes("c", given_all=True),
)
def test_windows_agree(
    years: dict[str, int], by_age: bool, sense: str, asked: tuple[str, int | str], record: Record
) -> None:
    """``b.one`` serves as the age: the years before it count neither in a mean nor among those that are asked for."""
    window = {**years, "age": "b.one"} if by_age else years
    condition: dict[str, object] = {"id": "c", "measure": asked[0], sense: asked[1], "years": window}
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
