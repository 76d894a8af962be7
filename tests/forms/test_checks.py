"""What is odd is said with an id, at its cell, and changes nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from workbooks import figures

from phocap.faults import Fault, Severity
from phocap.forms.checks import CODE_ONLY, check, ids
from phocap.forms.grid import index_of
from phocap.forms.layouts import Layouts
from phocap.forms.records import gather
from phocap.forms.synth import FAULTS, commune, files
from phocap.language.pack import Pack
from phocap.text.faults import MESSAGES, say
from phocap.text.language import Lang

Changed = Callable[..., Path]
Checked = Callable[..., list[Fault]]

YEAR = 2025
SOUND = {
    "last_name": "Lê Thị",
    "given_name": "An",
    "birth_year": YEAR - 8,
    "birth_month": 5,
    "birth_day": 5,
    "grade": 3,
    "address": "Thôn Đông - 1",
    "form": 1,
}

OTHER = {"given_name": "Bình", "last_name": "Phạm Văn", "form": 2}


@pytest.fixture
def checked(known: Layouts, changed: Changed, pack: Pack, made: Any) -> Checked:
    """Check a survey that holds these persons and no others."""
    columns = {name: index_of(column.at) + 1 for name, column in known.surveys[0].columns.items()}
    school = made.lists["local-schools"][0]

    def _checked(*persons: dict[str, Any]) -> list[Fault]:
        def only(sheet: Any) -> None:
            sheet.delete_rows(5, sheet.max_row)
            for row, person in enumerate(persons, 5):
                for name, value in {**SOUND, "school_code": school, **person}.items():
                    sheet.cell(row, columns[name], value)

        intake, faults = gather([changed("survey", only)], pack)
        known_ones = {
            "survey-birth-year",
            "survey-date-for-number",
            "survey-not-a-number",
            "cell-formula-without-value",
        }
        assert {fault.id for fault in faults} <= known_ones
        return [*(fault for fault in faults if fault.id != "survey-birth-year"), *check(intake, pack)]

    return _checked


def test_a_sound_person_is_not_odd(checked: Checked) -> None:
    assert checked({}) == []


@pytest.mark.parametrize(
    ("person", "id", "cell"),
    [
        ({"given_name": None}, "survey-name-missing", "D5"),
        ({"birth_day": 32}, "survey-birth-date", "E5"),
        ({"birth_month": 0}, "survey-birth-date", "E5"),
        ({"birth_month": 25, "birth_day": 3}, "survey-birth-swapped", "F5"),
        ({"residence_status": "đi làm xa"}, "survey-status-unknown", "Q5"),
        ({"school_code": "77777777"}, "survey-unknown-school", "V5"),
        ({"school_code": None}, "survey-school-missing", "V5"),
        ({"dropped_grade": 3}, "survey-studying-and-dropped", "AE5"),
        ({"grade": 8}, "survey-age-for-grade", "R5"),
        ({"able": "X"}, "survey-able-not-disabled", "AS5"),
        ({"autism": "X"}, "survey-disabled-unmarked", "AS5"),
        ({"last_name": "Le\u0302 Thi\u0323"}, "text-decomposed", "C5"),
        ({"last_name": "NguyÔn ThÞ"}, "text-old-font", "C5"),
    ],
)
def test_each_oddity_is_said_at_its_cell(person: dict[str, Any], id: str, cell: str, checked: Checked) -> None:
    (fault,) = checked(person)
    assert fault.id == id
    assert fault.severity is Severity.WARNING
    assert str(fault.place).endswith(f"MauNhapLieu!{cell}")


@pytest.mark.parametrize(
    ("persons", "id", "cell", "said"),
    [
        ([{"birth_day": date(2017, 5, 5)}], "survey-date-for-number", "E5", "rows 5 hold a day"),
        ([{"birth_year": 42860}], "survey-date-for-number", "G5", "the first is 42860 (5 May 2017)"),
        ([{"grade": "Lớp 3"}, {"grade": "3A"}], "survey-not-a-number", "R5", "rows 5, 6 hold no whole number"),
        ([{}, {"birth_month": "1,5", **OTHER}], "survey-not-a-number", "F6", "rows 6 hold no whole number"),
    ],
)
def test_cells_that_hold_no_number_are_told_once_a_column(
    persons: list[dict[str, Any]], id: str, cell: str, said: str, checked: Checked
) -> None:
    (fault,) = [one for one in checked(*persons) if one.id.startswith("survey-") and "number" in one.id]
    assert fault.id == id
    assert str(fault.place).endswith(f"MauNhapLieu!{cell}")
    assert said in say(fault, Lang.EN)


def test_a_formula_without_a_value_is_no_blank(checked: Checked) -> None:
    faults = checked({"grade": "=1+2"}, {"grade": "=1+2", **OTHER})
    (fault,) = [one for one in faults if one.severity is Severity.ERROR]
    assert (fault.id, str(fault.place)[-2:]) == ("cell-formula-without-value", "R5")


def test_an_age_that_is_not_known_is_told_once(checked: Checked) -> None:
    assert checked({"birth_year": None}) == []


def test_an_unknown_code_is_told_with_the_number_it_hides(checked: Checked) -> None:
    of_none = {"school_code": "77777777", "birth_year": YEAR - 16, "grade": 10}
    faults = checked(of_none, {**of_none, "given_name": "Bình"})
    facts = [(fault.facts["value"], fault.facts["n"]) for fault in faults]
    assert facts == [("77777777", 2)] * 2
    assert "figures concerned: none" in say(faults[0], Lang.EN)


def test_an_unknown_code_is_told_with_the_figures_it_hides(checked: Checked) -> None:
    (fault,) = checked({"school_code": "77777777", "birth_year": YEAR - 6, "grade": 1})
    told = say(fault, Lang.EN)
    assert "figures concerned: “Six-year-olds to be universalised (PPC)”, “Six-year-olds in grade 1”" in told


def test_a_code_without_its_zeros_is_told_with_them(checked: Checked, made: Any) -> None:
    code = made.lists["local-schools"][0]
    (fault,) = checked({"school_code": int(code)})
    assert fault.id == "survey-code-zeros"
    assert fault.facts == {"value": code.lstrip("0"), "right": code}


ELSEWHERE = {"form": 2, "address": "Thôn Hạ - 3"}


@pytest.mark.parametrize(
    ("other", "score", "reason"),
    [
        ({}, 100, "number of the form"),
        ({"form": 2}, 94, "address"),
        (ELSEWHERE, 84, "day of birth"),
        ({"last_name": "lê  thị"}, 100, "family name"),
        ({"last_name": "Lê Thịh"}, 89, "family name nearly so"),
        ({"last_name": "Trần Văn"}, 78, "given name"),
        ({"birth_day": 6}, 86, "month of birth"),
        ({"birth_day": 8, "birth_month": 5, "birth_year": YEAR - 9, "grade": 4}, 0, ""),
        ({"birth_year": YEAR - 7, "grade": 2}, 84, "day of birth"),
        ({"given_name": "Bình"}, 0, ""),
        ({"residence_status": "Chuyển đi"}, 0, ""),
    ],
)
def test_persons_that_may_be_one_are_told_with_a_score_and_reasons(
    other: dict[str, Any], score: int, reason: str, checked: Checked
) -> None:
    found = checked({}, other)
    assert len(found) == bool(score)
    for fault in found:
        assert fault.id == "survey-duplicate"
        assert fault.facts["score"] == score
        assert reason in say(fault, Lang.EN)
        assert str(fault.facts["first"]).endswith("MauNhapLieu!C5")
        assert str(fault.place).endswith("MauNhapLieu!C6")


def test_day_and_month_in_each_others_place_are_seen(checked: Checked) -> None:
    (fault,) = checked({"birth_day": 4}, {"birth_day": 5, "birth_month": 4})
    assert fault.facts["score"] == 86
    assert "day and month swapped" in say(fault, Lang.EN)


@pytest.mark.parametrize("other", [{"birth_day": 6}, {"last_name": "Trần Thị"}, {"birth_year": YEAR - 9, "grade": 4}])
def test_others_of_the_same_name_are_others(other: dict[str, Any], checked: Checked) -> None:
    assert checked({}, {**other, **ELSEWHERE}) == []


def test_many_alike_are_each_told_once_with_the_best_before(checked: Checked) -> None:
    found = checked({}, ELSEWHERE, {}, {})
    assert [(str(f.place)[-2:], str(f.facts["first"])[-2:], f.facts["score"]) for f in found] == [
        ("C6", "C5", 84),
        ("C7", "C5", 100),
        ("C8", "C5", 100),
    ]


def test_the_same_person_in_two_communes_is_told(known: Layouts, pack: Pack, tmp_path: Path) -> None:
    first, second = (commune(known.synths[0], number, 5, YEAR, 60, ()) for number in (0, 1))
    second.persons.append({**first.persons[10], "number": 999})
    for made, name in ((first, "a"), (second, "b")):
        ((_, content),) = files(pack, known, made, ("survey",))
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    intake, _ = gather([tmp_path], pack)
    assert len(intake.records) == 2
    (fault,) = [one for one in check(intake, pack) if one.id == "survey-duplicate"]
    assert "a.xlsx" in str(fault.facts["first"])
    assert "b.xlsx" in str(fault.place)


def test_zeros_that_cannot_be_are_told(changed: Changed, pack: Pack) -> None:
    def nobody(sheet: Any) -> None:
        for row in range(8, 12):
            for column in "IJK":
                sheet[f"{column}{row}"] = 0
            for column in "LM":
                sheet[f"{column}{row}"] = None

    intake, _ = gather([changed("th-01-gv", nobody), changed("th-02")], pack)
    assert {fault.id for fault in check(intake, pack)} == {"zero-impossible"}


def test_examples_are_told(changed: Changed, pack: Pack) -> None:
    intake, _ = gather([changed("th-02", lambda sheet: sheet.__setitem__("A2", "Xã X"))], pack)
    assert [fault.id for fault in check(intake, pack)] == ["example"]


def test_a_zero_that_somebody_wrote_is_told_and_a_blank_is_not(changed: Changed, pack: Pack) -> None:
    def girls(value: int | None) -> list[Fault]:
        _, faults = gather([changed("th-m1", lambda sheet: sheet.__setitem__("K7", value))], pack)
        return [fault for fault in faults if fault.id in ("zero-impossible", "form-part")]

    (fault,) = girls(0)
    assert fault.id == "zero-impossible"
    assert "Nữ is 0 while Tổng số trẻ is" in say(fault, Lang.EN)
    assert girls(None) == []


def test_a_blank_cell_is_noted_as_missing_and_is_no_zero(changed: Changed, pack: Pack) -> None:
    def blank(sheet: Any) -> None:
        sheet["L41"] = sheet["F41"] = None
        for row in (28, 29):
            sheet[f"L{row}"] = None

    intake, faults = gather([changed("th-m1", blank)], pack)
    (fault,) = [one for one in faults if one.id == "form-blank" and "F41" in str(one.facts["cells"])]
    assert fault.severity is Severity.NOTE
    assert "age_11.completed_primary" not in intake.records[0].figures


def rows(tmp_path: Path, *lines: str) -> Path:
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "a.csv"


@pytest.mark.parametrize(
    ("row", "id", "said"),
    [
        ("Xã Hòa Bi\u0300nh,1", "text-decomposed", "(NFD)"),
        ("x· Hoµ B×nh,1", "text-old-font", "TCVN3"),
        ("Ví dụ: Xã Hòa Bình,1", "example", "“Ví dụ: Xã Hòa Bình”"),
        ("Xã A,1", "example", "“Xã A”"),
    ],
)
def test_what_was_typed_in_tables_is_looked_at(row: str, id: str, said: str, pack: Pack, tmp_path: Path) -> None:
    path = rows(tmp_path, "unit,age_6.ppc,tier,as_of", f"{row},commune,2025-09-30")
    intake, _ = gather([path], pack)
    found = [fault for fault in check(intake, pack) if fault.id == id]
    assert [str(fault.place)[-4:] for fault in found] == [":2:1"]
    assert said in say(found[0], Lang.EN)


@pytest.mark.parametrize(
    ("rates", "odd"),
    [
        (("98,46 %", "97,5%"), False),
        (("98,46 %", "97.5%"), True),
        (("98.46 %", "97.5%"), False),
        (("98.46 %", "97,5%"), True),
    ],
)
def test_decimal_comma_and_point_in_one_table_are_told(
    rates: tuple[str, str], odd: bool, pack: Pack, tmp_path: Path
) -> None:
    head = "unit\ttier\tas_of\trates.completion_11"
    lines = [f"Xã {n}\tcommune\t2013-10-31\t{rate}" for n, rate in enumerate(rates)]
    (tmp_path / "a.tsv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    intake, faults = gather([tmp_path / "a.tsv"], pack)
    assert not faults
    assert [fault.id for fault in check(intake, pack)] == ["number-signs-mixed"] * odd


def test_thousands_and_decimals_that_agree_are_not_mixed(pack: Pack, tmp_path: Path) -> None:
    head = "unit\ttier\tas_of\tage_11.ppc\trates.completion_11"
    (tmp_path / "a.tsv").write_text(f"{head}\nXã Y\tcommune\t2013-10-31\t1.234\t98,46 %\n", encoding="utf-8")
    intake, _ = gather([tmp_path / "a.tsv"], pack)
    assert intake.records[0].figures["age_11.ppc"].value == 1234
    assert check(intake, pack) == []


def test_checks_change_no_figure(known: Layouts, pack: Pack, tmp_path: Path) -> None:
    made = commune(known.synths[0], 0, 5, YEAR, 300, tuple(f for f in FAULTS if f != "no-birth-year"))
    ((name, content),) = files(pack, known, made, ("survey",))
    (tmp_path / name).write_bytes(content)
    intake, _ = gather([tmp_path / name], pack)
    before = figures(intake)
    found = check(intake, pack)
    assert figures(intake) == before
    assert {one.id for one in found} >= {"survey-duplicate", "survey-unknown-school", "survey-code-zeros"}
    for fault in found:
        for lang in Lang:
            assert "(not given)" not in say(fault, lang)
            assert "(không ghi)" not in say(fault, lang)


def test_every_check_has_a_message_and_advice(pack: Pack) -> None:
    for id in ids(pack):
        message = MESSAGES[id]
        assert all((message.vi, message.en, message.do_vi, message.do_en))
    assert {*CODE_ONLY} <= {*ids(pack)}


@pytest.mark.parametrize("number", [1, 2])
def test_nothing_is_said_of_made_up_forms(number: int, known: Layouts, pack: Pack, tmp_path: Path) -> None:
    """A commune so small that many cells are zero: where a figure is read it stands there, so that none is missing."""
    made = commune(known.synths[0], number, 2, 2025, 300, ())
    for name, content in files(pack, known, made, ("forms",)):
        (tmp_path / name).write_bytes(content)
    intake, faults = gather([tmp_path], pack)
    assert [*faults, *check(intake, pack)] == []
