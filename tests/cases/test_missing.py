"""What an incomplete record leaves open is named: the figures that its source did not publish."""

from pathlib import Path

import pytest
import yaml

from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult
from phocap.model.rulefile import Effect
from phocap.shipped import cases_root, vn_rules

PACK = load_pack(vn_rules())
EXPECTED = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))
INCOMPLETE = sorted(name for name, case in EXPECTED["files"].items() if not case["complete"])


def names_something(condition: ConditionResult) -> bool:
    """Whether a condition, or one inside it, says what is missing or that a flag decides."""
    own = condition.missing or (condition.comparison and condition.comparison.open_flag)
    return bool(own) or any(map(names_something, condition.members))


@pytest.mark.parametrize("case", INCOMPLETE)
def test_what_is_missing_is_named(case: str) -> None:
    records = read_records([cases_root() / f"{case}.yaml"], PACK).records
    for verdict in result(evaluate(records, PACK)).verdicts:
        for level in verdict.levels:
            if level.outcome is Outcome.UNDETERMINED:
                deciding = [c for c in level.conditions if c.node in level.because and c.effect is Effect.DECIDES]
                named = [names_something(c) for c in deciding if c.kind != "level"]
                assert named or any(c.kind == "level" for c in deciding)
                assert all(named)
