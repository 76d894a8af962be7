"""The JSON Schema of what ``--format json`` prints."""

from typing import Any

from phocap.model.law import Status
from phocap.model.outcome import Outcome
from phocap.model.result import SCHEMA
from phocap.model.rulefile import Effect

Schema = dict[str, Any]

FRACTION = r"^-?[0-9]+(/[1-9][0-9]*)?$"
KINDS = ("measure", "share", "finding", "level", "programme", "quorum", "window")

TEXT: Schema = {"type": "string"}
BOOL: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
FRACTIONS: Schema = {"type": "string", "pattern": FRACTION}
SENSE: Schema = {"enum": ["at_least", "at_most"]}
NODE: Schema = {"type": "string", "description": "Unique in the result, and the same in every other one."}


def schema() -> Schema:
    """Return the schema of a whole result; a line of ``jsonl`` is its ``$defs/line``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "phocap result",
        **object_of(
            schema={"const": SCHEMA},
            as_of=_or_null(DAY, "The day of all verdicts; null when they differ."),
            engine=TEXT,
            inputs=list_of(_hashed("path")),
            rules=list_of(_hashed("id")),
            labels=list_of(object_of(kind=TEXT, id=TEXT, text=_ref("text"))),
            verdicts=list_of(_ref("verdict")),
        ),
        "$defs": {
            "text": object_of(vi=TEXT, en=TEXT),
            "reading": object_of(id=TEXT, option=TEXT),
            "caution": object_of(
                status=_enum(status.value for status in Status),
                tier=TEXT,
                level=COUNT,
                condition=TEXT,
                provisional=BOOL,
            ),
            "published": _published(),
            "figure": object_of(field=TEXT, label=_ref("text"), low=COUNT, high=_or_null(COUNT), place=_or_null(TEXT)),
            "bounds": object_of(low=COUNT, high=_or_null(COUNT, "Null is unbounded.")),
            "fact": _fact(),
            "case": object_of(
                flag=_or_null(TEXT, "The case holds for units with this flag; null is the ordinary case."),
                fact={**TEXT, "description": "The id of the fact that is tested."},
                sense=_or_null(SENSE),
                threshold=_or_null(FRACTIONS),
            ),
            "verdict": _verdict(),
            "line": _verdict(schema={"const": SCHEMA}),
            "level": _level(),
            "condition": _condition(),
        },
    }


def _verdict(**before: Schema) -> Schema:
    return object_of(
        **before,
        node=NODE,
        unit=object_of(tier=TEXT, code=_or_null(TEXT), name=TEXT, parent=_or_null(TEXT), parent_code=_or_null(TEXT)),
        programme=TEXT,
        title=_ref("text"),
        rule_set=TEXT,
        instrument=TEXT,
        as_of=DAY,
        highest_level={**COUNT, "description": "The highest level met; 0 when none is."},
        highest_possible_level={**COUNT, "description": "The highest level that missing figures leave possible."},
        provisional=BOOL,
        firm=_or_null(BOOL, "Whether every reading gives the same; null where others were not tried."),
        cautions=list_of(_ref("caution")),
        readings=list_of(_ref("reading")),
        deciding_readings=list_of(TEXT),
        alternatives={**list_of(_alternative()), "description": "Reading by reading, where the verdict is not firm."},
        published=list_of(_ref("published")),
        facts={**list_of(_ref("fact")), "description": "What the unit's data say of all that its rules test."},
        levels=list_of(_ref("level")),
    )


def _fact() -> Schema:
    return object_of(
        id=TEXT,
        outcome=_or_null(_outcome(), "Of a finding, a flag or a level of another programme; else null."),
        low=_or_null(FRACTIONS),
        high=_or_null(FRACTIONS),
        low_open=BOOL,
        high_open=BOOL,
        nobody=_or_null(BOOL, "Whether there is nobody to count; null when that is open."),
        basis={**list_of(TEXT), "description": "What a share of units rests on."},
    )


def _alternative() -> Schema:
    return object_of(
        readings=list_of(_ref("reading")),
        highest_level=COUNT,
        levels=list_of(object_of(level=COUNT, outcome=_outcome())),
    )


def _level() -> Schema:
    return object_of(
        node=NODE,
        level={"type": "integer", "minimum": 1},
        cite=TEXT,
        outcome=_outcome(),
        provisional=BOOL,
        firm=_or_null(BOOL, "Whether every reading gives the same; null where others were not tried."),
        because={**list_of(TEXT), "description": "The ids of the conditions that decided the level."},
        cautions=list_of(_ref("caution")),
        conditions=list_of(_ref("condition")),
    )


def _condition() -> Schema:
    return object_of(
        node=NODE,
        id=TEXT,
        title=_ref("text"),
        cite=TEXT,
        outcome=_outcome(),
        effect=_enum(effect.value for effect in Effect),
        kind=_enum(KINDS),
        subject=_or_null(TEXT, "The measure, finding, tier, level or programme that is tested."),
        measure=_or_null(TEXT),
        numerator=_or_null(_ref("bounds")),
        denominator=_or_null(_ref("bounds")),
        low=_or_null(FRACTIONS, "The least value that the figures leave possible, exact."),
        high=_or_null(FRACTIONS, "The greatest one; null when there is none."),
        low_open=_or_null(BOOL, "Whether the least value is itself out of reach."),
        high_open=_or_null(BOOL),
        printed=_or_null(TEXT, "The rate as it was published."),
        percent=_or_null(BOOL, "Whether the quantity is a share of a whole."),
        sense=_or_null(SENSE),
        threshold=_or_null(FRACTIONS),
        flag=_or_null(TEXT, "The flag whose threshold was used."),
        open_flag=_or_null(TEXT, "The flag that is not given and on which the outcome hangs."),
        open_threshold=_or_null(FRACTIONS, "The threshold if that flag holds."),
        noun=_or_null(object_of(vi=TEXT, en=TEXT, en_many=TEXT), "What the numerator counts."),
        margin=_or_null(COUNT, "How many may be lost before the condition fails."),
        shortfall=_or_null(COUNT, "How many are missing before it is met."),
        reading=_or_null(_ref("reading"), "The reading followed, when there is exactly one."),
        readings=list_of(_ref("reading")),
        figures=list_of(_ref("figure")),
        missing=list_of(TEXT),
        evidence=list_of(TEXT),
        sources={**list_of(TEXT), "description": "Where the figures were given."},
        attested=_or_null(
            object_of(by=_or_null(TEXT), on=_or_null(DAY), evidence=list_of(TEXT)), "Who attested a finding."
        ),
        law=object_of(
            status=_or_null(_enum(status.value for status in Status)),
            url=_or_null(TEXT),
            note=_or_null(_ref("text")),
        ),
        cases={**list_of(_ref("case")), "description": "What is tested, flag by flag; the first that holds counts."},
        empty=_or_null(_outcome(), "The outcome when there is nobody to count."),
        needs=_or_null(COUNT),
        members=list_of(_ref("condition")),
    )


def _published() -> Schema:
    return object_of(
        level=_or_null(COUNT),
        met=BOOL,
        basis=TEXT,
        decision=_or_null(TEXT),
        on=_or_null(DAY),
        agrees=_or_null(BOOL, "Whether our result is the same; null when it is open."),
    )


def _hashed(name: str) -> Schema:
    return object_of(**{name: TEXT, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}})


def _outcome() -> Schema:
    return _enum(outcome.value for outcome in Outcome)


def object_of(**properties: Schema) -> Schema:
    """Return the schema of an object with all of these keys and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def list_of(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def _enum(values: Any) -> Schema:
    return {"enum": list(values)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(kind: Schema, description: str | None = None) -> Schema:
    found: Schema = {"anyOf": [kind, {"type": "null"}]}
    return found if description is None else {**found, "description": description}
