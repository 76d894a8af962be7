"""What the draft decree of January 2023 would have changed in literacy, against a count from its words."""

import itertools
import shutil
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from sides import by_oracle

from phocap.check.compare.clauses import clauses
from phocap.check.compare.sides import side
from phocap.check.compare.units import impact
from phocap.check.proof.equivalence import compare
from phocap.check.run import check
from phocap.faults import Place
from phocap.intake.records import read_records
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.outcome import Outcome
from phocap.model.record import Finding, Given, Record, Unit, UnitRef, UnitsBelow
from phocap.shipped import vn_rules

DRAFTS = Path(__file__).parent / "drafts"
CASES = Path(__file__).resolve().parents[2] / "cases"
HERE = Place("made-up.yaml")
DAY = date(2023, 12, 31)
BEFORE, AFTER = "decree-20-2014/literacy@2023-06-30", "decree-20-2014/literacy@2023-12-31"
SLICES = ("15_25", "15_35", "15_60", "15_62")
"""Ages from 15 on; each takes in the one before, and 100 people more."""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The shipped rules with the draft beside them."""
    root = tmp_path_factory.mktemp("drafts") / "vn"
    shutil.copytree(vn_rules(), root)
    shutil.copytree(DRAFTS, root, dirs_exist_ok=True)
    return load_pack(root)


Commune = tuple[tuple[int, ...], bool, bool]
"""Of each hundred people how many are literate, at both levels; of special difficulty; of the minority area."""


def country() -> list[Commune]:
    """Return communes on both sides of 90 % at every age, under every flag: six a district, three a province."""
    shapes = list(itertools.product(itertools.product((79, 90, 100), repeat=4), (False, True), (False, True)))
    mixed = [shapes[number * 5 % len(shapes)] for number in range(len(shapes))]
    # Provinces all of which are alike, so that districts and provinces change too.
    alike = [((90, 90, 90, 89), False, False), ((90, 89, 92, 100), True, False), ((90, 89, 91, 90), False, True)]
    return mixed + [commune for commune in alike for _ in range(18)]


def records(communes: list[Commune]) -> list[Record]:
    made = []
    for number, (literate, special, minority) in enumerate(communes):
        figures = {"age_15_60.disabled_able": 0, "age_15_60.disabled_with_access": 0}
        for place, band in enumerate(SLICES, start=1):
            figures |= {f"age_{band}.people": 100 * place, f"age_{band}.literate_l2": sum(literate[:place])}
            if band != "15_62":
                figures[f"age_{band}.literate_l1"] = sum(literate[:place])
        flags = {"special_difficulty": special, "minority_mountain": minority}
        unit = Unit("commune", f"Xã {number}", f"{number:05}", UnitRef("district", f"Huyện {number // 6}"))
        made.append(record(unit, figures, flags))
    districts = -(-len(communes) // 6)
    for number in range(districts):
        unit = Unit("district", f"Huyện {number}", None, UnitRef("province", f"Tỉnh {number // 3}"))
        made.append(record(unit, {}, {}, commune=6))
    for number in range(-(-districts // 3)):
        made.append(record(Unit("province", f"Tỉnh {number}"), {}, {}, district=3))
    return made


CONDITIONS = ("literacy.teachers_enough", "literacy.monitor", "literacy.premises")
"""What Circular 07/2016 asks for besides; every commune has it, and no disabled people."""


def record(unit: Unit, figures: Mapping[str, int], flags: Mapping[str, bool], **below: int) -> Record:
    return Record(
        unit,
        DAY,
        HERE,
        findings={name: Given(Finding(True), HERE) for name in CONDITIONS},
        flags={name: Given(value, HERE) for name, value in flags.items()},
        figures={name: Given(value, HERE) for name, value in figures.items()},
        units={tier: UnitsBelow(Given(total, HERE)) for tier, total in below.items()},
    )


def counted(communes: list[Commune], drafted: bool) -> dict[tuple[str, str, int], bool]:
    """Return which units are at which level, counted from the words of Điều 20-21 and of the draft."""
    found: dict[tuple[str, str, int], bool] = {}
    for level in (1, 2):
        commune_at = []
        for number, (literate, special, minority) in enumerate(communes):
            relieved = minority if drafted else special
            ordinary = 2 if level == 1 else 4 if drafted else 3
            bands = ordinary if not relieved else 1 if level == 1 else 2
            commune_at.append(Fraction(sum(literate[:bands]), 100 * bands) >= Fraction(9, 10))
            found["commune", f"Xã {number}", level] = commune_at[-1]
        district_at = []
        for number in range(len(communes) // 6):
            district_at.append(Fraction(sum(commune_at[number * 6 : number * 6 + 6]), 6) >= Fraction(9, 10))
            found["district", f"Huyện {number}", level] = district_at[-1]
        for number in range(len(district_at) // 3):
            there = Fraction(sum(district_at[number * 3 : number * 3 + 3]), 3)
            found["province", f"Tỉnh {number}", level] = there >= (Fraction(9, 10) if level == 1 else 1)
    return found


def test_a_synthetic_country_under_the_draft(draft: Pack) -> None:
    communes = country()
    before, after = counted(communes, False), counted(communes, True)
    met = {True: Outcome.MET, False: Outcome.NOT_MET}
    expected = {unit: (met[before[unit]], met[after[unit]]) for unit in before if before[unit] != after[unit]}
    found = impact(side(draft, BEFORE), side(draft, AFTER), records(communes))
    assert {(f.tier, f.name, f.level): (f.before, f.after) for f in found.flips} == expected
    ways = {(tier, level) for tier, _, level in expected}
    assert ways == set(itertools.product(("commune", "district", "province"), (1, 2)))
    assert {pair for (tier, _, _), pair in expected.items() if tier == "commune"} == {
        (Outcome.MET, Outcome.NOT_MET),
        (Outcome.NOT_MET, Outcome.MET),
    }


def test_the_published_cases_under_the_draft(draft: Pack) -> None:
    """No published record tells a literacy rate by age and flag: what is open by the decree is open by the draft."""
    given = [one for one in read_records([CASES], draft).records if one.unit.tier != "school"]
    one, two = side(draft, BEFORE), side(draft, AFTER)
    before, after = (by_oracle(made, given) for made in (one, two))
    assert before == after
    assert before
    assert impact(one, two, given).flips == ()


def test_the_draft_is_not_the_decree_and_its_rules_are_sound(draft: Pack) -> None:
    one, two = side(draft, BEFORE), side(draft, AFTER)
    rules = [made.in_force.rules({}).tiers["commune"] for made in (one, two)]
    assert {found.node for found in clauses("commune", *rules)} == {"1/literate", "2/literate"}
    told = {(found.tier, found.level): found.record is not None for found in compare(one, two)}
    assert told == {(t, n): t == "commune" for t, n in itertools.product(("commune", "district", "province"), (1, 2))}
    rule_id = "vn/decree-20-2014/literacy"
    assert [f.id for f in check(draft, [rule_id]) if f.accepted is None] == []
