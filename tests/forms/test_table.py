"""Tables of our own: a row for every unit, named as people name columns, in whatever a spreadsheet saves."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from workbooks import figures, grid

from phocap.faults import Fault
from phocap.forms import FormIntake

Read = Callable[..., FormIntake]
Refused = Callable[..., dict[str, Fault]]

VIETNAMESE = (
    "Tên đơn vị;Cấp;Tỉnh;Ngày;PPC 6 tuổi;6 tuổi vào lớp 1;ĐBKK\nXã Hòa Lạc;xã;Tỉnh Mẫu;30/09/2025;1.210;1.200;không\n"
)


def csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str, tmp_path: Path, read: Read) -> None:
    (record,) = read(csv(tmp_path / "a.csv", VIETNAMESE, encoding)).records
    assert record.unit.name == "Xã Hòa Lạc"
    assert record.unit.tier == "commune"
    assert record.unit.parent is not None
    assert record.as_of == date(2025, 9, 30)
    assert {name: given.value for name, given in record.figures.items()} == {
        "age_6.ppc": 1210,
        "age_6.in_grade_1": 1200,
    }
    assert record.flags["special_difficulty"].value is False
    assert str(record.figures["age_6.ppc"].place).endswith("a.csv:2:5")


def test_windows_1258_is_composed(tmp_path: Path, read: Read) -> None:
    import unicodedata

    text = "name,tier,as_of,age_6.ppc\nXã Hòa Lạc,commune,2025-09-30,12\n"
    # The code page has letters without most of their tones, which follow as marks of their own.
    apart = "".join(c if c in "âêôăơưđ" else unicodedata.normalize("NFD", c) for c in text)
    (record,) = read(csv(tmp_path / "a.csv", apart, "cp1258")).records
    assert record.unit.name == "Xã Hòa Lạc"


@pytest.mark.parametrize(
    ("text", "encoding", "font"),
    [
        ("Tªn ®¬n vÞ;PPC 6 tuæi\nX· T×nh Gi­;12\nX· B×nh Ph­¬c;15\n§«ng H¶i;µ\n", "utf-8", "TCVN3 (ABC)"),
        ("Teân ñôn vò;PPC 6 tuoåi\nXaõ Haø Noäi;12\nXaõ Ñaø Laït;aùn baûn aõ ñaõ\n", "utf-8", "VNI"),
    ],
)
def test_old_fonts_are_refused_by_name(text: str, encoding: str, font: str, tmp_path: Path, refused: Refused) -> None:
    assert refused(csv(tmp_path / "a.csv", text, encoding))["table-encoding"].facts["encoding"] == font


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str, tmp_path: Path, read: Read) -> None:
    text = "unit,tier,as_of,age_6.ppc,note\nXã A,commune,2025-09-30,12,x\n".replace(",", ",")
    assert figures(read(csv(tmp_path / "a.csv", text.replace(",", separator)))) == {"age_6.ppc": 12}
    assert figures(read(csv(tmp_path / "b.csv", f"sep={separator}\n" + text.replace(",", separator)))) == {
        "age_6.ppc": 12
    }


def test_labels_of_both_languages_and_ids_name_columns(tmp_path: Path, read: Read) -> None:
    for header in (
        "Trẻ 6 tuổi phải phổ cập (PPC)",
        "tre 6 tuoi phai pho cap ppc",
        "Six-year-olds to be universalised (PPC)",
    ):
        text = f"Xã,as_of,{header}\nXã A,2025-09-30,12\n"
        assert figures(read(csv(tmp_path / "a.csv", text))) == {"age_6.ppc": 12}


def test_any_part_of_a_record_is_a_column(tmp_path: Path, read: Read) -> None:
    columns = {
        "unit.tier": "district",
        "unit.name": "huyện A",
        "unit.code": "0012",
        "as_of": "2020-10-31",
        "units.commune.total": "21",
        "units.commune.primary.level_3": "20",
        "units.commune.primary-right-age.level_2": '"95,2 %"',
        "rates.completion_11_14": '"98,2 %"',
        "findings.classrooms_safe.value": "có",
        "findings.classrooms_safe.by": "Đoàn kiểm tra",
        "findings.classrooms_safe.evidence": "a.pdf; b.pdf",
        "recognised.literacy.level": "1",
        "recognised.literacy.decision": "12/QĐ",
        "years.2019.figures.age_6.ppc": "5",
        "published.1.programme": "primary",
        "published.1.level": "3",
        "published.1.met": "đạt",
        "published.1.basis": "stated",
        "source": "https://example.org",
    }
    (record,) = read(csv(tmp_path / "a.csv", ",".join(columns) + "\n" + ",".join(columns.values()) + "\n")).records
    assert record.unit.code == "0012"
    assert record.units["commune"].total is not None
    assert record.rates["completion_11_14"].value.printed == "98,2 %"
    assert record.findings["classrooms_safe"].value.evidence == ("a.pdf", "b.pdf")
    assert record.recognised["literacy"].value.decision == "12/QĐ"
    assert record.years[2019].figures["age_6.ppc"].value == 5
    assert record.published[0].met is True
    assert record.source == "https://example.org"


def test_a_sheet_is_a_table_too(tmp_path: Path, read: Read) -> None:
    rows = [
        ["Số liệu phổ cập các xã"],
        ["Mã xã", "Tên xã", "Cấp", "Ngày", "PPC 6 tuổi"],
        ["00004", "Xã A", "commune", datetime(2025, 9, 30), 12],
        ["00007", "Xã B", "commune", datetime(2025, 9, 30), None],
        [None, None, None, None, None],
    ]
    intake = read(grid(rows, tmp_path / "a.xlsx"))
    first, second = intake.records
    assert first.unit.code == "00004"
    assert str(first.figures["age_6.ppc"].place).endswith("a.xlsx:Sheet1!E3")
    assert second.figures == {}


def test_a_code_that_became_a_number_is_refused(tmp_path: Path, refused: Refused) -> None:
    rows = [["Mã xã", "Tên xã", "Cấp", "Ngày"], [4, "Xã A", "commune", "2025-09-30"]]
    fault = refused(grid(rows, tmp_path / "a.xlsx"))["table-code-as-number"]
    assert fault.facts["value"] == "4"


@pytest.mark.parametrize("day", ["31/09/2025", "2025", "hôm nay"])
def test_a_day_that_is_none_is_refused(day: str, tmp_path: Path, refused: Refused) -> None:
    text = f"unit,tier,as_of,age_6.ppc\nXã A,commune,{day},12\n"
    fault = refused(csv(tmp_path / "a.csv", text))["not-a-date"]
    assert str(fault.place).endswith("a.csv:2:3")


@pytest.mark.parametrize("day", ["30/09/2025", "30-9-2025", "30.09.2025", "2025-09-30"])
def test_days_are_written_in_many_ways(day: str, tmp_path: Path, read: Read) -> None:
    text = f"unit,tier,as_of,age_6.ppc\nXã A,commune,{day},12\n"
    (record,) = read(csv(tmp_path / "a.csv", text)).records
    assert record.as_of == date(2025, 9, 30)


@pytest.mark.parametrize("rate", ["10000%", "9846 %", "98,46"])
def test_a_rate_beyond_all_is_refused(rate: str, tmp_path: Path, refused: Refused) -> None:
    text = f"unit;tier;as_of;completion_11_14\nXã A;commune;2025-09-30;{rate}\n"
    assert {"share-over-100", "no-percent-sign"} & {*refused(csv(tmp_path / "a.csv", text))}


def test_an_unknown_column_is_told_with_the_nearest(tmp_path: Path, refused: Refused) -> None:
    text = "unit,tier,as_of,age_6.ppc,age_11.pcc\nXã A,commune,2025-09-30,12,13\n"
    fault = refused(csv(tmp_path / "a.csv", text))["table-unknown-column"]
    assert "age_11.ppc" in fault.facts["nearest"]  # type: ignore[operator]
    assert str(fault.place).endswith("a.csv:1:5")


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path, refused: Refused) -> None:
    text = "unit,tier,as_of,age_6.ppc,PPC 6 tuổi\nXã A,commune,2025-09-30,12,13\n"
    assert "table-column-twice" in refused(csv(tmp_path / "a.csv", text))


def test_a_table_without_known_columns_is_refused(tmp_path: Path, refused: Refused) -> None:
    assert "table-without-columns" in refused(csv(tmp_path / "a.csv", "x,y\n1,2\n"))
    assert "empty-file" in refused(csv(tmp_path / "b.csv", "\n"))
    assert "table-syntax" in refused(csv(tmp_path / "c.csv", 'unit,tier\n"Xã A,commune\n'))


def test_blank_is_missing_and_not_zero(tmp_path: Path, read: Read) -> None:
    text = "unit,tier,as_of,age_6.ppc,age_6.in_grade_1\nXã A,commune,2025-09-30,12,\nXã B,commune,2025-09-30,12,0\n"
    first, second = read(csv(tmp_path / "a.csv", text)).records
    assert "age_6.in_grade_1" not in first.figures
    assert second.figures["age_6.in_grade_1"].value == 0


def test_a_table_and_a_form_of_one_unit_are_one_record(
    tmp_path: Path, read: Read, changed: Callable[..., Path]
) -> None:
    text = "unit,tier,as_of,ĐBKK\nxã an bình,commune,2025-09-30,có\n"
    (record,) = read(csv(tmp_path / "a.csv", text), changed("th-m1")).records
    assert record.flags["special_difficulty"].value is True
    assert record.figures["age_6.ppc"].value


@pytest.mark.parametrize(
    ("day", "id", "meant"),
    [("45930", "table-date-as-number", date(2025, 9, 30)), ("09/30/2025", "table-date-order", "2025-09-30")],
)
def test_a_day_that_was_mangled_is_refused_with_what_it_was(
    day: str, id: str, meant: object, tmp_path: Path, refused: Refused
) -> None:
    fault = refused(csv(tmp_path / "a.csv", f"unit,tier,as_of,age_6.ppc\nXã A,commune,{day},12\n"))[id]
    assert fault.facts["date"] == meant
    assert str(fault.place).endswith("a.csv:2:3")


def test_a_day_in_a_workbook_that_became_a_number_is_refused(tmp_path: Path, refused: Refused) -> None:
    rows = [["Mã xã", "Tên xã", "Cấp", "Ngày"], ["00004", "Xã A", "commune", 45930]]
    assert refused(grid(rows, tmp_path / "a.xlsx"))["table-date-as-number"].facts["date"] == date(2025, 9, 30)
