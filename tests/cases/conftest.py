"""The cases judged through the public API: the one place that knows how it is called."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

Verdicts = dict[tuple[str, str], dict[int, str]]
"""(Unit name, programme) → level → outcome: met, not_met, undetermined or not_applicable."""


def decide(path: Path) -> Verdicts:
    """Judge a record file, or all records of a folder together; of a unit with several days the last one counts."""
    try:
        from phocap.evaluate import evaluate
        from phocap.intake import read_records
        from phocap.language.load import load_pack
        from phocap.shipped import vn_rules
    except ImportError as error:
        pytest.skip(f"records cannot be evaluated yet: {error}")
    pack = load_pack(vn_rules())
    evaluation = evaluate(read_records([path], pack).records, pack)
    found = {}
    for evaluated, tier, row in evaluation.rows:
        judged, levels = evaluated.tiers[tier], evaluated.in_force.file.model.levels
        unit = evaluation.records[judged.units[row]].unit
        found[unit.name, evaluated.programme] = {level: judged.outcome(row, f"level-{level}").value for level in levels}
    return found


@pytest.fixture(name="decide", scope="session")
def _decide() -> Callable[[Path], Verdicts]:
    """Return decide, which remembers what it judged: several tests ask for the same file."""
    return cache(decide)
