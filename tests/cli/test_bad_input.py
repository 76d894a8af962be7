"""Bad input end to end: each is told clearly, in both languages, with status 2, and nothing is written."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
RECORD = """\
unit: {tier: commune, name: Xã Một}
as_of: 2004-06-30
figures:
  age_6: {all: 100, in_school: 80}
"""
AS_JSON = """\
{"unit": {"tier": "commune", "name": "Xã Một"}, "as_of": "2004-06-30", "figures": {"age_6.all": 100}}
"""
LATIN = "unit: {tier: commune, name: Xã Tiên Nội}\n"
TCVN3 = b"unit: {tier: commune, name: X\xb7 Ti\xaan N\xe9i}\n"
DISTRICT = """\
- unit: {tier: district, name: Huyện Ba Bể}
  as_of: 2004-06-30
  units: {commune: {total: 1%s}}
"""
COMMUNE = """\
- unit: {tier: commune, name: Xã %s%s}
  as_of: 2004-06-30
  figures: {age_6: {all: 100, in_school: 99}, rooms: 8, classes: 4}
  findings: {safe: true}
"""
BELOW = ", parent: {tier: district, name: Ba Bể}"
BOMB = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n"
RESULT = """\
{
  "schema": "phocap/result/1",
  "as_of": null,
  "engine": "x",
  "inputs": [],
  "rules": [],
  "labels": [],
  "verdicts": []
}
"""
CONTRADICTION = """\
unit: {tier: commune, name: Xã Ví Dụ}
as_of: 2020-09-30
figures:
  age_6: {ppc: 120, in_grade_1: 119}
  age_11: {completed_primary: 105}
  age_12: {ppc: 50}
  age_11_14: {ppc: 140}
"""

OPEN = """\
unit: {tier: commune, name: Xã Ví Dụ}
as_of: 2020-09-30
figures:
  age_6: {ppc: 120, in_grade_1: 119}
"""

TINY = ("--rules", "pack")
RECORDS: dict[str, tuple[Mapping[str, str | bytes], tuple[str, ...]]] = {
    "unknown-programme": ({"a.yaml": RECORD}, ("evaluate", "a.yaml", "--programme", "primry")),
    "date-without-rules": ({"a.yaml": RECORD.replace("2004-06", "1999-06")}, ("evaluate", "a.yaml", *TINY)),
    "date-without-rules-of-programme": (
        {"a.yaml": RECORD.replace("2004-06", "2010-06")},
        ("evaluate", "a.yaml", "--programme", "basic", *TINY),
    ),
    "no-date": ({"a.yaml": RECORD.replace("as_of: 2004-06-30\n", "")}, ("evaluate", "a.yaml", *TINY)),
    "unknown-reading": ({"a.yaml": RECORD}, ("evaluate", "a.yaml", "--reading", "room=counted", *TINY)),
    "unknown-option-of-reading": ({"a.yaml": RECORD}, ("evaluate", "a.yaml", "--reading", "rooms=count", *TINY)),
    "reading-form": ({"a.yaml": RECORD}, ("evaluate", "a.yaml", "--reading", "rooms", *TINY)),
    "reading-twice": (
        {"a.yaml": RECORD},
        ("evaluate", "a.yaml", "--reading", "rooms=counted", "--reading", "rooms=left_out", *TINY),
    ),
    "unknown-instrument": ({"a.yaml": RECORD}, ("evaluate", "a.yaml", "--instrument", "law-2", *TINY)),
    "unknown-level": ({"a.yaml": RECORD}, ("explain", "a.yaml", "--level", "4", *TINY)),
    "level-required-unknown": ({"a.yaml": RECORD}, ("evaluate", "a.yaml", "--require-level", "4", *TINY)),
    "contradiction": (
        {"a.yaml": CONTRADICTION},
        ("explain", "a.yaml", "--programme", "primary"),
    ),
    "compare-one-path": ({"a.json": RESULT}, ("compare", "a.json")),
    "compare-missing-file": ({"2020.json": RESULT}, ("compare", "202.json", "2020.json")),
    "compare-other-version": (
        {"a.json": RESULT.replace("result/1", "result/7"), "b.json": RESULT},
        ("compare", "a.json", "b.json"),
    ),
    "compare-other-version-of-lines": (
        {"a.jsonl": '{"schema": "phocap/result/0", "unit": {}}\n', "b.json": RESULT},
        ("compare", "a.jsonl", "b.json"),
    ),
    "compare-records": ({"a.yaml": RECORD, "b.json": "[]"}, ("compare", "a.yaml", "b.json")),
    "compare-cut-off": ({"a.json": RESULT[:-4], "b.json": RESULT}, ("compare", "a.json", "b.json")),
    "compare-changed": (
        {"a.json": RESULT.replace('"as_of": null', '"as_of": "2020-09-30"'), "b.json": RESULT},
        ("compare", "a.json", "b.json"),
    ),
    "compare-misfits": (
        {"a.json": RESULT.replace('"engine": "x"', '"engine": 1, "more": 2'), "b.json": ""},
        ("compare", "a.json", "b.json"),
    ),
    "unknown-unit": ({"a.yaml": RECORD}, ("explain", "a.yaml", "--unit", "Xã Mộc", *TINY)),
    "empty-folder": ({"empty/README.md": "# no records"}, ("evaluate", "empty", *TINY)),
    "missing-path": ({"ha-nam.yaml": RECORD}, ("evaluate", "hanam.yaml", *TINY)),
    "empty-file": ({"a.yaml": ""}, ("evaluate", "a.yaml", *TINY)),
    "yaml-tab": ({"a.yaml": RECORD.replace("  age_6", "\tage_6")}, ("evaluate", "a.yaml", *TINY)),
    "duplicate-key": ({"a.yaml": RECORD + "as_of: 2004-07-01\n"}, ("evaluate", "a.yaml", *TINY)),
    "alias-bomb": ({"a.yaml": BOMB}, ("evaluate", "a.yaml", *TINY)),
    "utf-16": ({"a.yaml": LATIN.encode("utf-16")}, ("evaluate", "a.yaml", *TINY)),
    "tcvn3": ({"a.yaml": TCVN3}, ("evaluate", "a.yaml", *TINY)),
    "all-faults-together": (
        {
            "two/a.yaml": RECORD.replace("in_school: 80", "in_school: 180, in_scool: 3"),
            "two/b.yaml": RECORD.replace("all: 100", "all: 100,5").replace("commune", "comune"),
        },
        ("evaluate", "two", *TINY),
    ),
    "parent-missing": ({"a.yaml": DISTRICT % "" + COMMUNE % ("Một", "")}, ("evaluate", "a.yaml", *TINY)),
    "parent-misspelt": (
        {"a.yaml": DISTRICT % "" + COMMUNE % ("Một", BELOW.replace("Bể", "Bế"))},
        ("evaluate", "a.yaml", *TINY),
    ),
    "parent-ambiguous": (
        {"a.yaml": DISTRICT % "" + (DISTRICT % "").replace("Huyện", "Quận") + COMMUNE % ("Một", BELOW)},
        ("evaluate", "a.yaml", *TINY),
    ),
    "more-children-than-total": (
        {"a.yaml": DISTRICT % "" + COMMUNE % ("Một", BELOW) + COMMUNE % ("Hai", BELOW)},
        ("evaluate", "a.yaml", *TINY),
    ),
    "children-disagree": (
        {"a.yaml": DISTRICT % ", basic: {level_1: 0}" + COMMUNE % ("Một", BELOW)},
        ("evaluate", "a.yaml", *TINY),
    ),
    "unknown-option": ({}, ("evaluate", "--progamme", "basic", "a.yaml")),
    "unknown-command": ({}, ("evalute", "a.yaml")),
    "option-without-value": ({}, ("evaluate", "a.yaml", "--as-of")),
    "flag-with-value": ({}, ("evaluate", "a.yaml", "--quiet=yes")),
    "no-path": ({}, ("explain",)),
    "extra-word": ({}, ("rules", "list", "primary")),
    "bad-format": ({}, ("evaluate", "a.yaml", "--format", "jsn")),
    "bad-day": ({}, ("evaluate", "a.yaml", "--as-of", "31/10/2013")),
    "bad-level": ({}, ("evaluate", "a.yaml", "--require-level", "0")),
    "template-without-day": ({}, ("data", "template", "--programme", "basic", "--tier", "commune")),
    "template-unknown-tier": (
        {},
        ("data", "template", "--programme", "basic", "--tier", "comune", "--as-of", "2004-01-01", *TINY),
    ),
    "show-unknown-programme": ({}, ("rules", "show", "basics", *TINY)),
    "show-unknown-tier": ({}, ("rules", "show", "basic", "--tier", "distric", *TINY)),
    "show-unknown-instrument": ({}, ("rules", "show", "basic", "--instrument", "law-3", *TINY)),
    "coverage-unknown-instrument": ({}, ("rules", "coverage", "1/2001", *TINY)),
    "show-day-without-rules": ({}, ("rules", "show", "basic", "--as-of", "1999-01-01", *TINY)),
    "no-such-pack": ({}, ("rules", "list", "--rules", "pakc")),
    "output-is-input": ({"a.yaml": RECORD}, ("evaluate", "a.yaml", "-o", "a.yaml", *TINY)),
    "report-without-output": ({"a.yaml": RECORD}, ("report", "a.yaml", *TINY)),
    "report-unknown-form": ({"a.yaml": RECORD}, ("report", "a.yaml", "-o", "a.htm", *TINY)),
    "report-option-of-documents": (
        {"a.yaml": RECORD},
        ("report", "a.yaml", "-o", "a.pdf", "--document", "minutes", *TINY),
    ),
    "report-without-documents": ({"a.yaml": RECORD}, ("report", "a.yaml", "-o", "a.docx", *TINY)),
    "report-unknown-document": (
        {"a.yaml": OPEN},
        ("report", "a.yaml", "-o", "a.docx", "--document", "minuts"),
    ),
    "report-document-of-schools": (
        {"a.yaml": OPEN},
        ("report", "a.yaml", "-o", "a.docx", "--document", "self-assessment"),
    ),
    "report-nowhere": ({"a.yaml": RECORD}, ("report", "a.yaml", "-o", "nowhere/a.html", *TINY)),
    "report-onto-record": ({"a.json": AS_JSON}, ("report", "a.json", "-o", "a.json", *TINY)),
    "verify-no-result": ({"a.yaml": RECORD, "r.json": "{}"}, ("verify", "r.json", "a.yaml", *TINY)),
    "verify-other-version": (
        {"a.yaml": RECORD, "r.json": '{"schema": "phocap/result/9"}'},
        ("verify", "r.json", "a.yaml", *TINY),
    ),
    "verify-no-records": ({"r.json": "{}"}, ("verify", "r.json")),
    "output-nowhere": ({"a.yaml": RECORD}, ("evaluate", "a.yaml", "-o", "nowhere/a.json", *TINY)),
}

BASIC = "law-1/basic.yaml"
CYCLE = """at_least: 75%
        source: {status: confirmed}
      - id: up
        requires: {level: 2}"""
PACKS: dict[str, tuple[str, str, str]] = {
    "cycle": (BASIC, "at_least: 75%", CYCLE),
    "unknown-measure": (BASIC, "measure: rooms_per_class", "measure: rooms_per_clas"),
    "threshold-980": (BASIC, "at_least: 95%", "at_least: 980%"),
    "no-threshold": (BASIC, "at_least: 95%", "at_least: ninety"),
    "duplicate-key": (BASIC, "    cite: Điều 2", "    cite: Điều 2\n    cite: Điều 3"),
    "unknown-key": (BASIC, "share_of: commune", "shareof: commune"),
    "unknown-field": ("vocabulary/trial.yaml", "of: rooms,", "of: room,"),
    "unknown-flag": (BASIC, "when: {remote", "when: {remot"),
    "no-default": (BASIC, "default: counted", "default: all"),
    "wrong-folder": ("law-1/instrument.yaml", "instrument: law-1", "instrument: law-2"),
    "reading-without-default": (BASIC, "    default: counted\n", ""),
    "source-without-status": (BASIC, "source: {status: confirmed}", "source: {url: https://example.org}"),
    "quorum-too-large": (BASIC, "at_least: 1\n        of:", "at_least: 3\n        of:"),
    "unit-of-unknown-tier": (BASIC, "instrument: law-1", "instrument: law-1\nunit: {tier: provinc, name: Ba Bể}"),
    "question-without-reading": (
        "law-1/instrument.yaml",
        "source: {status: confirmed}",
        "source: {status: confirmed}\nquestions:\n  - {id: Q-1, where: room}",
    ),
}
SECOND = """\
instrument: law-2
number: 2/2005
title: {vi: Luật thử hai, en: Second trial law}
in_force: {from: 2005-02-01}
replaces: [law-1]
source: {status: confirmed}
"""
AMENDMENT = "amends: law-1/basic\ninstrument: law-2\nremove: [1/commune/enrolmnt]\n"
OTHER = """\
programme: other
title: {vi: Nội dung khác, en: Other programme}
instrument: law-2
levels:
  1:
    commune:
      - {id: basic, requires: {programme: basic, level: 1}}
"""
NEEDS_OTHER = "      - {id: other, requires: {programme: other, level: 1}}\n      - id: places"
FOLDERS: dict[str, tuple[Mapping[str, str], tuple[str, str, str]]] = {
    "amends-unknown-condition": ({"instrument.yaml": SECOND, "basic.yaml": AMENDMENT}, ("", "", "")),
    "replaces-each-other": (
        {"instrument.yaml": SECOND},
        ("law-1/instrument.yaml", "source:", "replaces: [law-2]\nsource:"),
    ),
    "cycle-over-programmes": (
        {"instrument.yaml": SECOND, "other.yaml": OTHER},
        (BASIC, "      - id: places", NEEDS_OTHER),
    ),
}


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


@pytest.fixture
def here(run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, made the current one, with a small rule pack in it."""
    shutil.copytree(HERE / "pack", tmp_path / "pack")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(ran: Any) -> None:
    assert ran.status == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert "internal-error" not in ran.err


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", RECORDS)
def test_bad_records_and_usage(
    run: Callable[..., Any], golden: Callable[..., None], here: Path, name: str, lang: str
) -> None:
    files, arguments = RECORDS[name]
    write(here, files)
    ran = run("--lang", lang, *arguments)
    check(ran)
    golden(f"bad-{name}.{lang}", ran)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", PACKS)
def test_bad_rules(run: Callable[..., Any], golden: Callable[..., None], here: Path, name: str, lang: str) -> None:
    file, good, bad = PACKS[name]
    path = here / "pack" / file
    text = path.read_text(encoding="utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    ran = run("--lang", lang, "rules", "list", *TINY)
    check(ran)
    golden(f"bad-rules-{name}.{lang}", ran)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", FOLDERS)
def test_bad_instruments(
    run: Callable[..., Any], golden: Callable[..., None], here: Path, name: str, lang: str
) -> None:
    files, (file, good, bad) = FOLDERS[name]
    write(here, {f"pack/law-2/{path}": text for path, text in files.items()})
    if file:
        path = here / "pack" / file
        text = path.read_text(encoding="utf-8")
        assert good in text
        path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    ran = run("--lang", lang, "rules", "list", *TINY)
    check(ran)
    golden(f"bad-rules-{name}.{lang}", ran)


def test_bad_rules_stop_every_command(run: Callable[..., Any], here: Path) -> None:
    path = here / "pack" / BASIC
    path.write_text(path.read_text(encoding="utf-8").replace("95%", "980%"), encoding="utf-8")
    write(here, {"a.yaml": RECORD})
    for arguments in (("evaluate", "a.yaml"), ("explain", "a.yaml"), ("data", "check", "a.yaml"), ("--version",)):
        ran = run(*TINY, *arguments)
        assert ran.status == 2
        assert "threshold-over-100" in ran.err


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_form_that_is_not_installed(
    run: Callable[..., Any], golden: Callable[..., None], here: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("phocap.report.forms.find_spec", lambda name: None)
    write(here, {"a.yaml": RECORD})
    ran = run("--lang", lang, "report", "a.yaml", "-o", "a.xlsx", *TINY)
    check(ran)
    golden(f"bad-report-not-installed.{lang}", ran)
    assert not (here / "a.xlsx").exists()


@pytest.mark.parametrize("form", ["docx", "html", "xlsx"])
def test_a_bad_record_leaves_an_older_report_untouched(run: Callable[..., Any], here: Path, form: str) -> None:
    write(here, {"a.yaml": RECORD + "as_of: 2004-07-01\n", f"out.{form}": "older"})
    assert run("report", "a.yaml", *TINY, "-o", f"out.{form}").status == 2
    assert (here / f"out.{form}").read_text(encoding="utf-8") == "older"
    assert sorted(path.name for path in here.iterdir()) == ["a.yaml", f"out.{form}", "pack"]


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_bad_input_leaves_an_older_result_untouched(run: Callable[..., Any], here: Path, form: str) -> None:
    write(here, {"a.yaml": RECORD + "as_of: 2004-07-01\n", "out": "older"})
    ran = run("evaluate", "a.yaml", *TINY, "--format", form, "-o", "out")
    assert ran.status == 2
    assert (here / "out").read_text(encoding="utf-8") == "older"
    assert sorted(path.name for path in here.iterdir()) == ["a.yaml", "out", "pack"]
