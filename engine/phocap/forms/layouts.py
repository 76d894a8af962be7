"""The layouts of a rule pack: its forms, its survey workbook and the headers of its tables (``forms/*.yaml``)."""

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path

from phocap.faults import Fault, Faulty, Place
from phocap.language.kept import kept_beside
from phocap.language.pack import Pack
from phocap.language.parse import parse
from phocap.model.form import Form, Headings, Roll, Survey, Synth
from phocap.model.result import FileHash
from phocap.source.files import read_source
from phocap.source.yaml import Node, find, read_documents
from phocap.text.nearest import nearest
from phocap.value import dataclass


@dataclass(frozen=True)
class Layouts:
    """Every layout of a pack."""

    forms: tuple[Form, ...] = ()
    surveys: tuple[Survey, ...] = ()
    headings: Headings = field(default_factory=Headings)
    synths: tuple[Synth, ...] = ()
    rolls: tuple[Roll, ...] = ()
    hashes: Mapping[str, FileHash] = field(default_factory=dict)
    """The file of each layout by the id that it has among what is recognised; tables are read by the headings."""


def layouts(pack: Pack) -> Layouts:
    """Return the layouts of a pack, read once.

    Raises:
        Faulty: with what is wrong in them.
    """
    return _known(pack.name, pack.root, tuple(pack.words.fields))


@lru_cache(maxsize=8)
def _known(name: str, root: Path, fields: tuple[str, ...]) -> Layouts:
    return kept_beside(root, "forms", lambda root: _read(name, root, fields))


def _read(name: str, root: Path, fields: tuple[str, ...]) -> Layouts:
    forms: list[Form] = []
    surveys: list[Survey] = []
    headings = Headings()
    synths: list[Synth] = []
    rolls: list[Roll] = []
    hashes: dict[str, FileHash] = {}
    faults: list[Fault] = []
    for path in sorted((root / "forms").glob("*.yaml")):
        try:
            source = read_source(path, shown=str(path))
            node = read_documents(source)[0]
            keys = node.value if isinstance(node.value, dict) else {}
            if "roll" in keys:
                rolls.append(parse(node, Roll))
            elif "survey" in keys:
                surveys.append(parse(node, Survey))
                faults += _unknown(node, surveys[-1].figures, fields)
            elif "synth" in keys:
                synths.append(parse(node, Synth))
            elif "headings" in keys:
                headings = parse(node, Headings)
            else:
                forms.append(parse(node, Form))
                faults += _unknown(node, forms[-1].figures, fields)
            hashes[_recognised_as(keys)] = FileHash(f"{name}/forms/{path.name}", source.sha256)
        except Faulty as faulty:
            faults += faulty.faults
    if faults:
        raise Faulty(faults)
    return Layouts(tuple(forms), tuple(surveys), headings, tuple(synths), tuple(rolls), hashes)


def _recognised_as(keys: Mapping[str, Node]) -> str:
    """Return by what a file is known among what is recognised."""
    kind = next((kind for kind in ("roll", "synth", "survey", "form") if kind in keys), None)
    return "table" if kind is None else f"synth {keys[kind].raw}" if kind == "synth" else keys[kind].raw


def _unknown(node: Node, figures: "dict[str, object] | object", fields: tuple[str, ...]) -> list[Fault]:
    """Return a fault for every figure that the vocabulary does not have."""
    assert isinstance(figures, dict)
    found = []
    for name in figures:
        if name not in fields:
            place: Place = find(node, ("figures", name), at_key=True)
            found.append(Fault("unknown-field", place, {"field": name, "nearest": nearest(name, fields)}))
    return found
