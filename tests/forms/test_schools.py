"""Names of schools written in two ways: told with their rows, and never of schools that differ by a number."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from phocap.forms import FormIntake
from phocap.forms.grid import index_of
from phocap.forms.layouts import Layouts
from phocap.forms.schools import spellings

Told = Callable[..., list[tuple[object, object, object]]]


@pytest.fixture
def told(changed: Callable[..., Path], read: Callable[..., FormIntake], known: Layouts) -> Told:
    """Write names of schools, and their codes, into the first rows; return what is told of them."""
    layout = known.surveys[0]
    columns = [index_of(layout.columns[name].at) + 1 for name in ("school", "school_code")]

    def _told(names: Sequence[str], codes: Sequence[str] = ()) -> list[tuple[object, object, object]]:
        def write(sheet: Any) -> None:
            for row in range(layout.first_row, sheet.max_row + 1):
                for column in columns:
                    sheet.cell(row, column).value = None
            for at, name in enumerate(names):
                sheet.cell(layout.first_row + at, columns[0], name)
                sheet.cell(layout.first_row + at, columns[1], codes[at] if codes else None)

        (survey,) = read(changed("survey", write)).surveys
        return [(fault.facts["value"], fault.facts["rows"], fault.facts["right"]) for fault in spellings(survey)]

    return _told


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("Trường Tiểu học Hòa Bình", "Tiểu học Hoà Bình"),
        ("Trường TH Hòa Bình", "trường tiểu học  hòa bình"),
        ("TH&THCS Tân Lập", "Trường Tiểu học và Trung học cơ sở Tân Lập"),
        ("TH Kim Đồng số 2", "TH. Kim Đồng 2"),
    ],
)
def test_one_name_in_two_ways_is_told_with_rows_and_the_usual_way(usual: str, other: str, told: Told) -> None:
    assert told([other, usual, usual, other, usual]) == [(other, ["5", "8"], usual)]


@pytest.mark.parametrize(
    "names",
    [
        ("Trường Tiểu học số 1", "Trường Tiểu học số 2"),
        ("TH Kim Đồng", "TH Kim Đồng 1", "TH Kim Đồng 2"),
        ("TH Hòa Bình", "THCS Hòa Bình", "TH và THCS Hòa Bình"),
        ("TH Tân Lập", "TH Tấn Lập"),
        ("TH Ho\u00e0", "TH Hoa\u0300"),
    ],
)
def test_schools_of_other_names_are_not(names: Sequence[str], told: Told) -> None:
    assert told(names) == []


def test_with_one_code_accents_and_the_kind_may_be_left_out_and_numbers_not(told: Told) -> None:
    code = "01000001"
    assert told(["TH Tân Lập", "TH Tân Lập", "Tan Lap"], [code] * 3) == [("Tan Lap", ["7"], "TH Tân Lập")]
    assert told(["TH Tân Lập", "Tan Lap"], [code, "01000002"]) == []
    assert told(["TH Tân Lập 1", "Tan Lap 2"], [code] * 2) == []


def test_names_that_are_one_by_way_of_a_third_are_told_together(told: Told) -> None:
    names, codes = ["TH Hòa Bình", "Tiểu học Hoà Bình", "THCS Hoa Binh", "TH Hòa Bình"], ["", "7", "7", ""]
    assert told(names, codes) == [
        ("THCS Hoa Binh", ["7"], "TH Hòa Bình"),
        ("Tiểu học Hoà Bình", ["6"], "TH Hòa Bình"),
    ]
