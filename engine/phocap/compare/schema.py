"""The JSON Schema of a comparison (phocap/comparison/1)."""

from typing import Any

from phocap.compare.causes import Factor
from phocap.compare.comparison import Change
from phocap.compare.data import SCHEMA
from phocap.model.outcome import Outcome
from phocap.report.schema import list_of, object_of

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
    file = object_of(path=_TEXT, sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "phocap compare",
        **object_of(
            schema={"const": SCHEMA},
            old=file,
            new=file,
            totals=list_of(object_of(programme=_TEXT, **{change.value: _COUNT for change in Change})),
            changed=list_of(_verdict()),
        ),
        "$defs": {"side": _side(), "condition": _condition(), "cause": _cause()},
    }


def _verdict() -> Data:
    return object_of(
        unit=object_of(tier=_TEXT, code=_NAME, name=_TEXT, parent=_NAME),
        programme=_TEXT,
        change={"enum": [change.value for change in Change if change is not Change.SAME]},
        old=_or_null("side"),
        new=_or_null("side"),
        differs={**_FACTORS, "description": "The kinds of things that differ, whether they matter or not."},
        readings=list_of(object_of(id=_TEXT, old=_TEXT, new=_TEXT)),
        standing={**_or_null("cause"), "description": "What changed how firm or provisional the verdict is."},
        levels=list_of(_level()),
    )


def _side() -> Data:
    return object_of(
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
    return object_of(
        level={"type": "integer", "minimum": 1},
        old=_OUTCOME,
        new=_OUTCOME,
        causes=list_of({"$ref": "#/$defs/cause"}),
        conditions=list_of(
            object_of(
                changed_by={"enum": [*(factor.value for factor in Factor), None]},
                old=_or_null("condition"),
                new=_or_null("condition"),
            )
        ),
    )


def _cause() -> Data:
    return {
        **object_of(factors=_FACTORS, perhaps=_FACTORS),
        "description": "What changes the outcome alone, or, if several, together; perhaps: that cannot be told.",
    }


def _condition() -> Data:
    fraction: Data = {"type": ["string", "null"], "description": "An exact fraction."}
    return object_of(node=_TEXT, cite=_TEXT, outcome=_OUTCOME, low=fraction, high=fraction, threshold=fraction)


def _or_null(name: str) -> Data:
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}
