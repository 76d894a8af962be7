"""Tests beside the rules are run as they are written, and what differs is told where it stands."""

from datetime import date
from pathlib import Path

import pytest

from phocap.check import ruletests
from phocap.check.ruletests import run_tests
from phocap.check.testfile import TestFile, load_tests
from phocap.check.untested import untested
from phocap.evaluate import evaluate
from phocap.faults import Faulty
from phocap.infer import choose
from phocap.language.pack import Pack
from phocap.model.outcome import Outcome
from phocap.text.faults import say
from phocap.text.language import Lang

HEAD = "tests: decree-20-2014/primary\nas_of: 2015-09-30\ncases:\n"
TABLE = """\
  - name: {vi: Trẻ 6 tuổi, en: Six-year-olds}
    because: Điều 9 khoản 2 điểm a
    columns: [age_6.ppc, age_6.in_grade_1, 1/enrolment-6]
    rows:
      - [10, 9, met]
      - [10, 8, met]
"""


def loaded(tmp_path: Path, pack: Pack, cases: str) -> TestFile:
    path = tmp_path / "primary.tests.yaml"
    path.write_text(HEAD + cases, encoding="utf-8")
    return load_tests(path, pack)


def test_a_case_is_read_whole(pack: Pack, tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        pack,
        """\
  - name: Một xã
    because: {vi: Điều 9, en: Article 9}
    as_of: 2019-09-30
    readings: {up_to_14: age_14}
    given: {figures: {age_6: {ppc: 10}}}
    expected: {level 1: undetermined, 2/level-1: undetermined}
""",
    )
    assert (found.rule_id, found.programme, found.instrument) == (
        "vn/decree-20-2014/primary",
        "primary",
        "decree-20-2014",
    )
    (case,) = found.cases
    assert (case.title.en, case.because.en, case.tier) == ("Một xã", "Article 9", "commune")
    assert case.as_of == case.records[0].as_of == date(2019, 9, 30)
    assert case.readings == (("up_to_14", "age_14"),)
    assert case.records[0].figures["age_6.ppc"].value == 10
    assert [(told.node, told.key, told.outcome) for told in case.expected] == [
        ("level 1", "level-1", Outcome.UNDETERMINED),
        ("2/level-1", "level-1", Outcome.UNDETERMINED),
    ]


def test_a_wrong_expectation_is_told_at_its_place(pack: Pack, tmp_path: Path) -> None:
    found = loaded(tmp_path, pack, TABLE)
    (difference,) = run_tests(found, pack)
    assert (difference.node, difference.expected, difference.found) == ("1/enrolment-6", Outcome.MET, Outcome.NOT_MET)
    assert (difference.place.line, difference.place.column) == (9, 17)
    assert (
        say(difference.fault, Lang.EN)
        .splitlines()[0]
        .endswith(":9:17: error [outcome-differs] “Six-year-olds [2]”: 1/enrolment-6 is not_met, expected met.")
    )
    assert "“Trẻ 6 tuổi [2]”: 1/enrolment-6 là not_met (chưa đạt), mong đợi met (đạt)." in say(
        difference.fault, Lang.VI
    )


def test_differences_stand_in_the_order_of_the_file(pack: Pack, tmp_path: Path) -> None:
    later = """\
  - name: Hôm khác
    because: Điều 9
    as_of: 2019-09-30
    expected: {level 1: met, level 2: met}
"""
    found = run_tests(loaded(tmp_path, pack, later + TABLE), pack)
    assert [difference.place.line for difference in found] == [7, 7, 13]


def test_units_below_are_judged_by_their_own_records(pack: Pack, tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        pack,
        """\
  - name: Tỉnh
    because: Điều 9 khoản 4
    tier: province
    given: {units: {district: {total: 1}}}
    below:
      huyện:
        given: {units: {commune: {total: 2}}}
        below: {xã: {count: 2, given: {figures: {age_6: {ppc: 10, in_grade_1: 8}}}}}
    expected: {1/districts: not_met}
""",
    )
    records = found.cases[0].records
    assert [record.unit.tier for record in records] == ["province", "district", "commune", "commune"]
    assert len({record.unit.code for record in records}) == 4
    assert run_tests(found, pack) == []


def test_cases_do_not_touch_each_other(pack: Pack, tmp_path: Path) -> None:
    """Units below one district are not those of another of the same day, nor of a commune's own case."""
    found = loaded(
        tmp_path,
        pack,
        TABLE.replace("8, met", "8, not_met")
        + """\
  - name: Hai huyện
    because: Điều 9 khoản 3
    tier: district
    given: {units: {commune: {total: 1}}}
    below:
      đạt: {given: {figures: {age_6: {ppc: 10, in_grade_1: 9}, age_11_14: {ppc: 10, completed_primary: 8}}}}
      chưa đạt: {given: {figures: {age_6: {ppc: 10, in_grade_1: 8}}}}
    columns: [below.đạt, below.chưa đạt, level 1]
    rows: [[1, 0, met], [0, 1, not_met]]
""",
    )
    assert run_tests(found, pack) == []


def test_contradicting_figures_are_told_at_the_row(pack: Pack, tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        pack,
        """\
  - name: Mâu thuẫn
    because: Điều 9
    given: {figures: {age_12: {ppc: 40}, age_13: {ppc: 40}}}
    columns: [age_11_14.ppc, age_11.completed_primary, level 1]
    rows:
      - [100, ~, undetermined]
      - [100, 30, undetermined]
""",
    )
    with pytest.raises(Faulty) as caught:
        run_tests(found, pack)
    assert [(fault.id, fault.place.line if fault.place else 0) for fault in caught.value.faults] == [
        ("contradiction", 10)
    ]


def test_cases_of_one_day_tier_and_reading_are_evaluated_together(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def counted(records, *arguments, **options):  # type: ignore[no-untyped-def]
        calls.append(len(records))
        return evaluate(records, *arguments, **options)

    monkeypatch.setattr(ruletests, "evaluate", counted)
    rows = "".join(f"      - [1000, {n}, {'met' if n >= 900 else 'not_met'}]\n" for n in range(700, 1000))
    other = """\
  - name: Cách hiểu khác
    because: Điều 9
    readings: {up_to_14: age_14}
    expected: {level 1: undetermined}
"""
    found = loaded(tmp_path, pack, TABLE.replace("      - [10, 9, met]\n      - [10, 8, met]\n", rows) + other)
    assert run_tests(found, pack) == []
    assert sorted(calls) == [1, 300]


def test_every_inference_finds_the_same(pack: Pack, tmp_path: Path) -> None:
    pytest.importorskip("durable.engine", reason="durable-rules is not installed")
    found = loaded(tmp_path, pack, TABLE)
    ours = [run_tests(found, pack, choose(name)) for name in ("durable", "reference")]
    assert ours[0] == ours[1]


def test_what_is_untested_is_named(pack: Pack, tmp_path: Path) -> None:
    open_ = untested(loaded(tmp_path, pack, TABLE), pack)
    named = {(found.tier, found.node, found.outcome) for found in open_}
    assert ("commune", "1/enrolment-6", Outcome.MET) not in named
    assert ("commune", "1/enrolment-6", Outcome.NOT_MET) in named
    assert ("province", "1/communes-all", Outcome.MET) in named
    assert ("commune", "2/level-1", Outcome.MET) in named
    assert not any("own-figures" in found.node for found in open_)
