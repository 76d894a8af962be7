"""Every scenario of a simulation is what judging all units anew by the changed law gives."""

import itertools
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import DAY, HERE, TEXT, World, districts, pack_of, worlds

from phocap.evaluate import Evaluation, evaluate
from phocap.faults import Faulty
from phocap.language.registry import Registry
from phocap.language.whatif import BOUNDS, figure, values, what_if
from phocap.model.outcome import CODE, Outcome, of_quorum
from phocap.model.record import Decision, Given, Record, Unit, UnitRef, UnitsBelow
from phocap.simulate.scenarios import Scenario, simulate
from phocap.simulate.units import outcomes, quorum

RULES = "xx/trial/trial"


def figures(world: World, tier: str) -> list[str]:
    """Return the figures of a tier that can be changed, as users name them."""

    def inside(listed: Any) -> Any:
        for condition in listed:
            yield condition
            for group in (condition.all, condition.any, condition.of):
                yield from inside(group or ())

    return [
        f"{number}/{tier}/{condition.id}.{key}"
        for number, level in world.in_force.model.levels.items()
        for condition in inside(level.tiers.get(tier, ()))
        for key in BOUNDS
        if getattr(condition, key) is not None and condition.subject in ("measure", "share_of", "of")
        for key in (key, *(f"when.{flag}.{key}" for flag in condition.when))
    ]


def anew(world: World, edits: list[str], readings: dict[str, str]) -> Evaluation:
    """Judge by the changed law, as a file of its own would have it."""
    model = world.in_force.model
    for edit in edits:
        model = what_if(model, edit)
    loaded = world.pack.rule_files[RULES]
    pack = replace(world.pack, rule_files={RULES: replace(loaded, model=model)})
    return evaluate(world.records, pack, programmes=["trial"], readings=readings, alternatives=False)


def counted(evaluation: Evaluation, tier: str) -> dict[int, dict[Outcome, int]]:
    """Count outcomes unit by unit."""
    here = evaluation.programmes[0].tiers[tier]
    found = {}
    for level in here.rules[0].levels:
        seen = Counter(here.outcome(row, level.node) for row in range(len(here.units)))
        found[level.level] = {outcome: seen[outcome] for outcome in Outcome}
    return found


def check(world: World, tier: str, picked: list[str], listed: list[str]) -> None:
    names = list(dict.fromkeys(picked))
    # A bound of a quorum is a number of members.
    size = {name: "1,2" if ".at_least" in name and of_members(world, name) else ",".join(listed) for name in names}
    vary = [f"{name}={size[name]}" for name in names]
    evaluation = evaluate(world.records, world.pack, programmes=["trial"])
    found = [one for one in simulate([evaluation], vary, all_readings=True).scenarios if one.tier == tier]
    wanted = list(itertools.product(*(values(size[name]) for name in names)))
    assert [one.values for one in found] == wanted * len(evaluation.programmes[0].choices)
    for one in found:
        edits = [f"{name}={value}" for name, value in zip(names, one.values, strict=True)]
        assert as_counts(one) == counted(anew(world, edits, dict(one.readings)), tier), (edits, one.readings)


def as_counts(scenario: Scenario) -> dict[int, dict[Outcome, int]]:
    return {level: dict(found) for level, found in scenario.levels.items()}


def of_members(world: World, name: str) -> bool:
    number, tier, identity = name.partition(".")[0].split("/")

    def inside(listed: Any) -> Any:
        for condition in listed:
            yield condition
            for group in (condition.all, condition.any, condition.of):
                yield from inside(group or ())

    listed = world.in_force.model.levels[int(number)].tiers[tier]
    return any(condition.id == identity and condition.of is not None for condition in inside(listed))


def district(most: int, flag: bool | None = None) -> World:
    """Return a district of ten communes, one at each tenth, by rules that ask a share of them."""
    commune = {"id": "c", "measure": "a1", "at_least": "50%", "source": {"status": "confirmed"}}
    share = {"id": "s", "share_of": "commune", "at_least": "70%", "source": {"status": "confirmed"}}
    share["when"] = {"hard": {"at_least": "40%"}}
    higher = {"id": "lower", "requires": {"level": 1}}
    levels = {
        1: {"commune": [commune], "district": [share]},
        2: {"commune": [higher, {**commune, "id": "d", "at_most": "90%"}], "district": [{**share, "at_least": "20%"}]},
    }
    del levels[2]["commune"][1]["at_least"]
    pack = pack_of({"programme": "trial", "title": TEXT, "instrument": "trial", "levels": levels})
    above = UnitRef("district", "D")
    communes = [
        Record(
            Unit("commune", f"c{number}", None, above),
            DAY,
            HERE,
            figures={"a.one": Given(number, HERE), **({"a.whole": Given(10, HERE)} if number < most else {})},
            recognised={"trial": Given(Decision(2, None, None), HERE)} if number == 9 else {},
        )
        for number in range(1, 11)
    ]
    flags = {} if flag is None else {"hard": Given(flag, HERE)}
    units = {"commune": UnitsBelow(Given(10, HERE), {})}
    whole = [Record(Unit("district", "D"), DAY, HERE, flags=flags, units=units), *communes]
    return World(pack, Registry(pack).in_force("trial", DAY), whole)


@pytest.mark.parametrize("most", [11, 6])
@pytest.mark.parametrize("flag", [None, True, False])
def test_a_district_follows_its_communes(most: int, flag: bool | None) -> None:
    world = district(most, flag)
    bound = "1/district/s.when.hard.at_least" if flag else "1/district/s.at_least"
    vary = ["1/commune/c.at_least=0%..100%/20%", "2/commune/d.at_most=0%..100%/20%", f"{bound}=70%,90%"]
    evaluation = evaluate(world.records, world.pack, programmes=["trial"])
    simulation = simulate([evaluation], vary)
    assert simulation.left_out == ()
    found = [one for one in simulation.scenarios if one.tier == "district"]
    seen = set()
    for one in found:
        edits = [f"{name}={value}" for name, value in zip(simulation.axes, one.values, strict=True)]
        expected = counted(anew(world, edits, {}), "district")
        assert as_counts(one) == expected, edits
        seen |= {(level, outcome) for level, counts in expected.items() for outcome, n in counts.items() if n}
    assert len(seen) >= 4  # the communes really decide: the district is not the same everywhere


BOUNDS_TRIED = st.lists(
    st.sampled_from(["0%", "1/3", "50%", "2/3", "90%", "100%"]), min_size=1, max_size=3, unique=True
)


@settings(max_examples=20, deadline=None)
@given(worlds(), st.data())
def test_communes_in_every_scenario(world: World, data: st.DataObject) -> None:
    known = figures(world, "commune")
    picked = data.draw(st.lists(st.sampled_from(known), max_size=2)) if known else []
    check(world, "commune", picked, data.draw(BOUNDS_TRIED))


@settings(max_examples=10, deadline=None)
@given(districts(), st.data())
def test_districts_in_every_scenario(world: World, data: st.DataObject) -> None:
    try:
        evaluate(world.records, world.pack, programmes=["trial"])
    except Faulty:
        return
    # Changed figures of communes carry their district along.
    known = [*figures(world, "commune"), *figures(world, "district")]
    picked = data.draw(st.lists(st.sampled_from(known), max_size=2))
    check(world, "district", picked, data.draw(BOUNDS_TRIED))


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from(list(Outcome)), min_size=1, max_size=5), min_size=1, max_size=6), st.data())
def test_sets_combine_as_single_outcomes_do(rows: list[list[Outcome]], data: st.DataObject) -> None:
    width = min(map(len, rows))
    needs = data.draw(st.integers(1, width))
    columns = [pl.Series([CODE[row[at]] for row in rows], dtype=pl.UInt8) for at in range(width)]
    seen = Counter(of_quorum(needs, row[:width]) for row in rows)
    found = quorum([outcomes(column) for column in columns], needs).count(len(rows))
    assert found == {outcome: seen[outcome] for outcome in Outcome}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("90%..92%/1%", ["9/10", "91/100", "23/25"]),
        ("90%..91%/0.5%", ["9/10", "181/200", "91/100"]),
        ("1/3..2/3/1/3", None),
        ("95 %, 90%,95%", ["19/20", "9/10"]),
        ("3", ["3"]),
        ("90%..95%", None),
        ("95%..90%/1%", None),
        ("90%..95%/0%", None),
        ("much", None),
    ],
)
def test_values_of_a_range(said: str, found: list[str] | None) -> None:
    if found is None:
        with pytest.raises(Faulty):
            values(said)
    else:
        assert values(said) == tuple(map(Fraction, found))


def test_a_variant_is_named_as_the_file_nests_it() -> None:
    model = district(11).in_force.model
    assert figure(model, "1/s.when.hard.at_least", "").name == "1/district/s.when.hard.at_least"
    changed = what_if(model, "1/s.when.hard.at_least=60%").levels[1].tiers["district"][0]
    assert (changed.at_least, changed.when["hard"].at_least) == (Fraction(7, 10), Fraction(3, 5))


@pytest.mark.parametrize(
    ("named", "fault"),
    [
        ("1/s.when.hrd.at_least", "what-if-no-variant"),
        ("1/c.when.hard.at_least", "what-if-no-variant"),
        ("1/s.when.hard.at_most", "what-if-form"),
        ("1/s.when.hard", "what-if-form"),
        ("1/s.when.at_least", "amends-unknown-condition"),
    ],
)
def test_a_variant_that_is_not_there(named: str, fault: str) -> None:
    with pytest.raises(Faulty) as raised:
        figure(district(11).in_force.model, named, f"{named}=1%")
    assert [found.id for found in raised.value.faults] == [fault]
