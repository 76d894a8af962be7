"""The tests beside the shipped rules, one test of pytest for each case; no condition that decides is left out."""

from datetime import date, timedelta
from functools import cache

import pytest

from phocap.check.nodes import Nodes
from phocap.check.ruletests import Difference, run_tests
from phocap.check.testfile import TestFile, load_tests, path_beside
from phocap.check.untested import untested
from phocap.language.load import load_pack
from phocap.shipped import vn_rules
from phocap.text.faults import say
from phocap.text.language import Lang

PACK = load_pack(vn_rules())
DAY = timedelta(days=1)


@cache
def beside(rule_id: str) -> TestFile:
    return load_tests(path_beside(PACK, rule_id), PACK)


@cache
def differences(rule_id: str) -> list[Difference]:
    return run_tests(beside(rule_id), PACK)


def cases() -> list[object]:
    """Return rule file and number of every case, under the file and line where it stands."""
    return [
        pytest.param(rule_id, number, id=f"{rule_id}:{case.place.line}")
        for rule_id in PACK.rule_files
        if path_beside(PACK, rule_id).is_file()
        for number, case in enumerate(beside(rule_id).cases)
    ]


@pytest.mark.parametrize(("rule_id", "number"), cases())
def test_case(rule_id: str, number: int) -> None:
    case = beside(rule_id).cases[number]
    found = [say(difference.fault, Lang.EN) for difference in differences(rule_id) if difference.case is case]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule_id", sorted(PACK.rule_files))
def test_every_rule_file_has_its_tests(rule_id: str) -> None:
    assert path_beside(PACK, rule_id).is_file()
    assert beside(rule_id).rule_id == rule_id


@pytest.mark.parametrize("rule_id", sorted(PACK.rule_files))
def test_every_condition_that_decides_is_met_and_not_met_somewhere(rule_id: str) -> None:
    assert untested(beside(rule_id), PACK) == []


@pytest.mark.parametrize("rule_id", sorted(PACK.rule_files))
def test_every_option_of_every_reading_is_tried(rule_id: str) -> None:
    readings = Nodes(PACK, rule_id).readings
    chosen = {pair for case in beside(rule_id).cases for pair in case.readings}
    options = {(name, option) for name, reading in readings.items() for option in reading.options}
    defaults = {(name, reading.default) for name, reading in readings.items()}
    assert options - defaults <= chosen


@pytest.mark.parametrize("rule_id", sorted(PACK.rule_files))
def test_every_case_gives_its_reason_in_both_languages(rule_id: str) -> None:
    for case in beside(rule_id).cases:
        assert case.title.vi != case.title.en
        assert case.because.vi != case.because.en


def test_no_file_of_tests_stands_alone() -> None:
    known = {path_beside(PACK, rule_id) for rule_id in PACK.rule_files}
    assert set(PACK.root.rglob("*.tests.yaml")) == known


def changes() -> list[object]:
    """Return every rule file with a day on which an amendment, or a suspension in it, begins or ends."""
    found: set[tuple[str, date]] = set()
    for loaded in PACK.amendments:
        period = PACK.instruments[loaded.model.instrument].in_force
        days = [period.from_, *(suspended.from_ for suspended in loaded.model.suspend.values())]
        days += [suspended.until + DAY for suspended in loaded.model.suspend.values() if suspended.until]
        found |= {(f"{PACK.name}/{loaded.model.amends}", day) for day in days if day}
    return [pytest.param(rule_id, day, id=f"{rule_id}-{day}") for rule_id, day in sorted(found)]


@pytest.mark.parametrize(("rule_id", "day"), changes())
def test_a_change_of_the_law_is_seen_on_the_day_before_and_the_day_it_begins(rule_id: str, day: date) -> None:
    seen = {case.as_of for case in beside(rule_id).cases}
    assert {day - DAY, day} <= seen
