"""The JSON Schema of a comparison (phocap/comparison/1)."""

from typing import Any

from phocap.compare.causes import Factor
from phocap.compare.comparison import Change
from phocap.compare.data import SCHEMA
from phocap.model.outcome import Outcome

Data = dict[str, Any]

_TEXT: Data = {"type": "string"}
_NAME: Data = {"type": ["string", "null"]}
_COUNT: Data = {"type": "integer", "minimum": 0}
_DAY: Data = {"type": "string", "format": "date"}
_YES_NO: Data = {"type": "boolean"}
_FACTORS: Data = {"type": "array", "items": {"enum": [factor.value for factor in Factor]}}
_OUTCOME: Data = {
    "enum": [*(outcome.value for outcome in Outcome), None],
    "description": "null: the level is not there.",
}


def schema() -> Data:
    """Return the JSON Schema of ``phocap compare --format json``."""
    file = _object(path=_TEXT, sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "phocap compare",
        **_object(
            schema={"const": SCHEMA},
            old=file,
            new=file,
            totals=_list(_object(programme=_TEXT, **{change.value: _COUNT for change in Change})),
            changed=_list(_verdict()),
        ),
        "$defs": {"side": _side(), "condition": _condition(), "cause": _cause()},
    }


def _verdict() -> Data:
    return _object(
        unit=_object(tier=_TEXT, code=_NAME, name=_TEXT, parent=_NAME),
        programme=_TEXT,
        change={"enum": [change.value for change in Change if change is not Change.SAME]},
        old=_or_null("side"),
        new=_or_null("side"),
        differs={**_FACTORS, "description": "The kinds of things that differ, whether they matter or not."},
        readings=_list(_object(id=_TEXT, old=_TEXT, new=_TEXT)),
        standing={**_or_null("cause"), "description": "What changed how firm or provisional the verdict is."},
        levels=_list(_level()),
    )


def _side() -> Data:
    return _object(
        node=_TEXT,
        as_of=_DAY,
        rule_set=_TEXT,
        instrument=_TEXT,
        parent=_NAME,
        highest_level=_COUNT,
        highest_possible_level=_COUNT,
        firm={"type": ["boolean", "null"]},
        provisional=_YES_NO,
    )


def _level() -> Data:
    return _object(
        level={"type": "integer", "minimum": 1},
        old=_OUTCOME,
        new=_OUTCOME,
        causes=_list({"$ref": "#/$defs/cause"}),
        conditions=_list(
            _object(
                changed_by={"enum": [*(factor.value for factor in Factor), None]},
                old=_or_null("condition"),
                new=_or_null("condition"),
            )
        ),
    )


def _cause() -> Data:
    return {
        **_object(factors=_FACTORS, perhaps=_FACTORS),
        "description": "What changes the outcome alone, or, if several, together; perhaps: that cannot be told.",
    }


def _condition() -> Data:
    fraction: Data = {"type": ["string", "null"], "description": "An exact fraction."}
    return _object(node=_TEXT, cite=_TEXT, outcome=_OUTCOME, low=fraction, high=fraction, threshold=fraction)


def _object(**properties: Data) -> Data:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(item: Data) -> Data:
    return {"type": "array", "items": item}


def _or_null(name: str) -> Data:
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}
