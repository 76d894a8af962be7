"""A stored result against one that was evaluated again: whether inputs, rules, engine and every verdict agree."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from phocap.value import dataclass

Data = Mapping[str, Any]

STEP = " › "
"""Parts the steps on the way to a value."""

_PLACES = frozenset({"place", "sources"})


@dataclass(frozen=True)
class Difference:
    """One value that differs, as stored and as found again; None where it is not there."""

    at: str
    stored: Any
    found: Any


@dataclass(frozen=True)
class Part:
    """A part of a result: how many of its items agree, and where the others do not."""

    name: str
    """``engine``, ``inputs``, ``rules``, ``verdicts`` or ``labels``."""
    total: int
    agreeing: int
    differences: tuple[Difference, ...]


def verified(stored: Data, found: Data) -> list[Part]:
    """Compare a stored result with one found again, both as data of one schema.

    Files are known by their content: under which path they were read is no difference.
    """
    found = _with_paths_of(stored, found)
    return [
        _part("engine", {"": stored["engine"]}, {"": found["engine"]}),
        _part("inputs", _by(stored["inputs"], "path", "sha256"), _by(found["inputs"], "path", "sha256")),
        _part("rules", _by(stored["rules"], "id", "sha256"), _by(found["rules"], "id", "sha256")),
        _part("verdicts", _verdicts(stored), _verdicts(found)),
        _part("labels", _labels(stored), _labels(found)),
    ]


def _part(name: str, stored: Mapping[str, Any], found: Mapping[str, Any]) -> Part:
    keys = list(dict.fromkeys([*stored, *found]))
    differing = {key: list(_differences(key, stored.get(key), found.get(key))) for key in keys}
    agreeing = sum(not differences for differences in differing.values())
    return Part(name, len(keys), agreeing, tuple(d for differences in differing.values() for d in differences))


def _differences(at: str, stored: Any, found: Any) -> Iterator[Difference]:
    """Yield the leaves in which two values differ."""
    if isinstance(stored, Mapping) and isinstance(found, Mapping):
        for key in dict.fromkeys([*stored, *found]):
            yield from _differences(f"{at}{STEP}{key}" if at else key, stored.get(key), found.get(key))
    elif isinstance(stored, list) and isinstance(found, list) and _named(stored) and _named(found):
        yield from _differences(at, _by_name(stored), _by_name(found))
    elif type(stored) is not type(found) or stored != found:
        yield Difference(at, stored, found)


def _named(listed: Sequence[Any]) -> bool:
    """Whether a list holds things that have a name of their own, each once."""
    names = [_name(item) for item in listed]
    return None not in names and len(set(names)) == len(names)


def _name(item: Any) -> str | None:
    if not isinstance(item, Mapping):
        return None
    return next((str(item[key]) for key in ("id", "field", "level") if key in item), None)


def _by_name(listed: Sequence[Data]) -> dict[str, Data]:
    return {str(_name(item)): item for item in listed}


def _by(listed: Sequence[Data], key: str, value: str) -> dict[str, Any]:
    return {item[key]: item[value] for item in listed}


def _labels(data: Data) -> dict[str, Any]:
    return {f"{label['kind']} {label['id']}": label["text"] for label in data["labels"]}


def _verdicts(data: Data) -> dict[str, Any]:
    """Return verdicts by what they are about; a second one of the same is kept apart."""
    found: dict[str, Any] = {}
    for verdict in data["verdicts"]:
        unit = verdict["unit"]
        above = f" ({unit['parent']})" if unit["parent"] else ""
        name = f"{unit['name']}{above}, {verdict['programme']}, {verdict['as_of']}"
        key, number = name, 1
        while key in found:
            number += 1
            key = f"{name} ({number})"
        found[key] = verdict
    return found


def _with_paths_of(stored: Data, found: Data) -> Data:
    """Return a result that calls its files by the paths that the stored one has for the same content.

    A file whose content is not stored keeps its path, unless one with the same name at its end is left over.
    """
    free = list(stored["inputs"])
    renamed: dict[str, str] = {}
    same = [(file, lambda other, file=file: other["sha256"] == file["sha256"]) for file in found["inputs"]]
    alike = [(file, lambda other, file=file: _end(other["path"]) == _end(file["path"])) for file in found["inputs"]]
    for file, fits in [*same, *alike]:
        other = next(filter(fits, free), None) if file["path"] not in renamed else None
        if other is not None:
            free.remove(other)
            renamed[file["path"]] = other["path"]
    taken = set(renamed.values())
    inputs = [{**file, "path": renamed.get(file["path"], file["path"])} for file in found["inputs"]]
    assert len(taken) == len(renamed)
    return {**found, "inputs": inputs, "verdicts": [_renamed(verdict, renamed) for verdict in found["verdicts"]]}


def _end(path: str) -> str:
    return re.split(r"[/\\]", path)[-1]


def _renamed(value: Any, renamed: Mapping[str, str], key: str = "") -> Any:
    if isinstance(value, Mapping):
        return {name: _renamed(item, renamed, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, renamed, key) for item in value]
    if isinstance(value, str) and key in _PLACES:
        # A place is a path with a line or a cell behind it, parted by colons; either may have colons of its own.
        ends = [*(at for at, sign in enumerate(value) if sign == ":"), len(value)]
        path = next((value[:end] for end in reversed(ends) if value[:end] in renamed), "")
        return renamed.get(path, "") + value[len(path) :]
    return value
