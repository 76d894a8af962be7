"""Survey workbooks: persons become figures by definitions that are data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from workbooks import figures

from phocap.faults import Fault
from phocap.forms import FormIntake
from phocap.forms.grid import index_of
from phocap.forms.layouts import Layouts

Read = Callable[..., FormIntake]
Refused = Callable[..., dict[str, Fault]]
Changed = Callable[..., Path]

YEAR = 2025


@pytest.fixture
def counted(known: Layouts, changed: Changed, read: Read) -> Callable[..., dict[str, int]]:
    """Return the figures of a survey that holds these persons and no others."""
    columns = {name: index_of(column.at) + 1 for name, column in known.surveys[0].columns.items()}

    def _counted(*persons: dict[str, Any]) -> dict[str, int]:
        def only(sheet: Any) -> None:
            sheet.delete_rows(5, sheet.max_row)
            for row, person in enumerate(persons, 5):
                for name, value in {"given_name": "An", **person}.items():
                    sheet.cell(row, columns[name], value)

        return figures(read(changed("survey", only)))

    return _counted


def person(age: int, **rest: Any) -> dict[str, Any]:
    return {"birth_year": YEAR - age, **rest}


def test_age_is_the_year_less_the_year_of_birth(counted: Callable[..., dict[str, int]]) -> None:
    found = counted(
        person(6, birth_month=12, birth_day=31), person(6, birth_month=1, birth_day=1), person(7), person(5)
    )
    assert found["age_6.ppc"] == 2


def test_ppc_is_all_less_disabled_moved_out_and_dead(counted: Callable[..., dict[str, int]]) -> None:
    found = counted(
        person(6),
        person(6, disabled_sight="X"),
        person(6, autism=1, able="X"),
        person(6, residence_status="Chuyển đi"),
        person(6, residence_status="CHẾT"),
        person(6, residence_status="chuyen di"),
        person(6, residence_status="Chuyển đến"),
    )
    assert found["age_6.ppc"] == 2


def test_those_from_elsewhere_are_nobodys(counted: Callable[..., dict[str, int]]) -> None:
    found = counted(person(6, grade=1), person(6, grade=1, residence_status="Nơi khác đến"))
    assert found["age_6.ppc"] == found["age_6.in_grade_1"] == 1


@pytest.mark.parametrize(
    ("given", "completed", "in_primary"),
    [
        ({"grade": 5}, 0, 1),
        ({"grade": "5"}, 0, 1),
        ({"grade": 6}, 1, 0),
        ({"grade": 6, "graduated": "TH"}, 1, 0),
        ({"graduated": "TH"}, 1, 0),
        ({"graduated": "th "}, 1, 0),
        ({"graduated": "MN", "grade": 4}, 0, 1),
        ({"dropped_grade": 4}, 0, 0),
        ({"dropped_grade": 6}, 1, 0),
        ({}, 0, 0),
        ({"grade": 5, "class": "5A!*"}, 0, 1),
    ],
)
def test_completion(
    given: dict[str, Any], completed: int, in_primary: int, counted: Callable[..., dict[str, int]]
) -> None:
    found = counted(person(11, **given))
    assert found["age_11.completed_primary"] == completed
    assert found["age_11.in_primary"] == in_primary
    assert found["age_11_14.completed_primary"] == completed


def test_a_survey_counts_nothing_that_it_has_not(counted: Callable[..., dict[str, int]]) -> None:
    assert counted(person(40))["age_6.ppc"] == 0


def test_two_files_of_a_commune_are_one_survey(changed: Changed, read: Read) -> None:
    whole = figures(read(changed("survey")))
    first = changed("survey", lambda sheet: sheet.delete_rows(305, 1000), name="a.xlsx")
    second = changed("survey", lambda sheet: sheet.delete_rows(5, 300), name="b.xlsx")
    intake = read(second, first)
    assert figures(intake) == whole
    assert [one.persons for one in intake.recognised] == [600]


def test_files_of_two_years_are_refused(changed: Changed, refused: Refused) -> None:
    def last_year(sheet: Any) -> None:
        sheet["A2"] = 2024

    fault = refused(changed("survey", name="a.xlsx"), changed("survey", last_year, name="b.xlsx"))["survey-years"]
    assert fault.facts["years"] == [2024, 2025]


def test_persons_without_a_year_of_birth_are_refused_with_their_rows(changed: Changed, refused: Refused) -> None:
    def unborn(sheet: Any) -> None:
        sheet["G7"], sheet["G9"], sheet["G11"] = None, 2031, "không rõ"

    fault = refused(changed("survey", unborn))["survey-birth-year"]
    assert fault.facts == {"n": 3, "rows": ["7", "9", "11"]}
    assert str(fault.place).endswith("MauNhapLieu!G7")


def test_columns_may_move(changed: Changed, read: Read) -> None:
    whole = figures(read(changed("survey")))
    assert figures(read(changed("survey", lambda sheet: sheet.insert_cols(4), name="a.xlsx"))) == whole
    assert figures(read(changed("survey", lambda sheet: sheet.delete_cols(10, 2), name="b.xlsx"))) == whole


def test_a_needed_column_must_be_there(changed: Changed, refused: Refused) -> None:
    def lost(sheet: Any) -> None:
        sheet.delete_cols(10)
        sheet["V4"] = "???"  # Bậc tốt nghiệp, moved by one

    assert refused(changed("survey", lost))["form-header-missing"].facts["header"] == "Bậc tốt nghiệp"


def test_the_year_must_be_somewhere(changed: Changed, refused: Refused, read: Read) -> None:
    from datetime import date

    path = changed("survey", lambda sheet: sheet.__setitem__("A2", None))
    assert "survey-without-year" in refused(path)
    assert read(path, as_of=date(2025, 9, 30)).records


def test_persons_right_below_headers_in_the_first_row_are_counted(changed: Changed, read: Read) -> None:
    from datetime import date

    def other_program(sheet: Any) -> None:
        sheet.title = "DATA"
        sheet.delete_rows(1, 3)

    whole = figures(read(changed("survey")))
    assert figures(read(changed("survey", other_program, name="a.xlsx"), as_of=date(2025, 9, 30))) == whole


def test_compiled_workbooks_are_read(changed: Changed, read: Read) -> None:
    def compiled(sheet: Any) -> None:
        sheet.title = "DATA"

    assert figures(read(changed("survey", compiled))) == figures(read(changed("survey")))


def test_a_renamed_sheet_and_its_text_are_the_same_survey(changed: Changed, read: Read, tmp_path: Path) -> None:
    def renamed(sheet: Any) -> None:
        sheet.title = "Sheet1"

    (first,) = read(changed("survey")).records
    (second,) = read(changed("survey", renamed)).records
    rows: list[list[str]] = []

    def kept(sheet: Any) -> None:
        rows.extend(["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True))

    changed("survey", kept)
    rows[0][0] = "Xã An Bình"  # the sheet that names the unit is no part of a text file
    text = tmp_path / "survey.csv"
    text.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    (third,) = read(text).records
    told = [{name: given.value for name, given in record.figures.items()} for record in (first, second, third)]
    assert told[0] == told[1] == told[2]


def test_a_sheet_with_few_of_the_headers_is_no_survey(changed: Changed, read: Read) -> None:
    def halved(sheet: Any) -> None:
        sheet.title = "Sheet1"
        sheet.delete_cols(30, 22)

    assert read(changed("survey", halved)).surveys == ()
