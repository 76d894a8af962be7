"""The JSON Schemas of the files of a rule pack, generated from their models.

pydantic knows types, not the short forms that the models accept before validation, nor which keys exclude each
other: these are added here, with what is said of every key, and the names of a pack where one is given.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

from phocap.language.keys import DOCUMENTS, FORMS, RULES, THIS, Key, keys
from phocap.language.names import named
from phocap.language.pack import Pack
from phocap.model import document
from phocap.model.base import ID_PATTERN
from phocap.model.form import Form, Headings, Roll, Survey, Synth
from phocap.model.law import Country, Instrument
from phocap.model.rulefile import SUBJECTS, Amendment, RuleFile
from phocap.model.tests import Tests
from phocap.model.vocabulary import Vocabulary
from phocap.text.language import Lang

OF_A_PACK: Final[dict[str, type[BaseModel]]] = {
    "rules": RuleFile,
    "amendment": Amendment,
    "vocabulary": Vocabulary,
    "instrument": Instrument,
    "country": Country,
    "tests": Tests,
}
"""The files that every pack has."""

OF_FORMS: Final[dict[str, type[BaseModel]]] = {
    "form": Form,
    "survey": Survey,
    "roll": Roll,
    "headings": Headings,
    "synth": Synth,
}
OF_DOCUMENTS: Final[dict[str, type[BaseModel]]] = {"document": document.Form, "layout": document.Layout}

KINDS: Final = OF_A_PACK | OF_FORMS | OF_DOCUMENTS
AREAS: Final = {RULES: OF_A_PACK, FORMS: OF_FORMS, DOCUMENTS: OF_DOCUMENTS}
"""The kinds of files by the file with what is said of their keys."""
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
    "Item": ("heading", "text", "points", "table", "block"),
}
"""Models that have exactly one of some keys."""


def schema(kind: str, lang: Lang = Lang.EN, pack: Pack | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file.

    Args:
        kind: one of :data:`KINDS`.
        lang: the language of what is said of each key.
        pack: the pack whose names are offered; names that only another file of the pack can declare must be among them.
    """
    model = KINDS[kind]
    made = model.model_json_schema()
    parts: dict[str, Any] = {**made.pop("$defs", {}), model.__name__: made}
    said = texts(kind)
    for name, part in parts.items():
        _finish(name, part, said[name], lang)
    for key in ("levels", "add"):
        if key in made["properties"] and model in (RuleFile, Amendment):
            made["properties"][key]["propertyNames"] = {"pattern": "^[1-9][0-9]*$"}
    for name, forms in _SHORT_FORMS.items():
        if name in parts and kind in OF_A_PACK:
            whole = parts[name]
            kept = {key: whole.pop(key) for key in ("title", "description")}
            parts[name] = {**kept, "anyOf": [*(dict(form) for form in forms), whole]}
    if pack is not None and kind in OF_A_PACK:
        named(parts, kind, pack)
    del parts[model.__name__]
    return {"$schema": DIALECT, "$id": f"phocap/{kind}/1", **made, "$defs": dict(sorted(parts.items()))}


def texts(kind: str) -> Mapping[str, Mapping[str, Key]]:
    """Return what is said of the keys of a kind of file, by the name of their part; layouts have some of rules."""
    area = next(area for area, kinds in AREAS.items() if kind in kinds)
    return {**keys(), **keys(area)}


def _finish(name: str, part: dict[str, Any], said: Mapping[str, Key], lang: Lang) -> None:
    """Add what is said of a part and of its keys, examples, exclusions and closed names."""
    part["description"] = said[THIS].text[lang]
    if name in _EXACTLY_ONE:
        part["oneOf"] = [{"required": [key]} for key in _EXACTLY_ONE[name]]
    for key, found in part.get("properties", {}).items():
        found["description"] = said[key].text[lang]
        found["examples"] = [said[key].example]
        if "patternProperties" in found:
            found.setdefault("additionalProperties", False)
