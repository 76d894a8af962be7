"""What the texts beside models say of their keys, for the files that have no hover texts of their own."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel


def models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Yield a model and those inside it."""
    if model in seen:
        return
    seen.add(model)
    yield model
    extra = inspect.get_annotations(model, eval_str=True).get("__pydantic_extra__")
    for annotation in [*(field.annotation for field in model.model_fields.values()), extra]:
        for inner in _inside(annotation):
            yield from models(inner, seen)


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _inside(argument)


def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return the texts that stand below the fields of a model, by key."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for statement, following in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            said = following.value if isinstance(following, ast.Expr) else None
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                field = model.model_fields.get(statement.target.id)
                found[(field and field.alias) or statement.target.id] = sentence(said.value)
    return found


def sentence(text: str) -> str:
    """Return a docstring as a plain sentence."""
    return " ".join(text.split()).replace("``", "")
