"""The rules of the house that no linter knows: no law in code, short files, no traces of a machine."""

import ast
import re
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "engine"
MODULES = sorted(ENGINE.rglob("*.py"))
LONGEST = 400

NUMBER = r"\d+(?:[.,]\d+)?"
PERCENT = re.compile(rf"(?<![\d.,])({NUMBER})\s*%")
QUOTIENT = re.compile(r"(?<![\d/.,])(\d+)\s*/\s*(\d+)(?![\d/])")
DECIMAL = re.compile(r"(?<![\d.,])(\d+[.,]\d+)(?![\d.,]|\s*%)")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def number(text: str) -> Fraction:
    return Fraction(Decimal(text.replace(",", ".")))


def spelt(text: str) -> Iterator[Fraction]:
    """Yield what a text says in the spelling of a threshold: 90%, 90/100, 0.9 or 0,9."""
    for found in PERCENT.finditer(text):
        yield number(found[1]) / 100
    for found in QUOTIENT.finditer(text):
        if int(found[2]):
            yield Fraction(int(found[1]), int(found[2]))
    for found in DECIMAL.finditer(text):
        yield number(found[1])


def thresholds_in(node: object) -> Iterator[Fraction]:
    """Yield the value of every at_least and at_most that is a share: percent, fraction or decimal, not a count."""
    if isinstance(node, list):
        for item in node:
            yield from thresholds_in(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("at_least", "at_most") and isinstance(value, str | float):
                yield from spelt(str(value))
            else:
                yield from thresholds_in(value)


def thresholds() -> set[Fraction]:
    """Return all thresholds of all rules; 0 % and 100 % are nobody's law."""
    found: set[Fraction] = set()
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        try:
            documents = list(yaml.safe_load_all(path.read_text(encoding="utf-8")))
        except yaml.YAMLError as error:
            raise pytest.fail.Exception(f"{relative(path)}: {error}", pytrace=False) from None
        found.update(thresholds_in(documents))
    return found - {Fraction(0), Fraction(1)}


def whole(node: ast.AST) -> int | None:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    return None


def quotients(node: ast.AST) -> Iterator[Fraction]:
    """Yield the fractions that two whole numbers side by side make: n / d, Fraction(n, d) and a pair n, d.

    A pair outside of Fraction counts from a denominator of 10 on: code is full of (1, 2).
    """
    pairs: list[tuple[ast.AST, ast.AST]] = []
    least = 1
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        pairs = [(node.left, node.right)]
    elif isinstance(node, ast.Call):
        least = 1 if ast.unparse(node.func).endswith("Fraction") else 10
        pairs = list(zip(node.args, node.args[1:], strict=False))
    elif isinstance(node, ast.Tuple | ast.List):
        least = 10
        pairs = list(zip(node.elts, node.elts[1:], strict=False))
    for left, right in pairs:
        above, below = whole(left), whole(right)
        if above is not None and below is not None and below >= least:
            yield Fraction(above, below)


def shares_in(source: str) -> Iterator[tuple[int, Fraction]]:
    """Yield line and value of every share that code or a text in code spells; docstrings and comments may."""
    tree = ast.parse(source)
    spoken = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        yield from ((line, share) for share in quotients(node))
        if isinstance(node, ast.Constant) and id(node) not in spoken:
            if isinstance(node.value, str):
                yield from ((line, share) for share in spelt(node.value))
            elif isinstance(node.value, float) and node.value == node.value and abs(node.value) != float("inf"):
                yield line, number(repr(node.value)) if "e" not in repr(node.value) else Fraction(node.value)


@pytest.mark.parametrize(
    "code",
    [
        "x = '90%'",
        "x = 'ít nhất 90 %'",
        "x = f'{name}: 90\u00a0%'",
        "x = '90,0%'",
        "x = '90/100'",
        "x = 0.9",
        "x = .90",
        "x = Decimal('0.9')",
        "x = '0,9'",
        "x = 9 / 10",
        "x = Fraction(9, 10)",
        "x = fractions.Fraction(18, 20)",
        "x = Fraction('9/10')",
        "x = (9, 10)",
        "x = compare(low, high, 90, 100)",
    ],
)
def test_every_spelling_of_a_threshold_is_found(code: str) -> None:
    assert Fraction(9, 10) in {share for _, share in shares_in(code)}


@pytest.mark.parametrize(
    "code",
    ["'''At least 90%.'''", "x = 1  # 90%", "x = 90", "x = (9, 11)", "x = '2010/9/10'", "x = '190%'", "x = '1.90.9'"],
)
def test_what_is_no_threshold_is_let_through(code: str) -> None:
    assert Fraction(9, 10) not in {share for _, share in shares_in(code)}


def test_thresholds_are_read_wherever_they_stand() -> None:
    rules = yaml.safe_load(
        """
        levels:
          1:
            commune:
              - {id: a, at_least: 90%, when: {special_difficulty: {at_least: "62,5 %"}}}
              - {id: b, at_most: 1/3}
              - {id: c, at_least: 1.5}
              - {id: d, at_least: 5, of: [1.1, 1.2]}
        """
    )
    assert set(thresholds_in(rules)) == {Fraction(9, 10), Fraction(5, 8), Fraction(1, 3), Fraction(3, 2)}


def test_no_threshold_of_the_law_stands_in_the_engine() -> None:
    law = thresholds()
    found = [
        f"{relative(path)}:{line}: {share}"
        for path in MODULES
        for line, share in shares_in(path.read_text(encoding="utf-8"))
        if share in law
    ]
    assert not found, "the law is data in rules/: " + "; ".join(found)


def test_every_file_of_the_engine_is_short_enough_to_read() -> None:
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert MODULES
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def committed() -> list[Path]:
    """Return every file that git holds or is about to."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_file_tells_of_a_machine_or_a_registry() -> None:
    needles = [
        "/".join(("", "work", "")),
        "/".join(("", "root", "")),
        ".".join(("pypi", "org")),
        ".".join(("files", "pythonhosted")),
    ]
    found = []
    for path in committed():
        content = path.read_bytes().lower()
        found += [f"{relative(path)}: {needle}" for needle in needles if needle.encode() in content]
    assert not found, "; ".join(found)


def test_what_ships_is_found_in_the_checkout() -> None:
    from phocap import shipped

    assert shipped.rules_root() == ROOT / "rules"
    assert shipped.vn_rules() == ROOT / "rules" / "vn"
    assert shipped.cases_root() == ROOT / "cases"


def test_what_does_not_ship_is_said_clearly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from phocap import shipped

    monkeypatch.setattr(shipped, "_HERE", tmp_path / "here")
    monkeypatch.setattr(shipped, "_CHECKOUT", tmp_path)
    with pytest.raises(FileNotFoundError, match="'rules' that ships with phocap"):
        shipped.rules_root()
