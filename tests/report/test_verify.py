"""A stored result is verified: everything that was changed since is found, whatever it is."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from phocap.cli.main import main
from phocap.shipped import vn_rules

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "cases" / "quy-hop-2021"


class Said(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def _run(*arguments: object) -> Said:
        capsys.readouterr()
        status = main([*map(str, arguments), "--lang", "en"])
        return Said(status, *capsys.readouterr())

    return _run


@pytest.fixture
def stored(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "result.json"
    assert run("evaluate", CASE, "--format", "json", "-o", path).status == 0
    return path


def change(path: Path, edit: Callable[[Any], None]) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    edit(data)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def set_at(*way: Any, to: Any) -> Callable[[Any], None]:
    def edit(data: Any) -> None:
        *above, last = way
        for key in above:
            data = data[key]
        assert data[last] != to
        data[last] = to

    return edit


def test_what_was_not_changed_holds(run: Run, stored: Path) -> None:
    said = run("verify", stored, CASE)
    assert (said.status, said.err) == (0, "")
    assert "The result holds" in said.out
    assert "✗" not in said.out


@pytest.mark.parametrize("case", ["ha-nam-2013", "published", "schools", "bac-ninh-2025"])
def test_every_kind_of_case_holds_again(run: Run, tmp_path: Path, case: str) -> None:
    path = tmp_path / "result.json"
    assert run("evaluate", ROOT / "cases" / case, "--format", "json", "-o", path).status == 0
    assert run("verify", path, ROOT / "cases" / case).status == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--reading", "up_to_14=age_14"),
        ("--reading", "no_remaining_11=not_applicable"),
        ("--reading", "support_binds=province_only"),  # a reading that an amendment brings
        ("--programme", "lower-secondary", "--programme", "primary"),
        ("--programme", "literacy", "--instrument", "decree-20-2014"),
    ],
)
def test_what_was_asked_for_is_asked_again(run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    path = tmp_path / "result.json"
    assert run("evaluate", CASE, *options, "--format", "json", "-o", path).status == 0
    assert run("verify", path, CASE).status == 0


def test_the_files_may_have_moved(run: Run, tmp_path: Path, stored: Path) -> None:
    shutil.copytree(CASE, tmp_path / "elsewhere")
    assert run("verify", stored, tmp_path / "elsewhere").status == 0


LEVEL = ("verdicts", 0, "levels", 2)
CHANGES = {
    "verdict": (set_at("verdicts", 0, "highest_level", to=2), "highest_level: stored 2, found 3"),
    "outcome": (set_at(*LEVEL, "outcome", to="not_met"), "levels › 3 › outcome: stored not_met, found met"),
    "margin": (set_at(*LEVEL, "conditions", 0, "margin", to=5), "margin: stored 5, found 2"),
    "threshold": (set_at(*LEVEL, "conditions", 0, "threshold", to="1/2"), "threshold: stored 1/2, found 9/10"),
    "firm": (set_at("verdicts", 0, "firm", to=False), "firm: stored false, found true"),
    "unit": (set_at("verdicts", 0, "unit", "name", to="huyện Quỳ Châu"), "stored (nothing)"),
    "rule": (set_at("rules", 0, "sha256", to="0" * 64), f"stored {'0' * 64}"),
    "input": (set_at("inputs", 0, "sha256", to="0" * 64), f"stored {'0' * 64}"),
    "engine": (set_at("engine", to="phocap 0.0.1"), "Program: stored phocap 0.0.1"),
    "label": (set_at("labels", 0, "text", "en", to="?"), "stored ?"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_in_the_result_is_found(run: Run, stored: Path, name: str) -> None:
    edit, expected = CHANGES[name]
    change(stored, edit)
    said = run("verify", stored, CASE)
    assert said.status == 1
    assert expected in said.out
    assert "IT DOES NOT HOLD" in said.out


def test_a_changed_figure_is_found(run: Run, tmp_path: Path, stored: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(CASE, folder)
    record = folder / "record.yaml"
    text = record.read_text(encoding="utf-8")
    assert "2714" in text
    record.write_text(text.replace("2714", "2713").replace("99,96", "99,93"), encoding="utf-8")
    said = run("verify", stored, folder)
    assert said.status == 1
    assert "Records: 0 of 1 agree" in said.out
    assert "stored 2714/2715, found 2713/2715" in said.out


def test_a_changed_rule_is_found(run: Run, tmp_path: Path, stored: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(vn_rules(), rules)
    file = rules / "decree-20-2014" / "primary.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("at_least: 98%", "at_least: 99%"), encoding="utf-8")
    said = run("verify", stored, CASE, "--rules", rules)
    assert said.status == 1
    assert "✗ Rules:" in said.out
    assert "threshold: stored 49/50, found 99/100" in said.out


def test_many_differences_are_told_in_short_the_gravest_first(run: Run, tmp_path: Path) -> None:
    path, rules = tmp_path / "result.json", tmp_path / "rules"
    case = ROOT / "cases" / "ha-nam-2013"
    assert run("evaluate", case, "--programme", "primary", "--format", "json", "-o", path).status == 0
    shutil.copytree(vn_rules(), rules)
    for file in (rules / "circular-36-2009").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("at_least: 80%", "at_least: 99%"), encoding="utf-8")
    short, whole = (run("verify", path, case, "--rules", rules, *more) for more in ((), ("--whole",)))
    assert (short.status, whole.status) == (1, 1)
    told, every = ([line for line in said.out.splitlines() if line.startswith("      ")] for said in (short, whole))
    one_by_one = [line for line in told if "… and" not in line]
    assert len(told) < len(every)
    kinds = Counter(line.partition(": stored")[0].rpartition("› ")[2] for line in one_by_one if "›" in line)
    assert kinds
    assert max(kinds.values()) <= 3
    more = re.findall(r"… and ([\d,]+) more", short.out)
    assert len(one_by_one) + sum(int(n.replace(",", "")) for n in more) == len(every)


def test_a_missing_and_a_surplus_record_are_found(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    folder = tmp_path / "case"
    shutil.copytree(ROOT / "cases" / "ha-nam-2013", folder)
    assert run("evaluate", folder, "--format", "json", "-o", path).status == 0
    (folder / "duy-tien.yaml").unlink()
    fewer = run("verify", path, folder)
    assert fewer.status == 1
    assert "Records: 6 of 7 agree" in fewer.out
    assert run("evaluate", folder, "--format", "json", "-o", path).status == 0
    shutil.copy(ROOT / "cases" / "ha-nam-2013" / "duy-tien.yaml", folder)
    more = run("verify", path, folder)
    assert more.status == 1
    assert "Records: 6 of 7 agree" in more.out


def test_what_is_no_result_of_ours_is_refused(run: Run, tmp_path: Path, stored: Path) -> None:
    other = tmp_path / "other.json"
    shutil.copy(stored, other)
    change(other, set_at("schema", to="phocap/result/2"))
    for path, fault in (
        (other, "result-version"),
        (CASE / "record.yaml", "not-json"),
        (tmp_path / "no", "no-such-file"),
    ):
        said = run("verify", path, CASE)
        assert said.status == 2
        assert f"[{fault}]" in said.err
        assert said.out == ""
    change(stored, lambda data: data["verdicts"][0].pop("levels"))
    assert "[result-shape]" in run("verify", stored, CASE).err
