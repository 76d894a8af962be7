"""What all models of files share: closed, immutable, and typed scalars that fail with a fault id."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from phocap.text.language import Lang

ID_PATTERN = r"^[a-z0-9][a-z0-9_.-]*$"


class Model(BaseModel):
    """A part of a file: unknown keys are refused, nothing is coerced, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)

    def __reduce__(self) -> tuple[Any, ...]:
        """Be pickled by what pydantic keeps of a model: that is read faster than what its own way writes."""
        given = self.__pydantic_fields_set__
        given = _GIVEN.setdefault(frozenset(given), given)  # one set for all alike: no frozen model changes its own
        return _again, (type(self), self.__dict__, given, self.__pydantic_extra__)


_GIVEN: dict[frozenset[str], set[str]] = {}

_PARTS = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
_put_values, _put_given, _put_extra, _put_private = (vars(BaseModel)[name].__set__ for name in _PARTS)


def _again(kind: type[Model], values: dict[str, Any], given: set[str], extra: dict[str, Any] | None) -> Model:
    made = object.__new__(kind)
    _put_values(made, values)
    _put_given(made, given)
    _put_extra(made, extra)
    _put_private(made, None)
    return made


class Text(Model):
    """One text in the two languages of the users."""

    vi: str
    en: str

    @classmethod
    def of(cls, vi: str, en: str) -> "Text":
        """Return a text that the program made up: nothing of it is to be checked."""
        return cls.model_construct(vi=vi, en=en)

    def __getitem__(self, lang: Lang) -> str:
        """Return the text in a language."""
        return self.vi if lang is Lang.VI else self.en


class Noun(Model):
    """What is counted: ``3 trẻ``, ``1 child``, ``3 children``."""

    vi: str
    en: str
    en_many: str

    def of(self, n: int, lang: Lang) -> str:
        """Return the word for so many."""
        if lang is Lang.VI:
            return self.vi
        return self.en if n == 1 else self.en_many


def _name(value: str) -> str:
    import re

    if not re.match(ID_PATTERN, value):
        raise PydanticCustomError("wrong-format-of-id", "not an id", {"value": value})
    return value


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("not-a-date", "not a date", {"value": str(value)})


def _threshold(value: Any) -> Fraction:
    from phocap.model.quantity import parse_share

    if isinstance(value, Fraction):
        return value
    try:
        if not isinstance(value, bool):
            return parse_share(value)
    except (ValueError, TypeError):
        pass
    raise PydanticCustomError("bad-threshold", "not a threshold", {"value": str(value)})


def _whole_key(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdigit() else value


Id = Annotated[str, AfterValidator(_name), WithJsonSchema({"type": "string", "pattern": ID_PATTERN})]
"""A name that other files use: lower-case letters, digits, ``_``, ``-`` and ``.``."""

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A civil day, written 2014-05-15."""

Threshold = Annotated[
    Fraction,
    BeforeValidator(_threshold),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number"}]}),
]
"""An exact bound: a percentage, a fraction, a whole or a decimal number; never a binary float."""

LevelNumber = Annotated[int, BeforeValidator(_whole_key)]
"""A level of a programme, 1 or more."""
