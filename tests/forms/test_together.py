"""Several sources about one unit and day: what agrees is one record, what differs is refused with both places."""

from collections.abc import Callable
from pathlib import Path

import pytest

from phocap.faults import Fault
from phocap.forms import FormIntake
from phocap.text.faults import say
from phocap.text.language import Lang

Read = Callable[..., FormIntake]
Refused = Callable[..., dict[str, Fault]]

RECORD = """unit: {tier: commune, name: Xã An Bình, parent: {tier: province, name: Tỉnh Mẫu}}
as_of: 2025-09-30
flags: {special_difficulty: false}
figures: {age_6: {ppc: 100, in_grade_1: 99}}
findings: {playground: {value: true, by: Ban chỉ đạo}}
"""
HEAD = "Cấp,Tên đơn vị,Tỉnh,parent tier,Ngày,"
ROW = "commune,Xã An Bình,Tỉnh Mẫu,province,2025-09-30,"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def _write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write


Write = Callable[[str, str], Path]


def test_record_table_form_and_survey_make_one_record(
    contents: dict[str, bytes], changed: Callable[..., Path], read: Read, write: Write
) -> None:
    (told,) = read(changed("th-m1")).records
    six = told.figures["age_6.ppc"].value
    table = write("flags.csv", f"{HEAD}figures.age_6.ppc,ĐBKK\n{ROW}{six},không\n")
    record = write(
        "xa.yaml", RECORD.replace("figures: {age_6: {ppc: 100, in_grade_1: 99}}", f"figures: {{age_6.ppc: {six}}}")
    )
    files = changed("survey"), changed("th-m1"), table, record
    (whole,) = read(*files).records
    counts = {name: given.value for name, given in whole.figures.items()}
    assert {name: given.value for name, given in told.figures.items()}.items() <= counts.items()
    assert whole.flags["special_difficulty"].value is False
    assert whole.findings["playground"].value.by == "Ban chỉ đạo"
    assert whole.figures["age_6.ppc"].place.path.endswith("xa.yaml")  # the first that tells it
    assert read(*reversed(files)).records == (whole,)


@pytest.mark.parametrize(
    ("column", "value", "label"),
    [
        ("figures.age_6.in_grade_1", "98", "Six-year-olds in grade 1"),
        ("ĐBKK", "có", "extremely difficult"),
        ("findings.playground.value", "không", "layground"),
        ("findings.playground.by", "Hiệu trưởng", "findings.playground.by"),
    ],
)
def test_what_a_table_and_a_record_tell_differently_is_refused_with_both_places(
    refused: Refused, write: Write, column: str, value: str, label: str
) -> None:
    faults = refused(write("xa.yaml", RECORD), write("bang.csv", f"{HEAD}{column}\n{ROW}{value}\n"))
    assert list(faults) == ["sources-disagree"]
    text = say(faults["sources-disagree"], Lang.EN)
    assert label in text
    assert "bang.csv:2:6" in text
    assert "xa.yaml:" in text


def test_a_name_without_its_title_is_that_of_the_one_unit_that_has_it(read: Read, write: Write) -> None:
    record = write("xa.yaml", RECORD.replace("Xã An Bình", "An Bình"))
    table = f"{HEAD}figures.age_11.ppc\n{ROW}50\n"
    (whole,) = read(record, write("bang.csv", table)).records
    assert whole.unit.name == "Xã An Bình"
    assert whole.figures["age_11.ppc"].value == 50
    # Of two that have it nobody knows which is meant.
    table += ROW.replace("Xã", "Phường") + "60\n"
    assert len(read(record, write("bang.csv", table)).records) == 3


def test_namesakes_in_two_provinces_are_two(read: Read, write: Write, changed: Callable[..., Path]) -> None:
    record = write("xa.yaml", RECORD.replace("Tỉnh Mẫu", "Tỉnh Khác"))
    assert len(read(record, changed("th-m1")).records) == 2

    def moved(sheet: object) -> None:
        sheet["A1"] = "Tỉnh: Khác"  # type: ignore[index]

    assert len(read(changed("th-m1"), changed("th-m1", moved, "khac.xlsx")).records) == 2


def test_a_code_that_one_of_them_has_is_that_of_both(read: Read, write: Write) -> None:
    record = write("xa.yaml", RECORD.replace("name: Xã An Bình", 'code: "00004", name: Xã An Bình'))
    (whole,) = read(record, write("bang.csv", f"{HEAD}figures.age_11.ppc\n{ROW}50\n")).records
    assert (whole.unit.code, whole.figures["age_11.ppc"].value) == ("00004", 50)
    other = write("ma.csv", f"{HEAD}Mã,figures.age_11.ppc\n{ROW}00005,50\n")
    assert len(read(record, other).records) == 2


def test_two_rows_of_one_table_stay_two_and_are_refused(refused: Refused, write: Write) -> None:
    rows = f"{HEAD}figures.age_11.ppc\n{ROW}50\n{ROW}50\n"
    assert "duplicate-unit" in refused(write("xa.yaml", RECORD), write("bang.csv", rows))
