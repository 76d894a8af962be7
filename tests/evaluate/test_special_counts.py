"""Counts of units with a flag, levels that are independent, rules about one unit, choices that make the same law."""

from pathlib import Path

import pytest

from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.faults import Faulty
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.model.result import Verdict
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())


def verdicts(tmp_path: Path, text: str, programme: str, **readings: str) -> list[Verdict]:
    path = tmp_path / "records.yaml"
    path.write_text(text, encoding="utf-8")
    records = read_records([path], PACK).records
    return list(result(evaluate(records, PACK, programmes=[programme], readings=readings)).verdicts)


def outcomes(verdict: Verdict) -> list[str]:
    return [level.outcome.value for level in verdict.levels]


PRESCHOOL = """\
unit: {tier: province, name: Tỉnh A}
as_of: 2025-11-30
units:
  commune:
    total: 130
    preschool-3-5: {level_1: %s}
    among:
      - {flags: {special_difficulty: true}, total: 50, preschool-3-5: {level_1: %s}}
"""


@pytest.mark.parametrize(
    ("all_", "difficult", "expected"),
    [
        ("115", "43", "met"),  # 43 of 50 are 86%, 72 of the other 80 are 90%
        ("114", "43", "not_met"),  # 71 of 80
        ("115", "42", "not_met"),  # 84%
        ("114", "42", "not_met"),
        ("~", "43", "undetermined"),
        ("115", "~", "undetermined"),
    ],
)
def test_units_with_a_flag_are_counted_apart(tmp_path: Path, all_: str, difficult: str, expected: str) -> None:
    """90% of ordinary communes, 85% of those of extreme difficulty; the ordinary ones are the rest."""
    found = verdicts(tmp_path, PRESCHOOL % (all_, difficult), "preschool-3-5")
    assert outcomes(found[0]) == [expected]


def test_records_of_units_with_a_flag_must_fit_their_number(tmp_path: Path) -> None:
    commune = """\
---
unit: {tier: commune, name: Xã %d, parent: {tier: province, name: A}}
as_of: 2025-11-30
flags: {special_difficulty: true}
figures: {age_3_5: {children: 100, children_attending: 100, children_completed: 100}}
"""
    text = (PRESCHOOL % ("115", "0")) + "".join(commune % number for number in range(2))
    with pytest.raises(Faulty) as caught:
        verdicts(tmp_path, text, "preschool-3-5")
    assert [fault.id for fault in caught.value.faults] == ["children-disagree"]


def test_a_group_is_not_larger_than_all(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as caught:
        verdicts(tmp_path, (PRESCHOOL % ("1", "1")).replace("total: 50", "total: 131"), "preschool-3-5")
    assert "part-of-units" in [fault.id for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ("{level_1: 10}", ["met", "undetermined"]),
        ("{level_2: 10}", ["undetermined", "met"]),
        ("{level_1: 8, level_2: 10}", ["not_met", "met"]),
        ("{level_1: 8}", ["not_met", "undetermined"]),
    ],
)
def test_levels_of_literacy_tell_nothing_of_each_other(tmp_path: Path, counts: str, expected: list[str]) -> None:
    """R-18: the ages of the two levels differ, and level 2 does not ask for level 1."""
    text = "unit: {tier: district, name: B}\nas_of: 2020-09-30\n"
    text += f"units: {{commune: {{total: 10, literacy: {counts}}}}}"
    assert outcomes(verdicts(tmp_path, text, "literacy")[0]) == expected


def test_levels_of_primary_do(tmp_path: Path) -> None:
    text = "unit: {tier: district, name: B}\nas_of: 2020-09-30\nunits: {commune: {total: 10, primary: {level_3: 10}}}"
    assert outcomes(verdicts(tmp_path, text, "primary")[0]) == ["met", "met", "met"]


@pytest.mark.parametrize(("decided", "expected"), [(1, "met"), (2, "undetermined")])
def test_a_decision_on_literacy_level_2_is_none_on_level_1(tmp_path: Path, decided: int, expected: str) -> None:
    text = (
        "unit: {tier: commune, name: B}\nas_of: 2015-09-30\n"
        "figures: {age_15_18: {ppc: 10, graduated_lower_secondary: 9}}\n"
        f"recognised: {{primary: {{level: 1}}, literacy: {{level: {decided}}}}}\n"
    )
    found = verdicts(tmp_path, text, "lower-secondary")[0]
    assert found.levels[0].outcome.value == expected


def province(name: str) -> str:
    unit = f"unit: {{tier: province, name: {name}}}\nas_of: 2025-11-30\n"
    return unit + 'rates: {public_schools_at_standard: "76,9 %"}\n'


def test_a_target_is_about_its_own_province(tmp_path: Path) -> None:
    both = province("Thành phố Hải Phòng") + "---\n" + province("Tỉnh Hưng Yên")
    found = verdicts(tmp_path, both, "target-hai-phong-2030")
    assert [verdict.unit.name for verdict in found] == ["Thành phố Hải Phòng"]
    with pytest.raises(Faulty) as caught:
        verdicts(tmp_path, province("Tỉnh Hưng Yên"), "target-hai-phong-2030")
    assert [fault.id for fault in caught.value.faults] == ["about-another-unit"]


def test_choices_that_make_the_same_law_are_computed_once(tmp_path: Path) -> None:
    """Where the supporting conditions do not bind communes, it does not matter how their rooms are counted."""
    path = tmp_path / "records.yaml"
    path.write_text("unit: {tier: commune, name: B}\nas_of: 2022-09-30\nfigures: {age_6: {ppc: 1}}\n", encoding="utf-8")
    evaluation = evaluate(read_records([path], PACK).records, PACK, programmes=["primary"])
    evaluated = evaluation.programmes[0]
    assert len(evaluated.rule_sets) < len(evaluated.choices) / 2
    laws: dict[tuple[tuple[str, str], ...], set[int]] = {}
    for choice, made in zip(evaluated.choices, evaluated.made_by, strict=True):
        bound = choice["support_binds"] == "commune"
        ways = tuple(sorted(item for item in choice.items() if bound or item[0] in ("up_to_14", "no_remaining_11")))
        laws.setdefault(ways, set()).add(made)
    assert {len(made) for made in laws.values()} == {1}
