"""A rule pack as a distribution: installed from a wheel, found by its name, validated when used, with its version."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from phocap.cli.main import main
from phocap.language.load import installed_packs

RURITANIA = Path(__file__).parent / "ruritania"
METADATA = "Metadata-Version: 2.1\nName: ruritania-rules\nVersion: {version}\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
ENTRY = "[phocap.rules]\nruritania = ruritania_rules:folder\n"
CODE = '''"""The rules of Ruritania."""

from pathlib import Path


def folder() -> Path:
    """Return the folder of the rules."""
    return Path(__file__).parent / "rules"
'''


def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: Path, version: str = "2.1") -> Path:
    """Build a wheel of a pack, install it without any network, and return where its rules are."""
    wheel = tmp_path / f"ruritania_rules-{version}-py3-none-any.whl"
    info = f"ruritania_rules-{version}.dist-info"
    texts = {
        "ruritania_rules/__init__.py": CODE,
        f"{info}/METADATA": METADATA.format(version=version),
        f"{info}/WHEEL": WHEEL,
        f"{info}/entry_points.txt": ENTRY,
    }
    files = {f"ruritania_rules/rules/{p.relative_to(rules).as_posix()}": p for p in sorted(rules.rglob("*.yaml"))}
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
        for name, path in files.items():
            archive.write(path, name)
        listed = [*texts, *files, f"{info}/RECORD"]
        archive.writestr(f"{info}/RECORD", "".join(f"{name},,\n" for name in listed))
    site = tmp_path / "site"
    options = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", "--target", str(site)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel)], check=True)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, "ruritania_rules", raising=False)
    return site / "ruritania_rules" / "rules"


def test_a_pack_is_installed_found_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = installed(tmp_path, monkeypatch, RURITANIA)
    assert installed_packs() == {"ruritania": folder, "vn": installed_packs()["vn"]}
    assert main(["--lang", "en", "rules", "test", "--rules", "ruritania"]) == 0
    assert "ruritania/school-law-1/good-school" in capsys.readouterr().out
    assert main(["--lang", "en", "--version", "--rules", "ruritania"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("rules: ruritania (ruritania-rules 2.1) ")
    assert main(["--lang", "en", "--version", "--rules", str(RURITANIA)]) == 0
    hashed = last.rsplit(" ", 1)[-1]
    assert capsys.readouterr().out.splitlines()[-1] == f"rules: ruritania {hashed}"


def test_a_faulty_pack_is_refused_when_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt = tmp_path / "spoilt"
    shutil.copytree(RURITANIA, spoilt)
    rules = spoilt / "school-law-1" / "good-school.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("measure: attendance", "measure: atendance", 1), "utf-8")
    installed(tmp_path, monkeypatch, spoilt)
    assert main(["--lang", "en", "rules", "list", "--rules", "ruritania"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "[unknown-measure]" in told.err
