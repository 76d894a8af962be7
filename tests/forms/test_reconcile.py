"""Two sources side by side: every difference has both places, nobody is merged silently, names are told on request."""

import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from workbooks import grid

from phocap.faults import Faulty
from phocap.forms.difference import Compared, Difference, Kind
from phocap.forms.grid import index_of
from phocap.forms.layouts import Layouts
from phocap.forms.reconcile import read_side, reconcile
from phocap.forms.synth import Commune
from phocap.language.pack import Pack
from phocap.report.differences import to_json, to_text, to_xlsx
from phocap.text.language import Lang

Changed = Callable[..., Path]
Person = dict[str, Any]
YEAR = 2025
CODE = "12345678901"


@pytest.fixture
def compared(pack: Pack) -> Callable[..., Compared]:
    def _compared(first: Path, second: Path, **rest: Any) -> Compared:
        sides = [read_side([str(path)], pack) for path in (first, second)]
        return reconcile(sides[0], sides[1], pack, **rest)

    return _compared


@pytest.fixture(scope="module")
def empty(contents: dict[str, bytes]) -> bytes:
    """A survey of the commune without its persons."""
    book = openpyxl.load_workbook(io.BytesIO(contents["survey"]))
    book.worksheets[0].delete_rows(5, 2000)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def survey(known: Layouts, empty: bytes, tmp_path: Path) -> Callable[..., Path]:
    """Write a survey that holds these persons and no others."""
    columns = {name: index_of(column.at) + 1 for name, column in known.surveys[0].columns.items()}

    def _survey(name: str, *persons: Person, year: int = YEAR) -> Path:
        book = openpyxl.load_workbook(io.BytesIO(empty))
        sheet: Any = book.worksheets[0]
        sheet["A2"] = year
        sheet["AZ4"] = "Số định danh"
        for row, person in enumerate(persons, 5):
            for key, value in person.items():
                sheet.cell(row, 52 if key == "code" else columns[key], value)
        book.save(tmp_path / name)
        return tmp_path / name

    return _survey


def person(given: str, **rest: Any) -> Person:
    born = {"birth_year": YEAR - 8, "birth_month": 5, "birth_day": 6}
    return {"last_name": "Lê Thị", "given_name": given, "address": "Thôn Đông - 3", **born, "form": 7, **rest}


def cells(difference: Difference) -> tuple[list[str], list[str]]:
    return [place.cell for place in difference.first], [place.cell for place in difference.second]


Laid = Callable[..., list[Difference]]


@pytest.fixture
def laid(survey: Callable[..., Path], compared: Callable[..., Compared]) -> Laid:
    """Lay two lists of persons side by side; what they come to is not looked at."""

    def _laid(first: list[Person], second: list[Person], year: int = YEAR, **rest: Any) -> list[Difference]:
        found = compared(survey("a.xlsx", *first), survey("b.xlsx", *second, year=year), **rest)
        return [one for one in found.differences if one.kind not in (Kind.FIGURE, Kind.CHANGE)]

    return _laid


def test_what_is_the_same_in_other_rows_and_spelling_is_no_difference(laid: Laid) -> None:
    first = [person("Hòa", female="X", ethnic="Kinh"), person("An")]
    second = [person("An"), person("HÒA ", female=1, last_name="lê  thị"), {}]
    assert laid(first, second) == []


def test_a_cell_that_differs_is_told_with_both_cells(laid: Laid) -> None:
    (one,) = laid([person("An", grade=3), person("Bình")], [person("Bình"), person("An", grade=2)])
    assert (one.kind, cells(one)) == (Kind.VALUE, (["R5"], ["R6"]))
    assert (one.one, one.other) == ("3", "2")
    assert one.what is not None
    assert one.what.vi == "Khối học"
    assert one.hamlet == "Thôn Đông"


def test_the_code_goes_before_the_name_and_both_codes_must_agree(laid: Laid) -> None:
    (one,) = laid([person("An", code=CODE)], [person("Ân Hòa", code=CODE)], names=True)
    assert (one.kind, one.one, one.other) == (Kind.VALUE, "An", "Ân Hòa")
    (one,) = laid([person("An", code=CODE)], [person("An", code="999")])
    assert one.kind is Kind.POSSIBLE


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        ({"address": "Thôn Hạ - 3"}, {"Thôn/xóm", "Địa chỉ"}),
        ({"birth_day": 7}, {"Ngày sinh"}),
        ({"birth_year": YEAR - 9}, {"Năm sinh"}),
        ({"last_name": "Lê Thị Thu"}, {"Họ đệm"}),
        ({"given_name": "Anh"}, {"Tên"}),
    ],
)
def test_who_is_alike_is_possibly_the_same_and_never_merged(other: Person, apart: set[str], laid: Laid) -> None:
    (one,) = laid([person("An")], [person("An", **other)])
    assert (one.kind, cells(one)) == (Kind.POSSIBLE, (["5:5"], ["5:5"]))
    assert set(one.apart) - {"Thôn/xóm", "Địa chỉ"} == apart - {"Thôn/xóm", "Địa chỉ"}
    assert one.by


def test_a_hamlet_that_is_not_given_is_no_obstacle(laid: Laid) -> None:
    assert {one.kind for one in laid([person("An")], [person("An", address=None)])} == {Kind.VALUE}


def test_several_who_answer_to_one_key_are_shown_together(laid: Laid) -> None:
    (one,) = laid([person("An")], [person("An"), person("An", form=9)])
    assert (one.kind, cells(one)) == (Kind.AMBIGUOUS, (["5:5"], ["5:5", "6:6"]))


def test_two_of_one_name_and_day_are_told_apart_by_address_and_form(laid: Laid) -> None:
    twins = [person("An", form=1), person("An", form=2, grade=3)]
    (one,) = laid(twins, [person("An", form=2, grade=4), person("An", form=1)])
    assert (one.kind, cells(one)) == (Kind.VALUE, (["R6"], ["R5"]))


def test_who_is_in_one_list_only_is_told(laid: Laid) -> None:
    other = person("Chi", birth_year=YEAR - 10, birth_month=1, birth_day=1, form=20, last_name="Vũ")
    first, second = laid([person("An")], [other])
    assert (first.kind, cells(first)) == (Kind.FIRST_ONLY, (["5:5"], []))
    assert (second.kind, cells(second)) == (Kind.SECOND_ONLY, ([], ["5:5"]))


def test_names_are_told_on_request_only(laid: Laid) -> None:
    pair = [person("An", phone="0912345678")], [person("An", phone="0987654321")]
    (one,) = laid(*pair)
    text = to_text(Compared([one]), Lang.VI) + to_json(Compared([one]), [[], []])
    assert "Lê" not in text
    assert not any(number in text for number in ("0912345678", "0987654321"))
    (one,) = laid(*pair, names=True)
    assert one.names == ("Lê Thị An",)
    assert (one.one, one.other) == ("0912345678", "0987654321")


def test_this_year_follows_last_year(laid: Laid) -> None:
    last = [
        person("An", grade=2),
        person("Bình", grade=2),
        person("Chi", grade=2),
        person("Dũng", grade=2, residence_status="Chuyển đi", birth_month=1, form=11),
        person("Em", birth_month=2, form=12),
        person("Giang", grade=2),
    ]
    now = [
        person("An", grade=3),
        person("Bình", grade=2, **{"class": "2A!"}),
        person("Chi", grade=2),
        person("Mới", birth_year=YEAR + 1, birth_month=3, form=13),
        person("Đến", birth_month=4, birth_day=1, form=14),
        person("Giang"),
    ]
    found = laid(last, now, year=YEAR + 1)
    assert [(one.kind, cells(one)) for one in found] == [
        (Kind.GRADE, (["R7"], ["R7"])),
        (Kind.GRADE, (["R10"], ["R10"])),
        (Kind.FIRST_ONLY, (["9:9"], [])),
        (Kind.SECOND_ONLY, ([], ["9:9"])),
    ]


def test_a_form_is_laid_beside_what_persons_come_to_cell_by_cell(
    changed: Changed, compared: Callable[..., Compared]
) -> None:
    assert compared(changed("survey"), changed("th-m1")).differences == []

    def one_more(sheet: Any) -> None:
        sheet["G7"] = (sheet["G7"].value or 0) + 1
        sheet["K7"] = (sheet["K7"].value or 0) + 1

    found = compared(changed("survey"), changed("th-m1", one_more, name="b.xlsx"))
    assert [(one.kind, cells(one)) for one in found.differences] == [
        (Kind.CELL, ([""], ["G7"])),
        (Kind.CELL, ([""], ["K7"])),
    ]
    (first, _) = found.differences
    assert first.what is not None
    assert first.what.vi == "Nữ; 7 tuổi"
    assert int(first.other or 0) == int(first.one or 0) + 1


def test_figures_of_other_files_are_compared_one_by_one(changed: Changed, compared: Callable[..., Compared]) -> None:
    record = changed("record", name="record.yaml")
    assert compared(record, changed("th-01-gv")).differences == []

    def more(sheet: Any) -> None:
        for cell in ("I8", "I11", "J8", "J11"):
            sheet[cell] = sheet[cell].value + 1

    (one,) = compared(record, changed("th-01-gv", more)).differences
    assert (one.kind, cells(one)[1]) == (Kind.FIGURE, ["I11"])
    assert str(one.first[0]).startswith(f"{record}:")


def test_what_has_nothing_in_common_is_refused(changed: Changed, compared: Callable[..., Compared]) -> None:
    def other(sheet: Any) -> None:
        sheet["A2"] = "Xã Khác"

    with pytest.raises(Faulty) as caught:
        compared(changed("th-m1"), changed("th-02", other))
    assert [fault.id for fault in caught.value.faults] == ["nothing-to-reconcile"]


def roll(path: Path, made: Commune, *pupils: tuple[str, Any, str], school: int = 0) -> Path:
    head: list[list[Any]] = [["TRƯỜNG TIỂU HỌC"], ["Danh sách học sinh"], []]
    names = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp", "Mã trường"]
    code = made.lists["local-schools"][school]
    rows = [[at, name, born, "Nữ", of, code] for at, (name, born, of) in enumerate(pupils, 1)]
    return grid([*head, names, *rows, [None, "Hiệu trưởng", None]], path)


def test_a_pupil_without_a_readable_day_is_not_left_out(
    survey: Callable[..., Path], compared: Callable[..., Compared], made: Commune, tmp_path: Path
) -> None:
    pupils = roll(tmp_path / "roll.xlsx", made, ("Lê Thị An", "hè 2017", "3B"))
    (one,) = compared(survey("a.xlsx"), pupils).differences
    assert (one.kind, cells(one)) == (Kind.SECOND_ONLY, ([], ["5:5"]))


@pytest.mark.parametrize("born", ["06/05/2017", "6-5-2017", "2017-05-06", datetime(2017, 5, 6), 42861])
def test_a_survey_is_laid_beside_the_roll_of_a_school(
    born: Any, survey: Callable[..., Path], compared: Callable[..., Compared], made: Commune, tmp_path: Path
) -> None:
    code, elsewhere = made.lists["local-schools"][:2]
    studies = {"female": "X", "grade": 3, "school_code": code, "class": "3A"}
    persons = survey(
        "a.xlsx",
        person("An", **studies),
        person("Bình", **studies),
        person("Chi", **{**studies, "school_code": elsewhere}),
        person("Dũng", **{**studies, "grade": None, "dropped_grade": 3}),
    )
    pupils = roll(
        tmp_path / "roll.xlsx", made, ("Lê Thị An", born, "3B"), ("Phạm Đức Lạ", "01/02/2016", "3A"), ("3A", None, "")
    )
    found = compared(persons, pupils)
    assert found.persons == 1
    assert [(one.kind, cells(one)) for one in found.differences] == [
        (Kind.VALUE, (["S5"], ["E5"])),
        (Kind.FIRST_ONLY, (["6:6"], [])),
        (Kind.SECOND_ONLY, ([], ["6:6"])),
    ]
    turned = compared(pupils, persons)
    assert next(cells(one) for one in turned.differences) == (["E5"], ["S5"])
    assert len(turned.differences) == 3


def test_a_roll_may_be_text(
    survey: Callable[..., Path], compared: Callable[..., Compared], made: Commune, tmp_path: Path
) -> None:
    code = made.lists["local-schools"][0]
    path = tmp_path / "roll.csv"
    path.write_text(f"Họ và tên;Ngày sinh;Lớp;Mã trường\nLê Thị An;06/05/2017;3B;{code}\n", encoding="utf-8")
    found = compared(survey("a.xlsx", person("An", grade=3, school_code=code, **{"class": "3A"})), path)
    assert [(one.kind, [str(place) for place in one.second]) for one in found.differences] == [
        (Kind.VALUE, [f"{path}:2:3"])
    ]


def test_the_workbook_lets_an_officer_note_what_was_settled(laid: Laid, tmp_path: Path) -> None:
    found = Compared(laid([person("An", grade=3)], [person("An", grade=2)]))
    path = tmp_path / "a.xlsx"
    path.write_bytes(to_xlsx(found, Lang.VI))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    row = {str(head.value): cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["Ô 1"], row["Giá trị 1"], row["Ô 2"], row["Giá trị 2"]) == ("R5", "3", "R5", "2")
    assert row["Trạng thái"] == "cần xử lý"
    assert [rule.type for rule in sheet.data_validations.dataValidation] == ["list"]
    assert to_xlsx(found, Lang.VI) == to_xlsx(found, Lang.VI)


def test_json_tells_both_sources(changed: Changed, compared: Callable[..., Compared]) -> None:
    found = json.loads(to_json(compared(changed("survey"), changed("th-m1")), [[], []]))
    assert found["schema"] == "phocap/differences/1"
    assert found["differences"] == []
    assert found["figures"] > 300
