"""Cases as a table: a heading says where the values of a column go, and every row is a case."""

from collections.abc import Iterator, Mapping
from typing import Final

from phocap.check.nodes import Nodes
from phocap.check.records import GIVEN, Cell
from phocap.intake.reading import Reading
from phocap.source.yaml import Node
from phocap.value import dataclass

EXPECTED: Final = "expected"
NAMED: Final = ("flags", "figures", "rates", "findings")
"""Sections whose entries the vocabulary names: a heading needs only the name."""


@dataclass(frozen=True)
class Row:
    """The cells of a case; without a table it is one row without cells."""

    node: Node | None
    cells: tuple[Cell, ...]
    whole: bool = True
    """Whether every column is known; the cells of others are left out."""

    @property
    def expected(self) -> list[Cell]:
        """The cells that say what is expected; those left empty say nothing."""
        return [cell for cell in self.cells if cell.path[0] == EXPECTED and cell.node.value is not None]

    def one(self, name: str) -> Node | None:
        """Return the value of a column that is not left empty."""
        return next((cell.node for cell in self.cells if cell.path == (name,) and cell.node.value is not None), None)


def read_table(
    reading: Reading, case: Node, entries: Mapping[str, Node], groups: Mapping[str, Node], nodes: Nodes
) -> tuple[Row, ...] | None:
    """Return the rows of a case, or None when its table cannot be read."""
    if "columns" not in entries and "rows" not in entries:
        return (Row(None, ()),)
    listed = {}
    for key in ("columns", "rows"):
        if key not in entries or entries[key].value is None:
            reading.missing(case, key)
            return None
        value = entries[key].value
        if not isinstance(value, tuple):
            reading.fault("wrong-type", entries[key].place, expected="list", found=entries[key].kind)
            return None
        listed[key] = value
    paths = list(_headings(reading, listed["columns"], groups, nodes))
    return tuple(_rows(reading, listed["columns"], paths, listed["rows"]))


def _headings(
    reading: Reading, columns: tuple[Node, ...], groups: Mapping[str, Node], nodes: Nodes
) -> Iterator[tuple[str, ...] | None]:
    """Yield where the values of each column go; None for a column that is not known or is there already."""
    found: set[tuple[str, ...]] = set()
    for column in columns:
        path = _path(reading, column.raw, groups) if isinstance(column.value, str) else None
        if path is None:
            facts = reading.offer("columns", column.raw, list(_possible(reading, groups, nodes)))
            reading.fault("unknown-column", column.place, column=column.raw, **facts)
        elif path in found:
            reading.fault("duplicate-column", column.place, column=column.raw)
            path = None
        else:
            found.add(path)
        yield path


def _path(reading: Reading, heading: str, groups: Mapping[str, Node]) -> tuple[str, ...] | None:
    """Return where the values of a column go; outcomes are checked when tier and day are known."""
    if heading == "as_of":
        return (heading,)
    if heading.startswith("level ") or "/" in heading:
        return EXPECTED, heading
    section, _, rest = heading.partition(".")
    if section == "below":
        return (section, rest) if rest in groups else None
    if section == "readings" and rest:
        return section, rest
    known = reading.known
    if section in NAMED and rest:
        return (section, rest) if known.section_of(rest) == section else None
    if section in GIVEN and rest:
        return section, *rest.split(".")
    belongs = known.section_of(heading)
    if belongs is None or heading in known.groups:
        return None
    return belongs, heading


def _possible(reading: Reading, groups: Mapping[str, Node], nodes: Nodes) -> Iterator[str]:
    known = reading.known
    yield from (*known.counts, *known.findings, *known.flags, *known.ratios, "as_of")
    yield from (f"readings.{name}" for name in nodes.readings)
    yield from (f"below.{name}" for name in groups)
    yield from (f"level {number}" for number in nodes.file.model.levels)


def _rows(
    reading: Reading, columns: tuple[Node, ...], paths: list[tuple[str, ...] | None], rows: tuple[Node, ...]
) -> Iterator[Row]:
    for row in rows:
        if not isinstance(row.value, tuple):
            reading.fault("wrong-type", row.place, expected="list", found=row.kind)
        elif len(row.value) != len(columns):
            reading.fault("row-length", row.place, cells=len(row.value), columns=len(columns))
        else:
            cells = zip(paths, columns, row.value, strict=True)
            known = tuple(Cell(path, column, cell) for path, column, cell in cells if path is not None)
            yield Row(row, known, whole=None not in paths)
