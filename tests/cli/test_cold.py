"""What a cold start may cost, counted in modules, queries and models: what others need stays where it is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
COMMUNE = (
    "unit: {tier: commune, name: Xã Ví Dụ}\nas_of: 2015-09-30\nflags: {special_difficulty: false}\nfigures:\n"
    "  age_6: {ppc: 120, in_grade_1: 119}\n  age_11: {ppc: 110, completed_primary: 105, in_primary: 5}\n"
    "  age_11_14: {ppc: 400, completed_primary: 390}\n"
)
CODE = """
import json, sys
from phocap.cli.main import main
sys.argv.pop(0)
queries = 0
if sys.argv[0] == "evaluate":
    import polars
    def counted(real):
        def collect(*given, **rest):
            global queries
            queries += 1
            return real(*given, **rest)
        return collect
    for name in ("collect", "_collect_eager"):
        setattr(polars.LazyFrame, name, counted(getattr(polars.LazyFrame, name)))
status = main([*sys.argv, "--lang", "en"])
built = []
if "phocap.model.base" in sys.modules:
    from phocap.model.base import Model
    built = [kind.__name__ for kind in Model.__subclasses__() if kind.__pydantic_complete__]
found = {"modules": sorted(sys.modules), "built": built, "queries": queries}
print(json.dumps(found), file=sys.stderr)
sys.exit(status)
"""


def ran(compiled: Path, *arguments: str) -> tuple[str, dict[str, Any]]:
    """Return what a new process prints, and what it counted of its work."""
    switches = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    switches |= {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONPATH": str(ROOT / "engine")}
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments], env=switches, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout, json.loads(done.stderr.splitlines()[-1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cold")


@pytest.fixture(scope="module")
def runs(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    record = folder / "commune.yaml"
    record.write_text(COMMUNE, encoding="utf-8")
    return [ran(folder / "compiled", "evaluate", str(record), "--programme", "primary") for _ in range(2)]


def test_one_commune_imports_only_what_it_needs(runs: list[tuple[str, dict[str, Any]]]) -> None:
    modules = set(runs[1][1]["modules"])
    assert {"polars", "pydantic", "phocap.evaluate.verdict"} <= modules
    foreign = {
        "jinja2",
        "z3",
        "python_calamine",
        "rich",
        "openpyxl",
        "xlsxwriter",
        "typst",
        "numpy",
        "pandas",
        "difflib",
    }
    own = {
        "phocap.change",
        "phocap.check",
        "phocap.cli.explain",
        "phocap.evaluate.tables",
        "phocap.explain.tree",
        "phocap.forms.gathered",
        "phocap.forms.layouts",
        "phocap.model.quantity",
        "phocap.report.html",
        "phocap.text.faults",
    }
    assert not (foreign | own) & modules
    assert len([name for name in modules if name.startswith("phocap.")]) <= 125


def test_one_commune_costs_little_work(runs: list[tuple[str, dict[str, Any]]], folder: Path) -> None:
    """A query takes as long as importing a module, and building a model's validator as long as ten."""
    _, found = runs[1]
    assert found["built"] == []
    assert found["queries"] <= 18
    (pack,) = (folder / "compiled").rglob("*.pack")
    assert pack.stat().st_size < 1_000_000


FRAMES = """
import resource
from phocap.cli import main as cli
def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
def leaf():
    pass
def most(depth):
    before = faults()
    for _ in range(500):
        leaf()
    here = faults() - before
    return max(here, most(depth - 1)) if depth else here
def main():
    print(most(200))
    return 0
cli.main = main
cli.run()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts faults of pages")
def test_no_call_of_a_command_needs_memory_of_its_own() -> None:
    """Wherever a loop runs: calls at the end of a chunk of frames map a new one each."""
    switches = {**os.environ, "PYTHONPATH": str(ROOT / "engine")}
    done = subprocess.run([sys.executable, "-c", FRAMES], env=switches, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 100


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [(["--help"], ["polars", "pydantic", "yaml"]), (["rules", "list"], ["polars", "z3", "phocap.cli.data"])],
    ids=" ".join,
)
def test_other_commands_import_less(
    arguments: list[str], spared: list[str], folder: Path, runs: list[tuple[str, dict[str, Any]]]
) -> None:
    out, found = ran(folder / "compiled", *arguments)
    assert out
    assert not set(spared) & set(found["modules"])


def test_a_pack_that_was_read_is_not_read_again(runs: list[tuple[str, dict[str, Any]]]) -> None:
    (first, read), (second, kept) = runs
    assert first == second
    assert "phocap.language.load" in read["modules"]
    assert "phocap.language.load" not in kept["modules"]
