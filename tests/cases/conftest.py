"""The cases judged through the public API: the one place that knows how it is called."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from phocap.evaluate import evaluate
from phocap.faults import Faulty
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.shipped import vn_rules

Verdicts = dict[tuple[str, str], dict[int, str]]
"""(Unit name, programme) → level → outcome: met, not_met, undetermined or not_applicable."""


def decide(path: Path) -> Verdicts:
    """Judge a record file, or all records of a folder together; of a unit with several days the last one counts."""
    pack = load_pack(vn_rules())
    records = read_records([path], pack).records
    evaluations = [evaluate(records, pack)]
    for file in pack.rule_files.values():
        if pack.instruments[file.model.instrument].target:
            with suppress(Faulty):  # not every record is of a day, or tier, that has the target
                evaluations.append(evaluate(records, pack, programmes=[file.model.programme]))
    found = {}
    for evaluation in evaluations:
        for evaluated, tier, row in evaluation.rows:
            judged = evaluated.tiers[tier]
            unit = evaluation.records[judged.units[row]].unit
            outcomes = {level: judged.outcome(row, f"level-{level}").value for level in evaluated.model.levels}
            found[unit.name, evaluated.programme] = outcomes
    return found


@pytest.fixture(name="decide", scope="session")
def _decide() -> Callable[[Path], Verdicts]:
    """Return decide, which remembers what it judged: several tests ask for the same file."""
    return cache(decide)
