"""Official forms filled with what a unit came to: only what is established, in the words of the form."""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from phocap.cli.main import main

COMMUNE = """
unit: {tier: commune, code: "01234", name: Xã Ví Dụ, parent: {tier: district, name: huyện Mẫu}}
as_of: 2021-09-30
flags: {special_difficulty: false}
figures:
  age_6: {ppc: 120, in_grade_1: ENROLLED}
  age_11: {ppc: 110, completed_primary: 108, in_primary: 2}
  age_12: {ppc: 100, completed_primary: 100}
  age_13: {ppc: 100, completed_primary: 100}
  age_14: {ppc: 100, completed_primary: 100}
"""
STAFF = "findings: {primary.staff_enough: {value: false, by: Đoàn kiểm tra}}\n"
FIGURES_ONLY = ["--reading", "support_binds=province_only"]
NOT_ENOUGH = "Chưa đủ dữ liệu"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def filled(record: str, *options: str, target: str = "th-02.xlsx", status: int = 0) -> tuple[Any, ...]:
    """Return staff, facilities and level in the row of the commune."""
    Path("xa.yaml").write_text(record, encoding="utf-8")
    assert main(["report", "xa.yaml", "-o", target, "--lang", "vi", *options]) == status
    book = openpyxl.load_workbook(target)
    return tuple(book.active[f"{column}8"].value for column in "RST")


@pytest.mark.parametrize(
    ("enrolled", "options", "expected"),
    [
        (119, ["--accept-provisional", *FIGURES_ONLY], (None, None, 3)),
        (116, ["--accept-provisional", *FIGURES_ONLY], (None, None, 2)),
        (50, FIGURES_ONLY, (None, None, "Không đạt")),
        (119, [], (None, None, NOT_ENOUGH)),
    ],
)
def test_the_level_stands_in_its_column(enrolled: int, options: list[str], expected: tuple[Any, ...]) -> None:
    assert filled(COMMUNE.replace("ENROLLED", str(enrolled)), "--form", "TH-02", *options) == expected


def test_a_part_is_said_where_the_record_decides_it() -> None:
    staff, facilities, _ = filled(COMMUNE.replace("ENROLLED", "119") + STAFF, "--form", "th-02")
    assert (staff, facilities) == ("Chưa đạt", None)


def test_a_template_of_the_users_takes_the_level_and_replaces_what_was_said_before() -> None:
    record = COMMUNE.replace("ENROLLED", "119")
    assert filled(record, "--form", "th-02")[2] == NOT_ENOUGH
    again = ["--template", "th-02.xlsx", "--accept-provisional", *FIGURES_ONLY]
    assert filled(record, *again, target="again.xlsx")[2] == 3


def test_what_somebody_wrote_by_hand_is_not_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    record = COMMUNE.replace("ENROLLED", "119")
    filled(record, "--form", "th-02")
    book = openpyxl.load_workbook("th-02.xlsx")
    book.active["T8"] = "chờ quyết định"
    book.save("own.xlsx")
    before = Path("own.xlsx").read_bytes()
    assert main(["report", "xa.yaml", "--template", "own.xlsx", "-o", "new.xlsx", "--lang", "vi"]) == 2
    assert "own.xlsx:TH-02!T8: lỗi [template-cell-taken]" in capsys.readouterr().err
    assert Path("own.xlsx").read_bytes() == before
    assert not Path("new.xlsx").exists()


def test_the_properties_of_the_template_stay_readable() -> None:
    filled(COMMUNE.replace("ENROLLED", "119"), "--form", "th-02")
    filled(COMMUNE.replace("ENROLLED", "119"), "--template", "th-02.xlsx", target="new.xlsx")
    stamps = [openpyxl.load_workbook(name).properties.modified for name in ("th-02.xlsx", "new.xlsx")]
    assert stamps[0] == stamps[1]


@pytest.mark.parametrize("target", ["a.html", "a.xlsm", "a"])
def test_a_form_is_a_workbook(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("xa.yaml").write_text(COMMUNE.replace("ENROLLED", "119"), encoding="utf-8")
    assert main(["report", "xa.yaml", "--form", "th-02", "-o", target, "--lang", "en"]) == 2
    assert re.search(r"unknown-report-form.*Allowed: \.xlsx", capsys.readouterr().err)
    assert not Path(target).exists()
