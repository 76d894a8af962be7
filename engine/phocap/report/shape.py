"""Whether plain data have the shape of a schema: the part of JSON Schema that :mod:`phocap.report.schema` writes."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

Schema = Mapping[str, Any]


def misfits(data: Any, schema: Schema, definitions: Mapping[str, Schema], at: str = "") -> Iterator[tuple[str, str]]:
    """Yield where data do not fit, and what is wrong there: ``missing``, ``surplus``, ``type`` or ``value``.

    ``at`` is a path like ``verdicts[3].levels[0].outcome``.
    """
    if "$ref" in schema:
        yield from misfits(data, definitions[schema["$ref"].rpartition("/")[2]], definitions, at)
    elif "anyOf" in schema:
        kind = schema["anyOf"][0]  # the other is null
        if data is not None:
            yield from misfits(data, kind, definitions, at)
    elif "const" in schema or "enum" in schema:
        if data not in schema.get("enum", [schema.get("const")]):
            yield at, "value"
    elif not _has_type(data, schema["type"]):
        yield at, "type"
    elif schema["type"] == "object":
        properties = schema["properties"]
        yield from ((f"{at}.{key}".lstrip("."), "missing") for key in schema["required"] if key not in data)
        for key, value in data.items():
            inner = f"{at}.{key}".lstrip(".")
            if key in properties:
                yield from misfits(value, properties[key], definitions, inner)
            else:
                yield inner, "surplus"
    elif schema["type"] == "array":
        for place, item in enumerate(data):
            yield from misfits(item, schema["items"], definitions, f"{at}[{place}]")
    elif not _has_value(data, schema):
        yield at, "value"


def _has_type(data: Any, name: str) -> bool:
    if isinstance(data, bool):
        return name == "boolean"
    return isinstance(data, {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}[name])


def _has_value(data: Any, schema: Schema) -> bool:
    if isinstance(data, str):
        if "pattern" in schema and not re.search(schema["pattern"].removesuffix("$") + r"\Z", data):
            return False
        return schema.get("format") != "date" or _is_day(data)
    return isinstance(data, bool) or data >= schema.get("minimum", data)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
