"""Official forms filled from records, fresh or into a template: reading them back gives the figures again."""

import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phocap.cli.main import main
from phocap.forms import FormIntake
from phocap.forms.fill import cut

Changed = Callable[..., Path]
Read = Callable[..., FormIntake]


@pytest.fixture
def record(contents: dict[str, bytes], tmp_path: Path) -> Path:
    path = tmp_path / "xa.yaml"
    path.write_bytes(contents["record"])
    return path


def given_in(intake: FormIntake) -> dict[str, int]:
    return {name: found.value for name, found in intake.records[0].figures.items()}


def fill(record: Path, target: Path, *more: str) -> int:
    return main(["data", "convert", str(record), *more, "-o", str(target), "--lang", "en"])


@pytest.mark.parametrize(("form", "figures"), [("th-m1", 15), ("th-02", 8)])
def test_a_fresh_form_reads_back(form: str, figures: int, record: Path, tmp_path: Path, read: Read) -> None:
    target = tmp_path / "form.xlsx"
    assert fill(record, target, "--form", form.upper()) == 0
    back, told = given_in(read(target)), given_in(read(record))
    assert len(back) == figures
    assert back == {name: told[name] for name in back}


def test_a_survey_fills_the_whole_form(changed: Changed, tmp_path: Path, read: Read) -> None:
    survey, target = changed("survey"), tmp_path / "form.xlsx"
    assert fill(survey, target, "--form", "th-m1") == 0
    assert given_in(read(target)) == given_in(read(survey))
    assert len(given_in(read(target))) == 28


def test_what_has_no_cell_is_said(record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fill(record, tmp_path / "form.xlsx", "--form", "th-m1") == 0
    assert "Twelve-year-olds who completed primary" in capsys.readouterr().err


def styled(sheet: Any) -> None:
    """A template of an office: figures empty, a formula, a remark, its own letters, moved down by two rows."""
    for row in sheet.iter_rows(min_row=6):
        for cell in row[5:]:
            cell.value = None
    sheet["G40"] = "=F40/F12"
    sheet["K12"] = "=SUM(F12:J12)"
    sheet["B50"] = "Người lập biểu"
    sheet["F12"].font = openpyxl.styles.Font(name="Arial", bold=True)
    sheet.column_dimensions["A"].width = 44
    sheet.insert_rows(1, 2)


def test_a_template_keeps_what_is_its_own(
    changed: Changed, record: Path, tmp_path: Path, read: Read, capsys: pytest.CaptureFixture[str]
) -> None:
    template, target = changed("th-m1", styled, "mau.xlsx"), tmp_path / "out" / "th-m1.xlsx"
    target.parent.mkdir()
    before = template.read_bytes()
    assert fill(record, target, "--template", str(template)) == 0
    assert template.read_bytes() == before
    assert "G42" in capsys.readouterr().err  # the formula that stayed
    old, new = (openpyxl.load_workbook(path).worksheets[0] for path in (template, target))
    told = given_in(read(record))
    assert new["F14"].value == told["age_6.ppc"]
    assert new["F42"].value == told["age_6.in_grade_1"]
    assert new["G42"].value == old["G42"].value == "=F40/F12"
    assert (new["F14"].font.name, new["F14"].font.bold) == ("Arial", True)
    assert new.column_dimensions["A"].width == 44
    assert new.merged_cells.ranges == old.merged_cells.ranges
    changed_cells = {
        cell.coordinate for row in new.iter_rows() for cell in row if cell.value != old[cell.coordinate].value
    }
    assert all(isinstance(new[cell].value, int | float) for cell in changed_cells)
    assert all(old[cell].value is None for cell in changed_cells)


def test_figures_of_last_time_are_replaced(changed: Changed, record: Path, tmp_path: Path, read: Read) -> None:
    def older(sheet: Any) -> None:
        sheet["F40"] = 1

    target = tmp_path / "new.xlsx"
    assert fill(record, target, "--template", str(changed("th-m1", older, "mau.xlsx")), "--form", "th-m1") == 0
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert sheet["F40"].value == given_in(read(record))["age_6.in_grade_1"]


def test_a_table_takes_the_row_of_the_unit_or_an_empty_one(changed: Changed, record: Path, tmp_path: Path) -> None:
    def others(sheet: Any) -> None:
        name = sheet["B8"].value
        for column in range(1, 21):
            sheet.cell(8, column).value = None
        sheet["B8"], sheet["H8"], sheet["D8"] = "Xã Khác", 7, 1
        sheet["A9"], sheet["B9"] = 2, f"{name.upper()}"
        sheet["A12"] = "Cộng:"

    def empty(sheet: Any) -> None:
        others(sheet)
        sheet["A9"] = sheet["B9"] = None

    for change in (others, empty):
        target = tmp_path / f"{change.__name__}-filled.xlsx"
        assert fill(record, target, "--template", str(changed("th-02", change, "mau.xlsx"))) == 0
        sheet = openpyxl.load_workbook(target).worksheets[0]
        assert (sheet["B8"].value, sheet["H8"].value) == ("Xã Khác", 7)
        assert isinstance(sheet["H9"].value, int)
        assert isinstance(sheet["I9"].value, float)
        assert str(sheet["B9"].value).casefold() == "xã an bình"


def refusals() -> dict[str, tuple[str, Callable[[Any], None]]]:
    def set_to(cell: str, value: object) -> Callable[[Any], None]:
        def change(sheet: Any) -> None:
            sheet[cell] = value

        return change

    def no_header(sheet: Any) -> None:
        sheet["A12"], sheet["F5"] = "Gì đó", "Gì đó"

    def merged(sheet: Any) -> None:
        sheet.merge_cells("E40:F40")

    def full(sheet: Any) -> None:
        for row in range(8, 12):
            sheet.cell(row, 2).value, sheet.cell(row, 8).value, sheet.cell(row, 1).value = f"Xã {row}", 1, row
        sheet["A12"] = "Cộng:"

    return {
        "template-cell-taken": ("th-m1", set_to("F40", "chưa rõ")),
        "template-cell-taken merged": ("th-m1", merged),
        "template-other-unit": ("th-m1", set_to("A2", "Xã Khác")),
        "template-other-day": ("th-m1", set_to("D2", "ngày 30 tháng 9 năm 2024")),
        "form-birth-year": ("th-m1", set_to("F4", 2012)),
        "form-header-missing": ("th-m1", no_header),
        "template-no-row": ("th-02", full),
    }


@pytest.mark.parametrize("name", refusals())
def test_what_does_not_match_is_refused(
    name: str, changed: Changed, record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form, change = refusals()[name]
    target = tmp_path / "new.xlsx"
    assert fill(record, target, "--template", str(changed(form, change, "mau.xlsx")), "--form", form) == 2
    said = capsys.readouterr().err
    assert f"[{name.partition(' ')[0]}]" in said
    assert "mau.xlsx" in said
    assert not target.exists()


def test_wrong_use_is_refused(record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = tmp_path / "two.yaml"
    text = record.read_text(encoding="utf-8")
    two.write_text(f"{text}---\n{text.replace('Xã An Bình', 'Xã Hai')}", encoding="utf-8")
    days = tmp_path / "days.yaml"
    days.write_text(f"{text}---\n{text.replace('2025-09-30', '2024-09-30')}", encoding="utf-8")
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Danh sách"
    book.save(tmp_path / "list.xlsx")
    school = tmp_path / "school.yaml"
    school.write_text('unit: {tier: school, name: "Trường A"}\nas_of: 2025-09-30\n', encoding="utf-8")
    for path, more, fault in [
        (record, ("--form", "th-m9"), "unknown-form"),
        (two, ("--form", "th-m1"), "form-one-unit"),
        (days, ("--form", "th-02"), "form-one-day"),
        (school, ("--form", "th-02"), "form-other-tier"),
        (record, ("--template", str(tmp_path / "list.xlsx")), "template-without-form"),
        (record, ("--template", str(record)), "template-not-xlsx"),
        (record, ("--template", str(tmp_path / "none.xlsx")), "no-such-file"),
    ]:
        assert fill(path, tmp_path / "new.xlsx", *more) == 2
        assert f"[{fault}]" in capsys.readouterr().err, fault
        assert not (tmp_path / "new.xlsx").exists()
    assert fill(record, tmp_path / "new.pdf", "--form", "th-m1") == 2
    assert "[unknown-report-form]" in capsys.readouterr().err


def test_the_same_input_makes_the_same_bytes(changed: Changed, record: Path, tmp_path: Path) -> None:
    template = changed("th-m1", styled, "mau.xlsx")
    made = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        target = tmp_path / folder / "new.xlsx"
        assert fill(record, target, "--template", str(template)) == 0
        made.append(target.read_bytes())
    assert made[0] == made[1]
    assert openpyxl.load_workbook(io.BytesIO(made[0])).worksheets


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 10_000))
def test_a_rate_is_never_shown_above_what_it_is(part: int, rest: int, threshold: int) -> None:
    rate = Fraction(part, part + rest)
    shown = Fraction(f"{cut(rate):.2f}")
    assert shown <= rate * 100 < shown + Fraction(1, 100)
    assert (shown >= Fraction(threshold, 100)) <= (rate >= Fraction(threshold, 10_000))
