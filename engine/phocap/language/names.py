"""The names of a pack inside the JSON Schemas of its files: editors offer them, and refuse those that cannot be right.

A name that only other files declare must be one of them. What the file at hand may itself declare (its measures and
readings, the fields of a vocabulary) is offered, and other names stay possible.
"""

from collections.abc import Iterable
from typing import Any, Final

from phocap.language.coverage import names as conditions
from phocap.language.pack import Pack
from phocap.model.base import ID_PATTERN

Schema = dict[str, Any]

_ROLES: Final[dict[tuple[str, str], str]] = {
    ("Condition", "finding"): "finding",
    ("Condition", "share_of"): "tier",
    ("Condition", "copy"): "tier",
    ("Condition", "programme"): "programme",
    ("Condition", "among"): "flag",
    ("Condition", "when"): "flag",
    ("Condition", "only"): "reading",
    ("Suspended", "only"): "reading",
    ("Suspended", "by"): "instrument",
    ("Requires", "programme"): "programme",
    ("MeasureRef", ""): "measure",
    ("MeasureRef", "name"): "measure",
    ("MeasureRef", "reading"): "reading",
    ("Option", ""): "measure",
    ("Option", "measure"): "measure",
    ("Variant", "measure"): "measure",
    ("Years", "reading"): "reading",
    ("Years", "age"): "figure",
    ("Expression", ""): "figure",
    ("Expression", "sum"): "figure",
    ("Expression", "difference"): "figure",
    ("Constraint", "parts"): "figure",
    ("Constraint", "whole"): "figure",
    ("Field", "tiers"): "tier",
    ("OnlyUnit", "tier"): "tier",
    ("RuleFile", "programme"): "programme",
    ("RuleFile", "instrument"): "instrument",
    ("Amendment", "instrument"): "instrument",
    ("Instrument", "instrument"): "instrument",
    ("Instrument", "replaces"): "instrument",
    ("Instrument", "amends"): "instrument",
    ("Instrument", "authority"): "tier",
    ("Question", "where"): "reading",
    ("Case", "tier"): "tier",
    ("Case", "readings"): "reading",
    ("Group", "tier"): "tier",
    ("Given", "flags"): "flag",
    ("Given", "figures"): "figure",
    ("Given", "rates"): "ratio",
    ("Given", "findings"): "finding",
    ("Given", "units"): "tier",
    ("Given", "recognised"): "programme",
}
"""What the ids at a key of a part name; without a key those of its short form."""

_CLOSED: Final[dict[str, tuple[str, ...]]] = {
    "rules": ("figure", "finding", "flag", "tier"),
    "amendment": ("figure", "finding", "flag", "tier"),
    "vocabulary": ("tier",),
    "instrument": ("tier",),
    "country": (),
    "tests": ("tier", "reading", "flag", "ratio", "finding", "programme"),
}
"""By kind of file: what only other files declare."""


def named(parts: dict[str, Schema], kind: str, pack: Pack) -> None:
    """Put the names of a pack into the parts of the schema of a kind of file."""
    known = _known(pack)
    for (part, key), role in _ROLES.items():
        if part not in parts:
            continue
        whole = parts[part]
        closed = role in _CLOSED[kind]
        if key:
            whole = whole["anyOf"][-1] if "anyOf" in whole else whole
            _swap(whole["properties"][key], known[role], closed)
        else:
            whole["anyOf"] = [_swapped(form, known[role], closed) for form in whole["anyOf"][:-1]] + whole["anyOf"][-1:]
    if "Level" in parts:  # its other keys are tiers
        level = parts["Level"]
        level["properties"] |= dict.fromkeys(pack.tiers, level["additionalProperties"])
        level["additionalProperties"] = False
    for part, key, listed in (
        ("Clause", "rules", _rules(pack, 1)),
        ("Amendment", "remove", _rules(pack, 2)),
    ):
        if part in parts:
            parts[part]["properties"][key]["items"] = _offered(listed, {"type": "string"})
    if "Case" in parts:
        _of_tests(parts, pack)


def _of_tests(parts: dict[str, Schema], pack: Pack) -> None:
    """Put into the schema of tests which rules there are, what a column may be, and what can be expected."""
    known, case = _known(pack), parts["Case"]["properties"]
    files = [loaded.model for loaded in pack.rule_files.values()]
    nodes = [f"level {number}" for number in sorted({number for model in files for number in model.levels})]
    nodes += sorted({f"{level}/{name}" for level, _, name in (rule.split("/", 2) for rule in _rules(pack, 2))})
    options: dict[str, set[str]] = {}
    for name, reading in pack.readings:
        options.setdefault(name, set()).update(reading.options)
    given = [name for role in ("figure", "finding", "flag", "ratio") for name in known[role]]
    columns = [*given, "as_of", *(f"readings.{name}" for name in options), *nodes]
    parts["Tests"]["properties"]["tests"]["enum"] = [name.partition("/")[2] for name in pack.rule_files]
    case["columns"]["items"] = _offered(columns, {"type": "string"})
    case["expected"]["properties"] = dict.fromkeys(nodes, case["expected"]["additionalProperties"])
    case["readings"]["properties"] = {name: {"enum": sorted(values)} for name, values in options.items()}


def _known(pack: Pack) -> dict[str, list[str]]:
    return {
        "figure": sorted(pack.words.counts),
        "finding": sorted(pack.words.findings),
        "flag": sorted(pack.words.flags),
        "measure": sorted(pack.measures),
        "ratio": sorted(name for name, measure in pack.measures.items() if measure.ratio is not None),
        "reading": sorted({name for name, _ in pack.readings}),
        "tier": list(pack.tiers),
        "programme": list(pack.programmes),
        "instrument": sorted(pack.instruments),
    }


def _rules(pack: Pack, cut: int) -> list[str]:
    """Return the names of all conditions without the first ``cut`` parts: instrument, programme."""
    files = [loaded.model for loaded in pack.rule_files.values()]
    full = conditions(files, [loaded.model for loaded in pack.amendments]).full
    return sorted({name.split("/", cut)[cut] for name in full})


def _swap(found: Schema, names: Iterable[str], closed: bool) -> None:
    """Put names where a schema has an id: as a value, in a list, or as the keys of a mapping."""
    if "patternProperties" in found:
        (inner,) = found["patternProperties"].values()
        found["properties"] = dict.fromkeys(names, inner)
        if closed:
            del found["patternProperties"]
    for key in ("anyOf", "items"):
        if key in found:
            parts = found[key]
            found[key] = (
                [_swapped(part, names, closed) for part in parts]
                if isinstance(parts, list)
                else _swapped(parts, names, closed)
            )
    if found.get("pattern") == ID_PATTERN:
        swapped = _swapped({"type": found.pop("type"), "pattern": found.pop("pattern")}, names, closed)
        found |= swapped


def _swapped(part: Schema, names: Iterable[str], closed: bool) -> Schema:
    if part.get("pattern") == ID_PATTERN:
        return {"enum": list(names)} if closed else _offered(names, part)
    copied = dict(part)
    _swap(copied, names, closed)
    return copied


def _offered(names: Iterable[str], otherwise: Schema) -> Schema:
    """Return a schema that offers names and takes others too."""
    return {"anyOf": [{"enum": list(names)}, otherwise]}
