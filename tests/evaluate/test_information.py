"""More information never turns an answer round, and a better figure never costs a level."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import HERE, World, worlds

from phocap.evaluate import Evaluation, evaluate
from phocap.infer import choose
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.outcome import Outcome
from phocap.model.record import Finding, Given, Record, Unit
from phocap.shipped import vn_rules

DECIDED = (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE)


def outcomes(evaluation: Evaluation) -> dict[tuple[str, str, int], Outcome]:
    """Return the outcome of every level and tested condition, under every choice."""
    found = {}
    for evaluated in evaluation.programmes:
        for tier in evaluated.tiers.values():
            for choice, rules in enumerate(tier.rules):
                for row, unit in enumerate(tier.units):
                    for node in [*(level.node for level in rules.levels), *rules.tests]:
                        name = evaluation.records[unit].unit.name
                        found[name, node, choice] = tier.outcome(row, node, choice)
    return found


def hide(record: Record, hidden: list[bool]) -> Record:
    """Return the record without some of what it gives."""
    keep = iter(hidden)

    def some(given: Mapping[str, object]) -> dict[str, object]:
        return {name: value for name, value in given.items() if not next(keep, False)}

    return Record(
        record.unit,
        record.as_of,
        record.place,
        flags=some(record.flags),  # type: ignore[arg-type]
        figures=some(record.figures),  # type: ignore[arg-type]
        rates=some(record.rates),  # type: ignore[arg-type]
        findings=some(record.findings),  # type: ignore[arg-type]
    )


@settings(max_examples=200)
@given(worlds(most=2, given_all=True), st.lists(st.booleans(), min_size=24, max_size=24))
def test_what_is_decided_stays_decided(world: World, hidden: list[bool]) -> None:
    """With less given, an outcome is the same or undetermined."""
    whole = outcomes(evaluate(world.records, world.pack, inference=choose("reference")))
    partial = world.with_records([hide(record, hidden) for record in world.records])
    for key, outcome in outcomes(evaluate(partial.records, partial.pack, inference=choose("reference"))).items():
        assert outcome is Outcome.UNDETERMINED or outcome is whole[key], key


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return the shipped rules."""
    return load_pack(vn_rules())


FULL = st.fixed_dictionaries(
    {
        "six": st.integers(1, 60),
        "in_grade_1": st.integers(0, 60),
        "completed": st.integers(0, 60),
        "in_primary": st.integers(0, 8),
        "out": st.integers(0, 8),
        "older": st.integers(0, 150),
        "older_completed": st.integers(0, 150),
        "hard": st.booleans(),
    }
)


def commune(facts: Mapping[str, int], findings: bool | None = None) -> Record:
    """Return a commune with every figure of the primary programmes."""
    eleven = facts["completed"] + facts["in_primary"] + facts["out"]
    older_completed = min(facts["older"], facts["older_completed"])
    figures = {
        "age_6.ppc": facts["six"],
        "age_6.in_grade_1": min(facts["six"], facts["in_grade_1"]),
        "age_11.ppc": eleven,
        "age_11.completed_primary": facts["completed"],
        "age_11.in_primary": facts["in_primary"],
        "age_11.out_of_school": facts["out"],
        "age_11_14.ppc": eleven + facts["older"],
        "age_11_14.completed_primary": facts["completed"] + older_completed,
        "primary.pupils": 100,
        "primary.pupils_9_10_sessions": min(100, facts["in_grade_1"] + 30),
        "primary.teachers": 40,
        "primary.teachers_at_standard": 40,
        "primary.teachers_above_standard": min(40, facts["older_completed"]),
    }
    attested = {} if findings is None else {name: Given(Finding(findings), HERE) for name in FINDINGS}
    return Record(
        Unit("commune", "Xã thử"),
        date(2015, 9, 30) if findings is None else date(2013, 9, 30),
        HERE,
        flags={"special_difficulty": Given(bool(facts["hard"]), HERE)},
        figures={name: Given(value, HERE) for name, value in figures.items()},
        findings=attested,
    )


FINDINGS = load_pack(vn_rules()).words.findings


def levels(record: Record, pack: Pack, programme: str) -> list[Outcome]:
    """Return the outcomes of all levels."""
    evaluation = evaluate([record], pack, programmes=[programme], inference=choose("reference"))
    tier = evaluation.programmes[0].tiers["commune"]
    return [tier.outcome(0, level.node) for level in tier.rules[0].levels]


def worth(outcomes: list[Outcome]) -> int:
    """Return how many levels pass."""
    return sum(outcome.passes for outcome in outcomes)


@settings(max_examples=150)
@given(facts=FULL, step=st.sampled_from(["grade 1", "into primary", "completes", "older completes"]))
@pytest.mark.parametrize("programme", ["primary", "primary-right-age"])
def test_a_better_figure_never_lowers_a_level(facts: dict[str, int], step: str, programme: str, pack: Pack) -> None:
    """One child more in grade 1, in primary classes or completed."""
    better = dict(facts)
    if step == "grade 1":
        better["in_grade_1"] = min(facts["six"], facts["in_grade_1"] + 1)
    elif step == "into primary" and facts["out"]:
        better |= {"out": facts["out"] - 1, "in_primary": facts["in_primary"] + 1}
    elif step == "completes" and facts["in_primary"]:
        better |= {"in_primary": facts["in_primary"] - 1, "completed": facts["completed"] + 1}
    else:
        better["older_completed"] = min(facts["older"], facts["older_completed"] + 1)
    findings = None if programme == "primary" else True
    before = levels(commune(facts, findings), pack, programme)
    after = levels(commune(better, findings), pack, programme)
    assert worth(after) >= worth(before)
