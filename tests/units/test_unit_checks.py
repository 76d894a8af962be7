"""What is odd about the unit of a record is said, and what is right is left alone."""

from datetime import date
from typing import Any

import pytest

from phocap.faults import Fault, Place
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.record import Record, Unit, UnitRef, YearBefore
from phocap.shipped import vn_rules
from phocap.text.faults import MESSAGES, say
from phocap.text.language import Lang
from phocap.units.checks import IDS, check_units

PLACE = Place("a.yaml", 1)
OLD, NEW = date(2025, 6, 30), date(2025, 9, 30)
HANOI = UnitRef("province", "Thành phố Hà Nội")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(vn_rules())


def checked(
    pack: Pack, name: str, code: str | None, day: date = NEW, tier: str = "commune", **rest: Any
) -> list[Fault]:
    unit = Unit(tier, name, code, rest.pop("parent", None))
    return list(check_units([Record(unit, day, PLACE, **rest)], pack, ["Tỉnh Mẫu"]))


@pytest.mark.parametrize(
    ("name", "code", "day", "parent"),
    [
        ("Phường Ba Đình", "00004", NEW, HANOI),
        ("phường ba đình", "00004", NEW, UnitRef("province", "Hà Nội", "01")),
        ("Ba Đình", "00004", NEW, UnitRef("province", "hà  nội")),
        ("Phường Ba Đình", None, NEW, HANOI),
        ("00004", "00004", NEW, None),
        ("Phường Trúc Bạch", "00004", OLD, UnitRef("district", "Quận Ba Đình", "001")),
        ("Phường Trúc Bạch", None, OLD, HANOI),
        ("Xã An Bình", None, NEW, UnitRef("province", "Tỉnh Mẫu")),
        ("Xã Nào Đó", None, date(2013, 10, 31), UnitRef("province", "Hà Nam")),
        ("Xã Nào Đó", "99999", date(2013, 10, 31), None),
        ("Xã Nào Đó", None, NEW, None),
        ("Phường Hạ Long", None, NEW, UnitRef("province", "Thành phố Quảng Ninh")),
    ],
)
def test_what_is_right_or_cannot_be_known_is_left_alone(
    name: str, code: str | None, day: date, parent: UnitRef | None, pack: Pack
) -> None:
    found = [fault for fault in checked(pack, name, code, day, parent=parent) if fault.id != "unit-name-spelling"]
    assert found == []


@pytest.mark.parametrize(
    ("name", "code", "day", "parent", "id", "said"),
    [
        ("Phường Ba Đình", "99999", NEW, HANOI, "unit-code-unknown", "Nearest: 00004 Phường Ba Đình"),
        ("Phường Ba Đình", "4", NEW, HANOI, "unit-code-zeros", "in the list it is 00004"),
        (
            "Phường Trúc Bạch",
            "00004",
            NEW,
            HANOI,
            "unit-code-reused",
            "that of Phường Trúc Bạch only until 30 June 2025",
        ),
        ("Phường Ba Đình", "00004", date(2020, 1, 1), None, "unit-code-reused", "Ba Đình only from 1 July 2025"),
        ("Phường Ba Đình", "001", NEW, HANOI, "unit-code-tier", "of another tier (district), not of a commune"),
        ("Phường Hoàn Kiếm", "00004", NEW, HANOI, "unit-name-differs", "is that of Phường Ba Đình"),
        ("Phường Ba Đìn", None, NEW, HANOI, "unit-name-unknown", "Nearest: Phường Ba Đình"),
        (
            "Phường Ba Đình",
            "00004",
            NEW,
            UnitRef("province", "Nghệ An"),
            "unit-parent-differs",
            "lies in Thành phố Hà Nội",
        ),
        ("Phường Ba Đình", "00004", NEW, UnitRef("province", "Hà Nộ"), "unit-name-unknown", "in Viet Nam on 30"),
        ("Phường Phúc Xá", "00001", NEW, HANOI, "unit-ended", "part of: 00097 Phường Hồng Hà"),
        ("Phường Trúc Bạch", None, NEW, HANOI, "unit-ended", "part of: 00004 Phường Ba Đình"),
        ("Phường Ngọc Hà", "00016", NEW, HANOI, "unit-split", "divided among several: 00004 Phường Ba Đình, 00008"),
        ("Phường Kim Mã", None, NEW, HANOI, "unit-split", "Allocate no child by guess"),
        ("Phường Nguyễn Uý", "13396", NEW, None, "unit-name-spelling", "written “Phường Nguyễn Úy” in the list"),
        ("Xã Ba Đình", "00004", NEW, HANOI, "unit-name-spelling", "written “Phường Ba Đình”"),
    ],
)
def test_each_oddity_is_told(
    name: str, code: str | None, day: date, parent: UnitRef | None, id: str, said: str, pack: Pack
) -> None:
    (fault,) = checked(pack, name, code, day, parent=parent)
    assert fault.id == id
    assert said in say(fault, Lang.EN, pack.tier_words)
    for lang in Lang:
        told = say(fault, lang, pack.tier_words)
        assert "(not given)" not in told
        assert "(không ghi)" not in told


def test_a_unit_of_later_is_told(pack: Pack) -> None:
    new = _only_new(pack)
    (fault,) = checked(pack, new[0].name, new[0].code, OLD)
    assert fault.id == "unit-not-yet"
    assert "exists from 1 July 2025 on only" in say(fault, Lang.EN)


def _only_new(pack: Pack) -> list[Any]:
    from phocap.units.register import register

    lists = register(pack)
    assert lists is not None
    return [unit for unit in lists.units if unit.tier == "commune" and len(lists.coded(unit.code)) == 1 and unit.since]


def test_older_figures_of_a_commune_with_a_part_of_a_divided_one_are_questioned(pack: Pack) -> None:
    years = {2024: YearBefore()}
    (fault,) = checked(pack, "Phường Ba Đình", "00004", parent=HANOI, years=years)
    assert fault.id == "unit-holds-split"
    assert "00016 Phường Ngọc Hà" in say(fault, Lang.EN)
    assert checked(pack, "Phường Ba Đình", "00004", parent=HANOI, years={2025: YearBefore()}) == []


def test_the_commune_of_a_school_is_looked_up_and_the_school_is_not(pack: Pack) -> None:
    commune = UnitRef("commune", None, "4")
    (fault,) = checked(pack, "Trường Tiểu học Ba Đình", "01234567", tier="school", parent=commune)
    assert fault.id == "unit-code-zeros"


def test_every_check_has_words_and_advice_in_both_languages() -> None:
    for id in IDS:
        message = MESSAGES[id]
        assert all((message.vi, message.en, message.do_vi, message.do_en))
