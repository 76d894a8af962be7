"""Explanations and plans as data (phocap/explanation/1, phocap/plan/1); the schema is read off the classes."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from phocap.change import Answers, Changed, margins
from phocap.model.base import Text
from phocap.model.change import Margins, Plan
from phocap.model.result import Result, UnitName, walk
from phocap.report.schema import list_of, object_of
from phocap.text.as_json import pretty

if TYPE_CHECKING:
    from phocap.explain.behind import Rows


EXPLANATION = "phocap/explanation/1"
PLAN = "phocap/plan/1"

Data = dict[str, Any]


def to_json(result: Result, answers: Answers, level: int | None = None, rows: "Rows | None" = None) -> str:
    """Return what would change every verdict of a result, and the margins of its conditions, as one JSON object.

    With ``rows`` the persons behind figures are told too.
    """
    listed = []
    for verdict in result.verdicts:
        found = [
            {"level": shown.level, "condition": condition.node, **_data(distance)}
            for shown in verdict.levels
            for condition in walk(shown.conditions)
            if (distance := margins(condition)) is not None
        ]
        head = {"unit": _data(verdict.unit), "programme": verdict.programme, "as_of": verdict.as_of.isoformat()}
        told = {} if rows is None else {"rows": rows.entries(verdict)}
        listed.append({**head, **_data(answers.of(verdict, level)), "margins": found, **told})
    return pretty({"schema": EXPLANATION, **_head(result), "explanations": listed})


def plans_to_json(result: Result, plans: Iterable[Plan]) -> str:
    """Return plans as one JSON object."""
    return pretty({"schema": PLAN, **_head(result), "plans": [_data(plan) for plan in plans]})


def explanation_schema() -> Data:
    """Return the JSON Schema of :func:`to_json`."""
    defs: Data = {}
    margin = object_of(level=_COUNT, condition=_TEXT, **_properties(Margins, defs))
    head = {"unit": _schema(UnitName, defs), "programme": _TEXT, "as_of": _DAY}
    item = object_of(**head, **_properties(Changed, defs), margins=list_of(margin))
    row = {"path": _TEXT, "sheet": _TEXT, "row": _COUNT}
    person = object_of(**row, hamlet={"anyOf": [_TEXT, {"type": "null"}]})
    person["properties"]["name"] = _TEXT
    figure = object_of(field=_TEXT, rows=list_of(object_of(**row)))
    missing = {"anyOf": [list_of(person), {"type": "null"}]}
    behind = object_of(level=_COUNT, condition=_TEXT, figures=list_of(figure), missing=missing)
    item["properties"]["rows"] = list_of(behind)
    return _whole(EXPLANATION, "phocap explanation", "explanations", item, defs)


def plan_schema() -> Data:
    """Return the JSON Schema of :func:`plans_to_json`."""
    defs: Data = {}
    return _whole(PLAN, "phocap plan", "plans", _schema(Plan, defs), defs)


def _head(result: Result) -> Data:
    return {
        "engine": result.engine,
        "inputs": [{"path": file.path, "sha256": file.sha256} for file in result.inputs],
        "rules": [{"id": file.path, "sha256": file.sha256} for file in result.rules],
    }


def _data(value: Any) -> Any:
    if value is None or type(value) in (str, int, bool):
        return value
    if names := _names(value.__class__):
        return {name: _data(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    return value.value if isinstance(value, Enum) else value.isoformat() if isinstance(value, date) else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of what an object of some class is made of, as far as it has names."""
    if kind is Text:
        return ("vi", "en")
    names: tuple[str, ...] = getattr(kind, "_fields", ())
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else names


_TEXT: Data = {"type": "string"}
_COUNT: Data = {"type": "integer", "minimum": 0}
_DAY: Data = {"type": "string", "format": "date"}
_PLAIN: dict[Any, Data] = {
    str: _TEXT,
    int: _COUNT,
    bool: {"type": "boolean"},
    date: _DAY,
    NoneType: {"type": "null"},
}


def _schema(kind: Any, defs: Data) -> Data:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is Text:
        return object_of(vi=_TEXT, en=_TEXT)
    if isinstance(kind, UnionType):
        return {"anyOf": [_schema(option, defs) for option in get_args(kind)]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], defs)}
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    name = kind.__name__
    if name not in defs:
        defs[name] = {}
        defs[name] = object_of(**_properties(kind, defs))
    return {"$ref": f"#/$defs/{name}"}


def _properties(kind: Any, defs: Data) -> Data:
    return {name: _schema(hint, defs) for name, hint in get_type_hints(kind).items()}


def _whole(name: str, title: str, key: str, item: Data, defs: Data) -> Data:
    hashed = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": name,
        "title": title,
        **object_of(
            schema={"const": name},
            engine=_TEXT,
            inputs=list_of(object_of(path=_TEXT, sha256=hashed)),
            rules=list_of(object_of(id=_TEXT, sha256=hashed)),
            **{key: list_of(item)},
        ),
        "$defs": defs,
    }
