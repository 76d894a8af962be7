"""Official forms: found by their headers, read cell by cell, refused where they cannot be understood."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from workbooks import figures, grid

from phocap.faults import Fault
from phocap.forms import FormIntake

Changed = Callable[..., Path]
Read = Callable[..., FormIntake]
Refused = Callable[..., dict[str, Fault]]

FORMS = ("th-m1", "th-02", "th-01-gv", "th-01-csvc")


@pytest.fixture
def truth(changed: Changed, read: Read) -> dict[str, int]:
    return figures(read(changed("record", name="record.yaml")))


def test_each_form_tells_what_the_record_tells(changed: Changed, read: Read, truth: dict[str, int]) -> None:
    told: dict[str, int] = {}
    for form in FORMS:
        intake = read(changed(form))
        assert [one.form for one in intake.recognised] == [form]
        assert not intake.warnings
        found = figures(intake)
        assert found.items() <= truth.items()
        told |= found
    assert told == truth


def test_all_files_of_a_commune_make_one_record(changed: Changed, read: Read, truth: dict[str, int]) -> None:
    paths = [changed(form) for form in (*FORMS, "survey")] + [changed("record", name="record.yaml")]
    assert figures(read(*paths)) == truth
    assert len(read(*paths).recognised) == 5


def test_every_figure_has_its_cell(changed: Changed, read: Read) -> None:
    path = changed("th-m1")
    (record,) = read(path).records
    places = {name: str(given.place) for name, given in record.figures.items()}
    assert places["age_6.ppc"] == f"{path}:TH-M1!F12"
    assert places["age_6.in_grade_1"] == f"{path}:TH-M1!F40"
    assert places["age_11_14.completed_primary"] == f"{path}:TH-M1!F43"
    assert record.unit.name == "Xã An Bình"
    assert record.unit.parent is not None
    assert record.unit.parent.name == "Tỉnh Mẫu"
    assert record.as_of.isoformat() == "2025-09-30"


def retitled(sheet: Any) -> None:
    sheet.title = "Sheet1"


def shifted(sheet: Any) -> None:
    sheet.insert_rows(1, 3)
    sheet.insert_cols(1, 2)
    sheet["C1"] = "PHÒNG VĂN HÓA - XÃ HỘI"


def without_diacritics(sheet: Any) -> None:
    sheet["A12"] = "SO PHAI PHO CAP"
    sheet["A40"] = "tre 6 tuoi vao lop 1 (nam hoc 2025-2026)"


def tone_elsewhere(sheet: Any) -> None:
    for row in range(28, 31):
        sheet.unmerge_cells("A28:D30") if row == 28 and "A28:D30" in sheet.merged_cells else None
    sheet["A28"] = "Hòan thành chương trình tỉêu học"


def unmerged(sheet: Any) -> None:
    for found in [str(one) for one in sheet.merged_cells.ranges]:
        sheet.unmerge_cells(found)


def decomposed(sheet: Any) -> None:
    import unicodedata

    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and not type(cell).__name__.startswith("Merged"):
                cell.value = unicodedata.normalize("NFD", cell.value)


def ages_only(sheet: Any) -> None:
    for column in "FGHIJLMNO":
        sheet[f"{column}4"] = None


def birth_years_only(sheet: Any) -> None:
    for column in "FGHIJLMNO":
        sheet[f"{column}5"] = None


def extra_row(sheet: Any) -> None:
    # openpyxl moves no merged cells along.
    unmerged(sheet)
    sheet.insert_rows(12, 1)
    sheet["A12"] = "Chuyển đến trong năm"


@pytest.mark.parametrize(
    "change",
    [
        retitled,
        shifted,
        without_diacritics,
        tone_elsewhere,
        unmerged,
        decomposed,
        ages_only,
        birth_years_only,
        extra_row,
    ],
)
def test_the_layout_may_differ(change: Callable[[Any], object], changed: Changed, read: Read) -> None:
    expected = figures(read(changed("th-m1")))
    if change is shifted:
        path = changed("th-m1", lambda sheet: (unmerged(sheet), shifted(sheet)))
    else:
        path = changed("th-m1", change)
    intake = read(path)
    assert figures(intake) == expected
    assert intake.recognised[0].by_position == ()


def test_a_header_that_is_not_found_is_taken_by_position_and_said(changed: Changed, read: Read) -> None:
    expected = figures(read(changed("th-m1")))
    intake = read(changed("th-m1", lambda sheet: sheet.__setitem__("A12", "???")))
    assert figures(intake) == expected
    assert intake.recognised[0].by_position == ("ppc",)


def test_a_header_that_is_nowhere_is_refused(changed: Changed, refused: Refused) -> None:
    def lost(sheet: Any) -> None:
        extra_row(sheet)  # lines have moved apart, so that places prove nothing
        sheet["A13"] = "???"

    fault = refused(changed("th-m1", lost))["form-header-missing"]
    assert fault.facts["header"] == "Số phải phổ cập"
    assert fault.facts["at"] == "12"


def test_blank_is_zero_only_where_a_total_proves_it(changed: Changed, read: Read) -> None:
    def usual(sheet: Any) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == 0:
                    cell.value = None  # as offices write it

    def blank(sheet: Any) -> None:
        usual(sheet)
        for number in (41, 42):
            sheet[f"F{number}"] = None

    # Everybody of 11 has completed, so that the blank cells of grades 1-5 stand for nobody.
    assert figures(read(changed("th-m1", blank))) == figures(read(changed("th-m1", usual)))

    def one_more(sheet: Any) -> None:
        blank(sheet)
        sheet["L12"] = sheet["L12"].value + 1
        sheet["P12"] = sheet["P12"].value + 1

    assert "age_11.in_primary" not in figures(read(changed("th-m1", one_more)))

    def nobody_elsewhere(sheet: Any) -> None:
        sheet["F40"] = None
        sheet["K14"] = (sheet["K14"].value or 0) - (sheet["F14"].value or 0)
        sheet["F14"] = None

    # Of those in grade 1 nobody studies elsewhere: the total of the row says so.
    assert "age_6.in_grade_1" in figures(read(changed("th-m1", nobody_elsewhere)))


def test_those_from_elsewhere_are_in_no_numerator(changed: Changed, read: Read) -> None:
    expected = figures(read(changed("th-m1")))

    def incoming(sheet: Any) -> None:
        sheet["F40"] = None
        sheet["F15"] = 50
        sheet["K15"] = 50

    assert figures(read(changed("th-m1", incoming)))["age_6.in_grade_1"] == expected["age_6.in_grade_1"]


def test_sums_that_are_none_are_refused(changed: Changed, refused: Refused) -> None:
    fault = refused(changed("th-m1", lambda sheet: sheet.__setitem__("K12", 9999)))["form-sum"]
    assert str(fault.place).endswith("TH-M1!K12")
    assert fault.facts["value"] == 9999
    fault = refused(changed("th-01-gv", lambda sheet: sheet.__setitem__("I11", 999)))["form-sum"]
    assert str(fault.place).endswith("TH-01-GV!I11")


def test_parts_over_their_whole_are_remarked(changed: Changed, read: Read) -> None:
    def girls(sheet: Any) -> None:
        sheet["F7"] = sheet["F6"].value + 1
        sheet["K7"] = None

    (warning,) = read(changed("th-m1", girls)).warnings
    assert warning.id == "form-part"
    assert str(warning.place).endswith("TH-M1!F7")

    def able(sheet: Any) -> None:
        sheet["F9"], sheet["F10"] = 1, 2
        sheet["K9"] = sheet["K10"] = None

    assert {warning.id for warning in read(changed("th-m1", able)).warnings} == {"form-part"}


def test_a_form_that_contradicts_itself_is_refused(changed: Changed, refused: Refused) -> None:
    fault = refused(changed("th-m1", lambda sheet: sheet.__setitem__("F40", 1)))["sources-disagree"]
    assert str(fault.facts["first"]).endswith("TH-M1!F40")


def test_two_forms_that_contradict_are_refused(changed: Changed, refused: Refused) -> None:
    def more(sheet: Any) -> None:
        sheet["H8"] = 1

    fault = refused(changed("th-02", more), changed("th-m1"))["sources-disagree"]
    assert fault.facts["other"] == 1 or fault.facts["value"] == 1


def test_the_form_of_another_year_is_refused(changed: Changed, refused: Refused) -> None:
    def last_year(sheet: Any) -> None:
        for row in sheet.iter_rows(min_row=2, max_row=2):
            for cell in row:
                if cell.value and "2025" in str(cell.value):
                    cell.value = "Thời điểm: ngày 30 tháng 9 năm 2024"

    fault = refused(changed("th-m1", last_year))["form-birth-year"]
    assert fault.facts == {"age": 6, "year": 2019, "right": 2018, "date": fault.facts["date"]}


def test_unit_and_day_must_be_somewhere(changed: Changed, refused: Refused, read: Read) -> None:
    def nameless(sheet: Any) -> None:
        sheet["A2"] = "Xã …………"

    assert "form-without-unit" in refused(changed("th-m1", nameless))

    def undated(sheet: Any) -> None:
        for cell in sheet[2]:
            if cell.value and "năm" in str(cell.value):
                cell.value = "Thời điểm: ngày … tháng … năm …"

    path = changed("th-m1", undated)
    assert "form-without-day" in refused(path)
    from datetime import date

    (record,) = read(path, as_of=date(2025, 9, 30)).records
    assert record.as_of == date(2025, 9, 30)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("12,5", "not-a-count"),
        (12.5, "fractional-count"),
        (-3, "negative-count"),
        ("khoảng 20", "not-a-count"),
        ("-", "not-a-count"),
        (True, "not-a-count"),
        ("=1/0", "cell-formula-without-value"),
    ],
)
def test_what_is_no_count_is_refused_at_its_cell(value: object, kind: str, changed: Changed, refused: Refused) -> None:
    fault = refused(changed("th-m1", lambda sheet: sheet.__setitem__("L12", value)))[kind]
    assert str(fault.place).endswith("TH-M1!L12")


def test_a_number_that_became_a_date_is_refused_and_told(changed: Changed, refused: Refused) -> None:
    def dated(sheet: Any) -> None:
        sheet["L12"] = 120
        sheet["L12"].number_format = "dd/mm/yyyy"

    assert refused(changed("th-m1", dated))["cell-date-for-number"].facts["number"] == "120"


@pytest.mark.parametrize("text", ["{n}", " {n} ", "{n},0", "{n}.0", "\u00a0{n}"])
def test_a_number_may_be_text(text: str, changed: Changed, read: Read) -> None:
    expected = figures(read(changed("th-m1")))
    path = changed("th-m1", lambda sheet: sheet.__setitem__("L12", text.format(n=sheet["L12"].value)))
    assert figures(read(path)) == expected


@pytest.mark.parametrize("text", ["1.234", "1,234", "1 234", "1\u00a0234"])
def test_thousands_may_be_set_apart(text: str, changed: Changed, read: Read) -> None:
    path = changed("th-02", lambda sheet: sheet.__setitem__("F8", text))
    assert figures(read(path))["primary.pupils"] == 1234


def test_a_blank_count_of_a_table_stays_missing(changed: Changed, read: Read) -> None:
    def blank(sheet: Any) -> None:
        sheet["H11"] = None

    found = figures(read(changed("th-01-csvc", blank)))
    assert "primary.classrooms" not in found
    assert "primary.classes" in found


def test_another_file_is_not_taken_for_a_form(tmp_path: Path, refused: Refused) -> None:
    path = grid([["Họ tên", "Điểm"], ["An", 9]], tmp_path / "diem.xlsx")
    fault = refused(path)["workbook-not-recognised"]
    assert fault.facts["sheets"] == ["Sheet1"]
    assert "TH-M1" in fault.facts["forms"]  # type: ignore[operator]


def test_more_schools_than_ten(changed: Changed, read: Read) -> None:
    def many(sheet: Any) -> None:
        unmerged(sheet)
        teachers = sheet["I11"].value
        sheet.insert_rows(11, 12)
        for row in range(11, 23):
            sheet[f"B{row}"], sheet[f"I{row}"] = f"Trường {row}", 10
        for column in "JKLM":
            sheet[f"{column}23"] = None
        sheet["I23"] = teachers + 120

    expected = figures(read(changed("th-01-gv")))["primary.teachers"] + 120
    assert figures(read(changed("th-01-gv", many)))["primary.teachers"] == expected
