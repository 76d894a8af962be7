"""What an incomplete record leaves open is named: the figures that its source did not publish."""

from pathlib import Path

import pytest
import yaml

from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.model.outcome import Outcome
from phocap.model.rulefile import Effect
from phocap.shipped import cases_root, vn_rules

PACK = load_pack(vn_rules())
EXPECTED = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))
INCOMPLETE = sorted(name for name, case in EXPECTED["files"].items() if not case["complete"])


@pytest.mark.parametrize("case", INCOMPLETE)
def test_what_is_missing_is_named(case: str) -> None:
    records = read_records([cases_root() / f"{case}.yaml"], PACK).records
    for verdict in result(evaluate(records, PACK)).verdicts:
        for level in verdict.levels:
            if level.outcome is Outcome.UNDETERMINED:
                deciding = [c for c in level.conditions if c.node in level.because and c.effect is Effect.DECIDES]
                named = [c.missing or (c.comparison and c.comparison.open_flag) for c in deciding if c.kind != "level"]
                assert named or any(c.kind == "level" for c in deciding)
                assert all(named)
