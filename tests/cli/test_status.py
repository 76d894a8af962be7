"""Exit statuses, where results and messages go, and what never happens: a traceback, half a file."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from phocap.cli import console, judge
from phocap.cli.main import main
from phocap.text.language import Lang

ROOT = Path(__file__).resolve().parents[2]
CASE = "cases/duong-minh-chau-2016"
RIGHT_AGE = ("cases/ha-nam-2013", "--programme", "primary-right-age")

Run = Callable[..., Any]


def command(*arguments: str, **rest: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "COLUMNS": "100", "LANG": "en_GB.UTF-8", "LC_ALL": ""}
    return subprocess.run(
        [sys.executable, "-m", "phocap", *arguments],
        **{"cwd": ROOT, "env": environment, "capture_output": True, "check": False, **rest},
    )


def test_the_module_runs_as_a_program() -> None:
    ran = command("evaluate", CASE, "--format", "json")
    assert ran.returncode == 0
    assert ran.stderr == b""
    assert json.loads(ran.stdout)["schema"] == "phocap/result/1"


def test_a_fault_is_no_traceback() -> None:
    ran = command("evaluate", "nothing-here")
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert b"no-such-file" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_output_is_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "COLUMNS": "100"}
    ran = command("rules", "list", "--lang", "vi", env=environment)
    assert ran.returncode == 0
    assert "Phổ cập giáo dục tiểu học" in ran.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
def test_a_reader_that_has_gone_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = command("rules", "schema", stdout=writing, stderr=subprocess.PIPE, capture_output=False)
    finally:
        os.close(writing)
    assert ran.returncode == 141
    assert ran.stderr == b""


def test_version_names_inference_and_rules(run: Run) -> None:
    from phocap.infer import choose

    ran = run("--version")
    assert ran.status == 0
    program, python, inference, rules = ran.out.splitlines()
    assert program == "phocap 0.1.0"
    assert python == f"Python {sys.version.split()[0]}"
    assert inference == f"inference: {choose().name}"
    assert len(rules.split()[-1]) == 64
    assert run("--version", "--rules", "tests/cli/pack").out.splitlines()[-1].startswith("rules: tiny ")


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        ([], {"LANG": "vi_VN.UTF-8"}, Lang.VI),
        ([], {"LC_ALL": "en_US.UTF-8", "LANG": "vi_VN.UTF-8"}, Lang.EN),
        ([], {"LC_ALL": "", "LC_MESSAGES": "vi", "LANG": "C"}, Lang.VI),
        ([], {}, Lang.EN),
        (["evaluate", "--lang", "en"], {"LANG": "vi"}, Lang.EN),
        (["--lang=vi", "evaluate"], {}, Lang.VI),
        (["--lang", "fr"], {"LANG": "vi"}, Lang.VI),
        (["evaluate", "--", "--lang", "vi"], {}, Lang.EN),
    ],
)
def test_the_language(arguments: list[str], environment: dict[str, str], lang: Lang) -> None:
    assert console.language(arguments, environment) is lang


def test_no_command_shows_the_commands_and_fails(run: Run) -> None:
    for arguments in ((), ("rules",), ("data",)):
        ran = run(*arguments)
        assert ran.status == 2
        assert ran.out == ""
        assert "Commands:" in ran.err


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "table"])
def test_a_file_holds_what_would_be_printed(run: Run, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"result.{form if form != 'table' else 'txt'}"
    printed = run("evaluate", *RIGHT_AGE, "--format", form)
    written = run("evaluate", *RIGHT_AGE, "-o", target)
    assert (printed.status, written.status) == (0, 0)
    assert written.out == ""
    assert target.read_bytes() == printed.out.encode("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_the_forms_say_the_same(run: Run) -> None:
    whole = json.loads(run("evaluate", *RIGHT_AGE, "--format", "json").out)
    lines = [json.loads(line) for line in run("evaluate", *RIGHT_AGE, "--format", "jsonl").out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("evaluate", *RIGHT_AGE, "--format", "csv").out.lstrip("\ufeff"))))
    assert len(whole["verdicts"]) == 7
    named = [verdict["unit"]["name"] for verdict in whole["verdicts"]]
    assert [line["unit"]["name"] for line in lines if "unit" in line] == named
    assert rows


def test_the_result_is_the_same_in_both_languages_and_by_both_inferences(run: Run) -> None:
    def verdicts(*options: str) -> Any:
        return json.loads(run("evaluate", *RIGHT_AGE, "--format", "json", *options).out)["verdicts"]

    assert verdicts("--lang", "vi") == verdicts("--lang", "en") == verdicts("--inference", "reference")


def test_a_required_level_that_holds(run: Run) -> None:
    ran = run("evaluate", CASE, "--programme", "primary", "--require-level", "3")
    assert (ran.status, ran.err) == (0, "")


def test_a_required_level_that_rests_on_recollections(run: Run) -> None:
    districts = (
        "evaluate",
        "cases/ha-nam-2013/duy-tien.yaml",
        "--programme",
        "primary-right-age",
        "--require-level",
        "2",
    )
    ran = run(*districts)
    accepted = run(*districts, "--accept-provisional")
    assert ran.out == accepted.out != ""
    assert "provisionally" in ran.err
    assert (ran.status, accepted.status) == (1, 0)


def test_quiet_keeps_the_status_and_says_nothing(run: Run) -> None:
    ran = run("evaluate", *RIGHT_AGE, "--require-level", "2", "--quiet")
    assert (ran.status, ran.err) == (1, "")
    assert run("rules", "show", "primary", "--quiet").err == ""
    assert run("evaluate", "nothing-here", "--quiet").err != ""


def test_a_day_that_changes_nothing_is_said(run: Run) -> None:
    ran = run("evaluate", CASE, "--as-of", "2020-01-01")
    assert ran.status == 0
    assert "--as-of" in ran.err


def test_check_tells_faulty_data_from_wrong_paths(run: Run, tmp_path: Path) -> None:
    good, bad, empty = tmp_path / "good.yaml", tmp_path / "bad.yaml", tmp_path / "empty"
    good.write_text((ROOT / CASE / "record.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    bad.write_text("unit: {tier: comune, name: A}\nas_of: 2020-01-01\n", encoding="utf-8")
    empty.mkdir()
    assert run("data", "check", good).status == 0
    assert run("data", "check", bad).status == 1
    assert run("data", "check", good, bad).status == 1
    assert run("data", "check", empty).status == 2
    assert run("data", "check", tmp_path / "none.yaml", bad).status == 2
    assert run("data", "check").status == 2
    early = tmp_path / "early.yaml"
    early.write_text(good.read_text(encoding="utf-8").replace("2016-12-31", "1950-12-31"), encoding="utf-8")
    ran = run("data", "check", early)
    assert ran.status == 1
    assert f"{early}:" in ran.err


def test_a_template_can_be_filled_and_checked(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "commune.yaml"
    form = ("--programme", "primary", "--tier", "commune", "--as-of", "2021-10-31")
    assert run("data", "template", *form, "-o", target).status == 0
    filled = target.read_text(encoding="utf-8").replace("name: null", "name: Một", 1)
    target.write_text(filled, encoding="utf-8")
    ran = run("data", "check", target)
    assert (ran.status, ran.err) == (0, "")
    assert run("evaluate", target, "--programme", "primary").status == 0


def test_what_goes_wrong_inside_is_told_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("a cause")

    monkeypatch.setattr(judge, "evaluated", broken)
    ran = run("evaluate", CASE, "--lang", "vi")
    assert ran.status == 2
    assert "ValueError: a cause" in ran.err
    assert "Traceback" not in ran.err
    monkeypatch.setenv("PHOCAP_DEBUG", "1")
    with pytest.raises(ValueError, match="a cause"):
        main(["evaluate", CASE])


def test_an_interruption_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(judge, "evaluated", interrupted)
    ran = run("evaluate", CASE)
    assert (ran.status, ran.out, ran.err) == (130, "", "")


def test_inference_that_is_not_installed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(name: str | None) -> None:
        raise ImportError(name)

    monkeypatch.setattr("phocap.infer.choose", choose)
    ran = run("evaluate", CASE, "--inference", "durable")
    assert ran.status == 2
    assert "inference-not-installed" in ran.err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full disk to print to")
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "wb") as full:
        ran = command("rules", "list", stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert ran.returncode == 2
    assert b"stdout-unwritable" in ran.stderr
    assert b"Exception ignored" not in ran.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="names need not be text there only")
def test_a_file_name_that_is_no_text(run: Run, tmp_path: Path) -> None:
    folder, target = tmp_path / "records", tmp_path / "result.json"
    folder.mkdir()
    odd = os.fsdecode(os.path.join(os.fsencode(folder), b"\xff.yaml"))
    Path(odd).write_text((ROOT / CASE / "record.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    ran = run("evaluate", folder, "-o", target)
    assert (ran.status, ran.err) == (0, "")
    result = json.loads(target.read_text(encoding="utf-8"))
    assert [shown["path"] for shown in result["inputs"]] == [f"{folder}/?.yaml"]
    assert len(result["verdicts"]) == 1
    assert run("evaluate", folder, "-o", odd).status == 2, "a file that is read is not written"
    for ending in ("html", "md", "xlsx"):
        assert run("report", folder, "-o", tmp_path / f"report.{ending}").status == 0


def test_help_and_version_load_nothing_heavy() -> None:
    code = (
        "import sys; from phocap.cli.main import main; main(['evaluate', '--help']);"
        "print(sorted({'polars', 'rich', 'pydantic', 'yaml'} & sys.modules.keys()), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


def test_lists_and_rules_as_data(run: Run) -> None:
    listed = json.loads(run("rules", "list", "--format", "json").out)
    assert {rule["id"] for rule in listed["rules"]} >= {"vn/decree-20-2014/primary"}
    assert all(rule["confirmed"] <= rule["thresholds"] for rule in listed["rules"])
    shown = json.loads(run("rules", "show", "primary", "--as-of", "2021-10-31", "--format", "json").out)
    assert shown["instrument"]["number"] == "20/2014/NĐ-CP"
    assert [c["id"] for c in shown["rules"]["levels"]["1"]["province"]][:2] == ["districts", "own-figures"]


def test_rules_shown_as_yaml_are_a_rule_file(run: Run, tmp_path: Path) -> None:
    from phocap.language.parse import parse
    from phocap.model.rulefile import RuleFile
    from phocap.source.files import Source
    from phocap.source.yaml import read_documents

    for day in ("2021-10-31", "2026-01-01"):
        text = run("rules", "show", "primary", "--as-of", day, "--format", "yaml").out
        model = parse(read_documents(Source("shown.yaml", text.encode("utf-8")))[0], RuleFile)
        assert ("district" in model.levels[1].tiers) is (day < "2025-07-01")
        commune = run("rules", "show", "primary", "--as-of", day, "--tier", "commune", "--format", "yaml").out
        assert set(parse(read_documents(Source("s", commune.encode()))[0], RuleFile).levels[2].tiers) == {"commune"}


def test_a_result_is_valid_by_the_schema_that_is_printed(run: Run) -> None:
    import jsonschema

    schema = json.loads(run("rules", "schema", "--for", "result").out)
    jsonschema.validate(json.loads(run("evaluate", *RIGHT_AGE, "--format", "json").out), schema)
