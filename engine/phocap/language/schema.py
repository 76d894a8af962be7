"""The JSON Schemas of the files of a rule pack, generated from their models.

pydantic knows types, not the short forms that the models accept before validation, nor which keys exclude each
other, nor the texts beside the fields: these are added here.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel

from phocap.model.base import ID_PATTERN
from phocap.model.form import Form, Headings, Roll, Survey, Synth
from phocap.model.law import Country, Instrument
from phocap.model.rulefile import SUBJECTS, Amendment, RuleFile
from phocap.model.vocabulary import Vocabulary

KINDS: Final[dict[str, type[BaseModel]]] = {
    "rules": RuleFile,
    "amendment": Amendment,
    "vocabulary": Vocabulary,
    "instrument": Instrument,
    "country": Country,
    "form": Form,
    "survey": Survey,
    "roll": Roll,
    "headings": Headings,
    "synth": Synth,
}
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_NAME: Final = {"type": "string", "pattern": ID_PATTERN}
_SHORT_FORMS: Final[dict[str, list[dict[str, Any]]]] = {
    "MeasureRef": [_NAME],
    "Expression": [_NAME],
    "Option": [_NAME, {"type": "null"}],
    "Condition": [_NAME],
}
"""Models that a file may also give in short: a bare name, or nothing."""

_EXACTLY_ONE: Final[dict[str, tuple[str, ...]]] = {
    "Condition": SUBJECTS,
    "Measure": ("ratio", "count"),
    "Expression": ("sum", "difference"),
    "MeasureRef": ("name", "reading"),
}
"""Models that have exactly one of some keys."""


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file: one of :data:`KINDS`."""
    model = KINDS[kind]
    made = model.model_json_schema()
    definitions: dict[str, Any] = made.pop("$defs", {})
    classes = {found.__name__: found for found in _models(model, set())}
    for name, definition in definitions.items():
        _finish(name, definition, classes.get(name))
    _finish(model.__name__, made, model)
    for key in ("levels", "add"):
        if key in made["properties"] and model in (RuleFile, Amendment):
            made["properties"][key]["propertyNames"] = {"pattern": "^[1-9][0-9]*$"}
    for name, forms in _SHORT_FORMS.items():
        if name in definitions:
            whole = definitions[name]
            definitions[name] = {
                "title": whole.pop("title"),
                "description": whole.pop("description"),
                "anyOf": [*forms, whole],
            }
    return {"$schema": DIALECT, "$id": f"phocap/{kind}/1", **made, "$defs": dict(sorted(definitions.items()))}


def _finish(name: str, definition: dict[str, Any], model: type[BaseModel] | None) -> None:
    """Add descriptions, exclusions and closed names to the schema of one model."""
    if "description" in definition:
        definition["description"] = _plain(definition["description"])
    if name in _EXACTLY_ONE:
        definition["oneOf"] = [{"required": [key]} for key in _EXACTLY_ONE[name]]
    described = _descriptions(model) if model is not None else {}
    aliases = {field.alias or key: key for key, field in model.model_fields.items()} if model is not None else {}
    for key, found in definition.get("properties", {}).items():
        text = described.get(aliases.get(key, key))
        if text:
            found["description"] = text
        if "patternProperties" in found:
            found.setdefault("additionalProperties", False)


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Yield a model and those inside it."""
    if model in seen:
        return
    seen.add(model)
    yield model
    extra = inspect.get_annotations(model, eval_str=True).get("__pydantic_extra__")
    for annotation in [*(field.annotation for field in model.model_fields.values()), extra]:
        for inner in _inside(annotation):
            yield from _models(inner, seen)


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _inside(argument)


def _descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return the texts that stand below the fields of a model."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for statement, following in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            said = following.value if isinstance(following, ast.Expr) else None
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                found[statement.target.id] = _plain(said.value)
    return found


def _plain(text: str) -> str:
    """Return a docstring as a plain sentence."""
    return " ".join(text.split()).replace("``", "")
