"""The lists of units: what they hold, what hangs together in them, and how units are found."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from phocap.faults import Faulty
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.shipped import vn_rules
from phocap.units.register import Register, register

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(vn_rules())


@pytest.fixture(scope="module")
def lists(pack: Pack) -> Register:
    found = register(pack)
    assert found is not None
    return found


def test_as_many_units_as_the_law_made(lists: Register) -> None:
    counted = {day: Counter(unit.tier for unit in lists.units if unit.on(day)) for day in (BEFORE, AFTER)}
    assert counted[BEFORE] == {"province": 63, "district": 696, "commune": 10_035}
    assert counted[AFTER] == {"province": 34, "commune": 3_321}
    types = Counter(unit.type for unit in lists.units if unit.tier == "commune" and unit.on(AFTER))
    assert types == {"xã": 2_621, "phường": 687, "đặc khu": 13}


def test_a_code_is_one_units_on_one_day_and_every_parent_is_there(lists: Register) -> None:
    for day in (BEFORE, AFTER):
        there = [unit for unit in lists.units if unit.on(day)]
        assert len({unit.code for unit in there}) == len(there)
        assert all(lists.at(unit.parent, day) for unit in there if unit.parent)
    widths = {(unit.tier, len(unit.code)) for unit in lists.units}
    assert widths == {("province", 2), ("district", 3), ("commune", 5)}


def test_names_have_their_titles_and_are_unique_within_a_province_today(lists: Register) -> None:
    today = [unit for unit in lists.units if unit.on(AFTER)]
    assert all(unit.name.casefold().startswith(f"{unit.type} {unit.bare.casefold()}") for unit in lists.units)
    assert len({(unit.parent, unit.name) for unit in today}) == len(today)


def test_every_unit_of_before_leads_to_one_of_now_and_back(lists: Register) -> None:
    ended = [unit for unit in lists.units if unit.until == BEFORE and unit.tier != "district"]
    assert all(lists.became(unit) for unit in ended)
    new = [unit for unit in lists.units if unit.since == AFTER and unit.tier == "commune"]
    assert all(lists.made_of(unit) for unit in new)
    divided = [unit for unit in ended if len(lists.became(unit)) > 1]
    assert len(divided) == 471
    assert all(change.part for unit in divided for change in lists.became(unit))
    whole = [unit for unit in ended if len(lists.became(unit)) == 1]
    assert not any(lists.became(unit)[0].part for unit in whole)


def test_islands_that_were_districts_became_communes(lists: Register) -> None:
    island = lists.at("318", BEFORE)
    assert island is not None
    assert [change.unit.name for change in lists.became(island)] == ["Đặc khu Bạch Long Vĩ"]


def test_a_code_serves_other_units_at_other_times(lists: Register) -> None:
    names = [unit.name for unit in lists.coded("00004")]
    assert names == ["Phường Trúc Bạch", "Phường Ba Đình"]
    assert lists.at("00004", BEFORE) is lists.coded("00004")[0]
    assert lists.at("00004", AFTER) is lists.coded("00004")[1]


@pytest.mark.parametrize("name", ["Phường Nguyễn Úy", "phường  nguyễn uý", "Nguyễn Úy", "Phường Nguyễn U\u0301y"])
def test_names_are_found_however_the_tone_is_placed(name: str, lists: Register) -> None:
    assert [unit.code for unit in lists.named(name, "commune") if unit.on(AFTER)] == ["13396"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("00007", {"00007"}),
        ("nguyen uy", {"13396"}),
        ("16", {"00016", "016"}),
        ("Quận Ba Đình", {"001"}),
        ("nowhere at all", set()),
    ],
)
def test_units_are_sought_by_code_name_or_unaccented(text: str, codes: set[str], lists: Register) -> None:
    found = {unit.code for unit in lists.sought(text)}
    assert found >= codes
    assert bool(found) == bool(codes)


def test_a_province_that_goes_on_tells_what_was_joined_to_it(lists: Register) -> None:
    (tuyen_quang,) = lists.coded("08")
    assert lists.became(tuyen_quang) == []
    assert [change.unit.name for change in lists.made_of(tuyen_quang)] == ["Tỉnh Hà Giang", "Tỉnh Tuyên Quang"]
    (hanoi,) = lists.coded("01")
    assert lists.made_of(hanoi) == []


def test_zeros_that_a_number_has_lost_come_back(lists: Register) -> None:
    assert lists.without_zeros("4", "commune") == "00004"
    assert lists.without_zeros("1", "province") == "01"
    assert lists.without_zeros("4a", "commune") is None
    assert lists.without_zeros("99999", "commune") is None


def test_the_province_of_an_old_commune_is_that_of_its_time(lists: Register) -> None:
    commune = lists.named("Phường Tiên Nội")[0]
    assert [unit.name for unit in lists.above(commune)] == ["Thị xã Duy Tiên", "Tỉnh Hà Nam"]


def test_lists_are_read_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    from phocap.language import load
    from phocap.source import files

    real = files.read_source
    monkeypatch.setattr(load, "read_source", lambda path, **rest: (read.append(str(path)), real(path, **rest))[1])
    load_pack(vn_rules())
    assert read
    assert not [path for path in read if path.endswith(".csv")]


@pytest.mark.parametrize(
    ("line", "id"),
    [("00001,commune,xã,Xã Một", "units-list-broken"), ("00001,commune,xã,Xã Một,01,hôm qua,", "not-a-date")],
)
def test_a_list_that_is_none_is_refused_with_its_line(line: str, id: str, pack: Pack, tmp_path: Path) -> None:
    from dataclasses import replace

    assert pack.country.units is not None
    for path in (pack.country.units.listed, pack.country.units.changes[0].file):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text((pack.root / path).read_text(encoding="utf-8")[:200].rpartition("\n")[0])
    listed = tmp_path / pack.country.units.listed
    head = listed.read_text(encoding="utf-8").splitlines()[0]
    listed.write_text(f"{head}\n{line}\n", encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        register(replace(pack, root=tmp_path))
    (fault,) = caught.value.faults
    assert (fault.id, fault.place.line if fault.place else 0) == (id, 2)


def test_the_readme_beside_the_lists_counts_right(pack: Pack) -> None:
    folder = pack.root / "units"
    text = (folder / "README.md").read_text(encoding="utf-8")
    for name in ("units.csv", "changes-2025-07-01.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            assert f"`{name}` | {sum(1 for _ in csv.reader(stream)) - 1:,} rows" in text
    assert "MIT License" in (folder / "LICENSE").read_text(encoding="utf-8")
