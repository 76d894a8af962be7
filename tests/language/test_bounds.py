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


@pytest.mark.parametrize("folder", [False, True])
def test_a_link_that_leads_out(root: Path, folder: bool) -> None:
    outside = root.with_name("outside")
    (root / "school-law-2").rename(outside)
    inside = root / "school-law-2"
    if folder:
        inside.symlink_to(outside)
    else:
        inside.mkdir()
        (inside / "instrument.yaml").write_bytes((outside / "instrument.yaml").read_bytes())
        (inside / "good-school.yaml").symlink_to(outside / "good-school.yaml")
    refused(root, "link-of-a-folder" if folder else "link-of-a-file")


def test_a_link_within_the_pack(root: Path) -> None:
    """A pack may also be reached by a link itself."""
    rules = root / "school-law-2" / "good-school.yaml"
    rules.rename(rules.with_suffix(".txt"))
    rules.symlink_to(rules.with_suffix(".txt"))
    link = root.with_name("link")
    link.symlink_to(root)
    assert load_pack(link).hashes == load_pack(PACK).hashes


def test_a_list_of_units_that_lies_outside(root: Path) -> None:
    country = root / "country.yaml"
    (root.parent / "units.csv").write_text("", encoding="utf-8")
    source = "source: {status: confirmed, note: {vi: Hư cấu., en: Invented.}}"
    units = f"units: {{listed: ../units.csv, complete_from: 1894-01-01, {source}}}\n"
    country.write_text(country.read_text(encoding="utf-8") + units, encoding="utf-8")
    refused(root, "list-outside")
