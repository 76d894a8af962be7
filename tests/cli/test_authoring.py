"""The commands for authors: exit status, forms of output, and what is said when they are called wrongly."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

RURITANIA = Path(__file__).resolve().parents[1] / "packs" / "ruritania"
Run = Callable[..., Any]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of the second pack, to be changed."""
    shutil.copytree(RURITANIA, tmp_path / "pack")
    return tmp_path / "pack"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_ends_with_1_only_for_errors(run: Run, pack: Path) -> None:
    rules = pack / "school-law-1" / "good-school.yaml"
    assert run("rules", "check", "--rules", pack).status == 0
    change(rules, "at_least: 9/10", "at_least: 1/2")
    warned = run("rules", "check", "--rules", pack)
    assert (warned.status, "PC204" in warned.out) == (0, True)
    change(
        pack / "school-law-1" / "instrument.yaml",
        "rules: [good-school/2/school/warm]",
        "rules: [good-school/2/school/attendance]",
    )
    failed = run("rules", "check", "--rules", pack)
    assert (failed.status, "PC108" in failed.out) == (1, True)
    assert run("rules", "check", "--rules", pack, "--ignore", "PC108").status == 0
    assert "PC108" not in run("rules", "check", "--rules", pack, "--select", "PC2").out


def test_check_in_json_and_sarif(run: Run, pack: Path) -> None:
    change(pack / "school-law-1" / "good-school.yaml", "at_least: 9/10", "at_least: 1/2")
    data = json.loads(run("rules", "check", "--rules", pack, "--format", "json").out)
    (finding,) = data["findings"]
    assert finding["id"] == "PC204"
    assert finding["witnesses"][0]["expected"] == {"1/attendance": "met", "2/attendance": "met"}
    assert finding["page"] == "docs/checks.md#pc204-implied"
    log = json.loads(run("rules", "check", "--rules", pack, "--format", "sarif").out)
    region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": finding["line"], "startColumn": finding["column"]}


def test_the_same_rules_give_the_same_bytes(run: Run) -> None:
    first, again = (run("rules", "check", "primary", "--format", "json").out for _ in range(2))
    assert first == again


def test_test_ends_with_1_when_something_is_missing(run: Run, pack: Path) -> None:
    tests = pack / "school-law-1" / "good-school.tests.yaml"
    full = ("rules", "test", "--rules", pack, "--coverage", "--mutate")
    assert run(*full).status == 0
    change(tests, "      - [false, 100, 75, met, not_met]\n", "")
    assert run("rules", "test", "--rules", pack).status == 0
    assert run(*full).status == 1
    change(tests, "[false, 100, 74, not_met, not_met]", "[false, 100, 74, met, not_met]")
    failed = run("rules", "test", "--rules", pack)
    assert failed.status == 1
    assert "expected met" in failed.out
    tests.unlink()
    assert run("rules", "test", "--rules", pack).status == 1


def test_what_is_generated_can_be_read_again(run: Run, pack: Path) -> None:
    tests = pack / "school-law-1" / "good-school.tests.yaml"
    change(tests, "      - [4, 8, met]\n", "")
    made = run("rules", "test", "--rules", pack, "--generate", "-o", pack / "more.yaml")
    assert made.status == 0
    cases = (pack / "more.yaml").read_text(encoding="utf-8").partition("cases:\n")[2]
    tests.write_text(tests.read_text(encoding="utf-8") + cases, encoding="utf-8")
    assert run("rules", "test", "--rules", pack, "--coverage").status == 0


def test_diff_ends_with_1_when_asked(run: Run) -> None:
    same = ("rules", "diff", "decree-20-2014/primary", "decree-20-2014/primary", "--exit-code")
    assert run(*same).status == 0
    other = ("rules", "diff", "decree-20-2014/primary", "--what-if", "3/enrolment-6.at_least=97%")
    assert run(*other).status == 0
    assert run(*other, "--exit-code").status == 1
    data = json.loads(run(*other, "--format", "json", "--on", "cases/quy-hop-2021").out)
    assert [c["node"] for c in data["conditions"] if c["tier"] == "commune"] == ["3/enrolment-6"]
    assert data["records"]["flips"] == []


def test_without_proof_no_solver_is_needed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phocap.check.run.find_spec", lambda name: None)
    rules = ("decree-20-2014/primary", "--what-if", "3/enrolment-6.at_least=97%")
    assert run("rules", "diff", *rules, "--no-proof").status == 0
    for arguments in (("diff", *rules), ("check",), ("test", "--mutate", "literacy")):
        ran = run("rules", *arguments)
        assert ran.status == 2
        assert 'pip install "phocap[verify]"' in ran.err
    assert run("rules", "test", "target-ha-nam").status == 0
    assert run("rules", "check", "--select", "PC1").status == 0


def test_new_writes_all_or_nothing(run: Run, tmp_path: Path) -> None:
    arguments = ("--instrument", "law-1", "--tier", "parish", "--from", "2026-01-01")
    folder = tmp_path / "mine"
    assert run("rules", "new", "books", "--into", folder, *arguments).status == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run("rules", "new", "books", "--into", folder, *arguments).status == 2
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert run("rules", "new", "maps", "--into", folder, *arguments).status == 2  # the instrument is there already
    assert {path for path in folder.rglob("*") if path.is_file()} == set(before)
    assert run("rules", "new", "maps", "--into", folder, "--instrument", "law-2", "--from", "2026-01-01").status == 0
    ran = run("rules", "test", "--rules", folder, "--coverage", "--mutate")
    assert (ran.status, ran.out.count("0 differences")) == (0, 2)
    assert run("rules", "check", "--rules", folder).out == "Nothing found.\n"


def test_what_an_editor_needs_is_written_into_the_pack(run: Run, pack: Path) -> None:
    ran = run("rules", "schema", "--editor", "--rules", pack, "--lang", "vi")
    assert (ran.status, ran.err) == (0, "")
    written = [Path(name) for name in ran.out.split()]
    assert {path.parent for path in written} == {pack / ".vscode"}
    settings = json.loads((pack / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"]["./.vscode/rules.schema.json"] == ["school-law-1/good-school.yaml"]
    assert settings["yaml.schemas"]["./.vscode/amendment.schema.json"] == ["school-law-2/good-school.yaml"]
    assert all((pack / name).is_file() for name in settings["yaml.schemas"])
    rules = json.loads((pack / ".vscode" / "rules.schema.json").read_text(encoding="utf-8"))
    assert rules["properties"]["levels"]["description"].startswith("theo số, từ 1")
    (pack / ".vscode" / "settings.json").write_text("{}", encoding="utf-8")
    again = run("rules", "schema", "--editor", "--rules", pack)
    assert (again.status, "stays as it is" in again.err) == (0, True)
    assert (pack / ".vscode" / "settings.json").read_text(encoding="utf-8") == "{}"
    assert run("rules", "check", "--rules", pack).status == 0


def test_docs_writes_a_page_a_programme(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    first = run("rules", "docs", "--rules", RURITANIA, "-o", folder, "--lang", "vi")
    assert (first.status, first.out.split()) == (0, [f"{folder}/index.html", f"{folder}/good-school.html"])
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert "Trường học tốt".encode() in written["good-school.html"]
    assert run("rules", "docs", "--rules", RURITANIA, "-o", folder, "--lang", "vi").status == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == written


WRONG = {
    "check-unknown-rules": ("rules", "check", "primry"),
    "check-unknown-finding": ("rules", "check", "--select", "PC9"),
    "diff-one-side": ("rules", "diff", "decree-20-2014/primary"),
    "diff-unknown": ("rules", "diff", "decree-20-2014/primary", "decree-20-2014/primry"),
    "diff-bad-day": ("rules", "diff", "decree-20-2014/primary@2020-02-30", "decree-20-2014/primary"),
    "diff-ambiguous": ("rules", "diff", "decree-20-2014/primary", "--what-if", "enrolment-6.at_least=97%"),
    "diff-bad-form": ("rules", "diff", "decree-20-2014/primary", "--what-if", "enrolment-6"),
    "docs-without-folder": ("rules", "docs", "primary"),
    "docs-unknown-programme": ("rules", "docs", "primry", "-o", "x"),
    "docs-no-rules-then": ("rules", "docs", "preschool-3-5", "--as-of", "2015-09-30", "-o", "x"),
    "docs-into-a-file": ("rules", "docs", "primary", "-o", "README.md"),
    "new-without-folder": ("rules", "new", "books"),
    "new-bad-name": ("rules", "new", "Sách", "--into", "x", "--instrument", "law-1", "--from", "2026-01-01"),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage(run: Run, golden: Callable[..., None], name: str, lang: str) -> None:
    ran = run("--lang", lang, *WRONG[name])
    assert (ran.status, ran.out) == (2, "")
    golden(f"bad-{name}.{lang}", ran)
