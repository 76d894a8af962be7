"""What several sources tell of one unit and day, made one record: what agrees is one, what differs is refused.

A record in YAML comes before a row of a table, and both before forms and surveys: where all agree, the first is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Final

from phocap.forms import cells
from phocap.intake.files import ENDINGS as RECORDS
from phocap.intake.known import Known
from phocap.intake.reading import Reading
from phocap.source.yaml import Node
from phocap.text.language import Bilingual
from phocap.text.nearest import name_key
from phocap.value import dataclass

_WORDS: Final = ("as_of", "source", "note")
"""What the first source says of these stands."""

Entries = Mapping[str, Node]


@dataclass
class _About:
    """Whose record a tree is, and of which day, as far as it says."""

    node: Node
    tier: str
    name: str
    bare: str
    code: str | None
    parent: str | None
    day: str | None

    @property
    def titled(self) -> bool:
        return self.name != self.bare

    def may_be(self, other: "_About") -> bool:
        """Return whether nothing that both say tells them apart; of two names one may lack its title."""
        pairs = (self.code, other.code), (self.parent, other.parent), (self.day, other.day)
        if self.tier != other.tier or any(one != two for one, two in pairs if one is not None and two is not None):
            return False
        same_code = self.code is not None and self.code == other.code
        return same_code or self.name == other.name or (self.bare == other.bare and self.titled is not other.titled)


def together(reading: Reading, nodes: Sequence[Node], as_of: date | None) -> list[Node]:
    """Return trees of records with those of one unit and day made one.

    Two records in YAML, or two rows of one sheet, stay two: they are told as ``duplicate-unit``, as is what cannot be
    told apart. Otherwise figures that differ are reported with both places.
    """
    if len({_sheet(node) for node in nodes}) < 2:
        return list(nodes)
    nodes = sorted(nodes, key=lambda node: not _is_record(_sheet(node)))
    abouts = [_about(reading.known, node, as_of) for node in nodes]
    titles: dict[tuple[str, str], set[str]] = {}
    for about in abouts:
        if about is not None and about.titled:
            titles.setdefault((about.tier, about.bare), set()).add(about.name)
    found: list[Node | _About] = []
    sheets: dict[int, set[tuple[str, str]]] = {}
    known: dict[tuple[str, str], list[_About]] = {}
    for node, about in zip(nodes, abouts, strict=True):
        if about is None:
            found.append(node)
            continue
        keys = [about.bare, *([about.code] if about.code else [])]
        near = {id(one): one for key in keys for one in known.get((about.tier, key), ())}.values()
        fits = [one for one in near if one.may_be(about) and not _alike(sheets[id(one)], _sheet(node))]
        exact = [one for one in fits if one.name == about.name or (one.code is not None and one.code == about.code)]
        # A bare name may be that of a xã or of a phường.
        fits = exact or (fits if len(titles.get((about.tier, about.bare), ())) < 2 else [])
        if len(fits) == 1:
            _take(reading, fits[0], about)
            sheets[id(fits[0])].add(_sheet(node))
        else:
            found.append(about)
            sheets[id(about)] = {_sheet(node)}
            for key in keys:
                known.setdefault((about.tier, key), []).append(about)
    return [one.node if isinstance(one, _About) else one for one in found]


def _sheet(node: Node) -> tuple[str, str]:
    return node.place.path, node.place.sheet


def _is_record(sheet: tuple[str, str]) -> bool:
    return PurePath(sheet[0]).suffix.lower() in RECORDS


def _alike(sheets: set[tuple[str, str]], sheet: tuple[str, str]) -> bool:
    """Return whether a second record of a sheet, or of YAML, is no addition to the first."""
    return sheet in sheets or (_is_record(sheet) and any(map(_is_record, sheets)))


def _about(known: Known, node: Node, as_of: date | None) -> _About | None:
    entries = _entries(node)
    unit = _entries(entries.get("unit"))
    tier, name, code = (_text(unit.get(key)) for key in ("tier", "name", "code"))
    if tier is None or tier not in known.tiers or (name is None and code is None):
        return None
    above = _entries(unit.get("parent"))
    parent, parent_tier = _text(above.get("name")), _text(above.get("tier"))
    bare = known.bare_name(tier, name or code or "")
    over = known.bare_name(parent_tier, parent) if parent and parent_tier in known.tiers else None
    day = _text(entries.get("as_of")) or (as_of.isoformat() if as_of else None)
    return _About(node, tier, name_key(name or code or ""), bare, code, over, day)


def _entries(node: Node | None) -> Entries:
    return node.value if node is not None and isinstance(node.value, dict) else {}


def _text(node: Node | None) -> str | None:
    return node.raw.strip() or None if node is not None and node.value is not None else None


def _take(reading: Reading, first: _About, more: _About) -> None:
    """Add to a record what another source tells of it."""
    if more.titled and not first.titled:
        unit = _entries(_entries(more.node).get("unit"))
        first.node = _with(first.node, {"unit": _with(_entries(first.node)["unit"], {"name": unit["name"]})})
        first.name = more.name
    first.node = _joined(reading, "", first.node, more.node)
    first.code, first.parent, first.day = (
        getattr(first, name) or getattr(more, name) for name in ("code", "parent", "day")
    )


def _with(node: Node, entries: Entries) -> Node:
    """Return a mapping with some entries put in or replaced."""
    before = _entries(node)
    keys = {key: node.key_place(key) for key in before if key not in entries}
    return cells.mapping({**before, **entries}, node.place, keys)


def _joined(reading: Reading, path: str, one: Node, two: Node) -> Node:
    """Return what two sources tell under a path; what both tell in different ways is reported."""
    if one.value is None or two.value is None:
        return two if one.value is None else one
    if path in _WORDS or (path.startswith("unit.") and path != "unit.parent"):
        return one
    if isinstance(one.value, dict) and isinstance(two.value, dict):
        if path.rpartition(".")[2] == "figures":
            return _figures(reading, path, one, two)
        before = _entries(one)
        added = {
            key: _joined(reading, f"{path}.{key}".lstrip("."), before[key], child) if key in before else child
            for key, child in two.value.items()
        }
        return _with(one, added)
    if path.startswith("findings.") and isinstance(one.value, dict) is not isinstance(two.value, dict):
        return _joined(reading, path, _attested(one), _attested(two))
    if isinstance(one.value, tuple) and isinstance(two.value, tuple):
        told = [_plain(item) for item in one.value]
        return cells.listing([*one.value, *(item for item in two.value if _plain(item) not in told)], one.place)
    _agree(reading, path, one, two)
    return one


def _attested(node: Node) -> Node:
    return node if isinstance(node.value, dict) else cells.mapping({"value": node}, node.place)


def _figures(reading: Reading, path: str, one: Node, two: Node) -> Node:
    """Return both sets of figures: ``age_6: {ppc: 1}`` and ``age_6.ppc: 1`` are the same."""
    given = dict(_flat(one, ""))
    added = {}
    for name, node in _flat(two, ""):
        if name in given:
            _agree(reading, f"{path}.{name}", given[name], node)
        else:
            added[name] = node
    return _with(one, added)


def _flat(node: Node, prefix: str) -> Iterator[tuple[str, Node]]:
    for key, child in _entries(node).items():
        if isinstance(child.value, dict):
            yield from _flat(child, f"{prefix}{key}.")
        elif child.value is not None:
            yield prefix + key, child


def _agree(reading: Reading, path: str, one: Node, two: Node) -> None:
    if _plain(one) != _plain(two):
        facts = {"label": _label(reading.known, path), "value": _shown(two), "other": _shown(one)}
        reading.fault("sources-disagree", two.place, **facts, first=str(one.place))


def _plain(node: Node) -> object:
    """Return a value to compare: texts without surplus spaces, mappings by their entries."""
    if isinstance(node.value, dict):
        return {key: _plain(child) for key, child in node.value.items()}
    if isinstance(node.value, tuple):
        return [_plain(child) for child in node.value]
    return " ".join(node.value.split()) if isinstance(node.value, str) else node.value


def _shown(node: Node) -> object:
    return node.value if isinstance(node.value, int) and not isinstance(node.value, bool) else node.raw or node.kind


def _label(known: Known, path: str) -> Bilingual:
    """Return how people call what stands under a path; what has no label is called by the path."""
    name = path.partition("figures.")[2] or path.partition(".")[2].removesuffix(".value")
    if name in known.fields:
        return known.label(name)
    if name in known.ratios:
        return known.title(name)
    text = known.flags[name].label if name in known.flags else Bilingual(path, path)
    return Bilingual(f"“{text.vi}”", f"“{text.en}”")


__all__ = ["together"]
