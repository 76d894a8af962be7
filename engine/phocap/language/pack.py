"""A rule pack as loaded: the country, the vocabulary, the instruments and the rule files, with their hashes."""

import hashlib
from collections.abc import Hashable, Mapping
from functools import cached_property, lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Generic, TypeVar

from phocap.model.base import Model
from phocap.model.law import Country, Instrument
from phocap.model.rulefile import Amendment, Reading, RuleFile
from phocap.model.vocabulary import Constraint, Field, Flag, Kind, Measure
from phocap.source.files import read_source
from phocap.source.yaml import Node, read_documents
from phocap.text.language import Bilingual
from phocap.value import dataclass

M = TypeVar("M", bound=Model)
T = TypeVar("T")

ENTRY_POINT = "phocap.rules"


@dataclass(frozen=True)
class Loaded(Generic[M]):
    """A file of the pack: its model, the tree that it came from, its name in the pack and its hash."""

    model: M
    tree: Node | Path
    """The tree, or the file in which it stands."""
    path: str
    sha256: str

    @property
    def node(self) -> Node:
        """The tree that it came from."""
        return self.tree if isinstance(self.tree, Node) else _tree(self.tree)

    def __reduce__(self) -> tuple[object, ...]:
        """Keep all but the tree, which few ask for."""
        file = Path(self.tree.place.path) if isinstance(self.tree, Node) else self.tree
        return type(self), (self.model, file, self.path, self.sha256)


@lru_cache(maxsize=256)
def _tree(file: Path) -> Node:
    return read_documents(read_source(file, shown=str(file)))[0]


@dataclass(frozen=True)
class Words:
    """The vocabulary of a pack, all its files together."""

    fields: Mapping[str, Field]
    flags: Mapping[str, Flag]
    measures: Mapping[str, Measure]
    constraints: tuple[Constraint, ...]

    @cached_property
    def counts(self) -> tuple[str, ...]:
        """The names of the figures."""
        return tuple(name for name, field in self.fields.items() if field.kind is Kind.COUNT)

    @cached_property
    def findings(self) -> tuple[str, ...]:
        """The names of the findings."""
        return tuple(name for name, field in self.fields.items() if field.kind is Kind.FINDING)


@dataclass(frozen=True)
class Pack:
    """Everything under the root of a rule pack, already checked for soundness."""

    name: str
    root: Path
    country: Country
    words: Words
    instruments: Mapping[str, Instrument]
    rule_files: Mapping[str, Loaded[RuleFile]]
    """By id: ``vn/decree-20-2014/primary``."""
    hashes: Mapping[str, str]
    """SHA-256 of every file, by its path in the pack."""
    amendments: tuple[Loaded[Amendment], ...] = ()
    """The files that amend others, the earlier to take effect first."""

    @cached_property
    def memo(self) -> dict[Hashable, Any]:
        """What was worked out from the pack before, by its key; a pack does not change."""
        return {}

    @cached_property
    def programmes(self) -> tuple[str, ...]:
        """The programmes that the pack knows, in order of their names."""
        return tuple(sorted({loaded.model.programme for loaded in self.rule_files.values()}))

    @cached_property
    def readings(self) -> tuple[tuple[str, Reading], ...]:
        """The readings of all rule files and amendments by name; several may have one of a name."""
        listed = [loaded.model.readings for loaded in self.rule_files.values()]
        listed += [loaded.model.readings for loaded in self.amendments]
        return tuple(item for readings in listed for item in readings.items())

    def cumulative(self, programme: str) -> bool:
        """Whether a unit at a level of a programme is at its lower levels too."""
        return all(r.model.cumulative for r in self.rule_files.values() if r.model.programme == programme)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure by name: those of the vocabulary and those of single rule files."""
        found = dict(self.words.measures)
        for loaded in self.rule_files.values():
            found.update(loaded.model.measures)
        for amendment in self.amendments:
            found.update(amendment.model.measures)
        return found

    @cached_property
    def tier_words(self) -> Mapping[str, Bilingual]:
        """What a unit of each tier is called in a sentence."""
        return {name: Bilingual(tier.short.vi, tier.short.en) for name, tier in self.country.tiers.items()}

    @cached_property
    def tiers(self) -> tuple[str, ...]:
        """The tiers from the lowest to the highest."""
        return tuple(self.country.tiers)


def pack_hash(pack: Pack) -> str:
    """Return one SHA-256 over the names and hashes of all files of the pack."""
    text = "".join(f"{sha}  {path}\n" for path, sha in pack.hashes.items())
    return hashlib.sha256(text.encode()).hexdigest()


def installed_packs() -> dict[str, Path]:
    """Return the folders of the packs that installed distributions offer, by name."""
    return {found.name: Path(found.load()()) for found in sorted(entry_points(group=ENTRY_POINT), key=lambda e: e.name)}


def distribution(root: Path) -> str:
    """Return the distribution and version that a folder of rules was installed with: ``(name 1.0)``, else nothing."""
    for found in entry_points(group=ENTRY_POINT):
        if found.dist is not None and Path(found.load()()) == root:
            return f"({found.dist.name} {found.dist.version})"
    return ""
