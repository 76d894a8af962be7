"""Windows of years and suspensions as a rule file writes them, and their mistakes."""

import shutil
from pathlib import Path

import pytest

from phocap.faults import Faulty
from phocap.language.load import load_pack
from phocap.text.faults import say
from phocap.text.language import Lang

TINY = Path(__file__).resolve().parents[1] / "cli" / "pack"
AT = "at_least: 75%\n"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return the rule file of a copy of a small pack."""
    shutil.copytree(TINY, tmp_path / "pack")
    return tmp_path / "pack" / "law-1" / "basic.yaml"


def faults(rules: Path, window: str, finding: str = "safe") -> list[str]:
    """Return the faults of the small pack whose first condition has a window, and say them in both languages."""
    text = rules.read_text(encoding="utf-8").replace(AT, f"{AT}        {window}\n", 1)
    rules.write_text(text.replace("finding: safe", f"finding: {finding}"), encoding="utf-8")
    with pytest.raises(Faulty) as raised:
        load_pack(rules.parents[1])
    found = raised.value.faults
    assert all(fault.place and fault.place.line for fault in found)
    assert all("(not given)" not in say(fault, lang) for fault in found for lang in Lang)
    return [fault.id for fault in found]


@pytest.mark.parametrize("window", ["{each_of: 3}", "{at_least: 2, of: 3}", "{mean_of: 3}", "{mean_of: 3, age: COUNT}"])
def test_a_window_is_given_in_one_way(tiny: Path, window: str) -> None:
    count = load_pack(tiny.parents[1]).words.counts[0]
    text = tiny.read_text(encoding="utf-8")
    tiny.write_text(text.replace(AT, f"{AT}        years: {window.replace('COUNT', count)}\n", 1), encoding="utf-8")
    assert load_pack(tiny.parents[1]).rule_files


@pytest.mark.parametrize(
    ("window", "fault"),
    [
        ("{}", "one-window"),
        ("{each_of: 3, mean_of: 3}", "one-window"),
        ("{at_least: 2}", "one-window"),
        ("{of: 2}", "one-window"),
        ("{at_least: 4, of: 3}", "quorum-too-large"),
        ("{reading: room}", "unknown-reading"),
        ("{reading: rooms}", "option-without-years"),
        ("{mean_of: 3, age: nothing}", "unknown-field"),
    ],
)
def test_a_faulty_window_is_refused(tiny: Path, window: str, fault: str) -> None:
    assert set(faults(tiny, f"years: {window}")) == {fault}


def test_a_finding_has_no_mean(tiny: Path) -> None:
    assert faults(tiny, "empty: met", "safe, years: {mean_of: 3}") == ["mean-of-no-measure"]


@pytest.mark.parametrize(
    ("only", "fault"), [("{room: counted}", "unknown-reading"), ("{rooms: count}", "unknown-option")]
)
def test_a_suspension_follows_a_reading_that_exists(tiny: Path, only: str, fault: str) -> None:
    assert faults(tiny, f"suspended: {{by: law-1, from: 2001-01-01, only: {only}}}") == [fault]


LAW_2 = """\
instrument: law-2
number: 2/2004
title: {vi: Luật sửa đổi, en: Amending law}
issued: 2004-01-01
in_force: {from: 2004-02-01}
amends: [law-1]
source: {status: confirmed}
"""


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("replace:\n  1/commune/enrolment: {id: enrolment, finding: sage}\n", "unknown-finding"),
        ("suspend:\n  1/commune/enrolment: {by: law-2, from: 2005-01-01, only: {rooms: cont}}\n", "unknown-option"),
    ],
)
def test_what_an_amendment_puts_in_place_is_checked_too(tiny: Path, change: str, fault: str) -> None:
    folder = tiny.parents[1] / "law-2"
    folder.mkdir()
    (folder / "instrument.yaml").write_text(LAW_2, encoding="utf-8")
    (folder / "basic.yaml").write_text(f"amends: law-1/basic\ninstrument: law-2\n{change}", encoding="utf-8")
    with pytest.raises(Faulty) as raised:
        load_pack(tiny.parents[1])
    assert [found.id for found in raised.value.faults] == [fault]
