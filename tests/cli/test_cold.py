"""What a cold start may cost, counted in modules: those of other commands and formats stay where they are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMUNE = (
    "unit: {tier: commune, name: Xã Ví Dụ}\nas_of: 2015-09-30\nflags: {special_difficulty: false}\nfigures:\n"
    "  age_6: {ppc: 120, in_grade_1: 119}\n  age_11: {ppc: 110, completed_primary: 105, in_primary: 5}\n"
    "  age_11_14: {ppc: 400, completed_primary: 390}\n"
)
CODE = (
    "import sys; from phocap.cli.main import main;"
    "status = main(['evaluate', sys.argv[1], '--programme', 'primary', '--lang', 'en']);"
    "print(*sorted(sys.modules), file=sys.stderr); sys.exit(status)"
)


def evaluated(record: Path, compiled: Path) -> tuple[str, set[str]]:
    """Return what a new process prints of a record, and the modules that it imported."""
    switches = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    switches |= {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONPATH": str(ROOT / "engine")}
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(record)], env=switches, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout, set(done.stderr.split())


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, set[str]]]:
    folder = tmp_path_factory.mktemp("cold")
    record = folder / "commune.yaml"
    record.write_text(COMMUNE, encoding="utf-8")
    return [evaluated(record, folder / "compiled") for _ in range(2)]


def test_one_commune_imports_only_what_it_needs(runs: list[tuple[str, set[str]]]) -> None:
    _, modules = runs[1]
    assert {"polars", "pydantic", "phocap.evaluate.verdict"} <= modules
    foreign = {"jinja2", "z3", "python_calamine", "rich", "openpyxl", "xlsxwriter", "typst", "numpy", "pandas"}
    own = {
        "phocap.change",
        "phocap.forms.gathered",
        "phocap.forms.layouts",
        "phocap.report.html",
        "phocap.explain.tree",
    }
    assert not (foreign | own) & modules


def test_a_pack_that_was_read_is_not_read_again(runs: list[tuple[str, set[str]]]) -> None:
    (first, read), (second, kept) = runs
    assert first == second
    assert "phocap.language.load" in read
    assert "phocap.language.load" not in kept
