"""What `rules diff` says of units, against counts made without it: from the words of the law, and by the oracle."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from sides import by_oracle

from phocap.check.compare.sides import changed, side
from phocap.check.compare.units import Total, impact
from phocap.faults import Place
from phocap.intake.records import read_records
from phocap.language.pack import Pack
from phocap.model.outcome import Outcome
from phocap.model.record import Given, Record, Unit, UnitRef, UnitsBelow

DAY = date(2015, 9, 30)
HERE = Place("made-up.yaml")
CASES = Path(__file__).resolve().parents[2] / "cases"
PLAIN, DECREE = "circular-36-2009/primary", f"decree-20-2014/primary@{DAY}"


@dataclass(frozen=True)
class Commune:
    """A commune of the synthetic country, and where it lies."""

    code: str
    district: str
    province: str
    enrolled: int
    """Of 1,000 six-year-olds."""
    at_14: int
    """Of 1,000 fourteen-year-olds who completed primary."""
    up_to_14: int
    """Of 4,000 aged 11-14 who did."""
    mountain: bool
    special: bool


def country() -> list[Commune]:
    """Return communes on all sides of every threshold of both texts, five a district, four districts a province.

    Some provinces meet both texts throughout, some only one of them.
    """
    shapes = itertools.product(
        (899, 900, 1000), (699, 700, 799, 800, 1000), (2799, 2800, 3199, 3200, 4000), (False, True), (False, True)
    )
    made = []
    # A step without a common factor spreads every shape over all districts.
    listed = list(shapes)
    for number in range(len(listed)):
        enrolled, at_14, up_to_14, mountain, special = listed[number * 7 % len(listed)]
        district, province = number // 5, number // 20
        pure = {1: (1000, 1000, 4000), 2: (899, 1000, 2799), 3: (1000, 699, 4000)}.get(province % 4)
        figures = pure if pure and not (province % 8 == 1 and district % 4 == 0) else (enrolled, at_14, up_to_14)
        made.append(Commune(f"{number:05}", f"Huyện {district}", f"Tỉnh {province}", *figures, mountain, special))
    return made


def records(communes: Sequence[Commune]) -> list[Record]:
    """Return the records of communes, districts and provinces."""
    made = []
    for one in communes:
        figures = {
            "age_6.ppc": 1000,
            "age_6.in_grade_1": one.enrolled,
            "age_14.ppc": 1000,
            "age_14.completed_primary": one.at_14,
            "age_11_14.ppc": 4000,
            "age_11_14.completed_primary": one.up_to_14,
        }
        flags = {"mountain_or_difficult": one.mountain, "special_difficulty": one.special}
        made.append(
            record(Unit("commune", f"Xã {one.code}", one.code, UnitRef("district", one.district)), figures, flags)
        )
    for district, province in dict.fromkeys((one.district, one.province) for one in communes):
        plain = {"mountain_or_difficult": False}
        unit = Unit("district", district, None, UnitRef("province", province))
        made.append(record(unit, {}, plain, commune=sum(one.district == district for one in communes)))
    for province in dict.fromkeys(one.province for one in communes):
        inside = [one for one in communes if one.province == province]
        totals = {"commune": len(inside), "district": len({one.district for one in inside})}
        made.append(record(Unit("province", province), {}, {"mountain_or_difficult": False}, **totals))
    return made


def record(unit: Unit, figures: dict[str, int], flags: dict[str, bool], **below: int) -> Record:
    return Record(
        unit,
        DAY,
        HERE,
        flags={name: Given(value, HERE) for name, value in flags.items()},
        figures={name: Given(value, HERE) for name, value in figures.items()},
        units={tier: UnitsBelow(Given(total, HERE)) for tier, total in below.items()},
    )


def by_the_circular(one: Commune) -> bool:
    """Circular 36/2009, plain primary: 80 % of those aged 14 completed it, 70 % in mountain and difficult areas."""
    return Fraction(one.at_14, 1000) >= (Fraction(7, 10) if one.mountain else Fraction(8, 10))


def by_the_decree(one: Commune) -> bool:
    """Điều 9: 90 % of six-year-olds in grade 1; 80 % of those 11-14 completed primary, 70 % in special difficulty."""
    completed = Fraction(one.up_to_14, 4000) >= (Fraction(7, 10) if one.special else Fraction(8, 10))
    return Fraction(one.enrolled, 1000) >= Fraction(9, 10) and completed


def counted(communes: Sequence[Commune]) -> dict[tuple[str, str], tuple[bool, bool]]:
    """Return for every unit whether it is at level 1 by the circular and by the decree, counted by hand."""
    found: dict[tuple[str, str], tuple[bool, bool]] = {}
    districts: dict[tuple[str, str], list[tuple[bool, bool]]] = {}
    for one in communes:
        both = by_the_circular(one), by_the_decree(one)
        found["commune", f"Xã {one.code}"] = both
        districts.setdefault((one.province, one.district), []).append(both)
    of_province: dict[str, list[list[tuple[bool, bool]]]] = {}
    for (province, district), members in districts.items():
        # Both: 90 % of the communes of a district.
        found["district", district] = share(members, 0) >= Fraction(9, 10), share(members, 1) >= Fraction(9, 10)
        of_province.setdefault(province, []).append(members)
    for province, below in of_province.items():
        # The circular: 90 % of the communes of the province. The decree, Điều 9 khoản 4: all its districts.
        circular = share([both for members in below for both in members], 0) >= Fraction(9, 10)
        decree = all(share(members, 1) >= Fraction(9, 10) for members in below)
        found["province", province] = circular, decree
    return found


def share(members: Sequence[tuple[bool, bool]], text: int) -> Fraction:
    return Fraction(sum(both[text] for both in members), len(members))


def test_a_synthetic_country_under_the_circular_and_the_decree(pack: Pack) -> None:
    communes = country()
    found = impact(side(pack, PLAIN), side(pack, DECREE), records(communes))
    hand = counted(communes)
    expected = {unit: both for unit, both in hand.items() if both[0] != both[1]}
    ways = {(tier, both) for (tier, _), both in expected.items()}
    assert ways == set(itertools.product(("commune", "district", "province"), ((True, False), (False, True))))
    met = {True: Outcome.MET, False: Outcome.NOT_MET}
    shown = {(flip.tier, flip.name): (flip.before, flip.after) for flip in found.flips}
    assert {flip.level for flip in found.flips} == {1}
    assert shown == {unit: (met[before], met[after]) for unit, (before, after) in expected.items()}
    above = {("commune", f"Xã {one.code}"): one.province for one in communes}
    above |= {("district", one.district): one.province for one in communes}
    above |= {("province", one.province): one.province for one in communes}
    units, gained, lost = Counter(above[unit] for unit in hand), Counter[str](), Counter[str]()
    for unit, (before, _) in expected.items():
        (lost if before else gained)[above[unit]] += 1
    assert found.totals == {
        name: Total(units[name], gained[name] + lost[name], gained[name], lost[name]) for name in units
    }


def test_the_published_cases_under_the_circular_and_the_decree(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phocap.oracle.COUNTABLE", 60)  # so many communes can print 98,3 %
    intake = read_records([CASES], pack)
    given = [one for one in intake.records if one.unit.tier != "school"]
    sides = side(pack, PLAIN), side(pack, "decree-20-2014/primary")
    found = impact(*sides, given)
    before, after = (by_oracle(made, given) for made in sides)
    expected = {key: (before[key], after[key]) for key in before.keys() & after.keys() if before[key] != after[key]}
    assert {(f.tier, f.name, f.day, f.level): (f.before, f.after) for f in found.flips} == expected
    assert expected
    assert sum(total.changed for total in found.totals.values()) == len({key[:3] for key in expected})


def test_a_draft_of_larger_schools(pack: Pack) -> None:
    """The draft of Circular 23/2024 let a primary school have 40 classes instead of 30 (Circular 17/2018, 1.5)."""
    one = side(pack, "circular-17-2018/national-standard-school@2024-06-30")
    two = changed(one, ["2/1.5-l2-a.at_most=40"])
    classes = (30, 31, 40, 41)
    schools = [record(Unit("school", f"Trường {n}", f"{n}"), {"primary.classes": n}, {}) for n in classes]
    found = impact(one, two, [replace(school, as_of=one.day) for school in schools])
    assert {flip.name for flip in found.flips} == {f"Trường {n}" for n in classes if 30 < n <= 40}
    assert {(flip.before, flip.after) for flip in found.flips} == {(Outcome.NOT_MET, Outcome.UNDETERMINED)}
    assert {flip.clauses for flip in found.flips if flip.level == 2} == {("2/1.5-l2-a",)}


def test_a_draft_that_changes_only_who_is_counted_changes_no_rule(pack: Pack) -> None:
    """The draft decree of 2026 sets no other figure: whom it leaves out is settled in counting (R-11)."""
    one = side(pack, "decree-20-2014/primary")
    assert impact(one, one, records(country()[:40])).flips == ()
