"""Two rule sets beside each other, checked by counts that share nothing with the comparison."""

import itertools
from fractions import Fraction
from pathlib import Path

import pytest

from phocap.check.compare.clauses import clauses
from phocap.check.compare.sides import changed, side
from phocap.check.compare.units import impact
from phocap.check.proof.equivalence import compare
from phocap.check.proof.solver import Prover, Unproven
from phocap.faults import Faulty, Place
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.outcome import Outcome
from phocap.model.record import Given, Record, Unit, UnitRef
from phocap.report.rules_diff import conclusion
from phocap.text.faults import say
from phocap.text.language import Lang

PRIMARY = "decree-20-2014/primary"
EARLIER = f"{PRIMARY}@2015-09-30"
HERE = Place("made-up.yaml")


def country(pack: Pack) -> list[Record]:
    """Return communes of two provinces whose figures lie on all sides of the thresholds."""
    records = []
    shapes = itertools.product((940, 950, 979, 980, 985, 990, 1000), (790, 800, 899, 900, 1000), (False, True))
    for number, (enrolled, completed, difficult) in enumerate(shapes):
        figures = {
            "age_6.ppc": 1000,
            "age_6.in_grade_1": enrolled,
            "age_11.ppc": 1000,
            "age_11.completed_primary": completed,
            "age_11.in_primary": 1000 - completed,
            "age_11_14.ppc": 5000,
            "age_11_14.completed_primary": 4900,
        }
        records.append(
            Record(
                Unit("commune", f"Xã {number}", str(number), UnitRef("province", f"Tỉnh {number % 2}")),
                side(pack, EARLIER).day,
                HERE,
                flags={"special_difficulty": Given(difficult, HERE)},
                figures={name: Given(value, HERE) for name, value in figures.items()},
            )
        )
    return records


def meets_level_3(record: Record, enrolment: Fraction) -> bool:
    """Return whether a commune meets Điều 11 with another threshold of enrolment: counted by hand."""
    figure = {name: given.value for name, given in record.figures.items()}
    completion = Fraction(figure["age_11.completed_primary"], figure["age_11.ppc"])
    least = Fraction(8, 10) if record.flags["special_difficulty"].value else Fraction(9, 10)
    return Fraction(figure["age_6.in_grade_1"], figure["age_6.ppc"]) >= enrolment and completion >= least


def test_units_that_flip_are_those_counted_by_hand(pack: Pack) -> None:
    one = side(pack, EARLIER)
    two = changed(one, ["3/enrolment-6.at_least=99%"])
    records = country(pack)
    found = impact(one, two, records)
    before, after = Fraction(98, 100), Fraction(99, 100)
    expected = {r.unit.code for r in records if meets_level_3(r, before) != meets_level_3(r, after)}
    assert expected
    assert {flip.code for flip in found.flips} == expected
    assert {(flip.level, flip.before, flip.after) for flip in found.flips} == {(3, Outcome.MET, Outcome.NOT_MET)}
    assert {flip.clauses for flip in found.flips} == {("3/enrolment-6",)}
    assert found.units == len(records)
    assert sum(total.changed for total in found.totals.values()) == len(expected)


def test_a_rule_set_is_equivalent_to_itself(pack: Pack) -> None:
    one = side(pack, PRIMARY)
    found = compare(one, one)
    assert found
    assert all(comparison.equal for comparison in found)
    rules = one.in_force.rules({}).tiers
    assert [list(clauses(tier, rules.get(tier), rules.get(tier))) for tier in pack.tiers] == [[]] * len(pack.tiers)


def test_levels_that_differ_are_shown_by_the_smallest_record(pack: Pack) -> None:
    one = side(pack, PRIMARY)
    found = {(c.tier, c.level): c for c in compare(one, changed(one, ["3/enrolment-6.at_least=99%"]))}
    assert found["commune", 2].equal
    told = found["commune", 3]
    assert told.record is not None
    assert (told.record.expected[0][1], told.after) == (Outcome.MET, Outcome.NOT_MET)
    # 49 of 50 is the smallest number of children with a rate from 98 % to below 99 %.
    assert told.record.given["figures"]["age_6.ppc"] == 50
    assert told.record.given["figures"]["age_6.in_grade_1"] == 49


def test_another_wording_of_the_same_threshold_is_equivalent(pack: Pack) -> None:
    one = side(pack, PRIMARY)
    two = changed(one, ["3/enrolment-6.at_least=49/50"])
    assert all(comparison.equal for comparison in compare(one, two))


def test_the_rules_of_a_day_can_be_named(pack: Pack) -> None:
    old, new = side(pack, f"{PRIMARY}@2020-01-01"), side(pack, PRIMARY)
    tier = "province"
    left, right = (made.in_force.rules({}).tiers.get(tier) for made in (old, new))
    assert {(c.node, c.before is None) for c in clauses(tier, left, right) if c.node.startswith("1/")} == {
        ("1/districts", False),
        ("1/communes", True),
    }


def test_a_mean_over_years_is_told_with_its_bound(pack: Pack) -> None:
    one = side(pack, "circular-17-2018/national-standard-school")
    mean, each = (one.in_force.rules({"five_years_share": option}).tiers["school"] for option in ("mean", "each_year"))
    shown = [(clause.before, clause.after) for clause in clauses("school", mean, each)]
    assert shown
    for before, after in shown:
        assert before is not None
        assert after is not None
        assert before.endswith(" as the mean of 5 years")
        assert after.endswith(" in 5 of 5 years")
        assert before.removesuffix(" as the mean of 5 years") == after.removesuffix(" in 5 of 5 years")
        assert "at_least" in before


def test_what_is_not_proven_is_said_in_words(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Prover, "smallest", gives_up)
    one = side(pack, PRIMARY)
    found = compare(one, changed(one, ["3/enrolment-6.at_least=99%"]))
    assert found
    assert not any(comparison.equal for comparison in found)
    assert conclusion(found[0], Lang.VI).endswith(": chưa chứng minh được (vượt quá số bước cho phép)")
    assert conclusion(found[0], Lang.EN).endswith(": not proven (the solver gave up within its budget)")


def gives_up(*_: object) -> None:
    raise Unproven


def test_a_draft_on_disk_can_be_compared(pack: Pack, tmp_path: Path) -> None:
    text = (pack.root / "decree-20-2014" / "primary.yaml").read_text(encoding="utf-8")
    draft = tmp_path / "draft.yaml"
    draft.write_text(text.replace("at_least: 98%", "at_least: 97%"), encoding="utf-8")
    found = compare(side(pack, PRIMARY), side(pack, str(draft)))
    assert {(c.tier, c.level) for c in found if not c.equal} == {("commune", 3)}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("enrolment-6.at_least=97%", "what-if-ambiguous"),
        ("3/enrolment-6.at_most=97%", "what-if-form"),
        ("3/enrolment-6=97%", "what-if-form"),
        ("3/enrolment-7.at_least=97%", "amends-unknown-condition"),
        ("3/enrolment-6.at_least=much", "bad-threshold"),
    ],
)
def test_changes_that_cannot_be_made_are_told(pack: Pack, change: str, fault: str) -> None:
    with pytest.raises(Faulty) as caught:
        changed(side(pack, PRIMARY), [change])
    assert [found.id for found in caught.value.faults] == [fault]
    assert all(say(found, lang) for found in caught.value.faults for lang in Lang)


def test_a_second_pack_is_compared_too() -> None:
    pack = load_pack(Path(__file__).resolve().parents[1] / "packs" / "ruritania")
    found = compare(side(pack, "school-law-1/good-school@1895-01-01"), side(pack, "school-law-1/good-school"))
    assert {(c.tier, c.level, c.equal) for c in found} == {
        ("school", 1, True),
        ("school", 2, False),
        ("canton", 1, True),
        ("canton", 2, True),
    }
