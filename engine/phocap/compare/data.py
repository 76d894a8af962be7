"""A comparison as data: ``json`` (the contract phocap/comparison/1) and ``csv``."""

import csv
import io
from typing import Any

from phocap.compare.causes import Cause, ConditionChange, Factor
from phocap.compare.comparison import Change, Comparison, LevelChange, VerdictChange
from phocap.model.nodes import condition_node, level_node, verdict_node
from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult, Verdict
from phocap.report.csv_ import safe
from phocap.source.files import Source
from phocap.text.as_json import pretty

SCHEMA = "phocap/comparison/1"

COLUMNS = (
    *("tier", "code", "unit", "parent", "programme", "change", "old_as_of", "new_as_of"),
    *("old_rule_set", "new_rule_set", "old_highest_level", "new_highest_level"),
    *("level", "old_outcome", "new_outcome", "causes", "perhaps", "old_node", "new_node"),
)

Data = dict[str, Any]


def to_json(found: Comparison, old: Source, new: Source) -> str:
    """Return the comparison as one JSON object, ending with a line break; verdicts that are the same are counted only.

    ``old`` and ``new`` are the files of the results.
    """
    data = {
        "schema": SCHEMA,
        "old": {"path": old.path, "sha256": old.sha256},
        "new": {"path": new.path, "sha256": new.sha256},
        "totals": [
            {"programme": programme, **{change.value: counted[change] for change in Change}}
            for programme, (_, counted) in found.totals.items()
        ],
        "changed": [_verdict_change(change) for change in found.changed],
    }
    return pretty(data)


def to_csv(found: Comparison) -> str:
    """Return a row for every level that changed, and one for every other change, with a header row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for change in found.changed:
        unit, old, new = change.unit, change.old, change.new
        start = (unit.tier, unit.code, unit.name, unit.parent, change.here.programme, change.change.value)
        days, rule_sets, both = zip(*map(_cells, (old, new)), strict=True)
        for level in change.levels or (None,):
            row = [
                *start,
                *days,
                *rule_sets,
                *both,
                *(_level_cells(level) if level else (None,) * 5),
                *_nodes(old, new, level),
            ]
            writer.writerow([safe(cell) for cell in row])
    return text.getvalue()


def _cells(verdict: Verdict | None) -> tuple[str | None, str | None, int | None]:
    return (verdict.as_of.isoformat(), verdict.rule_set, verdict.highest_level) if verdict else (None, None, None)


def _level_cells(level: LevelChange) -> tuple[str | int | None, ...]:
    needed = "; ".join("+".join(cause.factors) for cause in level.causes)
    perhaps = "; ".join("+".join(cause.perhaps) for cause in level.causes if cause.perhaps)
    return level.level, _outcome(level.old), _outcome(level.new), needed, perhaps


def _nodes(old: Verdict | None, new: Verdict | None, change: LevelChange | None) -> list[str | None]:
    found = []
    for verdict in (old, new):
        level = next((x for x in verdict.levels if change and x.level == change.level), None) if verdict else None
        found.append(None if verdict is None else level_node(verdict, level) if level else verdict_node(verdict))
    return found


def _verdict_change(change: VerdictChange) -> Data:
    unit, differences = change.unit, change.differences
    return {
        "unit": {"tier": unit.tier, "code": unit.code, "name": unit.name, "parent": unit.parent},
        "programme": change.here.programme,
        "change": change.change.value,
        "old": _side(change.old),
        "new": _side(change.new),
        "differs": [factor.value for factor in differences.factors] if differences else [],
        "readings": [
            {"id": reading, "old": options[0], "new": options[1]}
            for reading, options in (differences.readings.items() if differences else ())
        ],
        "standing": _cause(differences.standing) if differences and differences.standing else None,
        "levels": [_level_change(level, change) for level in change.levels],
    }


def _side(verdict: Verdict | None) -> Data | None:
    if verdict is None:
        return None
    return {
        "node": verdict_node(verdict),
        "as_of": verdict.as_of.isoformat(),
        "rule_set": verdict.rule_set,
        "instrument": verdict.instrument,
        "parent": verdict.unit.parent,
        "highest_level": verdict.highest_level,
        "highest_possible_level": verdict.highest_possible_level,
        "firm": verdict.firm,
        "provisional": verdict.provisional,
    }


def _level_change(level: LevelChange, change: VerdictChange) -> Data:
    return {
        "level": level.level,
        "old": _outcome(level.old),
        "new": _outcome(level.new),
        "causes": [_cause(cause) for cause in level.causes],
        "conditions": [_condition_change(condition, change) for condition in level.conditions],
    }


def _cause(cause: Cause) -> Data:
    return {"factors": _values(cause.factors), "perhaps": _values(cause.perhaps)}


def _values(factors: tuple[Factor, ...]) -> list[str]:
    return [factor.value for factor in factors]


def _condition_change(condition: ConditionChange, change: VerdictChange) -> Data:
    return {
        "changed_by": condition.factor.value if condition.factor else None,
        "old": _condition(condition.old, change.old, condition.level),
        "new": _condition(condition.new, change.new, condition.level),
    }


def _condition(condition: ConditionResult | None, verdict: Verdict | None, number: int) -> Data | None:
    if condition is None or verdict is None:
        return None
    found = condition.comparison
    level = next(level for level in verdict.levels if level.level == number)
    return {
        "node": condition_node(level_node(verdict, level), condition),
        "cite": condition.cite,
        "outcome": condition.outcome.value,
        "low": None if found is None or found.low is None else str(found.low),
        "high": None if found is None or found.high is None else str(found.high),
        "threshold": None if found is None or found.threshold is None else str(found.threshold),
    }


def _outcome(outcome: Outcome | None) -> str | None:
    return None if outcome is None else outcome.value
