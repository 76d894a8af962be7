"""The tests beside the rules are enough: nothing of the law goes unseen, no change unnoticed."""

from functools import cache

import pytest

from phocap.check.proof.subjects import Law
from phocap.check.testrun import TestRun, run_beside
from phocap.language.load import load_pack
from phocap.report.rules_tests import goal_name
from phocap.shipped import vn_rules

LAW = Law(load_pack(vn_rules()))
RULES = sorted(LAW.pack.rule_files)


@cache
def run(rule_id: str) -> TestRun:
    return run_beside(LAW, rule_id, coverage=True, mutate=True)


@pytest.mark.parametrize("rule_id", RULES)
def test_every_threshold_quorum_outcome_and_reading_is_seen(rule_id: str) -> None:
    coverage = run(rule_id).coverage
    assert coverage is not None
    assert coverage.unknown == ()
    assert [goal_name(gap.goal).en for gap in coverage.gaps] == []
    assert coverage.reached > 0


@pytest.mark.parametrize("rule_id", RULES)
def test_every_change_of_the_rules_is_noticed(rule_id: str) -> None:
    """Only changes stay unnoticed that are proven to be none."""
    score = run(rule_id).score
    assert score is not None
    assert [f"{s.mutant.tier} {s.mutant.node}: {s.mutant.change.en}" for s in score.survivors if not s.equivalent] == []
    assert score.killed > 0
