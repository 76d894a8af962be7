"""The workbook: its numbers are those of the result, no name becomes a formula, and it can be filtered and printed."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import places
import pytest
from openpyxl.utils import get_column_letter as column_letter

from phocap.cli.main import main
from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.intake import read_records
from phocap.language.load import installed_packs, load_pack
from phocap.model.result import Result, walk
from phocap.report.gist import lacking, shortfall, tightest
from phocap.report.workbook import to_xlsx
from phocap.text.language import Lang

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ["TongHop", "DanhSach", "DieuKien", "SoatLoi", "ThayDoi"]
Judge = Callable[..., Result]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    pack = load_pack(installed_packs()["vn"])

    def _judge(what: str) -> Result:
        path = ROOT / what
        if "\n" in what:
            path = tmp_path_factory.mktemp("records") / "records.yaml"
            path.write_text(what, encoding="utf-8")
        intake = read_records([path], pack)
        readings = {"support_binds": "province_only"}  # places have rates only
        return result(evaluate(intake.records, pack, readings=readings), intake.sources)

    return _judge


@pytest.fixture(scope="module")
def years(judge: Judge) -> Result:
    """A province in two years, in the later one with a commune less."""
    later = places.province(7, 20, places.DAY.replace(year=2026))
    return judge(places.province(7, 20) + later[: later.rindex("---")].replace("total: 20", "total: 19"))


def book(found: Result, lang: Lang = Lang.VI) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(found, lang)))


def table(sheet: Any) -> list[dict[str, Any]]:
    heading, *rows = sheet.iter_rows(values_only=True)
    names = [
        f"{name} {heading[:place].count(name)}" if heading.count(name) > 1 else name
        for place, name in enumerate(heading)
    ]
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_the_sheets_can_be_filtered_and_printed(years: Result) -> None:
    made = book(years)
    assert made.sheetnames == SHEETS
    for sheet in made.worksheets:
        top = 4 if sheet.title == "TongHop" else 1
        assert sheet.freeze_panes == f"A{top + 1}"
        assert sheet.auto_filter.ref.startswith(f"A{top}:")
        assert sheet.print_title_rows == f"${top}:${top}"
        assert sheet.auto_filter.ref.partition(":")[2][1:] != str(top), "there is a row to filter"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_area
        assert "SHA-256" in sheet.oddFooter.left.text
    assert len(made["TongHop"]._charts) == 2


def test_a_page_has_what_is_read_on_paper_and_no_row_is_cut(years: Result) -> None:
    made = book(years)
    for name, last in (("DanhSach", "Còn thiếu cho mức tiếp theo"), ("DieuKien", "Điều, khoản")):
        sheet = made[name]
        heading = [cell.value for cell in sheet[1]]
        assert sheet.print_area.endswith(f"${column_letter(heading.index(last) + 1)}${sheet.max_row}"), sheet.print_area
    checks = made["SoatLoi"]
    longest = max(checks.iter_rows(min_row=2), key=lambda row: len(row[5].value))
    assert len(longest[5].value) > checks.column_dimensions["F"].width * 1.3
    assert checks.row_dimensions[longest[0].row].height >= 30


def test_a_chart_shows_the_results_of_the_lowest_tier(years: Result) -> None:
    made = book(years)["TongHop"]
    rows = list(made.iter_rows(min_row=5, values_only=True))
    for chart, day in zip(made._charts, ("30/09/2026", "30/09/2025"), strict=True):
        (series,) = chart.series
        first, last = (int(part) for part in re.findall(r"\$(\d+)", series.val.numRef.f))
        shown = rows[first - 5 : last - 4]
        assert {(row[1], row[3]) for row in shown} == {(day, "cấp xã")}
        assert sum(row[5] for row in shown) in (19, 20)
        assert series.cat.strRef.f == f"TongHop!$E${first}:$E${last}"


def test_every_unit_stands_in_the_list(years: Result) -> None:
    rows = table(book(years)["DanhSach"])
    # The latest day comes first.
    verdicts = sorted(years.verdicts, key=lambda verdict: -verdict.as_of.toordinal())
    assert len(rows) == len(verdicts) == 41
    for row, verdict in zip(rows, verdicts, strict=True):
        tight = tightest(verdict)
        assert row["Đơn vị"] == verdict.unit.name
        assert row["Mã"] == verdict.unit.code
        assert row["Mức độ"] == verdict.highest_level
        assert row["Dư ít nhất"] == (tight.comparison.margin if tight and tight.comparison else None)
        assert row["Còn thiếu"] == shortfall(verdict)
        assert (row["Còn thiếu cho mức tiếp theo"] or "") == "; ".join(c.title.vi for c in lacking(verdict))


def test_every_condition_has_its_exact_numbers(years: Result) -> None:
    rows = table(book(years)["DieuKien"])
    verdicts = sorted(years.verdicts, key=lambda verdict: -verdict.as_of.toordinal())
    listed = [c for verdict in verdicts for level in verdict.levels for c in walk(level.conditions)]
    assert len(rows) == len(listed)
    numbers = 0
    for row, condition in zip(rows, listed, strict=True):
        assert row["Điều kiện"] == condition.title.vi
        found = condition.comparison
        if found is None or row["Tử số"] is None or found.denominator is None:
            continue
        numbers += 1
        assert (row["Tử số"], row["Mẫu số"]) == (found.numerator[0], found.denominator[0])
        if row["Tỉ lệ"] is not None:
            assert row["Tỉ lệ"] == float(found.low or 0)
        distance = -found.shortfall if found.shortfall is not None else found.margin
        assert row["Dư (+) / thiếu (−)"] == distance
    assert numbers > 100


def test_no_rate_is_shown_across_its_threshold(judge: Judge) -> None:
    record = (
        "unit: {tier: commune, name: Xã Một}\nas_of: 2020-09-30\nflags: {special_difficulty: false}\n"
        "figures:\n  age_6: {ppc: 2009, in_grade_1: 1808}\n"
    )
    sheet = book(judge(record))["DieuKien"]
    heading = [cell.value for cell in sheet[1]]
    rate = sheet.cell(2, heading.index("Tỉ lệ") + 1)
    assert f"{rate.value:.3%}" == "89.995%"
    assert rate.number_format == "0.000%"


def test_what_is_missing_is_to_be_checked(years: Result) -> None:
    rows = table(book(years)["SoatLoi"])
    assert {row["Mức độ"] for row in rows} == {"Thiếu số liệu", "Lưu ý"}
    missing = [row for row in rows if row["Mức độ"] == "Thiếu số liệu"]
    assert all(row["File nguồn"].endswith("records.yaml") and row["Dòng"] > 1 for row in missing if row["File nguồn"])
    assert any(row["File nguồn"] for row in missing)


def test_changes_against_the_year_before(years: Result) -> None:
    rows = table(book(years)["ThayDoi"])
    assert len(rows) == 21
    kinds = [row["Thay đổi"] for row in rows]
    assert kinds.count("không còn ở kỳ này") == 1
    assert {"tăng", "giảm", "giữ nguyên"} <= set(kinds)
    assert "chỉ có một kỳ" in book(years_of_one(years))["ThayDoi"]["A2"].value


def years_of_one(found: Result) -> Result:
    from dataclasses import replace

    latest = max(verdict.as_of for verdict in found.verdicts)
    return replace(found, verdicts=tuple(verdict for verdict in found.verdicts if verdict.as_of == latest))


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "http://a.b/", "{=1}"])
def test_no_name_becomes_a_formula_or_a_link(judge: Judge, name: str) -> None:
    record = (
        f"unit: {{tier: commune, name: '{name}', parent: {{tier: province, name: '{name}'}}}}\n"
        "as_of: 2025-09-30\nfigures:\n  age_6: {ppc: 9, in_grade_1: 9}\n"
    )
    made = book(judge(record))
    named = 0
    for sheet in made.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert cell.hyperlink is None
                named += cell.value == name
    assert named >= 2


@pytest.mark.parametrize("case", ["ha-nam-2013", "schools", "published"])
def test_real_cases_in_both_languages(judge: Judge, case: str) -> None:
    found = judge(f"cases/{case}")
    for lang in Lang:
        made = book(found, lang)
        assert made["DanhSach"].max_row == len(found.verdicts) + 1
        for sheet in made.worksheets:
            for row in sheet.iter_rows(values_only=True):
                assert not [text for text in row if isinstance(text, str) and ("{" in text or "None" in text)]


def test_same_input_same_bytes_wherever_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for name in ("here", "there"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "records.yaml").write_text(places.province(7, 12), encoding="utf-8")
        monkeypatch.chdir(folder)
        assert main(["report", "records.yaml", "-o", "report.xlsx", "--lang", "vi"]) == 0
        made.append((folder / "report.xlsx").read_bytes())
    assert made[0] == made[1]


def test_without_results_there_is_a_book(years: Result) -> None:
    from dataclasses import replace

    assert book(replace(years, verdicts=())).sheetnames == SHEETS
