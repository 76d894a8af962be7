"""From a positioned tree to a model: every mistake becomes a fault with its place and the nearest valid name."""

import types
import typing
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from phocap.faults import Fault, Faulty
from phocap.source.yaml import Node, find, plain
from phocap.text.nearest import nearest

M = TypeVar("M", bound=BaseModel)

EXPECTED = {
    "string_type": "text",
    "int_type": "whole number",
    "bool_type": "yes/no",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "list_type": "list",
    "int_parsing": "whole number",
}


def parse(node: Node, model: type[M]) -> M:
    """Return ``node`` as a model.

    Raises:
        Faulty: with every mistake of the file, at its line and column.
    """
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        raise Faulty(_fault(node, model, found) for found in error.errors()) from None


def _fault(node: Node, model: type[BaseModel], found: Any) -> Fault:
    kind: str = found["type"]
    loc = tuple(part for part in found["loc"] if part != "[key]")
    context = found.get("ctx", {})
    if kind == "extra_forbidden":
        *above, key = loc
        allowed = keys_at(model, above)
        facts = {"key": key, "nearest": nearest(str(key), allowed), "allowed": allowed}
        return Fault("unknown-key", find(node, loc, at_key=True), facts)
    if kind == "missing":
        return Fault("missing-key", find(node, loc[:-1]), {"key": loc[-1]})
    if kind in EXPECTED:
        place = find(node, loc, at_key=found["loc"][-1:] == ("[key]",))
        return Fault("wrong-type", place, {"expected": EXPECTED[kind], "found": _found(found["input"])})
    if kind in ("enum", "literal_error"):
        allowed = [part.strip(" '") for part in str(context["expected"]).replace(" or ", ", ").split(",")]
        word = str(found["input"])
        facts = {"value": word, "allowed": allowed, "nearest": nearest(word, allowed)}
        return Fault("unknown-value", find(node, loc), facts)
    if "-" in kind:
        facts = {"reading": loc[-1] if loc else "", **context}
        where = (*loc, facts.pop("at")) if "at" in facts else loc
        return Fault(kind, find(node, where, at_key=found["loc"][-1:] == ("[key]",)), facts)
    return Fault("wrong-type", find(node, loc), {"expected": "other", "found": _found(found["input"])})


def _found(value: Any) -> str:
    if isinstance(value, dict | list):
        return "mapping" if isinstance(value, dict) else "list"
    text = "null" if value is None else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def keys_at(model: Any, loc: list[Any]) -> list[str]:
    """Return the keys that a file may use at ``loc`` below ``model``; empty where any key is allowed."""
    current: Any = model
    for part in loc:
        current = _below(current, part)
    return _keys(current)


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models that an annotation can stand for, looking through containers and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return [found for part in typing.get_args(annotation) for found in _models(part)]
    if typing.get_origin(annotation) is typing.Annotated:
        return _models(typing.get_args(annotation)[0])
    return []


def _inner(annotation: Any, part: Any) -> Any:
    """Return the annotation of the items of a list or the values of a mapping."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _inner(arguments[0], part)
    if origin in (typing.Union, types.UnionType):
        return next((inner for a in arguments if (inner := _inner(a, part)) is not None), None)
    if origin is list and isinstance(part, int):
        return arguments[0]
    if origin is dict:
        return arguments[1]
    return None


def _below(annotation: Any, part: Any) -> Any:
    for model in _models(annotation):
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                return field.annotation
        extra = typing.get_type_hints(model).get("__pydantic_extra__")
        if extra is not None and model.model_config.get("extra") == "allow":
            return typing.get_args(extra)[1]
    return _inner(annotation, part)


def _keys(annotation: Any) -> list[str]:
    return [field.alias or name for model in _models(annotation) for name, field in model.model_fields.items()]
