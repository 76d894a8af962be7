"""Officers' files from the command line: recognised, refused with status 2, checked, converted, made up."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

Run = Callable[..., Any]


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    """A folder with the forms of a small made-up commune."""
    ran = run(
        "data", "synth", "--seed", 3, "--persons", 300, "--kind", "forms", "--kind", "survey", "-o", tmp_path / "xa"
    )
    assert ran.status == 0
    return tmp_path / "xa"


def changed(path: Path, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    sheet[cell] = value
    book.save(path)


def test_a_form_is_judged_and_told(run: Run, folder: Path) -> None:
    ran = run("evaluate", folder / "th-m1-2025.xlsx", "--programme", "primary")
    assert ran.status == 0
    assert "TH-M1: children aged 6 to 14; Xã An Bình; 30 September 2025" in ran.err
    assert "Xã An Bình (Tỉnh Mẫu)" in ran.out
    quiet = run("evaluate", folder / "th-m1-2025.xlsx", "--programme", "primary", "--quiet")
    assert quiet.err == ""


def test_an_explanation_names_cells(run: Run, folder: Path) -> None:
    ran = run("explain", folder / "th-m1-2025.xlsx", "--programme", "primary", "--whole")
    assert "TH-M1!F40" in ran.out


@pytest.mark.parametrize(
    ("name", "content", "id"),
    [
        ("a.xlsx", b"PK\x03\x04 cut short", "workbook-broken"),
        ("a.xls", b"<html></html>", "workbook-wrong-kind"),
        ("a.xlsx", b"", "empty-file"),
        ("a.csv", b"x,y\n1,2\n", "table-without-columns"),
    ],
)
def test_bad_files_end_with_status_2_and_nothing_written(
    name: str, content: bytes, id: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    target = tmp_path / "out.json"
    ran = run("evaluate", tmp_path / name, "-o", target)
    assert ran.status == 2
    assert f"[{id}]" in ran.err
    assert ran.out == ""
    assert not target.exists()


def test_check_says_errors_with_status_1_and_warnings_with_0(run: Run, folder: Path) -> None:
    assert run("data", "check", folder).status == 0
    changed(folder / "survey-2025.xlsx", "AE200", 3)
    ran = run("data", "check", folder)
    assert ran.status == 0
    assert "warnings: 1" in ran.out
    assert "MauNhapLieu!AE200: warning [survey-studying-and-dropped]" in ran.err
    changed(folder / "th-m1-2025.xlsx", "K12", 9999)
    ran = run("data", "check", folder)
    assert ran.status == 1
    assert "[form-sum]" in ran.err


def test_checks_are_chosen_by_id(run: Run, folder: Path) -> None:
    changed(folder / "survey-2025.xlsx", "AE200", 3)
    changed(folder / "survey-2025.xlsx", "V201", "77777777")
    one = run("data", "check", folder, "--select", "survey-unknown-school", "--format", "json")
    found = json.loads(one.out)
    assert [finding["id"] for finding in found["findings"]] == ["survey-unknown-school"]
    (finding,) = found["findings"]
    assert (finding["sheet"], finding["cell"], finding["severity"]) == ("MauNhapLieu", "V201", "warning")
    assert {*finding["message"]} == {"vi", "en"}
    assert len(found["inputs"]) == 5
    rest = run("data", "check", folder, "--ignore", "survey-unknown-school", "--format", "json")
    assert "survey-unknown-school" not in rest.out
    wrong = run("data", "check", folder, "--select", "survey-unknown-scool")
    assert wrong.status == 2
    assert "survey-unknown-school" in wrong.err


def test_findings_as_sarif_and_as_a_workbook(run: Run, folder: Path, tmp_path: Path) -> None:
    changed(folder / "survey-2025.xlsx", "AE200", 3)
    changed(folder / "th-01-gv-2025.xlsx", "AA11", None)
    sarif = json.loads(run("data", "check", folder, "--format", "sarif").out)
    result, note = sarif["runs"][0]["results"]
    assert (note["ruleId"], note["level"]) == ("form-blank", "note")
    assert result["ruleId"] == "survey-studying-and-dropped"
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 200, "startColumn": 31}
    for rule in sarif["runs"][0]["tool"]["driver"]["rules"]:  # what code hosts ask for
        assert rule["defaultConfiguration"]["level"] == ("note" if rule["id"] == "form-blank" else "warning")
        for part in ("shortDescription", "fullDescription", "help"):
            assert rule[part]["text"]
            assert "{" not in rule[part]["text"]
    target = tmp_path / "loi.xlsx"
    assert run("data", "check", folder, "-o", target, "--lang", "vi").status == 0
    sheet = openpyxl.load_workbook(target).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:2] == ("Mức độ", "Mã")
    assert rows[1][:2] == ("cảnh báo", "survey-studying-and-dropped")
    assert rows[1][5] == 200


def test_places_in_sarif_are_uris(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hồ sơ 1.yaml").write_text("unit: {tier: commune}\nas_of: 2025-13-01\n", encoding="utf-8")
    for given, wanted in (("hồ sơ 1.yaml", "h%E1%BB%93%20s%C6%A1%201.yaml"), (tmp_path / "hồ sơ 1.yaml", "file:///")):
        sarif = json.loads(run("data", "check", given, "--format", "sarif").out)
        for result in sarif["runs"][0]["results"]:
            assert result["level"] in ("error", "warning", "note")
            place = result["locations"][0]["physicalLocation"]
            assert place["artifactLocation"]["uri"].startswith(wanted)
            assert place["region"]["startLine"] >= 1


def test_no_name_of_a_person_is_ever_printed(run: Run, folder: Path) -> None:
    changed(folder / "survey-2025.xlsx", "C200", "Zuỳnh Quốc")
    changed(folder / "survey-2025.xlsx", "AE200", 3)
    for arguments in (
        ("data", "check", folder),
        ("data", "figures", folder / "survey-2025.xlsx", "--rows", "age_6.ppc"),
    ):
        ran = run(*arguments)
        assert "Zuỳnh" not in ran.out + ran.err


def test_conversion_keeps_the_figures(run: Run, folder: Path, tmp_path: Path) -> None:
    before = json.loads(run("evaluate", folder, "--programme", "primary", "--format", "json").out)
    for ending in ("yaml", "json", "csv", "xlsx"):
        target = tmp_path / f"all.{ending}"
        assert run("data", "convert", folder, "-o", target).status == 0
        after = json.loads(run("evaluate", target, "--programme", "primary", "--format", "json").out)
        assert [v["highest_level"] for v in after["verdicts"]] == [v["highest_level"] for v in before["verdicts"]]
    same = run("data", "convert", tmp_path / "all.csv", "-o", tmp_path / "all.csv")
    assert same.status == 2


def test_a_folder_that_is_there_is_not_written_into(run: Run, folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    ran = run("data", "synth", "-o", folder)
    assert ran.status == 2
    assert sorted(path.name for path in folder.iterdir()) == before
    assert run("data", "synth", "-o", folder / "new", "--fault", "unknwon-school").status == 2


def test_several_communes_have_folders(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "tinh"
    assert run("data", "synth", "--communes", 3, "--persons", 60, "-o", target).status == 0
    assert sorted(path.name for path in target.iterdir()) == ["commune-001", "commune-002", "commune-003"]
    ran = run("evaluate", target, "--programme", "primary", "--format", "csv")
    assert ran.status == 0


def test_a_template_is_a_workbook_when_its_name_says_so(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    arguments = ("data", "template", "--programme", "primary", "--tier", "commune", "--as-of", "2025-09-30")
    assert run(*arguments, "-o", target).status == 0
    assert openpyxl.load_workbook(target).worksheets
    assert run(*arguments, "--format", "xlsx").status == 2


def test_figures_need_a_survey(run: Run, folder: Path) -> None:
    ran = run("data", "figures", folder / "th-02-2025.xlsx")
    assert ran.status == 2
    assert "[no-survey]" in ran.err
