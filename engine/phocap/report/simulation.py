"""A simulation as a table, a row a scenario: CSV, JSON and Parquet."""

import io
import json
from typing import Any

import polars as pl

from phocap.model.outcome import Outcome
from phocap.simulate.scenarios import Scenario, Simulation
from phocap.text.language import Lang
from phocap.text.numbers import threshold

SCHEMA = "phocap/simulation/1"


def rows(simulation: Simulation) -> list[dict[str, Any]]:
    """Return the scenarios: what is assumed, then how many units have each outcome at each level."""
    levels = sorted({level for scenario in simulation.scenarios for level in scenario.levels})
    return [_row(simulation, scenario, levels) for scenario in simulation.scenarios]


def _row(simulation: Simulation, scenario: Scenario, levels: list[int]) -> dict[str, Any]:
    found: dict[str, Any] = {"rule_set": scenario.rule_set, "as_of": scenario.day.isoformat(), "tier": scenario.tier}
    found |= {name: scenario.readings.get(name) for name in simulation.readings}
    found |= {name: threshold(value, Lang.EN) for name, value in zip(simulation.axes, scenario.values, strict=True)}
    found["units"] = scenario.units
    for level in levels:
        counts = scenario.levels.get(level, {})
        found |= {f"level_{level}_{outcome.value}": counts.get(outcome) for outcome in Outcome}
    return found


def table(simulation: Simulation) -> pl.DataFrame:
    """Return the scenarios as a table."""
    return pl.DataFrame(rows(simulation), infer_schema_length=None)


def to_csv(simulation: Simulation) -> bytes:
    """Return the scenarios as CSV; a mark at its start lets Excel read Vietnamese."""
    return b"\xef\xbb\xbf" + table(simulation).write_csv().encode()


def to_parquet(simulation: Simulation) -> bytes:
    """Return the scenarios as Parquet."""
    stream = io.BytesIO()
    table(simulation).write_parquet(stream)
    return stream.getvalue()


def to_json(simulation: Simulation) -> bytes:
    """Return the scenarios as one object."""
    said = {
        "schema": SCHEMA,
        "programme": simulation.programme,
        "varied": list(simulation.axes),
        "readings": list(simulation.readings),
        "left_out": list(simulation.left_out),
        "scenarios": rows(simulation),
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def simulation_schema() -> dict[str, Any]:
    """Return the JSON Schema of :func:`to_json`; what is varied and the readings that differ are keys of their own."""
    name, count = {"type": "string"}, {"type": "integer", "minimum": 0}
    names = {"type": "array", "items": name}
    outcomes = "|".join(outcome.value for outcome in Outcome)
    row = {
        "type": "object",
        "properties": {"rule_set": name, "as_of": {**name, "format": "date"}, "tier": name, "units": count},
        "required": ["rule_set", "as_of", "tier", "units"],
        "patternProperties": {f"^level_[1-9][0-9]*_({outcomes})$": {"type": ["integer", "null"], "minimum": 0}},
        "additionalProperties": {
            "type": ["string", "null"],
            "description": "The value of a figure that is varied, or the option of a reading.",
        },
    }
    said = {
        "schema": {"const": SCHEMA},
        "programme": name,
        "varied": {**names, "description": "Figures of the law, as they were named."},
        "readings": {**names, "description": "Readings that differ between scenarios."},
        "left_out": {**names, "description": "Tiers that scenarios cannot follow."},
        "scenarios": {"type": "array", "items": row},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "phocap simulate",
        "type": "object",
        "properties": said,
        "required": list(said),
        "additionalProperties": False,
    }
