"""Readings that bear on nothing in common are varied one after the other; nothing is lost by it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import BOUNDS, TEXT, pack_of, source

from phocap.check.adequacy.goals import goals
from phocap.check.adequacy.mutants import mutants
from phocap.check.proof.bench import Bench
from phocap.check.proof.independent import groups
from phocap.check.proof.prove import prove
from phocap.check.proof.subjects import Law
from phocap.language.pack import Pack

RULES = "xx/trial/trial"
APART = {"r1": ("a1", "a12", "rest"), "r2": ("b1", "b12", "loose")}
"""Measures by the reading that may choose them: nothing ties the figures of one to those of the other."""


@st.composite
def conditions(draw: st.DrawFn, name: str, depth: int = 1) -> dict[str, Any]:
    """Draw a condition that hangs on one of two readings, or a list of such conditions, or one that hangs on none."""
    kind = draw(st.sampled_from(["measure", "measure", "measure", "finding", *(["all", "any"] * depth)]))
    if kind in ("all", "any"):
        return {"id": name, kind: [draw(conditions(f"{name}-{i}", depth - 1)) for i in range(draw(st.integers(1, 2)))]}
    if kind == "finding":
        return {"id": name, "finding": draw(st.sampled_from(["safe", "light"])), "source": source()}
    reading = draw(st.sampled_from(sorted(APART)))
    measure = draw(st.sampled_from([{"reading": reading}, {"reading": reading}, *APART[reading]]))
    sense = draw(st.sampled_from(["at_least", "at_least", "at_most"]))
    found = {"id": name, "measure": measure, sense: draw(st.sampled_from(BOUNDS)), "source": source()}
    if draw(st.integers(0, 2)) == 0:
        found["only"] = {reading: draw(st.sampled_from(["first", "second"]))}
    if draw(st.booleans()):
        found["empty"] = draw(st.sampled_from(["met", "not_met", "undetermined"]))
    return found


def pack(levels: dict[int, list[dict[str, Any]]], options: dict[str, tuple[str, str]]) -> Pack:
    """Return a pack of communes alone, with two options of each reading."""
    readings = {
        name: {"question": TEXT, "default": "first", "options": {"first": {"measure": a}, "second": {"measure": b}}}
        for name, (a, b) in options.items()
    }
    listed = {number: {"commune": conditions} for number, conditions in levels.items()}
    file = {"programme": "trial", "title": TEXT, "instrument": "trial", "levels": listed, "readings": readings}
    return pack_of(file)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Draw a pack of two levels with two readings."""
    levels = {}
    for number in (1, 2):
        listed = [draw(conditions(f"c{i}")) for i in range(draw(st.integers(1, 4)))]
        if number == 2 and draw(st.booleans()):
            listed.insert(0, {"id": "lower", "requires": {"level": 1}})
        levels[number] = [*listed, {"id": "safe", "finding": "safe", "source": source()}]
    every = [measure for measures in APART.values() for measure in measures]
    options = {}
    for name, measures in APART.items():
        first, second = draw(st.permutations(draw(st.sampled_from([measures, every]))))[:2]
        options[name] = first, second
    return pack(levels, options)


def share(name: str, **keys: Any) -> dict[str, Any]:
    """Return a condition with a bound."""
    return {"id": name, "at_least": "50%", "source": source(), **keys}


OWN = {"r1": ("a1", "a12"), "r2": ("b1", "b12")}
R1, R2, A = ({"reading": "r1"}, {"reading": "r2"}, "a12")
SAFE = {"id": "safe", "finding": "safe", "source": source()}


@pytest.mark.parametrize(
    ("options", "listed", "together"),
    [
        (OWN, [share("a", measure=R1), share("b", measure=R2), SAFE], False),
        ({**OWN, "r2": ("b1", "a12")}, [share("a", measure=R1), share("b", measure=R2), SAFE], True),
        (OWN, [share("a", measure=R1, when={"hard": {"at_least": "1/3"}}), share("b", measure=R2), SAFE], False),
        (OWN, [share(n, measure=r, when={"hard": {"at_least": "1/3"}}) for n, r in (("a", R1), ("b", R2))], True),
        # a list, and what makes it
        (OWN, [{"id": "all", "all": [share("a", measure=R1), share("b", measure=R2), SAFE]}], False),
        (OWN, [{"id": "any", "any": [share("a", measure=R1), share("b", measure=R2), SAFE]}], True),
        (OWN, [share("a", measure="a1", only={"r1": "first"}), share("b", measure=R2), SAFE], False),
        (
            OWN,
            [share("a", measure="a1", only={"r1": "first"}), share("b", measure="b1", only={"r2": "first"}), SAFE],
            True,
        ),
        # nobody to count for any of them
        (OWN, [share("a", measure=R1), share("b", measure=R2)], True),
        (OWN, [share("a", measure=R1), share("b", measure=R2, empty="not_met")], False),
    ],
)
def test_readings_of_conditions_that_are_tied_are_together(
    options: dict[str, tuple[str, str]], listed: list[dict[str, Any]], together: bool
) -> None:
    law = Law(pack({1: listed}, options))
    found = groups(law.in_force(RULES, law.days(RULES)[0]))
    assert sorted(map(sorted, found)) == ([["r1", "r2"]] if together else [["r1"], ["r2"]])
    assert len([*law.subjects(RULES)]) == (4 if together else 3)


def test_where_a_level_cannot_be_passed_every_choice_is_looked_at() -> None:
    """Level 2 is easier than level 1 only where both readings are the second; the default of r1 hides it."""
    never = {"id": "less", "measure": "a1", "at_most": "50%", "empty": "not_met", "source": source()}
    level_1 = [share("b", measure="b1", at_least="90%"), SAFE]
    level_2 = [share("more", measure=R1, at_least="90%"), never, share("b", measure=R2, at_least="90%"), SAFE]
    law = Law(pack({1: level_1, 2: level_2}, OWN))
    assert len([*law.subjects(RULES)]) == 3
    assert len(Bench(law, RULES).subjects()) == 4
    assert ("PC205", "2/commune") in {(found.id, found.about) for found in prove(law, RULES)}


class EveryChoice(Law):
    """Looks at every choice of readings."""

    def subjects(self, rule_id: str, *, every_choice: bool = False) -> Any:
        return super().subjects(rule_id, every_choice=True)


@settings(max_examples=60)
@given(packs())
def test_what_is_found_is_the_same(pack: Pack) -> None:
    apart, together = Law(pack), EveryChoice(pack)
    one, two = ([*law.subjects(RULES)] for law in (apart, together))
    if len(one) == len(two):
        return
    assert {goal for s in one for goal, _ in goals(s.rules)} == {goal for s in two for goal, _ in goals(s.rules)}
    assert len(changes(one)) == len(changes(two))
    found = [sorted((f.id, f.about) for f in prove(law, RULES)) for law in (apart, together)]
    assert found[0] == found[1]


def changes(subjects: list[Any]) -> set[Any]:
    return {mutant for s in subjects for level in s.rules.levels for mutant in mutants("commune", level)}
