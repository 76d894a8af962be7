"""Names that were meant, and names that are the same."""

import unicodedata

import pytest

from phocap.text.nearest import name_key, nearest

FIELDS = ["age_6.ppc", "age_6.in_grade_1", "age_11.completed_primary", "age_14.ppc", "classrooms"]


@pytest.mark.parametrize(
    ("word", "best"),
    [
        ("age_6.in_grade1", "age_6.in_grade_1"),
        ("AGE-6.IN-GRADE-1", "age_6.in_grade_1"),
        ("age_11.complete_primary", "age_11.completed_primary"),
        ("clasroom", "classrooms"),
        ("age_6.pcc", "age_6.ppc"),
    ],
)
def test_the_best_stands_first(word: str, best: str) -> None:
    assert nearest(word, FIELDS)[0] == best


def test_diacritics_do_not_count() -> None:
    assert nearest("duy tien", ["Duy Tiên", "Bình Lục"]) == ["Duy Tiên"]
    assert nearest("Đắk-Lắk", ["dak_lak", "gia_lai"]) == ["dak_lak"]


def test_nothing_near_gives_nothing() -> None:
    assert nearest("xyz", FIELDS) == []
    assert nearest("", FIELDS) == []
    assert nearest("ppc", []) == []


def test_limit_and_no_name_twice() -> None:
    assert len(nearest("age_1", ["age_1a", "age_1b", "age_1c", "age_1d"])) == 3
    assert nearest("age", ["age", "age"], limit=2) == ["age"]
    assert nearest("age", ["age"], limit=0) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xã Hoà Bình", "xã Hòa Bình"),
        ("Thuỷ Nguyên", "Thủy Nguyên"),
        ("Uý", "Úy"),
        ("Hoằng  Hoá ", "Hoằng Hóa"),
        ("Hòan Kiếm", "Hoàn Kiếm"),
        ("Phường\u00a0Khoẻ", "Phường Khỏe"),
        ("Phan Rang - Tháp Chàm", "Phan Rang-Tháp Chàm"),
        ("Ea H’leo", "Ea H'Leo"),
        ("Ðức Thọ", "Đức Thọ"),
        ("Nguyễn Huệ", unicodedata.normalize("NFD", "Nguyễn Huệ")),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tân", "Tấn"),
        ("Đa", "Da"),
        ("Hoa", "Hòa"),
        ("Lý Hòa", "Ly Hoà"),
        ("Tiên Nội", "Tiến Nôi"),
        ("Xã 1", "Xã 2"),
        ("An Lư", "An Lu"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_key_is_its_own_key() -> None:
    assert name_key(name_key("Thị trấn Hoà Mạc")) == name_key("Thị trấn Hoà Mạc")
