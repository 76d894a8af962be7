"""What outcomes mean, on records as officers write them (docs/design.md, outcomes)."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from phocap.evaluate import Evaluation, evaluate
from phocap.evaluate.verdict import result
from phocap.explain.tree import explain_all
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
