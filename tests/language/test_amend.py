"""Law that changes law: amendments by day, suspensions, warnings, lists by id, windows of years."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.faults import Faulty, Place
from phocap.infer import choose
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.language.registry import Registry
from phocap.model.outcome import Outcome
from phocap.model.record import Finding, Given, Record, Unit, YearBefore
from phocap.model.result import Verdict
from phocap.model.rulefile import Effect
from phocap.text.faults import say
from phocap.text.language import Lang

BASE = Path(__file__).resolve().parents[1] / "cli" / "pack"
HERE = Place("a.yaml")

AMENDMENT = """
amends: law-1/basic
instrument: law-2
add:
  1:
    commune:
      - {id: warned, cite: Điều 7, finding: safe, warn_until: 2007-12-31, source: {status: confirmed}}
  2:
    commune:
      - id: two-years
        cite: Điều 8
        measure: enrolment
        at_least: 95%
        years: {at_least: 2, of: 3}
        source: {status: confirmed}
replace:
  1/commune/enrolment:
    {id: enrolment, cite: Điều 6, measure: enrolment, at_least: 80%, source: {status: confirmed}}
remove: [1/commune/places]
suspend:
  2/commune/enrolment: {by: law-2, from: 2008-01-01}
"""
INSTRUMENT = """
instrument: law-2
number: 2/2006
title: {vi: Luật sửa đổi, en: Amending law}
issued: 2005-12-01
in_force: {from: 2006-01-01}
source: {status: confirmed}
"""


def pack_with(folder: Path, amendment: str = AMENDMENT, instrument: str = INSTRUMENT) -> Pack:
    """Return the trial pack with one amending instrument."""
    root = folder / "pack"
    shutil.copytree(BASE, root)
    (root / "law-2").mkdir()
    (root / "law-2" / "instrument.yaml").write_text(instrument, encoding="utf-8")
    (root / "law-2" / "basic.yaml").write_text(amendment, encoding="utf-8")
    return load_pack(root)


def nodes(pack: Pack, day: date, level: int) -> dict[str, Effect]:
    """Return the conditions of a commune's level on a day with their effects."""
    rules = Registry(pack).in_force("basic", day).rules({}).tiers["commune"].levels[level - 1]
    return {rule.id: rule.effect for rule in rules.rules}


def test_the_day_before_and_the_day(tmp_path: Path) -> None:
    pack = pack_with(tmp_path)
    assert list(nodes(pack, date(2005, 12, 31), 1)) == ["enrolment", "places"]
    assert list(nodes(pack, date(2006, 1, 1), 1)) == ["enrolment", "warned"]
    assert nodes(pack, date(2007, 12, 31), 1)["warned"] is Effect.WARNS
    assert nodes(pack, date(2008, 1, 1), 1)["warned"] is Effect.DECIDES
    assert nodes(pack, date(2007, 12, 31), 2)["enrolment"] is Effect.DECIDES
    assert nodes(pack, date(2008, 1, 1), 2)["enrolment"] is Effect.INFORMS


def test_the_origin_of_every_clause(tmp_path: Path) -> None:
    registry = Registry(pack_with(tmp_path))
    in_force = registry.in_force("basic", date(2006, 1, 1))
    rules = {rule.node: rule for rule in in_force.rules({}).tiers["commune"].walk()}
    assert (rules["1/enrolment"].instrument, rules["1/enrolment"].cite) == ("law-2", "2/2006 Điều 6")
    assert (rules["2/level-1"].instrument, rules["2/level-1"].cite) == ("law-1", "Điều 2 khoản 1")
    assert [name.split("/")[1] for name in in_force.hashes] == ["law-1", "law-2"]


def commune(day: date, enrolled: dict[int, int], safe: bool | None = None) -> Record:
    """Return a commune of 100 children with enrolment by year."""

    def figures(count: int) -> dict[str, Given[int]]:
        return {"age_6.all": Given(100, HERE), "age_6.in_school": Given(count, HERE)}

    own = enrolled.pop(day.year, None)
    return Record(
        Unit("commune", "Xã A"),
        day,
        HERE,
        figures=figures(own) if own is not None else {},
        findings={} if safe is None else {"safe": Given(Finding(safe), HERE)},
        years={year: YearBefore(figures(count)) for year, count in enrolled.items()},
    )


def verdict(pack: Pack, record: Record) -> Verdict:
    """Return the verdict of one record."""
    return result(evaluate([record], pack, programmes=["basic"], inference=choose("reference"))).verdicts[0]


@pytest.mark.parametrize(
    ("enrolled", "outcome"),
    [
        ({2006: 95, 2005: 95, 2004: 10}, "met"),
        ({2006: 95, 2005: 94, 2004: 94}, "not_met"),
        ({2006: 95, 2005: 94}, "undetermined"),
        ({2006: 95, 2005: 95}, "met"),
        ({2006: 94, 2005: 94}, "not_met"),
    ],
)
def test_two_of_three_years(tmp_path: Path, enrolled: dict[int, int], outcome: str) -> None:
    found = verdict(pack_with(tmp_path), commune(date(2006, 9, 30), enrolled))
    condition = next(c for c in found.levels[1].conditions if c.id == "two-years")
    assert condition.outcome == outcome
    assert [member.id for member in condition.members] == ["two-years@2006", "two-years@2005", "two-years@2004"]


def test_a_warning_never_decides(tmp_path: Path) -> None:
    pack = pack_with(tmp_path)
    during = verdict(pack, commune(date(2007, 9, 30), {2007: 90}, safe=False))
    assert during.levels[0].outcome is Outcome.MET
    after = verdict(pack, commune(date(2008, 9, 30), {2008: 90}, safe=False))
    assert after.levels[0].outcome is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("old", "new", "fault", "line"),
    [
        ("amends: law-1/basic", "amends: law-1/basics", "amends-unknown-file", 2),
        ("remove: [1/commune/places]", "remove: [1/commune/place]", "amends-unknown-condition", 19),
        ("1/commune/enrolment:", "1/comune/enrolment:", "amends-unknown-condition", 17),
        ("2/commune/enrolment: {by", "2/commune/enrolement: {by", "amends-unknown-condition", 21),
        ("{id: enrolment, cite: Điều 6", "{id: enrolled, cite: Điều 6", "replaced-by-other-id", 18),
        ("{id: warned,", "{id: enrolment,", "duplicate-id", 7),
        ("finding: safe", "finding: saef", "unknown-finding", 7),
        ("at_least: 2, of: 3", "at_least: 4, of: 3", "quorum-too-large", 14),
        ("instrument: law-2", "instrument: law-3", "unknown-instrument", 3),
    ],
)
def test_what_an_amendment_gets_wrong(tmp_path: Path, old: str, new: str, fault: str, line: int) -> None:
    assert old in AMENDMENT
    with pytest.raises(Faulty) as caught:
        pack_with(tmp_path, AMENDMENT.replace(old, new))
    (found,) = caught.value.faults
    assert (found.id, found.place.line if found.place else 0) == (fault, line)
    assert all(say(found, lang) for lang in Lang)


def test_two_instruments_that_replace_each_other(tmp_path: Path) -> None:
    root = tmp_path / "base"
    shutil.copytree(BASE, root)
    path = root / "law-1" / "instrument.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "replaces: [law-2]\n", encoding="utf-8")
    (root / "law-2").mkdir()
    (root / "law-2" / "instrument.yaml").write_text(INSTRUMENT + "replaces: [law-1]\n", encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        load_pack(root)
    assert [found.id for found in caught.value.faults] == ["replaces-each-other"]


def test_a_list_names_conditions_by_id(tmp_path: Path) -> None:
    amendment = """
amends: law-1/basic
instrument: law-2
remove: [1/commune/places]
add:
  1:
    commune:
      - {id: safe, finding: safe, source: {status: confirmed}}
      - {id: one-of-two, at_least: 1, of: [safe, enrolment]}
"""
    pack = pack_with(tmp_path, amendment)
    assert list(nodes(pack, date(2006, 1, 1), 1)) == ["one-of-two"]
    assert verdict(pack, commune(date(2006, 9, 30), {2006: 10}, safe=True)).levels[0].outcome is Outcome.MET
    assert verdict(pack, commune(date(2006, 9, 30), {2006: 10}, safe=False)).levels[0].outcome is Outcome.NOT_MET
    with pytest.raises(Faulty) as caught:
        pack_with(tmp_path / "other", amendment.replace("[safe, enrolment]", "[safe, enrollment]"))
    assert [found.id for found in caught.value.faults] == ["unknown-member"]
