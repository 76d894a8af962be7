"""Registers and simulations from the command line: what is written and refused, and that nothing is half written."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import polars as pl
import pytest

from phocap.cli.main import main

Run = Callable[..., Any]
Golden = Callable[[str, Any], None]

pytest.importorskip("ibis")


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register of two small communes, and the records of four."""
    folder = tmp_path_factory.mktemp("synthetic")
    for name, kind, communes, persons in (("dan-cu", "register", "2", "300"), ("xa", "yaml", "4", "2000")):
        size = ["--communes", communes, "--persons", persons]
        assert main(["data", "synth", "--seed", "3", *size, "--kind", kind, "-o", str(folder / name)]) == 0
    return folder


@pytest.fixture
def register(synthetic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The register of two small communes, in the current folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(synthetic / "dan-cu", "dan-cu")
    return tmp_path


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_register_becomes_figures_that_are_judged(lang: str, run: Run, golden: Golden, register: Path) -> None:
    golden(f"register.{lang}", run("register", "dan-cu", "--lang", lang))
    assert run("register", "dan-cu", "-o", "so-lieu.csv").status == 0
    origin = json.loads((register / "so-lieu.csv.origin").read_text(encoding="utf-8"))
    assert origin["persons"] == 600
    assert {len(found["sha256"]) for found in origin["inputs"]} == {64}
    ran = run("evaluate", "so-lieu.csv", "--programme", "primary", "--format", "csv")
    assert ran.status == 0
    assert ran.out.count("Xã ") >= 2


def test_parquet_holds_the_same(run: Run, register: Path) -> None:
    run("register", "dan-cu", "-o", "so-lieu.csv")
    run("register", "dan-cu", "-o", "so-lieu.parquet", "--resume", "phan")
    texts = pl.read_csv("so-lieu.csv", infer_schema=False)
    found = pl.read_parquet("so-lieu.parquet")
    assert found["age_6.ppc"].cast(pl.String).to_list() == texts["figures.age_6.ppc"].to_list()
    assert len(list((register / "phan").iterdir())) == 2


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("unknown-column", ["wrong.csv"]),
        ("birth-year", ["blank.csv"]),
        ("no-year", ["yearless.csv"]),
        ("engine", ["dan-cu", "--engine", "mysql://me:secret@host/db"]),
        ("no-table", ["persons"]),
        ("definition", ["dan-cu", "--definition", "ppc=guidance"]),
    ],
)
def test_a_register_that_cannot_be_counted_changes_nothing(
    name: str, lang: str, arguments: list[str], run: Run, golden: Golden, register: Path
) -> None:
    first = next(register.joinpath("dan-cu").rglob("*.csv")).read_text(encoding="utf-8")
    head, *rows = first.splitlines()
    year = head.split(",").index("birth_year")
    Path("wrong.csv").write_text(first.replace("residence_status", "residense_status", 1), encoding="utf-8")
    blank = [",".join("" if at == year else cell for at, cell in enumerate(row.split(","))) for row in rows]
    Path("blank.csv").write_text("\n".join([head, *rows[:9], *blank[9:12]]) + "\n", encoding="utf-8")
    Path("yearless.csv").write_text(first.replace("survey_year", "note_of_year", 1), encoding="utf-8")
    arguments = [*arguments, *(["--ignore-column", "note_of_year"] if name == "no-year" else [])]
    Path("so-lieu.csv").write_text("old", encoding="utf-8")
    ran = run("register", *arguments, "-o", "so-lieu.csv", "--lang", lang)
    golden(f"bad-register-{name}.{lang}", ran)
    assert ran.status == 2
    assert Path("so-lieu.csv").read_text(encoding="utf-8") == "old"
    assert not Path("so-lieu.csv.origin").exists()
    assert "secret" not in ran.err


def test_a_target_that_cannot_be_written_leaves_no_origin(run: Run, register: Path) -> None:
    ran = run("register", "dan-cu", "-o", register / "dan-cu", "--format", "csv")
    assert ran.status == 2
    assert not Path("dan-cu.origin").exists()


class OperationalError(Exception):
    """As the drivers of databases call it when nobody answers any more."""


def test_a_connection_that_is_lost_costs_no_finished_part(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever question to the engine is the last that is answered."""
    import ibis

    assert run("register", "dan-cu", "-o", "whole.csv").status == 0
    real, asked, most = ibis.Table.to_pyarrow, 0, 0

    def answer(table: Any, **rest: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked > most:
            raise OperationalError("server closed the connection unexpectedly\n\tThis probably means that it ended.")
        return real(table, **rest)

    monkeypatch.setattr(ibis.Table, "to_pyarrow", answer)
    Path("so-lieu.csv").write_text("old", encoding="utf-8")
    kept = []
    while (ran := run("register", "dan-cu", "-o", "so-lieu.csv", "--resume", "phan")).status != 0:
        assert ran.status == 2
        assert "[register-lost] the connection to duckdb:// could not be made or was lost: server closed" in ran.err
        assert Path("so-lieu.csv").read_text(encoding="utf-8") == "old"
        assert not Path("so-lieu.csv.origin").exists()
        kept.append(len(list(Path("phan").iterdir())))
        asked, most = 0, most + 1
    assert kept == sorted(kept)
    assert 1 in kept  # the second part was lost, the first one was not counted again
    assert Path("so-lieu.csv").read_bytes() == Path("whole.csv").read_bytes()


@pytest.fixture
def communes(synthetic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records of four communes, in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("xa").symlink_to(synthetic / "xa")


ASKED = ("simulate", "xa", "--programme", "primary", "--reading", "support_binds=province_only")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_scenarios_are_printed(lang: str, run: Run, golden: Golden, communes: None) -> None:
    golden(f"simulate.{lang}", run(*ASKED, "--vary", "3/enrolment-6.at_least=90%,99%..100%/0.5%", "--lang", lang))


def test_scenarios_agree_with_what_if(run: Run, communes: None) -> None:
    """The same change as ``rules diff --what-if`` flips the same number of units."""
    ran = run(*ASKED, "--vary", "1/enrolment-6.at_least=90%,100%", "--format", "json", "--instrument", "decree-20-2014")
    before, after = json.loads(ran.out)["scenarios"]
    diff = run(
        "rules", "diff", "decree-20-2014/primary", "--what-if", "1/enrolment-6.at_least=100%", "--no-proof",
        "--on", "xa", "--format", "json",
    )  # fmt: skip
    flips = [flip for flip in json.loads(diff.out)["records"]["flips"] if flip["level"] == 1]
    # rules diff follows the default readings, under which level 1 is open until staff is known.
    lost = before["level_1_met"] + before["level_1_undetermined"] - after["level_1_met"] - after["level_1_undetermined"]
    assert lost == len(flips) > 0


@pytest.mark.parametrize("more", [[], ["--readings", "all"]], ids=["figure", "readings"])
def test_scenarios_fit_their_schema(more: list[str], run: Run, communes: None) -> None:
    shape = json.loads(run("rules", "schema", "--for", "simulation").out)
    jsonschema.Draft202012Validator.check_schema(shape)
    told = json.loads(run(*ASKED, "--vary", "3/enrolment-6.at_least=98%..100%/1%", "--format", "json", *more).out)
    jsonschema.validate(told, shape)
    assert told["schema"] == shape["$id"]
    assert {row["3/enrolment-6.at_least"] for row in told["scenarios"]} == {"98%", "99%", "100%"}
    for wrong in ({**told, "more": 1}, {**told, "scenarios": [{"tier": "commune"}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, shape)


@pytest.mark.parametrize("ending", ["svg", "html"])
@pytest.mark.parametrize(
    "vary",
    [
        [],
        ["3/enrolment-6.at_least=90%..100%/1%"],
        ["3/enrolment-6.at_least=90%..100%/5%", "3/completion-11.at_least=80%..100%/10%"],
    ],
    ids=["bars", "lines", "maps"],
)
def test_a_chart_is_drawn(ending: str, vary: list[str], run: Run, communes: None) -> None:
    varied = [part for text in vary for part in ("--vary", text)]
    ran = run(*ASKED, *varied, "-o", f"chart.{ending}", "--lang", "vi")
    assert ran.status == 0, ran.err
    text = Path(f"chart.{ending}").read_text(encoding="utf-8")
    picture = ElementTree.fromstring(text[text.index("<svg") : text.index("</svg>") + 6])
    said = " ".join(node.text or "" for node in picture.iter() if node.tag.endswith("text"))
    assert "Mức độ 3" in said
    cells = [node for node in picture.iter() if node.tag.endswith("rect")]
    assert len(cells) == 1 + {0: 2 * 3, 1: 0, 2: 3 * 3 * 3}[len(vary)]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("form", ["--vary", "3/enrolment-6.at_least=90%..100%"]),
        ("condition", ["--vary", "3/enrolment.at_least=90%"]),
        ("twice", ["--vary", "3/enrolment-6.at_least=90%", "--vary", "3/commune/enrolment-6.at_least=95%"]),
        ("many", ["--vary", "3/enrolment-6.at_least=0%..100%/0.001%", "--vary", "2/enrolment-6.at_least=0%..100%/1%"]),
        ("instrument", ["--instrument", "decree-20"]),
        ("axes", [*(f"--vary={n}/enrolment-6.at_least=90%" for n in (1, 2, 3)), "--format", "svg"]),
    ],
)
def test_what_cannot_be_simulated_is_refused(
    name: str, lang: str, arguments: list[str], run: Run, golden: Golden, communes: Path
) -> None:
    ran = run(*ASKED, *arguments, "--lang", lang)
    golden(f"bad-simulate-{name}.{lang}", ran)
    assert (ran.status, ran.out) == (2, "")
