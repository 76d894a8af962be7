"""What outcomes mean, on records as officers write them (docs/design.md, outcomes)."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from phocap.evaluate import Evaluation, evaluate
from phocap.evaluate.verdict import result
from phocap.explain.tree import explain_all
from phocap.faults import Faulty
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.model.result import ConditionResult, Verdict
from phocap.report.read import read_result
from phocap.report.schema import schema
from phocap.report.serialise import to_json
from phocap.shipped import vn_rules
from phocap.text.language import Lang

PACK = load_pack(vn_rules())


def decide(folder: Path, text: str, **options: object) -> Evaluation:
    """Evaluate records written as YAML."""
    path = folder / "records.yaml"
    path.write_text(text, encoding="utf-8")
    return evaluate(read_records([path], PACK).records, PACK, **{"programmes": ["primary"], **options})  # type: ignore[arg-type]


def verdict(evaluation: Evaluation, name: str) -> Verdict:
    """Return the verdict of a unit."""
    return next(v for v in result(evaluation).verdicts if v.unit.name == name)


def outcomes(found: Verdict) -> list[str]:
    """Return the outcomes of the levels."""
    return [level.outcome.value for level in found.levels]


def condition(found: Verdict, level: int, wanted: str) -> ConditionResult:
    """Return a condition of a level."""
    return next(c for c in found.levels[level - 1].conditions if c.id == wanted)


def commune(figures: str, more: str = "", name: str = "Xã A", day: str = "2015-09-30") -> str:
    """Return a commune's record."""
    return f"unit: {{tier: commune, name: {name}}}\nas_of: {day}\nfigures:\n  {figures}\n{more}\n"


@pytest.mark.parametrize(
    ("figures", "outcome", "margin", "shortfall"),
    [
        ("age_6: {ppc: 2009, in_grade_1: 1808}", "not_met", None, 1),  # prints 90,00 %
        ("age_6: {ppc: 2009, in_grade_1: 1809}", "met", 0, None),
        ("age_6: {ppc: 10, in_grade_1: 9}", "met", 0, None),
        ("age_6: {ppc: 200, in_grade_1: 179}", "not_met", None, 1),  # prints 90 % in whole percents
        ("age_6: {ppc: 0, in_grade_1: 0}", "not_applicable", None, None),
        ("age_6: {ppc: 0}", "not_applicable", None, None),
        ("age_6: {in_grade_1: 0}", "undetermined", None, None),
        ("age_6: {ppc: 10}", "undetermined", None, None),
        ("age_6: {ppc: null, in_grade_1: 9}", "undetermined", None, None),
    ],
)
def test_the_exact_rate_decides(
    tmp_path: Path, figures: str, outcome: str, margin: int | None, shortfall: int | None
) -> None:
    found = condition(verdict(decide(tmp_path, commune(figures)), "Xã A"), 1, "enrolment-6")
    assert found.outcome == outcome
    assert found.comparison is not None
    assert (found.comparison.margin, found.comparison.shortfall) == (margin, shortfall)


@pytest.mark.parametrize(
    ("measure", "printed", "level", "rule", "outcome"),
    [
        ("enrolment_6", "98,0 %", 3, "enrolment-6", "undetermined"),
        ("enrolment_6", "98,1 %", 3, "enrolment-6", "met"),
        ("enrolment_6", "97,9 %", 3, "enrolment-6", "not_met"),
        ("accounted_11", "99,9 %", 3, "remaining-11", "not_met"),
        ("accounted_11", "100 %", 3, "remaining-11", "undetermined"),
        ("accounted_11", "tất cả", 3, "remaining-11", "met"),
        ("enrolment_6", "trên 98 %", 3, "enrolment-6", "met"),
        ("enrolment_6", "gần 98 %", 3, "enrolment-6", "not_met"),
        ("enrolment_6", "gần 99 %", 3, "enrolment-6", "met"),
    ],
)
def test_a_printed_rate_is_an_interval(
    tmp_path: Path, measure: str, printed: str, level: int, rule: str, outcome: str
) -> None:
    text = f'unit: {{tier: commune, name: Xã A}}\nas_of: 2015-09-30\nrates: {{{measure}: "{printed}"}}\n'
    assert condition(verdict(decide(tmp_path, text), "Xã A"), level, rule).outcome == outcome


def test_a_flag_that_is_not_given_decides_between_its_thresholds(tmp_path: Path) -> None:
    figures = "age_11_14: {ppc: 100, completed_primary: 75}"
    found = condition(verdict(decide(tmp_path, commune(figures)), "Xã A"), 1, "completion-to-14")
    assert found.outcome == "undetermined"
    assert found.comparison is not None
    assert found.comparison.open_flag == "special_difficulty"
    for value, outcome in (("true", "met"), ("false", "not_met")):
        told = commune(figures, f"flags: {{special_difficulty: {value}}}")
        assert condition(verdict(decide(tmp_path, told), "Xã A"), 1, "completion-to-14").outcome == outcome
    for completed, outcome in (("80", "met"), ("69", "not_met")):
        clear = commune(f"age_11_14: {{ppc: 100, completed_primary: {completed}}}")
        found = condition(verdict(decide(tmp_path, clear), "Xã A"), 1, "completion-to-14")
        assert found.outcome == outcome
        assert found.comparison is not None
        assert found.comparison.open_flag is None


GOOD = "age_6: {ppc: 100, in_grade_1: 100}\n  age_11: {ppc: 100, completed_primary: 95, in_primary: 5}"


def test_what_is_missing_is_named_and_bounds_the_possible(tmp_path: Path) -> None:
    found = verdict(decide(tmp_path, commune(GOOD)), "Xã A")
    assert outcomes(found) == ["undetermined"] * 3
    assert (found.highest_level, found.highest_possible_level) == (0, 3)
    assert condition(found, 1, "completion-to-14").missing == ("age_11_14.completed_primary", "age_11_14.ppc")


def test_readings_that_disagree_make_a_verdict_not_firm(tmp_path: Path) -> None:
    figures = f"{GOOD}\n  age_11_14: {{ppc: 400, completed_primary: 380}}\n  age_14: {{ppc: 20, completed_primary: 11}}"
    found = verdict(decide(tmp_path, commune(figures)), "Xã A")
    assert outcomes(found) == ["met"] * 3
    assert not found.firm
    assert found.deciding_readings == ("up_to_14",)
    other = verdict(decide(tmp_path, commune(figures), readings={"up_to_14": "age_14"}), "Xã A")
    assert outcomes(other) == ["not_met"] * 3
    assert not other.firm


def test_without_other_readings_nobody_knows_whether_a_verdict_is_firm(tmp_path: Path) -> None:
    figures = f"{GOOD}\n  age_11_14: {{ppc: 400, completed_primary: 380}}\n  age_14: {{ppc: 20, completed_primary: 11}}"
    evaluation = decide(tmp_path, commune(figures), alternatives=False)
    found = result(evaluation)
    (told,) = found.verdicts
    assert told.firm is None
    assert {level.firm for level in told.levels} == {None}
    assert evaluation.verdicts["firm"].to_list() == [None]
    assert "other readings of the text were not tried" in explain_all(found, Lang.EN)
    data = json.loads(to_json(found))
    Draft202012Validator(schema()).validate(data)
    assert data["verdicts"][0]["firm"] is None
    stored = tmp_path / "result.json"
    stored.write_text(to_json(found), encoding="utf-8")
    assert read_result(stored)[0].verdicts[0].firm is None


def test_where_there_is_one_reading_only_a_verdict_is_firm_without_others(tmp_path: Path) -> None:
    text = "unit: {tier: province, name: Tỉnh A}\nas_of: 2015-09-30\n"
    evaluation = decide(tmp_path, text, alternatives=False)
    assert len(decide(tmp_path, text).programmes[0].choices) == 1
    assert verdict(evaluation, "Tỉnh A").firm is True


def test_the_rest_in_primary_when_nobody_remains(tmp_path: Path) -> None:
    figures = "age_11: {ppc: 50, completed_primary: 50}"
    found = condition(verdict(decide(tmp_path, commune(figures)), "Xã A"), 2, "remaining-11")
    assert found.outcome == "met"
    other = decide(tmp_path, commune(figures), readings={"no_remaining_11": "not_applicable"})
    assert condition(verdict(other, "Xã A"), 2, "remaining-11").outcome == "not_applicable"


def test_an_upper_group_follows_from_its_ages(tmp_path: Path) -> None:
    ages = "\n  ".join(f"age_{age}: {{ppc: 50, completed_primary: 45}}" for age in (11, 12, 13, 14))
    found = condition(verdict(decide(tmp_path, commune(ages)), "Xã A"), 1, "completion-to-14")
    assert found.outcome == "met"
    assert found.comparison is not None
    assert found.comparison.numerator == (180, 180)


def district(total: str, communes: int, good: int, unknown: int = 0) -> str:
    """Return a district with communes of which some are good and some send nothing."""
    full = f"{GOOD}\n  age_11_14: {{ppc: 400, completed_primary: 400}}"
    parent = "parent: {tier: district, name: Huyện B}"
    parts = [f"unit: {{tier: district, name: Huyện B}}\nas_of: 2015-09-30\n{total}\n"]
    for number in range(communes):
        figures = full if number < good else "age_6: {ppc: 100, in_grade_1: 10}"
        if number >= communes - unknown:
            figures = "age_6: {ppc: 100}"
        parts.append(
            f"unit: {{tier: commune, name: Xã {number}, {parent}}}\nas_of: 2015-09-30\nfigures:\n  {figures}\n"
        )
    return "---\n".join(parts)


@pytest.mark.parametrize(
    ("total", "communes", "good", "unknown", "outcome"),
    [
        ("units: {commune: {total: 10}}", 10, 9, 0, "met"),
        ("units: {commune: {total: 10}}", 10, 8, 0, "not_met"),
        ("units: {commune: {total: 10}}", 10, 8, 1, "undetermined"),
        ("units: {commune: {total: 10}}", 10, 9, 1, "met"),
        ("units: {commune: {total: 11}}", 10, 10, 0, "met"),  # 10 of 11 whatever the last one is
        ("units: {commune: {total: 12}}", 10, 10, 0, "undetermined"),
        ("", 10, 10, 0, "undetermined"),  # nobody said how many communes there are
    ],
)
def test_a_district_is_judged_on_its_communes(
    tmp_path: Path, total: str, communes: int, good: int, unknown: int, outcome: str
) -> None:
    found = verdict(decide(tmp_path, district(total, communes, good, unknown)), "Huyện B")
    assert outcomes(found) == [outcome] * 3


def test_an_official_decision_is_evidence_where_figures_leave_a_level_open(tmp_path: Path) -> None:
    text = district("units: {commune: {total: 10}}", 10, 8, 1)
    decided = text.replace(
        "figures:\n  age_6: {ppc: 100}\n", "recognised: {primary: {level: 2, decision: 12/QĐ-UBND}}\n"
    )
    assert outcomes(verdict(decide(tmp_path, decided), "Huyện B")) == ["met", "met", "undetermined"]
    assert outcomes(verdict(decide(tmp_path, decided), "Xã 9")) == ["undetermined"] * 3


def test_a_province_pools_what_districts_print(tmp_path: Path) -> None:
    units = "units: {commune: {primary-right-age: {level_1: %s}}}"
    parts = ["unit: {tier: province, name: Tỉnh P}\nas_of: 2013-10-31\nunits: {district: {total: 2}}\n"]
    for name, share in (("Huyện C", '"94,7 %"'), ("Huyện D", '"90,5 %"')):
        parent = "parent: {tier: province, name: P}"
        parts.append(f"unit: {{tier: district, name: {name}, {parent}}}\nas_of: 2013-10-31\n{units % share}\n")
    found = verdict(decide(tmp_path, "---\n".join(parts), programmes=["primary-right-age"]), "Tỉnh P")
    assert outcomes(found) == ["met", "undetermined"]
    assert found.provisional
    missing_one = decide(
        tmp_path, "---\n".join(parts).replace("total: 2", "total: 3"), programmes=["primary-right-age"]
    )
    assert outcomes(verdict(missing_one, "Tỉnh P")) == ["undetermined", "undetermined"]


def test_a_province_is_judged_on_districts_until_they_end(tmp_path: Path) -> None:
    text = "unit: {{tier: province, name: Tỉnh P}}\nas_of: {day}\nunits: {units}\n"
    districts = text.format(day="2025-06-30", units="{district: {total: 9, primary: {level_3: 9}}}")
    assert outcomes(verdict(decide(tmp_path, districts), "Tỉnh P")) == ["met"] * 3
    communes = text.format(day="2025-07-01", units="{commune: {total: 100, primary: {level_3: 95}}}")
    found = verdict(decide(tmp_path, communes), "Tỉnh P")
    assert outcomes(found) == ["met"] * 3
    assert found.provisional
    assert found.deciding_readings == ("disabled_60_tier", "province_without_districts", "support_binds")


def test_every_district_when_their_number_is_not_printed(tmp_path: Path) -> None:
    text = 'unit: {tier: province, name: Tỉnh P}\nas_of: 2024-12-31\nunits: {district: {primary: {level_3: "%s"}}}\n'
    assert outcomes(verdict(decide(tmp_path, text % "100 %"), "Tỉnh P")) == ["met"] * 3
    assert outcomes(verdict(decide(tmp_path, text % "96,7 %"), "Tỉnh P"))[2] == "not_met"


NEAR = "unit: {{tier: district, name: Huyện Ba Bể}}\nas_of: 2015-09-30\n---\n{commune}"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (district("units: {commune: {total: 9}}", 10, 9), "more-children-than-total"),
        (district("units: {commune: {total: 10, primary: {level_1: 3}}}", 10, 9), "children-disagree"),
        (
            NEAR.format(commune=commune(GOOD).replace("Xã A", "Xã A, parent: {tier: district, name: Ba Bê}")),
            "parent-unknown",
        ),
        (NEAR.format(commune=commune(GOOD)), "parent-missing"),
        (commune("age_11: {ppc: 10, completed_primary: 4, in_primary: 3, out_of_school: 4}"), "parts-not-whole"),
        (commune("age_11: {completed_primary: 5}\n  age_11_14: {ppc: 3}"), "contradiction"),
    ],
)
def test_what_cannot_be_true_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(Faulty) as caught:
        decide(tmp_path, text)
    assert {found.id for found in caught.value.faults} == {fault}


def test_a_rate_says_that_somebody_is_in_the_group(tmp_path: Path) -> None:
    # Nobody is out of school or still in primary, so whoever there is has completed; the rate says there is somebody.
    text = (
        "unit: {tier: commune, name: Xã A}\nas_of: 2015-09-30\nfigures: {age_11: {in_primary: 0, out_of_school: 0}}\n"
    )
    found = condition(verdict(decide(tmp_path, text), "Xã A"), 3, "completion-11")
    assert found.outcome == "undetermined"
    told = text + 'rates: {completion_11: "trên 50 %"}\n'
    assert condition(verdict(decide(tmp_path, told), "Xã A"), 3, "completion-11").outcome == "met"
