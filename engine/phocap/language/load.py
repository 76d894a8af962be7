"""Loading a rule pack: a folder with a country, a vocabulary and one folder an instrument, checked whole."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from phocap.faults import Fault, Faulty, Place
from phocap.language.coverage import clause_faults, question_faults
from phocap.language.pack import Loaded, Pack, Words, installed_packs
from phocap.language.parse import parse
from phocap.language.soundness import instrument_faults, rule_file_faults, vocabulary_faults
from phocap.model.base import Model
from phocap.model.law import Country, Instrument
from phocap.model.rulefile import Amendment, RuleFile
from phocap.model.vocabulary import Vocabulary
from phocap.source.files import read_source
from phocap.source.yaml import Node, find, read_documents
from phocap.text.nearest import nearest

M = TypeVar("M", bound=Model)
T = TypeVar("T")

__all__ = ["installed_packs", "load_pack"]


def load_pack(root: Path) -> Pack:
    """Read every file below ``root``.

    Raises:
        Faulty: with the faults of all files together.
    """
    return _Loader(root).pack()


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.hashes: dict[str, str] = {}

    def pack(self) -> Pack:
        if not (self.root / "country.yaml").is_file():
            raise Faulty(Fault("no-such-pack", Place(str(self.root)), {"path": str(self.root)}))
        self.faults += _leading_out(self.root)
        if self.faults:
            raise Faulty(self.faults)
        country = self._read(self.root / "country.yaml", Country)
        vocabularies = [
            v for p in sorted((self.root / "vocabulary").glob("*.yaml")) if (v := self._read(p, Vocabulary))
        ]
        instruments = [i for p in sorted(self.root.glob("*/instrument.yaml")) if (i := self._read(p, Instrument))]
        rule_files: list[Loaded[RuleFile]] = []
        amendments: list[Loaded[Amendment]] = []
        for path in self._rule_paths():
            self._rule_file(path, rule_files, amendments)
        # What cannot be read hides what it declares: naming the unknown would then be a cascade.
        if self.faults or country is None:
            raise Faulty(self.faults)
        self.faults += self._lists(country)
        self.faults += vocabulary_faults(vocabularies)
        words = Words(
            fields=_merge(v.model.named_fields() for v in vocabularies),
            flags=_merge(v.model.flags for v in vocabularies),
            measures=_merge(v.model.measures for v in vocabularies),
            constraints=tuple(c for v in vocabularies for c in v.model.constraints),
        )
        known = {i.model.instrument: i for i in instruments}
        for loaded in rule_files:
            self._check_folder(loaded.node, loaded.model.instrument, loaded.path, list(known))
        for amendment in amendments:
            self._check_folder(amendment.node, amendment.model.instrument, amendment.path, list(known))
        self.faults += instrument_faults(instruments)
        if not self.faults:
            amendments.sort(key=lambda a: (known[a.model.instrument].model.in_force.from_ or date.min, a.path))
            self.faults += rule_file_faults(rule_files, amendments, words, country.model)
        if not self.faults:
            self.faults += clause_faults(instruments, rule_files, amendments, country.model)
            self.faults += question_faults(instruments, rule_files, amendments)
        if self.faults:
            raise Faulty(self.faults)
        return Pack(
            name=country.model.country,
            root=self.root,
            country=country.model,
            words=words,
            instruments={name: i.model for name, i in known.items()},
            rule_files={f"{country.model.country}/{r.model.instrument}/{r.model.programme}": r for r in rule_files},
            hashes=dict(sorted(self.hashes.items())),
            amendments=tuple(amendments),
        )

    def _lists(self, country: Loaded[Country]) -> Iterator[Fault]:
        """Yield the lists of units that do not lie in the pack."""
        units = country.model.units
        named: list[tuple[tuple[str | int, ...], str]] = [] if units is None else [(("units", "listed"), units.listed)]
        for position, change in enumerate(units.changes if units else ()):
            named.append((("units", "changes", position, "file"), change.file))
        for loc, path in named:
            if not _is_inside(self.root / path, self.root):
                yield Fault("outside-pack", find(country.node, loc), {"path": path})

    def _rule_paths(self) -> Iterator[Path]:
        for path in sorted(self.root.glob("*/*.yaml")):
            is_rules = path.name != "instrument.yaml" and ".tests." not in path.name
            if path.parent.name not in ("vocabulary", "forms", "documents") and is_rules:
                yield path

    def _rule_file(self, path: Path, rule_files: list[Loaded[RuleFile]], amendments: list[Loaded[Amendment]]) -> None:
        """Read a file of rules: what has ``amends`` changes another one."""
        node = self._tree(path)
        if node is None:
            return
        if isinstance(node.value, dict) and "amends" in node.value:
            amendment = self._parsed(path, node, Amendment)
            amendments += [amendment] if amendment else []
        else:
            rule_file = self._parsed(path, node, RuleFile)
            rule_files += [rule_file] if rule_file else []

    def _read(self, path: Path, model: type[M]) -> Loaded[M] | None:
        node = self._tree(path)
        return None if node is None else self._parsed(path, node, model)

    def _tree(self, path: Path) -> Node | None:
        try:
            source = read_source(path, shown=str(path))
            self.hashes[self._shown(path)] = source.sha256
            return read_documents(source)[0]
        except Faulty as faulty:
            self.faults += faulty.faults
            return None

    def _parsed(self, path: Path, node: Node, model: type[M]) -> Loaded[M] | None:
        try:
            shown = self._shown(path)
            return Loaded(parse(node, model), node, shown, self.hashes[shown])
        except Faulty as faulty:
            self.faults += faulty.faults
            return None

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _check_folder(self, node: Node, instrument: str, path: str, instruments: list[str]) -> None:
        folder = path.split("/")[0]
        place = find(node, ("instrument",))
        if instrument not in instruments:
            facts: dict[str, object] = {"instrument": instrument, "nearest": nearest(instrument, instruments)}
            self.faults.append(Fault("unknown-instrument", place, facts))
        elif instrument != folder:
            facts = {"path": path, "folder": folder, "instrument": instrument}
            self.faults.append(Fault("rule-file-folder", place, facts))


def _leading_out(root: Path) -> Iterator[Fault]:
    """Yield the links of a pack to files and folders outside it: rules read nothing but their own pack."""
    for path in sorted(path for pattern in ("*", "*/*") for path in root.glob(pattern)):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if not hidden and path.is_symlink() and not _is_inside(path, root):
            shown = path.relative_to(root).as_posix()
            yield Fault("outside-pack", Place(str(path)), {"path": shown})


def _is_inside(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def _merge(parts: Iterable[Mapping[str, T]]) -> dict[str, T]:
    merged: dict[str, T] = {}
    for part in parts:
        merged.update(part)
    return merged
