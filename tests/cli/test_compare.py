"""``phocap compare`` and ``explain`` of awkward records, as commands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COMMUNE = """\
- unit: {tier: commune, code: "13318", name: Xã Tiên Nội, parent: {tier: district, name: Duy Tiên}}
  as_of: 2014-09-30
  flags: {special_difficulty: false}
  figures:
    age_6: {ppc: 210, in_grade_1: 209}
    age_11: {ppc: 190, completed_primary: 187, in_primary: 3}
    age_11_14: {ppc: 760, completed_primary: 750}
"""
WORSE = COMMUNE.replace("2014", "2015").replace(
    "completed_primary: 187, in_primary: 3", "completed_primary: 169, in_primary: 21"
)


@pytest.fixture
def results(run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with the results of two years in it."""
    monkeypatch.chdir(tmp_path)
    for year, text in (("2014", COMMUNE), ("2015", WORSE)):
        (tmp_path / f"{year}.yaml").write_text(text, encoding="utf-8")
        for form in ("json", "jsonl"):
            ran = run("evaluate", f"{year}.yaml", "--programme", "primary", "-o", f"{year}.{form}")
            assert ran.status == 0
    return tmp_path


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_two_years(results: Path, run: Callable[..., Any], golden: Callable[..., None], lang: str) -> None:
    ran = run("compare", "2014.json", "2015.json", "--lang", lang)
    golden(f"compare.{lang}", ran)
    assert ran.status == 0


def test_lines_say_the_same(results: Path, run: Callable[..., Any]) -> None:
    for lang in ("vi", "en"):
        whole = run("compare", "2014.json", "2015.json", "--lang", lang)
        assert run("compare", "2014.jsonl", "2015.jsonl", "--lang", lang).out == whole.out
        assert run("compare", "2014.json", "2015.jsonl", "--lang", lang).out == whole.out


def test_the_exit_status_tells_of_change_only_when_asked(results: Path, run: Callable[..., Any]) -> None:
    assert run("compare", "2014.json", "2015.json", "--exit-code").status == 1
    assert run("compare", "2014.json", "2014.json", "--exit-code").status == 0
    assert run("compare", "2014.json", "2015.json").status == 0


def test_forms(results: Path, run: Callable[..., Any]) -> None:
    assert run("compare", "2014.json", "2015.json", "-o", "c.json").status == 0
    data = json.loads((results / "c.json").read_text(encoding="utf-8"))
    assert data["schema"] == "phocap/comparison/1"
    assert data["totals"] == [{"programme": "primary", "up": 0, "down": 1, "other": 0, "new": 0, "gone": 0, "same": 0}]
    [level] = data["changed"][0]["levels"]
    assert level["causes"] == [{"factors": ["data"], "perhaps": []}]
    assert level["conditions"][0]["new"]["node"] == "commune:13318@2015-09-30/primary/level-3/completion-11"
    shown = run("compare", "2014.json", "2015.json", "--format", "csv").out
    assert shown.startswith("tier,code,unit,")
    assert shown.count("\r\n") == 2


def test_several_days_in_one_result_are_refused(
    results: Path, run: Callable[..., Any], golden: Callable[..., None]
) -> None:
    run("evaluate", "2014.yaml", "2015.yaml", "--programme", "primary", "-o", "both.json")
    for lang in ("vi", "en"):
        ran = run("compare", "both.json", "2015.json", "--lang", lang)
        assert (ran.status, ran.out) == (2, "")
        golden(f"bad-compare-several-days.{lang}", ran)


def test_the_output_is_none_of_the_inputs(results: Path, run: Callable[..., Any]) -> None:
    before = (results / "2014.json").read_bytes()
    assert run("compare", "2014.json", "2015.json", "-o", "2014.json").status == 2
    assert (results / "2014.json").read_bytes() == before


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_record_without_figures(
    run: Callable[..., Any], golden: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "unit: {tier: %s, name: Xã Ví Dụ}\nas_of: 2014-09-30\n"
    (tmp_path / "a.yaml").write_text(head % "commune", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(head % "school", encoding="utf-8")
    commune = run("explain", "a.yaml", "--programme", "primary", "--lang", lang, "-o", "out.txt")
    golden(f"explain-blank.{lang}", commune)
    school = run("explain", "b.yaml", "--programme", "national-standard-school", "--lang", lang)
    golden(f"explain-blank-school.{lang}", school)
    assert school.err.count("\n") < 30
    assert commune.status == school.status == 2
    assert not commune.out
    assert not (tmp_path / "out.txt").exists()
    assert run("explain", "a.yaml", "--programme", "primary", "--whole", "--lang", lang).status == 0


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_ids(results: Path, run: Callable[..., Any], golden: Callable[..., None], lang: str) -> None:
    ran = run("explain", "2015.yaml", "--programme", "primary", "--level", "3", "--ids", "--lang", lang)
    golden(f"explain-ids.{lang}", ran)
    data = json.loads((results / "2015.json").read_text(encoding="utf-8"))
    level = data["verdicts"][0]["levels"][2]
    known = {level["node"], *(condition["node"] for condition in level["conditions"])}
    printed = {line.split(": ", 1)[1] for line in ran.out.splitlines() if line.strip().startswith(("id: ", "mã: "))}
    assert printed
    assert printed <= known
