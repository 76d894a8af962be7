"""Whose record it is: tier, code, name and the unit above."""

from datetime import date

from phocap.intake import scalars
from phocap.intake.reading import Reading
from phocap.model.record import Unit, UnitRef
from phocap.source.yaml import Node
from phocap.text.nearest import name_key
from phocap.value import dataclass

UNIT_KEYS = ("tier", "code", "name", "parent")
PARENT_KEYS = ("tier", "code", "name")


@dataclass(frozen=True)
class UnitRead:
    """What could be read of a unit: its tier is known even when the rest is faulty."""

    tier: str | None = None
    unit: Unit | None = None


def read_unit(reading: Reading, node: Node, day: date | None) -> UnitRead:
    """Return the unit; ``day`` decides which tiers exist."""
    entries = reading.closed(node, UNIT_KEYS)
    if not isinstance(node.value, dict):
        return UnitRead()
    tier = _tier(reading, node, day)
    code, name = _code(reading, entries.get("code")), _name(reading, entries.get("name"))
    parent = _parent(reading, entries["parent"], tier, day) if "parent" in entries else None
    if not name and not code:
        if not _faulty(entries, "code", "name"):
            reading.missing(node, "name")
        return UnitRead(tier)
    if tier is None:
        return UnitRead()
    unit = Unit(tier, name or code or "", code, parent)
    if parent and parent.tier == tier:
        if _same(unit, parent):
            reading.fault("parent-self", entries["parent"].place, unit=unit.name)
        else:
            _not_above(reading, entries["parent"], tier, tier)
    return UnitRead(tier, unit)


def _tier(reading: Reading, node: Node, day: date | None) -> str | None:
    """Return the tier under the key ``tier`` of a unit or of a parent, if it is one and exists on the day."""
    entries = reading.entries(node)
    written = scalars.word(reading, entries["tier"]) if "tier" in entries else None
    if written is None:
        if "tier" not in entries or entries["tier"].value in (None, ""):
            reading.missing(node, "tier")
        return None
    place = entries["tier"].place
    if written not in reading.known.tiers:
        reading.unknown_tier(written, place)
        return None
    reading.in_force(written, day, place)
    return written


def _code(reading: Reading, node: Node | None) -> str | None:
    """Return a code, which is text: as a number it would lose the zeros it begins with."""
    if node is None:
        return None
    if node.kind == "number":
        reading.fault("code-not-text", node.place, value=node.raw)
        return None
    return scalars.text(reading, node)


def _name(reading: Reading, node: Node | None) -> str | None:
    return None if node is None else scalars.text(reading, node)


def _faulty(entries: dict[str, Node], *keys: str) -> bool:
    """Return whether a value stands there that was no text, and was reported as such."""
    return any(key in entries and not isinstance(entries[key].value, str | None) for key in keys)


def _parent(reading: Reading, node: Node, tier: str | None, day: date | None) -> UnitRef | None:
    """Return the unit above; with name and code left empty, as the form has them, there is none."""
    entries = reading.closed(node, PARENT_KEYS)
    if not isinstance(node.value, dict):
        return None
    code, name = _code(reading, entries.get("code")), _name(reading, entries.get("name"))
    above = _tier(reading, node, day)
    if not name and not code:
        if not entries.keys() & {"name", "code"}:
            reading.missing(node, "name")
        return None
    if above is None:
        return None
    if tier is not None and above != tier and above not in reading.known.tiers[tier].above:
        _not_above(reading, node, tier, above)
    return UnitRef(above, name, code)


def _not_above(reading: Reading, parent: Node, tier: str, above: str) -> None:
    place = reading.entries(parent)["tier"].place
    reading.fault("parent-not-above", place, tier=tier, of=above, allowed=list(reading.known.tiers[tier].above))


def _same(unit: Unit, parent: UnitRef) -> bool:
    if unit.code is not None and parent.code is not None:
        return unit.code == parent.code
    return parent.name is not None and name_key(unit.name) == name_key(parent.name)
