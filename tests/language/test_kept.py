"""The compiled form of a pack is used while every byte of the pack is what it was, and never else."""

import shutil
import sys
from pathlib import Path

import pytest

from phocap.faults import Faulty
from phocap.language import load
from phocap.language.kept import kept_pack

RURITANIA = Path(__file__).parents[1] / "packs" / "ruritania"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    return Path(shutil.copytree(RURITANIA, tmp_path / "pack"))


def test_the_same_pack(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = load.load_pack(root)
    first = kept_pack(root)
    monkeypatch.setattr(load, "load_pack", lambda _: pytest.fail("read again"))
    second = kept_pack(root)
    for pack in (first, second):
        assert (pack.country, pack.words, pack.instruments) == (whole.country, whole.words, whole.instruments)
        assert pack.hashes == whole.hashes
        models = {name: loaded.model for name, loaded in pack.rule_files.items()}
        assert models == {name: loaded.model for name, loaded in whole.rule_files.items()}
    name = next(iter(whole.rule_files))
    assert second.rule_files[name].node.place == whole.rule_files[name].node.place


def test_a_changed_file_is_read(root: Path) -> None:
    before = kept_pack(root)
    file = root / "country.yaml"
    file.write_bytes(file.read_bytes() + b"# changed\n")
    assert kept_pack(root).hashes != before.hashes
    file.write_bytes(b"country: [\n")
    with pytest.raises(Faulty):
        kept_pack(root)


@pytest.mark.parametrize("damage", [b"", b"rubbish"])
def test_a_damaged_form_is_not_used(root: Path, damage: bytes, tmp_path: Path) -> None:
    whole = kept_pack(root)
    (form,) = (tmp_path / "compiled").rglob("*.pack")
    form.write_bytes(form.read_bytes()[:32] + damage)
    assert kept_pack(root).hashes == whole.hashes


def test_where_nothing_may_be_written_the_pack_is_read(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept_pack(root).hashes
    assert not list(tmp_path.rglob("*.pack"))
