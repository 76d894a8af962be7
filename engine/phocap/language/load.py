"""Loading a rule pack: a folder with a country, a vocabulary and one folder an instrument, checked whole."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import TypeVar

from phocap.faults import Fault, Faulty, Place
from phocap.language.pack import Loaded, Pack, Words
from phocap.language.parse import parse
from phocap.language.soundness import rule_file_faults, vocabulary_faults
from phocap.model.base import Model
from phocap.model.law import Country, Instrument
from phocap.model.rulefile import RuleFile
from phocap.model.vocabulary import Vocabulary
from phocap.source.files import read_source
from phocap.source.yaml import find, read_documents
from phocap.text.nearest import nearest

M = TypeVar("M", bound=Model)
T = TypeVar("T")

ENTRY_POINT = "phocap.rules"


def load_pack(root: Path) -> Pack:
    """Read every file below ``root``.

    Raises:
        Faulty: with the faults of all files together.
    """
    return _Loader(root).pack()


def installed_packs() -> dict[str, Path]:
    """Return the folders of the packs that installed distributions offer, by name."""
    return {found.name: Path(found.load()()) for found in sorted(entry_points(group=ENTRY_POINT), key=lambda e: e.name)}


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.hashes: dict[str, str] = {}

    def pack(self) -> Pack:
        if not (self.root / "country.yaml").is_file():
            raise Faulty(Fault("no-such-pack", Place(str(self.root)), {"path": str(self.root)}))
        country = self._read(self.root / "country.yaml", Country)
        vocabularies = [
            v for p in sorted((self.root / "vocabulary").glob("*.yaml")) if (v := self._read(p, Vocabulary))
        ]
        instruments = [i for p in sorted(self.root.glob("*/instrument.yaml")) if (i := self._read(p, Instrument))]
        rule_files = [r for p in self._rule_paths() if (r := self._read(p, RuleFile))]
        # What cannot be read hides what it declares: naming the unknown would then be a cascade.
        if self.faults or country is None:
            raise Faulty(self.faults)
        self.faults += vocabulary_faults(vocabularies)
        words = Words(
            fields=_merge(v.model.fields for v in vocabularies),
            flags=_merge(v.model.flags for v in vocabularies),
            measures=_merge(v.model.measures for v in vocabularies),
            constraints=tuple(c for v in vocabularies for c in v.model.constraints),
        )
        known = {i.model.instrument: i for i in instruments}
        for loaded in rule_files:
            self._check_folder(loaded, list(known))
        if not self.faults:
            self.faults += rule_file_faults(rule_files, words, country.model)
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
        )

    def _rule_paths(self) -> Iterator[Path]:
        for path in sorted(self.root.glob("*/*.yaml")):
            if path.parent.name != "vocabulary" and path.name != "instrument.yaml" and ".tests." not in path.name:
                yield path

    def _read(self, path: Path, model: type[M]) -> Loaded[M] | None:
        shown = path.relative_to(self.root).as_posix()
        try:
            source = read_source(path, shown=str(path))
            self.hashes[shown] = source.sha256
            node = read_documents(source)[0]
            return Loaded(parse(node, model), node, shown, source.sha256)
        except Faulty as faulty:
            self.faults += faulty.faults
            return None

    def _check_folder(self, loaded: Loaded[RuleFile], instruments: list[str]) -> None:
        instrument, folder = loaded.model.instrument, loaded.path.split("/")[0]
        if instrument not in instruments:
            facts = {"instrument": instrument, "nearest": nearest(instrument, instruments)}
            self.faults.append(Fault("unknown-instrument", find(loaded.node, ("instrument",)), facts))
        elif instrument != folder:
            facts = {"path": loaded.path, "folder": folder, "instrument": instrument}
            self.faults.append(Fault("rule-file-folder", find(loaded.node, ("instrument",)), facts))


def _merge(parts: Iterable[Mapping[str, T]]) -> dict[str, T]:
    merged: dict[str, T] = {}
    for part in parts:
        merged.update(part)
    return merged
