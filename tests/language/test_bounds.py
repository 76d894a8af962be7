"""What bounds a rule file: its size, its depth, its values, its readings, the steps of a proof. Each says so itself."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from phocap.check.proof.prove import prove
from phocap.check.proof.subjects import Law
from phocap.faults import Fault, Faulty
from phocap.language.load import load_pack
from phocap.language.registry import Registry, choices
from phocap.source import files, yaml
from phocap.text.faults import say
from phocap.text.language import Lang

PACK = Path(__file__).resolve().parents[1] / "packs" / "ruritania"
GOLDEN = Path(__file__).parent / "bounds"
RULES = "school-law-1/good-school.yaml"
READING = "  r{n}: {{question: {{vi: Nào?, en: Which?}}, default: a, options: {{a: ~, b: ~}}}}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(PACK, tmp_path / "pack")
    return tmp_path / "pack"


def change(root: Path, old: str, new: str) -> None:
    path = root / RULES
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(root: Path, name: str, faults: tuple[Fault, ...]) -> None:
    """Compare what is said in both languages with the golden files."""
    for lang in Lang:
        text = "".join(f"{say(fault, lang)}\n" for fault in faults).replace(f"{root}/", "")
        path = GOLDEN / f"{name}.{lang}.txt"
        if os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1":
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode(), "read what changed; PHOCAP_UPDATE_GOLDEN=1"


def refused(root: Path, name: str) -> None:
    with pytest.raises(Faulty) as caught:
        load_pack(root)
    assert len(caught.value.faults) == 1
    told(root, name, tuple(caught.value.faults))


def test_depth(root: Path) -> None:
    change(root, "cite: Art. 2\n", f"cite: {'[' * 100}{']' * 100}\n")
    refused(root, "depth")


def test_values(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "MOST_NODES", 1_000)
    change(root, "programme:", f"extra: [{'1, ' * 1_000}1]\nprogramme:")
    refused(root, "values")


def test_size(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1024**2)
    change(root, "programme:", f"# {'x' * 1024**2}\nprogramme:")
    refused(root, "size")


def test_readings(root: Path) -> None:
    change(root, "readings:\n", "readings:\n" + "".join(READING.format(n=n) for n in range(12)))
    pack = load_pack(root)
    in_force = Registry(pack).in_force("good-school", date(1902, 1, 1))
    with pytest.raises(Faulty) as caught:
        list(choices(in_force.readings, {}))
    told(root, "readings", tuple(caught.value.faults))


def test_steps_of_a_proof(root: Path) -> None:
    """What is not proven within the budget is said, and is never taken for sound."""
    found = prove(Law(load_pack(root)), "ruritania/school-law-1/good-school", budget=1)
    assert found
    assert {finding.id for finding in found} == {"PC210"}
    told(root, "steps", (found[0].fault,))
