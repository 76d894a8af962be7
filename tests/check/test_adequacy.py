"""Coverage and mutation score say what tests leave out, and propose what fills it."""

import shutil
from pathlib import Path

import pytest

from phocap.check.adequacy.mutants import Mutant
from phocap.check.proof.subjects import Law
from phocap.check.ruletests import run_tests
from phocap.check.testfile import load_tests
from phocap.check.testrun import TestRun, proposed, run_beside, telling
from phocap.check.witness import file_text
from phocap.language.load import load_pack
from phocap.model.logic import Quorum
from phocap.report.rules_tests import change_name, goal_name

PACK = Path(__file__).resolve().parents[1] / "packs" / "ruritania"
RULES = "ruritania/school-law-1/good-school"
BESIDE = "school-law-1/good-school.tests.yaml"


def without(tmp_path: Path, *texts: str) -> Path:
    """Return a copy of the pack without some lines of its tests."""
    root = tmp_path / "pack"
    shutil.copytree(PACK, root)
    path = root / BESIDE
    whole = path.read_text(encoding="utf-8")
    for text in texts:
        assert text in whole
        whole = whole.replace(text, "")
    path.write_text(whole, encoding="utf-8")
    return root


def run(root: Path) -> TestRun:
    return run_beside(Law(load_pack(root)), RULES, coverage=True, mutate=True)


def test_the_tests_of_the_pack_are_enough() -> None:
    found = run(PACK)
    assert found.differences == ()
    assert found.coverage is not None
    assert found.coverage.gaps == ()
    assert found.score is not None
    assert found.score.survivors == []
    assert found.score.killed == found.score.total > 40


@pytest.mark.parametrize(
    ("line", "gap"),
    [
        ("      - [false, 100, 74, not_met, not_met]\n", ("1/attendance", "below", "")),
        ("      - [false, 100, 75, met, not_met]\n", ("1/attendance", "at", "")),
        ("      - [true, 300, 201, met, not_met]\n", ("1/attendance", "above", "island")),
        ("      - [4, 8, met]\n", ("2/warm", "at", "")),
        ("      - [300, 201, 201, met, met, met, met]\n", ("2/schools", "above", "")),
    ],
)
def test_a_case_that_is_missing_is_a_gap(line: str, gap: tuple[str, str, str], tmp_path: Path) -> None:
    coverage = run(without(tmp_path, line)).coverage
    assert coverage is not None
    assert gap in {(found.goal.node, found.goal.what, found.goal.flag) for found in coverage.gaps}


def test_a_reading_that_nobody_tries_is_a_gap(tmp_path: Path) -> None:
    lines = [f"      - [enrolled, 100, 100, {n}, {o}]\n" for n, o in ((49, "not_met"), (50, "met"), (51, "met"))]
    coverage = run(without(tmp_path, *lines)).coverage
    assert coverage is not None
    assert ("of_whom", "enrolled") in {(gap.goal.node, gap.goal.what) for gap in coverage.gaps}


def test_a_change_that_nobody_notices_survives(tmp_path: Path) -> None:
    score = run(without(tmp_path, "      - [false, 100, 74, not_met, not_met]\n")).score
    assert score is not None
    assert [(s.mutant.node, s.mutant.change.en) for s in score.survivors] == [("1/attendance", "threshold 75% → 74%")]
    assert not score.survivors[0].equivalent
    assert "attendance" in score.survivors[0].place.excerpt


def test_what_is_proposed_fills_the_gaps(tmp_path: Path) -> None:
    root = without(
        tmp_path,
        "      - [false, 100, 74, not_met, not_met]\n",
        "      - [~, 0, 0, not_applicable, not_applicable]\n",
        "      - [4, 8, met]\n",
        "      - [95, 80, 60, 3, true, not_met, met, not_met, met]\n",
    )
    law = Law(load_pack(root))
    found = run(root)
    assert found.coverage is not None
    assert found.score is not None
    assert found.coverage.gaps
    assert found.score.survivors
    cases = proposed(law, RULES, found.coverage.gaps, goal_name)
    cases += telling(law, RULES, found.score.survivors, change_name)
    path = root / BESIDE
    path.write_text(path.read_text(encoding="utf-8") + "".join(cases), encoding="utf-8")
    again = run(root)
    assert again.differences == ()
    assert again.coverage is not None
    assert again.coverage.gaps == ()
    assert again.score is not None
    assert again.score.killed == again.score.total


def test_an_equivalent_change_is_proven(tmp_path: Path) -> None:
    """Level 2 asks for attendance above level 1's and for level 1, whose own attendance then never decides alone."""
    root = without(tmp_path)
    rules = root / "school-law-1" / "good-school.yaml"
    text = rules.read_text(encoding="utf-8")
    warm = "      - id: warm\n        measure: stoves_per_room\n        at_least: 1\n"
    twice = warm.replace("id: warm", "id: warmer").replace("at_least: 1", "at_least: 1/2")
    twice += "        source: {status: confirmed, note: {vi: Hư cấu., en: Invented.}}\n"
    rules.write_text(text.replace(warm, twice + warm), encoding="utf-8")
    score = run(root).score
    assert score is not None
    left_out = [s for s in score.survivors if s.mutant.change.en == "without 2/warmer"]
    assert [s.equivalent for s in left_out] == [True]
    assert all(s.mutant.node == "2/warmer" for s in score.survivors if not s.equivalent)


def test_proposals_are_cases_of_a_file(tmp_path: Path) -> None:
    root = without(tmp_path, "      - [4, 8, met]\n")
    pack = load_pack(root)
    found = run(root)
    assert found.coverage is not None
    path = tmp_path / "more.tests.yaml"
    path.write_text(file_text(RULES, proposed(Law(pack), RULES, found.coverage.gaps, goal_name)), encoding="utf-8")
    assert run_tests(load_tests(path, pack), pack) == []


def test_a_quorum_without_the_member_stays_as_it_is() -> None:
    """On another day or reading the member may not be there, or be the only one."""
    mutant = Mutant("school", "level-2", "", "without 2/warm", dropped="2/warm")
    for members in (("2/a", "2/b"), ("2/warm",)):
        quorum = Quorum("level-2", len(members), members)
        assert mutant.quorum(quorum) == quorum
    assert mutant.quorum(Quorum("level-2", 2, ("2/a", "2/warm"))) == Quorum("level-2", 1, ("2/a",))
    assert Mutant("school", "1/x", "", "quorum", needs=3).quorum(Quorum("1/x", 1, ("a", "b"))).needs == 1
