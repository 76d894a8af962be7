"""The records of a case: what is given, the cells of a row, and the units below, read as any other record."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from phocap.faults import Place
from phocap.intake import scalars
from phocap.intake.reading import Reading
from phocap.intake.records import read_record
from phocap.model.record import Record
from phocap.model.tests import Given, Group
from phocap.source.yaml import Node
from phocap.value import dataclass

GIVEN: Final = tuple(Given.model_fields)
GROUP_KEYS: Final = tuple(Group.model_fields)
MOST: Final = 1000
"""Units in one group below."""


@dataclass(frozen=True)
class Cell:
    """A cell of a row: where its value goes, the heading that says so, and the value."""

    path: tuple[str, ...]
    column: Node
    node: Node


@dataclass(frozen=True)
class UnitIn:
    """A unit of a case: where it stands, its tier and the place of that, the code it gets, the unit above, its name."""

    at: Node
    tier: str
    tier_node: Node
    code: str
    parent: Node | None = None
    name: str | None = None

    @property
    def node(self) -> Node:
        """What a record says of the unit."""
        entries = {"tier": _text(self.tier_node, self.tier), "code": _text(self.at, self.code)}
        if self.parent is not None:
            entries["parent"] = self.parent
        if self.name is not None:
            entries["name"] = _text(self.at, self.name)
        return _mapping(self.at, entries)

    def parent_of(self, lower: Node) -> Node:
        """Return how a unit below names it, at the place of that unit's tier: there one mends what does not fit."""
        return _mapping(lower, {"tier": _text(lower, self.tier), "code": _text(lower, self.code)})


@dataclass(frozen=True)
class Records:
    """What all records of a case have in common; ``judged`` are the tiers that have rules on the day."""

    reading: Reading
    day_node: Node
    day: date
    judged: Collection[str]

    def whole(
        self, unit: UnitIn, given: Node | None, cells: Sequence[Cell], below: Node | None, counts: Mapping[str, Node]
    ) -> list[Record]:
        """Return the record of a unit and those of the units below it; none when its own cannot be read.

        ``counts`` gives for groups below how many units they have.
        """
        entries = given.value if given is not None and isinstance(given.value, dict) else {}
        parts: dict[str, Node] = {section: entries[section] for section in GIVEN if section in entries}
        for cell in cells:
            section = cell.path[0]
            parts[section] = _put(self.reading, parts.get(section), cell.path[1:], cell)
        node = _mapping(unit.at, {"unit": unit.node, "as_of": self.day_node, **parts})
        record = read_record(self.reading, node, self.day)
        return [] if record is None else [record, *self._below(unit, below, counts)]

    def _below(self, unit: UnitIn, below: Node | None, counts: Mapping[str, Node]) -> Iterator[Record]:
        """Yield the records of the groups of units below."""
        groups = self.reading.entries(below) if below is not None else {}
        for number, (group, node) in enumerate(groups.items()):
            entries = self.reading.closed(node, GROUP_KEYS)
            given = entries.get("given")
            if given is not None:
                self.reading.closed(given, GIVEN)
            tier, tier_node = self._tier(entries, unit.tier), entries.get("tier", node)
            count = self._count(counts.get(group) or entries.get("count"))
            if tier is None or count is None:
                continue
            for position in range(count):
                code = f"{unit.code}.{number}.{position}"
                lower = UnitIn(node, tier, tier_node, code, unit.parent_of(tier_node))
                yield from self.whole(lower, given, (), entries.get("below"), {})

    def _tier(self, entries: Mapping[str, Node], above: str) -> str | None:
        """Return the tier of a group: the one it names, else the next below that has rules."""
        tiers = self.reading.known.tiers
        if "tier" not in entries:
            below = self.reading.known.below(above)
            found = [name for name in below if name in self.judged and tiers[name].in_force.holds_on(self.day)]
            return found[-1] if found else None
        written = scalars.word(self.reading, entries["tier"])
        if written is not None and written not in tiers:
            self.reading.unknown_tier(written, entries["tier"].place)
            return None
        return written

    def _count(self, node: Node | None) -> int | None:
        """Return how many units a group has: one, unless it says otherwise."""
        if node is None:
            return 1
        if node.value is None:
            self.reading.fault("wrong-type", node.place, expected="whole number", found=node.kind)
            return None
        count = scalars.count(self.reading, node)
        if count is not None and count > MOST:
            self.reading.fault("count-too-large", node.place, value=node.raw, limit=MOST)
            return None
        return count


def _put(reading: Reading, node: Node | None, path: tuple[str, ...], cell: Cell) -> Node:
    """Return a mapping with the value of a cell added at a path."""
    if node is not None and node.value is not None and not isinstance(node.value, dict):
        return node  # told as no mapping when the record is read
    entries = dict(node.value) if node is not None and isinstance(node.value, dict) else {}
    keys = {key: node.key_place(key) for key in entries} if node is not None else {}
    name, rest = path[0], path[1:]
    if rest:
        entries[name] = _put(reading, entries.get(name), rest, cell)
    elif name in entries:
        first = entries[name].place.line
        reading.fault("duplicate-key", cell.column.place, key=name, first=first)
    else:
        entries[name] = cell.node
    keys.setdefault(name, cell.column.place)
    return _mapping(node or cell.column, entries, keys)


def _mapping(at: Node, entries: dict[str, Node], keys: Mapping[str, Place] | None = None) -> Node:
    """Return a mapping that stands at the place of a node."""
    places = {key: (keys or {}).get(key, child.place) for key, child in entries.items()}
    positions = {key: (place.line - 1, place.column - 1) for key, place in places.items()}
    return replace(at, value=entries, raw="", quoted=False, _keys=positions)


def _text(at: Node, text: str) -> Node:
    return replace(at, value=text, raw=text, quoted=True, _keys=None)
