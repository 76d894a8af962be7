"""Short forms in layouts: one item in place of a list of one."""

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field


def listed(value: Any) -> Any:
    """Return a single text or number as a list."""
    return [value] if isinstance(value, str | int) else value


def one(value: Any) -> Any:
    """Return a single mapping as a list."""
    return [value] if isinstance(value, dict) else value


def one_or_name(value: Any) -> Any:
    """Return a single name or mapping as a list."""
    return [value] if isinstance(value, str | dict) else value


def _or_one(schema: dict[str, Any]) -> None:
    """Let the JSON Schema of a list allow a single item in its place."""
    items = schema.pop("items")
    schema.pop("type")
    schema["anyOf"] = [items, {"type": "array", "items": items}]


SINGLE: Final = Field(json_schema_extra=_or_one)

Texts = Annotated[list[str], BeforeValidator(listed), SINGLE]
"""One text or several. `` / `` in it parts a header from the header below it, or a label from the one to its right."""
